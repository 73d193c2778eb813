# What is tried is always the list that is left by now, so each success makes the next test
# smaller. After a success the next item stands at the same place, so the place moves on only
# when an item is kept.


def shrink(items, fails):
    kept = list(items)
    i = 0
    while i < len(kept):
        rest = kept[:i] + kept[i + 1 :]
        if fails(rest):
            kept = rest
        else:
            i += 1
    return kept
