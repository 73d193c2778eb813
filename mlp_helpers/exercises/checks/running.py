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
        "The old value keeps only the share 1 − momentum; otherwise the sum grows with every step.":
            ("(1 - momentum) * ", ""),
        "The new value gets only the share `momentum`; you added all of it.":
            (" + momentum *", " +"),
        "The old value got the share `momentum`, and the new one was added in full; the shares are "
        "1 − momentum and momentum.": (BOTH, "momentum * running + batch_value"),
        "This is the mean of both; the shares are 1 − momentum and momentum.":
            (BOTH, "(running + batch_value) / 2"),
        "This is the sum of both; the shares are 1 − momentum and momentum.":
            (BOTH, "running + batch_value"),
        "This is the change alone; add it to the old value.":
            (BOTH, "momentum * (batch_value - running)"),
        "This moves away from the batch's value; the change is momentum × (new − old).":
            (BOTH, "running - momentum * (batch_value - running)"),
        "The batch's share was subtracted; add it.": (" + momentum", " - momentum"),
        "The old value gets the share 1 + momentum here; it keeps 1 − momentum.": ("1 - ", "1 + "),
        "The brackets around 1 − momentum are missing: * comes before −.":
            ["momentum * batch_value + 1 - momentum * running",
             "1 - momentum * running + momentum * batch_value"],
        "Brackets are missing or stand elsewhere: only the old value is multiplied by 1 − "
        "momentum.": (BOTH, "(1 - momentum) * (running + momentum * batch_value)"),
        "This is the batch's share alone; add the share of the old value.":
            (BOTH, "momentum * batch_value"),
        "This is the old value's share alone; add the share of the batch's.":
            (" + momentum * batch_value", ""),
        "This is the batch's value; the old one keeps the share 1 − momentum.":
            (BOTH, "batch_value"),
        "This is the old value; it has to move towards the batch's.": (BOTH, "running.clone()"),
        "Both got the share `momentum`; the old one keeps 1 − momentum.":
            ("(1 - momentum)", "momentum"),
        "Both got the share 1 − momentum; the new one gets `momentum`.":
            (" momentum * ", " (1 - momentum) * "),
        "The shares are fixed numbers here, such as 0.001, 0.01 or 0.1, whatever `momentum` is.":
            [f"right(running, batch_value, {n})" for n in (0.001, 0.01, 0.1, 0.9, 0.99, 0.999)]
            + [("(1 - momentum)", "0.9"), ("(1 - momentum)", "0.99"), ("(1 - momentum)", "0.999")],
        "The mean of `batch_value` was taken; it was measured on a batch already, for each unit.":
            ["right(running, batch_value.mean(), momentum)",
             "right(running, batch_value.mean(0), momentum)"],
        "Where the running value is 0, the batch's was taken whole; 0 is a value like any other.":
            ["torch.where(running == 0, batch_value, right(running, batch_value, momentum))",
             "right(running, batch_value, momentum) if running.any() else batch_value"],
        "The result was divided once more; the shares sum to 1 already.":
            ["right(running, batch_value, momentum) / 2",
             "right(running, batch_value, momentum) / momentum",
             "right(running, batch_value, momentum) / (1 - momentum)"],
        "Variances are mixed as they are here, without squares or roots.":
            ["right(running**2, batch_value**2, momentum).sqrt()",
             "right(running.sqrt(), batch_value.sqrt(), momentum) ** 2"],
        "The powers of the values were multiplied; multiply by the shares, and add.":
            "running ** (1 - momentum) * batch_value**momentum",
    },
)  # fmt: skip
