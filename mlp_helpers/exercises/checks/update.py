"""Exercise `update`: the size of a step's change, over that of the weight."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

CHANGE, BEFORE = "change.std()", "before.std()"

EXERCISE = exercise(
    "update",
    cases=[
        (torch.tensor([1.0, 3.0]), torch.tensor([1.1, 3.3])),
        (draws(1, 6, 4) + 2, draws(1, 6, 4) + 2.5 + 0.3 * draws(2, 6, 4)),
        (draws(3, 5, 3), 0.5 * draws(4, 5, 3)),
        (draws(5, 20) - 1, draws(5, 20) - 1),
        (draws(6, 3, 3), 0.9 * draws(6, 3, 3) - 0.1),
    ],
    mistakes={
        "This is the change of the spread; subtract number by number first, then take the spread.":
            [(CHANGE, "(after.std() - before.std())"), (CHANGE, "(before.std() - after.std())"),
             (CHANGE, "(after.std() - before.std()).abs()"), "(after.std() - before.std()).abs()"],
        "You divided by the spread after the step; divide by the one before it.":
            (BEFORE, "after.std()"),
        "Each change was divided by its own number; divide one standard deviation by the other.":
            [*[("(change.std() / before.std())", f"(change / {base}).std()")
             for base in ("before", "before.abs()", "after")],
             "((after - before) / before).abs().mean()", "((after - before) / before).mean()"],
        "A mean or a largest value stands for a spread here; take both standard deviations.":
            [*(f"(after - before){of} / before{of}" for of in (".abs().mean()",
             ".mean()", ".abs().max()", ".max()")), (CHANGE, "change.abs().mean()"),
             (BEFORE, "before.abs().mean()"), (BEFORE, "before.mean()"), (CHANGE, "change.mean()"),
             (CHANGE, "change.mean().abs()"), "((after - before).mean() / before.mean()).abs()"],
        "The signs of the changes are lost before their spread is taken: leave out abs().":
            (CHANGE, "change.abs().std()"),
        "A length or root mean square stands here; a standard deviation leaves out the mean.":
            ["(after - before).norm() / before.norm()",
             (CHANGE, "change.norm()"), (BEFORE, "before.norm()"),
             (CHANGE, "change.square().mean().sqrt()"), (BEFORE, "before.square().mean().sqrt()")],
        "Above or below the line stands a variance; take both standard deviations.":
            [(CHANGE, "change.var()"), (BEFORE, "before.var()")],
        "These are spreads of columns or rows, or their mean; take that of all numbers at once.":
            [f"((after - before).std({axis}) / before.std({axis})){mean}"
             for axis in (0, 1, -1) for mean in ("", ".mean()")]
             + [f"(after - before).std({n}).mean() / before.std({n}).mean()" for n in (0, -1)],
        "correction=0 stands at one of the spreads only; .std() as it stands does for both.":
            [(CHANGE, "change.std(correction=0)"), (BEFORE, "before.std(correction=0)")],
    },
)  # fmt: skip
