"""What the hints of the exercises say, word for word.

`hints_of_slips.txt` gives expressions that a function of a, b and t returns, and below each what a
reader may have written instead, with the hint. `hints_of_mistakes.txt` gives cases, what a reader
wrote and what is right, and below it the hint, in which … stands for words of Python's own.
"""

import math  # noqa: F401, the functions of a table use it
from pathlib import Path

import numpy as np
import pytest
import torch

from mlp_helpers.exercises.code import unused
from mlp_helpers.exercises.common_slips import common_slips
from mlp_helpers.exercises.compare import run
from mlp_helpers.exercises.kinds import kind_of_mistake
from mlp_helpers.exercises.messages import arguments, describe, short

HERE = Path(__file__).parent


def numbered(name, rows):
    """The rows as cases of a test, called by their place: most hold signs that no name can."""
    return pytest.mark.parametrize(name, rows, ids=map(str, range(len(rows))))


def blocks(text):
    """(expression, [(slip, hint), …]) for each of the lines that are not indented."""
    found = []
    for line in text.splitlines():
        if line.startswith(" "):
            found[-1][1].append(tuple(part.strip() for part in line.split(" | ")))
        else:
            found.append((line, []))
    return found


def slips_in(*body):
    """Each slip in a function with such a body, without the function's first line, and its hint."""
    source = "\n    ".join(["def f(a, b, t):", *body])
    return [(slip.partition("\n")[2], hint) for hint, slip in common_slips(source)]


@numbered(("expression", "expected"), blocks((HERE / "hints_of_slips.txt").read_text("utf-8")))
def test_slips_of_an_expression(expression, expected):
    found = slips_in(f"return {expression}")
    assert [(slip.strip().removeprefix("return "), hint) for slip, hint in found] == expected


def test_a_special_case_may_be_left_out():
    assert slips_in("if a == b:", "    return 0", "return a") == [
        ("    pass\n    return a", "A special case is not treated by itself: a == b.")
    ]
    of_its_own = slips_in("for c in t:", "    if c == b:", "        return c")
    assert of_its_own == [
        ("    for c in t:\n        pass", "A special case is not treated by itself.")
    ]
    assert slips_in("if a == b:", "    c = 0", "return a") == []
    assert slips_in("if a == b:", "    return 0", "else:", "    return a") == []


def test_a_return_may_slip_into_the_loop():
    body = ("c = 0", "for d in t:", "    c = d", "return c")
    moved = "    c = 0\n    for d in t:\n        c = d\n        return c"
    hint = "The return stands inside the loop, so only the first round counts."
    assert slips_in(*body) == [(moved, hint)]
    assert slips_in("c = t", "return c") == []
    assert slips_in("while a < b:", "    a = a + 1", "return a") == []  # it might never end


def test_slips_are_of_the_last_function():
    first = "def g(a):\n    return -a\n\n"
    found = list(common_slips(f"{first}def f(a):\n    return g(a) + 1\n"))
    assert [hint for hint, _ in found][:1] == ["Something is left out: one part is to be added."]
    assert all(slip.startswith(first) for _, slip in found)


# ----------------------------------------------------------------------------- kinds of mistakes


def hint_for(attempt, right, *cases):
    """What is said of a function that gives other results than the right one."""
    given = [run(attempt, case) for case in cases]
    return kind_of_mistake(attempt, right, cases, given, [right(*case) for case in cases])


def numbers(*values):
    return torch.tensor(values, dtype=torch.float64)


X = [(numbers(1.5, -2.5),), (numbers(0.25, 4.0, -3.0),), (numbers(-6.0, 7.0),)]
N = [(3,), (5,), (8,)]
PAIRS = [(3, 5), (5, 2), (8, 1)]
TWO = [(3,), (5,)]
FROM_ONE = [(1, 3), (5, 2), (8, 4)]  # there is no n / (n - 1)
HUGE = [(10**400, 1.5), (10**500, 2.5)]  # there is no 1 / n


def mistakes():
    """(cases, attempt, right, hint) for each pair of lines."""
    lines = (HERE / "hints_of_mistakes.txt").read_text("utf-8").splitlines()
    for code, hint in zip(lines[::2], lines[1::2], strict=True):
        yield (*code.split(" | "), hint.strip())


@numbered(("cases", "attempt", "right", "expected"), list(mistakes()))
def test_a_mistake_gets_its_hint(cases, attempt, right, expected):
    found = str(hint_for(eval(attempt), eval(right), *globals()[cases]))
    if "…" in expected:
        begin, _, end = expected.partition("…")
        assert (found[: len(begin)], found[-len(end) :]) == (begin, end)
    else:
        assert found == expected


