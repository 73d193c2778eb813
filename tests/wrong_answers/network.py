"""Wrong answers to `network`, under words of the hint that they get."""

WRONG = {
    "These are the logits; take their softmax.": "weight[previous]",
    "sum runs along the wrong axis.": "torch.softmax(weight[previous], dim=0)",
    "A division is missing.": "weight[previous].exp()",
    "You picked columns of the weight; each character":
        "torch.softmax(weight[:, previous].T, dim=1)",
    "Give one_hot the number of rows, len(weight), in": [
        "(F.one_hot(previous, num_classes=27).float() @ weight).softmax(1)",
        "torch.softmax(F.one_hot(previous).float() @ weight, 1)",
    ],
    "one_hot gives whole numbers: add .float().":
        "(F.one_hot(previous, num_classes=weight.shape[0]) @ weight).softmax(1)",
    "An exponential is missing.": """
logits = weight[previous]
return logits / logits.sum(1, keepdim=True)
""",
    "sum without keepdim=True loses an axis, and lines": [
        "torch.exp(weight[previous]) / torch.exp(weight[previous]).sum(dim=1)",
        "(torch.exp(weight) / torch.exp(weight).sum(dim=1))[previous]",
    ],
    "These are the logarithms of the right numbers:": """
logits = weight[previous]
return logits - logits.exp().sum(1, keepdim=True).log()
""",
    "sum takes all numbers together; it is to run": """
exponentials = weight[previous].exp()
total = exponentials.sum()
return exponentials / total
""",
    "Only one entry of `previous` was used; return one": """
row = weight[previous[0].item()]
e = row.exp()
return e / e.sum()
""",
    "It has fewer axes than you give indices": "weight[previous[:, 0]].softmax(1)",
}
