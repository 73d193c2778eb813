"""Wrong answers to `relu`, under words of the hint that they get."""

WRONG = {
    "Here the boundary itself counts, too: > and >=": "torch.where(x < 0, 0.0, g)",
    "This applies ReLU to g. A negative gradient": "F.relu(g)",
    "Negative gradients were set to 0 as well; the": "F.relu(g) * (F.relu(x) > 0)",
    "You multiplied g by the output or by x; multiply": "g * F.relu(x)",
    "It never uses its argument 'g'.": "torch.maximum(x, torch.zeros_like(x))",
    "The gradient passes where x is negative; it must": "torch.where(x > 0, 0.0, g) * (x != 0)",
    "Something passes where x is negative, too; after": "torch.sign(x) * g",
    "A factor is missing: x > 0.": "g * 1.0",
    "The blocked numbers were left out; put a 0 in": "torch.masked_select(g, x > 0)",
    "The result is right, but your function changes": """
g[x <= 0] = 0
return g
""",
    "The slope grows with x here, up to 1; it is 1 for": """
slope = x.clamp(min=0, max=1)
return g * slope
""",
    "A factor is missing: g.": """
slope = torch.zeros_like(x)
slope[x > 0] = 1
return slope
""",
    "`if` and `max` cannot say of a row whether it is": """
values = []
for a, b in zip(x, g):
    values.append(b if a > 0 else torch.tensor(0.0))
return torch.stack(values)
""",
}
