"""Wrong answers to `variance`, under words of the hint that they get."""

C = "c = table - table.mean(dim=0)\n"
SQUARES = C + "squares = torch.linalg.svdvals(c) ** 2\nreturn {}"
SVD = C + "u, s, v = torch.linalg.svd(c, full_matrices=False)\nreturn {}"
SHARE = "squares[:k].sum() / squares.sum()"

WRONG = {
    "Something is left out: table.mean(0) is to be":
        SQUARES.format(SHARE).replace("(c)", "(table)"),
    "A square is missing.": [
        "values = np.linalg.svd(table - table.mean(0))[1]\nreturn values[:k].sum() / values.sum()",
        SVD.format("sum(s[i] for i in range(k)) / sum(s)"),
    ],
    "These are columns; a component is a mixture of": """
variances = sorted(table.var(dim=0).tolist(), reverse=True)
return sum(variances[:k]) / sum(variances)
""",
    "This is one component; add up the first k.": SQUARES.format("squares[k - 1] / squares.sum()"),
    "A slice ends one place late.": [
        SQUARES.format("squares[:k + 1].sum() / squares.sum()"),
        SVD.format("(s[:k + 1] ** 2).sum() / (s ** 2).sum()"),
    ],
    "A slice ends one place early.": SQUARES.format("sum(squares[:k - 1]) / sum(squares)"),
    "Not the k largest are added up here: look at the": [
        SQUARES.format("squares[k:].sum() / squares.sum()"),
        SQUARES.format("squares[-k:].sum() / squares.sum()"),
        C + "values = torch.linalg.eigvalsh(c.T @ c)\nreturn values[:k].sum() / values.sum()",
    ],
    "This is k divided by a size, as singular vectors":
        [SVD.format(f"({cut} ** 2).sum() / ({cut[0]} ** 2).sum()") for cut in ("u[:, :k]", "v[:k]")],
    "Subtract each column's mean, not each row's.":
        SQUARES.format(SHARE).replace("dim=0", "dim=1, keepdim=True"),
    "mean takes all numbers together; it is to run": SQUARES.format(SHARE).replace("dim=0", ""),
    "A division is missing.": SQUARES.format("squares[:k].sum()"),
}
