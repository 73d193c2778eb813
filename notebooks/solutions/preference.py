# The longer of two lists is met more often by chance. So the draws of each are divided by how
# many names it has, before they are compared. The sets only make it fast to look names up.


def preference(drawn, train, held_out):
    known, new = set(train), set(held_out)
    of_train = [name for name in drawn if name in known]
    of_held_out = [name for name in drawn if name in new]
    return (len(of_train) / len(train)) / (len(of_held_out) / len(held_out))
