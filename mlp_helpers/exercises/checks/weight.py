"""Exercise `weight`: the weight with which a mixture of two models has the lowest loss."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

MIXED = "(1 - weight) * network + weight * counting"
LOSS, LAST = "-torch.log(mixed).mean()", "return min(weights, key=loss)"
MANY = (draws(1, 40).sigmoid(), draws(2, 40).sigmoid())

EXERCISE = exercise(
    "weight",
    cases=[
        (torch.tensor([0.5, 0.1]), torch.tensor([0.25, 0.4])),
        (torch.tensor([0.6, 0.2, 0.3]), torch.tensor([0.5, 0.3, 0.05])),
        (torch.tensor([0.2, 0.1]), torch.tensor([0.3, 0.4])),
        (torch.tensor([0.3, 0.5]), torch.tensor([0.2, 0.1])),
        (torch.tensor([0.9, 0.01]), torch.tensor([0.4, 0.3])),
        MANY,
        (MANY[0], MANY[1] ** 2),
        (draws(3, 900).sigmoid(), draws(4, 900).sigmoid()),  # their product is 0 in float32
    ],
    mistakes={
        "The losses were mixed; mix the probabilities, and take the logarithm of the mixture.":
            (MIXED, "torch.exp((1 - weight) * network.log() + weight * counting.log())"),
        "This is the weight of the network; return that of counting.":
            [(MIXED, "weight * network + (1 - weight) * counting"),
             (LAST, "return 1 - min(weights, key=loss)")],
        "This is the weight with the highest loss; a lower loss is better.":
            [(LAST, "return max(weights, key=loss)"), (LOSS, "torch.log(mixed).mean()")],
        "The mean probability decides here; take the logarithm of each first, and then the mean.":
            [(LOSS, "-mixed.mean()"), (LOSS, "-torch.log(mixed.mean())")],
        "The product of so many probabilities is 0 in float32; add up their logarithms.":
            [(LOSS, "-mixed.prod()"), (LOSS, "-torch.log(mixed.prod())")],
        "This is the loss of the best mixture; return its weight.":
            [(LAST, "return min(map(loss, weights))"),
             (LAST, "return min(map(loss, weights)).item()")],
        "This is the place of the weight in the list; return the weight itself.":
            [(LAST, "return weights.index(min(weights, key=loss))")],
        "The ends belong to the weights: with 0 or 1 one of the models stands alone.":
            [("range(21)", f"range({ends})") for ends in ("20", "1, 21", "1, 20")],
        "The weights go in steps of 0.05, from 0 to 1.":
            [("step / 20 for step in range(21)", "step / 10 for step in range(11)"),
             ("step / 20 for step in range(21)", "step / 100 for step in range(101)"),
             ("step / 20 for step in range(21)", "step / 5 for step in range(6)")],
        "It is the same weight each time; do both parts add up to 1, is the lowest loss kept?":
            [(MIXED, "network + weight * counting"), (LAST, "return 0.0")],
        "The two parts must add up to 1: (1 - weight) of the network, weight of counting.":
            (MIXED, "(network + weight * counting) / (1 + weight)"),
        "One weight for all characters is asked for.":
            "(counting > network).float()",
    },
)  # fmt: skip
