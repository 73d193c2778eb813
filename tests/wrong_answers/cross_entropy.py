"""Wrong answers to `cross_entropy`, under words of the hint that they get."""

WRONG = {
    "The sign is wrong: a loss is positive.":
        "F.log_softmax(logits, dim=1)[range(len(Y)), Y].mean()",
    "The logarithm has another base here; use the":
        "-F.log_softmax(logits, dim=1)[range(len(Y)), Y].mean() / math.log(2)",
    "This takes the sum where the mean belongs.":
        "-F.log_softmax(logits, dim=1)[range(len(Y)), Y].sum()",
    "max(1) or sum(1) loses an axis and meets":
        "-(logits.exp() / logits.exp().sum(1))[range(len(Y)), Y].log().mean()",
    "The softmax runs along axis 1.": "-F.log_softmax(logits, dim=0)[range(len(Y)), Y].mean()",
    "logits[:, Y] takes each column of Y for every": "-F.log_softmax(logits, dim=1)[:, Y].mean()",
    "This overflows for large logits: subtract each": """
probabilities = logits.exp() / logits.exp().sum(1, keepdim=True)
return -probabilities[range(len(Y)), Y].log().mean()
""",
    "Subtract each row's own maximum.": """
shifted = logits - logits.max()
return (shifted.exp().sum(1).log() - shifted[range(len(Y)), Y]).mean()
""",
    "The logit of the right character is to be": """
shifted = logits - logits.max(1, keepdim=True).values
return (shifted.exp().sum(1).log() - logits[range(len(Y)), Y]).mean()
""",
    "A small probability rounds to 0 before its": """
shifted = (logits - logits.max(1, keepdim=True).values).exp()
probabilities = shifted / shifted.sum(1, keepdim=True)
return -probabilities[range(len(Y)), Y].log().mean()
""",
    "max runs along the wrong axis.": """
shifted = logits - logits.max(0, keepdim=True).values
log_sums = shifted.exp().sum(1).log()
return (log_sums - shifted[torch.arange(len(Y)), Y]).mean()
""",
    "32 is the lesson's number of examples;": """
x = logits - logits.max(1, keepdim=True).values
return (x.exp().sum(1).log() - x[torch.arange(32), Y]).mean()
""",
}
