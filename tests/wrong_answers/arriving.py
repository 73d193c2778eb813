"""Wrong answers to `arriving`, under words of the hint that they get."""

WRONG = {
    "W2 was not turned round: to get from (B, K) to": [
        "torch.einsum('bk,kh->bh', d_logits, W2) * (1 - activations**2)",
        "d_logits @ W2",
    ],
    "A factor is missing: 1 - activations ** 2.": "torch.einsum('bk,hk->bh', d_logits, W2)",
    "A factor is missing: the activation gradients.": "1 - activations.square()",
    "The slope was added; it is a factor of": "torch.addmm(1 - activations**2, d_logits, W2.T)",
    "This multiplies by t, t² or 2t; the slope of tanh": "activations * F.linear(d_logits, W2)",
    "1 − t is not the slope: square t, and nothing": [
        "(1 - activations) * F.linear(d_logits, W2)",
        "d_logits @ W2.t() * (1 - activations).pow(2)",
    ],
    "t · (1 − t) is the slope of the sigmoid, and 0 or":
        "d_logits @ W2.T * activations * (1 - activations)",
    "The activations came out of the tanh: do not take":
        "d_logits @ W2.T * (1 - torch.tanh(activations).square())",
    "You divided by the number of examples; nothing is":
        "d_logits @ W2.T * (1 - activations**2) / activations.shape[0]",
    "The examples were summed or averaged; each has its": [
        "torch.einsum('bk,hk,bh->h', d_logits, W2, 1 - activations**2)",
        "(d_logits @ W2.T).mean(0) * (1 - activations**2)",
        "d_logits @ W2.T * (1 - activations.pow(2)).mean(0)",
    ],
    "Rows and columns are exchanged: this is the": "W2 @ d_logits.T * (1 - activations.T**2)",
    "Brackets are missing around 1 - activations ** 2.": "d_logits @ W2.T * 1 - activations**2",
    "It never uses its argument 'activations'.": """
gradient = d_logits @ W2.T
return gradient * (1 - torch.tanh(gradient) ** 2)
""",
    "The result is right, but your function changes": """
activations *= -activations
return d_logits @ W2.T * (1 + activations)
""",
}