def test_a_variable_of_the_notebook_is_told():
    notebook = {"table": [1, 2], "helper": abs, "torch": torch, "right": lambda n, m: n + m}
    exec("def wrong(n, m):\n    return helper(n) + torch.tensor(table).sum() + m", notebook)
    assert unused(notebook["wrong"], notebook["right"]) == (
        "It reads 'table', a variable of the notebook, which stays as it is when the check takes "
        "other numbers. Make it anew inside the function, and check again."
    )
    notebook["table"] = None
    assert unused(notebook["wrong"], notebook["right"]) is None
    exec("class Wrong:\n    total = table\n", notebook)
    assert unused(notebook["Wrong"], notebook["right"]) is None
    exec("def inside(n, m):\n    class C:\n        kept = x\n    return C.kept + n + m", notebook)
    notebook["x"] = 3
    assert unused(notebook["inside"], notebook["right"]).startswith("It reads 'x', a variable")


def test_an_argument_that_is_never_used_is_told():
    def right(n, m, unneeded):
        return n + m

    def swapped(a, b, c):
        return a + c

    def few(a):
        return a

    assert unused(swapped, right) == "It never uses its argument 'b'."
    assert unused(few, right) is None
    assert unused(lambda a, b, c: (a, b), right) is None
    assert unused(lambda a, b, c: [lambda: a + b], right) is None  # within another function


# --------------------------------------------------------------------------------- values in words


@numbered(
    ("value", "words"),
    [
        (torch.zeros(12), str([0.0] * 12)),
        (torch.zeros(13), "a tensor (13,)"),
        (torch.zeros(0, 3), "[]"),
        (torch.zeros(2, device="meta"), "a tensor (2,)"),
        (1.23456789, "1.2346"),
        (0.000123456, "0.0001235"),
        (12345.6789, "12345.6789"),
        ([0.123456, (1.5, {"a": 2.000049})], "[0.1235, (1.5, {'a': 2.0})]"),
        (np.float64(2.5), "2.5"),
        ("x" * 98, repr("x" * 98)),
        ("x" * 99, "'xx' and 97 more"),
        (list(range(10, 34)), str(list(range(10, 34)))),
        (list(range(10, 36)), "[10, 11] and 24 more"),
        (["y" * 50] * 6, repr(["y" * 50] * 6)[:99] + "…"),
        (["y" * 50] * 7, repr(["y" * 50] * 2)[:60] + " and 5 more"),
    ],
)
def test_a_value_in_short(value, words):
    assert short(value) == words


def test_a_value_that_cannot_be_shown():
    class Shy:
        def __repr__(self):
            raise ValueError

    assert short(Shy()) == "a Shy that cannot be shown (ValueError)"


@numbered(
    ("case", "words"),
    [
        ((3,), "the argument (3)"),
        ((3, "ab"), "the arguments (3, 'ab')"),
        ((torch.zeros(13), list(range(90))), "the arguments (a tensor (13,), [0, 1] and 88 more)"),
        ((["y" * 50] * 7, 7), "the arguments (a list of 7, 7)"),
        ((["y" * 50] * 7,), f"the argument ({repr(['y' * 50] * 2)[:60]} and 5 more)"),
        ((dict.fromkeys(range(40)), 1), "the arguments (a dict of 40, 1)"),
        (("z" * 47, 1), f"the arguments ('{'z' * 47}', 1)"),
        (("z" * 49, 1), "the arguments (a str of 49, 1)"),
        ((complex(1 / 3, 1 / 7), *range(4)), "the arguments (a complex, 0, 1, 2, 3)"),
    ],
)
def test_arguments_in_words(case, words):
    assert arguments(case) == words


@numbered(
    ("got", "wanted", "words"),
    [
        (None, 3, "returned None; 3 was expected"),
        ((1, 2), [1, 2], "returned a tuple; a list was expected"),
        (2.0, torch.tensor(3.0), "returned 2.0; 3.0 was expected"),
        (torch.zeros(2), torch.zeros(3), "returned the shape (2,); (3,) was expected"),
        (torch.tensor([1.0, 2.0]), torch.tensor([1.0, 3.0]), "returned 2 at [1]; 3 was expected"),
        (numbers(-0.0, 2.5), numbers(0.0, -0.0), "returned 2.5 at [1]; 0 was expected"),
        (numbers(1.0), numbers(-0.0), "returned 1 at [0]; 0 was expected"),
        (numbers(-0.0), numbers(1.0), "returned 0 at [0]; 1 was expected"),
        (numbers(1.5003), numbers(1.5), "returned 1.5003 at [0]; 1.5 was expected"),
        (numbers(1.0001), numbers(1.00035), "returned 1.0001 at [0]; 1.00035 was expected"),
        (1.00012345, 1.0, "returned 1.0001; 1.0 was expected"),
        (0.12341, 0.123449, "returned 0.12341; 0.123449 was expected"),
        ([0.12341], [0.123449], "returned 0.12341 at [0]; 0.123449 was expected"),
        ({"a": 0.12341}, {"a": 0.123449}, "returned 0.12341 at ['a']; 0.123449 was expected"),
        ([*range(60)], [*range(59), 0], "returned 59 at [59]; 0 was expected"),
        (numbers(1), 1.5, "returned [1.0]; 1.5 was expected"),
        (3, numbers(1, 2), "returned a int; a Tensor was expected"),
    ],
)
def test_what_was_returned_in_its_place(got, wanted, words):
    assert describe(got, wanted) == words
