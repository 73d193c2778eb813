# A single low loss may be an easy batch; a window of neighbours is less noisy. With n losses
# the last complete window starts at n - width, and its middle lies width // 2 after its start.


def choose(rates, losses, width):
    starts = range(len(losses) - width + 1)
    averages = [losses[start : start + width].mean().item() for start in starts]
    best_start = averages.index(min(averages))
    return rates[best_start + width // 2].item()
