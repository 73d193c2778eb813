"""Wrong answers to `clip`, under words of the hint that they get."""


def summed(norm="squares ** 0.5", factor="min(1, limit / norm)", of="g * factor", other="None"):
    """A norm from a sum of squares, a factor, and a list of products."""
    loop = "squares = 0\nfor g in gradients:\n    if g is not None:\n        squares += (g**2).sum()"
    made = f"[{of} if g is not None else {other} for g in gradients]"
    return f"{loop}\nnorm = {norm}\nfactor = {factor}\nreturn {made}"


def changed(how):
    """What is done to each tensor in a loop, before the list itself is returned."""
    first = summed().replace("return", "made =")
    return f"{first}\nfor i, g in enumerate(gradients):\n    if g is not None:\n        {how}\nreturn gradients"


KNOWN = "g for g in gradients if g is not None"
WRONG = {
    "Short gradients are stretched here": [summed(factor="limit / norm"),
        summed("float(squares) ** 0.5", "limit / norm")],
    "It is the wrong way round": summed(factor="limit / norm if norm < limit else 1"),
    "The factor is upside down, or": [summed(factor="min(1, norm / limit)"), summed(of="g / norm")],
    "The sum of squares was compared": summed(factor="limit / norm if norm**2 > limit else 1"),
    "The root is missing": summed("squares"),
    "This norm is made of lengths": summed(f"sum(g.norm() for g in [{KNOWN}])"),
    "A mean or a spread was taken": summed(f"torch.cat([g.view(-1) for g in [{KNOWN}]]).std()"),
    "The numbers were not squared": summed(f"sum(g.abs().sum() for g in [{KNOWN}])"),
    "This is the norm of one tensor": summed().replace("+=", "="),
    "The sum ends at the first None": [
        summed(norm).replace("if g is not None:\n    ", "if g is None:\n        break\n", 1)
        for norm in ("squares ** 0.5", "torch.as_tensor(squares).sqrt()")],
    "Each number was cut by itself": [summed(of="torch.clip(g, -limit, limit)"),
        summed(of="torch.where(g > limit, g * factor, g)")],
    "Nothing is shortened": [changed("g = g * factor"), changed("g * factor")],
    "Some entries of `gradients` are None": ["[g * limit / g.norm() for g in gradients]",
        summed().replace("if g is not None:\n    ", "if True:\n    ", 1)],
    "A tensor of many numbers": summed().replace("    if g is not None:", "    if g:"),
    "Return a list as long as": [summed(other="0"), summed() + ", norm",
        summed() + "[:1]", summed().replace("return", "return factor #"), summed(of="(g * factor).tolist()"),
        summed().replace("if g is not None else None for g in gradients", KNOWN[2:]), summed(of="factor")],
    "Each tensor got a factor of its": summed(of="g * min(1, limit / g.norm())"),
    "All gradients are 0 in one case": summed(of="g / norm * min(norm, limit)"),
    "it returned [[1.0, 0.0], None, [[1.0]]]": summed(of="g.sign() * limit"),
    "One factor for all is right": summed(factor="min(1, limit / norm) ** 2"),
    "The result is right, but your function changes": [changed("g *= factor"), changed("gradients[i] = made[i]")],
}
