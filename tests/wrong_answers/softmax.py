"""Wrong answers to `softmax`, under words of the hint that they get."""

WRONG = {
    "Only the way through the own place is there;": "g * (p - p**2)",
    "The own place was taken off twice: with 1 − p in":
        'g * p * (1 - p) - p * torch.einsum("nv,nv->n", g, p)[:, None]',
    "A factor is missing: p.": "g - (g * p).sum(-1, keepdim=True)",
    "You subtracted the sum of g; each g in the sum is": "p * g - p * g.sum(dim=1).unsqueeze(1)",
    "You subtracted the plain mean of g; weigh each g": "p * (g - g.mean(dim=1).unsqueeze(1))",
    "This takes the mean where the sum belongs.": "p * (g - (p * g).mean(dim=1).unsqueeze(1))",
    "The sum is not that of a row here; one softmax is": [
        "p * (g - (p * g).sum(0))",
        "p * g - p * torch.sum(p * g)",
    ],
    "sum without keepdim=True loses an axis, and lines": "p * (g - (p * g).sum(dim=1))",
    "This is p − g, as for softmax and cross-entropy": [
        "p - g",
        "(p - g) / len(p)",
    ],
    "Only the own probability counts here; the others": "torch.mul(g, p)",
    "A difference is turned round.": "p * ((g * p).sum(1)[:, None] - g)",
    "Every result is the right one divided by the":
        "p * (g - (g * p).sum(1)[:, None]) / p.shape[0]",
    "Only g was multiplied by p; the sum needs the": """
gp = g * p
return gp - gp.sum(1, keepdim=True)
""",
    "A sign is wrong: the weighted mean is to be": """
weighted = (g * p).sum(dim=1, keepdim=True)
return p * (g + weighted)
""",
    "The result is right, but your function changes": """
g *= p
return g - p * g.sum(1, keepdim=True)
""",
}
