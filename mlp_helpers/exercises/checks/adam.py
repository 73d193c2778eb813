"""Exercise `adam`: one step of AdamW."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

EXERCISE = exercise(
    "adam",
    cases=[
        (*(torch.tensor([number]) for number in (1.0, 2.0, 0.0, 0.0)), 1, 0.1, 0.5),
        (*(draws(n, 4, 3) for n in (1, 2, 3)), 0.2 * draws(4, 4, 3).square(), 7, 0.02, 0.4),
        (
            torch.tensor([0.5, -0.2, 0.0, 0.3]),
            torch.tensor([1e-4, 0.0, -3e-8, -1e-4]),
            *(torch.zeros(4), torch.zeros(4), 1, 0.05, 0.0),
        ),
        (draws(5, 6), 3 * draws(6, 6), draws(7, 6), 1 + draws(8, 6).square(), 500, 0.1, 0.2),
    ],
    mistakes={
        "Both averages begin at 0 and are too small at first: divide the mean by 1 - 0.9**step, "
        "the square by 1 - 0.999**step.": (" / (1 - 0.9**step)", "", " / (1 - 0.999**step)", ""),
        "The mean is not corrected for its start at 0: divide it by 1 - 0.9**step.":
            (" / (1 - 0.9**step)", ""),
        "The square is not corrected for its start at 0: divide it by 1 - 0.999**step.":
            (" / (1 - 0.999**step)", ""),
        "In the corrections the betas are exchanged: 0.9 belongs to the mean, 0.999 to the square.":
            ("0.999**step", "0.9 **step", "0.9**step", "0.999**step"),
        "You multiplied beta by the step; take it to the power: 0.9**step.":
            ("0.9**", "0.9 * ", "0.999**", "0.999 * "),
        "You divided by 1 - beta whatever the step is; take beta to the power: 0.9**step.":
            ("0.9**step", "0.9", "0.999**step", "0.999"),
        "The power is of the whole 1 - beta here; only beta has it: 1 - 0.9**step.":
            [("(1 - 0.9**step)", "(1 - 0.9) ** step", "(1 - 0.999**step)", "(1 - 0.999) ** step"),
             ("(1 - 0.9**step)", "0.9**step", "(1 - 0.999**step)", "0.999**step")],
        "You multiplied by the corrections; divide by them.":
            ("mean / (1 - 0.9", "mean * (1 - 0.9", "square / (1 - 0.999", "square * (1 - 0.999"),
        "`step` counts from 1 already; do not add 1 to it.":
            ("0.9**step", "0.9**(step + 1)", "0.999**step", "0.999**(step + 1)"),
        "`step` counts from 1, and the first step is corrected with the power 1; do not subtract "
        "1.": ("0.9**step", "0.9**(step - 1)", "0.999**step", "0.999**(step - 1)"),
        "The decay went into the gradient, and so into both averages. In AdamW it is apart: it "
        "multiplies the parameter by 1 - lr * weight_decay.":
            "right(parameter, gradient + weight_decay * parameter, mean, square, step, lr, 0)",
        "The decay was taken twice: it does not belong into the gradient, only before the "
        "parameter, as 1 - lr * weight_decay.":
            ("0.1 * gradient", "0.1 * (gradient + weight_decay * parameter)",
             "gradient**2", "(gradient + weight_decay * parameter) ** 2"),
        "The decay is not multiplied by the rate: 1 - lr * weight_decay.":
            ("lr * weight_decay", "weight_decay"),
        "The decay is missing: the parameter is multiplied by 1 - lr * weight_decay.":
            (" * (1 - lr * weight_decay)", ""),
        "The decay was applied after the step; it multiplies the old parameter only.":
            (" * (1 - lr * weight_decay)", "", "kept - lr", "kept * (1 - lr * weight_decay) - lr",
             "corrected_mean / (corrected_square.sqrt()",
             "corrected_mean * (1 - lr * weight_decay) / (corrected_square.sqrt()"),
        "The parameter grows here with the decay; it is multiplied by 1 minus, not 1 plus.":
            ("1 - lr", "1 + lr"),
        "The sign is turned round: the step goes against the gradient, so it is subtracted.":
            ("kept - lr", "kept + lr"),
        "The learning rate is missing in the step.": ("kept - lr * ", "kept - "),
        "The first result is the change alone; add it to the parameter.":
            ("return kept", "return kept - parameter"),
        "The root is missing: divide by the root of the corrected square.": (".sqrt()", ""),
        "The 1e-8 was added under the root; add it to the root.":
            ("(corrected_square.sqrt() + 1e-8)", "(corrected_square + 1e-8).sqrt()"),
        "The 1e-8 is missing: a gradient that was always 0 would be divided by 0.": (" + 1e-8", ""),
        "The 1e-8 was added before the correction; correct the square, take its root, then add.":
            ("(corrected_square.sqrt() + 1e-8)",
             "((square.sqrt() + 1e-8) / (1 - 0.999**step) ** 0.5)"),
        "The betas are exchanged: the mean keeps 0.9 of itself, the square 0.999.":
            ("0.9 * mean + 0.1", "0.999 * mean + 0.001", "0.999 * square + 0.001",
             "0.9 * square + 0.1",
             "0.999**step", "0.9 **step", "0.9**step", "0.999**step"),
        "In the averages the betas are exchanged: 0.9 belongs to the mean, 0.999 to the square.":
            ("0.9 * mean + 0.1", "0.999 * mean + 0.001", "0.999 * square + 0.001",
             "0.9 * square + 0.1"),
        "The parts in the averages are exchanged: the old value keeps 0.9 or 0.999, the new one "
        "gets the rest.":
            ("0.9 * mean + 0.1", "0.1 * mean + 0.9", "0.999 * square + 0.001",
             "0.001 * square + 0.999"),
        "The gradient was added in full; in an average it counts 0.1, and its square 0.001.":
            ("0.1 * gradient", "gradient", "0.001 * gradient", "gradient"),
        "The second average is of the squared gradient; the square is missing.":
            ("gradient**2", "gradient"),
        "The change was multiplied by the root; divide by it.":
            ("corrected_mean / (corrected", "corrected_mean * (corrected"),
        "The gradient was left out of an average, or of both.":
            [("0.9 * mean + 0.1 * gradient", "mean"),
             ("0.999 * square + 0.001 * gradient**2", "square"),
             ("0.9 * mean + 0.1 * gradient", "mean", "0.999 * square + 0.001 * gradient**2",
             "square")],
        "You squared the mean for the second average; it is of the squared gradient.":
            ("gradient**2", "mean**2"),
        "You stepped along the gradient itself; its average belongs above the line.":
            ("lr * corrected_mean", "lr * gradient"),
        "You stepped with the averages of the step before; update them first.":
            ("corrected_mean = mean", "corrected_mean = (mean - 0.1 * gradient) / 0.9",
             "corrected_square = square",
             "corrected_square = (square - 0.001 * gradient**2) / 0.999"),
        "You returned the corrected averages; the next step goes on from the uncorrected ones.":
            (", mean, square\n", ", corrected_mean, corrected_square\n"),
        "The two averages are exchanged in the result: the mean comes before the square.":
            (", mean, square\n", ", square, mean\n"),
        "This is the new parameter alone; the next step needs the two averages, too.":
            (", mean, square\n", "\n"),
    },
)  # fmt: skip
