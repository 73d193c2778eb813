"""The set-up of .venv: what it does when, and what it says when it cannot."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import install
import pytest
from install import InstallError
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of what an installation depends on, with steps that only say that they were taken."""
    root = tmp_path / "Kurs für mich"
    for name in install.INPUTS:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / install.JUPYTER, root / install.JUPYTER)
    venv = root / ".venv"
    for name, path in {
        "ROOT": root,
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "STAMP": venv / "installed.json",
        "LOG": venv / "install.log",
    }.items():
        monkeypatch.setattr(install, name, path)
    steps = []

    def make_venv():
        steps.append("venv")
        shutil.rmtree(venv, ignore_errors=True)
        (venv / "bin").mkdir(parents=True)
        python = venv / "bin" / "python"  # a link's packages depend on the Python that it leads to
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
        python.chmod(0o755)

    monkeypatch.setattr(install, "make_venv", make_venv)
    monkeypatch.setattr(install, "settle", lambda: steps.append("settle"))
    monkeypatch.setattr(install, "install", lambda group: steps.append(group))
    return root, steps


def test_a_first_time_installs_and_a_second_does_nothing(course):
    root, steps = course
    assert install.ensure() == root / ".venv" / "bin" / "python"
    assert steps == ["venv", "course"]
    install.ensure()
    assert steps == ["venv", "course"]


def test_a_file_that_git_has_only_touched_changes_nothing(course):
    root, steps = course
    install.ensure()
    for name in install.INPUTS:
        os.utime(root / name, (2**31, 2**31))
    install.ensure()
    assert steps == ["venv", "course"]


@pytest.mark.parametrize(
    "name", [*install.INPUTS, "tools/jupyter/share/lab/settings/overrides.json"]
)
def test_another_content_is_installed(course, name):
    root, steps = course
    install.ensure(("course", "site"))
    (root / name).write_text((root / name).read_text("utf-8") + "\n", encoding="utf-8")
    install.ensure()
    install.ensure(("course", "site"))
    assert steps == ["venv", "course", "site", "course", "site"]


def test_an_installation_that_was_cut_off_is_repeated(course, monkeypatch):
    _, steps = course

    def cut_off(group):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(install, "install", cut_off)
        assert install.main([]) == 130
    install.ensure()
    assert steps == ["venv", "course"]


@pytest.mark.parametrize(
    ("arguments", "groups"),
    [
        ([], ["course"]),
        (["--site"], ["course", "site"]),
        (["--mutants"], ["course", "mutants"]),
        (["--mutants", "--site"], ["course", "site", "mutants"]),
    ],
)
def test_the_command_line_says_what_else_is_installed(course, arguments, groups):
    _, steps = course
    assert install.main(arguments) == 0
    assert steps == ["venv", *groups]


def test_a_full_disk_is_told_in_one_line(course, monkeypatch, capsys):
    def full(group):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(install, "install", full)
    assert install.main([]) == 1
    assert capsys.readouterr().err.startswith("The disk is full.")


def test_a_damaged_stamp_is_no_stamp(course):
    _, steps = course
    install.ensure()
    for damaged in ("", "[]", "{", '{"course": 3}'):
        install.STAMP.write_text(damaged, encoding="utf-8")
        install.ensure()
    assert steps == ["venv", *["course"] * 5]


def test_a_folder_that_was_moved_or_copied_is_noticed(course, monkeypatch, capsys):
    root, steps = course
    install.ensure()
    stamp = json.loads(install.STAMP.read_text("utf-8"))
    install.STAMP.write_text(json.dumps({**stamp, "folder": "/where/it/was"}), encoding="utf-8")
    install.ensure()
    assert steps == ["venv", "course", "settle"]
    assert "was moved or copied" in capsys.readouterr().out
    assert json.loads(install.STAMP.read_text("utf-8"))["folder"] == str(root)
    install.ensure()
    assert steps == ["venv", "course", "settle"]


