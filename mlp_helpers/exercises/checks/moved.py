"""Exercise `moved`: the parameters that some steps have not moved."""

import torch

from mlp_helpers.exercises.slips import exercise

A, B, EQUAL = "before[name]", "after[name]", "torch.equal(before[name], after[name])"
START = {"g": [1e-3, 0], "C": [1.0, 2], "W": [3.0], "s": [2.0], "b": [[4.0, 5], [-4, 7]]}
OLD = {name: torch.tensor(value) for name, value in START.items()}
MOVED: dict[str, dict[str, object]] = {  # by the order in `after`: what is elsewhere there
    "CW": {"C": [1, 5]}, "bWgC": {"C": [2, 1], "b": [[-4, 5], [4, 7]]}, "sgWC": {"C": [2, 3]},
    "sWg": {"W": [4], "s": [3], "g": [1.000001e-3, 0]}, "Cb": {"C": [3, 4], "b": [[5, 5], [-3, 8]]},
    "gCbWs": {"C": [9, 2], "b": [[4, 5], [-4, 8]], "W": [2], "g": [1e-3, 1e-15]}, "bs": {}, "": {},
}
NEW = {name: torch.tensor(value) for name, value in START.items()} | {"s": OLD["s"]}  # one object

EXERCISE = exercise(
    "moved",
    cases=[({name: OLD[name] for name in OLD if name in order}, {name: torch.tensor(
        moved[name]).float() if name in moved else NEW[name] for name in order})
        for order, moved in MOVED.items()],
    mistakes={
        "A parameter of which one number moved has changed; to be listed, all must agree.":
            [(EQUAL, f"({A} == {B}).{of}") for of in ("any()", "flatten()[0]", "flatten()[-1]")]
            + [(EQUAL, f"({a} - {b}).max() <= 0") for a, b in ((A, B), (B, A))],
        "A small move is a move, too: compare every digit, as torch.equal does.":
            [(EQUAL, f"torch.allclose({A}, {B})"), (EQUAL, f"str({A}) == str({B})"),
             *((EQUAL, f"({A} - {B}).abs().max() <= 1e-{digits}") for digits in range(3, 15))],
        "Other numbers can have the same sum, mean, size or maximum; compare number by number.":
            [(EQUAL, f"({A} - {B}).sum() == 0")] + [(EQUAL, f"{A}{by}.{of}() == {B}{by}.{of}()")
             for by in ("", ".abs()", ".square()") for of in ("sum", "mean", "norm", "max", "min")],
        "The order is that of `after`; that of `before` is wanted.": ("in before", "in after"),
        "Tensors were paired by place, but `after` may have another order: use after[name].":
            "[n for (n, a), b in zip(before.items(), after.values()) if torch.equal(a, b)]",
        "These are the names that moved; return those that did not.": (EQUAL, f"not {EQUAL}"),
        "`is` asks whether two tensors are one object; compare numbers.": (EQUAL, f"{A} is {B}"),
        "All names are listed: compare numbers; call methods with ().": ["[*before]", "[*after]"],
        "Not every name was looked at: return after the loop, not inside it.":
            ["right(before, after)[:1]", "[n for n in [*before][:1] if n in right(before, after)]",
             "[n for i, n in enumerate(before, 1) if right(before, after)[:i] == [*before][:i]]"],
    },
    symptoms={
        "== compares number by number; torch.equal(a, b) says whether all agree.":
            lambda result, *case: "is ambiguous" in result.message,
        'Return names alone, in a list in the order of `before`, such as ["W"].': lambda result, *_:
            isinstance(result, set | dict | str | int) or any(type(n) is not str for n in result),
    },
)  # fmt: skip
