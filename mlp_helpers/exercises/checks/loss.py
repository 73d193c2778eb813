"""Exercise `loss`: the average loss of several names."""

from mlp_helpers.exercises.slips import draws, exercise, raised

STOI = {character: number for number, character in enumerate(".abcdefghijklmnopqrstuvwxyz")}

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
        "The first letters and the '.' at the ends are missing.": ('"." + name + "."', "name"),
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
    },
    symptoms={
        "A product of hundreds of probabilities rounds to 0: add up the logarithms instead.":
            lambda result, *case: result == float("inf") or "math domain" in result.message,
        "stoi knows single characters: loop over those of a name.": raised("KeyError"),
    },
)  # fmt: skip
