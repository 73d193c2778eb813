"""Wrong answers to `draw`, under words of the hint that they get."""

WRONG = {
    "A piece holds its left end and not its right end": [
        "sum(u > end for end in accumulate(probabilities))",
        "torch.searchsorted(torch.tensor(probabilities).cumsum(0), u).item()",
    ],
    "A piece holds its left end, too: left <= u < right.": """
left = 0
for i, p in enumerate(probabilities):
    right = left + p
    if left < u < right:
        return i
    left = right
""",
    "u is compared with one probability; compare it with": [
        "[i for i in range(len(probabilities)) if u - probabilities[i] < 0][0]",
        "max([i for i, p in enumerate(probabilities) if p <= u], default=0)",
    ],
    "The first piece with u < end counts": """
total = 0
for i, p in enumerate(probabilities):
    total += p
    position = i if u < total else i + 1
return position
""",
    "Every result is too large by 1.": """
total, i = 0, 0
while total <= u:
    total += probabilities[i]
    i += 1
return i
""",
    "This is the piece before: u lies in the one after": """
total, found = 0, 0
for i, p in enumerate(probabilities):
    total += p
    if total <= u:
        found = i
return found
""",
    "The first piece, which begins at 0, is never found.": """
ends = list(accumulate(probabilities))
for i in range(1, len(ends)):
    if ends[i - 1] <= u < ends[i]:
        return i
""",
    ".index finds only the first piece of this length": """
end = 0
for p in probabilities:
    end += p
    if end > u:
        return probabilities.index(p)
""",
    "u is compared with the left end of each piece: add": """
for i in range(len(probabilities)):
    if u < sum(probabilities[:i]):
        return i
return len(probabilities) - 1
""",
    "The pieces have different lengths here": "math.floor(len(probabilities) * u)",
    "It never uses its argument 'u'.": "torch.multinomial(torch.tensor(probabilities), 1).item()",
}
