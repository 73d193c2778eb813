"""Wrong answers to `average`, under words of the hint that they get."""

WRONG = {
    "The logarithms are missing: these are means of":
        "torch.tensor(ratios).unfold(0, window, 1).mean(1).tolist()",
    "The base of the logarithm is not 10; take":
        "torch.tensor(ratios).log().unfold(0, window, 1).mean(1).tolist()",
    "The numbers are right; return them as plain numbers":
        "torch.tensor(ratios).log10().unfold(0, window, 1).mean(1)",
    "You averaged the ratios and took the logarithm of": """
places = range(len(ratios) - window + 1)
return [math.log10(statistics.mean(ratios[i : i + window])) for i in places]
""",
    "A loop ends one step early.": """
logs = [math.log10(ratio) for ratio in ratios]
return [sum(logs[i : i + window]) / window for i in range(len(logs) - window)]
""",
    "These are blocks side by side; the next window": """
logs = np.log10(ratios)[: len(ratios) // window * window]
return logs.reshape(-1, window).mean(1).tolist()
""",
    "Some windows hold less than `window` numbers;": [
        """
logs = [math.log10(ratio) for ratio in ratios]
return [statistics.mean(logs[i : i + window]) for i in range(len(logs))]
""",
        """
logs = torch.log10(torch.tensor(ratios, dtype=torch.float64))
return [logs[i : i + window].mean().item() for i in range(len(logs))]
""",
    ],
    "A division by window is missing.": """
logs = [math.log10(ratio) for ratio in ratios]
return [sum(logs[i : i + window]) for i in range(len(logs) - window + 1)]
""",
    "You returned powers of 10 of the means; return": """
places = range(len(ratios) - window + 1)
return [math.prod(ratios[i : i + window]) ** (1 / window) for i in places]
""",
}
