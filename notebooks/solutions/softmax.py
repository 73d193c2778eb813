# Taken together, the sum over all places i of g_i p_i is one number a row, the mean of g as the
# probabilities weigh it. A logit gets the share p_j of how far its own g lies above that mean.


def softmax_backward(p, g):
    weighted_mean = (g * p).sum(1, keepdim=True)
    return p * (g - weighted_mean)
