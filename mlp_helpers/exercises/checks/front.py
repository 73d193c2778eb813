"""Exercise `front`: the models that no other beats in size and loss."""

from mlp_helpers.exercises.slips import exercise

ORDER = "sorted(models)"


def unbeaten(condition):
    """Those that no model beats, if the other one, b, beats a under this condition."""
    return f"sorted(a for a in models if not any({condition} for b in models))"


EXERCISE = exercise(
    "front",
    cases=[
        ([(300, 2.0), (100, 2.2), (200, 2.3), (400, 2.0)],),
        ([(100, 2.5), (200, 2.1), (300, 2.4), (400, 2.2), (500, 2.3)],),
        ([(200, 2.1), (100, 2.4), (200, 2.0), (100, 2.3), (100, 2.35)],),
        *(([(400, 1.9), (300, 1.95), (200, 2.05), (100, 2.2)],), ([(700, 2.4)],)),
        ([(500, 2.2), (50, 2.1), (900, 2.1), (40, 2.6), (60, 2.5)],),
        ([(30, 2.0), (10, 2.3), (10, 2.2), (20, 2.25)],),
        ([(10, 9.0), (20, 9.5), (30, 9.6), (40, 9.7), (50, 8.0), (60, 12.0)],),
    ],
    mistakes={
        "A model that is equal in size or loss, and worse in the other respect, is beaten, too.":
            [unbeaten("b[0] < a[0] and b[1] < a[1]"), unbeaten("b[0] < a[0] and b[1] <= a[1]"),
             unbeaten("b[0] <= a[0] and b[1] < a[1]"), ("loss <", "loss <=")],
        "Where sizes are equal, the lower loss must come first: sorted(models) sees to it.":
            (ORDER, "sorted(models, key=lambda model: model[0])"),
        "Each model was compared with itself, too, and beats itself; compare with the others.":
            [unbeaten("b[0] <= a[0] and b[1] <= a[1]"), "[]"],
        "This is only the model with the lowest loss; smaller ones may be unbeaten, too.":
            ["right(models)[-1:]", "right(models)[-1]", "[min(models, key=lambda model: model[1])]",
             (ORDER, "sorted(models, key=lambda model: model[1])")],
        "A comparison is turned round: a smaller size and a lower loss are better.":
            [("loss < kept", "loss > kept"),
             *(unbeaten(f"a != b and b[0] {size} a[0] and b[1] {loss} a[1]")
             for size, loss in ((">=", ">="), (">=", "<="), ("<=", ">=")))],
        "One respect is enough to be beaten here; it takes both: at most its size *and* its loss.":
            [unbeaten("a != b and (b[0] <= a[0] or b[1] <= a[1])"),
             unbeaten("b[0] < a[0] or b[1] < a[1]")],
        "This compares with one model before; compare with the lowest loss of all before.":
            [("kept[-1][1]", "kept[0][1]"),
             "[m for m, n in zip(sorted(models), [(0, 99), *sorted(models)]) if m[1] < n[1]]"],
        "Sort the models by size, the smallest first, before comparing each with those before.":
            [(ORDER, "models"), (ORDER, "models", "return kept", "return sorted(kept)"),
             (ORDER, "sorted(models, reverse=True)"),
             (ORDER, "sorted(models, reverse=True)", "return kept", "return kept[::-1]")],
        "These are all models; leave out those that are beaten.": ["sorted(models)", "models[:]"],
        "These are the models that are beaten; the others are asked for.":
            "sorted(set(models) - set(right(models)))",
        "This is the best of each size or loss; a model that a smaller one beats is not wanted.":
            ["sorted(dict(sorted(models, reverse=True)).items())",
             unbeaten("b[1] == a[1] and b[0] < a[0]")],
    },
    symptoms={"These are numbers; return the models, each a tuple of its size and its loss.":
              lambda result, models: any(isinstance(entry, int | float) for entry in result)},
)  # fmt: skip
