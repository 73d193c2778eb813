"""The reader's desk: laid out, brought up to date, and never at the cost of what was written."""

import contextlib
import json
import multiprocessing
import os
import random
import re
import shutil
import signal
from itertools import pairwise
from pathlib import Path

import desk
import nbformat
import pytest
from desk import first_to_open, lay_out_all, merge, without_outputs
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pairs import digest

ROOT = Path(__file__).resolve().parents[1]
STUB = "def double(x):\n    raise NotImplementedError"
ANSWER = "def double(x):\n    return 2 * x"


def code(source, *tags, id=None):
    outputs = [new_output("stream", name="stdout", text="committed\n")]
    metadata = {"tags": list(tags)} if tags else {}
    cell = new_code_cell(source, outputs=outputs, execution_count=1, metadata=metadata)
    return cell if id is None else {**cell, "id": id}


def lesson(*extra):
    """A lesson with outputs, as the course publishes it."""
    cells = [
        new_markdown_cell("# 01 · A lesson"),
        code("import math"),
        new_markdown_cell("A sentence that explains."),
        code("rate = 0.1\nprint(rate)"),
        code(STUB, "exercise"),
        code('check("double", double)'),
        new_markdown_cell("The end."),
        *extra,
    ]
    notebook = new_notebook(cells=cells)
    notebook.metadata = nbformat.from_dict({"course": {"cells": digest(notebook)}})
    return notebook


def publish(notebook, folder, name="01_lesson"):
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{name}.ipynb")


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def place_of(notebook, part):
    """The place of the only cell that holds this text."""
    (place,) = [place for place, source in enumerate(sources(notebook)) if part in source]
    return place


class Desk:
    """A course with one lesson, and a reader's desk."""

    def __init__(self, folder):
        self.lessons, self.folder = folder / "notebooks", folder / "my"
        publish(lesson(), self.lessons)
        self.said = lay_out_all(self.lessons, self.folder)
        self.copy = self.folder / "01_lesson.ipynb"

    def mine(self):
        return nbformat.read(self.copy, as_version=4)

    def write(self, change):
        """Change the reader's copy, as JupyterLab would save it."""
        notebook = self.mine()
        change(notebook)
        nbformat.write(notebook, self.copy)

    def answer(self, source=ANSWER):
        def change(notebook):
            cell = notebook.cells[place_of(notebook, "def double")]
            cell.source = source
            cell.outputs = [new_output("stream", name="stdout", text="✓ double: right.\n")]

        self.write(change)

    def update(self, change):
        """Change the lesson upstream, and start again; returns what was said."""
        changed = nbformat.read(self.lessons / "01_lesson.ipynb", as_version=4)
        change(changed)
        changed.metadata.course.cells = digest(changed)
        publish(changed, self.lessons)
        return self.start()

    def start(self):
        return lay_out_all(self.lessons, self.folder)


@pytest.fixture
def one(tmp_path):
    return Desk(tmp_path)


# ------------------------------------------------------------------------------- laying out


def test_a_lesson_is_laid_out_without_outputs(one):
    assert one.said == []
    mine = one.mine()
    assert sources(mine) == sources(lesson())
    assert [cell.outputs for cell in mine.cells if cell.cell_type == "code"] == [[]] * 4
    assert [cell.execution_count for cell in mine.cells if cell.cell_type == "code"] == [None] * 4
    assert mine.cells[4].metadata.tags == ["exercise"]
    nbformat.validate(mine)


def test_the_prose_that_tells_a_result_is_folded():
    """It stands right below the cell that answers a prediction, before that has run."""
    told = "It is 27.88.\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    ends = ["", "> **Predict.** And now?", "## The next section\n\nMore."]
    for end in ends:
        published = lesson(code("loss", "outcome"), new_markdown_cell(f"{told}\n\n{end}".strip()))
        last = without_outputs(published).cells[-1].source
        head, _, rest = last.partition("</details>")
        assert head == f"<details><summary>What happened, in words</summary>\n\n{told}\n\n"
        assert rest.strip() == end
    alone = lesson(code("loss", "outcome"), new_markdown_cell(ends[2]))
    assert without_outputs(alone).cells[-1].source == ends[2]


