"""Wrong answers to `shrink`, under words of the hint that they get."""

WRONG = {
    "Each item was tried alone, against the whole": """
kept = []
for i, item in enumerate(items):
    if not fails([other for j, other in enumerate(items) if j != i]):
        kept.append(item)
return kept
""",
    "After an item is left out the next one has moved": """
kept = list(items)
for i in range(len(items)):
    if i < len(kept) and fails(kept[:i] + kept[i + 1 :]):
        del kept[i]
return kept
""",
    "All equal items go together here": """
kept = list(items)
for item in items:
    rest = [other for other in kept if other != item]
    if fails(rest):
        kept = rest
return kept
""",
    "It goes through the items from the last": """
kept = list(items)
for i in reversed(range(len(items))):
    if fails(kept[:i] + kept[i + 1 :]):
        kept = kept[:i] + kept[i + 1 :]
return kept
""",
    "It looks for single items with which": "list(filter(lambda item: fails([item]), items))",
    "It leaves out one item only": """
for i in range(len(items)):
    if fails(items[:i] + items[i + 1 :]):
        return items[:i] + items[i + 1 :]
return list(items)
""",
}
