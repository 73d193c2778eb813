"""Names, their characters as numbers, and the contexts that a model learns from.

A name is read one character at a time. The boundary character '.' stands before its first
letter and after its last, so 'emma' with a context of 3 becomes five examples:
... → e, ..e → m, .em → m, emm → a, mma → '.'.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from mlp_helpers.engine.places import COURSE
from mlp_helpers.inputs.names import (
    BOUNDARY,
    ChecksumError,
    NamesError,
    check_fractions,
    check_name,
    check_names,
    decode,
    refuse_single_string,
)

NAMES = COURSE / "data" / "names.txt"
NAMES_SHA256 = "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d"


class UnknownCharacterError(NamesError):
    """A text holds a character that the vocabulary does not have."""


# ---------------------------------------------------------------------------------- names


def load_names(path: str | Path = NAMES) -> list[str]:
    """The names of a file, one a line, in the file's order.

    The bundled file (the default) is compared with its known checksum, because the course's numbers
    were measured on exactly those bytes. A file of your own may hold any lower-case names in UTF-8.

    Raises:
        FileNotFoundError: there is no such file.
        ChecksumError: the bundled file was altered.
        NamesError: the file starts with a byte-order mark, has Windows line ends, is not
            UTF-8 or holds no names; or a line is blank, has upper case, spaces at an end or
            the boundary '.'. The message says which line.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(
            f"no names file at {path}. 'git checkout data/names.txt' brings the course's own "
            "back. For another file, check the path."
        )
    content = path.read_bytes()
    is_ours = NAMES.is_file() and path.samefile(NAMES)
    if is_ours and hashlib.sha256(content).hexdigest() != NAMES_SHA256:
        raise ChecksumError(
            f"{path} was altered: its SHA-256 is not {NAMES_SHA256[:12]}… and the numbers in "
            "the course would not come out. Restore it with 'git checkout data/names.txt'. "
            "For names of your own, use another file: load_names('my_names.txt')."
        )
    names = decode(content, path).removesuffix("\n").split("\n")
    for number, name in enumerate(names, start=1):
        check_name(name, where=f"line {number} of {path}")
    return names


# ----------------------------------------------------------------------------- vocabulary


