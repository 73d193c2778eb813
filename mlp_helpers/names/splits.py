"""Names in three parts."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from mlp_helpers.names.rules import NamesError, refuse_single_string


class Splits(NamedTuple):
    """The names in three parts: to train on, to choose by, and to report once."""

    train: list[str]
    dev: list[str]
    test: list[str]

    def shared(self) -> set[str]:
        """The names that stand in more than one part: a model is asked what it has seen."""
        train, dev, test = map(set, self)
        return (train & dev) | (train & test) | (dev & test)


def split_names(
    names: Sequence[str],
    *,
    fractions: tuple[float, float, float] = (0.8, 0.1, 0.1),
    seed: int = 42,
    apart: bool = False,
) -> Splits:
    """Shuffle a copy of `names` and cut it into train, dev and test.

    The order is that of `random.seed(seed); random.shuffle(copy)`, without touching the global
    random state. With `apart` no name stands in two parts: different names are shuffled and cut,
    and those that stand in the list several times do so in their part. Raises ValueError for
    fractions that are not three, are negative or do not sum to 1, and NamesError if a split would
    be empty.
    """
    refuse_single_string(names)
    _check_fractions(fractions)
    times = Counter(names)  # in the order of their first places
    shuffled = list(times) if apart else list(names)
    random.Random(seed).shuffle(shuffled)

    margin = 1e-9  # 0.7 + 0.2 is 0.8999…, which would cost a split one name
    train_end = math.floor(len(shuffled) * fractions[0] + margin)
    dev_end = math.floor(len(shuffled) * (fractions[0] + fractions[1]) + margin)
    splits = Splits(shuffled[:train_end], shuffled[train_end:dev_end], shuffled[dev_end:])

    for part, split in splits._asdict().items():
        if not split:
            raise NamesError(
                f"the {part} split is empty: {len(shuffled)} names do not suffice for "
                f"fractions {fractions}. Use more names or a larger {part} fraction."
            )
    if apart:
        return Splits(*([name for name in part for _ in range(times[name])] for part in splits))
    return splits


def _check_fractions(fractions: tuple[float, float, float]) -> None:
    """Raise ValueError if these are not three shares that sum to 1."""
    if len(fractions) != 3:
        raise ValueError(f"three fractions are needed (train, dev, test), not {len(fractions)}.")
    if min(fractions) < 0 or not math.isclose(sum(fractions), 1.0, abs_tol=1e-9):
        raise ValueError(
            f"fractions {fractions} must sum to 1 without a negative one; "
            f"they sum to {sum(fractions):g}."
        )
