# Each example says what the next context must be: the same window moved on by its target, or a
# window of boundaries after a target 0. So nobody has to know which names there are.


def first_break(X, Y):
    expected = [0] * X.shape[1]
    for number, (context, target) in enumerate(zip(X.tolist(), Y.tolist(), strict=True)):
        if context != expected:
            return number
        expected = [*context[1:], target] if target != 0 else [0] * X.shape[1]
    return None
