"""Exercise `loss`: the average loss of several names."""

import math
from string import ascii_lowercase

from mlp_helpers.exercises.compare import Raised
from mlp_helpers.exercises.slips import draws, exercise, raised

STOI = {character: number for number, character in enumerate("." + ascii_lowercase)}
JOINED = (
    "(lambda text: sum(-math.log(probabilities[stoi[a], stoi[b]]) for a, b in zip(text, text[1:]))"
    " / (len(text) - 1))({})"
)

EXERCISE = exercise(
    "loss",
    cases=[
        (["emma"], draws(1, 27, 27).double().softmax(1), STOI),
        (["al", "anneliese", "xu"], draws(2, 27, 27).double().softmax(1), STOI),
        (["jo", "olivia", "jo"], draws(3, 27, 27).double().softmax(1), STOI),
        (["ava", "isabella", "mia", "evelyn"] * 25, draws(4, 27, 27).double().softmax(1), STOI),
    ],
    mistakes={
        "You averaged over the names, so that a short name weighs as much as a long one; add up "
        "all losses and divide by the number of all predictions.":
            "sum(right([name], probabilities, stoi) for name in names) / len(names)",
        "Only the first name was scored: the return may stand inside the loop.":
            "right(names[:1], probabilities, stoi)",
        "Only the last name was scored: make the list, or set the sum to 0, before the loop.":
            "right(names[-1:], probabilities, stoi)",
        "Only one prediction was scored: the return may stand inside the inner loop.":
            [("sum(losses) / len(losses)", f"losses[{i}]") for i in (0, -1)],
        "A name that stands twice in the list counts twice.":
            ("in names", "in set(names)"),
        "Each different pair was counted once; a pair that occurs often counts often.":
            "(lambda pairs: sum(-math.log(probabilities[stoi[a], stoi[b]]) for a, b in pairs) / "
            "len(pairs))({pair for name in names for pair in zip('.' + name, name + '.')})",
        "The sign is missing: a loss is positive, the logarithm of a probability negative.":
            ("-math.log", "math.log"),
        "This is the sum over the predictions; divide by how many there are.":
            (" / len(losses)", ""),
        "You divided by the number of names; divide by the number of predictions.":
            ("len(losses)", "len(names)"),
        "You divided by the letters of the names, but '.' at each end is predicted too.":
            ("len(losses)", "len(''.join(names))"),
        "You counted both boundaries of each name; the '.' at the start is not predicted.":
            ("len(losses)", "sum(len(name) + 2 for name in names)"),
        "You divided by the predictions of one name only; divide by those of all names.":
            [("len(losses)", "(len(text) - 1)"), ("len(losses)", "len(text)"),
             ("len(losses)", "len(name)"), ("len(losses)", "(len(names[0]) + 1)")],
        "You took the logarithm to base 2 (bits); the course uses the natural one (nats).":
            ("math.log(", "math.log2("),
        "You took the logarithm to base 10; the course uses the natural one, math.log.":
            ("math.log(", "math.log10("),
        "Neither the first letters nor the '.' at the ends were scored: '.' belongs on both sides.":
            ('"." + name + "."', "name"),
        "The '.' at the end of each name was not scored.":
            ('+ name + "."', "+ name"),
        "The first letters were not scored: they follow '.'.":
            ('"." + name', "name"),
        "Row and column are exchanged: the row is the previous character.":
            ("stoi[previous], stoi[following]", "stoi[following], stoi[previous]"),
        "This is the average probability; take the logarithm of each one before averaging.":
            [("-math.log(probabilities[stoi[previous], stoi[following]])",
              "probabilities[stoi[previous], stoi[following]].item()"),
             ("-math.log(probabilities[stoi[previous], stoi[following]])",
              "-probabilities[stoi[previous], stoi[following]].item()")],
        "This is the logarithm of the average; take the logarithm of each probability first.":
            ("-math.log(probabilities[stoi[previous], stoi[following]])",
             "probabilities[stoi[previous], stoi[following]].item()",
             "sum(losses) / len(losses)", "-math.log(sum(losses) / len(losses))"),
        "The names were joined without '.' between them: each name has its own start and end.":
            [JOINED.format("'.' + ''.join(names) + '.'"), JOINED.format("''.join(names)")],
        "The first letter of the first name was not scored: the text begins with '.'.":
            JOINED.format("'.'.join(names) + '.'"),
        "The end of the last name was not scored: the text ends with '.'.":
            JOINED.format("'.' + '.'.join(names)"),
        "The end of one name and the start of the next were taken for a pair: '.' after '.' is "
        "never predicted.":
            JOINED.format("''.join('.' + name + '.' for name in names)"),
    },
    symptoms={
        "This takes the logarithm of 0: a product of hundreds of probabilities rounds to 0. Take "
        "the logarithm of each probability, and add these.":
            lambda result, *case: "math domain" in result.message if isinstance(result, Raised)
            else math.isinf(result),
        "stoi knows single characters only: loop over the characters of each name.":
            raised("KeyError"),
    },
)  # fmt: skip
