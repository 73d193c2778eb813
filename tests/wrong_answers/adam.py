"""Wrong answers to `adam`, under words of the hint that they get."""

WRONG = {
    "The square was not corrected: divide it": """
m, s = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
kept = parameter * (1 - lr * weight_decay)
return kept - lr * m / (1 - 0.9**step) / (s.sqrt() + 1e-8), m, s
""",
    "The mean was squared; what is averaged there": """
m = 0.9 * mean + 0.1 * gradient
s = 0.999 * square + 0.001 * m**2
top, root = m / (1 - 0.9**step), (s / (1 - 0.999**step)).sqrt()
return parameter * (1 - lr * weight_decay) - lr * top / (root + 1e-8), m, s
""",
    "Both averages are too small at first: divide by 1": """
mean = 0.9 * mean + 0.1 * gradient
square = 0.999 * square + 0.001 * gradient ** 2
parameter = parameter * (1 - lr * weight_decay) - lr * mean / (square.sqrt() + 1e-8)
return parameter, mean, square
""",
    "The decay was applied after the step; it": """
m = torch.lerp(mean, gradient, 0.1)
s = torch.lerp(square, gradient ** 2, 0.001)
moved = parameter - lr * (m / (1 - 0.9 ** step)) / ((s / (1 - 0.999 ** step)).sqrt() + 1e-8)
return moved * (1 - lr * weight_decay), m, s
""",
    "The 1e-8 is missing below the line": """
m = 0.9 * mean + 0.1 * gradient
v = 0.999 * square + 0.001 * gradient * gradient
step_size = (m / (1 - 0.9 ** step)) * torch.rsqrt(v / (1 - 0.999 ** step))
return (1 - lr * weight_decay) * parameter - lr * step_size, m, v
""",
    "The betas are exchanged: 0.9 belongs to the mean,": """
b1, b2 = 0.999, 0.9
m = b1 * mean + (1 - b1) * gradient
s = b2 * square + (1 - b2) * gradient**2
update = (m / (1 - b1**step)) / ((s / (1 - b2**step)).sqrt() + 1e-8)
return parameter * (1 - lr * weight_decay) - lr * update, m, s
""",
    "The decay went into the gradient; it is apart:": """
g = gradient + weight_decay * parameter
m = 0.9 * mean + 0.1 * g
v = 0.999 * square + 0.001 * g ** 2
mhat, vhat = m / (1 - 0.9 ** step), v / (1 - 0.999 ** step)
return parameter - lr * mhat / (vhat ** 0.5 + 1e-8), m, v
""",
}
