"""Wrong answers to `shared`, under words of the hint that they get."""

WRONG = {
    "You divided by another length; the share is one":
        "len([name for name in other if name in train]) / len(train)",
    "A name that stands twice in `other` counts twice,": [
        "len(set(train).intersection(other)) / len(other)",
        "len(set(train).intersection(other)) / len(train)",
        "len(set(train) & set(other)) / len(set(train) | set(other))",
    ],
    "The lists are exchanged: the share is one of":
        "sum(1 for name in train if name in other) / len(train)",
    "Every result is 100 times the right one: look for":
        "sum(name in train for name in other) / len(other) * 100",
    "Each number is 1 minus the right one.":
        "sum(name not in train for name in other) / len(other)",
    "A division by len(other) is missing.": "len([name for name in other if name in train])",
    '"ann" is found in "joanna" here; compare whole': """
text = " ".join(train)
return sum(name in text for name in other) / len(other)
""",
    "How often a name stands in `train` is of no": """
counts = Counter(train)
return sum(counts[name] for name in other) / len(other)
""",
    "Names were compared at the same place only; look": """
count = 0
for i in range(min(len(train), len(other))):
    count += train[i] == other[i]
return count / len(other)
""",
    "The digits after the point are cut off: use /": """
known = set(train)
found = 0
for n in other:
    found += n in known
return found // len(other)
""",
}
