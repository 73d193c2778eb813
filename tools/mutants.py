"""Change the helpers in small ways, one at a time, and see whether a test notices.

    make mutants                    # the files of mlp_helpers that differ from the last commit
    make mutants BASE=main~3        # … from this one
    make mutants ONLY="data.py"     # these files
    make mutants CORE=1             # the core; also writes the tables of docs/mutants.md

Each small change (+ becomes −, < becomes <=, an argument is left out) is a mutant. A test that
fails kills it. One that survives shows something that no test holds, or a change that alters
nothing. The mutants are made and tried by mutmut, in a copy of the checkout: here nothing is
changed.

With `--folder`, the copy is kept there, and a second run tries only what survived the first, which
is the way to write a missing test. `--sample 150` tries so many mutants of each file, drawn at
random with the seed 0, where there are more than twice as many. `--page` tries nothing, and writes
docs/mutants.md again after an edit of tests/surviving_mutants.csv.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "mlp_helpers"
COUNTS = ROOT / "tests" / "mutation_counts.csv"  # of the last run of each file of the core
REASONS = ROOT / "tests" / "surviving_mutants.csv"  # why a survivor may live
PAGE = ROOT / "docs" / "mutants.md"  # both as tables, included in docs/testing.md
SEED = 0

# Which tests hold a file: those that would be run after a change of it, and are quick. A file that
# is not listed has to pass all but those of the site, the notebooks and the tools.
TESTS = {
    "layers.py": ("layers", "backward", "layer_kinds"),
    "train.py": ("train",),
    "many.py": ("many",),
    "engine/arrays.py": ("backward", "train", "many"),
    "engine/steps.py": ("backward", "train", "many"),
    "engine/progress.py": ("train", "execute_notebooks"),
    "engine/places.py": ("data", "names"),
    "data.py": ("data", "names"),
    "sample.py": ("sample",),
    "diagnostics.py": ("diagnostics",),
    "share/saving.py": ("saving", "share"),
    "counting/__init__.py": ("counting",),
    "counting/targets.py": ("counting",),
    "exercises/code.py": ("hints", "exercises"),
    "exercises/compare.py": ("compare", "hints", "exercises"),
    "exercises/kinds.py": ("hints", "exercises"),
    "exercises/messages.py": ("hints", "exercises"),
    "exercises/slips.py": ("hints", "exercises"),
    "exercises/common_slips.py": ("hints", "exercises"),
    "exercises/progress.py": ("progress_report",),
    "names/reading.py": ("names", "data"),
    "names/rules.py": ("names", "data"),
    "names/splits.py": ("names", "data"),
    "names/tidy.py": ("names", "data"),
    "checkpoints.py": ("checkpoints",),
    "audit/__init__.py": ("audit",),
}
CORE = tuple(list(TESTS)[: list(TESTS).index("exercises/progress.py")])
# What takes seconds, and asks for speed or memory or repeats a long run.
SLOW = (
    "tests/test_train.py::test_memory_does_not_grow_with_the_steps",
    "tests/test_many.py::test_sixteen_networks_of_the_course_for_a_thousand_steps",
)
OTHERS = (  # not about the package, or by far too long to be run for each mutant
    *("build_names", "build_site", "build_towns", "desk", "execute_notebooks", "gallery_data"),
    *("house", "install", "kernel", "lessons", "loss_curves", "mutants", "notebooks"),
    *("numbers_in_text", "pairs", "predictions", "published_runs", "readme", "scale_data"),
)

# What pytest's end says of a mutant, as mutmut passes it on; any other number is a failed test.
LIVES = {0, 5, 33}  # all tests passed, none was chosen, none reaches it
UNTRIED = {None, 34}
TIMED_OUT = {-24, -9, 24, 36, 152, 255}


class MutantsError(Exception):
    """The mutants could not be tried; says why."""


@dataclass(frozen=True)
class Counts:
    """What became of one file's mutants."""

    module: str
    mutants: int
    tried: int
    killed: int  # by a failed test
    timed_out: int  # the tests never ended, which is noticed as well
    survived: int
    wording: int  # of these, how many only word a message in another way

    @property
    def share(self) -> float:
        """The share that was noticed, of those tried."""
        return (self.killed + self.timed_out) / self.tried if self.tried else 1.0


