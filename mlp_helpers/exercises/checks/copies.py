"""Exercise `copies`: how many drawn names are known, and how many would be without copying."""

from mlp_helpers.exercises.slips import exercise

SHARE, CONTROL = "(name in known for name in drawn)", "(name in unseen for name in drawn)"
SCALED, OF_ALL = "control * len(known) / len(unseen)", "/ len(drawn)\n    control"
SETS, RIGHT = "known, unseen = set(train), set(held_out)", "return share, "

EXERCISE = exercise(
    "copies",
    cases=[
        (["ann", "bo", "ann", "kim", "zed", "lia", "max", "ann"], ["ann", "bo", "cy", "di"],
         ["kim", "joe"]),
        (["a", "b", "c", "d", "e"], ["a", "a", "a", "c", "x", "y"], ["b", "b", "b", "z"]),
        (["ro", "ro", "", "ra", "ri"], ["ri", "ru", "re", "ry", "rr"], ["ro", "rx"]),
        (["una", "eva"], ["ida"], ["ute", "eva", "ada"]),
    ],
    mistakes={
        "The control is of fewer names: take it times different training names over held-out ones.":
            (SCALED, "control"),
        "The factor is turned round: training names over held-out names.":
            (SCALED, "control * len(unseen) / len(known)"),
        "A name may stand in a list several times; the factor counts different names: use sets.":
            (SCALED, "control * len(train) / len(held_out)"),
        "A name that was drawn twice counts twice: go through all drawn names, no set of them.":
            [(SETS, f"{SETS}\n    drawn = sorted(set(drawn))"),
             "(sum(n in drawn for n in set(train)) / len(drawn), sum(n in drawn for n in "
             "set(held_out)) / len(drawn) * len(set(train)) / len(set(held_out)))",
             "(len(set(drawn) & set(train)) / len(drawn), right(drawn, train, held_out)[1])"],
        "Divide by the number of drawn names.":
            [(OF_ALL, f"/ len({of})\n    control") for of in ("known", "set(drawn)", "train")],
        "This is the share of the list that was drawn; the share of the drawn names is asked for.":
            ["(len(set(drawn) & set(train)) / len(set(train)), right(drawn, train, held_out)[1])",
             "(len(set(drawn) & set(train)) / len(set(train)), len(set(drawn) & set(held_out)) / "
             "len(set(held_out)))"],
        "The control comes first here; return the share in training first.":
            [(RIGHT + SCALED, f"return {SCALED}, share")],
        "These are the names that are new; return the share that is known.":
            [(SHARE, "(name not in known for name in drawn)"),
             (RIGHT, "return 1 - share, ")],
        "These are counts; divide them by the number of drawn names.":
            [(" / len(drawn)\n    control", "\n    control", "drawn) / len(drawn)\n    return",
              "drawn)\n    return")],
        "Return both numbers, the share and its control.":
            [(RIGHT + SCALED, "return share"), (RIGHT, "return "),
             (RIGHT + SCALED, f"return share / ({SCALED})")],
        "Of the held-out names alone: the control is a share of the drawn names, times a factor.":
            [("(name in unseen for name in drawn) / len(drawn)",
              "(name in unseen for name in drawn) / len(unseen)"),
             ("(name in unseen for name in drawn) / len(drawn)",
              "(name in drawn for name in unseen) / len(unseen)")],
        "The control is the share of held-out names that training holds; it is about drawn names.":
            [(CONTROL, "(name in known for name in held_out)")],
    },
)  # fmt: skip
