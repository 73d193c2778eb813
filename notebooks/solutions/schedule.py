# The warm-up takes step + 1, because a first rate of 0 would waste a step. After it, t runs
# from 0 to 1, the cosine from 1 to -1, and (1 + cosine) / 2 from 1 to 0.
import math


def rate(step, steps, warmup, high):
    if step < warmup:
        return high * (step + 1) / warmup
    t = (step - warmup) / (steps - warmup)
    return high * (1 + math.cos(math.pi * t)) / 2
