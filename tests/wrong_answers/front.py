"""Wrong answers to `front`, under words of the hint that they get."""

WRONG = {
    "A model that is equal in size or loss, and worse":
        "sorted(m for m in models if not any(o[0] < m[0] and o[1] <= m[1] for o in models))",
    "Each model was compared with itself, too, and": [
        "sorted(m for m in models if not any(o[0] <= m[0] and o[1] <= m[1] for o in models))",
        "sorted(((size, loss) for size, loss in models if not any((s <= size and l <= loss for s, l in models))))",
    ],
    "This is only the model with the lowest loss;":
        "[min(models, key=lambda model: (model[1], model[0]))]",
    "The return stands inside the loop, so only the": "[min(models)]",
    "These are all models; leave out those that are": "sorted(models)",
    "This compares with one model before; compare with": """
models = sorted(models)
better = [b for a, b in pairwise(models) if b[1] < a[1]]
return models[:1] + better
""",
    "One respect is enough to be beaten here; it takes": """
def beaten(m):
    return any(o != m and (o[0] <= m[0] or o[1] <= m[1]) for o in models)
return sorted(m for m in models if not beaten(m))
""",
    "Sort the models by size, the smallest first,": """
kept = [
    model for i, model in enumerate(models) if all(model[1] < other[1] for other in models[:i])
]
return sorted(kept)
""",
    "This is the best of each size or loss; a model": """
best = {}
for size, loss in models:
    best[size] = min(loss, best.get(size, math.inf))
return sorted(best.items())
""",
}