def test_another_python_replaces_the_environment_only_if_asked(course, monkeypatch):
    _, steps = course
    install.ensure()
    monkeypatch.setattr(install, "is_of_this_python", lambda: False)
    install.ensure()
    assert steps == ["venv", "course"]
    install.ensure(this_python=True)
    assert steps == ["venv", "course", "venv", "course"]


def test_an_environment_whose_python_is_gone_is_made_anew(course):
    _, steps = course
    install.ensure()
    install.PYTHON.unlink()
    install.PYTHON.symlink_to("/nowhere/python")
    install.ensure()
    assert steps == ["venv", "course", "venv", "course"]


def test_after_a_rebuild_nothing_counts_as_installed(course, monkeypatch):
    _, steps = course
    both = ("course", "site")
    install.ensure(both)
    install.PYTHON.unlink()
    install.ensure()
    install.ensure(both)
    assert steps == ["venv", "course", "site", "venv", "course", "site"]


def test_scripts_begin_with_the_place_of_the_folder(tmp_path, monkeypatch):
    """In a copied folder they would start the original's programs."""
    monkeypatch.setattr(install, "PYTHON", tmp_path / "bin" / "python")
    (tmp_path / "bin").mkdir()
    ours = install.START.format(install.PYTHON).encode()
    scripts = {
        "pip": (b"#!/old/.venv/bin/python3.11\n", ours),
        "mypy": (install.START.format("/an old/place/python").encode(), ours),
        "ruff": (b"\x7fELF\n#!/old/python\n", None),
        "activate": (b"# bash\n", None),
        "tool.sh": (b"#!/bin/sh\n", None),
    }
    for name, (before, after) in scripts.items():
        path = tmp_path / "bin" / name
        path.write_bytes(before + b"import pip\n")
        install.point_to_this_python(path)
        assert path.read_bytes() == (before if after is None else after) + b"import pip\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has programs instead of such lines")
def test_a_script_with_such_a_beginning_runs(tmp_path, monkeypatch):
    python = tmp_path / "a place" / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    monkeypatch.setattr(install, "PYTHON", python)
    script = tmp_path / "script"
    script.write_text("#!/old/python\nimport sys\nprint(sys.argv[1])\n", encoding="utf-8")
    script.chmod(0o755)
    install.point_to_this_python(script)
    run = subprocess.run([script, "said"], capture_output=True, text=True)
    assert run.stdout == "said\n"


MAKE = shutil.which("make")


