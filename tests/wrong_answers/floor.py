"""Wrong answers to `floor`, under words of the hint that they get."""

WRONG = {
    "Divide by how often the context occurs.": """
pairs = Counter(examples)
return sum(-math.log(pairs[pair] / len(examples)) for pair in examples) / len(examples)
""",
    "The contexts were ignored: this is the floor for": """
following = Counter(b for _, b in examples)
return -sum(n / len(examples) * math.log(n / len(examples)) for n in following.values())
""",
    "Count how often the continuation occurs.": """
counts = Counter(context for context, _ in examples)
return sum(math.log(counts[context]) for context, _ in examples) / len(examples)
""",
    "This is the sum; divide by the number of examples.": """
pairs, contexts = Counter(examples), Counter(context for context, _ in examples)
return -sum(math.log(pairs[pair] / contexts[pair[0]]) for pair in examples)
""",
    "Each different pair was counted once; a pair that": """
contexts = Counter(context for context, _ in examples)
pairs = Counter(examples)
return sum(-math.log(pairs[p] / contexts[p[0]]) for p in pairs) / len(pairs)
""",
    "A minus sign is missing.": """
both = Counter(examples)
ctx = Counter(e[0] for e in examples)
return sum(math.log(both[e] / ctx[e[0]]) for e in examples) / len(examples)
""",
    "All continuations of a context are equal here; a": """
following = {}
for context, character in examples:
    following.setdefault(context, set()).add(character)
return sum(math.log(len(following[context])) for context, _ in examples) / len(examples)
""",
}
