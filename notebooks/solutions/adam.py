# The averages are returned as they are, for the next step mixes them with its gradient; only
# this step needs them corrected. The decay is apart from the gradient: as a part of it, it
# would be divided by the root, and so be weakest where gradients are large.


def adam_step(parameter, gradient, mean, square, step, lr, weight_decay):
    mean = 0.9 * mean + 0.1 * gradient
    square = 0.999 * square + 0.001 * gradient**2
    corrected_mean = mean / (1 - 0.9**step)
    corrected_square = square / (1 - 0.999**step)
    kept = parameter * (1 - lr * weight_decay)
    return kept - lr * corrected_mean / (corrected_square.sqrt() + 1e-8), mean, square
