# All tensors are shortened by the same factor, so the direction stays. The norm is taken over all of
# them, since a factor for each would turn it.


def clip(gradients, limit):
    squares = 0
    for gradient in gradients:
        if gradient is not None:
            squares += gradient.square().sum()
    factor = min(1.0, limit / squares.sqrt())
    return [None if gradient is None else gradient * factor for gradient in gradients]
