"""Exercise `confident`: the loss of one prediction, also where exponentials overflow."""

import math

import torch

from mlp_helpers.exercises.compare import same
from mlp_helpers.exercises.slips import draws, exercise, raised


def instead(*wrong):
    """The symptom of such a number where nothing overflows; whether something does comes second."""
    def shows(got, z, c):
        loss = (z.logsumexp(0) - z[c]).item()
        small = z.abs().max() < 100 and loss < 10 and not same(got, loss)
        return small and any(same(got, version(loss, z, c)) for version in wrong)
    return shows


EXERCISE = exercise(
    "confident",
    cases=[
        *((torch.tensor([1.0, 1.0, 1.0, 6.0]), 0), (4 * draws(1, 27), 13), (draws(2, 5), 4)),
        *((draws(3, 6) - 2, 0), (torch.tensor([1000.0, 998.0, 995.0]), 1)),
        *((torch.tensor([-1001.0, -1000.0]), 0), (torch.tensor([1000.0, 0.0, 970.0]), 1)),
        (torch.tensor([1000.0, -1000.0, -1000.0, 990.0]), 3),
    ],
    mistakes={
        "The largest logit was subtracted in one place only; subtract it from all, at the start.":
            [("shifted[correct]", "logits[correct]"), "right(logits, correct) + logits.max()"],
        "This is how far the right logit lies behind the largest; all exponentials count, summed.":
            "logits.max() - logits[correct]",
        "This takes all characters, in a list, a sum or a mean; only the right one counts.":
            [f"-logits.log_softmax(0){of}" for of in (".mean()", "", ".sum()")],
    },
    symptoms={
        "The logarithm has base 2 (bits) or 10; use the natural one (nats).":
            instead(lambda loss, *_: loss / math.log(2), lambda loss, *_: loss / math.log(10)),
        "The sign is missing: a loss is positive.": instead(lambda loss, *_: -loss),
        "This comes from the probability without a logarithm; the loss is minus its logarithm.":
            instead(lambda loss, *_: math.exp(-loss), lambda loss, *_: -math.exp(-loss),
                lambda loss, *_: math.exp(loss), lambda loss, *_: 1 - math.exp(-loss)),
        "This looks at one logit alone; a softmax divides its exponential by the sum of all.":
            instead(lambda _,
                z, c: z[c], lambda _, z, c: -z[c], lambda _, z, c: -z[c].sigmoid().log()),
        "The sum lacks the right character, or is a mean; a softmax divides by the sum of all.":
            instead(lambda loss, z, c: torch.cat([z[:c], z[c + 1 :]]).logsumexp(0) - z[c],
                lambda loss, z, _: loss - math.log(len(z))),
        "The softmax was taken twice: these logits go through it once.":
            instead(lambda loss, z, c: z.softmax(0).logsumexp(0) - z.softmax(0)[c]),
        "The exponentials overflow, or are all 0: subtract the largest logit from all first.":
            lambda got, z, c: raised("OverflowError")(got) or raised("ZeroDivisionError")(got)
                or (z.max() - z[c] < 100 and not math.isfinite(got)),
        "A small probability rounds to 0 here: log(a / b) is log a − log b, and log(exp(x)) is x.":
            lambda got, z, c: raised("ValueError")(got) or got == math.inf,
        "A clamp or a number added under the log cuts large losses off; log a − log b needs none.":
            lambda got, z, c: z.max() - z[c] > 900 and 3 < got < 120,
    },
    without=("cross_entropy",),
)  # fmt: skip
