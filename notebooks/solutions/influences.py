# Every row j gets its own copy, so that only one row is another. Asked whether the change is
# small, a nan answers no, as it should.


def influences(f, x, i, other):
    before, found = f(x)[i], []
    for j in range(len(x)):
        if j == i:
            continue
        changed = x.clone()
        changed[j] = other
        change = (f(changed)[i] - before).abs()
        if not (change <= 0.0001).all():
            found.append(j)
    return found
