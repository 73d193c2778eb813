"""Exercise `adam`: one step of AdamW."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

EXERCISE = exercise(
    "adam",
    cases=[
        (*(torch.tensor([number]) for number in (1.0, 2.0, 0.0, 0.0)), 1, 0.1, 0.5),
        (*(draws(n, 4, 3) for n in (1, 2, 3)), 0.2 * draws(4, 4, 3).square(), 7, 0.02, 0.4),
        (torch.tensor([0.5, -0.2, 0.0, 0.3]), torch.tensor([1e-4, 0.0, -3e-8, -1e-4]),
         *(torch.zeros(4), torch.zeros(4), 1, 0.05, 0.0)),
        (draws(5, 6), 3 * draws(6, 6), draws(7, 6), 1 + draws(8, 6).square(), 500, 0.1, 0.2),
    ],
    mistakes={
        "Both averages are too small at first: divide by 1 - 0.9**step and 1 - 0.999**step.":
            (" / (1 - 0.9**step)", "", " / (1 - 0.999**step)", ""),
        "The betas are exchanged: 0.9 belongs to the mean, 0.999 to the square.":
            [("0.9 * mean + 0.1", "0.999 * mean + 0.001", "0.999 * square + 0.001",
             "0.9 * square + 0.1", "0.999**step", "0.9 **step", "0.9**step", "0.999**step"),
             ("0.9 * mean + 0.1",
             "0.999 * mean + 0.001", "0.999 * square + 0.001", "0.9 * square + 0.1")],
        "A correction is wrong here; it is 1 less the power of its beta: 1 - 0.9**step.":
            [("(1 - 0.9**step)", "(1 - 0.9) ** step", "(1 - 0.999**step)", "(1 - 0.999) ** step"),
             ("(1 - 0.9**step)", "0.9**step", "(1 - 0.999**step)", "0.999**step")],
        "The square was not corrected: divide it by 1 - 0.999**step, as the mean by 1 - 0.9**step.":
            (" / (1 - 0.999**step)", ""),
        "The mean was not corrected: divide it by 1 - 0.9**step, as the square by 1 - 0.999**step.":
            (" / (1 - 0.9**step)", ""),
        "The mean was squared; what is averaged there is the square of each gradient.":
            [("0.001 * gradient**2", "0.001 * mean**2"), ("square = 0.999 * square + "
             "0.001 * gradient**2", "square = mean**2")],
        "The root is missing: divide by the root of the square.":
            ("corrected_square.sqrt()", "corrected_square"),
        "You multiplied by the corrections; divide by them.":
            ("mean / (1 - 0.9", "mean * (1 - 0.9", "square / (1 - 0.999", "square * (1 - 0.999"),
        "`step` counts from 1 already, and is the power as it is: neither + 1 nor - 1.":
            [("0.9**step", "0.9**(step + 1)", "0.999**step", "0.999**(step + 1)"),
             ("0.9**step", "0.9**(step - 1)", "0.999**step", "0.999**(step - 1)")],
        "The decay went into the gradient; it is apart: the parameter times 1 - lr * weight_decay.":
            "right(parameter, gradient + weight_decay * parameter, mean, square, step, lr, 0)",
        "The decay was applied after the step; it multiplies the old parameter only.":
            ["(lambda p, *rest: (p * (1 - lr * weight_decay), *rest))(*"
             "right(parameter, gradient, mean, square, step, lr, 0))"],
        "The sign is turned round: the step goes against the gradient, so it is subtracted.":
            ("kept - lr", "kept + lr"),
        "1e-8 was added before the root or the correction; add it to the corrected root.":
            [("(corrected_square.sqrt() + 1e-8)", "(corrected_square + 1e-8).sqrt()"),
             ("(corrected_square.sqrt() + 1e-8)",
             "((square.sqrt() + 1e-8) / (1 - 0.999**step) ** 0.5)")],
        "The root comes after the correction: of square / (1 - 0.999**step).":
            ("square / (1 - 0.999**step)", "(square.sqrt() / (1 - 0.999**step)) ** 2"),
        "Each average has its own correction: 0.9 belongs to the mean, 0.999 to the square.":
            [("0.999**step", "0.9 **step"), ("0.9**step", "0.999 **step")],
        "The 1e-8 is missing below the line, where the root may be 0.": (" + 1e-8", ""),
        "The parts of an average are wrong; they are 0.9 old + 0.1 new, 0.999 old + 0.001 new.":
            [("0.9 * mean + 0.1", "0.1 * mean + 0.9", "0.999 * square + 0.001",
             "0.001 * square + 0.999"), ("0.1 * gradient", "gradient", "0.001 * gradient",
             "gradient"), ("0.1 * gradient", "0 * gradient"), ("0.001 * gradient", "0 * gradient")],
        "You stepped along the gradient itself; its average belongs above the line.":
            ("lr * corrected_mean", "lr * gradient"),
        "You stepped with the averages of the step before; update them first.":
            ("corrected_mean = mean",
             "corrected_mean = (mean - 0.1 * gradient) / 0.9", "corrected_square = square",
             "corrected_square = (square - 0.001 * gradient**2) / 0.999"),
        "You returned the corrected averages; the next step goes on from the uncorrected ones.":
            (", mean, square\n", ", corrected_mean, corrected_square\n"),
        "The two averages are exchanged in the result: the mean comes before the square.":
            (", mean, square\n", ", square, mean\n"),
    },
)  # fmt: skip
