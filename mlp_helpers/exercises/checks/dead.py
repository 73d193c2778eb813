"""Exercise `dead`: the units that are saturated on every example."""

import torch

from mlp_helpers.exercises.slips import draws, exercise


def units(seed, *offsets):
    """Activations of 15 examples, with a unit for each offset of the pre-activations."""
    return (torch.tensor(offsets) + 1.5 * draws(seed, 15, len(offsets))).tanh()


EXERCISE = exercise(
    "dead",
    cases=[
        (torch.tensor([[0.99, -0.98, 0.2], [-0.99, -0.99, 0.98], [1.0, -1.0, 0.99]]), 0.97),
        (units(3, 0.0, 9.0, 2.5, -9.0, -3.0, 0.5, 8.0), 0.97),
        (torch.tensor([[0.75, -0.75, 0.875], [0.5, 0.875, -0.875], [0.8, 0.9, -1.0]]), 0.75),
        (units(4, 0.0, 3.0, -0.5, 4.0), 0.99),
        (torch.tensor([[1.0, 0.96, 0.99, -1.0], [1.0, 1.0, -0.99, -0.98]]), 0.97),
        (units(5, 9.0, 0.3, -9.0, 1.0)[:, 1:2], 0.5),
        (torch.tensor([[0.9, 0.2, 0.9], [-0.9, 0.9, 0.9], [0.9, -0.9, 0.2]]), 0.5),
        (torch.tensor([[0.95, 0.7, 0.99], [0.99, 0.9, -0.9], [-0.98, 0.8, 1.0]]), 0.85),
    ],
    mistakes={
        "These are the units that are saturated on some example; a dead one is on every example: "
        "all, not any.": ("saturated.all(0)", "saturated.any(0)"),
        "These are the examples on which every unit is saturated; units are the columns, so take "
        "all along axis 0.": ("saturated.all(0)", "saturated.all(1)"),
        "These are the examples on which some unit is saturated; units are the columns, so take "
        "all along axis 0.": ("saturated.all(0)", "saturated.any(1)"),
        "You compared without abs(), so that the end at −1 does not count.":
            ("activations.abs()", "activations"),
        "Only the end at −1 counts here; abs() treats both ends alike.":
            ("activations.abs()", "-activations"),
        "A unit that goes from one end to the other is saturated on each of these examples too; "
        "take abs() first.":
            ("saturated.all(0)", "(activations > limit).all(0) | (activations < -limit).all(0)"),
        "You compared the mean of the absolute values; one example on which the unit learns can "
        "hide in a mean. Compare each, then take all.":
            ("saturated.all(0)", "activations.abs().mean(0) > limit"),
        "You compared the mean of the activations, in which +1 and −1 cancel; compare each "
        "absolute value, then take all.": ("saturated.all(0)", "activations.mean(0) > limit"),
        "You took the absolute value of the mean, in which +1 and −1 cancel; compare each "
        "absolute value, then take all.": ("saturated.all(0)", "activations.mean(0).abs() > limit"),
        "Here a unit counts that is saturated on most examples; a dead one is on all of them.":
            [("saturated.all(0)", "saturated.float().mean(0) > 0.5"),
             ("saturated.all(0)", "saturated.float().mean(0) >= 0.5"),
             ("saturated.all(0)", "saturated.float().mean(0) > limit")],
        "An activation of exactly `limit` is not beyond it: compare with >, not ≥.":
            ("> limit", ">= limit"),
        "0.97 is the limit here, whatever `limit` is.": ("> limit", "> 0.97"),
        "You compared the squares with `limit`; compare the absolute values.":
            ("activations.abs()", "activations**2"),
        "The last example was not looked at.": ("saturated.all(0)", "saturated[:-1].all(0)"),
        "The first example was not looked at.": ("saturated.all(0)", "saturated[1:].all(0)"),
        "Only one example decides here, the first or the last; all must be beyond the limit.":
            [("saturated.all(0)", "saturated[0]"), ("saturated.all(0)", "saturated[-1]")],
        "Units are counted from 0; these numbers begin with 1.":
            "[unit + 1 for unit in right(activations, limit)]",
        "These are the units that are not dead; the others are asked for.":
            ("dead.nonzero", "(~dead).nonzero"),
        "These units are within ±limit on every example; the dead ones are beyond it.":
            ("> limit", "< limit"),
        "This says of each unit whether it is dead; return the numbers of the dead ones.":
            [("dead.nonzero().flatten()", "dead"), ("dead.nonzero().flatten()", "dead.int()")],
        "This is a tensor of true and false; return a list with the numbers of the dead units.":
            ("dead.nonzero().flatten().tolist()", "dead"),
        "This is how many units are dead; return a list of their numbers.":
            ("dead.nonzero().flatten().tolist()", "dead.sum().item()"),
        "These are all saturated places, or their units; ask first which columns are all true.":
            [("dead.nonzero().flatten()", "saturated.nonzero()"),
             ("dead.nonzero().flatten()", "saturated.nonzero()[:, 1]")],
        "With only one dead unit squeeze() leaves no list; .flatten() comes before .tolist().":
            [(".flatten()", ".squeeze()")],
        "Only the first dead unit is there, or the last; return the numbers of all.":
            [("tolist()", "tolist()[:1]"), ("tolist()", "tolist()[-1:]")],
        "The numbers are right, but they stand in a tensor: .tolist() makes a list of it.":
            (".tolist()", ""),
        "The numbers are right, but they stand in a tensor with a column; .flatten().tolist() "
        "makes a list of it.": (".flatten().tolist()", ""),
        "Each number stands in a list of its own; .flatten() comes before .tolist().":
            (".flatten()", ""),
    },
)  # fmt: skip
