# The variance of a column is measured from its mean, so that goes first. The square of a
# singular value is then proportional to the variance along that principal component.
import torch


def explained(table, k):
    centred = table - table.mean(0)
    squares = torch.linalg.svdvals(centred) ** 2
    return squares[:k].sum() / squares.sum()
