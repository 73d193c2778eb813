"""Wrong answers to `prune`, under words of the hint that they get."""

WRONG = {
    "The last losses of earlier trials are compared;":
        "bool(earlier) and so_far[-1] > np.median([losses[-1] for losses in earlier])",
    "The earlier losses are of another look: look":
        "so_far[-1] > statistics.median([x[0] for x in earlier]) if earlier else False",
    "The present trial's first, best, worst or mean":
        "so_far[0] > statistics.median([x[0] for x in earlier]) if earlier else False",
    "An earlier trial that ended at this very look": """
others = [losses[len(so_far) - 1] for losses in earlier if len(losses) > len(so_far)]
return so_far[-1] > statistics.median(others) if others else False
""",
    "All losses of a trial, or their best or mean, are": """
others = [loss for losses in earlier for loss in losses]
return so_far[-1] > statistics.median(others) if others else False
""",
    "If none of the earlier trials came so far there": """
look = len(so_far) - 1
return so_far[-1] > statistics.median(earlier[look])
""",
    "An earlier trial's list may be shorter than": """
looks = list(zip(*earlier, strict=False))
return so_far[-1] > statistics.median(looks[len(so_far) - 1])
""",
    "A trial pruned before this look counts with its": """
n = len(so_far)
filled = [[*losses, *[losses[-1]] * n][n - 1] for losses in earlier]
return so_far[-1] > statistics.median(filled) if filled else False
""",
    "A loss that is equal to the median is not": """
look = len(so_far) - 1
others = [losses[look] for losses in earlier if len(losses) > look]
return bool(others) and so_far[look] >= statistics.median(others)
""",
}
