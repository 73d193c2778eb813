"""The handout for a class: it works, and no solution is in it."""

import ast
import io
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import handout
import nbformat
import pytest
from test_readme import links

from mlp_helpers.exercises.checks import EXERCISES

ROOT = Path(__file__).parents[1]
SOLUTIONS = sorted((ROOT / "notebooks" / "solutions").glob("*.py"))


@pytest.fixture(scope="module")
def contents():
    return handout.contents()


@pytest.fixture(scope="module")
def unpacked(contents, tmp_path_factory):
    """The handout as a student has it, in a folder."""
    folder = tmp_path_factory.mktemp("class")
    file = folder / "handout.zip"
    file.write_bytes(handout.zipped(contents, "course/"))
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return folder / "course"


def squeezed(text):
    """A text without its blanks: how code is laid out makes no difference."""
    return re.sub(r"\s+", "", text)


def pieces(solution):
    """The body of a solution's function, the function with its name, and its comments."""
    tree = ast.parse(solution)
    function = [node for node in tree.body if isinstance(node, ast.FunctionDef)][-1]
    yield squeezed("\n".join(map(ast.unparse, function.body)))
    comments = [line for line in solution.splitlines() if line.startswith("# ")]
    yield from map(squeezed, comments)


def readable(contents):
    """All that an editor or a search shows in the handout, as text, by file."""
    for path, content in contents.items():
        text = content.decode("utf-8", "replace")
        if path.endswith(".ipynb"):
            text = "\n".join(cell.source for cell in nbformat.reads(text, as_version=4).cells)
        if path.endswith(".py"):
            text += ast.unparse(ast.parse(text))
        yield path, squeezed(text)


def told(contents, solutions=SOLUTIONS):
    """The pieces of solutions that can be read in the handout, and where."""
    texts = dict(readable(contents))
    return [
        (path, solution.stem, piece)
        for solution in solutions
        for piece in pieces(solution.read_text("utf-8"))
        for path, text in texts.items()
        if piece in text
    ]


def test_no_solution_can_be_read(contents):
    assert len(SOLUTIONS) == len(EXERCISES) > 60
    assert told(contents) == []
    assert not [path for path in contents if "solutions/" in path or path.startswith("tests/te")]


@pytest.mark.parametrize("path", ["notebooks/solutions/pairs.py", "mlp_helpers/pairs.txt"])
def test_the_search_finds_a_solution(contents, path):
    solution = (ROOT / "notebooks" / "solutions" / "pairs.py").read_bytes()
    assert told({**contents, path: b"# a copy\n" + solution.replace(b"    ", b"  ")})


def test_the_checks_cannot_be_read(contents):
    checks = handout.CHECKS
    assert {path for path in contents if path.startswith(checks)} == {
        f"{checks}/__init__.py", handout.PACKED,
    }  # fmt: skip
    assert b"EXERCISE" not in contents[handout.PACKED]


def test_lessons_show_no_results(contents):
    lessons = [path for path in contents if path.endswith(".ipynb")]
    assert len(lessons) == len(list((ROOT / "notebooks").glob("*.ipynb")))
    for path in lessons:
        cells = nbformat.reads(contents[path].decode(), as_version=4).cells
        assert not any(cell.get("outputs") for cell in cells)


def test_nothing_names_a_place_where_solutions_are(contents):
    for path, content in contents.items():
        if path.endswith((".ipynb", ".md", ".toml")):
            assert b"notebooks/solutions" not in content, path
            assert b"%load" not in content, path
            assert not re.search(rb"solution\s+says|solution is", content), path


CHECKED = """\
import json, sys, torch
from mlp_helpers.exercises import EXERCISES, verdict
from mlp_helpers.exercises.slips import defined_by
said = {}
for name, text in json.load(sys.stdin).items():
    said[name] = [verdict(name, defined_by(text)), verdict(name, lambda *given: None)]
print(json.dumps([EXERCISES, sys.modules["mlp_helpers"].__file__, said]))
"""


