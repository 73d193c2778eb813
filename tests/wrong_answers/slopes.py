"""Wrong answers to `slopes`, under words of the hint that they get."""

WRONG = {
    "w stands in c·w, too: what reaches it on that way": """
inside = a * w + b
d_inside = 2 * inside
d_w = c
d_a, d_b, d_c, d_w = d_inside * w, d_inside, w, d_inside * a
return d_a, d_b, d_c, d_w
""",
    "One way to w is missing, the one through a·w + b": """
d_w = 2 * (a * w + b) * a
d_w = c
return 2 * (a * w + b) * w, 2 * (a * w + b), w, d_w
""",
    "(a·w + b)² is more than (a·w)² + b²": "2 * a * w**2, 2 * b, w, 2 * a**2 * w + c",
    "The slope of inside² is 2 · inside": "(w, 1, w, a + c)",
    "It never uses its argument 'a'.": "(2 * (3 * w + 1) * w, 2 * (3 * w + 1), w, 6 * (3 * w + 1) + 5)",
    "These are nearly right, as from a small change": """
def y(a, b, c, w):
    return (a * w + b) ** 2 + c * w

h, now = 1e-6, y(a, b, c, w)
changed = y(a + h, b, c, w), y(a, b + h, c, w), y(a, b, c + h, w), y(a, b, c, w + h)
return tuple((value - now) / h for value in changed)
""",
    "The entries are right, but in another order.": """
u = a * w + b
return w, 2 * u, 2 * u * w, 2 * u * a + c
""",
    "Brackets: inside is a·w + b, the product first": """
u = a * (w + b)
return 2 * u * w, 2 * u, w, 2 * u * a + c
""",
    "The last entry is missing; all the others are right.": """
outer = 2 * (a * w + b)
return [outer * w, outer, w]
""",
}
