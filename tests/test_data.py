"""Names, vocabulary, splits and contexts, compared with the obvious Python loops."""

import hashlib
import random
import unicodedata
from itertools import pairwise

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from mlp_helpers.data import (
    ChecksumError,
    NamesError,
    UnknownCharacterError,
    Vocabulary,
    bigram_counts,
    build_dataset,
    load_names,
    split_names,
)
from mlp_helpers.names import reading

# ------------------------------------------------------------------- the obvious versions


def slow_dataset(names, vocabulary, context):
    """The loop of the public lectures: slide a window along each name."""
    X, Y = [], []
    for name in names:
        window = [0] * context
        for character in name + ".":
            number = vocabulary.stoi[character]
            X.append(window)
            Y.append(number)
            window = [*window[1:], number]
    return X, Y


def slow_counts(names, vocabulary):
    counts = [[0] * len(vocabulary) for _ in vocabulary]
    for name in names:
        for before, after in pairwise(f".{name}."):
            counts[vocabulary.stoi[before]][vocabulary.stoi[after]] += 1
    return counts


def composed(text):
    return unicodedata.normalize("NFC", text) == text


# Small letters of every script, and those of scripts without capitals; no Korean ones that join.
LETTERS = st.characters(categories=["Ll", "Lo"], exclude_characters=map(chr, range(0x1100, 0x1200)))
LETTERS = LETTERS.filter(composed)


@st.composite
def corpora(draw):
    """An arbitrary vocabulary, and a list (perhaps empty) of names spelled with it."""
    alphabet = draw(st.lists(LETTERS, min_size=1, max_size=8, unique=True))
    name = st.text(st.sampled_from(alphabet), min_size=1, max_size=8)
    names = draw(st.lists(name, max_size=12))
    return names, Vocabulary.from_names(["".join(alphabet)])


# ------------------------------------------------------------------------------ load_names


def test_bundled_file_is_the_one_the_numbers_come_from(names):
    assert hashlib.sha256(reading.NAMES.read_bytes()).hexdigest() == reading.NAMES_SHA256
    assert len(names) == 32_033
    assert len(set(names)) == 29_494
    assert names[:3] == ["emma", "olivia", "ava"]
    assert names[-1] == "zzyzx"


@pytest.mark.parametrize("edit", ["one letter", "a final newline", "Windows line ends"])
def test_altered_copy_of_the_bundled_file_is_refused(edit, tmp_path, monkeypatch):
    content = reading.NAMES.read_bytes()
    altered = {
        "one letter": content.replace(b"emma", b"emmy", 1),
        "a final newline": content + b"\n",
        "Windows line ends": content.replace(b"\n", b"\r\n"),
    }[edit]
    path = tmp_path / "names.txt"
    path.write_bytes(altered)
    monkeypatch.setattr(reading, "NAMES", path.resolve())
    with pytest.raises(ChecksumError, match=r"names\.txt was altered.*git checkout"):
        load_names(path)
    assert path.read_bytes() == altered


def test_unaltered_copy_at_the_bundled_place_is_accepted(names, tmp_path, monkeypatch):
    path = tmp_path / "names.txt"
    path.write_bytes(reading.NAMES.read_bytes())
    monkeypatch.setattr(reading, "NAMES", path.resolve())
    assert load_names(path) == names


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("as_path", [str, lambda path: path])
def test_a_file_of_your_own_is_accepted(end, as_path, tmp_path):
    path = tmp_path / "mine.txt"
    path.write_bytes(f"zoé\nmary ann\nאבי\nава{end}".encode())
    assert load_names(as_path(path)) == ["zoé", "mary ann", "אבי", "ава"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"emma\nAva\n", r"line 2 of .*mine\.txt has upper case: 'Ava'.*name\.lower\(\)"),
        (b"emma\n\nava\n", r"line 2 of .*mine\.txt is empty or blank\. Remove it"),
        (b"emma\nava\n\n", r"line 3 of .*mine\.txt is empty or blank\. Remove it"),
        (b"emma\n  \nava\n", r"line 2 of .*mine\.txt is empty or blank\. Remove it"),
        (b"emma\nava \n", r"line 2 of .*mine\.txt has a space at an end: 'ava '"),
        (b"j.r.\nemma\n", r"line 1 of .*mine\.txt holds '\.', which marks where a name begins"),
        (b"\xef\xbb\xbfemma\n", r"mine\.txt starts with a byte-order mark.*'UTF-8 with BOM'"),
        (b"emma\nava\r\nmia", r"line 2 of .*mine\.txt ends the Windows way.*\(LF\)"),
        (b"emma\r\nava\r\n", r"line 1 of .*mine\.txt ends the Windows way.*\(LF\)"),
        (b"emma\nzo\xe9\n", r"line 2 of .*mine\.txt is not UTF-8.*encoding UTF-8"),
        (b"", r"mine\.txt holds no names\. Put one name on each line"),
        (b"\n \n", r"mine\.txt holds no names\. Put one name on each line"),
    ],
)
def test_bad_file_is_refused_with_the_reason(content, message, tmp_path):
    path = tmp_path / "mine.txt"
    path.write_bytes(content)
    with pytest.raises(NamesError, match=message):
        load_names(path)
    assert path.read_bytes() == content


