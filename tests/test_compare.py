"""Running a reader's function, and whether what it returns is the same as what was expected."""

from fractions import Fraction

import numpy as np
import pytest
import torch

from mlp_helpers.exercises.compare import (
    LONGEST_MESSAGE,
    Lazy,
    NotAttemptedError,
    Raised,
    all_same,
    run,
    same,
)

NAN = float("nan")
INFINITE = float("inf")


class Odd:
    """Something that can neither be copied nor compared."""

    def __deepcopy__(self, memo):
        raise TypeError

    def __eq__(self, other):
        raise ValueError

    __hash__ = None


def holding_itself():
    own = []
    own.append(own)
    return own


def sparse(*numbers):
    return torch.tensor(numbers).to_sparse()


SAME = [  # (got, wanted)
    (1, 1),
    (1.0, 1),
    (True, 1),
    (1, True),
    (1.00005, 1.0),
    (1000.05, 1000.0),
    (5e-7, 0.0),
    (-5e-7, 0.0),
    (1, 1.0),
    (NAN, NAN),
    (INFINITE, INFINITE),
    (Fraction(1, 2), 0.5),
    (0.5, Fraction(1, 2)),
    (Fraction(4, 2), 2),
    (np.float32(0.5), 0.5),
    (np.int64(3), 3),
    (np.array(0.5), 0.5),
    (np.array([1.0, NAN]), np.array([1.0, NAN])),
    (np.array([1.0, 2.0]), np.array([1.0, 2.0 + 1e-9])),
    (torch.tensor(3), 3),
    (torch.tensor([3]), 3),
    (torch.tensor([[3.0]]), 3),
    (torch.tensor(0.5), 0.5),
    (torch.tensor([0.5]), 0.5),
    (0.5, torch.tensor([0.5])),
    (torch.tensor([0.5]), torch.tensor(0.5)),
    (torch.tensor([1.0, NAN]), torch.tensor([1.0, NAN])),
    (torch.tensor([1, 2]), torch.tensor([1.0, 2.0])),
    (torch.tensor([1.0, 2.0], dtype=torch.float64), torch.tensor([1.00005, 2.0])),
    (sparse(1.0, 0.0), torch.tensor([1.0, 0.0])),
    ([1.0, 2.0], (1.0, 2.00005)),
    ([[1], "a"], [[1], "a"]),
    ([], ()),
    ({"a": 0.5}, {"a": 0.50001}),
    ({}, {}),
    ("ab", "ab"),
    (None, None),
    ({"a", "b"}, {"b", "a"}),
    (Raised("ValueError", "no"), Raised("ValueError", "no")),
]
OTHER = [
    (1, 2),
    (1.00001, 1),  # a count is right or wrong
    (torch.tensor([1.00001]), 1),
    (1.001, 1.0),
    (1000.2, 1000.0),
    (2e-6, 0.0),
    (NAN, 1.0),
    (1.0, NAN),
    (INFINITE, -INFINITE),
    (0.6, Fraction(1, 2)),
    (np.array([1.0, 2.0]), np.array([1.0, 3.0])),
    (np.ones((1, 2)), np.ones(2)),
    (np.ones(2), torch.ones(2)),
    (torch.ones(2), np.ones(2)),
    (torch.tensor([3, 3]), 3),
    (torch.tensor([]), 3),
    (torch.ones(2), 1.0),
    (torch.ones(1, 2), torch.ones(2)),
    (torch.ones(1, 1), torch.ones(1)),
    (torch.tensor([1.0, 2.0]), torch.tensor([1.0, 3.0])),
    (torch.tensor(1 + 0j), 1.0),
    (torch.tensor(1.0), torch.tensor(1 + 0j)),
    (1 + 0j, 1.0),
    ([1.0, 2.0], [1.0]),
    ([1.0], [1.0, 2.0]),
    ([1.0, 2.0], [1.0, 3.0]),
    ([1.0, 2.0], torch.tensor([1.0, 2.0])),
    ([1], {1: 1}),
    ({"a": 1}, {"b": 1}),
    ({"a": 1}, {"a": 1, "b": 2}),
    ({"a": 1, "b": 3}, {"a": 1, "b": 2}),
    ({"a": 1}, ["a"]),
    ("ab", "abc"),
    ("a", ["a"]),
    ("1", 1),
    (1, "1"),
    (None, 0),
    (0, None),
    (None, False),
    ({"a"}, ["a"]),
    (Raised("ValueError", "no"), Raised("ValueError", "yes")),
    (Raised("ValueError", "no"), Raised("TypeError", "no")),
    (Raised("ValueError", "no"), "raised ValueError: no"),
    ("raised ValueError: no", Raised("ValueError", "no")),
    (Raised("ValueError", "no"), 1),
    (1, Raised("ValueError", "no")),
    (Lazy("zip"), Lazy("map")),
    (holding_itself(), holding_itself()),  # cannot be compared
    (Odd(), Odd()),
]


