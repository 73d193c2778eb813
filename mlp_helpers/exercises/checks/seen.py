"""Exercise `seen`: the loss on names of the training list and on the others."""

from mlp_helpers.exercises.slips import exercise, raised

EXERCISE = exercise(
    "seen",
    cases=[
        (
            ["al", "bo", "eve"],
            [[1.0, 2.0, 3.0], [2.0, 2.0, 2.0], [3.0, 4.0, 2.0, 3.0]],
            ["al", "ann"],
        ),
        (
            ["mia", "jo", "olivia", "mia", "x", "ned", "jo"],
            [
                [2.0, 1.5, 0.8, 0.7],
                [2.4, 1.9, 1.1],
                [2.1, 2.2, 0.9, 0.6, 0.5, 0.4, 0.3],
                [2.0, 1.5, 0.8, 0.7],
                [5.1, 4.2],
                [2.6, 2.5, 2.0, 1.2],
                [2.4, 1.9, 1.1],
            ],
            ["olivia", "mia", "ella", "max", "olivia"],
        ),
        (["al", "bo"], [[1.0, 2.5, 2.5], [3.0, 2.0, 1.6]], ["bo"]),
    ],
    mistakes={
        "You averaged the names' averages, so that a short name weighs as much as a long one; "
        "average over all characters of a group.":
            "right(names, [[sum(each) / len(each)] for each in losses], train)",
        "The two numbers are exchanged: the names that stand in `train` come first.":
            ("name in known", "name not in known"),
        "These are sums; divide each by the number of its characters.":
            (" / len(seen)", "", " / len(unseen)", ""),
        "You divided by the letters of the names, but the boundary at the end has a loss too.":
            ("len(seen)", "sum(len(n) for n in names if n in known)",
             "len(unseen)", "sum(len(n) for n in names if n not in known)"),
        "The losses of the boundaries were left out; they count like those of the letters.":
            "right(names, [each[:-1] for each in losses], train)",
        "Not all losses of a name were taken; extend the group by all of them.":
            [f"right(names, [each[{i}] for each in losses], train)" for i in ("1:", ":1", "-1:")],
        "A name that stands twice in the list counts twice; a dictionary keeps it only once.":
            "right(*zip(*dict(zip(names, losses)).items()), train)",
        "You went through `train` for the known names; go through `names`, where each entry counts "
        "once, whether it stands in `train` once or twice.":
            [("sum(seen) / len(seen)", f"statistics.mean(x for t in {which} if t in names "
              "for x in losses[names.index(t)])") for which in ("train", "known")],
        "You divided by the number of names; divide by the number of characters.":
            "right(names, [[sum(each)] for each in losses], train)",
        "You divided both sums by the number of all characters; divide each by the number of "
        "characters in its own group.":
            ("len(seen)", "len(seen + unseen)", "len(unseen)", "len(seen + unseen)"),
        "Each sum is divided by the other group's number of characters.":
            ("/ len(seen)", "/ len(unseen)", "(unseen) / len(unseen)", "(unseen) / len(seen)"),
        "Both sums are divided by the number of characters of one group; each has its own.":
            [("len(unseen)", "len(seen)"), ("len(seen)", "len(unseen)")],
        "The second number is the loss on all names; take those that do not stand in `train`.":
            ("sum(unseen) / len(unseen)", "sum(seen + unseen) / len(seen + unseen)"),
        "The first number is the loss on all names; take those that stand in `train`.":
            ("sum(seen) / len(seen)", "sum(seen + unseen) / len(seen + unseen)"),
        "Both numbers are the loss on all names; make two lists, and note that a = b = [] is one.":
            ("seen, unseen = [], []", "seen = unseen = []"),
        "This is the loss of the first names only; collect the losses of all names of a group.":
            ("        if name in known:", "        if (seen if name in known else unseen):\n"
             "            continue\n        if name in known:"),
        "This is the loss of the last names only; make the lists before the loop, and extend them.":
            ("seen.extend(name_losses)\n        else:\n            unseen.extend(name_losses)",
             "seen = name_losses\n        else:\n            unseen = name_losses"),
        "A mean was averaged with the next one, again and again, so that late names weigh more; "
        "collect all losses, and divide at the very end.":
            ("seen.extend(name_losses)\n        else:\n            unseen.extend(name_losses)",
             "m = statistics.mean(name_losses)\n            seen = [(sum(seen) or m) / 2 + m / 2]\n"
             "        else:\n            m = statistics.mean(name_losses)\n"
             "            unseen = [(sum(unseen) or m) / 2 + m / 2]"),
        "You searched within a text, where \"x\" is found in \"max\" too; compare whole names.":
            ("set(train)", "' '.join(train)"),
        "This is one number, the loss on all names; return two, those in `train` first.":
            "statistics.mean(x for each in losses for x in each)",
        "These are the two lists of losses; return the mean of each.":
            ("sum(seen) / len(seen), sum(unseen) / len(unseen)", "seen, unseen"),
    },
    symptoms={
        "A list stands among the numbers: use extend for a name's losses, or add them one by one.":
            lambda result, *case: result.kind == "TypeError" and "'list'" in result.message,
        "A group is empty here when you divide, though both kinds of names occur: divide after the "
        "loop, not inside it.":
            raised("ZeroDivisionError"),
    },
)  # fmt: skip