def test_missing_file_is_reported_with_its_path(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"file at .*mine\.txt, looked for from .+\.$"):
        load_names(tmp_path / "mine.txt")


# ------------------------------------------------------------------------------ vocabulary


def test_vocabulary_of_the_course(vocabulary):
    assert list(vocabulary) == list(".abcdefghijklmnopqrstuvwxyz")
    assert len(vocabulary) == 27
    assert vocabulary.stoi["."] == 0
    assert vocabulary.stoi["z"] == 26
    assert vocabulary.itos == {number: character for character, number in vocabulary.stoi.items()}


def test_boundary_comes_first_even_before_characters_that_sort_before_it():
    vocabulary = Vocabulary.from_names(["jo-ann", "o'neil"])
    assert list(vocabulary) == [".", "'", "-", "a", "e", "i", "j", "l", "n", "o"]


def test_vocabulary_depends_on_the_characters_only():
    assert Vocabulary.from_names(["ab", "c"]) == Vocabulary.from_names(["cba", "a"])
    assert Vocabulary.from_names(["ab"]) != Vocabulary.from_names(["ac"])


def test_encode_and_decode_by_hand():
    vocabulary = Vocabulary.from_names(["emma"])  # . a e m
    assert vocabulary.encode(".emma.") == [0, 2, 3, 3, 1, 0]
    assert vocabulary.decode([0, 2, 3, 3, 1, 0]) == ".emma."
    assert vocabulary.decode(torch.tensor([2, 3])) == "em"
    assert vocabulary.encode("") == []
    assert vocabulary.decode([]) == ""


@given(corpora())
def test_decode_undoes_encode(corpus):
    names, vocabulary = corpus
    for name in names:
        ids = vocabulary.encode(name)
        assert len(ids) == len(name)
        assert 0 not in ids
        assert vocabulary.decode(ids) == name


@given(st.data())
def test_encode_undoes_decode(data):
    _, vocabulary = data.draw(corpora())
    ids = data.draw(st.lists(st.integers(0, len(vocabulary) - 1)))
    assert vocabulary.encode(vocabulary.decode(ids)) == ids


def test_unknown_character_is_named_with_its_position(vocabulary):
    message = r"character 'é' at position 2 of 'zoé' is not among the 27 known.*Remove it"
    with pytest.raises(UnknownCharacterError, match=message):
        vocabulary.encode("zoé")


def test_upper_case_is_told_apart_from_other_unknown_characters(vocabulary):
    message = r"character 'E' at position 0 of 'Emma'.*Lower-case the text with text\.lower\(\)"
    with pytest.raises(UnknownCharacterError, match=message):
        vocabulary.encode("Emma")


@pytest.mark.parametrize("number", [-1, 27])
def test_decode_refuses_numbers_out_of_range(number, vocabulary):
    with pytest.raises(ValueError, match=rf"{number} is no character.*from 0 to 26"):
        vocabulary.decode([5, number])


@pytest.mark.parametrize(
    ("bad_names", "message"),
    [
        ([], r"^no names given, so there are no characters\. Load some first\.$"),
        (["emma", ""], r"names\[1\] is empty or blank\. Remove it"),
        (["emma", " "], r"names\[1\] is empty or blank\. Remove it"),
        (["Emma", "ava"], r"names\[0\] has upper case: 'Emma'"),
        (["emma", "ava\r"], r"names\[1\] holds a line end"),
        (["emma", "a.b"], r"names\[1\] holds '\.'"),
    ],
)
def test_vocabulary_refuses_what_is_no_name(bad_names, message):
    before = list(bad_names)
    with pytest.raises(NamesError, match=message):
        Vocabulary.from_names(bad_names)
    assert bad_names == before


@pytest.mark.parametrize(
    "function",
    [
        Vocabulary.from_names,
        split_names,
        lambda names: build_dataset(names, Vocabulary.from_names(["emma"])),
        lambda names: bigram_counts(names, Vocabulary.from_names(["emma"])),
    ],
)
def test_a_single_string_is_not_a_list_of_names(function):
    with pytest.raises(TypeError, match=r"single string 'emma'; pass a list: \['emma'\]"):
        function("emma")


