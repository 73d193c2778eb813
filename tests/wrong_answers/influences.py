"""Wrong answers to `influences`, under words of the hint that they get."""

WRONG = {
    "Rows that were replaced stay replaced": """
changed = x.clone()
found = []
for j in range(len(x)):
    if j != i:
        changed[j] = other
        if not torch.allclose(f(changed)[i], f(x)[i], atol=0.0001, rtol=0):
            found.append(j)
return found
""",
    "Row i itself was replaced": """
found = []
for j in range(len(x)):
    y = x.clone()
    y[j] = other
    if not ((f(y)[i] - f(x)[i]).abs() <= 0.0001).all():
        found.append(j)
return found
""",
    "A nan passes for no change": """
return [j for j in range(len(x)) if j != i
        and ((f(torch.cat([x[:j], other[None], x[j + 1:]])) - f(x))[i].abs() > 0.0001).any()]
""",
    "changes its arguments": """
before = f(x.clone())[i]
found = []
for j in range(len(x)):
    if j != i:
        kept = x[j].clone()
        x[j] = other
        if not ((f(x)[i] - before).abs() <= 0.0001).all():
            found.append(j)
        x[j] = kept
x += 1
return found
""",
    "Row j is set to 0": """
found = []
for j in range(len(x)):
    if j == i:
        continue
    y = x.clone()
    y[j] = torch.zeros_like(y[j])
    if not ((f(y)[i] - f(x)[i]).abs() <= 0.0001).all():
        found.append(j)
return found
""",
}