@dataclass(frozen=True)
class Survivor:
    """A mutant that no test noticed: where it is, and its line before and after."""

    module: str
    function: str
    change: str


# ------------------------------------------------------------------------------- which files


def changed(base: str = "HEAD", root: Path = ROOT) -> list[str]:
    """The files of the package that differ from a commit, new ones included."""
    differing = git(root, "diff", "--name-only", "--diff-filter=d", base, "--", PACKAGE)
    new = git(root, "ls-files", "--others", "--exclude-standard", "--", PACKAGE)
    paths = sorted({*differing, *new})
    return [path.removeprefix(f"{PACKAGE}/") for path in paths if path.endswith(".py")]


def git(root: Path, *arguments: str) -> list[str]:
    """The lines that a command of git prints."""
    ran = subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, text=True, encoding="utf-8"
    )
    if ran.returncode:
        raise MutantsError(ran.stderr.strip() or "git failed")
    return ran.stdout.splitlines()


def named(paths: Iterable[str], root: Path = ROOT) -> list[str]:
    """Files as somebody types them, as paths inside the package."""
    modules = [path.removeprefix(f"{PACKAGE}/") for path in paths]
    for module in modules:
        if not (root / PACKAGE / module).is_file():
            raise MutantsError(f"{PACKAGE} has no file {module}")
    return modules


def selection(module: str, root: Path = ROOT) -> tuple[str, ...]:
    """The test files that a mutant of this file has to pass."""
    stems = TESTS.get(module) or [
        path.stem.removeprefix("test_")
        for path in sorted((root / "tests").glob("test_*.py"))
        if path.stem.removeprefix("test_") not in OTHERS
    ]
    return tuple(f"tests/test_{stem}.py" for stem in stems)


def groups(modules: Iterable[str]) -> dict[tuple[str, ...], list[str]]:
    """The files by their tests: those with the same ones share a run."""
    found: dict[tuple[str, ...], list[str]] = {}
    for module in modules:
        found.setdefault(selection(module), []).append(module)
    return found


# ------------------------------------------------------------------------------- the runs


def settings(modules: Sequence[str], tests: Sequence[str]) -> str:
    """What mutmut reads of pyproject.toml."""
    deselected = [f"--deselect={test}" for test in SLOW if test.split("::")[0] in tests]
    table = {
        "source_paths": [f"{PACKAGE}/"],
        "only_mutate": [f"{PACKAGE}/{module}" for module in modules],
        "also_copy": ["data", "notebooks", "docs", "tools", "README.md"],
        "pytest_add_cli_args_test_selection": list(tests),
        "pytest_add_cli_args": ["-o", "addopts=", "-p", "no:cacheprovider", *deselected],
        # A mutant that never ends is given up after four times as long as its tests should take.
        "timeout_multiplier": 4.0,
        "timeout_constant": 2.0,
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in table.items()]
    return "\n".join(["\n[tool.mutmut]", *lines, ""])


def lay_out(folder: Path, modules: Sequence[str], tests: Sequence[str]) -> None:
    """Copy the checkout as it is now, and tell mutmut there what to do."""
    for name in git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard"):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / "mutants").mkdir(exist_ok=True)  # Python looks only once for a folder on its path
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(settings(modules, tests))


def mutmut(folder: Path, *arguments: str) -> str:
    """What mutmut says; its runs are written to a log, too."""
    # Programs that a test starts are to find the mutant, and not the installed package.
    path = os.pathsep.join([str(folder / "mutants"), os.environ.get("PYTHONPATH", "")])
    ran = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": path.rstrip(os.pathsep)},
    )
    if ran.returncode:
        raise MutantsError("mutmut failed:\n" + "\n".join(ran.stdout.splitlines()[-15:]))
    return ran.stdout


