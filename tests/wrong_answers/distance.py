"""Wrong answers to `distance`, under words of the hint that they get."""

WRONG = {
    "A division is missing.":
        "sum(math.dist(table[i], table[j]) for i in rows for j in rows if i < j)",
    "These are distances to all rows of the table;":
        "sum((table - table[i]).norm(dim=1).sum() for i in rows) / (len(rows) * len(table))",
    "These are squared distances; take the root.": """
pairs = [(i, j) for i in rows for j in rows if i < j]
return sum(((table[i] - table[j]) ** 2).sum() for i, j in pairs) / len(pairs)
""",
    "The root was taken after averaging; take the root": """
pairs = [(i, j) for i in rows for j in rows if i < j]
return math.sqrt(sum(((table[i] - table[j]) ** 2).sum() for i, j in pairs) / len(pairs))
""",
    "This is the mean distance to the rows' centre;": """
centre = sum(table[i] for i in rows) / len(rows)
return sum(math.dist(table[i], centre) for i in rows) / len(rows)
""",
    "Every result is 2 times the right one: a factor 2": """
k = len(rows)
return torch.cdist(table[rows], table[rows]).sum() / (k * (k - 1) / 2)
""",
    "A distance is the root of the sum of all squared": """
pairs = [(i, j) for i in rows for j in rows if i != j]
return sum((table[i] - table[j]).abs().sum() for i, j in pairs) / len(pairs)
""",
    "Only some of the pairs were compared; take every": """
pairs = [(rows[n], rows[n + 1]) for n in range(len(rows) - 1)]
return sum((table[i] - table[j]).norm() for i, j in pairs) / len(pairs)
""",
    "The zeros from each row to itself are in the": """
chosen = table[rows]
return torch.cdist(chosen, chosen).mean().item()
""",
}
