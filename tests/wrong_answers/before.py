"""Wrong answers to `before`, under words of the hint that they get."""

WRONG = {
    "Each row is shared out here: what comes next.": "F.normalize(counts.float(), p=1, dim=1)",
    "Column j is divided by the sum of row j; divide it": "counts / counts.sum(dim=-1)",
    "This divides by the sum of all counts; j is given": """
row_share = counts.sum(1, keepdim=True) / counts.sum()
return counts / counts.sum(1, keepdim=True) * row_share
""",
    "Rows and columns are exchanged: this is the": """
columns = [counts[:, j] / counts[:, j].sum() for j in range(counts.shape[1])]
return torch.stack(columns)
""",
    "This is what comes next, with rows and columns exchanged": """
P = counts.float()
P /= P.sum(1, keepdim=True)
return P.T
""",
    "A division is cut to a whole number: use /": """
for j in range(counts.shape[1]):
    counts[:, j] = counts[:, j] / counts[:, j].sum()
return counts
""",
    "A table of whole numbers holds no fractions": """
for j in range(counts.shape[1]):
    counts[:, j] /= counts[:, j].sum()
return counts
""",
    "What comes next is multiplied by how often i comes": """
P = counts / counts.sum(1, keepdim=True)
return P * (counts.sum(1) / counts.sum()) / (counts.sum(0) / counts.sum())
""",
    "Row i is divided by the sum of column i": "counts / counts.sum(0, keepdim=True).T",
    "A column's sum changes while its entries": """
P = counts.float()
for i in range(len(P)):
    for j in range(len(P)):
        P[i, j] /= P[:, j].sum()
return P
""",
    "All rows are the same one: [[0] * n] * n": """
n = len(counts)
P = [[0] * n] * n
for i in range(n):
    for j in range(n):
        P[i][j] = counts[i, j].item() / counts[:, j].sum().item()
return torch.tensor(P)
""",
    "An index is past the end: the last row is": """
table = torch.zeros(27, 27)
for j in range(27):
    table[:, j] = counts[:, j] / counts[:, j].sum()
return table
""",
}