def test_in_every_lesson_what_tells_a_result_is_folded():
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        cells = without_outputs(nbformat.read(path, as_version=4)).cells
        told = [
            after.source
            for before, after in pairwise(cells)
            if "outcome" in before.metadata.get("tags", []) and after.cell_type == "markdown"
        ]
        assert len(told) >= 5
        assert all(source.startswith(("<details>", "#", "> **Predict")) for source in told)


def test_ids_depend_on_the_text_alone():
    first = without_outputs(lesson())
    longer = without_outputs(lesson(new_markdown_cell("More."), new_markdown_cell("The end.")))
    ids = [cell.id for cell in first.cells]
    assert [cell.id for cell in longer.cells][: len(ids)] == ids
    assert len({cell.id for cell in longer.cells}) == len(longer.cells)


def test_nothing_but_lessons_is_in_view(one):
    assert sorted(p.name for p in one.folder.iterdir() if not p.name.startswith(".")) == [
        "01_lesson.ipynb"
    ]


def test_starting_again_changes_nothing(one):
    one.answer()
    before = one.copy.read_bytes(), one.copy.stat().st_mtime_ns
    assert one.start() == []
    assert (one.copy.read_bytes(), one.copy.stat().st_mtime_ns) == before


def test_new_outputs_upstream_change_nothing(one):
    one.answer()
    before = one.copy.read_bytes()

    def rerun(notebook):
        notebook.cells[3].outputs[0].text = "other\n"

    assert one.update(rerun) == []
    assert one.copy.read_bytes() == before


def test_a_copy_that_was_deleted_is_laid_out_again(one):
    one.answer()
    one.copy.unlink()
    assert one.start() == []
    assert STUB in sources(one.mine())


def test_the_published_lessons_are_not_touched(one):
    before = (one.lessons / "01_lesson.ipynb").read_bytes()
    one.answer()
    one.start()
    assert (one.lessons / "01_lesson.ipynb").read_bytes() == before


def test_all_lessons_of_the_course_are_laid_out(tmp_path):
    assert (lay_out_all(ROOT / "notebooks", tmp_path)) == []
    laid = sorted(path.name for path in tmp_path.glob("*.ipynb"))
    assert laid == sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    for path in tmp_path.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert not any(cell.get("outputs") for cell in notebook.cells)


def test_what_a_lesson_names_is_found_from_the_desk():
    """Solutions, data and pages lie beside `notebooks`; the way there is the same from both."""
    named = r"%load (\S+\.py)|[\"'](\.\./[\w/]+\.\w+)[\"']|\]\((\.\./[\w/]+\.\w+)\)"
    found = 0
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        for source in sources(nbformat.read(path, as_version=4)):
            for target in re.findall(named, source):
                found += 1
                assert (ROOT / "notebooks" / "".join(target)).is_file(), f"{path.name}: {target}"
                assert "".join(target).startswith("../")
    assert found >= 10


# -------------------------------------------------------------------------------- the merge


def test_a_change_comes_in_and_the_answer_stays(one):
    one.answer()

    def improve(notebook):
        notebook.cells[2].source = "A sentence that explains better."
        notebook.cells.insert(3, new_markdown_cell("A new cell."))

    said = one.update(improve)
    mine = one.mine()
    assert ANSWER in sources(mine)
    assert "A sentence that explains better." in sources(mine)
    assert sources(mine).index("A new cell.") == 3
    assert STUB not in sources(mine)
    answered = mine.cells[place_of(mine, "def double")]
    assert answered.outputs[0].text == "✓ double: right.\n"
    assert len(said) == 1
    assert said[0].startswith("01_lesson.ipynb: brought up to date. Your version from before: ")
    nbformat.validate(mine)


def test_the_old_version_is_kept_beside_it(one):
    one.answer()
    before = one.copy.read_bytes()
    one.update(lambda notebook: notebook.cells.append(new_markdown_cell("More.")))
    one.answer("def double(x):\n    return x + x")
    second = one.copy.read_bytes()
    one.update(lambda notebook: notebook.cells.append(new_markdown_cell("Even more.")))
    kept = sorted(one.folder.glob("01_lesson-before-*.ipynb"), key=lambda path: len(path.name))
    assert [path.read_bytes() for path in kept] == [before, second]


