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
    "The root was taken after averaging; take the root":
        "torch.pdist(table[rows]).square().mean().sqrt()",
    "This is the mean distance to the rows' centre;":
        "torch.cdist(table[rows], table[rows].mean(0)[None]).mean()",
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
    "The zeros from each row to itself are in the": [
        "torch.cdist(table[rows], table[rows]).mean().item()",
        "torch.cdist(table, table)[rows][:, rows].mean()",
    ],
    "[rows, rows] picks that, [rows][:, rows] a block": "torch.cdist(table, table)[rows, rows].mean()",
    "Two different rows may be alike; their distance":
        "d = torch.cdist(table, table)[rows][:, rows]\nreturn d[d > 0].mean()",
    "This is the median, the largest or the smallest":
        "np.median([np.linalg.norm(table[a] - table[b]) for a, b in combinations(rows, 2)])",
    "No pair was found: row numbers come in any order": """
pairs = [(i, j) for i in range(rows[0], rows[-1]) for j in rows if j > i]
return sum((table[i] - table[j]).norm() for i, j in pairs) / len(pairs)
""",
}
