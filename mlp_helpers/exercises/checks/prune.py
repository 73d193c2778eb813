"""Exercise `prune`: stop a trial whose loss is above the median at the same look."""

from mlp_helpers.exercises.compare import Raised
from mlp_helpers.exercises.slips import exercise

REACHED, OWN, MEDIAN = "losses[look - 1] for losses", "so_far[-1]", "statistics.median(reached)"
CAME, LOSS = "if len(losses) >= look", "losses[look - 1]"
FALLING = [[2.5, 2.2, 2.0], [2.6, 2.3, 2.1], [2.7, 2.25, 2.05]]
FLAT = [[2.4, 2.4, 2.4], [2.5, 2.5, 2.5], [2.8, 2.8, 2.8]]

EXERCISE = exercise(
    "prune",
    cases=[
        *(([[2.3, 2.1], [2.5], [2.4, 2.2]], [2.2, 2.18]), ([], [2.3]), ([[2.0]], [2.1])),
        *(([[2.4], [2.5, 2.3]], so_far) for so_far in ([2.6, 2.6, 2.6], [2.2, 2.1, 2.0])),
        *(([[2.5, 2.2], [2.6, 2.3], [2.7, 2.0]], [2.4, loss]) for loss in (2.2, 2.25)),
        *((FALLING, so_far) for so_far in ([2.55], [2.55, 2.35], [2.4, 2.0, 2.08])),
        *((FLAT, so_far) for so_far in ([2.6, 2.2, 2.3], [2.3, 2.2, 2.55], [3.0, 2.7, 2.4])),
        ([[2.5, 2.2, 2.4], [2.6, 2.3, 2.5], [2.7, 2.25, 2.45]], [2.4, 2.41, 2.42]),
        *(([[2.0], [2.1], [2.2], [3.6]], [loss]) for loss in (2.12, 2.17, 2.3)),
        ([[2.4, 2.0, 1.9], [2.5, 2.3], [2.6, 2.4]], [2.6, 2.2]),
        *(([[3.0, 1.0], [3.1, 1.1], [3.2, 1.2]], [2.9, loss]) for loss in (2.5, 1.5)),
        *(([[2.9], [2.0], [2.3], [2.2], [2.6]], [loss]) for loss in (2.35, 2.25)),
    ],
    mistakes={
        "A loss that is equal to the median is not above it: False.":
            ("so_far[-1] > statistics", "so_far[-1] >= statistics"),
        "An earlier trial that ended at this very look came so far, too; count it.":
            (CAME, "if len(losses) > look"),
        "The last losses of earlier trials are compared; take those at the same look.":
            [(LOSS, "losses[-1]", " " + CAME, ""), (LOSS, "losses[-1]")],
        "A trial pruned before this look counts with its last loss here; leave it out.":
            (LOSS, "losses[:look][-1]", " " + CAME, ""),
        "This is by the best or the worst of the earlier losses; take the median.":
            [(MEDIAN, "min(reached)"), (MEDIAN, "max(reached)")],
        "The losses were not sorted; the median is the middle one in their order.":
            [(MEDIAN, "reached[len(reached) // 2]"), (MEDIAN, "reached[(len(reached) - 1) // 2]"),
             (MEDIAN, "(reached[len(reached) // 2] + reached[(len(reached) - 1) // 2]) / 2")],
        "The earlier losses are of another look: look number n stands at the place n − 1.":
            [(LOSS, "losses[0]", " " + CAME, ""), (LOSS, "losses[0]"),
             ("[look - 1]", "[look]", CAME, "if len(losses) > look"), ("[look - 1]", "[look - 2]")],
        "The present trial's first, best, worst or mean loss is compared; take its last.":
            [(OWN, of) for of in ("so_far[0]", "min(so_far)", "max(so_far)",
             "statistics.mean(so_far)")] + [(LOSS, "losses[0]", " " + CAME, "", OWN, "so_far[0]"),
             "right(earlier, so_far[:1])", (LOSS, "min(losses[:look])", OWN, "min(so_far)")],
        "Only trials that ran to their end, or end at this look, were counted, not all so far.":
            [(CAME, "if len(losses) == max(map(len, earlier)) >= look"),
             (CAME, "if len(losses) == look")],
        "All losses of a trial, or their best or mean, are compared; take that at this look.":
            [(REACHED, "loss for losses", CAME, "for loss in losses"),
             *((LOSS, f"{of}(losses{part})") for part in ("", "[:look]")
             for of in ("min", "statistics.mean", "statistics.median"))],
        "Losses at earlier looks decide here, too; only the last one counts.":
            [f"{of}(right(earlier, so_far[:look]) for look in range(1, len(so_far) + 1))"
             for of in ("any", "all")],
        "If none of the earlier trials came so far there is nothing to compare with: False.":
            ("return False", "return True"),
        "Of an even number of losses the median is the mean of the middle two, not one of them.":
            [(MEDIAN, f"statistics.median_{which}(reached)") for which in ("high", "low")],
    },
    symptoms={
        "An earlier trial's list may be shorter than `so_far`; take only those that came so far.":
            lambda got, earlier, now: isinstance(got, Raised)
                and any(len(e) >= len(now) for e in earlier),
        "If none of the earlier trials came so far there is no median: return False.":
            lambda got, *case: isinstance(got, Raised),
    },
)  # fmt: skip
