"""Exercise `front`: the models that no other beats in size and loss."""

from mlp_helpers.exercises.slips import exercise

ORDER = "sorted(models)"


def unbeaten(condition):
    """Those that no model beats, if the other one, b, beats a under this condition."""
    return f"sorted(a for a in models if not any({condition} for b in models))"


def removed(models):
    """Models are removed from the list that a loop goes through."""
    left = sorted(models)
    for a in left:
        if any(b != a and b[0] <= a[0] and b[1] <= a[1] for b in left):
            left.remove(a)
    return left


EXERCISE = exercise(
    "front",
    cases=[
        ([(300, 2.0), (100, 2.2), (200, 2.3), (400, 2.0)],),
        ([(100, 2.5), (200, 2.1), (300, 2.4), (400, 2.2), (500, 2.3)],),
        ([(200, 2.1), (100, 2.4), (200, 2.0), (100, 2.3), (100, 2.35)],),
        ([(400, 1.9), (300, 1.95), (200, 2.05), (100, 2.2)],),
        ([(700, 2.4)],),
        ([(500, 2.2), (50, 2.1), (900, 2.1), (40, 2.6), (60, 2.5)],),
        ([(30, 2.0), (10, 2.3), (10, 2.2), (20, 2.25)],),
        ([(10, 9.0), (20, 9.5), (30, 9.6), (40, 9.7), (50, 8.0), (60, 12.0)],),
    ],
    mistakes={
        "A model of the same size or the same loss beats another one, too, if it is better in the "
        "other respect; compare with <=, not with <.": unbeaten("b[0] < a[0] and b[1] < a[1]"),
        "Of two models with one size only the better one is worth having: <= for sizes.":
            unbeaten("b[0] < a[0] and b[1] <= a[1]"),
        "Of two models with one loss only the smaller one is worth having: <= for losses.":
            [unbeaten("b[0] <= a[0] and b[1] < a[1]"), ("loss <", "loss <=")],
        "Where sizes are equal, the lower loss must come first: sorted(models) sees to it.":
            (ORDER, "sorted(models, key=lambda model: model[0])"),
        "Each model was compared with itself, too, and beats itself; compare with the others.":
            [unbeaten("b[0] <= a[0] and b[1] <= a[1]"), "[]"],
        "These are the right models in the order of the input; sort them, the smallest first.":
            "[model for model in models if model in right(models)]",
        "The order is turned round: the smallest model comes first.": "right(models)[::-1]",
        "This is only the model with the lowest loss; smaller ones that nothing beats belong to "
        "the result, too.":
            ["right(models)[-1:]", "right(models)[-1]", "[min(models, key=lambda model: model[1])]",
             (ORDER, "sorted(models, key=lambda model: model[1])")],
        "This is only the smallest model; larger ones with a lower loss belong to the result, "
        "too.": ["right(models)[:1]", "right(models)[0]"],
        "The smallest model of the result is missing.": "right(models)[1:]",
        "The model with the lowest loss is missing.": "right(models)[:-1]",
        "These are the models that are large and bad: a smaller size and a lower loss are better.":
            unbeaten("a != b and b[0] >= a[0] and b[1] >= a[1]"),
        "Here a larger model is the better one; a model is beaten by one that is at most as large.":
            unbeaten("a != b and b[0] >= a[0] and b[1] <= a[1]"),
        "Here a higher loss is the better one; a model is beaten by one with at most its loss.":
            [unbeaten("a != b and b[0] <= a[0] and b[1] >= a[1]"), ("loss < kept", "loss > kept")],
        "One respect was enough to be beaten; it takes both: at most as large *and* at most its "
        "loss.":
            [unbeaten("a != b and (b[0] <= a[0] or b[1] <= a[1])"),
            unbeaten("b[0] < a[0] or b[1] < a[1]")],
        "You compared with the model just before only; compare with the lowest loss of all before.":
            "[m for i, m in enumerate(sorted(models)) if not i or m[1] < sorted(models)[i - 1][1]]",
        "You compared with the smallest model only; compare with the lowest loss of all before.":
            ("kept[-1][1]", "kept[0][1]"),
        "The models were not sorted by size before comparing each with those before it.":
            (ORDER, "models"),
        "The models were sorted afterwards; sort them by size before comparing each with those "
        "before it.": (ORDER, "models", "return kept", "return sorted(kept)"),
        "The models were sorted from the largest on; the smaller ones must come first.":
            [(ORDER, "sorted(models, reverse=True)"),
             (ORDER, "sorted(models, reverse=True)", "return kept", "return kept[::-1]")],
        "These are all models; leave out those that are beaten.": ["sorted(models)", "models[:]"],
        "These are the models that are beaten; the others are asked for.":
            "sorted(set(models) - set(right(models)))",
        "This is the best model of each size; one that a smaller model beats does not belong to "
        "the result.": "sorted(dict(sorted(models, reverse=True)).items())",
        "This is the smallest model of each loss; one that a smaller model beats does not belong "
        "to the result.": unbeaten("b[1] == a[1] and b[0] < a[0]"),
        "Models were removed from the list while a loop went through it, which skips some; make a "
        "new list.": removed,
        "The tuples are turned round: the size comes first.": "[m[::-1] for m in right(models)]",
    },
    symptoms={
        "These are numbers; return the models, each a tuple of its size and its loss.":
            lambda result, models: any(isinstance(entry, int | float) for entry in result),
    },
)  # fmt: skip
