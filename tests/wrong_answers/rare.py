"""Wrong answers to `rare`, under words of the hint that they get."""

WRONG = {
    "A character counts once for each name": """
everything = "".join(names)
return [name for name in names if any(everything.count(c) < fewest for c in name)]
""",
    "A character that stands in exactly": """
kept = []
for name in names:
    if min(sum(c in other for other in names) for c in name) <= fewest:
        kept.append(name)
return kept
""",
    "Return names, those that hold such": """
found = set()
for c in set("".join(names)):
    if len([name for name in names if c in name]) < fewest:
        found.add(c)
return sorted(found)
""",
    "A name is returned once": """
kept = []
for name in names:
    for c in set(name):
        if sum(c in other for other in names) < fewest:
            kept.append(name)
return kept
""",
}
