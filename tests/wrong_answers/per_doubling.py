"""Wrong answers to `per_doubling`, under words of the hint that they get."""

WRONG = {
    "The sign is turned round": "(losses[-1] - losses[0]) / math.log2(sizes[-1] / sizes[0])",
    "The list grows by a factor": "(losses[0] - losses[-1]) / (sizes[-1] / sizes[0] / 2)",
    "This is the logarithm of another base": """
fall = losses[0] - losses[-1]
return fall / (math.log(sizes[-1]) - math.log(sizes[0]))
""",
    "The sizes need not double": "(losses[0] - losses[-1]) / (len(losses) - 1)",
    "Long and short steps were averaged": """
falls = []
for i in range(len(sizes) - 1):
    falls.append((losses[i] - losses[i + 1]) / math.log2(sizes[i + 1] / sizes[i]))
return statistics.mean(falls)
""",
}
