# A pre-activation sums many terms and so is nearly normal again in every layer: only its size
# changes. What comes out of one layer, measured from 0, is the size that goes into the next.


def size_after(function, gain, z, layers):
    size = 1.0
    for _ in range(layers):
        outputs = function(gain * size * z)
        size = (outputs**2).mean().sqrt()
    return size
