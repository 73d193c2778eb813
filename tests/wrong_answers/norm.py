"""Wrong answers to `norm`, under words of the hint that they get."""

WRONG = {
    "A square root is missing.":
        "sum((gradient * gradient).sum() for gradient in gradients if gradient is not None)",
    "A parameter without a gradient has None in the":
        "sum((gradient**2).sum() for gradient in gradients).sqrt()",
    "A tensor of several numbers is neither true nor":
        "sum((gradient**2).sum() for gradient in gradients if gradient) ** 0.5",
    "This is made of lengths of parts: add up all": [
        "max(gradient.norm() for gradient in gradients if gradient is not None)",
        "sum(g.norm().item() for g in gradients if g is not None)",
        """
norms = [float(gradient.norm()) for gradient in gradients if gradient is not None]
return sum(norms) / len(norms)
""",
    ],
    "The numbers were not squared one by one; a length":
        "sum(gradient.abs().sum() for gradient in gradients if gradient is not None)",
    "This is a root mean square or a spread; a length":
        "torch.cat([g.reshape(-1) for g in gradients if g is not None]).std()",
    "Not all tensors count here: is one left out, the": """
for gradient in gradients:
    if gradient is not None:
        norm = (gradient**2).sum().sqrt()
return norm
""",
    "The sum of squares was divided by the number of": """
squares = []
for g in filter(lambda t: t is not None, gradients):
    squares.append(g.square().sum())
return (sum(squares) / len(squares)) ** 0.5
""",
    "It ends at the first None: leave that entry out": """
total = 0.0
for g in gradients:
    if g is None:
        break
    total += float((g * g).sum())
return total ** 0.5
""",
}
