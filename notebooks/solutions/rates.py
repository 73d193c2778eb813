# n rates have n - 1 intervals between them. The factor of one interval, multiplied by itself
# n - 1 times, must lead from low to high, so it is the (n - 1)-th root of high / low.


def rates(low, high, n):
    factor = (high / low) ** (1 / (n - 1))
    return [low * factor**i for i in range(n)]
