"""Exercise `table`: the gradient of an embedding's table."""

import torch

from mlp_helpers.exercises.slips import draws, exercise

ADD = "total.index_add_(0, x.flatten(), g.flatten(0, -2))"
RETURN = "return " + ADD

EXERCISE = exercise(
    "table",
    cases=[
        (torch.tensor([[2, 0], [2, 2]]), torch.tensor([[[1.0], [5.0]], [[10.0], [100.0]]]), 4),
        (torch.tensor([[0, 0, 3], [3, 1, 3], [0, 1, 5], [5, 5, 1]]), draws(4, 4, 3, 2), 7),
        (torch.tensor([[4], [4], [2]]), draws(5, 3, 1, 3), 5),
        (torch.tensor([[1, 2, 1], [3, 3, 3], [0, 1, 2]]), draws(6, 3, 3, 3), 6),
    ],
    mistakes={
        "A row that is looked up several times keeps one g only; all of them add up.":
            [(RETURN, "total[x] = g\n    return total"),
             (RETURN, "total[x.flip(0, 1)] = g.flip(0, 1)\n    return total")],
        "total[indices] += counts a character that occurs twice once; use index_add_, or a loop.":
            [(RETURN, "for t in range(x.shape[1]): total[x[:, t]] += g[:, t]\n    return total"),
             (RETURN, "for n in range(len(x)): total[x[n]] += g[n]\n    return total")],
        "This is the mean over the places; take the sum. The division by N is in g already.":
            [f"right(x, g, rows) / torch.bincount(x.flatten(), minlength=rows)[:, None]{safe}"
             for safe in (".clamp(min=1)", "")],
        "The g of a whole context were added up first; each place has a row of g for itself.":
            ["right(x, g.sum(1, keepdim=True).expand_as(g), rows)",
             "torch.stack([g[(x == c).any(1)].sum((0, 1)) for c in range(rows)])"],
        "Places and gradients do not belong together: flatten x and g in the same order.":
            [(ADD, ADD.replace(old, new))
             for old, new in (("x.f", "x.T.f"), ("g.f", "g.transpose(0, 1).f"))],
        "Each sum stands in a wrong row, or row 0 is missing: characters count from 0.":
            ["right(x, g, rows).roll(1, 0)", "right(x, g, rows).roll(-1, 0)",
             "right(x, g * (x != 0)[..., None], rows)", "right(x, g, rows)[1:]"],
        "Not all places were used: x has N examples, each of T places.":
            [f"right(x[{part}], g[{part}], rows)" for part in (":, :1",
             ":, -1:", ":1", "-1:", ":1, :1", ":-1", ":, :-1", "1:", ":, 1:")],
        "The D numbers of a place are added up here; each belongs into its own column.":
            "right(x, g.sum(-1, keepdim=True).expand_as(g), rows)",
        "The last row of the table stays 0 here.":
            "torch.cat([right(x, g, rows)[:-1], torch.zeros(1, g.shape[-1])])",
    },
    symptoms={
        "index_add_ wants one row of indices, and g's rows: x.flatten() and g.flatten(0, -2).":
            lambda got, *case: "index_add_()" in got.message or "source tensor" in got.message,
    },
)  # fmt: skip
