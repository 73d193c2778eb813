"""Exercise `influences`: the other rows on which the result for a row depends."""

import torch

from mlp_helpers.exercises.slips import exercise


class Function(str):
    """A function of x, which a message shows by what it returns."""

    def __call__(self, x):
        return eval(self, {"torch": torch, "x": x})

    def __repr__(self):
        return str(self)


COPY, ROW, CHANGE = "x.clone()", "f(changed)[i]", "change <= 0.0001"
SKIP, SET = "if j == i:\n            continue\n        ", "changed[j] = other"
ROWS = torch.tensor([[1.0, 4.0], [4.0, 3.0], [2.0, 8.0], [3.0, 5.0]])
OTHER = torch.tensor([9.0, -2.0])
RULES = (
    *("x.tanh()", "x - x.mean(0)", "x.cumsum(0)", "x.flip(0)", "x.softmax(0)", "x.softmax(1)"),
    *("x + x.roll(1, 0)", "x.maximum(x.mean(0))", "x * x[::3].sum()", "x + 6e-5 * x.mean(0)"),
    *(f"x - x.mean(0) * torch.tensor([{entry}])" for entry in ("1, 0", "0, 1")),
    *("x + (x[:, 1].sum() - 13).sqrt()", "-x[:, :1] - x.roll(1, 0)[:, 1:]", "x - x.amax(0)"),
)

EXERCISE = exercise(
    "influences",
    cases=[
        (Function("x - x.mean(0)"), torch.tensor([[1.0], [4.0], [2.0]]), 0, torch.tensor([9.0])),
        *((Function(rule), ROWS, i, OTHER) for rule in RULES for i in (0, 2, 3)),
    ],
    mistakes={
        "Rows that were replaced stay replaced; for every j begin with x as it was.":
            [("        changed = x.clone()\n", "", "found = f(x)[i], []",
              "found = f(x)[i], []\n    changed = x.clone()")],
        "Row i itself was replaced, too; ask only for the other rows.": (SKIP, ""),
        "A change anywhere in the result counts here; look at its row i only.":
            (ROW, "f(changed)", "f(x)[i]", "f(x)"),
        "This looks at row j of the result; row i is asked for.":
            (ROW, "f(changed)[j]", "- before", "- f(x)[j]"),
        "Row j is set to 0 and not replaced by `other`.": (SET, "changed[j] = 0"),
        "Row j is left out and not replaced: that also changes how many rows there are.":
            "[j for j in range(len(x)) if j != i and not ((f(torch.cat((x[:j], x[j + 1 :])))"
            "[i - (j < i)] - f(x)[i]).abs() <= 0.0001).all()]",
        "This asks which rows row i has a say in; it is the other way round.":
            "[j for j in range(len(x)) if j != i and not ((f(torch.cat((x[:i], other[None], "
            "x[i + 1 :])))[j] - f(x)[j]).abs() <= 0.0001).all()]",
        "A nan passes for no change; ask whether the change is *not* at most 0.0001.":
            (f"not ({CHANGE}).all()", "(change > 0.0001).any()"),
        "One entry that changes is enough, whichever it is.":
            [(f"({CHANGE}).all()", f"({CHANGE}){of}") for of in (".any()", "[0]", "[-1]")],
        "Changes in both directions count: take the absolute value.": (".abs()", ""),
        "The smallest changes count (more than 0.0001 is asked), or row j does not become `other`.":
            [(CHANGE, "change <= 0"), (CHANGE, "change == 0")],
    },
)  # fmt: skip
