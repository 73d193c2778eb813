# Both ends count, hence abs(). A single example on which the unit is not saturated is one from
# which it can learn, hence all; down axis 0, because the examples are the rows.


def find_dead(activations, limit):
    saturated = activations.abs() > limit
    dead = saturated.all(0)
    return dead.nonzero().flatten().tolist()
