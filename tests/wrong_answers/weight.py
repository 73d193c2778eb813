"""Wrong answers to `weight`, under words of the hint that they get."""

WRONG = {
    "The losses were mixed": """
def loss(w):
    return (1 - w) * -network.log().mean() + w * -counting.log().mean()
return min([i * 0.05 for i in range(21)], key=loss)
""",
    "This is the weight of the network": """
best, lowest = None, float("inf")
for i in range(21):
    w = i / 20
    loss = -(w * network + (1 - w) * counting).log().mean().item()
    if loss < lowest:
        best, lowest = w, loss
return best
""",
    "This is the loss of the best mixture": """
losses = []
for i in range(21):
    losses.append(-((1 - i / 20) * network + i / 20 * counting).log().mean().item())
return min(losses)
""",
    "The mean probability decides": """
weights = torch.arange(21) / 20
means = torch.stack([((1 - w) * network + w * counting).mean() for w in weights])
return weights[means.argmax()].item()
""",
}
