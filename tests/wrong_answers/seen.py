"""Wrong answers to `seen`, under words of the hint that they get."""

WRONG = {
    "A short name weighs as much as a long one here:": """
seen = [sum(x) / len(x) for n, x in zip(names, losses, strict=True) if n in train]
unseen = [sum(x) / len(x) for n, x in zip(names, losses, strict=True) if n not in train]
return sum(seen) / len(seen), sum(unseen) / len(unseen)
""",
    "You divided by the number of names; divide by the": """
known = set(train)
seen = [sum(l) for n, l in zip(names, losses) if n in known]
unseen = [sum(l) for n, l in zip(names, losses) if n not in known]
return sum(seen) / len(seen), sum(unseen) / len(unseen)
""",
    "A name that stands twice in the list counts": """
by_name = dict(zip(names, losses))
known = set(train)
seen = [x for name, each in by_name.items() if name in known for x in each]
others = [x for name, each in by_name.items() if name not in known for x in each]
return sum(seen) / len(seen), sum(others) / len(others)
""",
    "The values are right, but returned in the": """
a, b = [], []
for i in range(len(names)):
    if names[i] not in set(train):
        a.extend(losses[i])
    else:
        b.extend(losses[i])
return sum(a) / len(a), sum(b) / len(b)
""",
    "One of the numbers, or both, is the loss on all": """
known = set(train)
seen, everything = [], []
for name, each in zip(names, losses):
    if name in known:
        seen.extend(each)
    everything.extend(each)
return sum(seen) / len(seen), sum(everything) / len(everything)
""",
}
