"""Names, their characters as numbers, and the contexts that a model learns from.

A name is read one character at a time. The boundary character '.' stands before its first
letter and after its last, so 'emma' with a context of 3 becomes five examples:
... → e, ..e → m, .em → m, emm → a, mma → '.'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from mlp_helpers.names.reading import NAMES as NAMES
from mlp_helpers.names.reading import load_names as load_names
from mlp_helpers.names.rules import BOUNDARY as BOUNDARY
from mlp_helpers.names.rules import ChecksumError as ChecksumError
from mlp_helpers.names.rules import NamesError as NamesError
from mlp_helpers.names.rules import check_name, check_names, refuse_single_string
from mlp_helpers.names.splits import Splits as Splits
from mlp_helpers.names.splits import split_names as split_names


class UnknownCharacterError(NamesError):
    """A text holds a character that the vocabulary does not have."""


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
