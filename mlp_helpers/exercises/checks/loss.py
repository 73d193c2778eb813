"""Exercise `loss`: the average loss of several names."""

import math
from string import ascii_lowercase

from mlp_helpers.exercises.slips import draws, exercise, raised

STOI = {character: number for number, character in enumerate("." + ascii_lowercase)}

EXERCISE = exercise(
    "loss",
    cases=[
        (["emma"], draws(1, 27, 27).double().softmax(1), STOI),
        (["al", "anneliese", "xu"], draws(2, 27, 27).double().softmax(1), STOI),
        (["jo", "olivia", "jo"], draws(3, 27, 27).double().softmax(1), STOI),
        (["ava", "isabella", "mia", "evelyn"] * 25, draws(4, 27, 27).double().softmax(1), STOI),
    ],
    mistakes={
        "You averaged over the names, so a short one weighs as much as a long one: add up all "
        "losses.":
            "sum(right([name], probabilities, stoi) for name in names) / len(names)",
        "Only the last name was scored: make the list, or set the sum to 0, before the loop.":
            "right(names[-1:], probabilities, stoi)",
        "Only one prediction was scored: the return may stand inside the inner loop.":
            [("sum(losses) / len(losses)", f"losses[{i}]") for i in (0, -1)],
        "A name that stands twice in the list counts twice.": ("in names", "in set(names)"),
        "You divided by the number of names; divide by the number of predictions.":
            ("len(losses)", "len(names)"),
        "A name of n letters has n + 1 predictions: '.' is predicted at its end, not at its start.":
            [("len(losses)", "len(''.join(names))"),
             ("len(losses)", "sum(len(name) + 2 for name in names)")],
        "You divided by the predictions of one name only; divide by those of all names.":
            [("len(losses)", n) for n in ("(len(text) - 1)", "len(text)", "len(name)",
            "(len(names[0]) + 1)")],
        "This logarithm has base 10; use math.log.": ("math.log(", "math.log10("),
        "Neither the first letters nor the '.' at the ends were scored: '.' belongs on both sides.":
            ('"." + name + "."', "name"),
        "The '.' at the end of each name was not scored.": ('+ name + "."', "+ name"),
        "The first letters were not scored: they follow '.'.": ('"." + name', "name"),
        "This is the average probability; take the logarithm of each.": ("-math.log(", "("),
        "This is the logarithm of the average; take the logarithm of each probability first.":
            ("-math.log(", "(", "sum(losses) / len(losses)",
             "-math.log(sum(losses) / len(losses))"),
        "The names were joined without '.' between them: each name has its own start and end.":
            [("in names", "in [''.join(names)]"),
             ("in names", "in [''.join(names)]", '"." + name + "."', "name")],
        "The names were joined, but '.' is missing at the start of the first or the end of the "
        "last.":
            [("in names", "in ['.'.join(names)]", '"." + name', "name"),
             ("in names", "in ['.'.join(names)]", '+ name + "."', "+ name")],
        "'.' after '.' is never predicted: a new name begins after the end of one.":
            ("in names", "in ['..'.join(names)]"),
    },
    symptoms={
        "A product of hundreds of probabilities rounds to 0: add up the logarithms instead.":
            lambda result, *case: abs(result) == math.inf if isinstance(result, float) else "math
            domain" in result.message,
        "stoi knows single characters: loop over those of a name.": raised("KeyError"),
    },
)  # fmt: skip
