"""Wrong answers to `layernorm`, under words of the hint that they get."""

WRONG = {
    "These are standardised columns, as in batch": [
        "(x - x.mean(0)) / torch.sqrt(x.var(0, correction=0) + eps)",
        "(x - x.mean(0)) / (x.std(0, correction=0) + eps)",
    ],
    "A mean or variance is not that of a row here;": "F.layer_norm(x, x.shape, eps=eps)",
    "The squares were divided by dim − 1, as PyTorch's":
        "(x - x.mean(1, keepdim=True)) / torch.sqrt(x.var(1, keepdim=True) + eps)",
    "Something is left out: eps is to be added.": "F.layer_norm(x, x.shape[1:], eps=0)",
    "It never uses its argument 'eps'.":
        "torch.stack([(row - row.mean()) / row.std() for row in x])",
    "A square root is missing.":
        "torch.stack([(row - row.mean()) / (row.var(correction=0) + eps) for row in x])",
    "Something is left out: x.mean(1, keepdim=True) is":
        "x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps)",
    "The mean was not subtracted; take each row's mean":
        "x / torch.sqrt(x.var(-1, keepdim=True, correction=0) + eps)",
    "A division is missing.": "(x.T - x.mean(1)).T",
    "Means and variances must stay columns, to line up":
        "(x - x.mean(dim=1)) / torch.sqrt(x.var(dim=1, correction=0) + eps)",
    "eps was added outside the root; add it to the": """
centred = x - x.mean(1, keepdim=True)
return centred / (torch.sqrt((centred**2).mean(1, keepdim=True)) + eps)
""",
    "PyTorch's std divides by dim − 1, not dim; eps":
        "torch.stack([(row - row.mean()) / (row.std() + eps) for row in x])",
    "This is batch normalisation, which fails for one": "F.batch_norm(x, None, None, training=True)",
    "The root mean square of x is not the standard": """
mean_square = (x**2).mean(-1, keepdim=True)
return (x - x.mean(-1, keepdim=True)) / torch.sqrt(mean_square + eps)
""",
    "The result is right, but your function changes": """
x -= x.mean(1, keepdim=True)
return x / torch.sqrt((x ** 2).mean(1, keepdim=True) + eps)
""",
}
