# The labels as they are count as one more relabelling, and their value is as large as itself:
# hence the two 1s. Without them, a few relabellings could give an impossible p-value of 0.


def p_value(observed, permuted):
    as_large = [value for value in permuted if value >= observed]
    return (1 + len(as_large)) / (1 + len(permuted))
