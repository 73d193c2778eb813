"""Wrong answers to `loss`, under words of the hint that they get."""

SCORED = """
ps = []
for name in names:
    t = "." + name + "."
    ps.extend(probabilities[stoi[x], stoi[y]].item() for x, y in zip(t, t[1:]))
"""

WRONG = {
    "The names were joined, but the first or the last": """
text = ".".join(names) + "."
numbers = torch.tensor([stoi[c] for c in text])
return -probabilities[numbers[:-1], numbers[1:]].log().mean().item()
""",
    "The names were joined without '.' between them:": """
text = "." + "".join(names) + "."
losses = [-math.log(probabilities[stoi[a], stoi[b]]) for a, b in zip(text, text[1:])]
return sum(losses) / len(losses)
""",
    "You divided by the names; divide by all":
        SCORED + "return sum(-math.log(p) for p in ps) / len(names)",
    "This is the logarithm of the average; take the": SCORED + "return -math.log(sum(ps) / len(ps))",
    "A short name weighs as much as a long one here:": """
per_name = []
for name in names:
    text = "." + name + "."
    logs = [-math.log(probabilities[stoi[a], stoi[b]]) for a, b in zip(text, text[1:])]
    per_name.append(sum(logs) / len(logs))
return sum(per_name) / len(per_name)
""",
    "The product over all names soon rounds to 0: add": [
        SCORED + "return -math.log(math.prod(ps)) / len(ps)",
        SCORED + "return math.log(1 / math.prod(ps)) / len(ps)",
        SCORED + "return -math.log(np.prod(ps) ** (1 / len(ps)))",
        SCORED + "return -torch.tensor(ps).prod().log() / len(ps)",
        SCORED + "return -torch.tensor(ps).double().prod().log().item() / len(names)",
        SCORED + "p = 1\nfor q in ps: p *= q\nreturn math.log(p) / len(ps)",
    ],
    "Even for one name a logarithm of 0 or less is taken":
        SCORED + "p = 0\nfor q in ps: p *= q\nreturn -math.log(p) / len(ps)",
    "The first letters and the '.' at the ends are missing.": """
total = 0
for name in names:
    for i in range(len(name) - 1):
        total -= math.log(probabilities[stoi[name[i]], stoi[name[i + 1]]])
return total / sum(len(name) + 1 for name in names)
""",
    "The table is indexed with numbers; stoi": """
total, n = 0, 0
for name in names:
    for a, b in zip("." + name, name + "."):
        total -= math.log(probabilities[a, b])
        n += 1
return total / n
""",
}