def run(folder: Path, modules: Sequence[str], sample: int | None) -> None:
    """Try the mutants of these files; after an earlier run, those that survived or are untried."""
    one_process = ("run", "--max-children", "1")
    known = {key: code for module in modules for key, code in codes(folder, module).items()}
    if not known:
        # Which mutants there are is known when the first of each function has been tried.
        mutmut(folder, *one_process, *([] if sample is None else [f"{PACKAGE}.*__mutmut_1"]))
    if known or sample is not None:
        found = [kept(codes(folder, module), sample) for module in modules]
        left = [key for own in found for key, code in own.items() if code in LIVES | UNTRIED]
        if left:
            mutmut(folder, *one_process, *left)


def kept(known: dict[str, int | None], sample: int | None) -> dict[str, int | None]:
    """Those mutants of a file that count."""
    return known if sample is None else {key: known[key] for key in draw(known, sample)}


def draw(names: Iterable[str], sample: int) -> list[str]:
    """All names if they are at most twice as many as the sample; otherwise a fixed random one."""
    ordered = sorted(names)
    if len(ordered) <= 2 * sample:
        return ordered
    return sorted(random.Random(SEED).sample(ordered, sample))


def codes(folder: Path, module: str) -> dict[str, int | None]:
    """How the tests of each mutant ended, by its name; nothing before a run."""
    path = folder / "mutants" / PACKAGE / f"{module}.meta"
    if not path.exists():
        return {}
    found: dict[str, int | None] = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return found


# ------------------------------------------------------------------------------- what came out


def function_of(name: str) -> str:
    """The function or method that a mutant's name tells: mlp_helpers.data.x_load__mutmut_3."""
    mangled = re.sub(r"__mutmut_\d+$", "", name).rpartition(".")[2]
    return mangled[2:] if mangled.startswith("x_") else mangled[2:].replace("ǁ", ".")


def change_in(shown: str) -> str:
    """A change in one line, from what `mutmut show` prints: the line before → after."""
    lines = [line for line in shown.splitlines() if not line.startswith(("---", "+++", "#"))]
    before, after = (
        " ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+"
    )
    return f"{before} → {after}"


def is_wording(change: str) -> bool:
    """Whether a change leaves all but the letters of a sentence: its case, or XX around it."""
    before, _, after = change.partition(" → ")
    plain = [re.sub("XX", "", side).casefold() for side in (before, after)]
    sentence = re.search(r"""["'][^"']*[^\W\d_]+ [^"']*["']""", before)
    return plain[0] == plain[1] and sentence is not None


def outcome(folder: Path, module: str, sample: int | None = None) -> tuple[Counts, list[Survivor]]:
    """Counts and survivors of a file, after its run."""
    known = codes(folder, module)
    tried = {key: code for key, code in kept(known, sample).items() if code not in UNTRIED}
    survivors = [
        Survivor(module, function_of(key), change_in(mutmut(folder, "show", key)))
        for key, code in tried.items()
        if code in LIVES
    ]
    timed_out = sum(code in TIMED_OUT for code in tried.values())
    counts = Counts(
        module,
        mutants=len(known),
        tried=len(tried),
        killed=len(tried) - timed_out - len(survivors),
        timed_out=timed_out,
        survived=len(survivors),
        wording=sum(is_wording(one.change) for one in survivors),
    )
    return counts, survivors


def table(rows: Sequence[Counts]) -> str:
    """The counts in Markdown."""
    lines = [
        "| file | mutants | tried | killed | timed out | survived | noticed |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        tried = f"{row.tried}, drawn" if row.tried < row.mutants else f"{row.tried}"
        cells = [f"`{row.module}`", row.mutants, tried, row.killed, row.timed_out, row.survived]
        lines.append("| " + " | ".join(map(str, cells)) + f" | {100 * row.share:.1f} % |")
    return "\n".join(lines) + "\n"


def read_counts(path: Path = COUNTS) -> list[Counts]:
    """The counts of the last run of each file of the core."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    numbers = [field.name for field in fields(Counts) if field.name != "module"]
    return [Counts(row["module"], *(int(row[name]) for name in numbers)) for row in rows]


def write_counts(new: Iterable[Counts], path: Path = COUNTS) -> None:
    """Put the counts of a run in the place of older ones of the same files."""
    rows = {row.module: row for row in [*read_counts(path), *new]}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Counts)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(rows[module]) for module in CORE if module in rows)


def read_reasons(path: Path = REASONS) -> dict[Survivor, str]:
    """Why a survivor may live, for those where somebody looked."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            Survivor(row["module"], row["function"], row["change"]): row["reason"]
            for row in csv.DictReader(file)
        }


