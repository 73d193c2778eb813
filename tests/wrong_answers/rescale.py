"""Wrong answers to `rescale`, under words of the hint that they get."""

WRONG = {
    "It is another power: the rate makes up": ["lr / gain * other", "lr * math.sqrt(other / gain)", "lr * other / gain * 2"],
    "The other way round: larger weights have": ["lr / (other / gain) ** 2", "gain / other * lr", """
weight = other / gain
gradient = 1 / weight
return lr * gradient / weight
"""],
    "^ is no power in Python": "lr * ((other / gain) ^ 2)",
    "This is the old rate, as if both changes": "lr * (other / gain) * (gain / other)",
    "lr was squared or rooted, too": "(lr / gain * other) ** 2",
    "One gain has another power than": ["lr * other * other / gain", "lr / gain / gain * other"],
    "The old gain divides: what counts": ["lr * other * other", "lr * gain * other"],
    "This fits the example, but not": ["2.25 * lr", "lr * 1.5**2", "lr * other / gain * 1.5", "0.225"],
    "Gains act by their ratio": ["lr * (other - gain)", "lr * (1 + other - gain) ** 2"],
    "A factor is missing: lr.": "other**2 / gain**2",
    "A division is cut to a whole number": "lr * (other // gain) ** 2",
}
