"""Exercise `cross_entropy`: the mean loss, also for large logits."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

PICKED = "logits.softmax(1)[torch.arange(len(Y)), Y]"
OVERFLOWING = "(logits.exp() / logits.exp().sum(1, keepdim=True))[torch.arange(len(Y)), Y]"

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
        "Right for small logits, but this overflows for large ones: subtract each row's largest "
        "logit before the exponential, and do not take the logarithm of a probability that has "
        "rounded to 0.":
            [f"-{OVERFLOWING}.log().mean()", f"-{OVERFLOWING.replace('exp', 'double().exp')}.log()"
             ".mean()", (" - logits.max(1, keepdim=True).values", ""),
             (" - logits.max(1, keepdim=True).values", ".double()"), ("max(1, keepdim=True).values",
              "mean(1, keepdim=True)"), ("max(1, keepdim=True)", "min(1, keepdim=True)")],
        "Right for small logits, but a small probability rounds to 0 before its logarithm is "
        "taken: log(a / b) is log a − log b, and log(exp(x)) is x.":
            [f"-{PICKED}.log().mean()", f"-{PICKED.replace('logits', 'logits.double()')}.log()"
             ".mean()", ("Y]\n", "Y].exp().log()\n"), ("Y]\n", "Y].double().exp().log()\n")],
        "You subtracted the largest logit of the whole table; each row needs its own, or rows with "
        "small logits round to 0.":
            ("logits.max(1, keepdim=True).values", "logits.max()"),
        "You subtracted the largest logit of each column; each row needs its own: max(1, …).":
            ("max(1, ", "max(0, "),
        "You divided by the largest logit, which changes the softmax; subtract it.":
            ("logits - ", "logits / "),
        "max(1) gives the values and their places: add .values.":
            (".values", ""),
        "You shifted the logits in the sum, but not the logit of the right character.":
            ("= shifted[", "= logits["),
        "You added the largest logit to the sum's logarithm, but the other logit is shifted: add "
        "it to both or to neither.":
            ("log_sums - right", "log_sums + logits.max(1).values - right"),
        "The sign is missing: a loss is positive.":
            ("log_sums - right", "right - log_sums"),
        "The logit of the right character is missing: subtract it from the logarithm of the sum.":
            ["logits.logsumexp(1).mean()", ("log_sums - right", "log_sums")],
        "The logarithm of the sum of exponentials is missing.":
            [("log_sums - right", "-right"), "-logits[torch.arange(len(Y)), Y].mean()"],
        "The logarithm of the sum is missing: exponentials, their sum, then its logarithm.":
            (".sum(1).log()", ".sum(1)"),
        "You took the logarithm to base 2 (bits); use the natural one (nats).":
            ["right(logits, Y) / math.log(2)", (".log()", ".log2()")],
        "You took the logarithm to base 10; use the natural one.":
            ["right(logits, Y) / math.log(10)", (".log()", ".log10()")],
        "This is the sum over the examples; take the mean.":
            (".mean()", ".sum()"),
        "These are the losses of the single examples; return their mean.":
            (".mean()", ""),
        "This is only one example's loss; take the mean of all.":
            [(".mean()", "[0]"), (".mean()", "[-1]"), (".mean()", ".max()")],
        "You divided by the number of all logits; divide by the number of examples.":
            "right(logits, Y) / logits.shape[1]",
        "You normalised over the wrong axis: each row must sum to 1.":
            ["-logits.log_softmax(0)[torch.arange(len(Y)), Y].mean()", (".sum(1)", ".sum(0)"),
             "-(logits - (logits - logits.max(1, keepdim=True).values).exp().sum(0).log())"
             "[torch.arange(len(Y)), Y].mean()"],
        "The sum runs over all examples; each row has its own sum of exponentials: sum(1).":
            (".sum(1)", ".sum()"),
        "logits[:, Y] takes every column of Y for every row; pair them up with "
        "torch.arange(len(Y)).":
            ["-logits.log_softmax(1)[:, Y].mean()", ("[torch.arange(len(Y)), Y]", "[:, Y]")],
        "This averages the losses of all characters; only the right one in each row counts.":
            "-logits.log_softmax(1).mean()",
        "This is a probability; the loss is minus its logarithm.":
            [f"{PICKED}.mean()", f"-{PICKED}.mean()", f"1 - {PICKED}.mean()"],
        "The mean was taken before the logarithm; take each logarithm first, then the mean.":
            [f"-{PICKED}.mean().log()", ("(log_sums - right).mean()", "-(right - log_sums).exp()"
             ".mean().log()")],
    },
    symptoms={
        "A number added to the probability, or a limit to it, keeps the logarithm finite, but not "
        "right: for logits of 0 and 1,000 the loss is 1,000. Work with logarithms instead: "
        "log(a / b) is log a − log b.":
            lambda result, logits, Y: 5 < float(result) < 110 and logits.tolist() == [[0, 1000]],
    },
    without=("cross_entropy", "softmax", "log_softmax", "logsumexp"),
)  # fmt: skip
