"""Exercise `running`: move a running value towards that of the batch."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

BOTH = "(1 - momentum) * running + momentum * batch_value"

EXERCISE = exercise(
    "running",
    cases=[
        (torch.tensor([10.0, 0.0]), torch.tensor([20.0, 5.0]), 0.1),
        (draws(3, 5), draws(4, 5), 0.001),
        (0.1 + draws(5, 8) ** 2, 0.1 + draws(6, 8) ** 2, 0.25),
        (torch.zeros(3), torch.tensor([1.0, -2.0, 3.0]), 1.0),
        (torch.zeros(3), torch.tensor([1.0, -2.0, 3.0]), 0.2),
        (draws(7, 2, 3), draws(8, 2, 3), 0.9),
    ],
    mistakes={
        "The shares are exchanged: the new value gets the share `momentum`, the old one the rest.":
            "right(batch_value, running, momentum)",
        "The shares are momentum and 1 here; the old value gets 1 − momentum, the new momentum.":
            (BOTH, "momentum * running + batch_value"),
        "This is the change alone; add it to the old value.":
            (BOTH, "momentum * (batch_value - running)"),
        "This moves away from the batch's value; the change is momentum × (new − old).":
            (BOTH, "running - momentum * (batch_value - running)"),
        "Brackets are missing or elsewhere: (1 − momentum) multiplies the old value only.":
            ["momentum * batch_value + 1 - momentum * running",
             "1 - momentum * running + momentum * batch_value",
             (BOTH, "(1 - momentum) * (running + momentum * batch_value)")],
        "Both got the share 1 − momentum; the new one gets `momentum`.":
            (" momentum * ", " (1 - momentum) * "),
        "The old value's share is a fixed number here; it is 1 − momentum.":
            [("(1 - momentum)", share) for share in ("0.9", "0.99", "0.999")],
        "The mean of `batch_value` was taken; it was measured on a batch already, for each unit.":
            ["right(running, batch_value.mean(), momentum)",
             "right(running, batch_value.mean(0), momentum)"],
        "Where the running value is 0, the batch's was taken whole; 0 is a value like any other.":
            ["torch.where(running == 0, batch_value, right(running, batch_value, momentum))",
             "right(running, batch_value, momentum) if running.any() else batch_value"],
        "The weights sum to 1: 1 - momentum for the old value, momentum for the new one.":
            "(running + momentum * batch_value) / (1 + momentum)",
    },
)  # fmt: skip