def checked_in(folder, solutions):
    """What the checks of a copy of the course say to right answers, and to one that returns None.

    Returns the copy's exercises, its module, and {exercise: two verdicts}.
    """
    given = json.dumps({path.stem: path.read_text("utf-8") for path in solutions})
    ran = subprocess.run(
        [sys.executable, "-c", CHECKED],
        cwd=folder, input=given, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(ran.stdout)


def test_the_packed_checks_say_what_the_others_say(unpacked):
    some = SOLUTIONS[::7]
    there, module, said = checked_in(unpacked, some)
    assert Path(module).is_relative_to(unpacked)
    assert there == EXERCISES
    assert said == checked_in(ROOT, some)[2]
    assert all(right[0] and not wrong[0] for right, wrong in said.values())


def files_in(packed):
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def exercises_in(contents):
    files = files_in(contents[handout.PACKED])
    found = {Path(name).stem for name in files}
    assert len(files) == 2 * len(found)
    return found


def test_a_week_hands_out_its_lessons_and_the_checks_up_to_them():
    week = handout.contents(["03", "1"])
    lessons = [path for path in week if path.endswith(".ipynb")]
    assert lessons == ["notebooks/01_bigrams.ipynb", "notebooks/03_downhill.ipynb"]
    rows = re.findall(r"^\| (\d\d) \|", week["README.md"].decode(), re.MULTILINE)
    assert rows == ["01", "02", "03"]
    found = exercises_in(week)
    assert {"pairs", "loss", "step"} <= found
    assert "contexts" not in found  # of lesson 04
    later = handout.contents(["04"])
    assert found < exercises_in(later)  # which take the place of the earlier ones


@pytest.mark.parametrize("chosen", [[], ["01"], ["17", "18"]], ids=["all", "first", "late"])
def test_links_lead_somewhere(chosen):
    contents = handout.contents(chosen)
    for path, content in contents.items():
        text = content.decode("utf-8", "replace")
        if path.endswith(".ipynb"):
            cells = nbformat.reads(text, as_version=4).cells
            text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        elif not path.endswith(".md"):
            continue
        for target in links(text):
            there = (ROOT / Path(path).parent / target).resolve().relative_to(ROOT).as_posix()
            found = any(name == there or name.startswith(f"{there}/") for name in contents)
            assert found, f"{path}: {target}"


def test_what_looks_like_a_link_in_code_stays():
    text = "`table[X](y)` and [a lesson](02_two.ipynb), [a page](../docs/gallery.md#x)"
    told = handout.with_given_links("notebooks/01_one.ipynb", text, {"notebooks/02_two.ipynb"})
    assert told == "`table[X](y)` and [a lesson](02_two.ipynb), a page"


def test_a_changed_module_is_not_taken_for_the_old_one(tmp_path):
    """Python looks at the time and the length of a source, and zip files can say any time."""
    for n, word in enumerate(("old", "new")):
        if n:
            time.sleep(2)  # a zip file counts in steps of two seconds
        packed = handout.zipped({"module.py": f"print('{word}')".encode()})
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            (file,) = archive.infolist()
            there = archive.extract(file, tmp_path)
        written = time.mktime((*file.date_time, 0, 0, -1))  # which programs for zip files set
        os.utime(there, (written, written))
        ran = subprocess.run(
            [sys.executable, "-c", "import module"],
            cwd=tmp_path, capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},  # which would let no mistake show
        )  # fmt: skip
        assert ran.stdout == f"{word}\n"


def test_the_readme_says_nothing_of_what_a_class_lacks(contents):
    readme = contents["README.md"].decode()
    assert not re.search(r"git |%load|Binder|Colab|website|notebooks/\d|<!--", readme)
    assert readme.count("\n| ") > 30


def test_its_commands_are_those_of_readers(contents):
    makefile = contents["Makefile"].decode()
    assert set(re.findall(r"^(\w+)::?", makefile, re.MULTILINE)) == {"help", "lab", "progress"}
    used = re.findall(r"tools/\w+\.py", makefile)
    assert used
    assert set(used) <= set(contents)


