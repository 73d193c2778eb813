# All losses of a group go into one list, so that each character counts alike, the boundary
# included. A mean of each name's mean would give a short name as much weight as a long one.


def losses_by_seen(names, losses, train):
    known = set(train)
    seen, unseen = [], []
    for name, name_losses in zip(names, losses, strict=True):
        if name in known:
            seen.extend(name_losses)
        else:
            unseen.extend(name_losses)
    return sum(seen) / len(seen), sum(unseen) / len(unseen)
