# Each number passes alone. Where x is positive it reaches the output with the slope 1, so g
# goes back as it is; elsewhere the output is 0 whatever x is, and nothing goes back.


def relu_backward(x, g):
    return g * (x > 0)