def test_a_copy_with_nothing_but_outputs_needs_no_old_version(one):
    def run(notebook):
        notebook.cells[1].outputs = [new_output("stream", name="stdout", text="mine\n")]

    one.write(run)
    said = one.update(lambda notebook: notebook.cells.append(new_markdown_cell("More.")))
    assert said == ["01_lesson.ipynb: brought up to date."]
    assert list(one.folder.glob("*-before-*")) == []
    assert one.mine().cells[1].outputs[0].text == "mine\n"


def test_outputs_go_where_the_code_has_changed(one):
    def run(notebook):
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = [new_output("stream", name="stdout", text="mine\n")]

    one.write(run)
    one.update(lambda notebook: notebook.cells[3].update(source="rate = 0.2\nprint(rate)"))
    mine = one.mine()
    assert mine.cells[3].outputs == []
    assert mine.cells[1].outputs[0].text == "mine\n"


def test_where_both_changed_a_cell_both_are_kept(one):
    one.write(lambda notebook: notebook.cells[3].update(source="rate = 0.5\nprint(rate)"))
    said = one.update(
        lambda notebook: notebook.cells[3].update(source="rate = 0.1\nprint(f'{rate:.2f}')")
    )
    at = place_of(one.mine(), "rate = 0.5")
    own, note, new = one.mine().cells[at : at + 3]
    assert own.source == "rate = 0.5\nprint(rate)"
    assert note.cell_type == "markdown"
    assert "**Updated.**" in note.source
    assert new.source == "rate = 0.1\nprint(f'{rate:.2f}')"
    assert "changed the cell “rate = 0.5”. Both are there, yours first." in said[1]


def test_a_new_stub_does_not_take_the_place_of_the_answer(one):
    one.answer()
    stub = 'def double(x):\n    """Twice x."""\n    raise NotImplementedError'
    one.update(lambda notebook: notebook.cells[4].update(source=stub))
    mine = one.mine()
    assert next(source for source in sources(mine) if "def double" in source) == ANSWER
    quoted = mine.cells[place_of(mine, "**Updated.**")]
    assert quoted.cell_type == "markdown"
    assert '>     """Twice x."""' in quoted.source
    namespace = {}
    for cell in mine.cells:
        if cell.cell_type == "code" and "check" not in cell.source:
            exec(cell.source, namespace)
    assert namespace["double"](4) == 8


def test_a_later_update_finds_both_again(one):
    """The note and the new stub are the reader's cells from then on, and do not come twice."""
    one.answer()
    one.update(lambda notebook: notebook.cells[4].update(source=STUB + "  # here"))
    one.update(lambda notebook: notebook.cells[2].update(source="Another sentence."))
    mine = one.mine()
    assert len([source for source in sources(mine) if "**Updated.**" in source]) == 1
    assert ANSWER in sources(mine)
    assert STUB + "  # here" not in sources(mine)
    assert "Another sentence." in sources(mine)


def test_cells_of_the_reader_stay_where_they_are(one):
    def add(notebook):
        notebook.cells.insert(4, new_code_cell("my_try = 1"))
        notebook.cells.append(new_markdown_cell("My notes."))

    one.write(add)
    one.update(lambda notebook: notebook.cells.insert(1, new_markdown_cell("An early cell.")))
    mine = sources(one.mine())
    assert mine.index("my_try = 1") == mine.index(STUB) - 1
    assert mine[-1] == "My notes."
    assert mine[1] == "An early cell."


def test_a_cell_that_the_reader_removed_stays_away(one):
    one.write(lambda notebook: notebook.cells.pop(2))
    one.update(lambda notebook: notebook.cells[6].update(source="The very end."))
    assert "A sentence that explains." not in sources(one.mine())
    assert "The very end." in sources(one.mine())


def test_an_answer_in_a_cell_that_the_course_removed_stays(one):
    one.answer()

    def remove(notebook):
        del notebook.cells[4:6]

    one.update(remove)
    assert ANSWER in sources(one.mine())
    assert 'check("double", double)' not in sources(one.mine())


def test_an_answer_to_an_exercise_that_was_replaced_comes_first(one):
    one.answer()
    other = "def triple(numbers, start=0, *, factor=3):\n    raise NotImplementedError"
    one.update(lambda notebook: notebook.cells[4].update(source=other))
    mine = "\n".join(sources(one.mine()))
    assert mine.index("return 2 * x") < mine.index("def triple")


