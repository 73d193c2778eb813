"""Wrong answers to `variance`, under words of the hint that they get."""

WRONG = {
    "Something is left out: table.mean(0) is to be": """
values = torch.linalg.svdvals(table)
return (values[:k] ** 2).sum() / (values**2).sum()
""",
    "A square is missing.": """
values = torch.linalg.svdvals(table - table.mean(dim=0, keepdim=True))
return values[:k].sum() / values.sum()
""",
    "These are columns; a component is a mixture of": """
variances = sorted(table.var(dim=0).tolist(), reverse=True)
return sum(variances[:k]) / sum(variances)
""",
    "This is one component; add up the first k.": """
squares = torch.linalg.svdvals(table - table.mean(dim=0)) ** 2
return squares[k - 1] / squares.sum()
""",
    "Not the k largest are added up here: look at the": """
squares = torch.linalg.svdvals(table - table.mean(dim=0)) ** 2
return squares[k:].sum() / squares.sum()
""",
    "Subtract each column's mean, not each row's.": """
squares = torch.linalg.svdvals(table - table.mean(dim=1, keepdim=True)) ** 2
return squares[:k].sum() / squares.sum()
""",
    "mean takes all numbers together; it is to run": """
squares = torch.linalg.svdvals(table - table.mean()) ** 2
return squares[:k].sum() / squares.sum()
""",
    "A division is missing.": """
squares = torch.linalg.svdvals(table - table.mean(dim=0)) ** 2
return squares[:k].sum()
""",
}
