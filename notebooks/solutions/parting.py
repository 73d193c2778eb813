# With a nan, < and > are never true, so `abs(a - b) > atol` would pass over it. Asked the other
# way round, whether they agree, it is caught.


def parting(ours, theirs, atol):
    for step, (a, b) in enumerate(zip(ours, theirs, strict=True)):
        if not abs(a - b) <= atol:
            return step
    return None