def test_a_lesson_that_is_no_longer_there_stays_on_the_desk(one):
    one.answer()
    before = one.copy.read_bytes()
    (one.lessons / "01_lesson.ipynb").unlink()
    publish(lesson(), one.lessons, "01_other")
    said = ["01_lesson.ipynb is no longer part of the course. Your copy stays."]
    assert one.start() == said
    assert one.start() == []  # once is enough
    assert one.copy.read_bytes() == before


def test_a_lesson_that_comes_back_is_brought_up_to_date(one):
    one.answer()
    for text in ("One.", "Two."):  # several versions are kept
        one.update(lambda notebook, text=text: notebook.cells.append(new_markdown_cell(text)))
    away = (one.lessons / "01_lesson.ipynb").rename(one.lessons / "away")
    publish(lesson(), one.lessons, "01_other")
    assert len(one.start()) == 1
    away.rename(one.lessons / "01_lesson.ipynb")
    one.update(lambda notebook: notebook.cells.append(new_markdown_cell("Three.")))
    assert {ANSWER, "One.", "Two.", "Three."} <= set(sources(one.mine()))


DOCSTRING = '''    """Say more.

    What it takes, what it returns, and a hint that is new, in several lines,
    so that the stub is not like the old one any more.
    """
'''


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem)
def test_no_stub_of_the_course_takes_the_place_of_an_answer(path):
    """Each exercise is answered, then its stub gets a long docstring, or moves to the end."""
    published = nbformat.read(path, as_version=4)
    stubs = [cell.source for cell in published.cells if "exercise" in cell.metadata.get("tags", [])]
    assert len(stubs) >= 3  # each lesson has three or more
    base = without_outputs(published)
    for stub in stubs:
        answer = stub.replace("raise NotImplementedError", "return 'my answer'")
        if answer == stub or "def " not in stub:
            continue
        mine = nbformat.from_dict(base)
        mine.cells[place_of(mine, stub)].source = answer
        longer, moved = nbformat.from_dict(published), nbformat.from_dict(published)
        cell = longer.cells[place_of(longer, stub)]
        head, _, body = cell.source.rpartition("    raise NotImplementedError")
        cell.source = f"{head}{DOCSTRING}    raise NotImplementedError{body}"
        moved.cells.append(moved.cells.pop(place_of(moved, stub)))
        for changed in (longer, moved):
            merged, clashes = merge(base, mine, without_outputs(changed))
            assert answer in sources(merged)
            assert not any(
                cell.cell_type == "code"
                and set(desk.defined(cell)) & set(desk.defined(mine.cells[place_of(mine, answer)]))
                and "raise NotImplementedError" in cell.source
                for cell in merged.cells
            )
            assert len(clashes) == 1


def test_what_a_reader_adds_beside_the_text_stays(one):
    """A tag, a picture dropped into a cell: nothing of the text has changed."""

    def add(notebook):
        notebook.cells[2].metadata["tags"] = ["mine"]
        notebook.cells[2].attachments = {"a.png": {"image/png": "aGk="}}
        notebook.cells[3].metadata["note"] = "mine"

    one.write(add)
    before = one.copy.read_bytes()

    def change(notebook):
        notebook.cells[2].source = "Another sentence that explains."
        notebook.cells[3].metadata["tags"] = ["outcome"]
        notebook.cells[3].source += "  # more"

    one.update(change)
    mine = one.mine()
    assert mine.cells[2].metadata.tags == ["mine"]
    assert mine.cells[2].attachments == {"a.png": {"image/png": "aGk="}}
    assert mine.cells[3].metadata == {"note": "mine", "tags": ["outcome"]}
    (kept,) = one.folder.glob("*-before-*")
    assert kept.read_bytes() == before


def test_ids_are_unique_after_a_merge(one):
    def twice(notebook):
        notebook.cells.append(nbformat.from_dict(notebook.cells[1]))  # as some editors paste

    one.write(twice)
    one.update(lambda notebook: notebook.cells.append(new_markdown_cell("More.")))
    ids = [cell.id for cell in one.mine().cells]
    assert len(ids) == len(set(ids))
    nbformat.validate(one.mine())


