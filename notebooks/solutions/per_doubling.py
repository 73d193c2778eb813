import math

# From one size to the next the list doubles log2(next / size) times, and the loss falls evenly.


def per_doubling(sizes, losses):
    fallen = losses[0] - losses[-1]
    doublings = math.log2(sizes[-1] / sizes[0])
    return fallen / doublings
