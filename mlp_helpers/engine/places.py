"""Where the course's files are: beside the package, or inside it where a wheel was installed."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
BESIDE = (PACKAGE.parent / "data" / "names.txt").is_file()
COURSE = PACKAGE.parent if BESIDE else PACKAGE / "course"
