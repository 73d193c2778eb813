"""The exercises of notebook 04."""

from __future__ import annotations

import math
import statistics
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from mlp_helpers.exercises.framework import Answer, Exercise

# -------------------------------------------------------------------------------- 04_hash


def split_of(name: str) -> str:
    return _split(zlib.crc32(name.encode()) % 10)


def _split(digit: int) -> str:
    return "train" if digit <= 7 else "dev" if digit == 8 else "test"


def _by_crc(split: Callable[[int], Any]) -> Answer:
    """The mistake of making something else of the checksum."""
    return lambda name: split(zlib.crc32(name.encode()))


def _not_encoded(name: Any) -> str:
    return _split(zlib.crc32(name) % 10)


# So many that Python's own hash, which differs from start to start, agrees with another answer
# by chance less than once in a million starts.
HASHED = """
    emma olivia ava isabella sophia mia charlotte amelia harper evelyn avery liam noah luna al jo x
    elizabeth alexander sebastian gabriella christian josephine valentina samantha benjamin
    theodore penelope victoria madeline nathaniel savannah kennedy hannah henry hazel isaac ivy
    ryan rose ruby sam zoe zara tom tessa quinn paul kim ida
"""

HASH = Exercise(
    answer=split_of,
    cases=[(name,) for name in HASHED.split()],
    mistakes={
        "The limits are those of one digit, but % 100 gives two; take % 10.": (
            _by_crc(lambda crc: _split(crc % 100))
        ),
        "The shares are right, but the names fall elsewhere: take % 10 and the limits 7 and 8, "
        "not % 100 and the limits 80 and 90.": (_by_crc(lambda crc: _split(crc % 100 // 10))),
        "dev and test are exchanged: 8 is dev and 9 is test.": (
            _by_crc(lambda crc: {8: "test", 9: "dev"}.get(crc % 10, "train"))
        ),
        "The digit 8 is counted as train, so dev stays empty: train ends with 7.": (
            _by_crc(lambda crc: "test" if crc % 10 == 9 else "train")
        ),
        "The digit 7 is counted as dev: 0 to 7 are train.": (
            _by_crc(lambda crc: "dev" if crc % 10 == 7 else _split(crc % 10))
        ),
        "The digit 7 is counted as test: 0 to 7 are train, so compare with <= 7 or < 8.": (
            _by_crc(lambda crc: "test" if crc % 10 == 7 else _split(crc % 10))
        ),
        "All digits from 8 on are counted as dev, so test stays empty: 9 is test.": (
            _by_crc(lambda crc: "train" if crc % 10 <= 7 else "dev")
        ),
        "You took the first digit of the checksum; % 10 gives the last one.": (
            _by_crc(lambda crc: _split(int(str(crc)[0])))
        ),
        "Every name falls into test, because the number is too large for a digit: % 10 gives the "
        "last digit, // 10 takes it away.": _by_crc(lambda crc: _split(crc // 10)),
        "This is the digit; return the name of the split that it stands for.": (
            _by_crc(lambda crc: crc % 10)
        ),
        'The split for the digit 8 is called "dev" here, not "validation".': (
            _by_crc(lambda crc: "validation" if crc % 10 == 8 else _split(crc % 10))
        ),
        "You used Python's own hash, which gives other numbers each time Python is started; use "
        "zlib.crc32.": lambda name: _split(hash(name) % 10),
        "You used the length of the name, so that the splits differ in their lengths; use its "
        "checksum.": lambda name: _split(len(name) % 10),
        "You used the first letter, so that some letters are never trained on; use the checksum "
        "of the whole name.": lambda name: _split(ord(name[0]) % 10),
        "You used the place of the first letter in the alphabet, so that some letters are never "
        "trained on; use the checksum of the whole name.": (
            lambda name: _split((ord(name[0]) - ord("a")) % 10)
        ),
        "crc32 reads bytes, not text: give it name.encode().": _not_encoded,
    },
)


# ------------------------------------------------------------------------------ 04_shared


def shared(train: list[str], other: list[str]) -> float:
    known = set(train)
    return sum(name in known for name in other) / len(other)


def _common(train: list[str], other: list[str]) -> int:
    """How many different names stand in both lists."""
    return len(set(train) & set(other))


SHARED = Exercise(
    answer=shared,
    cases=[
        (["ann", "bob", "ann", "eva"], ["ann", "cleo", "ann", "dina", "bob"]),
        (["ann", "bob", "eva", "ida", "lea", "bob", "max"], ["bob", "zoe", "zoe", "zoe"]),
        (["ann", "ann", "bob"], ["max", "zoe"]),
        (["ann", "bob", "eva", "ida"], ["eva", "eva"]),
        (["joanna", "leo", "eva"], ["ann", "eva", "anna", "zoe", "joanna"]),
    ],
    mistakes={
        "Each different name was counted once; a name that stands twice in `other` counts twice.": (
            lambda train, other: _common(train, other) / len(set(other))
        ),
        "You divided by the length of `train`; the share is one of `other`.": (
            lambda train, other: shared(train, other) * len(other) / len(train)
        ),
        "In the numerator each different name was counted once, in the denominator every entry; "
        "count every entry of `other` in both.": (
            lambda train, other: _common(train, other) / len(other)
        ),
        "Each different name was counted once, and the division is by the length of `train`; "
        "count the entries of `other`, and divide by its length.": (
            lambda train, other: _common(train, other) / len(train)
        ),
        "The two lists are exchanged: this is the share of `train` that stands in `other`.": (
            lambda train, other: shared(other, train)
        ),
        "A name that stands twice in `train` was counted twice; ask only whether it is there.": (
            lambda train, other: sum(train.count(name) for name in other) / len(other)
        ),
        "You divided by the number of all different names of both lists; divide by the length of "
        "`other`.": lambda train, other: _common(train, other) / len({*train, *other}),
        'You searched within a text, where "ann" is found in "joanna" too; compare whole names.': (
            lambda train, other: sum(name in " ".join(train) for name in other) / len(other)
        ),
        "You compared names at the same place only; look for each one in the whole list.": (
            lambda train, other: (
                sum(a == b for a, b in zip(train, other, strict=False)) / len(other)
            )
        ),
        "This is a percentage; return the share, a number from 0 to 1.": (
            lambda train, other: 100 * shared(train, other)
        ),
        "This is the share of the names that do not stand in `train`; the others are asked for.": (
            lambda train, other: 1 - shared(train, other)
        ),
        "This is how many entries are shared; divide by the number of entries of `other`.": (
            lambda train, other: shared(train, other) * len(other)
        ),
    },
)


# -------------------------------------------------------------------------------- 04_seen

Names = list[str]
Losses = list[list[float]]


def losses_by_seen(names: Names, losses: Losses, train: Names) -> tuple[float, float]:
    seen, unseen = _by_seen(names, losses, train)
    return _mean(seen), _mean(unseen)


def _by_seen(names: Names, losses: Losses, train: Names) -> tuple[Losses, Losses]:
    """The lists of losses of the names that stand in `train`, and those of the others."""
    pairs = list(zip(names, losses, strict=True))
    seen = [values for name, values in pairs if name in train]
    return seen, [values for name, values in pairs if name not in train]


def _sum(group: Losses) -> float:
    return sum(sum(values) for values in group)


def _mean(group: Losses) -> float:
    return _sum(group) / sum(len(values) for values in group)


def _each(value: Callable[[Losses], float]) -> Answer:
    """The mistake of making another number of each group's losses."""

    def answer(names: Names, losses: Losses, train: Names) -> tuple[float, float]:
        seen, unseen = _by_seen(names, losses, train)
        return value(seen), value(unseen)

    return answer


def _of_different_names(names: Names, losses: Losses, train: Names) -> tuple[float, float]:
    once = dict(zip(names, losses, strict=True))
    return losses_by_seen(list(once), list(once.values()), train)


def _of_all_characters(names: Names, losses: Losses, train: Names) -> tuple[float, float]:
    characters = sum(len(values) for values in losses)
    seen, unseen = _by_seen(names, losses, train)
    return _sum(seen) / characters, _sum(unseen) / characters


SEEN = Exercise(
    answer=losses_by_seen,
    cases=[
        (
            ["al", "bo", "eve"],
            [[1.0, 2.0, 3.0], [2.0, 2.0, 2.0], [3.0, 4.0, 2.0, 3.0]],
            ["al", "ann"],
        ),
        (
            ["mia", "jo", "olivia", "mia", "x", "ned", "jo"],
            [
                [2.0, 1.5, 0.8, 0.7],
                [2.4, 1.9, 1.1],
                [2.1, 2.2, 0.9, 0.6, 0.5, 0.4, 0.3],
                [2.0, 1.5, 0.8, 0.7],
                [5.1, 4.2],
                [2.6, 2.5, 2.0, 1.2],
                [2.4, 1.9, 1.1],
            ],
            ["olivia", "mia", "mia", "ella"],
        ),
        (["al", "bo"], [[1.0, 2.5, 2.5], [3.0, 2.0, 1.6]], ["bo"]),
    ],
    mistakes={
        "You averaged the names' averages, so that a short name weighs as much as a long one; "
        "average over all characters of a group.": (
            _each(lambda group: sum(sum(values) / len(values) for values in group) / len(group))
        ),
        "The two numbers are exchanged: the names that stand in `train` come first.": (
            lambda *case: losses_by_seen(*case)[::-1]
        ),
        "These are sums; divide each by the number of its characters.": _each(_sum),
        "You divided by the letters of the names, but the boundary at the end has a loss too.": (
            _each(lambda group: _sum(group) / sum(len(values) - 1 for values in group))
        ),
        "The losses of the boundaries were left out; they count like those of the letters.": (
            _each(lambda group: _mean([values[:-1] for values in group]))
        ),
        "A name that stands twice in the list counts twice; a dictionary keeps it only once.": (
            _of_different_names
        ),
        "You divided by the number of names; divide by the number of characters.": (
            _each(lambda group: _sum(group) / len(group))
        ),
        "You divided both sums by the number of all characters; divide each by the number of "
        "characters in its own group.": _of_all_characters,
        "This is the loss of the first names only; collect the losses of all names of a group.": (
            _each(lambda group: _mean(group[:1]))
        ),
    },
)


# -------------------------------------------------------------------------- 04_difference

Values = Sequence[float]


def difference(first: Values, second: Values) -> tuple[float, float]:
    return _change(first, second), math.sqrt(_squared_error(first) + _squared_error(second))


def _change(first: Values, second: Values) -> float:
    return statistics.mean(second) - statistics.mean(first)


def _squared_error(values: Values) -> float:
    """The square of the standard error of the mean."""
    return statistics.variance(values) / len(values)


def _with_error(error: Callable[[Values, Values], float]) -> Answer:
    """The mistake of giving another number as the standard error."""
    return lambda first, second: (_change(first, second), error(first, second))


def _pooled(first: Values, second: Values) -> float:
    """The standard error for two settings that spread alike."""
    n, m = len(first), len(second)
    squares = (n - 1) * statistics.variance(first) + (m - 1) * statistics.variance(second)
    return math.sqrt(squares / (n + m - 2) * (1 / n + 1 / m))


def _one_by_one(first: Values, second: Values) -> tuple[float, float]:
    changes = [b - a for a, b in zip(first, second, strict=False)]
    return statistics.mean(changes), math.sqrt(_squared_error(changes))


DIFFERENCE = Exercise(
    answer=difference,
    cases=[
        ([2.10, 2.14], [2.20, 2.22, 2.24]),
        ([2.31, 2.12, 2.25, 2.40, 2.17], [2.05, 2.21, 1.98]),
        ([2.0, 2.6], [2.1, 2.3]),
    ],
    mistakes={
        "The sign is turned round: the difference is the mean of `second` minus that of `first`.": (
            lambda first, second: difference(second, first)
        ),
        "The sign of the difference is lost; it says which setting is better.": (
            lambda first, second: (abs(_change(first, second)), difference(first, second)[1])
        ),
        "The variances are divided by n; the mean comes from the same numbers, so divide by "
        "n − 1.": _with_error(
            lambda first, second: math.sqrt(
                statistics.pvariance(first) / len(first)
                + statistics.pvariance(second) / len(second)
            )
        ),
        "This error is that of the difference of two single runs; divide each variance by its "
        "number of seeds.": (
            _with_error(
                lambda first, second: math.sqrt(
                    statistics.variance(first) + statistics.variance(second)
                )
            )
        ),
        "The two standard errors were added; add their squares and take the root of the sum.": (
            _with_error(
                lambda first, second: (
                    math.sqrt(_squared_error(first)) + math.sqrt(_squared_error(second))
                )
            )
        ),
        "The standard error is still squared; take the square root.": (
            _with_error(lambda first, second: _squared_error(first) + _squared_error(second))
        ),
        "This is the average spread of the single runs; divide each variance by its number of "
        "seeds and add the two.": (
            _with_error(
                lambda first, second: math.sqrt(
                    (statistics.variance(first) + statistics.variance(second)) / 2
                )
            )
        ),
        "You divided the standard deviations by n; divide their squares, the variances.": (
            _with_error(
                lambda first, second: math.sqrt(
                    statistics.stdev(first) / len(first) + statistics.stdev(second) / len(second)
                )
            )
        ),
        "Both variances were divided by the number of all runs; divide each by the number of its "
        "own.": _with_error(
            lambda first, second: math.sqrt(
                (statistics.variance(first) + statistics.variance(second))
                / (len(first) + len(second))
            )
        ),
        "Both variances were divided by the length of `first`; divide that of `second` by its own "
        "length.": _with_error(
            lambda first, second: math.sqrt(
                (statistics.variance(first) + statistics.variance(second)) / len(first)
            )
        ),
        "You made one variance out of the two, as if both settings spread alike; divide each "
        "variance by its own number of seeds, and add the two.": _with_error(_pooled),
        "This is the difference alone; return a tuple with its standard error as the second "
        "number.": _change,
        "The runs of both settings were thrown together, so their difference counts as spread; "
        "take the variance of each list by itself.": (
            _with_error(lambda first, second: math.sqrt(_squared_error([*first, *second])))
        ),
        "The runs were compared one by one; the lists can have different lengths, so compare "
        "their means.": _one_by_one,
    },
)


# ------------------------------------------------------------------------------ 04_budget


def largest_hidden(budget: int, context: int, dim: int) -> int:
    return (budget - _without_units(dim)) // _of_one_unit(context, dim)


def _without_units(dim: int) -> int:
    """The parameters that do not depend on the hidden layer: the table, the output biases."""
    return 27 * dim + 27


def _of_one_unit(context: int, dim: int) -> int:
    """The weights that lead to a hidden unit, its bias, and the weights that lead from it."""
    return context * dim + 1 + 27


def _quotient(budget: int, context: int, dim: int) -> float:
    return (budget - _without_units(dim)) / _of_one_unit(context, dim)


BUDGET = Exercise(
    answer=largest_hidden,
    cases=[
        (3481, 3, 2),
        (3480, 3, 2),
        (12097, 3, 10),
        (20000, 8, 10),
        (5000, 2, 40),
        (83, 1, 1),
        (90, 1, 1),
        (111, 1, 1),
    ],
    mistakes={
        "The result is not rounded; half a hidden unit does not exist. Use // instead of /.": (
            _quotient
        ),
        "You rounded up, which needs more parameters than the budget has; round down.": (
            lambda *case: math.ceil(_quotient(*case))
        ),
        "You rounded to the nearest number, which can need more parameters than the budget has; "
        "round down.": lambda *case: round(_quotient(*case)),
        "This is the first number of units that needs more than the budget; take one less.": (
            lambda *case: largest_hidden(*case) + 1
        ),
        "This is one unit too few; one more still fits into the budget.": (
            lambda *case: largest_hidden(*case) - 1
        ),
        "A network with exactly `budget` parameters is allowed: at most means ≤, not <.": (
            lambda budget, context, dim: largest_hidden(budget - 1, context, dim)
        ),
        "All biases are missing: one for each hidden unit and one for each of the 27 outputs.": (
            lambda budget, context, dim: (budget - 27 * dim) // (context * dim + 27)
        ),
        "The biases of the hidden layer are missing: each unit has one.": (
            lambda budget, context, dim: (budget - _without_units(dim)) // (context * dim + 27)
        ),
        "The biases of the output layer are missing: 27 numbers.": (
            lambda budget, context, dim: largest_hidden(budget + 27, context, dim)
        ),
        "The embedding table is missing: 27 × dim numbers, which are learned too.": (
            lambda budget, context, dim: largest_hidden(budget + 27 * dim, context, dim)
        ),
        "There is one embedding table, shared by all places of the context.": (
            lambda budget, context, dim: largest_hidden(
                budget - (context - 1) * 27 * dim, context, dim
            )
        ),
        "A hidden unit reads all characters of the context: context × dim weights.": (
            lambda budget, context, dim: largest_hidden(budget, 1, dim)
        ),
        "The embeddings stand side by side, which makes context × dim numbers, not dim to the "
        "power of context.": (
            lambda budget, context, dim: (budget - _without_units(dim)) // (dim**context + 1 + 27)
        ),
        "You wrote 3 for the number of characters that are read; use `context`.": (
            lambda budget, context, dim: largest_hidden(budget, 3, dim)
        ),
        "A hidden unit reads the embeddings, not the characters' numbers: context × dim weights.": (
            lambda budget, context, dim: (budget - _without_units(dim)) // (context + 1 + 27)
        ),
        "The output layer is missing: 27 weights for each hidden unit, and 27 biases.": (
            lambda budget, context, dim: (budget - 27 * dim) // (context * dim + 1)
        ),
        "The weights of the output layer are missing: 27 for each hidden unit.": (
            lambda budget, context, dim: (budget - _without_units(dim)) // (context * dim + 1)
        ),
    },
)


EXERCISES = {
    "04_hash": HASH,
    "04_shared": SHARED,
    "04_seen": SEEN,
    "04_difference": DIFFERENCE,
    "04_budget": BUDGET,
}
