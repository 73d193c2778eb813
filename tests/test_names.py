"""Files of names as people have them: taken rightly, or refused with what mends them."""

import tempfile
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlp_helpers.data import Vocabulary, load_names, split_names
from mlp_helpers.names import NamesError, tidy_names
from mlp_helpers.names.splits import Splits

FILES = tomllib.loads(Path(__file__).with_name("odd_lists.toml").read_text("utf-8"))["file"]


def written(file, folder):
    """The file as it is described, and its path."""
    path = folder / "mine.txt"
    given_bytes = bytes.fromhex(file["hex"]) if "hex" in file else file["content"].encode()
    path.write_bytes(given_bytes)
    return path


def agrees(function, path, expected):
    """Whether a function takes the file as it should; its refusal holds the text expected."""
    if isinstance(expected, list):
        assert function(path) == expected
        return
    with pytest.raises(NamesError) as refusal:
        function(path)
    assert expected.replace("{path}", str(path)) in str(refusal.value)


@pytest.mark.parametrize("file", FILES, ids=[file["what"] for file in FILES])
def test_a_file_is_taken_rightly_or_refused_with_the_reason(file, tmp_path):
    path = written(file, tmp_path)
    before = path.read_bytes()
    agrees(load_names, path, file["load"])
    agrees(lambda path: tidy_names(path).names, path, file.get("tidy", file["load"]))
    if "changes" in file:
        assert file["changes"] in tidy_names(path).changes
    assert path.read_bytes() == before


@pytest.mark.parametrize("file", FILES, ids=[file["what"] for file in FILES])
def test_what_load_names_refuses_is_mended_with_a_word_and_nothing_else_is(file, tmp_path):
    path = written(file, tmp_path)
    if isinstance(file["load"], list):
        told = tidy_names(path).changes
        assert all("doubles kept" in change for change in told)
    elif isinstance(file["tidy"], list):
        assert tidy_names(path).changes


def test_there_are_many_files_and_no_two_alike():
    contents = [file.get("hex", file.get("content")) for file in FILES]
    assert len(set(contents)) == len(FILES) >= 40


def test_a_refusal_names_the_line_of_python_that_mends_the_file(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text("Emma\n", encoding="utf-8")
    with pytest.raises(NamesError) as refusal:
        load_names(path)
    _, python = str(refusal.value).split("For a whole file: ")
    found = {}
    exec(python, found)
    assert found["names"] == ["emma"]


def test_the_python_of_a_message_mends_the_name():
    """What each message says to write is run on the name that it is about."""
    bad = ["Emma", " ava", "an\u200bna", '"emma"', "st. louis", "zoe\u0308", "\u0130pek", "a,b"]
    for name in bad:
        with pytest.raises(NamesError) as refusal:
            Vocabulary.from_names([name])
        python = str(refusal.value).rstrip(".")
        python = python[python.rindex(" name." if " name." in python else " unicodedata.") + 1 :]
        mended = eval(python, {"name": name, "unicodedata": unicodedata})
        Vocabulary.from_names([mended.strip()])


ANYTHING = st.text(
    st.sampled_from(
        'abzAZ\u00e9e\u0301\u0130I\u0131i\u0307.,;\t\r\n \u00a0\u200b\u200d#"1\u4f1f\ufeff'
    ),
    max_size=30,
)


@given(ANYTHING)
def test_what_is_mended_can_be_loaded_and_is_mended_no_further(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.txt"
        path.write_bytes(text.encode())
        try:
            names, _ = tidy_names(path)
        except NamesError:
            with pytest.raises(NamesError):  # what cannot be mended is not taken either
                load_names(path)
            return
        path.write_text("\n".join(names) + "\n", encoding="utf-8", newline="\n")
        assert load_names(path) == names
        assert tidy_names(path).names == names


@given(st.text(max_size=20))
def test_whatever_is_loaded_has_lines_that_a_vocabulary_takes(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.txt"
        path.write_bytes(text.encode(errors="ignore"))
        try:
            names = load_names(path)
        except NamesError:
            return
        vocabulary = Vocabulary.from_names(names)
        assert all(vocabulary.decode(vocabulary.encode(name)) == name for name in names)


def test_another_encoding_is_taken_on_request(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_bytes("Zoë\n".encode("latin-1"))
    assert tidy_names(path, encoding="latin-1").names == ["zoë"]
    with pytest.raises(NamesError, match="is not in the encoding ascii"):
        tidy_names(path, encoding="ascii")


def test_another_column_is_taken_on_request(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text("1,mary\n2,anna\n", encoding="utf-8")
    assert tidy_names(path, column=1).names == ["mary", "anna"]
    with pytest.raises(NamesError, match="has no column 2: its 2 are counted from 0"):
        tidy_names(path, column=2)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="no names file at"):
        tidy_names(tmp_path / "none.txt")


def test_the_course_s_own_list_needs_no_mending(names):
    tidied = tidy_names(Path(__file__).parents[1] / "data" / "names.txt")
    assert tidied.names == names
    assert tidied.changes == ["doubles kept: 2,539 lines"]


# ------------------------------------------------------------------------------------ splits


def test_apart_keeps_equal_names_together_and_every_name_once(names):
    splits = split_names(names, apart=True)
    assert sorted(name for part in splits for name in part) == sorted(names)
    assert splits.shared() == set()
    assert len(split_names(names).shared()) > 400
    different = [len(set(part)) for part in splits]
    assert different == [23_595, 2_949, 2_950]


@given(st.lists(st.sampled_from("abcdefghijklmnop"), min_size=60, max_size=90), st.integers(0, 9))
def test_apart_holds_for_any_list(names, seed):
    if len(set(names)) < 12:
        return
    splits = split_names(names, apart=True, seed=seed, fractions=(0.6, 0.2, 0.2))
    assert sorted(name for part in splits for name in part) == sorted(names)
    assert splits.shared() == set()


def test_apart_changes_nothing_for_names_that_stand_once():
    names = [chr(97 + i) for i in range(26)]
    assert split_names(names, apart=True) == split_names(names)


@pytest.mark.parametrize("parts", [("train", "dev"), ("train", "test"), ("dev", "test")])
def test_a_name_in_any_two_parts_is_shared(parts):
    names = {"train": ["ann"], "dev": ["bo"], "test": ["cy"]}
    for part in parts:
        names[part] = [*names[part], "zoe"]
    assert Splits(**names).shared() == {"zoe"}


def test_a_title_of_two_words_over_numbers_is_one(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("rivers,length_in_km\nrhine,1233\ndanube,2850\n", encoding="utf-8")
    tidied = tidy_names(path)
    assert tidied.names == ["rhine", "danube"]
    assert "line 1 left out, a title: 'rivers,length_in_km'" in tidied.changes


@pytest.mark.parametrize(("length", "shown"), [(30, "X" * 30), (31, "X" * 30 + "…")])
def test_a_long_name_is_shown_by_its_beginning(length, shown, tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text("X" * length + "\n", encoding="utf-8")
    (change,) = tidy_names(path).changes
    assert f"{shown!r} → " in change


@pytest.mark.parametrize(("column", "advised"), [(0, 1), (2, 0)])
def test_a_column_of_numbers_advises_one_that_exists(column, advised, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("1,rhine,1233\n2,danube,2850\n", encoding="utf-8")
    with pytest.raises(NamesError, match=rf"tidy_names\(…, column={advised}\)"):
        tidy_names(path, column=column)
