# All tensors of a list are joined to one long vector first, so that each of the numbers counts
# alike. Averaging the tensors' own cosines would give a bias as much weight as a large table.
import torch


def cosine(first, second):
    a = torch.cat([tensor.flatten() for tensor in first])
    b = torch.cat([tensor.flatten() for tensor in second])
    dot_product = (a * b).sum()
    return dot_product / (a.norm() * b.norm())
