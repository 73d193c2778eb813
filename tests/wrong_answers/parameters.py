"""Wrong answers to `parameters`, under words of the hint that they get."""

WRONG = {
    "Both biases are missing: one for each hidden unit":
        "characters * dim + context * dim * hidden + hidden * characters",
    "The embedding table is missing; it is learned,": [
        "context * dim * hidden + hidden + hidden * characters + characters",
        """
first = (context * dim) * hidden + hidden
second = hidden * characters + characters
return first + second
""",
    ],
    "A factor is missing: context.":
        "characters * dim + dim * hidden + hidden + hidden * characters + characters",
    "The one embedding table has characters * dim":
        "context * characters * dim + context * dim * hidden + hidden + hidden * characters + characters",
    "The output layer's bias is missing.":
        "characters * dim + context * dim * hidden + hidden + hidden * characters",
    "The hidden layer's bias is missing.":
        "characters * dim + context * dim * hidden + hidden * characters + characters",
    "It never uses its argument 'characters'.": """
shapes = [(27, dim), (context * dim, hidden), (hidden,), (hidden, 27), (27,)]
return sum(math.prod(shape) for shape in shapes)
""",
    "The output layer has hidden * characters weights,": """
inputs = context * dim
return characters * dim + inputs * hidden + hidden + hidden * characters + hidden
""",
    "Each layer has one bias for each of its outputs:": """
table = characters * dim
hidden_layer = context * dim * hidden + 1
output_layer = hidden * characters + 1
return table + hidden_layer + output_layer
""",
    "The hidden layer reads embeddings side by side:": """
n = characters * dim
n = n + (context + dim) * hidden + hidden
n = n + hidden * characters + characters
return n
""",
    "A number of this lesson's network is written down": """
table = 27 * dim
return table + (context * dim + 1) * hidden + (hidden + 1) * characters
""",
}
