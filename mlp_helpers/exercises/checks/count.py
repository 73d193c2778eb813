"""Exercise `count`: the numbers in nested lists of tensors, each tensor once."""

import torch

from mlp_helpers.exercises.slips import exercise, raised

DIFFERENT = "{id(tensor): tensor for tensor in flat(parts)}"
EACH = "dict(enumerate(flat(parts)))"
FIRST_LIST = "next((i for i, p in enumerate(part) if not torch.is_tensor(p)), len(part))"


def shared():
    """Lists in which the same tensor stands several times."""
    a, b, c = torch.zeros(2, 3), torch.zeros(3), torch.ones(3)
    d = torch.arange(8.0).reshape(2, 4).requires_grad_()
    return [
        ([a, [b, [a]]],),
        ([b, torch.zeros(3)],),
        ([d, [c, b], [[d], [[torch.zeros(5, 2, 2)], c, c]], []],),
        ([[[[a]]], torch.tensor(2.0), a, torch.zeros(2, 3)],),
        ([[b, [torch.ones(7)]], [torch.ones(2, 1, requires_grad=True), [c]], d],),
        ([a, [torch.ones(3, 2)]],),
    ]


def to_depth(depth):
    """Looking into only so many lists inside each other."""
    only = f"in part if depth < {depth} or torch.is_tensor(inner) for"
    return ("def flat(part)", "def flat(part, depth=0)", "in part for", only,
            "in flat(inner)", "in flat(inner, depth + 1)")  # fmt: skip


def of_lists(parts):
    """Doubles are removed in each list by itself."""
    own = {id(part): part.numel() for part in parts if torch.is_tensor(part)}
    return sum(own.values()) + sum(of_lists(part) for part in parts if not torch.is_tensor(part))


EXERCISE = exercise(
    "count",
    cases=shared(),
    mistakes={
        "A tensor that stands in several places was counted several times; count it once.":
            (DIFFERENT, EACH),
        "Within one list a tensor is counted once, but not if it stands in another list too; "
        "collect the tensors of all lists first.": of_lists,
        "Lists inside the list were passed over; look into each of them too.":
            [to_depth(0), (*to_depth(0), DIFFERENT, EACH)],
        "Only the lists inside were looked into; the tensors beside them count too.":
            "right([part for part in parts if not torch.is_tensor(part)])",
        "Lists were looked into, but not the lists inside them; lists may stand in lists, to any "
        "depth. A function that calls itself reaches them all.":
            [to_depth(1), (*to_depth(1), DIFFERENT, EACH)],
        "Two levels of lists were looked into; lists may stand in lists, to any depth.":
            [to_depth(2), (*to_depth(2), DIFFERENT, EACH)],
        "What follows the first inner list is missing: a return stands inside the loop.":
            ("in part for", f"in part[: {FIRST_LIST} + 1] for"),
        "Only the first part of each list was looked at: a return stands inside the loop.":
            ("in part for", "in part[:1] for"),
        "The first part, or the last, was not looked at.":
            ["right(parts[1:])", "right(parts[:-1])"],
        "You took tensors of equal size or of the same shape for the same tensor; compare ids.":
            [("id(tensor):", "tensor.shape:"), ("id(tensor):", "tensor.numel():")],
        "You took tensors with the same numbers in them for the same tensor; compare the objects, "
        "by id or `is`.": ("id(tensor):", "str(tensor.tolist()):"),
        "Only tensors that ask for a gradient were counted; count all of them.":
            ("in different.values()", "in different.values() if tensor.requires_grad"),
        "This is how many tensors there are; count the numbers in them.":
            [("tensor.numel()", "1"),
             ("tensor.numel()", "1", DIFFERENT, EACH)],
        "len of a tensor is its number of rows; numel() counts all its numbers.":
            ("tensor.numel()", "(len(tensor) if tensor.ndim else 1)"),
        "len of a tensor is its number of rows, and a tensor of a single number has none; numel() "
        "counts all its numbers.": ("tensor.numel()", "len(tensor)"),
        "The lengths of the axes were added; how many numbers there are is their product: numel().":
            ("tensor.numel()", "sum(tensor.shape)"),
        "These are the numbers in the tensors added up; count how many there are, with numel().":
            ("tensor.numel()", "tensor.sum().item()"),
        "This counts only numbers other than 0; all of them count: numel().":
            ("tensor.numel()", "tensor.count_nonzero().item()"),
        "These are bytes, or axes; count the numbers, with numel().":
            [("tensor.numel()", "tensor.nbytes"), ("tensor.numel()", "tensor.ndim")],
        "A tensor of a single number, without axes, was left out; it holds one.":
            ("in different.values()", "in different.values() if tensor.ndim"),
    },
    symptoms={
        "`in` and == compare the numbers in tensors, and fail if the shapes differ; compare the "
        "ids of the tensors.":
            lambda got, *case: "is ambiguous" in got.message or "must match the" in got.message,
        "A list was taken for a tensor; lists may stand in lists, to any depth. A function that "
        "calls itself reaches them all.": lambda result, *case: "'list'" in result.message,
        "A tensor may have one axis, or none; t.numel() counts its numbers, however many it has.":
            raised("IndexError"),
        "These are the sizes of the single tensors; add them up.":
            lambda result, *case: isinstance(result, list | dict | set),
        "len(t) is the number of rows of a tensor, and fails for a single number; t.numel() counts "
        "all its numbers.": lambda result, *case: "0-d tensor" in result.message,
    },
)  # fmt: skip
