"""Exercise `shared`: the share of a list's names that another list knows."""

from mlp_helpers.exercises.slips import exercise, raised

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
        "A name that stands twice in `other` counts twice, above and below the line.":
            [("len(found)", "len(set(found))"), ("len(other)", "len(set(other))"),
             *(f"len(set(train) & set(other)) / {n}" for n in ("len(set(other))", "len(set(train))",
             "len(train)", "(len(train) + len(other))", "len({*train, *other})"))],
        "You divided by another length; the share is one of `other`.":
            [("len(other)", new) for new in
             ("len(train)", "len(known)", "(len(train) + len(other))")],
        "The lists are exchanged: the share is one of `other`.": "right(other, train)",
        "Go through `other`, not `train`.": "sum(name in other for name in train) / len(other)",
        "How often a name stands in `train` is of no matter; ask only whether it is there.":
            ["sum(train.count(name) for name in other) / len(other)",
             "sum(min(train.count(name), other.count(name)) for name in set(other)) / len(other)"],
        '"ann" is found in "joanna" here; compare whole names.': ("set(train)", "' '.join(train)"),
        "Names were compared at the same place only; look for each in the whole list.":
            "sum(a == b for a, b in zip(train, other)) / len(other)",
        "This is how many different names are shared; divide.": "len(set(train) & set(other))",
        "Only one entry was looked at: count them all, and return after the loop.":
            [f"(other[{i}] in train) / {n}" for i in (0, -1) for n in ("len(other)", 1)],
        "This asks for any known name; return a share.": "any(name in train for name in other)",
        "Divide by all entries of `other`.": ("len(other)", "max(1e-9, len(other) - len(found))"),
        "These are the known names; return how many they are, divided by all entries.":
            [("len(found) / len(other)", "found"), "list(set(train) & set(other))",
             "set(train) & set(other)"],
        "The share is rounded; return it as it is.": "round(right(train, other), 1)",
    },
    symptoms={
        "This divides by 0; divide by the length of `other`.": raised("ZeroDivisionError"),
    },
)  # fmt: skip