def says(folder, *arguments):
    """Which Python make would run for `make lab`."""
    # Without what a make above says to those below it.
    told = ("MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "PYTHON")
    environment = {name: value for name, value in os.environ.items() if name not in told}
    run = subprocess.run(
        [MAKE, "-n", "lab", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    return run.stdout.splitlines()[0].split(" tools/")[0].removeprefix("@").strip('"')


@pytest.mark.skipif(MAKE is None, reason="there is no make")
def test_make_takes_a_python_that_works(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    assert says(tmp_path) == "python3"
    assert says(tmp_path, "PYTHON=") == "python3"
    assert says(tmp_path, "PYTHON=/a place/python3.12") == "/a place/python3.12"
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    assert says(tmp_path) == "python3"  # it was cut off before it was complete
    (tmp_path / ".venv" / "installed.json").touch()
    assert says(tmp_path) == ".venv/bin/python"
    python.unlink()
    python.symlink_to("/nowhere/python")
    assert says(tmp_path) == "python3"  # what it was made from is gone


# ------------------------------------------------------------------------- what it cannot do


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 15, 0), (4, 0, 0)])
@pytest.mark.parametrize("script", ["install.py", "lab.py"])
def test_another_python_is_refused_in_one_line(script, version):
    """Before anything that such a Python does not know."""
    path = ROOT / "tools" / script
    code = (
        f"import sys; sys.path.insert(0, {str(path.parent)!r}); sys.version_info = {version}; "
        f"exec(compile(open({str(path)!r}, encoding='utf-8').read(), 'it', 'exec'))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 1
    assert run.stderr == (
        f"The course needs Python 3.11 to 3.14, and this is {version[0]}.{version[1]}. If you have "
        "another one, say which: make lab PYTHON=python3.12\n"
    )


def test_old_pythons_can_read_the_scripts():
    """Their grammar, that is: the refusal has to be reached."""
    import ast

    for name in ("install.py", "lab.py"):
        ast.parse((ROOT / "tools" / name).read_text("utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(
    ("system", "machine", "release", "said"),
    [
        ("darwin", "x86_64", "15.1", "for Macs with Intel chips"),
        ("darwin", "arm64", "13.6.1", "needs macOS 14 or later"),
        ("darwin", "arm64", "14.0", None),
        ("linux", "x86_64", "", None),
        ("linux", "aarch64", "", None),
    ],
)
def test_machines_without_such_a_torch_are_refused(monkeypatch, system, machine, release, said):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(install.platform, "machine", lambda: machine)
    monkeypatch.setattr(install.platform, "mac_ver", lambda: (release, ("", "", ""), machine))
    if said is None:
        install.refuse_impossible()
    else:
        with pytest.raises(InstallError, match=said):
            install.refuse_impossible()


def test_a_folder_without_write_permission_is_refused(monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InstallError, match="Copy it to a folder of your own"):
        install.refuse_impossible()


@pytest.mark.parametrize(
    ("log", "said"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        (
            "WARNING: Retrying: NewConnectionError(… Temporary failure in name resolution)\n"
            "ERROR: No matching distribution found for torch==2.13.0",
            "no network",
        ),
        ("ERROR: No matching distribution found for torch==2.13.0", "There is no PyTorch for this"),
        (
            "WARNING: Retrying after SSLError(CERTIFICATE_VERIFY_FAILED)\n"
            "ERROR: No matching distribution found for torch==2.13.0",
            "set PIP_CERT",
        ),
        ("PermissionError: [Errno 13] Permission denied: '/x'", "may not be written"),
        ("Collecting x\nERROR: something else\n", "ERROR: something else"),
        ("the last line", "the last line"),
        ("", "no reason was given"),
    ],
)
def test_a_log_is_told_in_one_line(log, said):
    told = install.cause(log)
    assert said in told
    assert "\n" not in told


def test_what_pip_says_is_logged_and_told(course, monkeypatch):
    root, _ = course
    monkeypatch.undo()
    monkeypatch.setattr(install, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(install, "LOG", root / "install.log")
    install.LOG.write_text("", encoding="utf-8")
    ticker = install.Ticker("a test")
    impossible = ["install", "--no-index", "--dry-run", "no-such-package-of-this-course==9"]
    assert install.pip(ticker, *impossible) != 0
    assert "no-such-package-of-this-course" in install.LOG.read_text("utf-8")
    with pytest.raises(InstallError, match=r"No matching distribution.*\.venv/install\.log"):
        install.pip(ticker, *impossible, check=True)


# ------------------------------------------------------------------------------------ the pins


def pinned():
    """{name: version} of constraints.txt and of the direct requirements."""
    found = {}
    for name in ("constraints.txt", *install.REQUIREMENTS.values()):
        pins = re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)", (ROOT / name).read_text("utf-8"), re.M)
        found.update({canonicalize_name(package): version for package, version in pins})
    return found


def installed():
    """The distributions here that are pinned, by name."""
    pins = pinned()
    found = {canonicalize_name(one.metadata["Name"]): one for one in distributions()}
    return {name: one for name, one in found.items() if name in pins}


def test_every_pin_takes_every_python_that_is_promised():
    """A single one that asks for 3.11.5 stops the installation on Debian 12, which has 3.11.2."""
    oldest = ".".join(map(str, (*install.OLDEST, 0)))
    newest = ".".join(map(str, (*install.NEWEST, 0)))
    assert len(installed()) > 100
    for name, one in installed().items():
        wanted = SpecifierSet(one.metadata["Requires-Python"] or "")
        assert oldest in wanted, f"{name} {one.version} wants Python {wanted}"
        assert newest in wanted, f"{name} {one.version} wants Python {wanted}"


def test_what_is_installed_is_what_is_pinned():
    pins = pinned()
    for name, one in installed().items():
        assert one.version.split("+")[0] == pins[name], name


def test_everything_says_the_same_versions_of_python():
    oldest, newest = (".".join(map(str, version)) for version in (install.OLDEST, install.NEWEST))
    beyond = f"{install.NEWEST[0]}.{install.NEWEST[1] + 1}"
    required = f'requires-python = ">={oldest},<{beyond}"'
    assert required in (ROOT / "pyproject.toml").read_text("utf-8")
    for name in ("README.md", "docs/running.md"):
        assert f"Python {oldest} to {newest}" in (ROOT / name).read_text("utf-8"), name
    workflow = (ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8")
    assert set(re.findall(r'python(?:-version)?: "(3\.\d+)"', workflow)) >= {oldest, newest}


# ------------------------------------------------------------------------ without a network


@pytest.fixture
def fetching(course, monkeypatch):
    """The calls of pip that `fetch` makes, of which each leaves a file in its folder."""
    root, _ = course
    install.ensure()
    monkeypatch.setattr(install, "FETCHED", root / "build" / "wheels")
    monkeypatch.setattr(install, "WHEELS", root / "wheels")
    calls = []

    def pip(ticker, *arguments, check=False):
        calls.append((arguments, check))
        folder = Path(arguments[arguments.index("--dest") + 1])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{len(calls)}.whl").write_bytes(b"0" * 10**6)
        return 0

    monkeypatch.setattr(install, "pip", pip)
    monkeypatch.setattr(install, "suits_small_torch", lambda: True)
    return calls


def test_all_pinned_packages_are_fetched_with_torch_from_its_own_place(fetching, capsys):
    assert install.main(["--fetch"]) == 0
    (first, must_first), (rest, must) = fetching
    assert first[-1] == f"torch=={install.torch()}"
    assert install.SMALL_TORCH in first
    assert (must_first, must) == (False, True)  # without the small build, PyPI's is taken
    wanted = (ROOT / "requirements.txt").read_text("utf-8")
    pins = [line.split()[0] for line in wanted.splitlines() if "==" in line]
    assert list(rest[-len(pins) :]) == pins
    assert rest[rest.index("-c") + 1] == "constraints.txt"
    assert "--only-binary=:all:" in rest
    assert rest[rest.index("--find-links") + 1] == rest[rest.index("--dest") + 1]
    assert [path.name for path in sorted(install.FETCHED.iterdir())] == ["1.whl", "2.whl"]
    assert "Fetched 2 packages into build/wheels, 2 MB" in capsys.readouterr().out


def test_what_was_fetched_before_stays_until_there_is_something_new(fetching, monkeypatch):
    install.fetch()
    (install.FETCHED / "old.whl").touch()
    working = install.pip

    def cut_off(ticker, *arguments, check=False):
        working(ticker, *arguments)
        raise InstallError("no network")

    monkeypatch.setattr(install, "pip", cut_off)
    assert install.main(["--fetch"]) == 1
    assert (install.FETCHED / "old.whl").exists()
    monkeypatch.setattr(install, "pip", working)
    install.fetch()
    assert not (install.FETCHED / "old.whl").exists()
    assert [path.name for path in install.FETCHED.parent.iterdir()] == ["wheels"]


def test_a_disk_that_is_full_while_fetching_is_one_line(fetching, monkeypatch, capsys):
    def full():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(install, "fetch", full)
    assert install.main(["--fetch"]) == 1
    assert capsys.readouterr().err.startswith("The disk is full.")


def test_a_folder_of_wheels_is_all_that_pip_looks_at(fetching):
    assert install.places() == []
    lacking = "ERROR: No matching distribution found for torch"
    assert "wheels" not in install.cause(lacking)
    install.WHEELS.mkdir()
    assert install.places() == ["--no-index", "--find-links", str(install.WHEELS)]
    assert install.cause(lacking).startswith("The folder wheels lacks a package")
