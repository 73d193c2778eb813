"""Wrong answers to `smooth`, under words of the hint that they get."""

WRONG = {
    "Empty `counts` are not treated: nothing": """
total, freed = sum(counts.values()), discount * len(counts)
return {c: (max(counts.get(c, 0) - discount, 0) + freed * lower[c]) / total for c in lower}
""",
    "The result lacks some characters: go through the": """
total, freed = sum(counts.values()), discount * len(counts)
return {c: (n - discount + freed * lower[c]) / total for c, n in counts.items()}
""",
    "These are the plain shares of the counts; the": """
if not counts:
    return lower
return {c: counts.get(c, 0) / sum(counts.values()) for c in lower}
""",
    "The result does not sum to 1: give back as much": """
if not counts:
    return lower
total = sum(counts.values())
return {c: max(counts.get(c, 0) - discount, 0) / total for c in lower}
""",
    "What was taken off was shared out equally; share": """
if not counts:
    return lower
total, each = sum(counts.values()), discount * len(counts) / len(lower)
return {c: max(counts.get(c, 0) - discount, 0) / total + each / total for c in lower}
""",
    "Brackets are missing: both parts are divided by": """
if not counts:
    return lower
total, freed = sum(counts.values()), discount * len(counts)
return {c: max(counts.get(c, 0) - discount, 0) + freed * lower[c] / total for c in lower}
""",
}
