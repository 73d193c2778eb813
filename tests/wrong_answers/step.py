"""Wrong answers to `step`, under words of the hint that they get."""

N_I = "n_i = counts.sum(1, keepdim=True)\n"

WRONG = {
    "Each row's share of all pairs is missing.": """
new = weight.clone()
for i in range(len(weight)):
    new[i] = weight[i] - lr * (weight[i].softmax(0) - counts[i] / counts[i].sum())
return new
""",
    "This walks uphill: subtract the gradient, which":
        N_I + "return weight - lr * (counts - n_i * weight.softmax(1)) / counts.sum()",
    "softmax runs along the wrong axis.": N_I + """
e = weight.exp()
return weight - lr * n_i / counts.sum() * (e / e.sum(0) - counts / n_i)
""",
    "A sum of rows lies in a row here and meets": [
        "weight - lr * (weight.softmax(1) * counts.sum(1) - counts) / counts.sum()",
        """
e, n_i = weight.exp(), counts.sum(1)
return weight - lr * n_i / n_i.sum() * (e / e.sum(1) - counts / n_i)
""",
    ],
    "A row's share is the sum of its counts, divided": """
weight = weight.clone().requires_grad_()
loss = -(counts * weight.log_softmax(1)).sum()
loss.backward()
return weight.detach() - lr * weight.grad
""",
    "These are sums of columns; each row belongs together": N_I + """
share = counts.sum(0) / counts.sum()
return weight - lr * share * (weight.softmax(1) - counts / n_i)
""",
    "This subtracts the loss; subtract its slopes": """
loss = F.cross_entropy(weight, counts / counts.sum(), reduction="sum")
return weight - lr * loss
""",
    "p lacks the share of its row": """
gradient = weight.softmax(1) - counts / counts.sum()
return weight - lr * gradient
""",
    "228,146 pairs are those of the lesson; the sum of": """
n_i = counts.sum(1, keepdim=True)
f = counts / n_i
return weight - lr * (n_i / 228146) * (torch.softmax(weight, dim=1) - f)
""",
}
