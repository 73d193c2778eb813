# A length is the root of a sum of squares, and sums can be put together in any order. Roots
# cannot: the norms of the single tensors would have to be squared again before adding.


def gradient_norm(gradients):
    squares = 0
    for gradient in gradients:
        if gradient is not None:
            squares += gradient.square().sum()
    return squares.sqrt()
