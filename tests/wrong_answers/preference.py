"""Wrong answers to `preference`, under words of the hint that they get."""

COUNTED = "a, b = (sum(name in of for name in drawn) for of in (train, held_out))\nreturn "

WRONG = {
    "Divide the draws of each list by how many names": [
        COUNTED + "a / b",
        "np.isin(drawn, train).mean() / np.isin(drawn, held_out).mean()",
        COUNTED + "(a / (a + b)) / (b / (a + b))",
    ],
    "The sizes stand the wrong way round": [
        COUNTED + "(a * len(train)) / (b * len(held_out))",
        COUNTED + "(a / len(held_out)) / (b / len(train))",
    ],
    "A name that was drawn twice counts twice": [
        """
found = set(drawn)
return len(found & set(train)) / len(train) / (len(found & set(held_out)) / len(held_out))
""",
        "np.isin(train, drawn).mean() / np.isin(held_out, drawn).mean()",
    ],
    "A fraction stands upside down.": COUNTED + "(b / len(held_out)) / (a / len(train))",
    "A name was found inside another one": """
text, other = " ".join(train), " ".join(held_out)
a = len([name for name in drawn if name in text]) / len(train)
return a / (len([name for name in drawn if name in other]) / len(held_out))
""",
    "Divide by how many names a list has, not by how": """
a, b = (Counter(name for name in drawn if name in of) for of in (train, held_out))
return (a.total() / len(a)) / (b.total() / len(b))
""",
    "This is a difference; divide the first number by": COUNTED + "a / len(train) - b / len(held_out)",
    "A division is cut to a whole number": COUNTED + "(a / len(train)) // (b / len(held_out))",
    "It divides by 0: count all draws before": COUNTED + "(a // len(train)) / (b // len(held_out))",
    "These are the two numbers; divide the first by the":
        COUNTED + "a / len(train), b / len(held_out)",
    "This is one number or a share; divide the number":
        [COUNTED + "a / len(train)", COUNTED + "a / len(drawn)"],
    "This multiplies by len(held_out); divide.": COUNTED + "a / len(train) / b / len(held_out)",
    "Names that stand in no list belong to neither": """
known = [name for name in drawn if name in train]
return len(known) / len(train) / ((len(drawn) - len(known)) / len(held_out))
""",
}
