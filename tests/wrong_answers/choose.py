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
    "This is no rate; return the rate in the middle of": """
means = [losses[i : i + width].mean().item() for i in range(len(losses) - width + 1)]
return min(means)
""",
    "This is the rate at the start of the window.": """
means = [losses[i : i + width].mean() for i in range(len(losses) - width + 1)]
best = torch.stack(means).argmin().item()
return rates[best].item()
""",
    "The middle of the window is width // 2 after its": """
windows = losses.unfold(0, width, 1).mean(1)
i = windows.argmin().item()
return rates[i + (width + 1) // 2].item()
""",
}
