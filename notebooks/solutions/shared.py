# The question is asked once for every entry of other, repeated ones included. A set answers
# "is it in train?" at once, where a list would be searched from the start each time.


def shared(train, other):
    known = set(train)
    found = [name for name in other if name in known]
    return len(found) / len(other)
