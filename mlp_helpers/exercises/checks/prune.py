"""Exercise `prune`: stop a trial whose loss is above the median at the same look."""

from mlp_helpers.exercises.compare import Raised
from mlp_helpers.exercises.slips import exercise

REACHED, OWN, MEDIAN = "losses[look - 1] for losses", "so_far[-1]", "statistics.median(reached)"
CAME, LOSS = "if len(losses) >= look", "losses[look - 1]"


def came(earlier, so_far):
    """How many of the earlier trials came so far."""
    return sum(len(losses) >= len(so_far) for losses in earlier)


FALLING = [[2.5, 2.2, 2.0], [2.6, 2.3, 2.1], [2.7, 2.25, 2.05]]
FLAT = [[2.4, 2.4, 2.4], [2.5, 2.5, 2.5], [2.8, 2.8, 2.8]]

EXERCISE = exercise(
    "prune",
    cases=[
        ([[2.3, 2.1], [2.5], [2.4, 2.2]], [2.2, 2.18]),
        *(([], [2.3]), ([[2.0]], [2.1]), ([[1.0], [1.1], [1.2], [1.3], [3.0]], [1.7])),
        *(([[2.4], [2.5, 2.3]], so_far) for so_far in ([2.2, 2.1, 2.0], [2.6, 2.6, 2.6])),
        *(([[2.5, 2.2], [2.6, 2.3], [2.7, 2.0]], so_far) for so_far in ([2.4, 2.2], [2.4, 2.25])),
        *((FALLING, [*so_far, loss]) for so_far, loss in (([], 2.65), ([], 2.55), ([2.55], 2.24))),
        *((FALLING, so_far) for so_far in ([2.55, 2.35], [2.9, 2.4, 2.04], [2.4, 2.0, 2.08])),
        ([[2.5, 2.2, 2.4], [2.6, 2.3, 2.5], [2.7, 2.25, 2.45]], [2.4, 2.41, 2.42]),
        *(([[2.0], [2.1], [2.2], [3.6]], [loss]) for loss in (2.3, 2.17, 2.12)),
        ([[1.2], [2.1], [2.2], [2.3]], [2.0]),
        ([[2.4, 2.2], [2.5, 2.3], [2.0], [2.1]], [2.3, 2.21]),
        ([[2.4, 2.2], [2.5, 2.3], [2.9], [3.0]], [2.3, 2.28]),
        ([[2.4, 2.0, 1.9], [2.5, 2.3], [2.6, 2.4]], [2.6, 2.2]),
        ([[2.4, 2.2, 2.1], [2.5, 2.2, 2.3]], [2.3, 2.25]),
        *((FLAT, so_far) for so_far in ([2.6, 2.2, 2.3], [2.4, 2.6, 2.2], [3.0, 2.7, 2.4])),
        *((FLAT, so_far) for so_far in ([2.3, 2.2, 2.55], [2.5])),
        *(([[3.0, 1.0], [3.1, 1.1], [3.2, 1.2]], [2.9, loss]) for loss in (2.5, 1.5)),
        ([[2.9], [2.0], [2.3], [2.2], [2.6]], [2.35]),
        ([[2.6], [2.2], [2.0], [2.3], [2.9]], [2.25]),
    ],
    mistakes={
        "You compared with the last losses of the earlier trials; take those at the same look.":
            (LOSS, "losses[-1]", " " + CAME, ""),
        "You compared with the last losses of the trials that came so far; take the same look.":
            (LOSS, "losses[-1]"),
        "A trial that was pruned before this look counts with its last loss here; leave it out.":
            (LOSS, "losses[:look][-1]", " " + CAME, ""),
        "This compares with the mean of the earlier losses; take the median.":
            ("statistics.median", "statistics.mean"),
        "This is by the best of the earlier losses; take the median.": (MEDIAN, "min(reached)"),
        "This is by the worst of the earlier losses; take the median.": (MEDIAN, "max(reached)"),
        "The losses were not sorted; the median is the middle one in their order.":
            [(MEDIAN, "reached[len(reached) // 2]"), (MEDIAN, "reached[(len(reached) - 1) // 2]"),
             (MEDIAN, "(reached[len(reached) // 2] + reached[(len(reached) - 1) // 2]) / 2")],
        "You compared with the first look; compare with the same look, number len(so_far).":
            [(LOSS, "losses[0]", " " + CAME, ""), (LOSS, "losses[0]")],
        "You compared the first losses; compare the present trial's last one, at its own look.":
            [(LOSS, "losses[0]", " " + CAME, "", OWN, "so_far[0]"),
             "right(earlier, so_far[:1])"],
        "You compared with the look after: look number n stands at the place n − 1.":
            ("[look - 1]", "[look]", CAME, "if len(losses) > look"),
        "You compared with the look before: look number n stands at the place n − 1.":
            ("[look - 1]", "[look - 2]"),
        "A trial that ended at this very look was left out: len(losses) >= len(so_far).":
            (CAME, "if len(losses) > look"),
        "Only trials that ran to their end, or end at this look, were counted, not all so far.":
            [(CAME, "if len(losses) == max(map(len, earlier)) >= look"),
             (CAME, "if len(losses) == look")],
        "You compared with all losses of the earlier trials; take those at the same look.":
            (REACHED, "loss for losses", CAME, "for loss in losses"),
        "You compared with the best, mean or median of each trial; take its loss at this look.":
            [(LOSS, f"{of}(losses{part})") for of in ("min", "statistics.mean", "statistics.median")
             for part in ("", "[:look]")],
        "You compared the best losses up to here, of all; compare those at this look.":
            (LOSS, "min(losses[:look])", OWN, "min(so_far)"),
        "A loss equal to the median is not above it: compare with >.": (OWN + " >", OWN + " >="),
        "This is turned round: a loss below the median is good, and goes on.":
            [(OWN + " >", OWN + " <"), (OWN + " >", OWN + " <=")],
        "True and False are exchanged: True stops the trial.": "not right(earlier, so_far)",
        "You compared the best loss so far; compare the last one.": (OWN, "min(so_far)"),
        "You compared the worst loss so far; compare the last one.": (OWN, "max(so_far)"),
        "You compared the first loss of the present trial; take the last.": (OWN, "so_far[0]"),
        "You compared the mean loss so far; take the last one.": (OWN, "statistics.mean(so_far)"),
        "A trial is stopped here for a loss at an earlier look; only the last one counts.":
            "any(right(earlier, so_far[:look]) for look in range(1, len(so_far) + 1))",
        "A trial is stopped here only if it was behind at every look; only the last one counts.":
            "all(right(earlier, so_far[:look]) for look in range(1, len(so_far) + 1))",
        "If none of the earlier trials came so far there is nothing to compare with: False.":
            ("return False", "return True"),
        "Of an even number of losses this takes the upper of the middle two, which happens, too, "
        "if the present one is counted in. The median of the earlier ones is the mean of the two.":
            (MEDIAN, "statistics.median_high(reached)"),
        "Of an even number of losses this takes the lower of the middle two; take their mean.":
            (MEDIAN, "statistics.median_low(reached)"),
        "earlier[i] holds all losses of one trial; take one loss from each of the trials.":
            "so_far[-1] > statistics.median(earlier[len(so_far) - 1])",
    },
    symptoms={
        "The list of an earlier trial may be shorter than `so_far`; take only those that came so "
        "far.": lambda result, *case: isinstance(result, Raised) and came(*case),
        "If none of the earlier trials came so far, there are no losses to take a median of: "
        "False.": lambda result, *case: isinstance(result, Raised) and not came(*case),
        "One way through your function ends without a return, which makes None; return False.":
            lambda result, *case: result is None,
        "This is a number; return whether the last loss is above the median, True or False.":
            lambda result, *case: isinstance(result, float),
    },
)  # fmt: skip
