# The ratio is rate · gradient / weight. Weights `other / gain` times as large have a gradient
# that is as much smaller, so the ratio falls twice, and the rate has to make up for both.


def rate_for(lr, gain, other):
    return lr * (other / gain) ** 2
