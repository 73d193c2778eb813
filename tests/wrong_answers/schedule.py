"""Wrong answers to `schedule`, under words of the hint that they get."""

WRONG = {
    "It never uses its argument 'warmup'.": "high * (1 + math.cos(math.pi * step / steps)) / 2",
    "There is no warm-up: treat step < warmup first.": """
t = (step - warmup) / (steps - warmup)
return high * (1 + math.cos(math.pi * t)) / 2
""",
    "The rate falls in a straight line here, not with": """
if step < warmup:
    return (step + 1) / warmup * high
return high * (1 - (step - warmup) / (steps - warmup))
""",
    "Half a wave is the cosine from 0 to π; this is a": """
if step < warmup:
    return (step + 1) / warmup * high
t = (step - warmup) / (steps - warmup)
return high * (1 + math.cos(2 * math.pi * t)) / 2
""",
    "math.cos takes radians, not degrees: π, not 180.": """
if step < warmup:
    return (step + 1) / warmup * high
t = (step - warmup) / (steps - warmup)
return high * (1 + math.cos(180 * t)) / 2
""",
    "1 + cos lies between 0 and 2: divide it by 2.": """
if step < warmup:
    return (step + 1) / warmup * high
t = (step - warmup) / (steps - warmup)
return high * (1 + math.cos(math.pi * t))
""",
    "The cosine falls to −1: add 1, and divide by 2.": """
if step < warmup:
    return (step + 1) / warmup * high
t = (step - warmup) / (steps - warmup)
return high * math.cos(math.pi * t)
""",
}
