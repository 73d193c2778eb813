"""Wrong answers to `dead`, under words of the hint that they get."""

WRONG = {
    "This is content with one, where it is to hold for":
        "[u for u in range(activations.shape[1]) if activations[:, u].abs().max() > limit]",
    "These are examples; the units are the columns, so":
        "[i for i, row in enumerate(activations) if (row.abs() > limit).all()]",
    "Only one of the ends, 1 or −1, counts here:":
        "[u for u, column in enumerate(activations.T) if column.min() > limit]",
    "A mean over the examples hides one on which the":
        "(activations.mean(dim=0) > limit).nonzero().flatten().tolist()",
    "Here the boundary itself counts, too: > and >=":
        "torch.where((activations.abs() < limit).sum(0) == 0)[0].tolist()",
    "These are the units that are not dead; the others":
        "[u for u in range(activations.shape[1]) if activations[:, u].abs().min() <= limit]",
    "No unit is ever found: all takes axis 0, and":
        "((activations > limit) & (activations < -limit)).all(0).nonzero().flatten().tolist()",
    "A comparison is turned round.":
        "torch.where((activations.abs() > limit).sum(0) == 0)[0].tolist()",
    "This says of each unit whether it is dead; return": [
        "[bool((column.abs() > limit).all()) for column in activations.T]",
        "activations.abs().amin(0) > limit",
    ],
    "This is how many units are dead; return a list of":
        "(activations.abs() > limit).all(0).sum().item()",
    "The numbers are right; return them as plain numbers":
        "torch.where((activations.abs() > limit).all(0))[0]",
    "The list must hold the numbers alone, one or": [
        "torch.nonzero((activations.abs() > limit).all(0))",
        "torch.nonzero((activations.abs() > limit).all(0)).tolist()",
        "(activations.abs() > limit).all(0).nonzero().tolist()",
    ],
    "It never uses its argument 'limit'.": """
beyond = activations.abs() > 0.97
return beyond.all(0).nonzero().flatten().tolist()
""",
    "Every result is too large by 1.": """
units = activations.t().tolist()
return [n for n, unit in enumerate(units, 1) if all(abs(a) > limit for a in unit)]
""",
    "A unit that goes from one end to the other is": """
above = (activations > limit).all(dim=0)
below = (activations < -limit).all(dim=0)
return torch.where(above | below)[0].tolist()
""",
}
