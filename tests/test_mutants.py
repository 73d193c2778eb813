"""The tool that tries mutants: which files, which tests, and how it reads what mutmut found."""

import json
import subprocess
import tomllib
from pathlib import Path

import mutants
import pytest
from mutants import Counts, MutantsError, Survivor

ROOT = Path(__file__).resolve().parents[1]
KILLED, LIVES, TIMED_OUT, UNTRIED = 1, 0, 36, None


@pytest.fixture
def checkout(tmp_path):
    """A small repository with a package of two files, committed."""
    (tmp_path / "mlp_helpers" / "share").mkdir(parents=True)
    for name in ("data.py", "share/saving.py", "py.typed"):
        (tmp_path / "mlp_helpers" / name).write_text("one = 1\n", encoding="utf-8")
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


@pytest.fixture
def tried(tmp_path, monkeypatch):
    """A folder in which mutmut has tried five mutants of data.py, and a mutmut that shows them."""
    meta = tmp_path / "mutants" / "mlp_helpers" / "data.py.meta"
    meta.parent.mkdir(parents=True)
    ends = [KILLED, LIVES, TIMED_OUT, UNTRIED, LIVES]
    names = {f"mlp_helpers.data.x_load__mutmut_{n}": end for n, end in enumerate(ends, 1)}
    meta.write_text(json.dumps({"exit_code_by_key": names}), encoding="utf-8")
    asked = []

    def mutmut(folder, *arguments):
        asked.append(arguments)
        word = (
            ("return 1", "return 2") if arguments[-1].endswith("2") else ('"no file"', '"NO file"')
        )
        return (
            f"# {arguments[-1]}: survived\n--- a\n+++ b\n@@ -1 +1 @@\n-  {word[0]}\n+  {word[1]}\n"
        )

    monkeypatch.setattr(mutants, "mutmut", mutmut)
    return tmp_path, asked


# ------------------------------------------------------------------------------- which files


def test_nothing_is_tried_if_nothing_differs(checkout):
    assert mutants.changed("HEAD", checkout) == []


def test_what_is_edited_and_what_is_new_is_tried(checkout):
    package = checkout / "mlp_helpers"
    (package / "share" / "saving.py").write_text("two = 2\n", encoding="utf-8")
    (package / "new.py").write_text("", encoding="utf-8")
    (package / "py.typed").write_text("no Python\n", encoding="utf-8")
    (package / "data.py").unlink()
    assert mutants.changed("HEAD", checkout) == ["new.py", "share/saving.py"]


def test_a_base_that_is_no_commit_is_refused(checkout):
    with pytest.raises(MutantsError, match="nowhere"):
        mutants.changed("nowhere", checkout)


def test_files_are_named_with_the_package_or_without():
    assert mutants.named(["data.py", "mlp_helpers/share/saving.py"]) == [
        "data.py",
        "share/saving.py",
    ]
    with pytest.raises(MutantsError, match=r"no file nothing\.py"):
        mutants.named(["nothing.py"])


def test_every_file_and_test_of_the_lists_exists():
    for module, stems in mutants.TESTS.items():
        assert (ROOT / "mlp_helpers" / module).is_file(), module
        for stem in (*stems, *mutants.OTHERS):
            assert (ROOT / "tests" / f"test_{stem}.py").is_file(), stem
    for test in mutants.SLOW:
        path, _, name = test.partition("::")
        assert f"def {name}(" in (ROOT / path).read_text("utf-8")


def test_a_file_that_is_not_listed_takes_the_tests_of_the_package():
    tests = mutants.selection("plots/diagrams.py")
    assert {"tests/test_plots.py", "tests/test_data.py"} < set(tests)
    assert not {"tests/test_notebooks.py", "tests/test_mutants.py"} & set(tests)


def test_files_with_the_same_tests_share_a_run():
    found = mutants.groups(["data.py", "sample.py", "names/tidy.py"])
    assert list(found.values()) == [["data.py"], ["sample.py"], ["names/tidy.py"]]
    assert list(mutants.groups(["engine/steps.py", "engine/arrays.py"]).values()) == [
        ["engine/steps.py", "engine/arrays.py"]
    ]


# ------------------------------------------------------------------------------- the runs


def test_the_settings_are_those_that_mutmut_reads():
    tests = ["tests/test_train.py"]
    table = tomllib.loads(mutants.settings(["train.py"], tests))["tool"]["mutmut"]
    assert table["only_mutate"] == ["mlp_helpers/train.py"]
    assert table["pytest_add_cli_args_test_selection"] == tests
    deselected = [word for word in table["pytest_add_cli_args"] if word.startswith("--deselect")]
    assert deselected == [f"--deselect={mutants.SLOW[0]}"]


def test_the_repository_is_copied_and_stays_as_it_is(tmp_path):
    before = (ROOT / "pyproject.toml").read_text("utf-8")
    mutants.lay_out(tmp_path, ["data.py"], ["tests/test_data.py"])
    assert (tmp_path / "mlp_helpers" / "data.py").is_file()
    copied = (tmp_path / "pyproject.toml").read_text("utf-8")
    assert copied.startswith(before)
    assert "[tool.mutmut]" in copied
    assert (ROOT / "pyproject.toml").read_text("utf-8") == before


def test_a_first_run_tries_all(tmp_path, tried):
    _, asked = tried
    mutants.run(tmp_path / "new", ["data.py"], None)
    assert asked == [("run", "--max-children", "1")]


