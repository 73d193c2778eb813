"""Wrong answers to `standardise`, under words of the hint that they get."""

WRONG = {
    "A mean or variance is that of all numbers here;":
        "(x - x.mean()) / torch.sqrt(x.var(unbiased=False) + eps)",
    "The squares were divided by N − 1, as PyTorch's":
        "(x - x.mean(0)) / torch.sqrt(torch.var(x, dim=0) + eps)",
    "eps was added outside the root; add it to the":
        "(x - x.mean(0)) / (x.std(0, unbiased=False) + eps)",
    "Something is left out: eps is to be added.": "(x - x.mean(0)) / x.std(0, unbiased=False)",
    "PyTorch's std divides by N − 1, not N; and eps":
        "(x - torch.mean(x, 0)) / (torch.std(x, 0) + eps)",
    "It never uses its argument 'eps'.": "(x - torch.mean(x, 0)) / torch.std(x, 0)",
    "The mean was not subtracted from x.": "x / torch.sqrt(x.var(0, correction=0) + eps)",
    "A division is missing.": "x - x.mean(0, keepdim=True)",
    "Subtract the mean from x first, with brackets":
        "x - x.mean(0) / torch.sqrt(x.var(0, correction=0) + eps)",
    "The root mean square of x is not the standard":
        "(x - x.mean(0)) * torch.rsqrt(torch.mean(x * x, 0) + eps)",
    "Means or variances are those of rows here; take": """
mean, variance = x.mean(1, keepdim=True), x.var(1, keepdim=True, unbiased=False)
return (x - mean) / torch.sqrt(variance + eps)
""",
    "A square root is missing.": """
centred = x - x.mean(0)
return centred / ((centred**2).mean(0) + eps)
""",
    "This multiplies; divide.": "(x - x.mean(0)) * torch.sqrt(x.var(0, correction=0) + eps)",
    "eps belongs into every column, not only into those":
        "(x - x.mean(0)) / x.std(0, correction=0).clamp(min=eps)",
    "The result is right, but your function changes": """
variance = x.var(0, correction=0)
x -= x.mean(0)
return x / (variance + eps).sqrt()
""",
}
