# Subtracting a row's largest logit changes nothing, because the factor cancels in the softmax,
# but now the largest exponential is 1 and the sum is at least 1: neither overflow nor ln 0.
# Writing the loss as a difference of logarithms keeps a tiny probability from rounding to 0.
# The maximum keeps its axis, because it meets a table. The sum does not: it meets the row of
# right logits, and with keepdim the difference would be a table of n rows and n columns.
import torch


def cross_entropy(logits, Y):
    shifted = logits - logits.max(1, keepdim=True).values
    log_sums = shifted.exp().sum(1).log()
    right = shifted[torch.arange(len(Y)), Y]
    return (log_sums - right).mean()
