"""Wrong answers to `factor`, under words of the hint that they get."""

WRONG = {
    "The direction is turned round: the first spread": [
        "(spreads[-1] / spreads[0]) ** (1 / (len(spreads) - 1))",
        """
steps = len(spreads) - 1
return (spreads[-1] / spreads[0]) ** (1 / steps)
""",
    ],
    "A root of another order is taken: between n": [
        "math.exp(math.log(spreads[0] / spreads[-1]) / len(spreads))",
        """
n = len(spreads)
return (spreads[0] / spreads[-1]) ** (1 / n)
""",
    ],
    "This is the factor over all layers; take the root": "spreads[0] / spreads[-1]",
    "The whole factor was divided by the number of":
        "spreads[0] / spreads[-1] / (len(spreads) - 1)",
    "This is the square root whatever the number of": [
        "math.sqrt(spreads[0] / spreads[-1])",
        "(spreads[0] / spreads[-1]) ** 0.5",
    ],
    "This is the factor between two layers only;": "spreads[0] / spreads[1]",
    "This is a logarithm of the factor; return the":
        "(math.log(spreads[0]) - math.log(spreads[-1])) / (len(spreads) - 1)",
    "This is a mean or median of the factors; they": """
factors = [spreads[i] / spreads[i + 1] for i in range(len(spreads) - 1)]
return sum(factors) / len(factors)
""",
    "The ends are not the right ones: take the first": """
r = max(spreads) / min(spreads)
return r ** (1 / (len(spreads) - 1))
""",
    "The result is right, but your function changes": """
spreads.reverse()
n = len(spreads) - 1
return (spreads[-1] / spreads[0]) ** (1 / n)
""",
}
