# All tensors are shortened by the same factor, so the direction stays; a factor for each would
# turn it. A norm of 0 is not above the limit, so nothing is divided by 0.


def clip(gradients, limit):
    squares = 0
    for gradient in gradients:
        if gradient is not None:
            squares += gradient.square().sum()
    norm = squares.sqrt()
    factor = limit / norm if norm > limit else 1.0
    return [None if gradient is None else gradient * factor for gradient in gradients]
