"""Wrong answers to `diagnose`, under words of the hint that they get."""

SATURATED = 'if sum(saturated) / len(saturated) > 0.3:\n    return "saturated"\n'
VANISHING = 'if spreads[-1] < spreads[0] / 4:\n    return "vanishing"\n'
RULES = f"""
if any(s == 0 for s in spreads):
    return "no signal"
{VANISHING}
if spreads[-1] > 4 * spreads[0]:
    return "exploding"
{SATURATED}
if ratio < 0.0005:
    return "too slow"
return "too fast" if ratio > 0.015 else "healthy"
"""

WRONG = {
    '"too slow" is right only if `ratio` is below': RULES.replace("0.0005", "0.005"),
    "The order of the rules counts: a rule applies,":
        RULES.replace(SATURATED, "").replace(VANISHING, SATURATED + VANISHING),
    "At the limit itself a rule does not apply:":
        RULES.replace("spreads[-1] < spreads[0] / 4", "spreads[-1] / spreads[0] <= 0.25"),
    '"vanishing" is right only if the last spread is':
        RULES.replace("spreads[-1] < spreads[0] / 4", "min(spreads) < spreads[0] / 4"),
    "If any spread is 0 and no rule before applies, it": RULES.replace("any(", "all("),
}
