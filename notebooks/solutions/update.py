# The change is taken number by number, before any spread: two weights can be spread alike and
# lie far apart. No gradient and no rate is needed, so it holds for any optimiser.


def size_of_update(before, after):
    change = after - before
    return (change.std() / before.std()).item()
