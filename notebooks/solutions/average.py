# The mean of logarithms is the logarithm of the geometric mean: a ratio ten times too high and
# one ten times too low cancel, which they would not do in an average of the ratios.
import math


def moving_average(ratios, window):
    logs = [math.log10(ratio) for ratio in ratios]
    starts = range(len(logs) - window + 1)
    return [sum(logs[start : start + window]) / window for start in starts]
