"""Exercise `clip`: shorten the gradient of all parameters together."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

EXERCISE = exercise(
    "clip",
    cases=[
        ([torch.tensor([3.0, 0.0]), None, torch.tensor([[4.0]])], 1.0),
        ([torch.tensor([3.0, 0.0]), None, torch.tensor([[4.0]])], 10.0),
        ([draws(6, 5, 4), draws(7, 4), None, draws(8, 4, 3) - 1], 2.5),
        ([None, draws(9, 3, 2, 2) * 0.1], 50.0),
        ([draws(12, 4), torch.zeros(3), draws(13, 2, 3), None], 0.3),
    ],
    mistakes={},
)  # fmt: skip
