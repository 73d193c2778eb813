"""Exercise `update`: the size of a step's change, over that of the weight."""

import torch

from mlp_helpers.exercises.slips import draws, exercise, raised

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
        "This is the change of the spread; take the change first, number by number, and then its "
        "standard deviation.":
            [(CHANGE, "(after.std() - before.std()).abs()"), "(after.std() - before.std()).abs()"],
        "This is the change of the spread, with its sign; take the change first, number by "
        "number, and then its standard deviation.":
            [(CHANGE, "(after.std() - before.std())"), (CHANGE, "(before.std() - after.std())")],
        "This is the spread after the step over that before it; the change is missing.":
            (CHANGE, "after.std()"),
        "You divided by the spread after the step; divide by the one before it.":
            (BEFORE, "after.std()"),
        "This is the spread of the change; divide it by the spread of the weight.":
            (" / " + BEFORE, ""),
        "You multiplied the two spreads; divide the change's by the weight's.": (") / ", ") * "),
        "You divided each change by its own number; take the two standard deviations first.":
            [("(change.std() / before.std())", f"(change / {base}).std()")
             for base in ("before", "before.abs()", "after")],
        "You averaged the change of each number over its own size; divide one standard deviation "
        "by the other.":
            ["((after - before) / before).abs().mean()", "((after - before) / before).mean()"],
        "These are mean absolute values; take standard deviations.":
            "(after - before).abs().mean() / before.abs().mean()",
        "Above or below the line stands a mean absolute value; take both standard deviations.":
            [(CHANGE, "change.abs().mean()"), (BEFORE, "before.abs().mean()"),
             (BEFORE, "before.mean()")],
        "These are means; take standard deviations.":
            ["(after - before).mean() / before.mean()",
             "(after - before).mean().abs() / before.mean().abs()"],
        "Above the line stands a mean, in which changes cancel; take the standard deviation.":
            [(CHANGE, "change.mean()"), (CHANGE, "change.mean().abs()")],
        "The signs of the changes are lost before their spread is taken: leave out abs().":
            (CHANGE, "change.abs().std()"),
        "These are lengths; a standard deviation leaves out the mean, a length does not.":
            "(after - before).norm() / before.norm()",
        "Above or below the line stands a length or root mean square; take both standard "
        "deviations.":
            [(CHANGE, "change.norm()"), (BEFORE, "before.norm()"),
             (CHANGE, "change.square().mean().sqrt()"), (BEFORE, "before.square().mean().sqrt()")],
        "These are variances; take standard deviations, their square roots.":
            "(after - before).var() / before.var()",
        "Above or below the line stands a variance; take both standard deviations.":
            [(CHANGE, "change.var()"), (BEFORE, "before.var()")],
        "These are largest values; take standard deviations.":
            ["(after - before).abs().max() / before.abs().max()",
             "(after - before).max() / before.max()"],
        "These are spreads of columns or rows, or their mean; take that of all numbers at once.":
            [f"((after - before).std({axis}) / before.std({axis})){mean}"
             for axis in (0, 1, -1) for mean in ("", ".mean()")]
            + [f"(after - before).std({n}).mean() / before.std({n}).mean()" for n in (0, -1)],
        "The change was taken with correction=0 and the weight without; .std() as it stands does "
        "for both.": (CHANGE, "change.std(correction=0)"),
        "The weight was taken with correction=0 and the change without; .std() as it stands does "
        "for both.": (BEFORE, "before.std(correction=0)"),
        "This is the logarithm; return the ratio itself.":
            ["((after - before).std() / before.std()).log10()",
             "((after - before).std() / before.std()).log()"],
        "The fraction stands upside down: the change belongs above the line.":
            "before.std() / (after - before).std()",
        "before and after were added; the change is their difference.": ("after - ", "after + "),
    },
    symptoms={
        "This takes a logarithm, which fails where nothing has changed; return the ratio itself.":
            raised("ValueError"),
    },
)  # fmt: skip
