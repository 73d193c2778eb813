"""The house: what imports what, and how large each room may grow."""

import ast
import graphlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import mlp_helpers

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "mlp_helpers"
TOP = {path.stem for path in PACKAGE.glob("[!_]*.py")} | {
    "plots",
    "counting",
    "clinic",
    "names",
    "audit",
}  # what lessons import
LINES = {  # at most, docstrings included
    "mlp_helpers/*.py": 1_540,
    "mlp_helpers/names/*.py": 520,
    "mlp_helpers/plots/*.py": 360,
    "mlp_helpers/counting/*.py": 140,
    "mlp_helpers/engine/*.py": 400,
    "mlp_helpers/inputs/*.py": 430,
    "mlp_helpers/tune/*.py": 900,
    "mlp_helpers/share/*.py": 470,
    "mlp_helpers/audit/*.py": 210,
    "mlp_helpers/exercises/*.py": 1_400,
    "mlp_helpers/clinic/*.py": 560,
}
LINES_PER_EXERCISE = {  # on average, as their number grows with the lessons
    "mlp_helpers/exercises/checks/[!_]*.py": 56,
    "tests/wrong_answers/[!_]*.py": 41,
}


@pytest.mark.parametrize("files", LINES)
def test_no_room_outgrows_itself(files):
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in ROOT.glob(files))
    assert 0 < lines <= LINES[files]


@pytest.mark.parametrize("files", LINES_PER_EXERCISE)
def test_exercises_stay_short_on_average(files):
    lines = [len(path.read_text("utf-8").splitlines()) for path in ROOT.glob(files)]
    assert 0 < sum(lines) <= LINES_PER_EXERCISE[files] * len(lines)


def modules_after(line):
    """What a fresh Python has loaded after a line."""
    code = f"import sys\n{line}\nprint(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_data_loads_nothing_that_it_does_not_need():
    loaded = modules_after("import mlp_helpers.data")
    assert not loaded & {"matplotlib", "IPython", "optuna"}
    assert {name for name in loaded if name.startswith("mlp_helpers")} == {
        "mlp_helpers", "mlp_helpers.data", "mlp_helpers.engine", "mlp_helpers.engine.places",
        "mlp_helpers.names", "mlp_helpers.names.reading", "mlp_helpers.names.rules",
        "mlp_helpers.names.splits", "mlp_helpers.names.tidy",
    }  # fmt: skip


def imports_of(path):
    """The modules of the package that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in found if name in MODULES}


MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}


@pytest.mark.parametrize(
    ("room", "never"),
    [
        ("*.py", ["tune", "share", "exercises"]),
        ("plots/*.py", ["tune", "share", "exercises"]),
        ("counting/*.py", ["tune", "exercises", "engine", *TOP - {"data", "counting", "names"}]),
        ("clinic/*.py", ["tune", "exercises", "engine", "inputs", *TOP - {"clinic"}]),
        ("engine/*.py", ["tune", "exercises", *TOP - {"layers"}]),
        ("inputs/*.py", ["tune", "exercises", *TOP - {"layers", "names"}]),
        ("names/*.py", ["tune", "exercises", "inputs", *TOP - {"names"}]),
        ("exercises/**/*.py", ["tune", "inputs", *TOP]),
        (
            "tune/*.py",
            ["exercises", "share", *TOP - {"data", "layers", "train", "counting", "names"}],
        ),
        ("share/*.py", ["exercises", "many", "diagnostics", "plots", "checkpoints", "clinic"]),
        (
            "audit/*.py",
            ["tune", "share", "exercises", "engine", "inputs", *TOP - {"data", "names"}],
        ),
    ],
)
def test_imports_go_one_way(room, never):
    for path in PACKAGE.glob(room):
        wrong = [name for name in imports_of(path) if f"{name}..".split(".")[1] in never]
        assert not wrong, path


def test_nothing_imports_in_a_circle():
    graph = {name: imports_of(path) - {name, "mlp_helpers"} for name, path in MODULES.items()}
    list(graphlib.TopologicalSorter(graph).static_order())  # raises CycleError


def test_the_map_names_every_room_and_every_file_at_the_top():
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    for name in TOP | rooms:
        assert f"\n    {name} " in mlp_helpers.__doc__


def test_a_module_is_called_what_its_file_is_called():
    import mlp_helpers.train as module

    assert module.step_decay(1.0, 0.1, at=3)(3) == 0.1


def test_an_installed_wheel_finds_its_data(tmp_path):
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "-w", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = (
        "import sys; sys.path.insert(0, '.')\n"
        "from mlp_helpers.data import load_names\n"
        "from mlp_helpers.exercises import check\n"
        "from mlp_helpers.inputs.published import published\n"
        "import mlp_helpers\n"
        "print(len(load_names()), len(published()) > 50, check('pairs', lambda name: name))\n"
        "print(mlp_helpers.__file__)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=tmp_path / "site", capture_output=True, text=True
    )
    assert "32033 True False" in ran.stdout, ran.stderr
    assert str(tmp_path) in ran.stdout.replace("./", f"{tmp_path}/")


def test_every_exercise_has_one_check_one_solution_and_wrong_answers():
    names = {path.stem for path in (PACKAGE / "exercises" / "checks").glob("[!_]*.py")}
    assert names == {path.stem for path in (ROOT / "notebooks" / "solutions").glob("*.py")}
    assert names == {path.stem for path in (ROOT / "tests" / "wrong_answers").glob("[!_]*.py")}
