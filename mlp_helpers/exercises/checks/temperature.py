"""Exercise `temperature`: probabilities made bolder or more careful."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

SOFTMAX = "(logits / temperature).softmax(1)"
E = "(lambda z: (lambda e: {})({}))(logits / temperature)"
NORMALISED = "e / e.sum(1, keepdim=True)"
N = f"(lambda e: {NORMALISED})({{}})"
SHIFTED = "(z - z.max(1, keepdim=True).values).exp()"

EXERCISE = exercise(
    "temperature",
    cases=[
        *((torch.tensor([[2.0, 0.0]]), 2.0), (torch.tensor([[100.0, 99.0]]), 1.0)),
        *((torch.tensor([[14.0, 1.0, -2.0], [-13.0, 0.0, 2.0]]), 0.01), (draws(9, 3, 5), 1.5)),
        *((draws(8, 4, 27), 0.5), (25 * draws(12, 4, 4), 3.0), (draws(11, 2, 27), 0.01)),
    ],
    mistakes={
        "The temperature has no effect here, or it cancels: divide the logits by it first of all.":
            ["logits.softmax(1)", N.format("logits.exp() / temperature"),
             N.format("(logits / temperature).exp() ** temperature")],
        "It works the other way round here; divide the logits by the temperature.": (" / ", " * "),
        "The probabilities were divided or multiplied; divide the logits before the softmax.":
            [f"logits.softmax(1) {by} temperature" for by in "/*"],
        "Powers of probabilities do not sum to 1 yet: divide each by its row's sum.":
            [f"logits.softmax(1) ** {power}" for power in ("temperature", "(1 / temperature)")],
        "Small probabilities round to 0, or were kept above it; divide the logits instead.":
            [N.format("logits.softmax(1) ** (1 / temperature)"),
             *(f"((logits.softmax(1) + {small}).log() / temperature).softmax(1)" for small in
             (1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12))],
        "The softmax runs down the columns, or takes all together; each row must sum to 1.":
            [E.format("e / e.sum(0)", e) for e in (SHIFTED, "(z - z.max(0).values).exp()")] +
            [E.format("e / e.sum()", e) for e in (SHIFTED, "z.exp()", "(z - z.max()).exp()")],
        "The logits were cut to a limit, where large ones become equal; subtract the largest.":
            [f"(logits / temperature).clamp(max={n}).softmax(1)" for n in (50, 80, 88, 100)],
        "These are logits; take their softmax.": (".softmax(1)", ""),
        "These are logarithms; use softmax.": (".softmax(1)", ".log_softmax(1)"),
        "The softmax was taken twice; divide the logits, not the probabilities.":
            ["(logits.softmax(1) / temperature).softmax(1)", f"{SOFTMAX}.softmax(1)"],
        "The exponential overflows: subtract each row's largest logit, divided by the temperature.":
            [*(E.format(NORMALISED, new) for new in
             ("z.exp()", "z.double().exp()", "(z - logits.max(1, keepdim=True).values).exp()",
             "(z - z.mean(1, keepdim=True)).exp()")), N.format("logits.exp() ** (1 / temperature)"),
             E.format(f"({NORMALISED}).nan_to_num()", "z.exp()")],
        "A row far below the largest logit of all becomes 0 / 0: each needs its own maximum.":
            [E.format(NORMALISED, f"(z - z.max()){new}.exp()") for new in ("", ".double()")],
        "Only the largest logit was divided by the temperature; divide the difference.":
            N.format("(logits - logits.max(1, keepdim=True).values / temperature).exp()"),
        "The sums were divided without keepdim=True: they must stay a column.":
            [E.format("e / e.sum(1)", e) for e in ("z.exp()", SHIFTED, "(z - z.max()).exp()")],
        "Divide these by the sums of their rows.": [E.format("e", e) for e in ("z.exp()", SHIFTED)],
        "The sign is wrong: a high logit means likely.": ("(logits /", "(-logits /"),
        "This is the likeliest character of each row; return all probabilities.":
            [f"{SOFTMAX}.argmax(1)", f"{SOFTMAX}.max(1).values",
             "F.one_hot(logits.argmax(1), logits.shape[1])"],
        "This is one row only; return them all.": [f"{SOFTMAX}[{i}]" for i in ("0", ":1", "-1")],
        "The temperature is kept above a limit here; use it as it is.":
            [f"right(logits, max(temperature, {limit}))" for limit in (0.05, 0.1, 0.5)],
    },
)  # fmt: skip
