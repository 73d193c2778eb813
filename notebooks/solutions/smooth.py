# The discount was taken off once for each different character, so that much is given back, to
# all characters in proportion to lower. The result sums to 1, whatever the discount is.


def smoothed(counts, lower, discount):
    if not counts:
        return dict(lower)
    total = sum(counts.values())
    freed = discount * len(counts)
    return {
        character: (max(counts.get(character, 0) - discount, 0) + freed * share) / total
        for character, share in lower.items()
    }
