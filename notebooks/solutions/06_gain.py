# The next layer sums products with these numbers themselves, not with their distances from a
# mean. So it is the mean square that counts, and the gain must bring its root back to 1.


def measured_gain(function, z):
    mean_square = (function(z) ** 2).mean()
    return 1 / mean_square.sqrt()
