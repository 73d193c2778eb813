"""Wrong answers to `rates`, under words of the hint that they get."""

WRONG = {
    "The rates are spaced evenly; multiply each by the":
        ["torch.linspace(low, high, n).tolist()", "np.linspace(low, high, n + 1)[1:].tolist()"],
    "These are logarithms, with base 10, of the right":
        "np.linspace(math.log10(low), math.log10(high), n).tolist()",
    "exp undoes log, 10 ** x undoes log10, and 2 ** x": [
        "[2 ** x for x in np.linspace(math.log10(low), math.log10(high), n)]",
        "[math.exp(x) for x in np.linspace(np.log2(low), np.log2(high), n)]",
        "np.logspace(np.log(low), np.log(high), n).tolist()",
        "torch.logspace(math.log(low), math.log(high), n).tolist()",
    ],
    "The numbers are right; return them as plain numbers":
        "torch.logspace(math.log10(low), math.log10(high), n)",
    "10 ** x, and logspace, want exponents": [
        "torch.logspace(low, high, n).tolist()",
        "[10 ** x for x in np.linspace(low, high, n)]",
    ],
    "Rates are missing; all n belong in one list.": "[low, high][:n]",
    "The last rate is missing: high belongs to the":
        "[low * (high / low) ** (i / (n - 1)) for i in range(n - 1)]",
    "The list ends below high: n rates have only n − 1":
        "[low * (high / low) ** (i / n) for i in range(n)]",
    "There is one rate too many: n rates have n − 1":
        "np.geomspace(low, high, n + 1).tolist()",
    "The entries are right, but in the opposite order.": """
factor = (low / high) ** (1 / (n - 1))
return [high * factor**i for i in range(n)]
""",
    "One step's factor is the (n − 1)-th root of high": [
        f"factor = {factor}\nreturn [low * factor**i for i in range(n)]" for factor in
        ("(high / low) / (n - 1)", "(high / low) ** 1 / (n - 1)", "(high / low) ** (1 / n - 1)")
    ],
    "The rates are rounded; return them as they are.":
        "[round(rate, 4) for rate in np.geomspace(low, high, n)]",
}
