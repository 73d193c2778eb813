"""Wrong answers to `difference`, under words of the hint that they get."""

WRONG = {
    "This is only the first of the values that are":
        "sum(second) / len(second) - sum(first) / len(first)",
    "A difference is turned round.": """
error = math.sqrt(np.var(first, ddof=1) / len(first) + np.var(second, ddof=1) / len(second))
return float(np.mean(first) - np.mean(second)), error
""",
    "The sign is lost: negative numbers came out as": """
error = math.sqrt(np.var(first, ddof=1) / len(first) + np.var(second, ddof=1) / len(second))
return abs(float(np.mean(first) - np.mean(second))), error
""",
    "The variances divide by n, not by n − 1.": """
error = math.sqrt(np.var(first) / len(first) + np.var(second) / len(second))
return float(np.mean(second) - np.mean(first)), error
""",
    "Divide each variance by its number of seeds.": """
error = math.sqrt(statistics.stdev(first) ** 2 + statistics.stdev(second) ** 2)
return float(np.mean(second) - np.mean(first)), error
""",
    "A square root is missing.": """
error = statistics.variance(first) / len(first) + statistics.variance(second) / len(second)
return float(np.mean(second) - np.mean(first)), error
""",
    "This is the spread of single runs; divide each": """
average = (statistics.variance(first) + statistics.variance(second)) / 2
return float(np.mean(second) - np.mean(first)), math.sqrt(average)
""",
    "Divide each variance by n, or each standard": """
error = math.sqrt(statistics.stdev(first) / len(first) + statistics.stdev(second) / len(second))
return float(np.mean(second) - np.mean(first)), error
""",
}
