"""Exercise `seen`: the loss on names of the training list and on the others."""

from mlp_helpers.exercises.slips import exercise, raised

JO, MIA, OLIVIA = [2.4, 1.9, 1.1], [2.0, 1.5, 0.8, 0.7], [2.1, 2.2, 0.9, 0.6, 0.5, 0.4, 0.3]
ALL = "sum(seen + unseen) / len(seen + unseen)"

EXERCISE = exercise(
    "seen",
    cases=[
        (["al", "bo", "eve"], [[1.0, 2.0, 3.0], [2.0, 2.0, 2.0], MIA], ["al", "ann"]),
        (["mia", "jo", "olivia", "mia", "x", "ned", "jo"], [MIA, JO, OLIVIA, MIA, [5.1, 4.2],
         [2.6, 2.5, 2.0, 1.2], JO], ["olivia", "mia", "nedra", "max", "olivia"]),
        (["al", "bo"], [[1.0, 2.5, 2.5], [3.0, 2.0, 1.6]], ["bo"]),
        (["jo", "joanna", "annette", "ann", "nan", "bojo"],
         [[1.0, 2.0], [9.0] * 3, [5.0], [3.0, 4.0], [8.0], [6.5]], ["ann", "jo"]),
    ],
    mistakes={
        "A short name weighs as much as a long one here: average over all losses of a group.":
            ["right(names, [[sum(each) / len(each)] for each in losses], train)",
             "right(*zip(*{n: [sum(e) / len(e)] for n, e in zip(names, losses)}.items()), train)"],
        "These are sums; divide by how many there are.": (" / len(seen)", "", " / len(unseen)", ""),
        "Divide by the number of losses: one for each letter, and one for the boundary at the end.":
            [f"right(names, [[0] * (len(n){i}) + [sum(e)] for n, e in zip(names, losses)], train)"
             for i in ("-1", "+1")],
        "Not all losses of a name were taken; those of the boundaries belong to them.":
            [f"right(names, [each[{i}] for each in losses], train)" for i in
             (":-1", "1:", ":1", "-1:")],
        "A name that stands twice in the list counts twice; a dictionary keeps it only once.":
            "right(*zip(*dict(zip(names, losses)).items()), train)",
        "You went through `train`; go through `names`, where each entry counts once.":
            [("sum(seen) / len(seen)",
             f"statistics.mean(x for t in {group} if t in names for x in losses[names.index(t)])")
             for group in ("train", "known")],
        "You divided by the number of names; divide by the number of losses.":
            "right(names, [[sum(each)] for each in losses], train)",
        "Divide each sum by the number of losses of its own group.":
            [("len(seen)", "len(seen + unseen)", "len(unseen)", "len(seen + unseen)"),
             ("/ len(seen)", "/ len(unseen)", "(unseen) / len(unseen)", "(unseen) / len(seen)"),
             ("len(unseen)", "len(seen)"), ("len(seen)", "len(unseen)")],
        "One of the numbers, or both, is the loss on all names; a = b = [] is a single list.":
            [("seen, unseen = [], []", "seen = unseen = []"),
             *((f"sum({one}) / len({one})", ALL) for one in ("seen", "unseen"))],
        "This is the loss of one name of each group: make both lists first, then extend them.":
            [(" seen.extend(name_losses)", f" seen = {one}name_losses",
             "unseen.extend(name_losses)", f"unseen = {other}name_losses") for one, other in
             (("", ""), ("seen or ", "unseen or "))],
        "A name was found inside another, or letters were compared; compare whole names.":
            [("set(train)", "' '.join(train)"), *(("name in known", f"any({new} for t in known)")
             for new in ("t in name", "name in t", "name.startswith(t)", "name.endswith(t)",
             "t.startswith(name)", "t.endswith(name)", "t[0] == name[0]", "t[-1] == name[-1]",
             "t[:2] == name[:2]", "t[:3] == name[:3]", "sorted(t) == sorted(name)"))],
        "A name belongs to the others only if no name of `train` equals it; ask with `in`.":
            (" seen.extend(", " for t in train: (seen if t == name else unseen).extend(",
             "unseen.extend(name_losses)", "unseen.extend(name_losses * len(train))"),
        "These are the two lists of losses; return the mean of each.":
            ("sum(seen) / len(seen), sum(unseen) / len(unseen)", "seen, unseen"),
    },
    symptoms={
        "A list stands among the numbers: use extend for a name's losses.":
            lambda result, *case: "'list'" in result.message or "inhomogeneous" in result.message,
        "A group is empty when you divide: first take all names.": raised("ZeroDivisionError"),
    },
)  # fmt: skip
