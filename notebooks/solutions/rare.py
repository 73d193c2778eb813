from collections import Counter

# set(name) counts a character once a name: three z's in one name are one name's habit.


def rare(names, fewest):
    stands_in = Counter(c for name in names for c in set(name))
    return [name for name in names if any(stands_in[c] < fewest for c in name)]
