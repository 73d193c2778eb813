# Axis 1 runs over the numbers of one example, so that no other example has a part in it. With
# keepdim=True the means are a column, and broadcasting takes each from its own row.


def layer_norm(x, eps):
    centred = x - x.mean(1, keepdim=True)
    variance = (centred**2).mean(1, keepdim=True)
    return centred / (variance + eps).sqrt()