def page(rows: Sequence[Counts], reasons: dict[Survivor, str]) -> str:
    """What docs/testing.md includes: the counts, and the survivors with their reasons."""
    tried, noticed = (
        sum(row.tried for row in rows),
        sum(row.killed + row.timed_out for row in rows),
    )
    lines = [
        table(rows),
        f"Together: {noticed:,} of {tried:,} are noticed. Of the {tried - noticed} others, "
        f"{sum(row.wording for row in rows)} only word a message in another way (capitals, or XX "
        "around it), which no test is meant to hold. These are the rest:",
        "",
        "| file | function | before | after | why no test fails |",
        "|---|---|---|---|---|",
    ]
    afters: dict[tuple[str, ...], list[str]] = {}  # those of one line and one reason share a row
    for one, reason in reasons.items():
        before, _, after = one.change.partition(" → ")
        key = (f"`{one.module}`", f"`{one.function}`", code(before), reason)
        afters.setdefault(key, []).append(code(after))
    for (*where, reason), found in afters.items():
        cells = [*where, "<br>".join(found), reason]
        lines.append("| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def code(line: str) -> str:
    """A line as code in a table, without the comment behind it."""
    return f"`` {re.sub(r'  # .*', '', line)} ``"


def write_page() -> None:
    """Write what the two files say."""
    PAGE.write_text(page(read_counts(), read_reasons()), encoding="utf-8")


# ------------------------------------------------------------------------------- the command


def try_all(
    modules: Sequence[str], folder: Path, sample: int | None
) -> list[tuple[Counts, list[Survivor]]]:
    """Run what is asked for, group by group, and say what came out of each."""
    found = []
    for tests, members in groups(modules).items():
        place = folder / members[0].replace("/", "_").removesuffix(".py")
        print(f"{', '.join(members)}: tried with {', '.join(tests)} …", flush=True)
        lay_out(place, members, tests)
        run(place, members, sample)
        for module in members:
            counts, survivors = outcome(place, module, sample)
            found.append((counts, survivors))
            print(f"  {module}: {100 * counts.share:.1f} % of {counts.tried} noticed", flush=True)
    return found


def report(found: Sequence[tuple[Counts, list[Survivor]]], reasons: dict[Survivor, str]) -> None:
    """Print the table, and the survivors that nobody has explained."""
    print("\n" + table([counts for counts, _ in found]))
    for _, survivors in found:
        for one in survivors:
            if one not in reasons and not is_wording(one.change):
                print(f"{one.module}  {one.function}:  {one.change}")


def main(arguments: list[str] | None = None) -> int:
    """Try the mutants that the command line asks for; returns the exit status."""
    parser = argparse.ArgumentParser(description="See whether the tests notice small changes.")
    parser.add_argument("files", nargs="*", help="files of mlp_helpers, such as data.py")
    parser.add_argument("--base", default="HEAD", help="try what differs from this commit")
    parser.add_argument("--core", action="store_true", help="try the core, and write its tables")
    parser.add_argument("--page", action="store_true", help="only write docs/mutants.md again")
    parser.add_argument("--sample", type=int, help="so many mutants of each file, at random")
    parser.add_argument("--folder", type=Path, help="work there and keep it, to go on later")
    options = parser.parse_args(arguments)
    if options.page:
        write_page()
        return 0
    try:
        modules = named(options.files) or (list(CORE) if options.core else changed(options.base))
        if not modules:
            print(f"No file of {PACKAGE} differs from {options.base}.")
            return 0
        with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
            found = try_all(modules, options.folder or Path(temporary), options.sample)
    except MutantsError as error:
        print(error, file=sys.stderr)
        return 1
    report(found, read_reasons())
    if options.core:
        write_counts(counts for counts, _ in found)
        write_page()
    return 0


if __name__ == "__main__":
    sys.exit(main())
