"""Open the course in JupyterLab: install what is missing, lay the lessons out in my/, start.

    python3 tools/lab.py            # what `make lab` does; on Windows, py tools\\lab.py

Arguments are passed on to JupyterLab, such as --no-browser or --port=9000.
"""

import sys

import install  # refuses a Python that is too old, so it comes first

import os
import subprocess
from pathlib import Path

SETTINGS = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")


def environment() -> dict[str, str]:
    """The environment for JupyterLab and its kernels."""
    # One thread: on matrices as small as the course's, more only get in each other's way.
    chosen = {**os.environ, "OMP_NUM_THREADS": "1"}
    home = Path(os.path.expanduser("~"))
    if not (home.is_dir() and os.access(home, os.W_OK)):
        print("Your home folder cannot be written to: Jupyter's settings go to .venv/home.")
        own = install.VENV / "home"
        for variable in SETTINGS:
            chosen.setdefault(variable, str(own / variable.lower()))
        chosen.setdefault("MPLCONFIGDIR", str(own / "matplotlib"))
    return chosen


def main(arguments: list[str]) -> int:
    """Install what is missing, then let .venv's Python do the rest; returns the exit status."""
    flag = "--this-python"
    try:
        python = str(install.ensure(this_python=flag in arguments))
        command = [python, str(install.ROOT / "tools" / "serve.py")]
        command += [argument for argument in arguments if argument != flag]
        print("Starting JupyterLab, in the folder my. Ctrl-C here ends it. If no browser opens,")
        print("open the last address that appears below.", flush=True)
        if os.name == "nt":  # there, execve would give the terminal back at once
            return subprocess.call(command, env=environment())
        os.execve(python, command, environment())
    except install.InstallError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. The same command goes on from there.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
