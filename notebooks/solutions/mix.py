# First each row of counts becomes probabilities, then the two parts are added with weights that
# sum to 1, so each row still sums to 1. The equal part is one over the number of columns. Every
# row is changed in the same way, while an extra count changes most where counts are few.


def mixed_probabilities(counts, share):
    counted = counts / counts.sum(1, keepdim=True)
    equal = 1 / counts.shape[1]
    return (1 - share) * counted + share * equal
