"""Wrong answers to `diagnose`, under words of the hint that they get."""

WRONG = {
    '"too slow" is right only if `ratio` is below': """
if any(s == 0 for s in spreads): return "no signal"
if spreads[-1] * 4 < spreads[0]: return "vanishing"
if spreads[-1] > 4 * spreads[0]: return "exploding"
if sum(saturated) / len(saturated) > 0.3: return "saturated"
if ratio < 0.005: return "too slow"
if ratio > 0.015: return "too fast"
return "healthy"
""",
    "The order of the rules counts: a rule applies,": """
if 0 in spreads:
    return "no signal"
if sum(saturated) / len(saturated) > 0.3:
    return "saturated"
if spreads[-1] < spreads[0] / 4:
    return "vanishing"
if spreads[-1] > 4 * spreads[0]:
    return "exploding"
if ratio < 0.0005:
    return "too slow"
if ratio > 0.015:
    return "too fast"
return "healthy"
""",
    "At the limit itself a rule does not apply:": """
if any(s == 0 for s in spreads):
    return "no signal"
change = spreads[-1] / spreads[0]
if change <= 0.25:
    return "vanishing"
if change > 4:
    return "exploding"
mean = torch.tensor(saturated).mean().item()
if mean > 0.3:
    return "saturated"
if ratio < 0.0005:
    return "too slow"
return "too fast" if ratio > 0.015 else "healthy"
""",
    '"vanishing" is right only if the last spread is': """
if 0 in spreads:
    return "no signal"
if min(spreads) < spreads[0] / 4:
    return "vanishing"
if spreads[-1] > spreads[0] * 4:
    return "exploding"
if sum(saturated) / len(saturated) > 0.3:
    return "saturated"
if ratio < 5e-4:
    return "too slow"
if ratio > 1.5e-2:
    return "too fast"
return "healthy"
""",
    "If any spread is 0 and no rule before applies, it": """
if all(s == 0 for s in spreads):
    return "no signal"
elif spreads[-1] < 0.25 * spreads[0]:
    return "vanishing"
elif spreads[-1] > 4 * spreads[0]:
    return "exploding"
elif sum(saturated) / len(saturated) > 0.3:
    return "saturated"
elif ratio < 0.0005:
    return "too slow"
elif ratio > 0.015:
    return "too fast"
else:
    return "healthy"
""",
}
