# A shuffle is the same for all networks, so it gives one mean over them. How many of these are
# as small as that of the right letters is one question; each network alone is another one.


def combined_p(observed, permuted):
    mean = sum(observed) / len(observed)
    means = [sum(one) / len(one) for one in permuted]
    as_small = [value for value in means if value <= mean]
    return (1 + len(as_small)) / (1 + len(permuted))
