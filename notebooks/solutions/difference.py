# A mean of n values has the variance s² / n. The two settings were run independently, so the
# variances of their means add up, and the standard error is the root of the sum.
import math
import statistics


def difference(first, second):
    change = statistics.mean(second) - statistics.mean(first)
    first_variance = statistics.variance(first) / len(first)
    second_variance = statistics.variance(second) / len(second)
    return change, math.sqrt(first_variance + second_variance)
