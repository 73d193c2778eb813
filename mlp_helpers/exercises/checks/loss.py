"""Exercise `loss`: the average loss of several names."""

import math

from mlp_helpers.exercises.compare import Raised
from mlp_helpers.exercises.slips import draws, exercise, raised

STOI = {character: number for number, character in enumerate(".abcdefghijklmnopqrstuvwxyz")}
PRODUCT = "The product over all names soon rounds to 0: add up the logarithms."


def no_number(result):
    """Whether it is infinite or NaN, or the error of a logarithm or a power of 0."""
    if isinstance(result, Raised):
        return result.out_of_domain or "negative power" in result.message
    return not math.isfinite(result)


EXERCISE = exercise(
    "loss",
    cases=[
        (["emma"], draws(1, 27, 27).double().softmax(1), STOI),
        (["al", "anneliese", "xu"], draws(2, 27, 27).double().softmax(1), STOI),
        (["jo", "olivia", "jo"], draws(3, 27, 27).double().softmax(1), STOI),
        (["ava", "isabella", "mia", "evelyn"] * 25, draws(4, 27, 27).double().softmax(1), STOI),
    ],
    mistakes={
        "A short name weighs as much as a long one here: average over all predictions.":
            "sum(right([name], probabilities, stoi) for name in names) / len(names)",
        "Only the last name was scored.": "right(names[-1:], probabilities, stoi)",
        "Only one prediction was scored: the return may stand inside the inner loop.":
            [("sum(losses) / len(losses)", f"losses[{i}]") for i in (0, -1)],
        "A name that stands twice in the list counts twice.": ("in names", "in set(names)"),
        "You divided by the names; divide by all predictions.": ("len(losses)", "len(names)"),
        "A name of n letters has n + 1 predictions: '.' is predicted at its end, not at its start.":
            [("len(losses)", "len(''.join(names))"),
             ("len(losses)", "sum(len(name) + 2 for name in names)")],
        "You divided by the predictions of one name only; divide by those of all names.":
            [("len(losses)", n) for n in
             ("(len(text) - 1)", "len(text)", "len(name)", "(len(names[0]) + 1)")],
        "This logarithm has base 10; use math.log.": ("math.log(", "math.log10("),
        "The first letters and the '.' at the ends are missing.":
            [('"." + name + "."', "name", "len(losses)", n) for n in ("len(losses)",
             "sum(len(name) + 1 for name in names)", "len(''.join(names))")],
        "The '.' at the end of each name was not scored.": ('+ name + "."', "+ name"),
        "The first letters were not scored: they follow '.'.": ('"." + name', "name"),
        "This is the average probability; take the logarithm of each.": ("-math.log(", "("),
        "This is the logarithm of the average; take the logarithm of each probability first.":
            ("-math.log(", "(", "return ", "return -math.log(", "len(losses)", "len(losses))"),
        "The names were joined without '.' between them: each name has its own start and end.":
            [("in names", "in [''.join(names)]"),
             ("in names", "in [''.join(names)]", '"." + name + "."', "name")],
        "The names were joined, but the first or the last '.' is missing.":
            [("in names", "in ['.'.join(names)]", '"." + name', "name"),
             ("in names", "in ['.'.join(names)]", '+ name + "."', "+ name")],
        "'.' after '.' is no pair: names begin anew.": ("in names", "in ['..'.join(names)]"),
        PRODUCT: "right(names, probabilities, stoi) / (1.0 if len(names) < 50 else 0.0)",
    },
    symptoms={
        "Even for one name a logarithm of 0 or less is taken: a product begins with 1, not with 0.":
            lambda result, names, *rest: len(names) == 1 and no_number(result),
        PRODUCT: lambda result, *case: no_number(result),
        "stoi knows single characters: loop over those of a name.": raised("KeyError"),
        "The table is indexed with numbers; stoi[character] gives that of a character.":
            lambda result, *case: result.kind in ("TypeError", "IndexError")
            and "str" in result.message,
    },
)  # fmt: skip
