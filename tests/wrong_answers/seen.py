"""Wrong answers to `seen`, under words of the hint that they get."""

DIVIDED = "return sum(a) / len(a), sum(b) / len(b)"
GROUPS = "a, b = [], []\nfor name, each in zip(names, losses):\n    {}\n" + DIVIDED
PARTS = "a, b = ([{} for n, l in zip(names, losses) if (n in train) == s] for s in (True, False))\n"

WRONG = {
    "A short name weighs as much as a long one here:": [
        PARTS.format("sum(l) / len(l)") + DIVIDED,
        """
a, b = {}, {}
for name, each in zip(names, losses):
    (a if name in train else b)[name] = sum(each) / len(each)
return statistics.mean(a.values()), statistics.mean(b.values())
""",
    ],
    "You divided by the number of names; divide by the": [
        PARTS.format("sum(l)") + DIVIDED,
        """
seen = torch.tensor([name in train for name in names])
sums = torch.tensor([sum(each) for each in losses])
return sums[seen].mean().item(), sums[~seen].mean().item()
""",
    ],
    "A name that stands twice in the list counts": """
by_name = dict(zip(names, losses))
known = set(train)
a = [x for name, each in by_name.items() if name in known for x in each]
b = [x for name, each in by_name.items() if name not in known for x in each]
return sum(a) / len(a), sum(b) / len(b)
""",
    "The values are right, but returned in the":
        GROUPS.format("(a if name not in set(train) else b).extend(each)"),
    "One of the numbers, or both, is the loss on all":
        GROUPS.format("a.extend(each if name in train else [])\n    b += each"),
    "A name belongs to the others only if no name of":
        GROUPS.format("for other in train: (a if other == name else b).extend(each)"),
    "A list stands among the numbers: use extend for a":
        [PARTS.format("l") + DIVIDED, PARTS.format("l") + "return np.mean(a), np.mean(b)"],
    "A group is empty when you divide: first take all":
        GROUPS.format("(a if name in train else b).extend(each)").replace("names, l", "names[:1], l"),
    "A name was found inside another, or letters were": [
        GROUPS.format(f"(a if {found} else b).extend(each)") for found in
        ("any(t in name for t in train)", "name[0] in {t[0] for t in train}",
        "name.startswith(tuple(train))", "set(name) in map(set, train)")
    ],
    "Divide by the number of losses: one for each": """
a, b = ([(n, l) for n, l in zip(names, losses) if (n in train) == s] for s in (True, False))
return [sum(sum(l) for _, l in c) / sum(len(n) + 2 for n, _ in c) for c in (a, b)]
""",
}
