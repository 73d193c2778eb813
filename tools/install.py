"""Set up .venv with all that the course needs. Needs nothing itself but Python.

    python3 tools/install.py             # what `make lab` does first
    python3 tools/install.py --site      # and what the website needs
    python3 tools/install.py --mutants   # and what `make mutants` needs
    python3 tools/install.py --fetch     # fill build/wheels, for a room without network

If there is a folder `wheels` in the course's, everything is installed from it, without a network.
Does nothing if all is as it should be. What went wrong is said in one line, with the cure.
"""

import sys

OLDEST, NEWEST = (3, 11), (3, 14)  # the versions that every pinned package has files for

if not OLDEST <= sys.version_info[:2] <= NEWEST:
    sys.exit(
        f"The course needs Python 3.{OLDEST[1]} to 3.{NEWEST[1]}, and this is "
        f"{sys.version_info[0]}.{sys.version_info[1]}. If you have another one, say which: "
        "make lab PYTHON=python3.12"
    )

import argparse
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
WHEELS = ROOT / "wheels"
FETCHED = ROOT / "build" / "wheels"  # what a teacher copies to there
STAMP = VENV / "installed.json"  # written last: an interrupted installation is repeated
LOG = VENV / "install.log"
REQUIREMENTS = {
    "course": "requirements.txt",
    "site": "docs/requirements.txt",
    "mutants": "tests/requirements.txt",
}
PIN = re.compile(r"^[\w.-]+(?:\[\w+\])?==[\w.]+", re.MULTILINE)  # without the course itself
# What an installation depends on. By content: git changes a file's time, and not only with it.
INPUTS = (*REQUIREMENTS.values(), "constraints.txt", "pyproject.toml")
JUPYTER = "tools/jupyter"  # an installation copies these settings into .venv
SMALL_TORCH = "https://download.pytorch.org/whl/cpu"  # without CUDA, which takes gigabytes
SECONDS_BETWEEN_LINES = 20  # where a line cannot be written over

# What pip's log says, and what it means for people.
CAUSES = (
    (
        r"No space left on device|Errno 28",
        "The disk is full. The course needs 1.5 GB; make room, then start again.",
    ),
    (
        r"Permission denied|Errno 13",
        "Some file may not be written. Does the folder of the course belong to another user?",
    ),
    (
        r"NameResolutionError|name resolution|getaddrinfo|NewConnection|Network is unreachable"
        r"|ConnectTimeout|Connection refused|ReadTimeout|ProxyError|No route to host",
        "The packages cannot be fetched: no network, or a proxy in between (set HTTPS_PROXY). "
        "Start again when it is there; what was fetched is kept.",
    ),
    (
        r"SSLError|CERTIFICATE_VERIFY|IncompleteRead|Connection (?:broken|reset|aborted)",
        "The connection to the packages breaks, or something in between looks into it. Start "
        "again; behind a company's proxy, ask for its certificate and set PIP_CERT.",
    ),
    (
        r"No matching distribution found for torch",
        "There is no PyTorch for this machine. Use Binder or Colab, see the README.",
    ),
)


# What a program says, errors too, as one text.
HEARD = {
    "stdout": subprocess.PIPE,
    "stderr": subprocess.STDOUT,
    "text": True,
    "encoding": "utf-8",
    "errors": "replace",
}
# How pip begins a script: with its Python or, if that has a blank or is long, in words for sh that
# are a text to Python. The second way suits all.
STARTS = re.compile(rb"#!\S*python[\d.]*\n|#!/bin/sh\n'{3}exec' .*\n' '{3}\n")
START = "#!/bin/sh\n'''exec' \"{}\" \"$0\" \"$@\"\n' '''\n"


class InstallError(Exception):
    """The course cannot be installed; says why, and what to do, in one line."""


