"""Wrong answers to `parting`, under words of the hint that they get."""

WRONG = {
    "A nan was passed over": """
for step in range(len(ours)):
    if abs(ours[step] - theirs[step]) > atol:
        return step
""",
    "it returned None; 2 was expected": """
apart = [abs(a - b) for a, b in zip(ours, theirs, strict=True)]
return None if max(apart) <= atol else apart.index(max(apart))
""",
    "They differ by *more than* atol": """
for step in range(len(ours)):
    if abs(ours[step] - theirs[step]) >= atol or ours[step] != ours[step] or theirs[step] != theirs[step]:
        return step
""",
    "A loss may differ in either direction": """
for step in range(len(ours)):
    if ours[step] - theirs[step] > atol:
        return step
""",
    "This is the step with the largest difference": """
apart = [abs(a - b) for a, b in zip(ours, theirs, strict=True)]
if all(d <= atol for d in apart):
    return None
return apart.index(max(apart))
""",
    "The difference was taken as a share": """
for step, (a, b) in enumerate(zip(ours, theirs, strict=True)):
    if not abs(a - b) <= atol * abs(a):
        return step
""",
}
