# A weight times an input of spread s has the variance (weight · s)². Variances of independent
# numbers add up, and the root comes last; s is the same in each square and can stand outside.


def predicted_spread(weight, x_spread):
    squares = (weight**2).sum(0)
    return x_spread * squares.sqrt()