def test_a_program_that_drops_ids_and_metadata_loses_no_answer(one):
    """As some editors save: the format before ids, and nothing of the course in the metadata."""
    one.answer()
    old = one.mine()
    for cell in old.cells:
        del cell["id"]
    old.nbformat_minor, old.metadata = 4, nbformat.from_dict({})
    one.copy.write_text(json.dumps(old), encoding="utf-8")
    one.update(lambda notebook: notebook.cells[2].update(source="Another sentence."))
    assert {ANSWER, "Another sentence."} <= set(sources(one.mine()))
    nbformat.validate(one.mine())


def test_merging_takes_random_edits_on_both_sides():
    """Whatever happens on the two sides, no text that the reader wrote is missing afterwards."""
    for seed in range(200):
        draw = random.Random(seed)
        base = without_outputs(lesson(*(new_markdown_cell(f"Text {n}.") for n in range(8))))
        mine, new = nbformat.from_dict(base), nbformat.from_dict(base)
        written = edit(mine, draw, "mine")
        arrived = edit(new, draw, "new")
        merged, clashes = merge(base, mine, without_outputs(new))
        text = "\n".join(sources(merged))
        assert all(part in text for part in written), seed
        assert all(part in text for part in arrived), seed
        assert all(place < len(merged.cells) for place in clashes)
        assert len({cell.id for cell in merged.cells}) == len(merged.cells)
        if sources(mine) == sources(base):
            assert sources(merged) == sources(new), seed


def edit(notebook, draw, who):
    """Change, add and remove cells at random; returns what was written."""
    written = []
    for number in range(draw.randrange(5)):
        place, text = draw.randrange(len(notebook.cells)), f"{who} {number}"
        what = draw.choice(["change", "add", "remove"])
        if what == "change":
            notebook.cells[place].source += f"\n# {text}"
            written.append(text)
        elif what == "add":
            notebook.cells.insert(place, new_markdown_cell(f"A cell: {text}"))
            written.append(text)
        else:
            gone = notebook.cells.pop(place).source
            written = [text for text in written if text not in gone]
    return written


# ----------------------------------------------------------------------------- what can break


@pytest.mark.parametrize("broken", [b"", b"{", b"\xff\xfe", b'{"cells": 3}', b"[]"])
def test_a_broken_notebook_is_left_alone(one, broken):
    publish(lesson(new_markdown_cell("More.")), one.lessons)
    publish(lesson(), one.lessons, "02_next")
    one.copy.write_bytes(broken)
    said = one.start()
    assert len(said) == 1
    assert said[0].startswith("01_lesson.ipynb cannot be read as a notebook, and is left as it is.")
    assert one.copy.read_bytes() == broken
    assert (one.folder / "02_next.ipynb").exists()  # the others go on


@pytest.mark.parametrize("damage", [{"course": "text"}, {"course": 3}, {}])
def test_odd_metadata_is_no_traceback(one, damage):
    one.answer()
    one.write(lambda notebook: notebook.update(metadata=nbformat.from_dict(damage)))
    one.update(lambda notebook: notebook.cells.append(new_markdown_cell("More.")))
    assert ANSWER in sources(one.mine())


def test_a_damaged_lesson_of_the_course_is_one_line(one):
    publish(lesson(), one.lessons, "02_next")
    (one.lessons / "01_lesson.ipynb").write_text("<<<<<<< ours\n", encoding="utf-8")
    before = one.copy.read_bytes()
    (said,) = one.start()
    assert "the lesson in notebooks/ is damaged, so yours is left as it is." in said
    assert one.copy.read_bytes() == before
    assert (one.folder / "02_next.ipynb").exists()


def test_a_folder_of_that_name_does_not_stop_the_others(one):
    one.copy.unlink()
    one.copy.mkdir()
    publish(lesson(), one.lessons, "02_next")
    (said,) = one.start()
    assert said.startswith("01_lesson.ipynb")
    assert (one.folder / "02_next.ipynb").exists()


def test_lost_versions_are_made_again(one):
    """Somebody has deleted my/.course; as long as nothing has changed, it heals."""
    one.answer()
    shutil.rmtree(one.folder / ".course")
    assert one.start() == []
    one.update(lambda notebook: notebook.cells.append(new_markdown_cell("More.")))
    assert {ANSWER, "More."} <= set(sources(one.mine()))


