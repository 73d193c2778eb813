# The embedding table and the output biases cost the same whatever the hidden layer is. What is
# left is divided by the price of one unit: its input weights, its bias, its output weights.


def largest_hidden(budget, context, dim):
    fixed = 27 * dim + 27
    of_one_unit = context * dim + 1 + 27
    return (budget - fixed) // of_one_unit
