"""Wrong answers to `chain`, under words of the hint that they get."""

WRONG = {
    "The window runs on into the next name here": """
window = [0] * X.shape[1]
for n in range(len(X)):
    if X[n].tolist() != window:
        return n
    window = window[1:] + [Y[n].item()]
""",
    "The very first context was not looked at": """
for n in range(1, len(X)):
    wanted = X[n - 1].tolist()[1:] + [Y[n - 1].item()] if Y[n - 1] else [0] * X.shape[1]
    if X[n].tolist() != wanted:
        return n
""",
    "Only the last character of a context": """
last = 0
for n, (context, target) in enumerate(zip(X.tolist(), Y.tolist(), strict=True)):
    if context[-1] != last:
        return n
    last = target
""",
    "Where nothing is wrong, return None.": """
window = [0] * X.shape[1]
for n, (context, target) in enumerate(zip(X.tolist(), Y.tolist(), strict=True)):
    if context != window:
        return n
    window = context[1:] + [target] if target else [0] * X.shape[1]
return -1
""",
    "The context has three characters only": """
window = [0, 0, 0]
for n, (context, target) in enumerate(zip(X.tolist(), Y.tolist(), strict=True)):
    if context != window:
        return n
    window = context[1:] + [target] if target else [0, 0, 0]
""",
}
