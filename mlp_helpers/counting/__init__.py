"""Counting, done well: the baseline that a network has to beat."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

LARGEST = 3  # counts from here on share a discount


class KneserNey:
    """The probability of the next character, from counts of up to `context` characters before it.

    Each count of what followed a history loses a discount. What all its counts lose goes to the
    probabilities by the history without its first character, and so on down to none, where all
    characters are equally likely. A shorter history counts in how many different longer ones a
    character followed (Kneser and Ney 1995). Without a `discount`, each length of history has three
    of its own, for counts of 1, 2, and 3 or more (Chen and Goodman 1999, "modified"), or 0.75 where
    the list is too short for their formula. Raises ValueError for one that is not above 0, below 1.
    """

    def __init__(
        self,
        names: Sequence[str],
        *,
        context: int,
        vocabulary_size: int = 27,
        discount: float | None = None,
    ) -> None:
        if discount is not None and not 0 < discount < 1:
            raise ValueError(f"discount is {discount}: it must be above 0 and below 1.")
        self.context = context
        self.vocabulary_size = vocabulary_size
        self.counts = _count(names, context)
        same = [0.0, *[discount if discount is not None else 0.75] * LARGEST]
        self._taken = dict.fromkeys(range(context + 1), same)
        if discount is None:
            self._taken |= _discounts(self.counts)
        self._totals = {h: self._total(h, counted) for h, counted in self.counts.items()}

    def probability(self, history: str, character: str) -> float:
        """Of `character` after `history`, of which the last `context` characters are read."""
        p = 1 / self.vocabulary_size
        for length in range(min(len(history), self.context) + 1):
            part = history[len(history) - length :]
            if part in self._totals:
                total, freed = self._totals[part]
                n = self.counts[part][character]
                p = (n - self._taken[length][min(n, LARGEST)] + freed * p) / total
        return p

    def losses(self, name: str) -> list[float]:
        """−log p of each character of a name and of the boundary behind it, in nats."""
        text = f".{name}."
        places = range(1, len(text))
        return [-math.log(self.probability(text[:i], text[i])) for i in places]

    def _total(self, history: str, counted: Counter[str]) -> tuple[int, float]:
        """The sum of a history's counts, and of what is taken off them."""
        taken = self._taken[len(history)]
        return counted.total(), sum(taken[min(n, LARGEST)] for n in counted.values())


def _count(names: Sequence[str], context: int) -> dict[str, Counter[str]]:
    """What followed each history, as Kneser and Ney count."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        text = f".{name}."
        for i in range(1, len(text)):
            history, character = text[max(0, i - context) : i], text[i]
            counts[history][character] += 1
            # A shorter history counts this once for each different longer one.
            while history and counts[history][character] == 1:
                history = history[1:]
                counts[history][character] += 1
    return dict(counts)


def _discounts(counts: dict[str, Counter[str]]) -> dict[int, list[float]]:
    """For each length of history, what is taken off a count of 0, 1, 2, and 3 or more."""
    sizes: dict[int, Counter[int]] = defaultdict(Counter)
    for history, counted in counts.items():
        sizes[len(history)].update(counted.values())
    taken = {}
    for length, n in sizes.items():
        if all(n[size] for size in (1, 2, 3, 4)):  # else the formula has no answer
            y = n[1] / (n[1] + 2 * n[2])
            of = [s - (s + 1) * y * n[s + 1] / n[s] for s in (1, 2, 3)]  # each is below s
            if min(of) > 0:
                taken[length] = [0.0, *of]  # else, in a short list, it has no sensible one
    return taken
