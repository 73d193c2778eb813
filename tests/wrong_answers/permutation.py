"""Wrong answers to `permutation`, under words of the hint that they get."""

COUNTED = "c, n = sum(x >= observed for x in permuted), len(permuted)\nreturn "

WRONG = {
    "The observed value itself is missing: add 1 above": [
        "np.mean(np.array(permuted) >= observed).item()",
        "sum(value >= observed for value in permuted) / len(permuted)",
    ],
    "The 1 in the numerator is missing.":
        "sum(value >= observed for value in permuted) / (len(permuted) + 1)",
    "The 1 in the denominator is missing.":
        "(sum(value >= observed for value in permuted) + 1) / len(permuted)",
    "A division by 1 + len(permuted) is missing.":
        "sum(value >= observed for value in [observed, *permuted])",
    "A list cannot be compared with a number; compare":
        "(1 + (permuted >= observed).sum()) / (1 + len(permuted))",
    "Large values are extreme: count ≥.": """
extreme = [value for value in permuted if value <= observed]
return (len(extreme) + 1) / (len(permuted) + 1)
""",
    "Here the boundary itself does not count: >= and >": """
extreme = [value for value in permuted if value > observed]
return (len(extreme) + 1) / (len(permuted) + 1)
""",
    "Large means far to the right, not far from 0 or":
        "(1 + sum(x * x >= observed * observed for x in permuted)) / (1 + len(permuted))",
    "The result is doubled; only large values are":
        COUNTED + "min(1.0, 2 * (c + 1) / (n + 1))",
    "Every result is 100 times the right one: look for": COUNTED + "100 * (c + 1) / (n + 1)",
    "Each number is 1 minus the right one.": COUNTED + "1 - (c + 1) / (n + 1)",
    "Brackets are missing": [
        COUNTED + share for share in ("1 + c / (1 + n)", "(1 + c) / 1 + n", "1 + c / 1 + n",
        "(c + 1) / n + 1", "c + 1 / n + 1", "c + 1 / (n + 1)", "1 + c / n + 1")
    ],
    "Add 1 once above and once below the line, with":
        "1 + sum([1 for x in permuted if x >= observed]) / len(permuted)",
    "Count with ≥, and add 1 above and below the line.":
        "float((np.array(permuted) > observed).sum()) / (len(permuted) + 1)",
}
