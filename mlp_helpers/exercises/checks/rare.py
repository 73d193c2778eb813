"""Exercise `rare`: the names that hold a character which stands in few of the names."""

from mlp_helpers.exercises.slips import exercise

STANDS_IN = "Counter(c for name in names for c in set(name))"
FEW, ANY = "stands_in[c] < fewest", "any("
KEPT = "[name for name in names if any(stands_in[c] < fewest for c in name)]"

EXERCISE = exercise(
    "rare",
    cases=[
        (["ann", "anna", "zoé", "zaza"], 2),
        (["ab", "abc", "ac", "bd", "da"], 3),
        (["mel", "lem", "elmo", "oooo", "leo", "yoyy"], 2),
        (["bbb", "abc", "cab", "bac", "dd", "dab", "cad"], 4),
        (["łucja", "anaïs", "lucja", "ana", "luca"], 2),
        (["xa", "ya", "xb", "ab", "ba", "b"], 3),
        (["no", "on"], 1),
    ],
    mistakes={
        "A character counts once for each name that it stands in, however often it stands there.":
            (STANDS_IN, "Counter(''.join(names))"),
        "A character that stands in exactly `fewest` names is not rare.":
            (FEW, "stands_in[c] <= fewest"),
        "Return names, those that hold such a character, not the characters.":
            [f"{of}({{c: 0 for n in names for c in n if sum(c in m for m in names) < fewest}})"
             for of in ("list", "sorted", "set", "''.join")],
        "These are the names without a rare character; return those with one.":
            ("if any(", "if not any("),
        "One rare character is enough for a name to be returned; not all need to be rare.":
            (ANY, "all("),
        "Look at each character of a name, not at the first or the last one only.":
            [("for c in name)]", f"for c in name[{part}])]") for part in (":1", "-1:")],
        "The names stay in the order of the list.":
            [(KEPT, f"sorted({KEPT})"), (KEPT, f"{KEPT}[::-1]"), (KEPT, f"set({KEPT})"),
             (KEPT, "list(dict.fromkeys(n for c in dict.fromkeys(''.join(names)) "
              "if stands_in[c] < fewest for n in names if c in n))")],
        "`fewest` is an argument, such as 2, 3 or 1: do not put a number in its place.":
            (FEW, "stands_in[c] < 2"),
        "Count the names that a character stands in; here a character is compared with one name.":
            (FEW, "name.count(c) < fewest"),
        "A name is returned once, however many rare characters it holds.":
            "[n for n in names for c in dict.fromkeys(n) if sum(c in m for m in names) < fewest]",
    },
)  # fmt: skip
