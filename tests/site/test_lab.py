"""JupyterLab as `make lab` starts it, used as a reader uses it: two evenings, an update between.

The reader has a clone of the course, in a folder with a blank and an umlaut. Its virtual
environment borrows the packages of the one that runs the tests.
"""

import contextlib
import fcntl
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import termios
import time
import urllib.request

import nbformat
import pytest
from places import ROOT

NOTEBOOK = "04_three_characters"
EXERCISE = "contexts"
REMOVED = "07_embedding"
FIRST = "first"  # a tag: the course before it changes
ANSWER = """\
def contexts(name, length):
    context, pairs = "." * length, []
    for character in name + ".":
        pairs.append((context, character))
        context = context[1:] + character
    return pairs
"""
STARTED = re.compile(r"http://127\.0\.0\.1:\d+/lab(?:/[\w/.]+)?\?token=\w+")
LAB_FLAGS = "LAB_FLAGS=--no-browser --ServerApp.port_retries=50"
SECONDS_TO_START = 60
SECONDS_TO_END = 20
SECONDS_TO_SAVE = 30
SECONDS_TO_RUN = 180  # the notebook says half a minute, on a machine that does nothing else
GIT = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]


def git(folder, *arguments):
    run = subprocess.run([*GIT, *arguments], cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, f"git {' '.join(arguments)}: {run.stdout}{run.stderr}"
    return run.stdout


@pytest.fixture(scope="module")
def upstream(tmp_path_factory):
    """The course as it is published, with a history."""
    folder = tmp_path_factory.mktemp("upstream") / "course"
    left_out = (".git", ".venv", "my", "build", "node_modules", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*left_out))
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=The course")
    git(folder, "tag", FIRST)
    return folder


@pytest.fixture(scope="module")
def course(upstream, tmp_path_factory):
    """A reader's clone."""
    return clone(upstream, tmp_path_factory.mktemp("reader") / "Kurs für mich")


def clone(upstream, folder, commit="main"):
    """A clone with an environment that counts as installed."""
    git(upstream.parent, "clone", "--quiet", str(upstream), str(folder))
    git(folder, "checkout", "--quiet", commit)
    venv, own = folder / ".venv", ROOT / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    packages = sysconfig.get_path("purelib", vars={"base": str(venv)})
    with open(f"{packages}/borrowed.pth", "w", encoding="utf-8") as file:  # this course comes first
        file.write(f"{folder}\n{sysconfig.get_path('purelib')}\n")
    for name in ("etc", "share"):
        (venv / name).symlink_to(own / name)
    count_as_installed(folder)
    return folder


def count_as_installed(folder):
    """Note that all pins of a folder are installed, which they are."""
    note = (
        "import install; group = {'course': install.digest(), 'folder': str(install.ROOT)}; "
        "install.write_stamp(group)"
    )
    python = folder / ".venv" / "bin" / "python"
    subprocess.run([python, "-c", note], cwd=folder / "tools", check=True)


