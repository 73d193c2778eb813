# From the outside in: a square hands 2 times its inside on to a·w + b, which hands it on to
# its parts, times what each of them is multiplied by. w is reached on two ways, and both count,
# because moving w moves y along both of them at once.


def slopes(a, b, c, w):
    inside = a * w + b
    outer = 2 * inside
    return outer * w, outer, w, outer * a + c
