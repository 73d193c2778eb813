"""Wrong answers to `confident`, under words of the hint that they get."""

WRONG = {
    "The logarithm has base 2 (bits) or 10; use the": [
        "-torch.log2(torch.softmax(logits, 0)[correct])",
        "-math.log10(F.softmax(logits, dim=0)[correct])",
    ],
    "The sign is missing: a loss is positive.": [
        "F.log_softmax(logits, dim=0)[correct]",
        "(logits.exp() / logits.exp().sum()).log()[correct]",
    ],
    "This comes from the probability without a": "1 - logits.softmax(0)[correct]",
    "This looks at one logit alone; a softmax divides": [
        "logits[correct]",
        "-torch.log(torch.exp(logits[correct]))",
    ],
    "The softmax was taken twice: these logits go":
        "F.cross_entropy(logits.softmax(0), torch.tensor(correct))",
    "The exponentials overflow, or are all 0: subtract":
        "logits.exp().sum().log() - logits[correct]",
    "A small probability rounds to 0 here: log(a / b)": "-math.log(logits.softmax(0)[correct])",
    "The largest logit was subtracted in one place":
        "torch.log(torch.exp(logits - max(logits)).sum()) - logits[correct]",
    "Something is left out: one part is to be": "-F.log_softmax(logits, dim=0).max()",
    "This takes all characters, in a list, a sum or a": [
        "-F.log_softmax(logits, dim=0).mean()",
        "-F.log_softmax(logits, dim=0)",
    ],
    "It never uses its argument 'correct'.": "logits.softmax(0)",
    "The sum lacks the right character, or is a mean;": """
others = [logits[i].exp() for i in range(len(logits)) if i != correct]
return -torch.log(logits[correct].exp() / sum(others))
""",
    "A clamp or a number added under the log cuts": """
p = logits.softmax(0)
return -(p[correct] + 1e-10).log().item()
""",
    "The result is right, but your function changes": """
logits -= logits.max()
return torch.log(torch.exp(logits).sum()) - logits[correct]
""",
}
