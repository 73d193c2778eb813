"""Wrong answers to `temperature`, under words of the hint that they get."""

WRONG = {
    "It works the other way round here; divide": "F.softmax(logits * temperature, dim=1)",
    "The probabilities were divided or multiplied;": "F.softmax(logits, dim=1) / temperature",
    "Powers of probabilities do not sum to 1 yet:": "F.softmax(logits, dim=1).pow(1 / temperature)",
    "The softmax runs down the columns, or takes": "F.softmax(logits / temperature, dim=0)",
    "The temperature has no effect here, or it cancels": [
        "F.softmax(logits, dim=1)",
        "F.softmax(logits - temperature, dim=1)",
        "p = logits.softmax(1) / temperature\nreturn p / p.sum(1, keepdim=True)",
        "e = logits.exp() * temperature\nreturn e / e.sum(1, keepdim=True)",
        "torch.stack([x / x.sum() for x in (logits - logits.max()).exp() / temperature])",
        "e = (logits / temperature).exp() ** temperature\nreturn e / e.sum(1, keepdim=True)",
    ],
    "The exponential of a number above 709 is too":
        "torch.tensor([[math.exp(x / temperature) for x in row] for row in logits.tolist()])",
    "Small probabilities round to 0, or were":
        "((logits.softmax(1) + 1e-8).log() / temperature).softmax(1)",
    "These are logits; take their softmax.": "logits / temperature",
    "These are logarithms; use softmax.": "F.log_softmax(logits / temperature, dim=-1)",
    "The softmax was taken twice; divide the logits,": """
probabilities = F.softmax(logits, dim=-1)
return F.softmax(probabilities / temperature, dim=-1)
""",
    "The exponential overflows: subtract each row's": """
counts = torch.exp(logits / temperature)
return counts / counts.sum(1, keepdim=True)
""",
    "The result is right, but your function changes": """
logits /= temperature
return F.softmax(logits, dim=1)
""",
    "A row far below the largest logit of all becomes": """
scaled = logits / temperature
counts = torch.exp(scaled - scaled.max())
return counts / counts.sum(dim=1, keepdim=True)
""",
    "The sums were divided without keepdim=True: they": """
scaled = logits / temperature
counts = (scaled - scaled.max()).exp()
return counts / counts.sum(dim=1)
""",
}
