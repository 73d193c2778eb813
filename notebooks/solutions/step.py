# In each row the slope is what the network believes minus what was counted, p − f. The loss
# is a mean over all pairs, so a row that was counted more often weighs more. The step goes
# downhill.


def weights_after_step(weight, counts, lr):
    row_sums = counts.sum(1, keepdim=True)
    gradient = row_sums / counts.sum() * (weight.softmax(1) - counts / row_sums)
    return weight - lr * gradient
