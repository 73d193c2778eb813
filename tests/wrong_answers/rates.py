"""Wrong answers to `rates`, under words of the hint that they get."""

WRONG = {
    "The rates are spaced evenly; multiply each by the": "torch.linspace(low, high, n).tolist()",
    "These are logarithms, with base 10, of the right":
        "np.linspace(math.log10(low), math.log10(high), n).tolist()",
    "exp undoes log, and 10 ** x undoes log10: here": [
        "np.logspace(np.log(low), np.log(high), n).tolist()",
        "torch.logspace(math.log(low), math.log(high), n).tolist()",
    ],
    "The numbers are right; return them as plain numbers":
        "torch.logspace(math.log10(low), math.log10(high), n)",
    "logspace wants exponents: math.log10(low) and": "torch.logspace(low, high, n).tolist()",
    "The last rate is missing: high belongs to the": """
factor = (high / low) ** (1 / (n - 1))
return [low * factor**i for i in range(n - 1)]
""",
    "The list ends below high: n rates have only n − 1": """
factor = (high / low) ** (1 / n)
return [low * factor**i for i in range(n)]
""",
    "There is one rate too many: n rates have n − 1": """
factor = (high / low) ** (1 / n)
return [low * factor**i for i in range(n + 1)]
""",
    "The entries are right, but in the opposite order.": """
factor = (low / high) ** (1 / (n - 1))
return [high * factor**i for i in range(n)]
""",
    "One step's factor is the (n − 1)-th root of high": """
factor = (high / low) / (n - 1)
return [low * factor**i for i in range(n)]
""",
    "The rates are rounded; return them as they are.": """
factor = (high / low) ** (1 / (n - 1))
return [round(low * factor**i, 4) for i in range(n)]
""",
}
