"""Lay the lessons out in my/ and start JupyterLab there. `tools/lab.py` runs this in .venv.

.venv/bin/python tools/serve.py --no-browser
"""

import os
import sys

import desk
from jupyterlab.labapp import LabApp


def options(lesson: str) -> list[str]:
    """How JupyterLab is started: on the desk, with nothing else in view, as the reader left it."""
    chosen = {
        "ServerApp.root_dir": str(desk.DESK),
        "ServerApp.answer_yes": "True",  # one Ctrl-C ends it
        "LabApp.workspaces_dir": str(desk.workspaces()),
        "LabApp.default_url": f"/lab/workspaces/{desk.WORKSPACE}/tree/{lesson}",
        "Application.log_level": "ERROR",  # the address is still printed
    }
    as_root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [*(f"--{name}={value}" for name, value in chosen.items()), *as_root]


def main(arguments: list[str]) -> int:
    """Lay out and serve until Ctrl-C; returns the exit status."""
    try:
        lesson = desk.first_to_open()  # before an update gives other lessons a newer time
        status = desk.main()
    except KeyboardInterrupt:
        print("Interrupted. What is in my/ is as it was or brought up to date.", file=sys.stderr)
        return 130
    if status == 0:
        LabApp.launch_instance([*options(lesson), *arguments])
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