@pytest.mark.parametrize(("sample", "again"), [(None, [2, 4, 5]), (2, [4, 5])])
def test_a_second_run_tries_what_survived_or_was_left(tried, sample, again):
    folder, asked = tried
    mutants.run(folder, ["data.py"], sample)
    names = [f"mlp_helpers.data.x_load__mutmut_{number}" for number in again]
    assert asked == [("run", "--max-children", "1", *names)]


def test_a_sample_is_the_same_each_time_and_whole_where_that_is_little():
    names = [f"m_{number}" for number in range(30)]
    assert mutants.draw(names, 15) == sorted(names)
    drawn = mutants.draw(names, 14)
    assert len(set(drawn)) == 14
    assert drawn == mutants.draw(reversed(names), 14)


def test_a_mutmut_that_fails_is_told_with_its_last_lines(tmp_path):
    with pytest.raises(MutantsError, match="mutmut failed"):
        mutants.mutmut(tmp_path, "no-such-command")


# ------------------------------------------------------------------------------- what came out


def test_each_end_of_the_tests_is_counted_once(tried):
    folder, _ = tried
    counts, survivors = mutants.outcome(folder, "data.py")
    assert counts == Counts(
        "data.py", mutants=5, tried=4, killed=1, timed_out=1, survived=2, wording=1
    )
    assert counts.share == 0.5
    assert survivors == [
        Survivor("data.py", "load", "return 1 → return 2"),
        Survivor("data.py", "load", '"no file" → "NO file"'),
    ]


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("mlp_helpers.data.x_load_names__mutmut_3", "load_names"),
        ("mlp_helpers.layers.xǁLinearǁ_as_rows__mutmut_12", "Linear._as_rows"),
        ("mlp_helpers.counting.x__private__mutmut_1", "_private"),
    ],
)
def test_a_mutant_s_name_tells_its_function(name, function):
    assert mutants.function_of(name) == function


def test_a_change_of_several_lines_stands_in_one():
    shown = "# m: survived\n--- a\n+++ b\n@@ -1,4 +1,3 @@\n x\n-    f(1,\n-      2)\n+    f(1)\n"
    assert mutants.change_in(shown) == "f(1, 2) → f(1)"


@pytest.mark.parametrize(
    ("change", "wording"),
    [
        ('raise E("no file here") → raise E("XXno file hereXX")', True),
        ('f"It is {x} wide. " → f"it is {x} wide. "', True),
        ('raise E("no file here") → raise E(None)', False),
        ('open(path, "rb") → open(path, "XXrbXX")', False),
        ('raise E("no file", 1) → raise E("no file", 2)', False),
    ],
)
def test_what_only_words_a_message_differently_is_told_apart(change, wording):
    assert mutants.is_wording(change) is wording


def test_counts_come_back_from_their_file_in_the_order_of_the_core(tmp_path):
    path = tmp_path / "counts.csv"
    data, layers = (Counts(name, 9, 8, 6, 1, 1, 0) for name in ("data.py", "layers.py"))
    mutants.write_counts([data], path)
    mutants.write_counts([layers, Counts("not_core.py", 1, 1, 1, 0, 0, 0)], path)
    assert mutants.read_counts(path) == [layers, data]


def test_the_table_says_what_was_drawn():
    lines = mutants.table([Counts("data.py", 400, 150, 140, 5, 5, 2)]).splitlines()
    assert lines[-1] == "| `data.py` | 400 | 150, drawn | 140 | 5 | 5 | 96.7 % |"


def test_survivors_of_one_line_and_one_reason_share_a_row():
    ends = ("f(2)  # two", "f(3)  # two", "g(1)  # two")
    reasons = {Survivor("data.py", "load", f"f(1 | 4)  # two → {end}"): "the same" for end in ends}
    last = mutants.page([], reasons).splitlines()[-1]
    assert last == (
        r"| `data.py` | `load` | `` f(1 \| 4) `` "
        "| `` f(2) ``<br>`` f(3) ``<br>`` g(1) `` | the same |"
    )


def test_the_page_is_what_its_two_files_say():
    made = mutants.page(mutants.read_counts(), mutants.read_reasons())
    assert mutants.PAGE.read_text("utf-8") == made, "tools/mutants.py --page writes it"


def test_every_survivor_is_worded_differently_or_has_a_reason():
    reasons = mutants.read_reasons()
    assert all(reasons.values())
    for row in mutants.read_counts():
        explained = sum(one.module == row.module for one in reasons)
        assert row.survived - row.wording == explained, row.module
        assert row.share >= 0.9, row.module  # some of the rest alter nothing


def test_nothing_is_run_where_nothing_differs(monkeypatch, capsys):
    monkeypatch.setattr(mutants, "changed", lambda base: [])
    assert mutants.main(["--base", "main"]) == 0
    assert "No file of mlp_helpers differs from main." in capsys.readouterr().out


def test_survivors_with_a_reason_are_not_printed_again(monkeypatch, capsys):
    known, new = (Survivor("data.py", "load", f"return {n} → return {n + 1}") for n in (1, 5))
    counts = Counts("data.py", 9, 9, 7, 0, 2, 0)
    monkeypatch.setattr(mutants, "try_all", lambda *arguments: [(counts, [known, new])])
    monkeypatch.setattr(mutants, "read_reasons", lambda: {known: "the same"})
    assert mutants.main(["data.py"]) == 0
    printed = capsys.readouterr().out
    assert new.change in printed
    assert known.change not in printed
