"""Exercise `preference`: how much more often names of the training list are drawn."""

from mlp_helpers.exercises.slips import exercise, raised

A, B = "len(of_train)", "len(of_held_out)"
FIRST, SECOND = f"({A} / len(train))", f"({B} / len(held_out))"
RATIO = f"{FIRST} / {SECOND}"
IN_A = ("in drawn if name in known", "in set(drawn) if name in known")
IN_B = ("in drawn if name in new", "in set(drawn) if name in new")

EXERCISE = exercise(
    "preference",
    cases=[
        (["ann", "xya", "ann", "eve", "cleo", "bob"], ["ann", "bob", "cleo", "dina"],
         ["eve", "fay"]),
        (["mia", "ann", "joanna", "ed", "mia", "eden", "mia", "ia", "al", "ed", "xu", "mia"],
         ["joanna", "al", "mia"], ["eden", "ed", "maria", "uma", "bo"]),
        (["lea", "ivo", "lea", "zed", "ann", "max", "ivo", "x", "ivo", "leann", "kim", "kim"],
         ["leanne", "ivo", "max", "kim", "roy"], ["lea", "ann"]),
    ],
    mistakes={
        "Divide the draws of each list by how many names this list has.":
            [(RATIO, f"{A} / {B}"), (RATIO, f"{B} / {A}"), (RATIO, f"({A} - {B}) / len(drawn)")],
        "The sizes stand the wrong way round: the draws of a list are divided by its own size.":
            (RATIO, f"{A} * len(train) / ({B} * len(held_out))"),
        "A name that was drawn twice counts twice: go through `drawn`, and keep it a list.":
            [IN_A + IN_B, IN_A, IN_B, (*IN_A, *IN_B, RATIO, f"{A} / {B}")],
        "A name was found inside another one; compare whole names.":
            [*(("set(train), set(held_out)", f"{s!r}.join(train), {s!r}.join(held_out)") for s in
             ("", " ")), *(("name in known", f"any({new} for t in known)", "name in new",
             f"any({new} for t in new)") for new in ("name in t", "t in name"))],
        "Divide by how many names a list has, not by how many of them were drawn.":
            (RATIO, f"{A} / len(set(of_train)) / ({B} / len(set(of_held_out)))"),
        "This is a difference; divide the first number by the second.": ("/ (", "- ("),
        "These are the two numbers; divide the first by the second.":
            [("/ (", ", ("), (RATIO, f"{A}, {B}")],
        "This is one number or a share; divide the number for `train` by that for `held_out`.":
            [(RATIO, new) for new in (FIRST, SECOND, A, B, f"{A} / len(drawn)", f"{B} / len(drawn)",
             f"{A} / ({A} + {B})", f"{FIRST} / ({FIRST} + {SECOND})")],
        "Names that stand in no list belong to neither: look in both.":
            [("name in new", "name not in known"), ("name in known", "name not in new")],
        "`train` and `held_out` are exchanged in one of the counts.":
            [("name in new", "name in known"), ("name in known", "name in new")],
    },
    symptoms={"It divides by 0: count all draws before, and use / instead of //.":
              raised("ZeroDivisionError")},
)  # fmt: skip
