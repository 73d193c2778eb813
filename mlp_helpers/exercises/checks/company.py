"""Exercise `company`: whether what a model says about a row depends on the other rows."""

import torch

from mlp_helpers.exercises.slips import exercise, raised


class Model(str):
    """A function of x that a message shows as a lambda."""

    @torch.no_grad()
    def __call__(self, x):
        return eval(self, {"torch": torch, "x": x})

    def __repr__(self):
        return f"lambda x: {self}"


LOOP, ALONE, ROW = "for i in range(len(x)):", "model(x[i : i + 1])", "in_company[i : i + 1]"
CLOSE = f"(alone - {ROW}).abs() < 0.0001"
BATCHES = [  # with the models that are asked for them; the rows of the first have equal sums
    ([[1.0, 4.0], [2.0, 3.0], [6.0, -1.0]], "2 * x", "x - x.mean(0)", "x - x.mean(1, keepdim=True)",
     "x.cumsum(0)", "0 * x + x.mean(0)", "x / len(x)", "(x - x.mean(0)) / (len(x) - 1)",
     "torch.nn.BatchNorm1d(2)(x)", "torch.nn.BatchNorm1d(2).eval()(x)", "x.sum(1, keepdim=True)",
     "x + 0.000015 * x.mean(0)", "x + 0.00004 * x.mean(0)", "100 * x + 0.002 * x.mean(0)",
     "x * torch.tensor([1, len(x)])"),
    ([[5.0, 1.0], [2.0, 4.0]], "x.flip(0)"),
    ([[1.0, 2.0], [5.0, 2.0], [5.0, 2.0]], "x.maximum(x.mean(0))", "0 * x + x.max(0)[0]"),
    ([[3.0, 4.0], [1.0, 4.0], [5.0, 4.0]], "x.maximum(x.mean(0))"),  # only the middle row depends
    ([[1.0, 2.0], [1.0, 2.0], [4.0, 2.0]], "x.minimum(x.mean(0))"),  # only the last one
]  # fmt: skip
EXERCISE = exercise(
    "company",
    cases=[(Model(model), torch.tensor(rows)) for rows, *models in BATCHES for model in models],
    mistakes={
        "This says the same of every model.": ["True", "False"],
        "Not every row decides here; any of them may be the one that depends.":
            [(LOOP, f"for i in {of}:") for of in ("[0]", "[len(x)-1]", "[0, len(x)-1]", "[0, 1]")],
        "Not every number of a row is compared here; any of them may be the one that depends.":
            [(CLOSE, f"({CLOSE})[:, {column}]") for column in ("0", "-1")],
        "Two rows are company for each other: ask for each row alone, x[i : i + 1].":
            [(LOOP, f"for i in range({n}):", ALONE, f"model(x[{of}])", ROW, f"in_company[{of}]")
             for n, of in (("len(x)", "i:i + 2"), ("len(x)-1", "i:i + 2"), ("2, len(x)+1", ":i"))],
        "A nan passes for equal here, and has to count as different: ask for not (… < 0.0001).":
            [(CLOSE, f"~({CLOSE.replace('<', '>')})"), (".abs() <", ".abs().nan_to_num() <")],
        "A ValueError for a row alone means that it depends on company: return True there.":
            (f"ValueError:\n{12 * ' '}return True", f"ValueError:\n{12 * ' '}continue"),
        "Only the ValueError decides here; compare the numbers, too.": ("not close.all()", "False"),
        "Differences in both directions count: take the absolute value of each, before any sum.":
            [(".abs() <", " <"), (CLOSE, f"-{CLOSE.replace('.abs()', '')}"),
             (CLOSE, f"({CLOSE.replace('.abs()', '.sum().abs()')})")],
        "Rounding counts as a difference here; each number may differ by up to 0.0001.":
            [("< 0.0001", f"<= {tolerance}") for tolerance in ("0", "0.000001")],
        "A share of each number is allowed for here; it is to be 0.0001 itself.":
            ("< 0.0001", f"< 0.0001 * {ROW}.abs()"),
        "More than 0.0001 is allowed for here.": [("0.0001", more) for more in ("0.001", "0.01")],
        "Each row alone is compared with all rows; compare it with its own.": (ROW, "in_company"),
        "This compares with x; compare what the model says of a row alone and in company.":
            [(ROW, "x[i : i + 1]"), ("alone -", "x[i : i + 1] -")],
    },
    symptoms={
        "The ValueError of a model for a row alone was not caught: try … except ValueError.":
            lambda got, *_: raised("ValueError")(got) and "more than 1 value" in got.message,
        "x[i] is a row without its axis; a batch of one row is x[i : i + 1].":
            lambda got, *_: raised("IndexError")(got) and "Dimension out of range" in got.message,
        "This says it of each row or number; return one True or False, whether any row depends.":
            lambda got, *_: isinstance(got, list | tuple | torch.Tensor) and len(got) > 1,
    },
)  # fmt: skip
