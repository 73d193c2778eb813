# The factors of the single layers multiply to first / last. n layers have n − 1 steps between
# them, so the average factor is the (n − 1)-th root; the spreads in between cancel out.


def factor_per_layer(spreads):
    steps = len(spreads) - 1
    return (spreads[0] / spreads[-1]) ** (1 / steps)
