"""Wrong answers to `stack`, under words of the hint that they get."""

WRONG = {
    "This is the size after one layer: pass it on to":
        "torch.sqrt((function(gain * z) ** 2).mean())",
    "The size is a factor outside the function; it": """
one_layer = math.sqrt((function(gain * z) ** 2).mean().item())
return one_layer ** layers
""",
    "std and var measure from the mean, which is not": [
        """
size = 1
for _ in range(layers):
    size = torch.std(function(gain * size * z))
return size
""",
        """
size = 1.0
for _ in range(layers):
    size = function(gain * size * z).var()
return size
""",
    ],
    "These are the squares of the right numbers: a": """
mean_square = 1.0
for _ in range(layers):
    mean_square = function(gain * mean_square**0.5 * z).square().mean().item()
return mean_square
""",
    "You took the mean of absolute values; take the": """
size = 1
for _ in range(layers):
    size = torch.mean(torch.abs(function(gain * size * z)))
return size
""",
    "This takes the mean of what comes out; square": """
size = 1
for _ in range(layers):
    size = torch.sqrt(function(gain * size * z).mean() ** 2)
return size
""",
}
