"""Exercise `confident`: the loss of one prediction, also where exponentials overflow."""

import math

from mlp_helpers.exercises.compare import same
from mlp_helpers.exercises.slips import draws, exercise, raised, torch


def loss(logits, correct):
    """The right number."""
    return (logits.logsumexp(0) - logits[correct]).item()


def instead(*wrong):
    """The symptom of such a number where nothing overflows; whether something does comes second."""
    return lambda result, logits, correct: (
        logits.abs().max() < 100 and loss(logits, correct) < 10
        and not same(result, loss(logits, correct))
        and any(same(result, version(logits, correct)) for version in wrong)
    )  # fmt: skip


EXERCISE = exercise(
    "confident",
    cases=[
        (torch.tensor([1.0, 1.0, 1.0, 6.0]), 0),
        (4 * draws(1, 27), 13),
        *((draws(2, 5), 2), (draws(3, 6) - 2, 0)),
        (torch.tensor([1000.0, 998.0, 995.0]), 1),
        (torch.tensor([-1001.0, -1000.0]), 0),
        (torch.tensor([1000.0, 0.0, 970.0]), 1),
        (torch.tensor([1000.0, -1000.0, -1000.0, 990.0]), 3),
    ],
    mistakes={
        "You subtracted the largest logit in the sum, but not from the right character's.":
            ("shifted[correct]", "logits[correct]"),
        "You subtracted the largest logit from the right character's, but not in the sum.":
            "right(logits, correct) + logits.max()",
        "This is the mean over all characters; only the right one counts.":
            "-logits.log_softmax(0).mean()",
        "These are the losses of all characters, or their sum; return that of the right one.":
            ["-logits.log_softmax(0)", "-logits.log_softmax(0).sum()"],
        "This is how far the right logit lies behind the largest; all exponentials count, summed.":
            "logits.max() - logits[correct]",
        "The logarithm was taken of each exponential; add them up first, then take one logarithm.":
            [("exp().sum().log()", "exp().log().sum()"), ("exp().sum().log()", "exp().log()")],
        "You divided the loss by the number of characters; it is that of one prediction.":
            "right(logits, correct) / len(logits)",
        "You divided the logits by the largest; subtract it, which changes no probability.":
            ("logits - ", "logits / "),
    },
    symptoms={
        "You took the logarithm to base 2 (bits); use the natural one (nats).":
            instead(lambda z, c: loss(z, c) / math.log(2)),
        "You took the logarithm to base 10; use the natural one.":
            instead(lambda z, c: loss(z, c) / math.log(10)),
        "The sign is missing: a loss is positive.": instead(lambda z, c: -loss(z, c)),
        "This is the probability of the right character; the loss is minus its logarithm.":
            instead(lambda z, c: math.exp(-loss(z, c))),
        "You turned the probability's sign or took 1 divided by it; take minus its logarithm.":
            instead(lambda z, c: -math.exp(-loss(z, c)), lambda z, c: math.exp(loss(z, c))),
        "This is 1 minus the probability, or its logarithm; take that of the probability itself.":
            instead(lambda z, c: 1 - math.exp(-loss(z, c)),
                    lambda z, c: -math.log(1 - math.exp(-loss(z, c)))),
        "This is the logit of the right character; the loss depends on the other logits too.":
            instead(lambda z, c: z[c]),
        "This is minus the logit: its exponential has to be divided by the sum of all of them.":
            instead(lambda z, c: -z[c]),
        "The right character is missing in the sum; a softmax divides by the sum over all.":
            instead(lambda z, c: torch.cat([z[:c], z[c + 1 :]]).logsumexp(0) - z[c]),
        "You took the mean of the exponentials; a softmax divides by their sum.":
            instead(lambda z, c: loss(z, c) - math.log(len(z))),
        "You divided the logits themselves by their sum; take their exponentials first.":
            instead(lambda z, c: -(z[c] / z.sum()).log()),
        "This looks at one logit alone, through a sigmoid; a softmax divides by the sum over all.":
            instead(lambda z, c: -z[c].sigmoid().log()),
        "This is the loss of the likeliest character; take that of the right one.":
            instead(lambda z, c: loss(z, int(z.argmax())) if c else math.nan),
        "This is the loss of the character before the right one: numbers begin with 0.":
            instead(lambda z, c: loss(z, c - 1) if c else math.nan),
        "The softmax was taken twice: these logits go through it once.":
            instead(lambda z, c: loss(z.softmax(0), c)),
        "Right for small logits, but the exponential of a large one overflows, and those of "
        "very negative ones are all 0: subtract the largest logit from all first.":
            lambda got, *case: raised("OverflowError")(got) or raised("ZeroDivisionError")(got)
            or (loss(*case) < 100 and not math.isfinite(got)),
        "Large logits are made equal here; keep their differences: subtract the largest from all.":
            lambda result, z, c: z[0] == 1000 and z[1] == 998 and same(result, math.log(3)),
        "Right for most logits, but a small probability rounds to 0 before its logarithm is "
        "taken: log(a / b) is log a − log b, and log(exp(x)) is x.":
            lambda result, *case: loss(*case) > 100
            and (raised("ValueError")(result) or result == math.inf),
        "A large loss is cut off here, by a number added to the probability or by the smallest one "
        "allowed. log(a / b) is log a − log b, and log(exp(x)) is x.":
            lambda result, *case: loss(*case) > 900 and 3 < result < 120,
    },
    without=("cross_entropy",),
)  # fmt: skip
