"""Wrong answers to `difference`, under words of the hint that they get."""

A_B = "a, b = np.array(first), np.array(second)\nreturn b.mean() - a.mean(), "
S_T = "s, t = statistics.stdev(first), statistics.stdev(second)\nn, m = len(first), len(second)\n"
AND = S_T + "return np.mean(second) - np.mean(first), "

WRONG = {
    "This is only the first of the values that are":
        "sum(second) / len(second) - sum(first) / len(first)",
    "A difference is turned round.":
        S_T + "return np.mean(first) - np.mean(second), math.sqrt(s**2 / n + t**2 / m)",
    "The sign is lost: negative numbers came out as":
        S_T + "return abs(np.mean(first) - np.mean(second)), math.hypot(s / n**0.5, t / m**0.5)",
    "Divide by n − 1 in each variance, not": A_B + "np.sqrt(a.var() / len(a) + b.var() / len(b))",
    "Divide each variance by its number of seeds.": AND + "math.hypot(s, t)",
    "A square root is missing.": AND + "s**2 / n + t**2 / m",
    "This is the spread of single runs; divide each":
        [AND + "math.sqrt((s**2 + t**2) / 2)", AND + "s + t"],
    "Divide each variance by n, or each standard": [
        AND + "math.sqrt(s / n + t / m)",
        AND + "s / n + t / m",
        AND + "s**2 + t**2",
        A_B + "np.sqrt(a.std(ddof=1) / len(a) + b.std(ddof=1) / len(b))",
    ],
    "Add the squares of both errors, then take the":
        [AND + "s / math.sqrt(n) + t / math.sqrt(m)", AND + "math.sqrt(s**2 / n) + t**2 / m"],
    "One variance was made of both lists; divide that": [
        AND + "statistics.stdev(first + second) / (n + m) ** 0.5",
        AND + "math.sqrt(statistics.variance(first + second) * (1 / n + 1 / m))",
        AND + "(((n - 1) * s**2 + (m - 1) * t**2) / (n + m - 2)) ** 0.5",
    ],
}
