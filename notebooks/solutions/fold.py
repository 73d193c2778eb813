# Subtracting the mean and multiplying by one factor for each column are linear, too. The factor
# meets all that was summed in a column, weights, bias and mean; beta comes after it.


def fold(weight, bias, gain, beta, running_mean, running_var, eps):
    scale = gain / (running_var + eps).sqrt()
    return weight * scale, (bias - running_mean) * scale + beta