def test_names_in_bytes_are_no_names():
    with pytest.raises(TypeError, match="bytes"):
        Vocabulary.from_names([b"emma"])


# ---------------------------------------------------------------------------------- splits


def test_split_is_the_one_of_the_lectures(names):
    state = random.getstate()
    try:
        random.seed(42)
        shuffled = list(names)
        random.shuffle(shuffled)
    finally:
        random.setstate(state)
    first, second = int(0.8 * len(names)), int(0.9 * len(names))

    splits = split_names(names)

    assert splits.train == shuffled[:first]
    assert splits.dev == shuffled[first:second]
    assert splits.test == shuffled[second:]
    assert tuple(map(len, splits)) == (25_626, 3_203, 3_204)


def test_splits_give_the_published_numbers_of_examples(names, vocabulary):
    sizes = [len(build_dataset(split, vocabulary)[1]) for split in split_names(names)]
    assert sizes == [182_625, 22_655, 22_866]


def test_splitting_touches_neither_the_list_nor_global_random_state(names):
    mine = list(names)
    python_state, torch_state = random.getstate(), torch.get_rng_state()
    split_names(mine, seed=2024)  # a seed of its own: no other test has left its state behind
    assert mine == names
    assert random.getstate() == python_state
    assert torch.equal(torch.get_rng_state(), torch_state)


@pytest.mark.parametrize(
    ("count", "fractions", "sizes"),
    [
        (10, (0.7, 0.2, 0.1), (7, 2, 1)),
        (10, (0.5, 0.25, 0.25), (5, 2, 3)),
        (10, (0.1, 0.2, 0.7), (1, 2, 7)),  # 0.1 + 0.2 is a hair above 0.3
        (100, (0.7, 0.2, 0.1), (70, 20, 10)),  # (0.7 + 0.2) · 100 is a hair below 90
        (90, (0.7, 0.2, 0.1), (63, 18, 9)),  # 0.7 · 90 is a hair below 63
        (30, (0.6, 0.3, 0.1), (18, 9, 3)),
    ],
)
def test_cuts_land_where_the_decimal_fractions_say(count, fractions, sizes):
    splits = split_names([str(number) for number in range(count)], fractions=fractions)
    assert tuple(map(len, splits)) == sizes


@given(st.lists(st.text(LETTERS, min_size=1), min_size=10, max_size=60), st.integers(0, 2**32))
def test_splits_hold_every_name_once_and_repeat(names, seed):
    splits = split_names(names, seed=seed)
    assert sorted(splits.train + splits.dev + splits.test) == sorted(names)
    assert splits == split_names(tuple(names), seed=seed)


def test_another_seed_gives_another_split(names):
    assert split_names(names, seed=1).train != split_names(names, seed=2).train


@pytest.mark.parametrize(
    ("fractions", "message"),
    [
        ((0.8, 0.1, 0.2), r"fractions \(0\.8, 0\.1, 0\.2\) must sum to 1.*they sum to 1\.1"),
        ((0.8, 0.1, 0.0), r"must sum to 1.*they sum to 0\.9"),
        ((1.1, 0.1, -0.2), "must sum to 1 without a negative one"),
        ((float("nan"), 0.1, 0.1), "must sum to 1"),
        ((0.9, 0.1), r"three fractions are needed \(train, dev, test\), not 2"),
        ((1.0, 0.0, 0.0), "the dev split is empty: 10 names .*larger dev fraction"),
        ((0.0, 0.5, 0.5), "the train split is empty: 10 names .*larger train fraction"),
        ((0.96, 0.03, 0.01), "the dev split is empty"),
        ((0.5, 0.5, 0.0), "the test split is empty"),
    ],
)
def test_fractions_that_cannot_work_are_refused(fractions, message):
    names = list("abcdefghij")
    with pytest.raises(ValueError, match=message):
        split_names(names, fractions=fractions)
    assert names == list("abcdefghij")


@pytest.mark.parametrize("count", [0, 1, 4])
def test_too_few_names_to_split_are_refused(count):
    with pytest.raises(ValueError, match=rf"split is empty: {count} names do not suffice"):
        split_names(["emma"] * count)


# -------------------------------------------------------------------------------- contexts


def test_contexts_of_one_name_by_hand():
    vocabulary = Vocabulary.from_names(["emma"])  # . a e m
    X, Y = build_dataset(["emma"], vocabulary, context=3)
    assert X.tolist() == [[0, 0, 0], [0, 0, 2], [0, 2, 3], [2, 3, 3], [3, 3, 1]]
    assert Y.tolist() == [2, 3, 3, 1, 0]


