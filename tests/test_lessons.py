"""References between lessons are right, and stay so when lessons come, go and move."""

import shutil
import subprocess
from pathlib import Path

import lessons
import pytest
from pairs import PairError, digest, made_from, read_notebook, read_text

ROOT = Path(__file__).parents[1]
LESSONS = lessons.lessons(ROOT)  # such as 01_bigrams; their numbers change, their names do not
NUMBER = {lesson[3:]: lesson[:2] for lesson in LESSONS}
SPLITS, EMBEDDING = NUMBER["splits"], NUMBER["embedding"]
RATE, NORM, LAST = NUMBER["learning_rate"], NUMBER["batch_norm"], NUMBER["tuning"]
NEW = ("interlude", "Take a breath between two lessons")


def moved(number, by=1):
    """A lesson's number when others have come before it."""
    return f"{int(number) + by:02d}"


def git(folder, *arguments):
    return subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments],
        cwd=folder, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


@pytest.fixture
def course(tmp_path):
    """A copy of what the repository holds, with a history of its own."""
    for path in lessons.mentioning(ROOT) + sorted((ROOT / "notebooks").glob("*.ipynb")):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "as it is")
    return tmp_path


def change(course, file, old, new):
    path = course / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_reference_is_right():
    assert list(lessons.wrong_references(ROOT)) == []


@pytest.mark.parametrize("number", [1, 5, len(LESSONS)])
def test_a_lesson_that_comes_and_goes_leaves_no_trace(number, course):
    before = lessons.lessons(course)
    lessons.insert(course, number, *NEW)
    after = lessons.lessons(course)
    assert after[number - 1] == f"{number:02d}_interlude"
    assert [name[3:] for name in after if "interlude" not in name] == [n[3:] for n in before]
    assert list(lessons.wrong_references(course)) == []
    for lesson in after:
        text = course / "notebooks" / "src" / f"{lesson}.md"
        notebook = read_notebook(course / "notebooks" / f"{lesson}.ipynb")
        assert digest(notebook) == digest(read_text(text)) == made_from(notebook)
        assert all(cell.id.startswith(f"{lesson}-") for cell in notebook.cells)
    lessons.remove(course, number)
    assert git(course, "status", "--porcelain") == ""


def test_what_mentions_a_lesson_follows_it(course):
    lessons.insert(course, int(EMBEDDING), *NEW)
    norm, start = moved(NORM), moved(NUMBER["initialisation"])
    text = (course / "notebooks" / "src" / f"{norm}_batch_norm.md").read_text(encoding="utf-8")
    assert text.count(f"\n# {norm} · ") == 1
    assert f"### Exercise {norm}.1" in text
    assert f"xercise {NORM}" not in text
    assert f"[{start}]({start}_initialisation.ipynb)" in text
    readme = (course / "README.md").read_text(encoding="utf-8")
    assert f"| {EMBEDDING} | [{NEW[1]}](notebooks/{EMBEDDING}_interlude.ipynb) |" in readme
    after = moved(EMBEDDING)
    title = "Test what the embedding seems to say"
    assert f"| {after} | [{title}](notebooks/{after}_embedding.ipynb) |" in readme
    assert f'"{after}_embedding"' in (course / "tests/site/test_lab.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            f"notebooks/src/{SPLITS}_splits.md",
            f"[notebook {RATE}]({RATE}_",
            f"[notebook 02]({RATE}_",
            "another number",
        ),
        (
            f"notebooks/src/{SPLITS}_splits.md",
            f"({RATE}_learning_rate.ipynb)",
            f"({RATE}_rate.ipynb)",
            "no lesson",
        ),
        (
            "docs/making.md",
            f"[notebook {LAST}](../notebooks/{LAST}_tuning.ipynb)",
            f"notebook {LAST}",
            "no link",
        ),
        (
            f"notebooks/src/{SPLITS}_splits.md",
            f"# {SPLITS} · ",
            f"# {moved(SPLITS)} · ",
            f"title does not begin with {SPLITS}",
        ),
        (
            f"notebooks/src/{LAST}_tuning.md",
            f"function of exercise {LAST}.3",
            f"function of exercise {LAST}.9",
            "there is no",
        ),
        (
            f"notebooks/src/{NORM}_batch_norm.md",
            f"### Exercise {NORM}.2",
            f"### Exercise {NORM}.3",
            "numbered",
        ),
        (
            f"notebooks/src/{SPLITS}_splits.md",
            f"[{RATE}]({RATE}_learning_rate.ipynb), above",
            f"[{EMBEDDING}]({EMBEDDING}_embedding.ipynb), above",
            f"needs {EMBEDDING}_embedding, which comes later",
        ),
        (
            f"notebooks/src/{SPLITS}_splits.md",
            "- **Gap:**",
            "- **Interlude:**",
            "does not use",
        ),
        (
            f"notebooks/src/{SPLITS}_splits.md",
            f"Next: [{EMBEDDING} · ",
            f"Next: [{EMBEDDING} . ",
            "before and after",
        ),
    ],
)
def test_a_wrong_reference_is_found(file, old, new, said, course):
    change(course, file, old, new)
    assert said in "\n".join(lessons.wrong_references(course))


def test_a_gap_in_the_numbers_is_found(course):
    (course / "notebooks" / "src" / f"{EMBEDDING}_embedding.md").unlink()
    assert "not numbered 01, 02, …" in "\n".join(lessons.wrong_references(course))


def test_edits_of_a_notebook_are_not_taken_for_its_text(course):
    path = course / "notebooks" / f"{EMBEDDING}_embedding.ipynb"
    change(course, f"notebooks/{path.name}", "matplotlib.pyplot", "matplotlib.pylab")
    before = path.read_bytes()
    with pytest.raises(PairError, match="was edited by hand"):
        lessons.insert(course, 5, *NEW)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ((0, "a", "A"), f"the lessons are 1 to {len(LESSONS)}"),
        ((50, "a", "A"), f"the lessons are 1 to {len(LESSONS)}"),
        ((5, "a b", "A"), "no name"),
        ((5, "splits", "A"), "is taken"),
        ((5, "a", "A | b"), "a title is one line"),
    ],
)
def test_what_cannot_be_inserted_changes_nothing(command, said, course):
    with pytest.raises(ValueError, match=said):
        lessons.insert(course, *command)
    assert git(course, "status", "--porcelain") == ""


@pytest.mark.parametrize("number", [0, -1, len(LESSONS) + 1])
def test_what_cannot_be_removed_changes_nothing(number, course):
    with pytest.raises(ValueError, match=f"the lessons are 1 to {len(LESSONS)}"):
        lessons.remove(course, number)
    assert git(course, "status", "--porcelain") == ""


def test_a_number_in_a_title_stays(course):
    lessons.insert(course, int(EMBEDDING), "fifty", "Train 50 networks at once")
    assert list(lessons.wrong_references(course)) == []
    lessons.insert(course, 1, "first", "Begin")
    text = (course / "notebooks" / "src" / f"{moved(SPLITS)}_splits.md").read_text("utf-8")
    fifty = moved(EMBEDDING)
    assert f"[{fifty} · Train 50 networks at once]({fifty}_fifty.ipynb)" in text


def test_without_git_nothing_is_said_to_be_right(course, tmp_path, monkeypatch, capsys):
    shutil.rmtree(course / ".git")
    monkeypatch.setattr(lessons, "ROOT", course)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert lessons.main([]) == 1
    assert "right" not in capsys.readouterr().out
