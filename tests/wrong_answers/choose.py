"""Wrong answers to `choose`, under words of the hint that they get."""

WRONG = {
    "This is the rate of the lowest single loss;": [
        "rates[losses.tolist().index(min(losses))].item()",
        "rates[losses.argmin()].item()",
    ],
    "This takes the largest where the smallest belongs.":
        "float(rates[losses.unfold(0, width, 1).mean(1).argmax() + width // 2])",
    "The last window is missing.": """
averages = [losses[i : i + width].mean() for i in range(len(losses) - width)]
return float(rates[averages.index(min(averages)) + width // 2])
""",
    "The windows at an end are shorter than the": """
averages = np.convolve(losses.numpy(), np.ones(width) / width, mode="same")
return rates[int(averages.argmin())].item()
""",
    "Take the window whose average loss is lowest, not": [
        """
largest = [max(losses[i : i + width]) for i in range(len(losses) - width + 1)]
return rates[largest.index(min(largest)) + width // 2].item()
""",
        """
medians = [np.median(losses[i : i + width]) for i in range(len(losses) - width + 1)]
return rates[np.argmin(medians) + width // 2].item()
""",
    ],
    "This is no rate; return the rate in the middle of":
        "losses.unfold(0, width, 1).mean(1).min().item()",
    "This is the rate at the start of the window.":
        "rates[losses.unfold(0, width, 1).mean(1).argmin()].item()",
    "The middle of the window is width // 2 after its": [
        f"i = losses.unfold(0, width, 1).mean(1).argmin().item()\nreturn rates[i + {place}].item()"
        for place in ("(width + 1) // 2", "width", "width - 1", "width // 2 - 1")
    ],
    "The means run along the wrong axis of the windows.":
        "float(rates[losses.unfold(0, width, 1).mean(0).argmin() + width // 2])",
    "An index must be a whole number": "rates[min(losses.unfold(0, width, 1).mean(1))]",
    "These are separate blocks; windows overlap, and a":
        "float(rates[losses.unfold(0, width, width).mean(1).argmin() * width + width // 2])",
    "This is the middle of the first or last window": """
best = 100
for i in range(len(losses) - width + 1):
    if losses[i : i + width].mean() < best:
        rate = rates[i + width // 2].item()
return rate
""",
}
