"""Wrong answers to `nearest`, under words of the hint that they get."""

WRONG = {
    "`row` itself is in the list; leave it out by its": [
        "(table @ table[row]).argsort(descending=True).tolist()[1 : k + 1]",
        """
distances = np.abs(table.numpy() - table[row].numpy()).max(1)
return list(np.argsort(distances)[:k])
""",
    ],
    "This is the order by Euclidean distance; the": """
order = np.argsort([math.dist(table[row], other) for other in table])
return [int(i) for i in order if i != row][:k]
""",
    "The row was taken out first, so others got new": """
others = torch.cat([table[:row], table[row + 1 :]])
return F.cosine_similarity(others, table[row : row + 1]).topk(k).indices.tolist()
""",
    "A division by table.norm(dim=1, keepdim=True) is": """
scores = table @ table[row]
scores[row] = -math.inf
return scores.topk(k).indices.tolist()
""",
    "There is one row too few: k remain without `row`.": """
unit = table / table.norm(dim=1, keepdim=True)
best = (unit @ unit[row]).topk(k).indices.tolist()
return [i for i in best if i != row]
""",
    "The numbers are right; return them as plain numbers": """
cos = F.cosine_similarity(table, table[row].unsqueeze(0), dim=1)
cos[row] = -2
return cos.argsort(descending=True)[:k]
""",
    "Return the numbers of the rows alone, not": """
cos = F.cosine_similarity(table, table[row].unsqueeze(0), dim=1)
others = [c for i, c in enumerate(cos.tolist()) if i != row]
return sorted(others, reverse=True)[:k]
""",
}
