"""Wrong answers to `join`, under words of the hint that they get."""

WRONG = {
    "The embeddings are looked up but not joined: give": "table[X]",
    "The axes were exchanged: an example's numbers lie":
        "table[X].permute(0, 2, 1).reshape(len(X), -1)",
    "The embeddings are added up or averaged; put them": [
        "table[X].sum(dim=1)",
        "table[X].sum(1)",
    ],
    "Each character has a row of its own here; each": "table[X].reshape(-1, table.shape[1])",
    "The width holds a number that fits some tables or": [
        "table[X].reshape(-1, 2 * X.shape[1])",
        "table[X].view(-1, 6)",
    ],
    "All examples stand in one long row; each needs a": "table[X].flatten()",
    "Only some characters of each example are joined;": """
e = table[X]
return torch.cat([e[:, 0], e[:, 1], e[:, 2]], dim=1)
""",
    "The examples are joined here; it is the": """
emb = table[X]
return torch.cat(torch.unbind(emb, dim=0), dim=1)
""",
    "The width is the length of the context times the": """
B, T = X.shape
D = table.shape[0]
return table[X].view(B, T * D)
""",
    "The oldest character comes first; here it comes": """
rows = []
for example in X:
    parts = [table[i] for i in reversed(example.tolist())]
    rows.append(torch.cat(parts))
return torch.stack(rows)
""",
}
