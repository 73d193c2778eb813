"""Wrong answers to `loss`, under words of the hint that they get."""

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
    "You divided by the names; divide by all": """
total = 0
for name in names:
    text = "." + name + "."
    total += sum(-probabilities[stoi[a], stoi[b]].log().item() for a, b in zip(text, text[1:]))
return total / len(names)
""",
    "This is the logarithm of the average; take the": """
ps = []
for name in names:
    t = "." + name + "."
    ps.extend(probabilities[stoi[x], stoi[y]].item() for x, y in zip(t, t[1:]))
return -math.log(sum(ps) / len(ps))
""",
    "A short name weighs as much as a long one here:": """
per_name = []
for name in names:
    text = "." + name + "."
    logs = [-math.log(probabilities[stoi[a], stoi[b]]) for a, b in zip(text, text[1:])]
    per_name.append(sum(logs) / len(logs))
return sum(per_name) / len(per_name)
""",
}
