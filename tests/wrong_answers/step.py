"""Wrong answers to `step`, under words of the hint that they get."""

WRONG = {
    "The slope of a square is twice the number: the": """
rows = counts.sum(1, keepdim=True)
grad = rows / counts.sum() * (weight.softmax(1) - counts / rows)
grad = grad + decay * weight / weight.numel()
return weight - lr * grad
""",
    "Each row's share of all pairs is missing.": """
f = counts / counts.sum(1, keepdim=True)
g = weight.softmax(1) - f
g += 2 * decay / weight.numel() * weight
return weight - lr * g
""",
    "The slope of the loss is p − f, not f − p.": """
n_i = counts.sum(1, keepdim=True)
first = n_i / counts.sum() * (counts / n_i - weight.softmax(1))
second = 2 * weight / weight.numel()
return weight - lr * (first + decay * second)
""",
    "softmax runs along the wrong axis.": """
shares = counts.sum(1, keepdim=True) / counts.sum()
p = weight.softmax(0)
f = counts / counts.sum(1, keepdim=True)
return weight - lr * (shares * (p - f) + decay * 2 * weight / weight.numel())
""",
    "The sums of the rows lie in a row here and meet": """
shares = counts.sum(1) / counts.sum()
f = counts / counts.sum(1, keepdim=True)
gradient = shares * (weight.softmax(1) - f) + 2 * decay * weight / weight.numel()
return weight - lr * gradient
""",
}
