"""Exercise `table`: the gradient of an embedding's table."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

ADD = "total.index_add_(0, x.flatten(), g.flatten(0, -2))"
RETURN = "return " + ADD


def loop(line):
    """The solution with a loop over the places of x."""
    head = "for c, row in zip(x.flatten(), g.flatten(0, -2)):\n        "
    return (RETURN, head + line + "\n    return total")


EXERCISE = exercise(
    "table",
    cases=[
        (torch.tensor([[2, 0], [2, 2]]), torch.tensor([[[1.0], [5.0]], [[10.0], [100.0]]]), 4),
        (torch.tensor([[0, 0, 3], [3, 1, 3], [0, 1, 5], [5, 5, 1]]), draws(4, 4, 3, 2), 7),
        (torch.tensor([[4], [4], [2]]), draws(5, 3, 1, 3), 5),
        (torch.tensor([[1, 2, 1], [3, 3, 3], [0, 1, 2]]), draws(6, 3, 3, 3), 6),
    ],
    mistakes={
        "A row that is looked up several times keeps only the last g; all of them add up. "
        "Indexing does that too: total[x] = g and total[x] += g write to each row once.":
            [loop("total[c] = row"), (RETURN, "total[x] = g\n    return total")],
        "A row that is looked up several times keeps only the first g; all of them add up.":
            loop("total[c] = total[c] if total[c].any() else row"),
        "A row that is looked up several times keeps only the largest g; all of them add up.":
            loop("total[c] = torch.maximum(total[c], row) if total[c].any() else row"),
        "Within a column of x, a character that occurs twice is counted once: total[indices] += "
        "writes to each row once. Use index_add_, or add place by place.":
            (RETURN, "for t in range(x.shape[1]): total[x[:, t]] += g[:, t]\n    return total"),
        "Within a row of x, a character that occurs twice is counted once: total[indices] += "
        "writes to each row once. Use index_add_, or add place by place.":
            (RETURN, "for n in range(len(x)): total[x[n]] += g[n]\n    return total"),
        "This is the mean over the places; take the sum. The division by N is in g already.":
            [f"right(x, g, rows) / torch.bincount(x.flatten(), minlength=rows)[:, None]{safe}"
             for safe in (".clamp(min=1)", "")],
        "You divided by the number of examples; the division by N is in g already.":
            "right(x, g, rows) / len(x)",
        "You divided by T, or by the number of all places; row c is a sum.":
            ["right(x, g, rows) / x.shape[1]", "right(x, g, rows) / x.numel()"],
        "You counted the places and did not use g; add up the rows of g.":
            "right(x, torch.ones_like(g), rows)",
        "The sums were multiplied by how often a row occurs; each place counts once.":
            "right(x, g, rows) * torch.bincount(x.flatten(), minlength=rows)[:, None]",
        "The g of a whole context were added up first, so that each character gets those of its "
        "neighbours too; each place has a row of g for itself.":
            ["right(x, g.sum(1, keepdim=True).expand_as(g), rows)",
             "torch.stack([g[(x == c).any(1)].sum((0, 1)) for c in range(rows)])"],
        "The D numbers of a place were added up or averaged; each column of the table has its own.":
            ["right(x, g.sum(-1, keepdim=True), rows)", "right(x, g, rows).sum(1)",
             "right(x, g.mean(-1, keepdim=True), rows)"],
        "Places and gradients do not belong together: x and g must be flattened in the same order.":
            [(ADD, "total.index_add_(0, x.T.flatten(), g.flatten(0, -2))"),
             (ADD, "total.index_add_(0, x.flatten(), g.transpose(0, 1).flatten(0, -2))")],
        "Only the rows that occur in x are there; the result has `rows` rows, with zeros for the "
        "others.": "right(x, g, rows)[x.unique()]",
        "The result ends with the largest character in x; it has `rows` rows.":
            "right(x, g, int(x.max()) + 1)",
        "The result has 27 rows, whatever `rows` is.": "right(x, g, 27)",
        "The result has a row too many or too few; it has `rows` rows.":
            ["right(x, g, rows + 1)", "right(x, g, rows + 1)[1:]"],
        "Row 0 is left out; character 0 has a row like any other.":
            ["right(x, g * (x != 0)[..., None], rows)", "right(x, g, rows)[1:]"],
        "Each sum stands one row too low or too high: characters count from 0.":
            ["right(x, g, rows).roll(1, 0)", "right(x, g, rows).roll(-1, 0)"],
        "The axes are exchanged: the result is (rows, D).": "right(x, g, rows).T",
        "Only the first place of each context was used; x has T of them.":
            "right(x[:, :1], g[:, :1], rows)",
        "Only the last place of each context was used; x has T of them.":
            "right(x[:, -1:], g[:, -1:], rows)",
        "Only one example was used, the first or the last; x has N of them.":
            ["right(x[:1], g[:1], rows)", "right(x[-1:], g[-1:], rows)"],
        "Only the very first place was used: does a return stand inside the loop?":
            "right(x[:1, :1], g[:1, :1], rows)",
        "The last (or first) example, or the last (or first) place, was not used.":
            ["right(x[:-1], g[:-1], rows)", "right(x[:, :-1], g[:, :-1], rows)",
             "right(x[1:], g[1:], rows)", "right(x[:, 1:], g[:, 1:], rows)"],
        "The sums did not start at 0: begin with torch.zeros.": ("torch.zeros", "torch.ones"),
        "This is the sum with the sign of an update; the gradient itself is asked for.":
            "-right(x, g, rows)",
    },
    symptoms={
        "index_add_ wants one long row of indices, and the rows of g that go with them: flatten "
        "both first, x.flatten() and g.flatten(0, -2).":
            lambda got, *case: "index_add_()" in got.message or "source tensor" in got.message,
    },
)  # fmt: skip