def test_a_damaged_version_is_written_again(one):
    one.answer()
    (kept,) = (one.folder / ".course").glob("*.ipynb")
    kept.write_bytes(b"")
    one.start()
    one.update(lambda notebook: notebook.cells.append(new_markdown_cell("More.")))
    assert {ANSWER, "More."} <= set(sources(one.mine()))


def test_a_notebook_from_elsewhere_is_left_alone(one):
    one.write(lambda notebook: notebook.metadata.course.update(cells="0123456789abcdef"))
    before = one.copy.read_bytes()
    (said,) = one.update(lambda notebook: notebook.cells.append(new_markdown_cell("More.")))
    assert "what it was laid out from is not known here. It is left as it is." in said
    assert one.copy.read_bytes() == before


def test_an_edit_during_the_merge_is_not_overwritten(one, monkeypatch):
    """JupyterLab saves at the very moment: the merge begins again with what was saved."""
    one.answer("def double(x):\n    return 0")
    saves = iter([ANSWER])
    real = desk.keep_version

    def keep_version(*arguments):
        if (text := next(saves, None)) is not None:
            one.answer(text)
        real(*arguments)

    monkeypatch.setattr(desk, "keep_version", keep_version)
    one.update(lambda notebook: notebook.cells.append(new_markdown_cell("More.")))
    assert ANSWER in sources(one.mine())
    assert "More." in sources(one.mine())


class PowerCutError(BaseException):
    """Nothing may run after it, as after a kill."""


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", ["mkdir", "open", "fsync", "replace", "link"])
def test_a_cut_at_any_step_loses_nothing(tmp_path, monkeypatch, step, after):
    """Each system call that writes is the last thing that happens, once."""
    number = 0
    while True:
        one = Desk(tmp_path / f"{number}")
        one.answer()
        publish(lesson(new_markdown_cell("More.")), one.lessons)
        with monkeypatch.context() as patch:
            was_cut = cut_off(patch, step, number, after=after)
            with contextlib.suppress(PowerCutError):
                one.start()
        assert ANSWER in sources(one.mine())
        one.start()
        assert {ANSWER, "More."} <= set(sources(one.mine()))
        assert sources(one.mine()).count("More.") == 1
        if not was_cut:
            break
        number += 1
    assert number > 0  # there was something to cut


def cut_off(patch, step, number, *, after):
    """Let call `number` of a step be the last thing; returns a list, empty if none was."""
    owner = Path if step in ("mkdir", "open") else os
    real, calls, was_cut = getattr(owner, step), iter(range(1000)), []

    def call(*arguments, **options):
        if next(calls) != number:
            return real(*arguments, **options)
        if after:
            real(*arguments, **options)
        was_cut.append(step)
        raise PowerCutError

    patch.setattr(owner, step, call)
    patch.setattr(Path, "unlink", lambda *_, **__: None)  # and no tidying up
    return was_cut


WRITES = ("fsync", "replace", "link")


def start_and_die(lessons, folder, at):
    """Bring the desk up to date, and kill this very process at its write number `at`."""
    calls = iter(range(10_000))

    def deadly(real):
        def call(*arguments, **options):
            if next(calls) == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)

        return call

    for name in WRITES:
        setattr(os, name, deadly(getattr(os, name)))
    lay_out_all(lessons, folder)


def test_killed_at_twenty_random_moments_nothing_is_lost(tmp_path):
    """Real processes: ten are killed while they lay out, ten while they merge."""
    one = Desk(tmp_path)
    names = [f"{number:02d}_lesson" for number in range(2, 12)]
    kinds = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in kinds else None)
    draw = random.Random(15)
    for attempt in range(20):
        merging = attempt >= 10
        text = f"Version {attempt}." if merging else "The first version."
        for name in names:
            publish(lesson(new_markdown_cell(text)), one.lessons, name)
            if not merging:
                (one.folder / f"{name}.ipynb").unlink(missing_ok=True)
        # A lesson takes two writes or more: all moments are before the end.
        arguments = (one.lessons, one.folder, draw.randrange(2 * len(names)))
        process = context.Process(target=start_and_die, args=arguments)
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        for name in names if merging else []:
            assert f"my answer {name}" in (one.folder / f"{name}.ipynb").read_text("utf-8")
        one.start()
        for name in names:
            copy = one.folder / f"{name}.ipynb"
            notebook = nbformat.read(copy, as_version=4)
            assert sources(notebook).count(text) == 1
            if not merging:
                notebook.cells[4].source = f"def double(x):\n    return 'my answer {name}'"
                nbformat.write(notebook, copy)


