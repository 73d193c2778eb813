"""JupyterLab as `make lab` starts it, used as a reader uses it, in a copy of the course."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time

import nbformat
import pytest
from places import ROOT

NOTEBOOK = "02_three_characters"
EXERCISE = "02_contexts"
ANSWER = """\
def contexts(name, length):
    context, pairs = "." * length, []
    for character in name + ".":
        pairs.append((context, character))
        context = context[1:] + character
    return pairs
"""
STARTED = re.compile(r"http://127\.0\.0\.1:\d+/lab/tree/notebooks/01_bigrams\.ipynb\?token=\w+")
LAB_FLAGS = "LAB_FLAGS=--no-browser --ServerApp.port_retries=50"
SECONDS_TO_START = 60
SECONDS_TO_SAVE = 30
SECONDS_TO_RUN = 180  # the notebook says half a minute, on a machine that does nothing else


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the repository, because answers are saved; the notebook has no outputs yet."""
    course = tmp_path_factory.mktemp("lab") / "course"
    left_out = (".git", ".venv", "build", "node_modules", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, course, ignore=shutil.ignore_patterns(*left_out))
    (course / ".venv").symlink_to(ROOT / ".venv")
    path = course / "notebooks" / f"{NOTEBOOK}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    text = (course / "notebooks" / "src" / f"{NOTEBOOK}.md").stat()
    nbformat.write(notebook, path)
    os.utime(path, ns=(text.st_atime_ns, text.st_mtime_ns))  # jupytext wants no newer notebook
    return course


@pytest.fixture(scope="module")
def lab(course, tmp_path_factory):
    """The address of a JupyterLab that `make lab` has started, with its token."""
    home = tmp_path_factory.mktemp("home")  # the settings of whoever runs the tests don't matter
    log = (home / "lab.log").open("w+", encoding="utf-8")
    process = subprocess.Popen(
        # -o: an installation, in the copy, would lead the real environment to the copy
        ["make", "-o", ".venv/.installed", "lab", LAB_FLAGS],
        cwd=course,
        env={**os.environ, "HOME": str(home)},
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield wait_for_address(process, log)
    finally:
        end(process)
        log.close()


def end(process):
    """Ask make, JupyterLab and its kernels to stop, and make sure that they do."""
    with contextlib.suppress(ProcessLookupError):  # when none of them is left
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        for _ in range(100):
            os.killpg(process.pid, 0)
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGKILL)


def wait_for_address(process, log):
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        log.seek(0)
        if found := STARTED.search(log.read()):
            return found[0]
        time.sleep(0.2)
    log.seek(0)
    pytest.fail(f"JupyterLab did not start:\n{log.read()}")


def until(condition, seconds):
    """Call `condition` every half second until it holds; fails when the seconds are over."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} seconds: {condition.__doc__}"
        time.sleep(0.5)


def choose_from_menu(page, menu, entry):
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile(f"^{menu}$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{entry}$")).click()


def saved_cells(page, path):
    """The code cells of the notebook's file, after the reader has saved it."""
    before = path.stat().st_mtime_ns
    choose_from_menu(page, "File", "Save Notebook")

    def the_file_is_written():
        """the file is written"""
        complete = path.read_text(encoding="utf-8").endswith("}\n")
        return complete and path.stat().st_mtime_ns != before

    # Saving again before that is done would make JupyterLab ask which version to keep.
    until(the_file_is_written, SECONDS_TO_SAVE)
    assert page.locator(".jp-Dialog").all_text_contents() == []
    notebook = nbformat.read(path, as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def scroll_to(page, notebook, text):
    """The code cell that holds `text`. JupyterLab keeps only those near the window on its page."""
    cell = notebook.locator(".jp-CodeCell", has_text=text)
    page.mouse.move(700, 500)
    for _ in range(300):
        if cell.count() and cell.first.locator(".cm-content").is_visible():
            cell.first.scroll_into_view_if_needed()
            return cell.first
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(50)
    pytest.fail(f"no cell with {text!r} was found by scrolling")


def type_like_a_reader(page, code):
    """Type the lines; the editor indents after Enter, so only what it does not know is added."""
    indentation = 0
    for number, line in enumerate(code.splitlines()):
        if number:
            page.keyboard.press("Enter")
        steps = (len(line) - len(line.lstrip())) // 4
        for _ in range(indentation - steps):
            page.keyboard.press("Backspace")  # takes one step of indentation away
        page.keyboard.type(line.lstrip())
        indentation = steps + line.endswith(":")


def test_a_notebook_runs_and_an_exercise_answers(lab, course, open_page):
    page = open_page(width=1400, height=1000)
    page.set_default_timeout(30_000)
    page.goto(lab)
    page.get_by_role("tab", name="01_bigrams.ipynb").wait_for()  # `make lab` opens this one

    page.goto(lab.replace("01_bigrams", NOTEBOOK))
    notebook = page.locator(".jp-NotebookPanel:visible")
    notebook.locator(".jp-CodeCell").first.wait_for()
    page.locator("#jupyterlab-splash").wait_for(state="detached")
    kernel = notebook.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    kernel.wait_for(timeout=SECONDS_TO_START * 1000)
    path = course / "notebooks" / f"{NOTEBOOK}.ipynb"
    assert not any(cell.outputs for cell in saved_cells(page, path))

    choose_from_menu(page, "Run", "Run All Cells")

    def all_cells_have_run():
        """all cells have run"""
        return all(cell.execution_count for cell in saved_cells(page, path))

    until(all_cells_have_run, SECONDS_TO_RUN)
    outputs = [output for cell in saved_cells(page, path) for output in cell.outputs]
    assert [output for output in outputs if output.output_type == "error"] == []
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 4
    scroll_to(page, notebook, "plot_embedding(ax, C")
    figure = notebook.locator(".jp-RenderedImage img").first
    figure.wait_for()
    assert figure.evaluate("image => image.naturalWidth") > 300

    check = f'check("{EXERCISE}"'
    cell = scroll_to(page, notebook, "def contexts(name, length):")
    assert "not attempted yet" in scroll_to(page, notebook, check).text_content()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    type_like_a_reader(page, ANSWER)
    assert cell.locator(".cm-line").all_text_contents() == ANSWER.splitlines()
    page.keyboard.press("Shift+Enter")  # runs the answer and goes on to the check
    page.keyboard.press("Shift+Enter")
    notebook.get_by_text(f"✓ {EXERCISE}").wait_for()
    assert "not attempted yet" not in scroll_to(page, notebook, check).text_content()
