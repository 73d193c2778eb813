"""Exercise `temperature`: probabilities made bolder or more careful."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

SOFTMAX = "(logits / temperature).softmax(1)"
E = "(lambda z: (lambda e: {})({}))(logits / temperature)"
NORMALISED = "e / e.sum(1, keepdim=True)"
SHIFTED = "(z - z.max(1, keepdim=True).values).exp()"

EXERCISE = exercise(
    "temperature",
    cases=[
        (torch.tensor([[2.0, 0.0]]), 2.0),
        (draws(8, 4, 27), 0.5),
        (draws(9, 3, 5), 1.5),
        (torch.tensor([[14.0, 1.0, -2.0], [-13.0, 0.0, 2.0]]), 0.01),
        (torch.tensor([[100.0, 99.0]]), 1.0),
        (draws(11, 2, 27), 0.01),
        (draws(12, 4, 4), 3.0),
    ],
    mistakes={
        "You multiplied by the temperature; divide by it, so that a high one makes the "
        "probabilities more equal.":
            ("logits / temp", "logits * temp"),
        "You divided the probabilities, so the rows do not sum to 1; divide the logits before the "
        "softmax.":
            "logits.softmax(1) / temperature",
        "You multiplied the probabilities; divide the logits, before the softmax.":
            "logits.softmax(1) * temperature",
        "Powers of probabilities have to be divided by their sum again, so each row sums to 1.":
            ["logits.softmax(1) ** (1 / temperature)", "logits.softmax(1) ** temperature"],
        "Right for most temperatures, but for a low one the powers of small probabilities round to "
        "0: divide the logits before the softmax.":
            "(lambda p: p / p.sum(1, keepdim=True))(logits.softmax(1) ** (1 / temperature))",
        "The softmax runs down the columns; each row is one prediction and must sum to 1.":
            [(".softmax(1)", ".softmax(0)"), E.format("e / e.sum(0)", SHIFTED),
             E.format("e / e.sum(0)", "(z - z.max(0).values).exp()")],
        "You divided by the sum of all exponentials; each row must sum to 1 by itself.":
            ["(logits / temperature).flatten().softmax(0).view(logits.shape)",
             E.format("e / e.sum()", SHIFTED), E.format("e / e.sum()", "z.exp()")],
        "The temperature was not used, or it cancels: divide the logits by it before the softmax.":
            [("logits / temperature", "logits"), "(lambda e: e / e.sum(1, keepdim=True))"
             "(logits.exp() / temperature)"],
        "The sum is of exponentials without the temperature; divide by the sum of those above it.":
            "(lambda z: (z / temperature).exp() / z.exp().sum(1, keepdim=True))(logits)",
        "The logits were cut to a limit, where large ones become equal; subtract the largest.":
            [f"(logits / temperature).clamp({low}, {n}).softmax(1)"
             for n in (50, 80, 88, 100) for low in (-n, None)],
        "These are logits; turn them into probabilities with a softmax.":
            (".softmax(1)", ""),
        "These are logarithms of the probabilities; use softmax, not log_softmax.":
            (".softmax(1)", ".log_softmax(1)"),
        "The softmax was taken twice; divide the logits, not the probabilities.":
            ["(logits.softmax(1) / temperature).softmax(1)", f"{SOFTMAX}.softmax(1)"],
        "Right for most temperatures, but the exponential overflows for a low one: subtract each "
        "row's largest logit first, or use softmax.":
            [E.format(NORMALISED, "z.exp()"), E.format(NORMALISED, "z.double().exp()"),
             "(lambda e: e / e.sum(1, keepdim=True))(logits.exp() ** (1 / temperature))"],
        "Right for most temperatures, but for a low one a row far below the largest logit of all "
        "becomes 0 / 0: each row needs its own maximum.":
            [E.format(NORMALISED, "(z - z.max()).exp()"),
             E.format(NORMALISED, "(z - z.max()).double().exp()")],
        "The exponential still overflows for a low temperature: subtract the largest logit divided "
        "by the temperature, too.":
            [E.format(NORMALISED, "(z - logits.max(1, keepdim=True).values).exp()"),
             E.format(NORMALISED, "(z - z.mean(1, keepdim=True)).exp()")],
        "The largest logits of the columns were subtracted; each row needs its own: max(1, …).":
            E.format(NORMALISED, "(z - z.max(0).values).exp()"),
        "Only the largest logit was divided by the temperature; put the difference into brackets.":
            "(lambda e: e / e.sum(1, keepdim=True))"
            "((logits - logits.max(1, keepdim=True).values / temperature).exp())",
        "You divided without keepdim=True: the sums must stay a column.":
            [E.format("e / e.sum(1)", e) for e in ("z.exp()", SHIFTED, "(z - z.max()).exp()")],
        "These exponentials are not divided by their row's sum yet.":
            [E.format("e", "z.exp()"), E.format("e", SHIFTED)],
        "The sign of the logits is turned round: a high one means likely.":
            ("(logits /", "(-logits /"),
        "The logits were divided by the square or the root of the temperature.":
            [("/ temperature", "/ temperature**2"), ("/ temperature", "/ temperature**0.5")],
        "This is the likeliest character of each row; return all the probabilities.":
            [f"{SOFTMAX}.argmax(1)", f"{SOFTMAX}.max(1).values", "F.one_hot(logits.argmax(1), "
             "logits.shape[1])"],
        "Only one row is returned; return the probabilities of each.":
            [f"{SOFTMAX}[0]", f"{SOFTMAX}[:1]", f"{SOFTMAX}[-1]"],
        "This is a list of rows; make one tensor of it with torch.stack.":
            f"list({SOFTMAX})",
    },
)  # fmt: skip
