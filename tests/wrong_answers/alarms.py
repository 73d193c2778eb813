"""Wrong answers to `alarms`, under words of the hint that they get."""

WRONG = {
    "of all patients": """
n = len(sick)
if not n:
    return None, None
hits = sum(a and s for a, s in zip(alarms, sick)) / n
false = sum(a and not s for a, s in zip(alarms, sick)) / n
return (hits if any(sick) else None), (false if not all(sick) else None)
""",
    "You divide by 0": """
hits = sum(a and s for a, s in zip(alarms, sick)) / sum(sick)
return hits, sum(a and not s for a, s in zip(alarms, sick)) / (len(sick) - sum(sick))
""",
    "its share is None, and not 0": """
ill, well = sum(sick), len(sick) - sum(sick)
hits = sum(a and s for a, s in zip(alarms, sick))
false = sum(a and not s for a, s in zip(alarms, sick))
return (hits / ill if ill else 0), (false / well if well else 0)
""",
    "The shares are of all alarms": """
n = sum(alarms)
hits = sum(a and s for a, s in zip(alarms, sick)) / max(n, 1)
false = sum(a and not s for a, s in zip(alarms, sick)) / max(n, 1)
return (hits if any(sick) else None), (false if not all(sick) else None)
""",
}
