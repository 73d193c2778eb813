"""Exercise `count`: the numbers in nested lists of tensors, each tensor once."""

import torch

from mlp_helpers.exercises.slips import exercise

DIFFERENT, EACH = "{id(tensor): tensor for tensor in flat(parts)}", "dict(enumerate(flat(parts)))"
A, B, C = torch.zeros(2, 3), torch.zeros(3), torch.ones(3)
D = torch.arange(8.0).reshape(2, 4).requires_grad_()


def of_lists(parts):
    """Doubles are removed in each list by itself."""
    own = {id(part): part.numel() for part in parts if torch.is_tensor(part)}
    return sum(own.values()) + sum(of_lists(part) for part in parts if not torch.is_tensor(part))


EXERCISE = exercise(
    "count",
    cases=[
        *(([A, [B, [A]]],), ([B, torch.zeros(3)],), ([A, [torch.ones(3, 2)]],)),
        ([D, [C, B], [[D], [C, [torch.zeros(5, 2, 2)], C]], []],),
        ([[[[A]]], torch.tensor(2.0), A, torch.zeros(2, 3)],),
        ([[B, [torch.ones(7)]], [torch.ones(2, 1, requires_grad=True), [C]], D],),
    ],
    mistakes={
        "A tensor that stands in several places was counted several times; count it once.":
            (DIFFERENT, EACH),
        "Doubles are found in each list by itself here; collect the tensors of all lists first.":
            of_lists,
        "Some depth of lists is not reached; a function that calls itself reaches any.":
            [("def flat(part)",
             "def flat(part, depth=0)", "in flat(inner)", "in flat(inner, depth + 1)",
             "in part for", f"in part if depth < {n} or torch.is_tensor(inner) for", *each)
             for n in range(3) for each in ((), (DIFFERENT, EACH))],
        "Some parts of a list were not looked at: does a return stand inside the loop?":
            ["right(parts[1:])",
             "right(parts[:-1])", ("in part for", "in part[:1] for"), ("in part for",
             "in part[: [*map(torch.is_tensor, part), False].index(False) + 1] for")],
        "Tensors alike in size, shape or numbers were taken for the same one; compare ids.":
            [("id(tensor):", f"{of}:")
             for of in ("tensor.shape", "tensor.numel()", "str(tensor.tolist())")],
        "Only tensors that ask for a gradient were counted; count all of them.":
            ("in different.values()", "in different.values() if tensor.requires_grad"),
        "This is how many tensors there are; count the numbers in them.":
            [("tensor.numel()", "1"), ("tensor.numel()", "1", DIFFERENT, EACH)],
        "len of a tensor is its number of rows, if it has any; numel() counts all its numbers.":
            [("tensor.numel()", "(len(tensor) if tensor.ndim else 1)"),
             ("tensor.numel()", "len(tensor)")],
        "The lengths of the axes were added; the number of entries is their product: numel().":
            ("tensor.numel()", "sum(tensor.shape)"),
        "This is something else of the tensors; count all the numbers in them, with numel().":
            [("tensor.numel()", f"tensor.{of}") for of in ("sum().item()", "nbytes", "ndim")],
    },
    symptoms={
        "`in` and equality compare the numbers in tensors; compare the ids of the tensors.":
            lambda got, *case: "is ambiguous" in got.message or "must match the" in got.message,
        "A list was taken for a tensor; a function that calls itself reaches lists of any depth.":
            lambda result, *case: "'list'" in result.message,
    },
    afterwards={"The number is right, but in a tensor or with a point; return an int: int(…).":
                lambda result, *case: isinstance(result, torch.Tensor | float)},
)  # fmt: skip
