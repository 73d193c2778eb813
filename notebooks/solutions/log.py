# Over the whole way the number grows by high / low, and equal shares grow by equal factors if
# the share is the exponent. If shares are drawn evenly, 0.001 to 0.01 comes up as often as
# 0.01 to 0.1.


def log_between(share, low, high):
    return low * (high / low) ** share