@pytest.mark.parametrize(("got", "wanted"), SAME)
def test_these_are_the_same(got, wanted):
    assert same(got, wanted) is True


@pytest.mark.parametrize(("got", "wanted"), OTHER)
def test_these_are_not(got, wanted):
    assert same(got, wanted) is False


def test_every_result_has_to_be_the_same():
    assert all_same([1, 2.0], [1, 2])
    assert not all_same([1, 3], [1, 2])
    assert not all_same([0, 2], [1, 2])
    for given, expected in ([1], [1, 2]), ([1, 2], [1]):
        with pytest.raises(ValueError, match="zip"):
            all_same(given, expected)


# ------------------------------------------------------------------------------- running


def test_a_result_is_kept_as_it_was():
    found = []

    def collect(number):
        found.append(number)
        return found

    first = run(collect, (1,))
    assert run(collect, (2,)) == [1, 2]
    assert first == [1]


def test_what_cannot_be_copied_is_kept_itself():
    own = Odd()
    assert run(lambda: own, ()) is own


@pytest.mark.parametrize(
    ("result", "kind"),
    [
        (zip("ab", "cd", strict=True), "zip"),
        (map(str, [1]), "map"),
        (range(3), "range"),
        ((n for n in [1]), "generator"),
    ],
)
def test_what_has_to_be_gone_through_is_named(result, kind):
    found = run(lambda: result, ())
    assert found == Lazy(kind)
    assert str(found) == f"returned a {kind}; put list(…) around it"


def raising(error):
    def function():
        raise error

    return function


def test_a_stub_is_not_attempted():
    with pytest.raises(NotAttemptedError):
        run(raising(NotImplementedError), ())
    own = run(raising(NotImplementedError("not for sparse tensors")), ())
    assert own == Raised("NotImplementedError", "not for sparse tensors")


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        (ValueError("no"), "ValueError", "no"),
        (ValueError("first\nsecond"), "ValueError", "first"),
        (ValueError(), "ValueError", ""),
        (SystemExit(3), "SystemExit", "3"),
        (KeyError("x"), "KeyError", "'x'"),
        (ValueError("x" * 300), "ValueError", "x" * LONGEST_MESSAGE),
    ],
)
def test_what_a_function_raises_is_its_result(error, kind, message):
    found = run(raising(error), ())
    assert found == Raised(kind, message)
    assert str(found) == f"raised {kind}: {message}"


def test_an_interrupt_stops_the_check():
    with pytest.raises(KeyboardInterrupt):
        run(raising(KeyboardInterrupt), ())


def test_a_function_gets_its_arguments_and_may_use_autograd():
    def slope(x, y):
        x = torch.tensor(x, requires_grad=True)
        (x * y).backward()
        return x.grad.item()

    with torch.no_grad():
        assert run(slope, (2.0, 3.0)) == 3.0


def test_drawing_leaves_pytorch_s_generator_as_it_was():
    before = torch.get_rng_state()
    drawn = run(lambda: torch.rand(3), ())
    assert torch.equal(torch.get_rng_state(), before)
    assert torch.equal(torch.rand(3), drawn)
    torch.set_rng_state(before)
