"""The house: what imports what, and how large each room may grow."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import mlp_helpers

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "mlp_helpers"
TOP = {path.stem for path in PACKAGE.glob("[!_]*.py")}
LINES = {  # at most, docstrings included
    "mlp_helpers/*.py": 1_700,
    "mlp_helpers/engine/*.py": 400,
    "mlp_helpers/exercises/checks/*.py": 2_600,
    "tests/wrong_answers/*.py": 2_000,
}


@pytest.mark.parametrize("files", LINES)
def test_no_room_outgrows_itself(files):
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in ROOT.glob(files))
    assert 0 < lines <= LINES[files]


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
        "mlp_helpers.inputs", "mlp_helpers.inputs.names",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("room", "never"),
    [
        ("*.py", ["mlp_helpers.tune", "mlp_helpers.exercises"]),
        ("engine/*.py", ["mlp_helpers.tune", "mlp_helpers.exercises", "mlp_helpers.train"]),
        ("inputs/*.py", ["mlp_helpers.tune", "mlp_helpers.exercises", "mlp_helpers.train"]),
        ("exercises/**/*.py", [f"mlp_helpers.{name}" for name in ("tune", *TOP)]),
        ("tune/*.py", ["mlp_helpers.exercises"]),
    ],
)
def test_imports_go_one_way(room, never):
    for path in PACKAGE.glob(room):
        lines = path.read_text("utf-8").splitlines()
        imports = " ".join(line for line in lines if line.startswith(("from ", "import ")))
        assert not [name for name in never if f"{name} " in imports], path


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
