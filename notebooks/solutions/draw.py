# The running total is the right end of each piece, and the first end beyond u belongs to the
# piece in which u lies. A piece of length 0 ends where the one before it does, so it is never
# the first.


def drawn_position(probabilities, u):
    end = 0
    for position, probability in enumerate(probabilities):
        end += probability
        if u < end:
            return position
