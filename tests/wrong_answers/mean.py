"""Wrong answers to `mean`, under words of the hint that they get."""

WRONG = {
    "A division by T is missing.": "torch.stack([g] * T, 1)",
    "This multiplies by T; divide.": "torch.stack([T * g] * T, 1)",
    "The numbers are right, but there is one row for": [
        "g.unsqueeze(1) / T",
        "g / T",
    ],
    "The context is not the middle axis: the shape": "torch.stack([g / T] * T)",
    "The rows are in a wrong order: make the new axis":
        "torch.cat([g / T] * T).view(-1, T, g.shape[1])",
    "A division is cut to a whole number": "(g // T)[:, None, :].repeat(1, T, 1)",
    "The divisor is wrong: the mean is over the T": """
N, D = g.shape
return g.reshape(N, 1, D).expand(N, T, D) / N
""",
    "All of g went to the first or last place; every": """
N, D = g.shape
return torch.cat([g[:, None], torch.zeros(N, T - 1, D)], 1)
""",
    "The T copies of a number stand side by side;": """
N, D = g.shape
return (g / T).repeat_interleave(T, dim=1).reshape(N, T, D)
""",
    "You divided by 3, whatever `T` is.": """
ones = torch.ones(len(g), T, g.shape[1])
return ones * g[:, None] / 3
""",
    "The result is right, but your function changes": """
g /= T
out = torch.empty(g.shape[0], T, g.shape[1])
for t in range(T):
    out[:, t, :] = g
return out
""",
}
