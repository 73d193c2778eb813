"""Wrong answers to `log`, under words of the hint that they get."""

WRONG = {
    "Between the ends this counts differences; for": "(1 - share) * low + share * high",
    "The ends are exchanged: the share 0 should give": [
        "low**share * high ** (1 - share)",
        "high - share * (high - low)",
    ],
    "These are logarithms, with base 10, of the right":
        "math.log10(low) + share * (math.log10(high) - math.log10(low))",
    "These are the logarithms of the right numbers:":
        "(1 - share) * math.log(low) + share * math.log(high)",
    "These are logarithms, with base 2, of the right":
        "np.interp(share, [0, 1], np.log2([low, high]))",
    "Two bases are mixed: exp belongs to log, 10 ** …": [
        "math.exp((1 - share) * math.log10(low) + share * math.log10(high))",
        "10 ** (share * (np.log(high) - np.log(low)) + np.log(low))",
    ],
    "A factor is missing: low.": "math.exp(share * math.log(high / low))",
    "This multiplies by an exponent; take the power.": "low * share * high / low",
    "This is a power of the difference; equal factors": [
        "low * (high - low) ** share",
        "low + (high - low) ** share",
    ],
    "This is a middle whatever the share is; the": "(low * high) ** 0.5",
    "The numbers are rounded: return them as they are.": "round(low ** (1 - share) * high**share)",
    "The digits after the point are cut off: use /": "int(low ** (1 - share) * high**share)",
    "This divides by a factor (high / low) ** share;": "low * (low / high) ** share",
    "The fraction needs brackets: ** comes before *": "low * high / low ** share",
    "The exponential was taken of the ends or of the": """
points = torch.logspace(low, high, 1001)
return points[round(share * 1000)].item()
""",
    "The exponent is rounded to a whole number; leave": """
exponent = (1 - share) * math.log10(low) + share * math.log10(high)
return 10 ** round(exponent)
""",
}
