# In the order of size only a model before can beat one, and the lowest loss so far stands for
# all of those. Where sizes are equal, sorted puts the lower loss first; < refuses an equal one.


def front(models):
    kept = []
    for size, loss in sorted(models):
        if not kept or loss < kept[-1][1]:
            kept.append((size, loss))
    return kept
