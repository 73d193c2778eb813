# The list is made along `before`; each tensor of `after` is looked up by its name. torch.equal
# says of two tensors whether they agree in every number.
import torch


def not_moved(before, after):
    return [name for name in before if torch.equal(before[name], after[name])]
