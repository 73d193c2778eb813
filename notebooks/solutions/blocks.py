# A slice that reaches beyond the end is simply shorter, so the left-over steps need no special
# case, and mean() divides each block by the number of steps that it really has.
import torch


def block_means(losses, block):
    starts = range(0, len(losses), block)
    return torch.stack([losses[start : start + block].mean() for start in starts])
