"""Wrong answers to `update`, under words of the hint that they get."""

WRONG = {
    "This is the change of the spread; subtract number": [
        "(after.std() - before.std()) / before.std()",
        "abs(after.std() - before.std()) / before.std()",
    ],
    "You divided by the spread after the step; divide":
        "torch.std(before - after) / torch.std(after)",
    "A division by before.std() is missing.": "float((before - after).std())",
    "Each change was divided by its own number; divide": "(after / before - 1).std()",
    "A mean or a largest value stands for a spread":
        "(before - after).abs().sum() / before.abs().sum()",
    "A length or root mean square stands here; a":
        "torch.dist(before, after) / before.square().sum().sqrt()",
    "A fraction stands upside down.": "before.std() / (before - after).std()",
    "These are the squares of the right numbers: a":
        "torch.var(after - before) / torch.var(before)",
    "correction=0 stands at one of the spreads only;":
        "np.std((after - before).numpy()) / before.std()",
    "Something is left out: before is to be subtracted.": "after.std() / before.std()",
    "These are logarithms, with base 10, of the right": """
change = after - before
return torch.log10(change.std()) - torch.log10(before.std())
""",
    "These are spreads of columns or rows, or their": """
update = after - before
return update.std(0) / before.std(0)
""",
    "The result is right, but your function changes": """
after -= before
return (after.std() / before.std()).item()
""",
    "The signs of the changes are lost before their": """
distance = torch.abs(after - before)
return torch.std(distance) / torch.std(before)
""",
}
