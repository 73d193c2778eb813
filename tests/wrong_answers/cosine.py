"""Wrong answers to `cosine`, under words of the hint that they get."""

WRONG = {
    "This is the dot product; divide it by both":
        "sum((a * b).sum() for a, b in zip(first, second, strict=True))",
    "This is a distance; the cosine is the dot product":
        "sum(((a - b) ** 2).sum() for a, b in zip(first, second, strict=True))",
    "The shapes differ: flatten each tensor first,":
        "F.cosine_similarity(torch.cat(first), torch.cat(second), dim=0)",
    "Only the first or the last tensors were compared;": """
for a, b in zip(first, second, strict=True):
    return (a * b).sum() / (a.norm() * b.norm())
""",
    "The lengths of the single tensors were added;": """
dot = sum((a * b).sum() for a, b in zip(first, second, strict=True))
return dot / (sum(a.norm() for a in first) * sum(b.norm() for b in second))
""",
    "You divided by one length only; divide by those": """
u = torch.cat([part.flatten() for part in first])
v = torch.cat([part.flatten() for part in second])
return (u * v).sum() / u.norm()
""",
    "Brackets are missing: x / a * b divides by a": """
a = torch.cat([t.reshape(-1) for t in first])
b = torch.cat([t.reshape(-1) for t in second])
return (a @ b) / a.norm() * b.norm()
""",
    "Divide by the product of both lengths; each is": """
x = torch.cat([g.flatten() for g in first])
y = torch.cat([g.flatten() for g in second])
return torch.dot(x, y) / (x.norm() + y.norm())
""",
    "The single tensors' cosines were added or": """
values = []
for a, b in zip(first, second, strict=True):
    values.append((a * b).sum() / (a.norm() * b.norm()))
return sum(values) / len(values)
""",
}
