"""References between lessons are right, and stay so when lessons come, go and move."""

import shutil
import subprocess
from pathlib import Path

import lessons
import pytest
from pairs import PairError, digest, made_from, read_notebook, read_text

ROOT = Path(__file__).parents[1]


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


@pytest.mark.parametrize("number", [1, 5, 10])
def test_a_lesson_that_comes_and_goes_leaves_no_trace(number, course):
    before = lessons.lessons(course)
    lessons.insert(course, number, "perplexity", "Measure a model with one number")
    after = lessons.lessons(course)
    assert after[number - 1] == f"{number:02d}_perplexity"
    assert [name[3:] for name in after if "perplexity" not in name] == [n[3:] for n in before]
    assert list(lessons.wrong_references(course)) == []
    for lesson in after:
        text = course / "notebooks" / "src" / f"{lesson}.md"
        notebook = read_notebook(course / "notebooks" / f"{lesson}.ipynb")
        assert digest(notebook) == digest(read_text(text)) == made_from(notebook)
        assert all(cell.id.startswith(f"{lesson}-") for cell in notebook.cells)
    lessons.remove(course, number)
    assert git(course, "status", "--porcelain") == ""


def test_what_mentions_a_lesson_follows_it(course):
    lessons.insert(course, 5, "perplexity", "Measure a model with one number")
    text = (course / "notebooks" / "src" / "08_batch_norm.md").read_text(encoding="utf-8")
    assert text.count("\n# 08 · ") == 1
    assert "### Exercise 08.1" in text
    assert "xercise 07" not in text
    assert "[07](07_initialisation.ipynb)" in text
    readme = (course / "README.md").read_text(encoding="utf-8")
    assert "| 05 | [Measure a model with one number](notebooks/05_perplexity.ipynb) |" in readme
    assert "| 06 | [Test what the embedding seems to say](notebooks/06_embedding.ipynb) |" in readme
    assert '"06_embedding"' in (course / "tests/site/test_lab.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("notebooks/src/04_splits.md", "[notebook 03](03_", "[notebook 02](03_", "another number"),
        ("notebooks/src/04_splits.md", "(03_learning_rate.ipynb)", "(03_rate.ipynb)", "no lesson"),
        ("docs/making.md", "[notebook 10](notebooks/10_tuning.ipynb)", "notebook 10", "no link"),
        ("notebooks/src/04_splits.md", "# 04 · ", "# 05 · ", "title does not begin with 04"),
        ("notebooks/src/07_batch_norm.md", "(Exercise 07.5", "(Exercise 07.6", "there is no"),
        ("notebooks/src/07_batch_norm.md", "### Exercise 07.2", "### Exercise 07.3", "numbered"),
        (
            "notebooks/src/04_splits.md",
            "[03](03_learning_rate.ipynb), above",
            "[05](05_embedding.ipynb), above",
            "needs 05_embedding, which comes later",
        ),
        ("notebooks/src/04_splits.md", "- **Dev:**", "- **Perplexity:**", "does not use"),
        ("notebooks/src/04_splits.md", "Next: [05 · ", "Next: [05 . ", "before and after"),
    ],
)  # fmt: skip
def test_a_wrong_reference_is_found(file, old, new, said, course):
    change(course, file, old, new)
    assert said in "\n".join(lessons.wrong_references(course))


def test_a_gap_in_the_numbers_is_found(course):
    (course / "notebooks" / "src" / "05_embedding.md").unlink()
    assert "not numbered 01, 02, …" in "\n".join(lessons.wrong_references(course))


def test_edits_of_a_notebook_are_not_taken_for_its_text(course):
    path = course / "notebooks" / "05_embedding.ipynb"
    change(course, "notebooks/05_embedding.ipynb", "matplotlib.pyplot", "matplotlib.pylab")
    before = path.read_bytes()
    with pytest.raises(PairError, match="was edited by hand"):
        lessons.insert(course, 5, "perplexity", "Measure a model with one number")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ((0, "a", "A"), "the lessons are 1 to 10"),
        ((50, "a", "A"), "the lessons are 1 to 10"),
        ((5, "a b", "A"), "no name"),
        ((5, "splits", "A"), "is taken"),
        ((5, "a", "A | b"), "a title is one line"),
    ],
)
def test_what_cannot_be_inserted_changes_nothing(command, said, course):
    with pytest.raises(ValueError, match=said):
        lessons.insert(course, *command)
    assert git(course, "status", "--porcelain") == ""


@pytest.mark.parametrize("number", [0, -1, 11])
def test_what_cannot_be_removed_changes_nothing(number, course):
    with pytest.raises(ValueError, match="the lessons are 1 to 10"):
        lessons.remove(course, number)
    assert git(course, "status", "--porcelain") == ""


def test_a_number_in_a_title_stays(course):
    lessons.insert(course, 5, "fifty", "Train 50 networks at once")
    assert list(lessons.wrong_references(course)) == []
    lessons.insert(course, 1, "first", "Begin")
    text = (course / "notebooks" / "src" / "05_splits.md").read_text("utf-8")
    assert "[06 · Train 50 networks at once](06_fifty.ipynb)" in text


def test_without_git_nothing_is_said_to_be_right(course, tmp_path, monkeypatch, capsys):
    shutil.rmtree(course / ".git")
    monkeypatch.setattr(lessons, "ROOT", course)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert lessons.main([]) == 1
    assert "right" not in capsys.readouterr().out