def test_tools_find_the_tools_that_they_use(contents):
    """By an import, or as a program that is started."""
    tools = {path.stem for path in (ROOT / "tools").glob("*.py")}
    for path in [path for path in contents if re.fullmatch(r"tools/\w+\.py", path)]:
        text = contents[path].decode()
        used = {
            *re.findall(r"^(?:import|from) (\w+)", text, re.M),
            *re.findall(r'"(\w+)\.py"', text),
        }
        for name in used & tools:
            assert f"tools/{name}.py" in contents, f"{path} uses {name}"


def test_lessons_find_the_data_that_they_read(contents):
    for path in [path for path in contents if path.endswith(".ipynb")]:
        for pattern in re.findall(r"\.\./(data/[\w/{}]+\.\w+)", contents[path].decode()):
            found = re.compile(re.sub(r"\{\w+\}", r"\\w+", pattern))
            assert any(map(found.fullmatch, contents)), f"{path} reads {pattern}"


def test_the_module_for_an_installation_is_complete(contents):
    """Whatever pyproject.toml asks for is there."""
    wanted = re.findall(r'^"([\w/.]+)" = "', contents["pyproject.toml"].decode(), re.MULTILINE)
    assert wanted
    for name in wanted:
        assert any(path == name or path.startswith(f"{name}/") for path in contents), name


def test_files_of_systems_and_editors_are_not_handed_out(tmp_path):
    for name in (".DS_Store", "loss.py~", ".loss.py.swp", "loss.py", "__pycache__/loss.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    left = [path.name for path in tmp_path.rglob("*") if handout.is_handed_out(path)]
    assert left == ["loss.py"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks at what Linux says of open files")
def test_the_packed_checks_hold_no_file_open(unpacked):
    """On Windows, an open one could not be replaced by that of the next handout."""
    shown = "import mlp_helpers.exercises.checks, os; print(*map(os.path.realpath, open_files()))"
    listed = "open_files = lambda: [f'/proc/self/fd/{n}' for n in os.listdir('/proc/self/fd')]"
    ran = subprocess.run(
        [sys.executable, "-c", f"import os\n{listed}\n{shown}"],
        cwd=unpacked, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "packed" not in ran.stdout


def test_the_same_handout_comes_out_twice(contents):
    again = handout.contents()
    assert contents.keys() == again.keys()
    for path in contents:  # a packed file has a time
        both = [
            files_in(each[path]) if path == handout.PACKED else each[path]
            for each in (contents, again)
        ]
        assert both[0] == both[1], path


@pytest.mark.parametrize("lesson", ["99", "pairs", "001"])
def test_an_unknown_lesson_is_told(lesson, capsys):
    assert handout.main([lesson]) == 1
    assert f"there is no lesson {lesson}" in capsys.readouterr().err


@pytest.mark.parametrize("path", sorted({path for path, *_ in handout.WITHOUT_SOLUTIONS}))
def test_a_text_that_changed_is_noticed(path):
    with pytest.raises(handout.HandoutError, match=f"{path} says 0 times"):
        handout.told_otherwise(path, "Other words.")


def test_a_text_that_stands_twice_is_noticed():
    _, old, _ = handout.WITHOUT_SOLUTIONS[-1]
    line = '"notebooks/solutions" = "there"\n'
    assert re.search(old, line)
    with pytest.raises(handout.HandoutError, match="says 2 times"):
        handout.told_otherwise("pyproject.toml", 2 * line)


def test_a_readme_that_changed_is_noticed():
    with pytest.raises(handout.HandoutError, match="the README has no part"):
        handout.handout_readme("# Another", "21")


def test_a_makefile_without_its_mark_is_refused():
    with pytest.raises(handout.HandoutError, match="part for authors"):
        handout.for_readers("lab:\n\techo lab\n")