@contextlib.contextmanager
def terminal(command, folder, home):
    """A command in a terminal of its own: (process, what it printed so far, press Ctrl-C)."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "HOME": str(home)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    os.set_blocking(ours, False)
    printed = []

    def read():
        with contextlib.suppress(OSError):  # nothing there now, or the other end is closed
            while part := os.read(ours, 65536):
                printed.append(part)
        return b"".join(printed).decode("utf-8", "replace")

    try:
        yield process, read, lambda: os.write(ours, b"\x03")
    finally:
        end(process)
        os.close(ours)


@contextlib.contextmanager
def lab(folder, home):
    """The address of a JupyterLab that `make lab` has started, and what the terminal said.

    At the end Ctrl-C is pressed, once.
    """
    with terminal(["make", "lab", LAB_FLAGS], folder, home) as (process, read, interrupt):
        yield wait_for_address(process, read), read()
        interrupt()
        process.wait(SECONDS_TO_END)
        read()


def end(process):
    """Make sure that make, JupyterLab and its kernels have stopped."""
    with contextlib.suppress(ProcessLookupError):  # when none of them is left
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        for _ in range(100):
            os.killpg(process.pid, 0)
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGKILL)


def wait_for_address(process, read):
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        if found := STARTED.search(read()):
            return found[0]
        time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{read()}")


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
    seen = []  # twice the same: JupyterLab also saves by itself, and empties the file first

    def the_file_is_written():
        """the file is written, and stays as it is"""
        seen.append((path.stat().st_mtime_ns, path.read_text(encoding="utf-8")))
        stays = seen[-1:] == seen[-2:-1]
        return stays and seen[-1][0] != before and seen[-1][1].endswith("}\n")

    # Saving again before that is done would make JupyterLab ask which version to keep.
    until(the_file_is_written, SECONDS_TO_SAVE)
    assert page.locator(".jp-Dialog").all_text_contents() == []
    notebook = nbformat.reads(seen[-1][1], as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def scroll_to(notebook, text):
    """The code cell that holds `text`, in view."""
    cell = notebook.locator(".jp-CodeCell", has_text=text).first
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").wait_for()
    return cell


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


def open_notebook(page, address, name):
    """Open a notebook in JupyterLab and wait for its kernel; others may be open from before."""
    page.goto(re.sub(r"\w+\.ipynb", f"{name}.ipynb", address))
    page.locator("#jupyterlab-splash").wait_for(state="detached")
    page.get_by_role("tab", name=f"{name}.ipynb").click()  # the menu acts on what was clicked last
    page.locator(".lm-TabBar-tab.lm-mod-current", has_text=f"{name}.ipynb").wait_for()
    notebook = page.locator(".jp-NotebookPanel:visible")
    notebook.locator(".jp-Cell:visible").first.wait_for()
    kernel = notebook.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    kernel.wait_for(timeout=SECONDS_TO_START * 1000)
    return notebook


def is_figure(output):
    return "image/png" in output.get("data", {})


def figures(course):
    """How many figures the published lesson has."""
    lesson = nbformat.read(course / "notebooks" / f"{NOTEBOOK}.ipynb", as_version=4)
    return sum(is_figure(output) for cell in lesson.cells for output in cell.get("outputs", []))


def status(course):
    return git(course, "status", "--porcelain")


def first_evening(page, address, course):
    """Run a lesson, and solve an exercise by typing."""
    page.goto(address)
    page.get_by_role("tab", name="01_bigrams.ipynb").wait_for()  # `make lab` opens this one
    page.locator(".jp-TableOfContents-tree", has_text="Count pairs").wait_for()
    notebook = open_notebook(page, address, NOTEBOOK)
    path = course / "my" / f"{NOTEBOOK}.ipynb"
    assert not any(cell.outputs for cell in saved_cells(page, path))

    choose_from_menu(page, "Run", "Run All Cells")

    def all_cells_have_run():
        """all cells have run"""
        return all(cell.execution_count for cell in saved_cells(page, path))

    until(all_cells_have_run, SECONDS_TO_RUN)
    outputs = [output for cell in saved_cells(page, path) for output in cell.outputs]
    assert [output for output in outputs if output.output_type == "error"] == []
    assert sum(map(is_figure, outputs)) == figures(course)
    scroll_to(notebook, "plot_embedding(ax, C")
    figure = notebook.locator(".jp-RenderedImage img").first
    figure.wait_for()
    assert figure.evaluate("image => image.naturalWidth") > 300
    words = notebook.locator("details", has_text="This figure in words").first
    words.locator("summary").click()
    assert "Scatter plot of 27 labelled points" in words.text_content()

    heading = page.locator(".jp-tocItem-heading", has_text="a moving window")
    heading.click()  # the first click on a far heading leads there
    check = f'check("{EXERCISE}"'
    cell = scroll_to(notebook, "def contexts(name, length):")
    assert "not attempted yet" in scroll_to(notebook, check).text_content()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    type_like_a_reader(page, ANSWER)
    assert cell.locator(".cm-line").all_text_contents() == ANSWER.splitlines()
    page.keyboard.press("Shift+Enter")  # runs the answer and goes on to the check
    page.keyboard.press("Shift+Enter")
    notebook.get_by_text(f"✓ {EXERCISE}: right").wait_for()
    assert "not attempted yet" not in scroll_to(notebook, check).text_content()
    saved_cells(page, path)
    assert page.locator(".Toastify__toast").count() == 0  # nobody asks about news


def change_upstream(upstream):
    """What an update of the course can bring: a sentence, a stub, an output, a cell, a removal."""
    path = upstream / "notebooks" / f"{NOTEBOOK}.ipynb"
    lesson = nbformat.read(path, as_version=4)
    stubs = [cell for cell in lesson.cells if "exercise" in cell.metadata.get("tags", [])]
    stubs[1].source = stubs[1].source.replace("raise", "# a new hint\n    raise")
    lesson.cells[0].source += "\n\nA sentence that is new."
    lesson.cells.insert(2, nbformat.v4.new_markdown_cell("A cell that is new.", id="new"))
    printed = next(cell for cell in lesson.cells if cell.get("outputs"))
    printed.outputs[0]["text"] = "another output\n"
    nbformat.write(lesson, path)
    git(upstream, "rm", "--quiet", f"notebooks/{REMOVED}.ipynb")
    git(upstream, "commit", "--quiet", "--all", "--message=Improve")


def test_two_evenings_with_an_update_between(upstream, course, open_page, tmp_path):
    page = open_page(width=1400, height=1000)
    page.set_default_timeout(30_000)
    with lab(course, tmp_path) as (address, said):
        assert "Ctrl-C here ends it" in said
        first_evening(page, address, course)
    assert status(course) == ""  # though cells have run and an answer was written

    answered = (course / "my" / f"{NOTEBOOK}.ipynb").read_bytes()
    change_upstream(upstream)
    git(course, "pull", "--quiet")
    count_as_installed(course)
    page = open_page(width=1400, height=1000)
    page.set_default_timeout(30_000)
    with lab(course, tmp_path) as (address, said):
        assert f"my/{NOTEBOOK}.ipynb: brought up to date" in said
        assert f"my/{REMOVED}.ipynb is no longer part of the course. Your copy stays." in said
        assert address.split("?")[0].endswith(f"{NOTEBOOK}.ipynb")  # where one worked last
        notebook = open_notebook(page, address, NOTEBOOK)
        notebook.locator("p", has_text="A sentence that is new.").wait_for()
        notebook.locator("p", has_text="A cell that is new.").wait_for()
        cell = scroll_to(notebook, "def contexts(name, length):")
        assert cell.locator(".cm-line").all_text_contents() == ANSWER.splitlines()
        assert "✓" in scroll_to(notebook, f'check("{EXERCISE}"').text_content()
        scroll_to(notebook, "# a new hint")
    assert status(course) == ""
    assert (course / "my" / f"{REMOVED}.ipynb").exists()
    (kept,) = (course / "my").glob(f"{NOTEBOOK}-before-*.ipynb")
    assert kept.read_bytes() == answered
    report = subprocess.run(
        [course / ".venv" / "bin" / "python", "-m", "mlp_helpers.exercises.progress", "my"],
        cwd=course,
        capture_output=True,
        text=True,
    )
    texts = (course / "notebooks" / "src").glob("*.md")  # without the lesson that went
    left = sum(text.read_text("utf-8").count(":tags: [exercise]") for text in texts)
    removed = ROOT / "notebooks" / "src" / f"{REMOVED}.md"
    left -= removed.read_text("utf-8").count(":tags: [exercise]")
    assert f"1 of {left} exercises are solved" in report.stdout


def test_the_tests_pass_with_answers_present(upstream, tmp_path):
    """Once, readers wrote into the very files that the tests look at."""
    folder = clone(upstream, tmp_path / "course", commit=FIRST)
    python = folder / ".venv" / "bin" / "python"
    subprocess.run([python, "tools/desk.py"], cwd=folder, check=True)
    copy = folder / "my" / f"{NOTEBOOK}.ipynb"
    copy.write_text(copy.read_text("utf-8").replace("raise NotImplementedError", "return 3"))

    def pytest_says(*arguments):
        command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout[-3000:]
        return run.stdout

    collected = pytest_says("--collect-only")
    assert "notebooks/" in collected
    assert "my/" not in collected
    looking = ("notebooks", "pairs", "predictions", "readme")  # at the lessons
    pytest_says(*(f"tests/test_{name}.py" for name in looking))
    assert status(folder) == ""


# ------------------------------------------------- what once lost answers, in the authors' files


@pytest.fixture(scope="module")
def server(upstream, tmp_path_factory):
    """JupyterLab in the folder of a clone, as an author starts it, and as Binder does."""
    home = tmp_path_factory.mktemp("home")
    folder = clone(upstream, tmp_path_factory.mktemp("author") / "course", commit=FIRST)
    command = [folder / ".venv" / "bin" / "python", "-m", "jupyterlab", "--no-browser"]
    if os.geteuid() == 0:
        command.append("--allow-root")
    with terminal(command, folder, home) as (process, read, _):
        yield folder, wait_for_address(process, read)


def contents(server, name, body=None):
    """Read a notebook through the server as JupyterLab does, or save it."""
    _, address = server
    root, token = re.match(r"(http://[^/]+)/.*token=(\w+)", address).groups()
    request = urllib.request.Request(
        f"{root}/api/contents/notebooks/{name}.ipynb",
        data=None if body is None else json.dumps({"type": "notebook", "content": body}).encode(),
        method="GET" if body is None else "PUT",
        headers={"Authorization": f"token {token}"},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)["content"]


def answer_in_the_published(folder):
    """Write an answer as VS Code would: into the .ipynb only."""
    path = folder / "notebooks" / f"{NOTEBOOK}.ipynb"
    lesson = nbformat.read(path, as_version=4)
    cell = next(cell for cell in lesson.cells if "def contexts" in cell.source)
    cell.source = ANSWER
    nbformat.write(lesson, path)
    return path, folder / "notebooks" / "src" / f"{NOTEBOOK}.md"


@pytest.mark.parametrize("newer", ["notebook", "text", "neither"])
def test_an_answer_in_a_published_notebook_is_not_lost(server, newer):
    """Pairing refused to open it if it was newer, and else showed and saved it without answer."""
    path, text = answer_in_the_published(server[0])
    now = time.time()
    os.utime(path, (now, now + 60 * (newer == "notebook")))
    os.utime(text, (now, now + 60 * (newer == "text")))
    before = text.read_bytes()
    shown = contents(server, NOTEBOOK)
    assert ANSWER in [cell["source"] for cell in shown["cells"]]
    contents(server, NOTEBOOK, shown)  # as autosave does
    assert "context = context[1:] + character" in path.read_text("utf-8")
    assert text.read_bytes() == before
    git(server[0], "checkout", "--quiet", "notebooks")  # the old README's way to start over
    assert contents(server, NOTEBOOK)["cells"]


def test_a_pull_that_changes_outputs_only_opens(server):
    path = server[0] / "notebooks" / f"{NOTEBOOK}.ipynb"
    os.utime(path, (time.time() + 60,) * 2)
    assert contents(server, NOTEBOOK)["cells"]


def test_an_exported_page_has_the_words_of_the_figures(server, tmp_path):
    folder = server[0]
    subprocess.run(
        [
            *(folder / ".venv" / "bin" / "python", "-m", "nbconvert", "--to", "html"),
            *("--output-dir", str(tmp_path), f"notebooks/{NOTEBOOK}.ipynb"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    page = (tmp_path / f"{NOTEBOOK}.html").read_text("utf-8")
    assert page.count('<img alt="') == figures(folder)
    assert "No description has been provided" not in page
