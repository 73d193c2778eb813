"""Exercise `cross_entropy`: the mean loss, also for large logits."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

PICKED = "logits.softmax(1)[torch.arange(len(Y)), Y]"
OVERFLOWING = "(logits.exp() / logits.exp().sum(1, keepdim=True))[torch.arange(len(Y)), Y]"
SHIFTED = OVERFLOWING.replace("logits", "(logits - logits.max(1, keepdim=True).values)")


def summed(by):
    """The loss with another sum in its softmax."""
    axis = "sum(1, keepdim=True)"
    return [f"-{p.replace(axis, by)}.log().mean()" for p in (OVERFLOWING, SHIFTED)]


EXERCISE = exercise(
    "cross_entropy",
    cases=[
        (draws(3, 5, 27), torch.tensor([4, 0, 26, 13, 4])),
        (torch.tensor([[0.0, 0.0, 0.0, 5.0]]), torch.tensor([0])),
        (torch.tensor([[1000.0, 990.0, 0.0], [-1000.0, -1000.0, -990.0]]), torch.tensor([1, 1])),
        (torch.tensor([[0.0, 200.0]]), torch.tensor([0])),
        (torch.tensor([[0.0, 1000.0]]), torch.tensor([0])),
    ],
    mistakes={
        "This overflows for large logits: subtract each row's largest one before the exponential.":
            [f"-{OVERFLOWING}.log().mean()",
             f"-{OVERFLOWING.replace('exp', 'double().exp')}.log().mean()"] +
             [(" - logits.max(1, keepdim=True).values", new) for new in ("", ".double()",
             " - logits.mean(1, keepdim=True)", " - logits.min(1, keepdim=True).values")],
        "A small probability rounds to 0 before its logarithm: log(a / b) is log a − log b.":
            [f"-{PICKED}.log().mean()",
             f"-{PICKED}.log().mean()".replace("logits", "logits.double()"),
             ("Y]\n", "Y].exp().log()\n"), ("Y]\n", "Y].double().exp().log()\n")],
        "max(1) or sum(1) loses an axis and meets the wrong one of logits: write keepdim=True.":
            [("max(1, keepdim=True)", "max(1)"), *summed("sum(1)")],
        "sum takes all numbers together; it is to run along one axis.":
            [*summed("sum()"), ("sum(1)", "sum()"),
             ("sum(1)", "sum()", "max(1, keepdim=True).values", "max()")],
        "Subtract each row's own maximum.": ("logits.max(1, keepdim=True).values", "logits.max()"),
        "Subtract the largest logit; do not divide by it.": ("logits - ", "logits / "),
        "max(1) gives values and their places: add .values.": (".values", ""),
        "The logit of the right character is to be shifted, too.": ("= shifted[", "= logits["),
        "You added the largest logit to one of the two parts only: to both, or to neither.":
            ("log_sums - right", "log_sums + logits.max(1).values - right"),
        "The sign is wrong: a loss is positive.": ("log_sums - right", "right - log_sums"),
        "The logarithm of the sum of exponentials is missing.":
            [("log_sums - right", "-right"), "-logits[torch.arange(len(Y)), Y].mean()"],
        "The logarithm has another base here; use the natural one, .log().":
            [f"right(logits, Y) / math.log({n})" for n in (2, 10)] +
             [(".log()", f".log{n}()") for n in (2, 10)],
        "These are single losses; return their mean.": (".mean()", ""),
        "This is one loss; take the mean.": [(".mean()", one) for one in ("[0]", "[-1]", ".max()")],
        "The softmax runs along axis 1.":
            ["-logits.log_softmax(0)[torch.arange(len(Y)), Y].mean()", *summed("sum(0)"),
             f"-{PICKED}.log().mean()".replace("max(1", "max(0"), (".log()\n", ".log()[Y]\n",
             "sum(1)", "sum(0)"), ("max(1, keepdim=True)", "max(0)", "sum(1)", "sum(0)")],
        "32 is the lesson's number of examples; here it is len(Y).":
            ("torch.arange(len(Y))", "torch.arange(32)"),
        "logits[:, Y] takes each column of Y for every row: pair with torch.arange(len(Y)).":
            ["-logits.log_softmax(1)[:, Y].mean()", ("[torch.arange(len(Y)), Y]", "[:, Y]")],
        "The logarithm is missing.": [f"{sign}{PICKED}.mean()" for sign in ("", "-", "1 - ")],
        "The mean was taken before the logarithm; take each logarithm first, then the mean.":
            [f"-{PICKED}.mean().log()",
             ("(log_sums - right).mean()", "-(right - log_sums).exp().mean().log()")],
    },
    symptoms={
        "A small number added, or a limit, makes it finite but wrong: log(a / b) is log a − log b.":
            lambda result, logits, Y: 5 < float(result) < 110 and logits.tolist() == [[0, 1000]],
    },
    without=("cross_entropy", "softmax", "log_softmax", "logsumexp"),
)  # fmt: skip
