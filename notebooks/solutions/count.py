# The lists are flattened first. As keys of a dictionary the ids of the tensors occur once each,
# however often a tensor stands somewhere; equal contents make no difference to them.
import torch


def count_parameters(parts):
    def flat(part):
        if torch.is_tensor(part):
            return [part]
        return [tensor for inner in part for tensor in flat(inner)]

    different = {id(tensor): tensor for tensor in flat(parts)}
    return sum(tensor.numel() for tensor in different.values())
