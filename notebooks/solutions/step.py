# The loss has two parts, so the gradient has two: what the network believes minus what was
# counted, row by row, and the slope of the mean of squares, 2 · weight / number of weights.


def weights_after_step(weight, counts, lr, decay):
    row_sums = counts.sum(1, keepdim=True)
    data_gradient = row_sums / counts.sum() * (weight.softmax(1) - counts / row_sums)
    decay_gradient = decay * 2 * weight / weight.numel()
    return weight - lr * (data_gradient + decay_gradient)