def ensure(groups: tuple[str, ...] = ("course",), *, this_python: bool = False) -> Path:
    """Bring .venv to what the pins say, and return the path of its Python.

    `groups` are keys of REQUIREMENTS. `this_python` says that .venv has to be of the Python that
    runs this; otherwise one that is there stays. Raises InstallError.
    """
    try:
        bring_up_to_date(groups, this_python)
    except OSError as error:  # a full disk, a file that may not be written
        raise InstallError(cause(str(error))) from error
    return PYTHON


def bring_up_to_date(groups: tuple[str, ...], this_python: bool) -> None:
    """Take the steps of `ensure` that are due."""
    done = read_stamp()
    rebuild = this_python and PYTHON.exists() and not is_of_this_python()
    if rebuild:
        print("The .venv here is of another Python, and is made anew …", flush=True)
    due = [group for group in groups if rebuild or done.get(group) != digest()]
    if not due and done.get("folder") == str(ROOT) and works():
        return
    refuse_impossible()
    if rebuild or not works():
        make_venv()
        done, due = {}, list(groups)
    elif done.get("folder", str(ROOT)) != str(ROOT):
        print("The folder was moved or copied: putting its new place into .venv …", flush=True)
        settle()
        done["folder"] = str(ROOT)
        write_stamp(done)
    for group in due:
        install(group)
        # Another group that was installed from other pins is then no longer as it should be.
        done = {key: value for key, value in done.items() if value == digest()}
        done.update({group: digest(), "folder": str(ROOT)})
        write_stamp(done)


# ------------------------------------------------------------------------------- sign of life


class Ticker:
    """While its block runs: one line that says for how long, and what is being done."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.doing = ""
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> "Ticker":
        self.started = time.monotonic()
        print(self.title + " …", flush=True)
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.over.set()
        self.thread.join()

    def _tick(self) -> None:
        on_terminal = sys.stdout.isatty()
        while not self.over.wait(1 if on_terminal else SECONDS_BETWEEN_LINES):
            minutes, seconds = divmod(round(time.monotonic() - self.started), 60)
            line = f"  {minutes} min {seconds:02d} s  {self.doing}"
            print("\r" + line.ljust(78) if on_terminal else line, end="", flush=True)
            if not on_terminal:
                print(flush=True)
        if on_terminal:
            print("\r" + " " * 78 + "\r", end="", flush=True)


# ------------------------------------------------------------------------------- the state


def read_stamp() -> dict[str, str]:
    """What was installed, {group: digest of the pins, "folder": where}; nothing if unknown."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(done: dict[str, str]) -> None:
    """Note what is installed."""
    draft = STAMP.with_suffix(".tmp")
    draft.write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")
    os.replace(draft, STAMP)


def digest() -> str:
    """Tells apart two states of the files that an installation depends on."""
    settings = sorted(path for path in (ROOT / JUPYTER).rglob("*") if path.is_file())
    content = hashlib.sha256()
    for path in [*(ROOT / name for name in INPUTS), *settings]:
        content.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return content.hexdigest()


def works() -> bool:
    """Whether .venv has a Python that starts, of a version that fits, with pip."""
    test = f"import pip, sys; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
    try:
        return subprocess.run([str(PYTHON), "-c", test], capture_output=True).returncode == 0
    except OSError:  # there is none, or the one that it was made from is gone
        return False


def is_of_this_python() -> bool:
    """Whether .venv was made from the Python that runs this."""
    what = "import sys; print(sys.version); print(sys.base_prefix)"
    try:
        there = subprocess.run([str(PYTHON), "-c", what], capture_output=True, text=True)
    except OSError:
        return False
    return there.stdout.splitlines() == [*sys.version.splitlines(), sys.base_prefix]


# ------------------------------------------------------------------------------- the steps