@given(corpora(), st.integers(1, 6))
def test_contexts_equal_those_of_the_obvious_loop(corpus, context):
    names, vocabulary = corpus
    X, Y = build_dataset(names, vocabulary, context=context)
    slow_X, slow_Y = slow_dataset(names, vocabulary, context)
    assert X.shape == (len(slow_Y), context)
    assert X.tolist() == slow_X
    assert Y.tolist() == slow_Y
    assert X.dtype == Y.dtype == torch.int64


@pytest.mark.parametrize("context", [1, 3, 8])
def test_contexts_of_all_names_equal_those_of_the_obvious_loop(context, names, vocabulary):
    X, Y = build_dataset(names, vocabulary, context=context)
    slow_X, slow_Y = slow_dataset(names, vocabulary, context)
    assert torch.equal(X, torch.tensor(slow_X))
    assert torch.equal(Y, torch.tensor(slow_Y))
    assert len(Y) == 228_146


def test_context_is_three_unless_told(names, vocabulary):
    assert build_dataset(names[:5], vocabulary)[0].shape[1] == 3


@given(corpora())
def test_bigram_counts_equal_those_of_the_obvious_loop(corpus):
    names, vocabulary = corpus
    counts = bigram_counts(names, vocabulary)
    assert counts.dtype == torch.int64
    assert counts.tolist() == slow_counts(names, vocabulary)


def test_bigram_counts_of_all_names(names, vocabulary):
    counts = bigram_counts(names, vocabulary)
    assert counts.tolist() == slow_counts(names, vocabulary)
    # Figures printed in the public lecture on bigrams: a name ends with n, begins with a.
    assert counts[vocabulary.stoi["n"], 0] == 6_763
    assert counts[0, vocabulary.stoi["a"]] == 4_410


@pytest.mark.parametrize(
    "function", [lambda names, v: build_dataset(names, v, context=2), bigram_counts]
)
@pytest.mark.parametrize(
    ("bad_names", "error", "message"),
    [
        (["ava", ""], NamesError, r"names\[1\] is empty or blank"),
        (["ava", "a.v"], NamesError, r"names\[1\] holds '\.'"),
        (["ava", "zoé"], UnknownCharacterError, "'é' at position 2 of 'zoé'"),
        (["ava", "aVa"], UnknownCharacterError, r"'V' at position 1 of 'aVa'.*text\.lower"),
        (["ava", "  "], UnknownCharacterError, "' ' at position 0 of '  '"),
        (["\ufeffava"], UnknownCharacterError, r"'\\ufeff' at position 0"),
        (["ava\r"], UnknownCharacterError, r"'\\r' at position 3"),
        (["ava", "\udc80"], UnknownCharacterError, r"'\\udc80' at position 0"),
    ],
)
def test_names_that_cannot_be_read_are_refused(function, bad_names, error, message):
    before = list(bad_names)
    with pytest.raises(error, match=message):
        function(bad_names, Vocabulary.from_names(["ava", "zo"]))
    assert bad_names == before


@pytest.mark.parametrize("context", [0, -1])
def test_context_below_one_is_refused(context, vocabulary):
    with pytest.raises(ValueError, match=f"context is {context}: at least 1 character"):
        build_dataset(["emma"], vocabulary, context=context)


@pytest.mark.parametrize("characters", [(), ("a", "b"), ("a", "."), (".", "a", "a")])
def test_vocabulary_must_begin_with_the_boundary_and_hold_each_character_once(characters):
    with pytest.raises(ValueError, match=r"is '\.' followed by different single characters"):
        Vocabulary(characters)


def test_byte_order_mark_in_a_name_is_refused():
    with pytest.raises(NamesError, match=r"names\[1\] holds a byte-order mark"):
        Vocabulary.from_names(["emma", "\ufeffolivia"])


def test_blank_name_is_refused_even_if_the_vocabulary_has_a_space():
    vocabulary = Vocabulary.from_names(["mary ann"])
    with pytest.raises(NamesError, match=r"names\[1\] is empty or blank"):
        build_dataset(["mary ann", "  "], vocabulary)


def test_name_of_two_lines_is_refused():
    with pytest.raises(NamesError, match=r"names\[0\] holds a line end"):
        Vocabulary.from_names(["em\nma"])


def test_a_character_is_a_single_one():
    with pytest.raises(ValueError, match="different single characters"):
        Vocabulary((".", "ab"))


def test_a_link_to_another_file_is_found_out(tmp_path, monkeypatch):
    other = tmp_path / "other.txt"
    other.write_text("emma\nolivia\n", encoding="utf-8")
    link = tmp_path / "names.txt"
    link.symlink_to(other)
    monkeypatch.setattr(reading, "NAMES", link)
    with pytest.raises(ChecksumError):
        load_names(link)
