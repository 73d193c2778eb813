"""Wrong answers to `copies`, under words of the hint that they get."""

WRONG = {
    "The control is of fewer names": """
seen = [name for name in drawn if name in train]
others = [name for name in drawn if name in held_out]
return len(seen) / len(drawn), len(others) / len(drawn)
""",
    "A name may stand in a list several times": """
seen = [name for name in drawn if name in train]
others = [name for name in drawn if name in held_out]
return len(seen) / len(drawn), len(others) / len(drawn) * len(train) / len(held_out)
""",
    "The factor is turned round": """
known, unseen = set(train), set(held_out)
a = len([name for name in drawn if name in known]) / len(drawn)
b = len([name for name in drawn if name in unseen]) / len(drawn)
return a, b / (len(known) / len(unseen))
""",
    "A name that was drawn twice": """
drawn, known, unseen = set(drawn), set(train), set(held_out)
factor = len(known) / len(unseen)
return len(drawn & known) / len(drawn), len(drawn & unseen) / len(drawn) * factor
""",
}
