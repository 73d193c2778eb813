# A return ends the function, so each rule is reached only if none before it applied. The order
# matters: without a signal, or with one that grows or dies, the ratio says nothing.


def diagnose(spreads, saturated, ratio):
    if 0 in spreads:
        return "no signal"
    if spreads[-1] < spreads[0] / 4:
        return "vanishing"
    if spreads[-1] > 4 * spreads[0]:
        return "exploding"
    if sum(saturated) / len(saturated) > 0.3:
        return "saturated"
    if ratio < 0.0005:
        return "too slow"
    return "too fast" if ratio > 0.015 else "healthy"
