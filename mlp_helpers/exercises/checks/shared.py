"""Exercise `shared`: the share of a list's names that another list knows."""

from mlp_helpers.exercises.slips import exercise

EXERCISE = exercise(
    "shared",
    cases=[
        (["ann", "bob", "ann", "eva"], ["ann", "cleo", "ann", "dina", "bob"]),
        (["ann", "bob", "eva", "ida", "lea", "bob", "max"], ["bob", "zoe", "zoe", "zoe"]),
        (["ann", "ann", "bob"], ["max", "zoe", "bea"]),
        (["ann", "bob", "eva", "ida"], ["eva", "eva"]),
        (["joanna", "leo", "eva"], ["ann", "eva", "anna", "zoe", "joanna"]),
    ],
    mistakes={
        "Each different name was counted once; a name that stands twice in `other` counts twice.":
            "len(set(train) & set(other)) / len(set(other))",
        "You divided by the length of `train`; the share is one of `other`.":
            ("len(other)", "len(train)"),
        "You divided by the number of different names in `train`; divide by the length of `other`.":
            ("len(other)", "len(known)"),
        "In the numerator each different name was counted once, in the denominator every entry; "
        "count every entry of `other` in both.":
            ("len(found)", "len(set(found))"),
        "In the denominator each different name was counted once, in the numerator every entry; "
        "count every entry of `other` in both.":
            ("len(other)", "len(set(other))"),
        "Each different name was counted once, and the division is by the length of `train`; count "
        "the entries of `other`, and divide by its length.":
            ["len(set(train) & set(other)) / len(train)",
             "len(set(train) & set(other)) / len(set(train))"],
        "The two lists are exchanged: this is the share of `train` that stands in `other`.":
            "right(other, train)",
        "You counted the entries of `train` that stand in `other`; go through `other` instead.":
            "sum(name in other for name in train) / len(other)",
        "A name that stands twice in `train` was counted twice; ask only whether it is there.":
            "sum(train.count(name) for name in other) / len(other)",
        "A name counts here only as often as it stands in `train`; each entry of `other` counts if "
        "it stands there at all.":
            "sum(min(train.count(name), other.count(name)) for name in set(other)) / len(other)",
        "You divided by the number of all different names of both lists; divide by the length of "
        "`other`.":
            "len(set(train) & set(other)) / len({*train, *other})",
        "You divided by the length of both lists together; divide by that of `other`.":
            [("len(other)", "(len(train) + len(other))"),
             "len(set(train) & set(other)) / (len(train) + len(other))"],
        'You searched within a text, where "ann" is found in "joanna" too; compare whole names.':
            ("set(train)", "' '.join(train)"),
        "You compared names at the same place only; look for each one in the whole list.":
            "sum(a == b for a, b in zip(train, other)) / len(other)",
        "This is a percentage; return the share, a number from 0 to 1.":
            ["100 * right(train, other)", "round(100 * right(train, other))"],
        "This is the share of the names that do not stand in `train`; the others are asked for.":
            ("name in known", "name not in known"),
        "This is how many entries are shared; divide by the number of entries of `other`.":
            (" / len(other)", ""),
        "This is how many different names are shared; count every entry of `other`, and divide by "
        "how many there are.":
            "len(set(train) & set(other))",
        "The share is cut to a whole number: use / instead of //, and no int().":
            ("/ len(other)", "// len(other)"),
        "Only the first entry was looked at: the return may stand inside the loop.":
            ["(other[0] in train) / len(other)", "float(other[0] in train)", "other[0] in train"],
        "Only the last entry was looked at: set the count to 0 before the loop, and add to it.":
            ["(other[-1] in train) / len(other)", "float(other[-1] in train)"],
        "This asks whether any name is known; return the share of those that are.":
            "any(name in train for name in other)",
        "This divides the known entries by the unknown ones; divide by all entries of `other`.":
            ("len(other)", "max(1e-9, len(other) - len(found))"),
        "These are the known names; return their share: how many they are, divided by all entries.":
            [("len(found) / len(other)", "found"), "list(set(train) & set(other))",
             "set(train) & set(other)"],
        "The share is rounded; return it as it is.":
            ["round(right(train, other))", "round(right(train, other), 1)"],
    },
    symptoms={
        "This divides by 0 where no or every entry is known; divide by the length of `other`.":
            lambda result, *case: result.kind == "ZeroDivisionError",
    },
)  # fmt: skip
