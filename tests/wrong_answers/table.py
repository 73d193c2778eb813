"""Wrong answers to `table`, under words of the hint that they get."""

WRONG = {
    "It never uses its argument 'rows'.":
        "torch.stack([g[x == c].sum(0) for c in sorted(set(x.flatten().tolist()))])",
    "Not all places were used: x has N examples, each":
        "F.one_hot(x[:, 0], rows).float().T @ g[:, 0]",
    "index_add_ wants one row of indices, and g's": [
        "torch.zeros(rows, g.shape[2]).index_add_(0, x, g)",
        "torch.zeros(rows, g.shape[2]).index_add_(0, x.reshape(-1), g)",
    ],
    "Every result is the right one divided by the": """
one_hot = F.one_hot(x.reshape(-1), rows).float()
return one_hot.T @ g.reshape(-1, g.shape[2]) / x.shape[0]
""",
    "Rows and columns are exchanged: this is the": """
one_hot = F.one_hot(x.reshape(-1), rows).float()
return g.reshape(-1, g.shape[2]).T @ one_hot
""",
    "The g of a whole context were added up first;": """
counts = torch.stack([(x == c).sum(1) for c in range(rows)]).to(g.dtype)
return counts @ g.sum(1)
""",
    "A row that is looked up several times keeps one g": """
table = torch.zeros(rows, g.shape[2])
table[x] = g
return table
""",
    "Places and gradients do not belong together:": """
total = torch.zeros(rows, g.shape[2])
indices = x.T.flatten()
return total.index_add_(0, indices, g.flatten(0, 1))
""",
    "total[indices] += counts a character that occurs": """
table = torch.zeros(rows, g.shape[2])
for t in range(x.shape[1]):
    table[x[:, t]] += g[:, t]
return table
""",
}
