"""Exercise `chain`: the first example whose context does not follow from the one before it."""

import torch

from mlp_helpers.exercises.slips import exercise

NEXT = "[*context[1:], target] if target != 0 else [0] * X.shape[1]"
FIRST, CHANGED, NEITHER = "    expected = [0] * X.shape[1]\n", "context != expected", "return None"
GOOD = ([[0, 0, 0], [0, 0, 5], [0, 5, 13], [0, 0, 0], [0, 0, 7]], [5, 13, 0, 7, 0])


def case(rows: list[list[int]], targets: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
    """Contexts and targets."""
    return torch.tensor(rows), torch.tensor(targets)


def altered(number: int, row: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
    """Two good names, one of whose contexts is another."""
    return case([row if n == number else old for n, old in enumerate(GOOD[0])], GOOD[1])


EXERCISE = exercise(
    "chain",
    cases=[
        case([[0, 0], [0, 5], [0, 0]], [5, 0, 3]), case([[0, 0], [0, 5], [5, 0]], [5, 0, 3]),
        case(*GOOD), altered(3, [5, 13, 0]), altered(0, [0, 0, 5]), altered(0, [1, 0, 0]),
        altered(2, [0, 5, 0]), altered(2, [1, 5, 13]), altered(4, [0, 7, 0]), altered(4, [7, 0, 7]),
        case([[0], [4], [9], [0]], [4, 9, 0, 2]), case([[0], [4], [4], [9]], [4, 9, 2, 0]),
        case([[0, 0], [0, 1], [3, 2], [2, 3]], [1, 2, 3, 0]), case([[0, 0]], [0]),
        case([[0, 0, 0, 1], [0, 0, 1, 2], [0, 1, 2, 0]], [1, 2, 0]),
        case([[0, 0], [0, 6], [0, 0], [0, 6], [6, 0]], [6, 0, 6, 0, 1]),
    ],
    mistakes={
        "The window runs on into the next name here; after a target 0 the context is all 0.":
            (NEXT, "[*context[1:], target]"),
        "The very first context was not looked at: it must be all 0, too.":
            [(FIRST, "    expected = X[0].tolist()\n")],
        "Only the last character of a context was looked at; all of them count.":
            [(CHANGED, "context[-1] != expected[-1]")],
        "The last place was not looked at.": [(CHANGED, "context[:-1] != expected[:-1]")],
        "What follows is wrong: the context without its first character, then its target.":
            "next((n for n, (c, t) in enumerate(zip(X.tolist(), Y.tolist())) if c != "
            "([*X[n - 1].tolist()[1:], t] if n and Y[n - 1] else [0] * X.shape[1])), None)",
        "The new character stands in front here; it is appended at the end.":
            (NEXT, NEXT.replace("[*context[1:], target]", "[target, *context[:-1]]")),
        "It says 0 in every case. A tensor never equals a list; compare lists: X[n].tolist().":
            ["0", "torch.tensor(0)"],
        "Examples are counted from 0.": ("return number", "return number + 1"),
        "This is the number of the example before the one that is wrong.":
            ("return number", "return number - 1"),
        "This is the last example that is wrong, not the first.":
            "next((n for n in reversed(range(len(X))) if X[n].tolist() != ([*X[n - 1].tolist()[1:],"
            " Y[n - 1].item()] if n and Y[n - 1] else [0] * X.shape[1])), None)",
        "The question is which example breaks the chain, not whether one does.":
            ["right(X, Y) is None", "right(X, Y) is not None"],
        "Where nothing is wrong, return None.":
            [(NEITHER, "return -1"), (NEITHER, "return len(X)"), (NEITHER, "return 0")],
        "The context has three characters only in some of the cases; take X.shape[1].":
            [("    expected = [0] * X.shape[1]", "    expected = [0] * 3",
              "else [0] * X.shape[1]", "else [0] * 3")],
    },
)  # fmt: skip