@dataclass(frozen=True)
class Vocabulary:
    """The characters a model knows, each with its number: '.' is 0, then sorted characters.

    `stoi` maps a character to its number, `itos` a number to its character.
    """

    characters: tuple[str, ...]
    stoi: dict[str, int] = field(init=False, repr=False, compare=False)
    itos: dict[int, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        different = len(set(self.characters)) == len(self.characters)
        single = all(len(character) == 1 for character in self.characters)
        if not (different and single and self.characters[:1] == (BOUNDARY,)):
            raise ValueError(
                f"a vocabulary is {BOUNDARY!r} followed by different single characters, not "
                f"{self.characters!r}. Vocabulary.from_names makes one."
            )
        # The class is frozen, so derived fields are set the way dataclasses documents.
        object.__setattr__(self, "itos", dict(enumerate(self.characters)))
        object.__setattr__(self, "stoi", {c: i for i, c in enumerate(self.characters)})

    @classmethod
    def from_names(cls, names: Iterable[str]) -> Vocabulary:
        """The vocabulary of all characters that occur in `names`.

        Raises NamesError for an empty list and for a name that `load_names` would refuse.
        """
        characters = set("".join(check_names(names)))
        if not characters:
            raise NamesError("no names given, so there are no characters. Load some first.")
        return cls((BOUNDARY, *sorted(characters)))

    def __len__(self) -> int:
        return len(self.characters)

    def __iter__(self) -> Iterator[str]:
        return iter(self.characters)

    def encode(self, text: str) -> list[int]:
        """The number of each character. Raises UnknownCharacterError, saying which and where."""
        try:
            return [self.stoi[character] for character in text]
        except KeyError:
            raise self._unknown_character(text) from None

    def decode(self, ids: Iterable[int]) -> str:
        """The text that the numbers stand for. Raises ValueError for a number out of range."""
        numbers = [int(i) for i in ids]
        for i in numbers:
            if i not in self.itos:
                raise ValueError(f"{i} is no character: numbers run from 0 to {len(self) - 1}.")
        return "".join(self.itos[i] for i in numbers)

    def _unknown_character(self, text: str) -> UnknownCharacterError:
        position = next(i for i, character in enumerate(text) if character not in self.stoi)
        character = text[position]
        if character.lower() in self.stoi:
            advice = "Lower-case the text with text.lower()."
        else:
            advice = "Remove it, or build the vocabulary from names that contain it."
        return UnknownCharacterError(
            f"character {character!r} at position {position} of {text!r} is not among the "
            f"{len(self)} known ones ({''.join(self.characters)}). {advice}"
        )


# --------------------------------------------------------------------------------- splits


class Splits(NamedTuple):
    """The names in three parts: to train on, to choose by, and to report once."""

    train: list[str]
    dev: list[str]
    test: list[str]


def split_names(
    names: Sequence[str],
    *,
    fractions: tuple[float, float, float] = (0.8, 0.1, 0.1),
    seed: int = 42,
) -> Splits:
    """Shuffle a copy of `names` and cut it into train, dev and test.

    The order is that of `random.seed(seed); random.shuffle(copy)`, without touching the global
    random state. Raises ValueError for fractions that are not three, are negative or do not sum to
    1, or if a split would be empty.
    """
    refuse_single_string(names)
    check_fractions(fractions)
    shuffled = list(names)
    random.Random(seed).shuffle(shuffled)

    margin = 1e-9  # 0.7 + 0.2 is 0.8999…, which would cost a split one name
    train_end = math.floor(len(shuffled) * fractions[0] + margin)
    dev_end = math.floor(len(shuffled) * (fractions[0] + fractions[1]) + margin)
    splits = Splits(shuffled[:train_end], shuffled[train_end:dev_end], shuffled[dev_end:])

    for part, split in splits._asdict().items():
        if not split:
            raise ValueError(
                f"the {part} split is empty: {len(shuffled)} names do not suffice for "
                f"fractions {fractions}. Use more names or a larger {part} fraction."
            )
    return splits


# --------------------------------------------------------------------------------- contexts


def build_dataset(
    names: Sequence[str], vocabulary: Vocabulary, *, context: int = 3
) -> tuple[Tensor, Tensor]:
    """Every character of every name, each with the `context` characters before it.

    Returns X, int64 (N, context), the characters before, oldest first, '.' before the name; and
    Y, int64 (N,), the character that follows, '.' after the last. N counts all characters and one
    '.' a name. Raises ValueError if `context` is below 1, NamesError for an empty name or one with
    '.', and UnknownCharacterError for a character that the vocabulary lacks.
    """
    if context < 1:
        raise ValueError(f"context is {context}: at least 1 character must be read.")
    Y = _encode_all(names, vocabulary)  # (N,)

    # Where each example stands within its own name: 0 for the first character, and so on.
    lengths = torch.tensor([len(name) + 1 for name in names], dtype=torch.int64)
    starts = lengths.cumsum(0) - lengths
    position = torch.arange(len(Y)) - starts.repeat_interleave(lengths)  # (N,)

    X = torch.zeros(len(Y), context, dtype=torch.int64)
    for back in range(1, context + 1):
        # `back` characters earlier, unless that lies before the name: there the '.' stays.
        inside = (position >= back).nonzero().squeeze(1)
        X[inside, context - back] = Y[inside - back]
    return X, Y


def bigram_counts(names: Sequence[str], vocabulary: Vocabulary) -> Tensor:
    """How often each character follows each other one: int64 (V, V), row = previous character.

    V is len(vocabulary). Raises what `build_dataset` raises.
    """
    V = len(vocabulary)
    X, Y = build_dataset(names, vocabulary, context=1)
    pairs = X[:, 0] * V + Y  # one number for each of the V·V pairs
    return torch.bincount(pairs, minlength=V * V).view(V, V)


def _encode_all(names: Sequence[str], vocabulary: Vocabulary) -> Tensor:
    """All names as one int64 tensor, each followed by 0: 'ab', 'c' → a b . c .

    One look-up for all characters together: a loop over 200,000 is what makes it slow.
    """
    refuse_single_string(names)
    if not names:
        return torch.zeros(0, dtype=torch.int64)
    text = BOUNDARY.join(names) + BOUNDARY
    spaces = any(character.isspace() for character in vocabulary)  # then a name may be blank
    if text.count(BOUNDARY) != len(names) or "" in names or spaces:
        for index, name in enumerate(names):
            if not name.strip() or BOUNDARY in name:
                check_name(name, where=f"names[{index}]")

    utf32 = bytearray(text, "utf-32-le", "surrogatepass")
    code_points = torch.frombuffer(utf32, dtype=torch.int32)
    table = torch.full((int(code_points.max()) + 1,), -1, dtype=torch.int64)
    for character, number in vocabulary.stoi.items():
        if ord(character) < len(table):
            table[ord(character)] = number
    ids = table[code_points]
    if (ids < 0).any():
        for name in names:
            vocabulary.encode(name)  # raises, and says where
    return ids
