"""Exercise `dead`: the units that are saturated on every example."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

ALL = "saturated.all(0)"


def units(seed, *offsets):
    """Activations of 15 examples, with a unit for each offset of the pre-activations."""
    return (torch.tensor(offsets) + 1.5 * draws(seed, 15, len(offsets))).tanh()


EXERCISE = exercise(
    "dead",
    cases=[
        (torch.tensor([[0.99, -0.98, 0.2], [-0.99, -0.99, 0.98], [1.0, -1.0, 0.99]]), 0.97),
        (units(3, 0.0, 9.0, 2.5, -9.0, -3.0, 0.5, 8.0), 0.97),
        (torch.tensor([[0.75, -0.75, 0.875], [0.5, 0.875, -0.875], [0.8, 0.9, -1.0]]), 0.75),
        *((units(4, 0.0, 3.0, -0.5, 4.0), 0.99), (units(5, 9.0, 0.3, -9.0, 1.0)[:, 1:2], 0.5)),
        (torch.tensor([[1.0, 0.96, 0.99, -1.0], [1.0, 1.0, -0.99, -0.98]]), 0.97),
        (torch.tensor([[0.9, 0.2, 0.9], [-0.9, 0.9, 0.9], [0.9, -0.9, 0.2]]), 0.5),
        (torch.tensor([[0.95, 0.7, 0.99], [0.99, 0.9, -0.9], [-0.98, 0.8, 1.0]]), 0.85),
    ],
    mistakes={
        "These are examples; the units are the columns, so take all along axis 0.":
            [(ALL, "saturated.all(1)"), (ALL, "saturated.any(1)")],
        "No unit is ever found: all takes axis 0, and beyond one end or the other is |, not &.":
            "[]",
        "Only one of the ends, 1 or −1, counts here: compare the absolute values, with abs().":
            [("activations.abs()", "activations"), ("activations.abs()", "-activations")],
        "A unit that goes from one end to the other is saturated on each example too: abs() first.":
            (ALL, "(activations > limit).all(0) | (activations < -limit).all(0)"),
        "A mean over the examples hides one on which the unit learns; compare each, then take all.":
            [(ALL, f"{mean} > limit") for mean in ("activations.abs().mean(0)",
             "activations.mean(0)", "activations.mean(0).abs()", "saturated.float().mean(0)")]
             + [(ALL, f"saturated.float().mean(0) {half} 0.5") for half in (">", ">=")],
        "Not all examples count here: look at each, and keep what the earlier ones said.":
            [(ALL, f"saturated[{rows}].all(0)") for rows in (":-1", "1:", ":1", "-1:")],
        "These are the units that are not dead; the others are asked for.":
            ("dead.nonzero", "(~dead).nonzero"),
        "This says of each unit whether it is dead; return a list of the numbers of the dead ones.":
            [("dead.nonzero().flatten()", of) for of in ("dead", "dead.int()")]
             + [("dead.nonzero().flatten().tolist()", "dead")],
        "This is how many units are dead; return a list of their numbers.":
            ("dead.nonzero().flatten().tolist()", "dead.sum().item()"),
        "The list must hold the numbers alone, one or many: .flatten() comes before .tolist().":
            [(".flatten()", ".squeeze()"), (".flatten().tolist()", ""), (".flatten()", "")],
    },
)  # fmt: skip
