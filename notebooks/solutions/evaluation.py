# Nothing here is measured on x, so the result for a row does not depend on the other rows, and
# one row alone is enough. Gain and bias come last, in this order.


def evaluate_norm(x, gain, bias, running_mean, running_var, eps):
    standardised = (x - running_mean) / (running_var + eps).sqrt()
    return gain * standardised + bias