def refuse_impossible() -> None:
    """Raise InstallError where an installation cannot succeed."""
    if not os.access(ROOT, os.W_OK):
        raise InstallError(
            "The folder of the course cannot be written to. Copy it to a folder of your own, and "
            "start there."
        )
    machine = platform.machine().lower()
    if sys.platform == "darwin" and machine == "x86_64":
        raise InstallError(f"There is no PyTorch {torch()} for Macs with Intel chips.")
    if sys.platform == "darwin" and int(platform.mac_ver()[0].split(".")[0] or 14) < 14:
        raise InstallError(f"PyTorch {torch()} needs macOS 14 or later.")
    if os.name == "nt" and machine == "arm64":
        raise InstallError(f"There is no PyTorch {torch()} for Windows on ARM.")


def make_venv() -> None:
    """Create .venv, of the Python that runs this."""
    if Path(sys.prefix).resolve() == VENV:
        raise InstallError(
            "The .venv is damaged. Delete the folder .venv, and start again."
        )  # it cannot replace the Python that it runs on
    print("Creating .venv …", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        **HEARD,
    )
    if made.returncode == 0:
        return
    if "ensurepip" in made.stdout:
        raise InstallError(
            "Python lacks a part that creates environments. On Debian and Ubuntu, this brings it: "
            "sudo apt install python3-venv"
        )
    raise InstallError("Python could not create .venv: " + cause(made.stdout))


def settle() -> None:
    """Put the place of the folder into .venv again; needs no network."""
    for command in (
        ["-m", "venv", "--without-pip", str(VENV)],  # the scripts that activate it
        [
            *("-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--no-index", "--no-deps", "--no-build-isolation", "-e", "."),
        ],
    ):
        made = run_quietly(command)
        if made.returncode:
            raise InstallError("Delete the folder .venv, and start again: " + cause(made.stdout))
    for script in PYTHON.parent.iterdir():
        point_to_this_python(script)


def point_to_this_python(script: Path) -> None:
    """Let a script in .venv begin with its place: in a copy, the old line starts the original's."""
    if not script.is_file() or script.is_symlink():
        return
    content = script.read_bytes()
    found = STARTS.match(content)
    if found:
        script.write_bytes(START.format(PYTHON).encode() + content[found.end() :])


