# Held-out names sound like training names, but the model has not seen them. So they tell how
# often it hits a real name without copying, for as many names as there are to hit.


def copies(drawn, train, held_out):
    known, unseen = set(train), set(held_out)
    share = sum(name in known for name in drawn) / len(drawn)
    control = sum(name in unseen for name in drawn) / len(drawn)
    return share, control * len(known) / len(unseen)
