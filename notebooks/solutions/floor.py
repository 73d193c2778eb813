# The best a model can do for a context is to give each continuation its share among everything
# that follows that context. Every example then costs minus the logarithm of that share.
import math
from collections import Counter


def loss_floor(examples):
    pair_counts = Counter(examples)
    context_counts = Counter(context for context, _ in examples)
    losses = []
    for context, following in examples:
        share = pair_counts[context, following] / context_counts[context]
        losses.append(-math.log(share))
    return sum(losses) / len(losses)