def run_quietly(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run .venv's Python with what it says in `stdout`, errors too."""
    return subprocess.run(
        [str(PYTHON), *command],
        cwd=str(ROOT),
        **HEARD,
    )


def install(group: str) -> None:
    """Install what a group of requirements names."""
    LOG.write_text("", encoding="utf-8")
    with Ticker("Installing into .venv, a few minutes the first time") as ticker:
        command = ["install", "--root-user-action=ignore", *places()]
        if group == "course":
            if suits_small_torch() and not has_torch():
                small_torch(ticker, command)
            # The last step builds the course's own package with it, and so needs no more network.
            pip(ticker, *command, "-c", "constraints.txt", "hatchling", check=True)
        pip(ticker, *command, "--no-build-isolation", "-r", REQUIREMENTS[group], check=True)


def places() -> "list[str]":
    """What tells pip where packages are, if it is not the network."""
    return ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []


def fetch() -> None:
    """Fill FETCHED with all that an installation on a machine like this one needs."""
    LOG.write_text("", encoding="utf-8")
    draft = FETCHED.with_name("wheels.part")  # without a network, earlier ones stay
    shutil.rmtree(str(draft), ignore_errors=True)
    pins = PIN.findall((ROOT / REQUIREMENTS["course"]).read_text(encoding="utf-8"))
    with Ticker(f"Fetching {len(pins)} packages and what they need") as ticker:
        command = ["download", "--only-binary=:all:", "--dest", str(draft)]
        if suits_small_torch():
            small_torch(ticker, command)
        found = ["--find-links", str(draft)] if draft.is_dir() else []
        pip(ticker, *command, *found, "-c", "constraints.txt", *pins, check=True)
    if FETCHED.exists():
        shutil.rmtree(str(FETCHED))
    draft.rename(FETCHED)
    sizes = [wheel.stat().st_size for wheel in FETCHED.iterdir()]
    version = "import sys; print('%d.%d' % sys.version_info[:2])"
    print(
        f"Fetched {len(sizes)} packages into build/wheels, {sum(sizes) / 1e6:.0f} MB, for machines "
        f"with Python {run_quietly(['-c', version]).stdout.strip()} on {platform.system()}, "
        f"{platform.machine()}."
    )


def small_torch(ticker: Ticker, command: "list[str]") -> None:
    """Let pip have a try at PyTorch's small build. If there is none, a later step takes PyPI's."""
    # Only torch itself: this index has other versions of the rest.
    index = ["--no-deps", "--index-url", SMALL_TORCH, "--retries", "0", "--timeout", "20"]
    if pip(ticker, *command, *index, f"torch=={torch()}") and not WHEELS.is_dir():
        print("\nPyTorch's small build is out of reach: the large one takes 5 GB.")


def suits_small_torch() -> bool:
    """Whether this is Linux without an NVIDIA card."""
    return sys.platform == "linux" and not shutil.which("nvidia-smi")


def has_torch() -> bool:
    """Whether .venv has the version of torch that is pinned."""
    test = "from importlib.metadata import version; print(version('torch'))"
    return run_quietly(["-c", test]).stdout.startswith(torch())


def torch() -> str:
    """The version of torch that is pinned."""
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return re.search(r"^torch==([\d.]+)", pins, re.MULTILINE).group(1)


def pip(ticker: Ticker, *arguments: str, check: bool = False) -> int:
    """Run .venv's pip; returns its exit status, or raises InstallError if `check`."""
    flags = ["--disable-pip-version-check", "--progress-bar=off"]
    started = LOG.stat().st_size
    process = subprocess.Popen(
        [str(PYTHON), "-m", "pip", *arguments, *flags],
        cwd=str(ROOT),
        **HEARD,
    )
    with process, LOG.open("a", encoding="utf-8") as log:
        for line in process.stdout:
            log.write(line)
            found = re.match(r"\s*(Collecting|Downloading|Building|Installing)\b\s*(.*)", line)
            if found:
                ticker.doing = " ".join(found.groups())[:60]
                if found[1] == "Installing":
                    ticker.doing = "unpacking, which takes the longest"
    if check and process.returncode:
        said = LOG.read_bytes()[started:].decode("utf-8", "replace")
        raise InstallError(cause(said).rstrip(".") + ". The log: .venv/install.log")
    return process.returncode


def cause(log: str) -> str:
    """What a log of pip means, in one line."""
    if WHEELS.is_dir() and "No matching distribution" in log:
        return (
            "The folder wheels lacks a package for this machine. It was made for another system "
            "or another version of Python, or is not complete. With a network, delete it"
        )
    for pattern, meaning in CAUSES:
        if re.search(pattern, log):
            return meaning
    errors = re.findall(r"^\s*(?:ERROR|error): .*", log, re.MULTILINE)
    return (errors or log.strip().splitlines() or ["no reason was given."])[-1].strip()


def main(arguments: list[str] | None = None) -> int:
    """Install what the command line asks for; returns the exit status."""
    parser = argparse.ArgumentParser(description="Set up .venv with what the course needs.")
    for group, what in (("site", "the website"), ("mutants", "`make mutants`")):
        parser.add_argument(f"--{group}", action="store_true", help=f"also what {what} needs")
    parser.add_argument("--fetch", action="store_true", help="fill build/wheels")
    parser.add_argument(
        "--this-python", action="store_true", help="replace a .venv of another Python"
    )
    options = parser.parse_args(arguments)
    groups = tuple(group for group in REQUIREMENTS if getattr(options, group, group == "course"))
    try:
        ensure(groups, this_python=options.this_python)
        if options.fetch:
            fetch()
    except OSError as error:  # a full disk, while packages were fetched
        print(cause(str(error)), file=sys.stderr)
        return 1
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. The same command goes on from there.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
