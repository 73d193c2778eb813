"""Wrong answers to `combine`, under words of the hint that they get."""

TENSORS = "o, p = torch.tensor(observed), torch.tensor(permuted)\n"
SHARE = "\nreturn (1 + c) / (1 + len(permuted))"
MEAN = "mean = statistics.mean\n"

WRONG = {
    "These are p-values of single networks; make one": [
        TENSORS + "return ((1 + (p <= o).sum(0)) / (1 + len(p))).mean()",
        """
each = []
for i in range(len(observed)):
    column = [shuffle[i] for shuffle in permuted]
    each.append((1 + sum(x <= observed[i] for x in column)) / (1 + len(column)))
return min(each)
""",
    ],
    "A shuffle counts where its mean is small, however":
        [TENSORS + f"c = (p <= o).{name}(1).sum().item()" + SHARE for name in ("all", "any")],
    "The mean runs over the shuffles; take it over the":
        "c = sum(np.mean(permuted, axis=0) <= np.mean(observed))" + SHARE,
    "All numbers were compared one by one; compare the":
        TENSORS + "return (1 + (p.flatten() <= o.mean()).sum()) / (1 + p.numel())",
    "Only one mean was compared; each shuffle has its": """
smaller = 0
for shuffle in permuted:
    smaller += sum(shuffle) / len(shuffle) <= sum(observed) / len(observed)
    return (1 + smaller) / (1 + len(permuted))
""",
    "The observed mean itself is missing: add 1 above":
        MEAN + "return mean(mean(s) <= mean(observed) for s in permuted)",
    "One of the two 1s is missing.":
        MEAN + "return (1 + sum(mean(s) <= mean(observed) for s in permuted)) / len(permuted)",
    "Brackets are missing":
        MEAN + "return 1 + sum(mean(s) <= mean(observed) for s in permuted) / (1 + len(permuted))",
    "Here the boundary itself does not count":
        "c = sum(sum(s) < sum(observed) for s in permuted)" + SHARE,
    "Small means are extreme": "c = sum(sum(s) >= sum(observed) for s in permuted)" + SHARE,
    "A mean is the sum over the networks, divided by":
        "c = sum(sum(s) <= statistics.mean(observed) for s in permuted)" + SHARE,
    "It never uses its argument 'observed'":
        "c = sum(np.mean(s) <= np.mean(permuted) for s in permuted)" + SHARE,
    "For the arguments ([": [
        f"f = lambda of: {f}\nc = sum(f(s) <= f(observed) for s in permuted)" + SHARE
        for f in ("sum(x * x for x in of)", "round(statistics.mean(of), 1)")
    ],
    "Each network's numbers were sorted apart; leave":
        "c = sum(np.sort(permuted, axis=0).mean(1) <= np.mean(observed))" + SHARE,
    "Only one network was used": "c = len([s for s in permuted if s[0] <= observed[0]])" + SHARE,
    "Take the mean over the networks, not the median":
        "c = sum(np.median(s) <= np.median(observed) for s in permuted)" + SHARE,
    "Lists are compared by their first different":
        "c = sum(s <= observed for s in permuted)" + SHARE,
    "Two values of different kinds are compared":
        "c = sum(s <= statistics.mean(observed) for s in permuted)" + SHARE,
}