def test_only_old_drafts_are_swept_away(one):
    """A new one may belong to another start that is under way."""
    old, new = (one.folder / ".course" / name for name in ("old.1.tmp", "new.2.tmp"))
    for draft in (old, new):
        draft.touch()
    os.utime(old, (0, 0))
    one.start()
    assert not old.exists()
    assert new.exists()


def test_a_save_at_the_last_moment_is_kept(one, monkeypatch):
    """JupyterLab saves while the draft of the merge is written to a slow disk."""
    publish(lesson(new_markdown_cell("More.")), one.lessons)
    real, calls = os.fsync, iter(range(1000))

    def fsync(file):
        real(file)
        if next(calls) == 1:  # the first is that of the version
            one.answer()

    monkeypatch.setattr(os, "fsync", fsync)
    one.start()
    assert {ANSWER, "More."} <= set(sources(one.mine()))


def test_a_copy_that_appears_meanwhile_is_not_overwritten(one, monkeypatch):
    """Two starts at once, and a reader who is quicker than the second."""
    one.copy.unlink()
    real, calls = os.fsync, iter(range(1000))

    def fsync(file):
        real(file)
        if next(calls) == 0:
            one.copy.write_bytes(desk.as_bytes(without_outputs(lesson())))
            one.answer()

    monkeypatch.setattr(os, "fsync", fsync)
    one.start()
    assert ANSWER in sources(one.mine())


def test_a_copy_that_is_saved_all_the_time_is_left(one, monkeypatch):
    publish(lesson(new_markdown_cell("More.")), one.lessons)
    number = iter(range(1000))
    real = os.fsync

    def fsync(file):
        real(file)
        one.answer(f"def double(x):\n    return {next(number)}")

    monkeypatch.setattr(os, "fsync", fsync)
    (said,) = one.start()
    assert "is being written: close it, and start again" in said


def test_an_unwritable_folder_is_one_line(tmp_path, monkeypatch, capsys):
    one = Desk(tmp_path)
    one.answer()
    before = one.copy.read_bytes()
    publish(lesson(new_markdown_cell("More.")), one.lessons)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert desk.main(one.lessons, one.folder) == 1
    monkeypatch.undo()
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Permission denied. What is there is as it was. See that you may write" in said
    assert one.copy.read_bytes() == before


def test_a_full_disk_is_one_line(tmp_path, monkeypatch, capsys):
    one = Desk(tmp_path)
    one.answer()
    before = one.copy.read_bytes()
    publish(lesson(new_markdown_cell("More.")), one.lessons)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert desk.main(one.lessons, one.folder) == 1
    said = capsys.readouterr().err
    assert "No space left on device. What is there is as it was. Make room on the disk" in said
    assert one.copy.read_bytes() == before
    assert list(one.folder.rglob("*.tmp")) == []


# -------------------------------------------------------------------------------- JupyterLab


def test_the_lesson_worked_on_last_is_opened(one):
    publish(lesson(), one.lessons, "02_next")
    one.start()
    assert first_to_open(one.folder, one.lessons) == "01_lesson.ipynb"
    next_one = one.folder / "02_next.ipynb"
    notebook = nbformat.read(next_one, as_version=4)
    notebook.cells[1].source = "import os"
    nbformat.write(notebook, next_one)
    assert first_to_open(one.folder, one.lessons) == "02_next.ipynb"


def test_the_arrangement_of_windows_is_the_readers(one):
    folder = desk.workspaces(one.folder)
    (file,) = folder.iterdir()
    assert desk.CONTENTS_PANEL in file.read_text(encoding="utf-8")
    file.write_text("changed", encoding="utf-8")
    desk.workspaces(one.folder)
    assert file.read_text(encoding="utf-8") == "changed"
