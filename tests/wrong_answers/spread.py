"""Wrong answers to `spread`, under words of the hint that they get."""

WRONG = {
    "sum runs along the wrong axis.": [
        "torch.sqrt((weight**2).sum(dim=1)) * x_spread",
        "(weight ** 2).sum(1).sqrt() * x_spread",
    ],
    "A square root is missing.": "(weight * weight).sum(dim=0) * x_spread",
    "These are the squares of the right numbers: a": "((x_spread * weight) ** 2).sum(dim=0)",
    "This takes the mean where the sum belongs.": "torch.sqrt((weight**2).mean(dim=0)) * x_spread",
    "You added absolute values; variances add up, so": [
        "(x_spread * weight).abs().sum(dim=0)",
        "(weight.abs() * x_spread).sum(0)",
    ],
    "This adds the weights themselves, so that": "(torch.ones(len(weight)) * x_spread) @ weight",
    "Standard deviations of columns do not grow with":
        "torch.stack([column.std() for column in weight.T]) * x_spread",
    "√fan_in · std measures the weights from their":
        "len(weight) ** 0.5 * torch.from_numpy(weight.numpy().std(axis=0)) * x_spread",
    "√fan_in · std takes all weights of the layer; each":
        "len(weight) ** 0.5 * weight.std() * torch.ones(weight.shape[1]) * x_spread",
    "This is one number for the whole layer; each": [
        "torch.sqrt((weight**2).sum()) * x_spread",
        "torch.linalg.norm(weight) * x_spread",
    ],
    "A factor is missing: x_spread.": "torch.linalg.vector_norm(weight, dim=0)",
    "Every result is the right one divided by the root":
        "torch.sqrt((x_spread * weight**2).sum(dim=0))",
    "Every result is the right one times the second":
        "torch.sqrt((weight**2).sum(dim=0)) * x_spread**2",
    "The result is right, but your function changes": """
weight *= x_spread
return weight.norm(dim=0)
""",
    "These are about right, as if measured on random": """
generator = torch.Generator().manual_seed(1)
x = torch.randn(1000, len(weight), generator=generator) * x_spread
return (x @ weight).std(0)
""",
}
