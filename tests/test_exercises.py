"""Every exercise: the stub is not attempted, the solution right, each wrong answer explained."""

import ast
import functools
import importlib
import inspect
import itertools
import re
import sys
import textwrap
from collections import Counter
from fractions import Fraction
from pathlib import Path

import jupytext
import matplotlib
import numpy as np
import pytest
import torch
import torch.nn.functional as F

from mlp_helpers.data import Splits
from mlp_helpers.exercises import EXERCISES, check, load
from mlp_helpers.exercises.common_slips import common_slips
from mlp_helpers.exercises.compare import Raised
from mlp_helpers.exercises.kinds import NO_SUCH_NUMBER, raised
from mlp_helpers.exercises.messages import short
from mlp_helpers.exercises.slips import (
    CHANGES_ITS_ARGUMENTS,
    FOR_SLIPS,
    REMEMBERS,
    Exercise,
    exercise,
)

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


# ------------------------------------------------------------------- as the notebooks have it


@functools.cache
def code_cells(notebook: Path) -> list:
    return [cell for cell in jupytext.read(notebook).cells if cell.cell_type == "code"]


def stubs() -> dict[str, tuple[Path, str, str]]:
    """For each exercise in the notebooks: its text file, the stub, the function's name."""
    found = {}
    for notebook in sorted((NOTEBOOKS / "src").glob("*.md")):
        stub = None
        for cell in code_cells(notebook):
            if "exercise" in cell.metadata.get("tags", []):
                stub = cell.source
            elif cell.source.startswith("check("):
                exercise, function = ast.parse(cell.source).body[0].value.args
                found[exercise.value] = notebook, stub, function.id
    return found


STUBS = stubs()


def namespace(notebook: Path) -> dict:
    """What a reader has after the notebook's set-up cell."""
    matplotlib.use("agg")
    variables = {}
    exec(code_cells(notebook)[0].source, variables)
    return variables


def test_every_exercise_stands_in_a_notebook():
    assert set(STUBS) == set(EXERCISES)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_stub_is_not_attempted(exercise, capsys):
    notebook, stub, function = STUBS[exercise]
    variables = namespace(notebook)
    exec(stub, variables)
    assert check(exercise, variables[function]) is False
    assert capsys.readouterr().out == f"○ {exercise}: not attempted yet.\n"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_solution_is_right(exercise, capsys):
    notebook, _, function = STUBS[exercise]
    variables = namespace(notebook)
    solution = (NOTEBOOKS / "solutions" / f"{exercise}.py").read_text(encoding="utf-8")
    exec(solution, variables)
    assert check(exercise, variables[function]) is True
    assert capsys.readouterr().out == f"✓ {exercise}: right.\n"


# ------------------------------------------------------------------------------ wrong answers

SETUP = """
import math
import random
import statistics
from collections import Counter, defaultdict
from itertools import accumulate, combinations, pairwise

import numpy as np
import torch
import torch.nn.functional as F
"""


def wrong_answers():
    """(exercise, words of the hint, body) of each answer in tests/wrong_answers."""
    for name in EXERCISES:
        module = importlib.import_module(f"wrong_answers.{name}")
        for words, bodies in module.WRONG.items():
            for body in [bodies] if isinstance(bodies, str) else bodies:
                yield name, words, body


def answer(name, body):
    """A function with the arguments of the exercise; the body is an expression, or statements."""
    names = ", ".join(inspect.signature(load(name).answer).parameters)
    variables = {}
    exec(SETUP, variables)
    try:
        ast.parse(body, mode="eval")
        body = f"return {body}"
    except SyntaxError:
        pass
    exec(f"def answer({names}):\n" + textwrap.indent(body, "    "), variables)
    return variables["answer"]


WRONG = list(wrong_answers())


@pytest.mark.parametrize(("exercise", "words", "body"), WRONG)
def test_wrong_answer_gets_the_hint_that_fits(exercise, words, body, capsys):
    assert check(exercise, answer(exercise, body)) is False
    assert words in capsys.readouterr().out


def test_every_exercise_has_three_wrong_answers():
    tried = [name for name, *_ in WRONG]
    assert all(tried.count(name) >= 3 for name in EXERCISES)


@pytest.mark.parametrize("name", EXERCISES)
def test_no_two_mistakes_look_alike(name):
    """Otherwise a reader would be told of a mistake that is not the one made."""
    for hint, versions in load(name).mistakes.items():
        for mistaken in versions:
            assert load(name).hint(mistaken) == hint


def test_no_case_of_choose_has_a_tie():
    """Where two windows are equally low, both are right, and the check knows only one."""
    for _, losses, width in load("choose").cases:
        lowest, second, *_ = losses.double().unfold(0, width, 1).mean(1).sort().values
        assert second - lowest > 1e-3


@pytest.mark.parametrize("name", EXERCISES)
def test_a_mechanical_slip_in_the_solution_gets_a_hint_or_is_none(name):
    """None of them raises, and whatever is refused is told of in one line."""
    for _, source in common_slips(load(name).source):
        variables = {}
        exec(FOR_SLIPS + source, variables)
        mistaken = [value for value in variables.values() if inspect.isfunction(value)][-1]
        hint = load(name).hint(mistaken)
        assert hint is None or not hint.startswith("For the argument") or "raised" in hint


# --------------------------------------------------------------------------- the check itself


def test_check_never_raises_and_says_what_happened(capsys):
    def crash(*arguments):
        raise KeyError("oops")

    assert check("parameters", crash) is False
    assert check("parameters", lambda *arguments: None) is False
    assert check("parameters", lambda *arguments: "3481") is False
    out = capsys.readouterr().out
    assert "raised KeyError: 'oops'" in out
    assert "It returned None: the return is missing" in out
    assert "It never uses its argument 'arguments'" in out


def test_check_names_the_exercises_there_are(capsys):
    assert check("pears", lambda name: []) is False
    assert f"no exercise 'pears', only {EXERCISES[0]}, " in capsys.readouterr().out


def test_check_wants_the_function_and_not_its_result(capsys):
    assert check("pairs", [("a", "b")]) is False
    assert "pass the function itself" in capsys.readouterr().out


def test_wrong_shape_is_named(capsys):
    check("network", lambda previous, weight: weight[previous, :2].softmax(1))
    assert "returned the shape (3, 2); (3, 5) was expected" in capsys.readouterr().out


def test_tensors_in_a_list_are_shown_in_one_line(capsys):
    assert short([torch.zeros(2, 2)]) == "[[[0.0, 0.0], [0.0, 0.0]]]"
    check("distance", lambda table, rows: 8 / 9 + 0.001 * len(rows) * len(table))
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert re.search(r"it returned 0\.\d+; \d\.?\d* was expected", out)


def test_first_wrong_number_is_named(capsys):
    check("mix", lambda counts, share: torch.full(counts.shape, 9.0) + share**2)
    assert re.search(r"returned 9\.\d+ at \[0, 0\]; 0\.\d+ was expected", capsys.readouterr().out)


def test_of_the_wrong_cases_one_is_named_that_a_reader_can_try_again(capsys):
    """The lesson's example, though the kinds of large tensors make a shorter line."""
    check("arriving", lambda d_logits, W2, t: 3 * d_logits @ W2.T * (1 - t**2) ** 2)
    assert "([[-0.3, 0.3]], [[2.0, -1.0], [1.0, 1.0]], [[0.5, 0.0]])" in capsys.readouterr().out


def test_minus_zero_is_shown_as_zero(capsys):
    check("arriving", lambda d_logits, W2, t: d_logits @ W2.T * (1 - t.mean(0) ** 2))
    assert "; 0 was expected" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("exercise", "body", "meaning"),
    [
        ("arriving", "d_logits @ W2.T * (1 - activations^2)", "^ is no power in Python: write **."),
        ("company", "bool(model(x) != x)", ".all() or .any() makes one True or False of them."),
        ("company", "model(x).item() > 0", ".item() takes one, such as a .max() of them."),
    ],
)
def test_what_an_exception_of_a_tensor_means_is_said(exercise, body, meaning, capsys):
    check(exercise, answer(exercise, body))
    assert capsys.readouterr().out.endswith(f" {meaning}\n")


def test_an_answer_that_changes_its_arguments_does_not_change_the_next_case(capsys):
    def in_place(counts, share):
        counts.mul_(0).add_(7)
        return counts

    check("mix", in_place)
    first = capsys.readouterr().out
    check("mix", in_place)
    assert capsys.readouterr().out == first


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_right_answer_changes_its_arguments(exercise):
    assert load(exercise).hint(load(exercise).answer) is None


def test_an_argument_may_not_be_changed(capsys):
    def appending(observed, permuted):
        permuted.append(observed)
        return sum(value >= observed for value in permuted) / len(permuted)

    assert check("permutation", appending) is False
    assert "changes its arguments; leave them as they were" in capsys.readouterr().out


def test_the_mistake_is_named_before_the_changed_argument(capsys):
    def in_place(logits, temperature):
        logits *= temperature
        return logits.softmax(1)

    check("temperature", in_place)
    assert "It works the other way round here" in capsys.readouterr().out


def test_numbers_and_tensors_of_one_number_are_the_same():
    def as_tensor(names, probabilities, stoi):
        answer = load("loss").answer(names, probabilities, stoi)
        return torch.tensor(answer, dtype=torch.float32)

    assert load("loss").hint(as_tensor) is None


def test_numbers_of_numpy_are_numbers():
    def rates(*case):
        return list(np.array(load("rates").answer(*case), dtype=np.float32))

    def difference(*case):
        return tuple(map(np.float32, load("difference").answer(*case)))

    def count_parameters(*case):
        return np.int64(load("parameters").answer(*case))

    def split_of(name):
        return np.str_(load("hash").answer(name))

    assert load("rates").hint(rates) is None
    assert load("difference").hint(difference) is None
    assert load("parameters").hint(count_parameters) is None
    assert load("hash").hint(split_of) is None


def test_fractions_are_numbers(capsys):
    def p_value(observed, permuted):
        return Fraction(1 + sum(x >= observed for x in permuted), 1 + len(permuted))

    assert load("permutation").hint(p_value) is None
    assert check("permutation", lambda *case: 1 - p_value(*case)) is False
    assert "Each number is 1 minus the right one." in capsys.readouterr().out


def test_a_wrong_number_of_numpy_is_shown_as_a_number(capsys):
    check("parameters", lambda *case: np.int64(7))
    assert "The result is 7 whatever the arguments are" in capsys.readouterr().out
    check("distance", lambda table, rows: np.float32(len(rows) + len(table) ** 2))
    assert re.search(r"it returned \d+\.0; \d\.\d+ was expected", capsys.readouterr().out)


def smoothed_by_numpy(counts, lower, discount):
    """Right, in another order of operations and of the keys."""
    if not counts:
        return lower
    lower = dict(reversed(lower.items()))
    n = np.array([counts.get(character, 0) for character in lower])
    kept = np.where(n > 0, n - discount, 0) / n.sum()
    p = kept + (1 - kept.sum()) * np.array(list(lower.values()))
    return dict(zip(lower, p, strict=True))


def test_dictionaries_are_the_same_up_to_rounding_and_order(capsys):
    assert load("smooth").hint(smoothed_by_numpy) is None

    def with_another_key(counts, lower, discount):
        p = smoothed_by_numpy(counts, lower, discount)
        return {**p, "?": 0} if counts else p

    def nearly(counts, lower, discount):
        p = smoothed_by_numpy(counts, lower, discount)
        return {**p, "a": p["a"] * 1.0004} if "a" in counts else p

    def of_none(counts, lower, discount):
        return dict.fromkeys(lower)

    assert check("smooth", with_another_key) is False
    assert re.search(r"'\?': 0\}; \{.*\} was expected", capsys.readouterr().out)
    assert check("smooth", nearly) is False
    assert "'a': 0." in capsys.readouterr().out
    assert check("smooth", of_none) is False


def test_the_first_different_value_of_a_dictionary_is_shown(capsys):
    """Long ones look alike in one line."""
    long = dict.fromkeys("abcdefghijklmnopqrstuvwxyz", 0.125)
    exercise = Exercise(answer=lambda: long, cases=[()], mistakes={})
    assert exercise.hint(lambda: {**long, "z": 0.25}) == (
        "For the argument () it returned 0.25 at ['z']; 0.125 was expected."
    )


def test_the_first_different_number_of_a_tensor_in_a_tuple_is_shown():
    """And not both tensors in full."""
    exercise = Exercise(answer=lambda: (torch.zeros(4, 5), 1), cases=[()], mistakes={})
    assert exercise.hint(lambda: (torch.eye(4, 5).flip(1), 1)) == (
        "For the argument () it returned 1 at [0, 0, 4]; 0 was expected."
    )
    assert exercise.hint(lambda: (torch.zeros(5, 5), 1)) == (
        "For the argument () it returned the shape (5, 5) at [0]; (4, 5) was expected."
    )


def test_an_array_of_numpy_is_not_a_tensor(capsys):
    check("mix", lambda *case: load("mix").answer(*case).numpy())
    assert "The numbers are right, but not in a tensor" in capsys.readouterr().out


@pytest.mark.parametrize("exercise", ["distance", "rates", "mix", "difference"])
@pytest.mark.parametrize("kind", [lambda number: number, torch.tensor, np.float32])
def test_a_difference_beyond_the_digits_shown_is_shown(exercise, kind, capsys):
    def nearly(*case):
        result = load(exercise).answer(*case)
        if isinstance(result, torch.Tensor):
            return result * 1.0002
        if isinstance(result, float):
            return kind(result * 1.0002)
        return type(result)(kind(value * 1.0002) for value in result)

    assert check(exercise, nearly) is False
    got, wanted = capsys.readouterr().out.split(" it returned ")[1].split("; ")
    assert got.split(" at ")[0] != wanted.removesuffix(" was expected.\n")


def test_an_error_of_pytorch_is_not_taken_for_the_stub(capsys):
    check("network", lambda previous, weight: F.one_hot(previous, len(weight)).softmax(1))
    assert "not attempted" not in capsys.readouterr().out


def test_check_survives_whatever_an_answer_returns(capsys):

    assert check("pairs", lambda name: Splits(*name[:3])) is False
    assert check("pairs", lambda name: exit()) is False
    assert check(["pairs"], lambda name: name) is False


def test_whole_numbers_must_be_exact():
    right = load("parameters").answer
    assert load("parameters").hint(lambda *sizes: right(*sizes) + 1) is not None


def test_an_answer_may_use_autograd():
    def mean_backward(g, T):
        x = torch.zeros(len(g), T, g.shape[1], requires_grad=True)
        return torch.autograd.grad(x.mean(1), x, g)[0]

    assert check("mean", mean_backward) is True


@pytest.mark.parametrize("name", ["mean", "table", "softmax"])
@pytest.mark.parametrize("loaded_before", [True, False])
def test_after_a_lesson_has_chosen_doubles_its_checks_say_the_same(name, loaded_before, capsys):
    known, before = load(name), torch.get_default_dtype()
    if not loaded_before:
        load.cache_clear()
        sys.modules.pop(f"mlp_helpers.exercises.checks.{name}")
    torch.set_default_dtype(torch.float64)
    try:
        assert check(name, known.answer)
        for hint, versions in known.mistakes.items():
            for mistaken in versions:
                assert not check(name, mistaken)
                assert hint in capsys.readouterr().out
        assert torch.get_default_dtype() == torch.float64
    finally:
        torch.set_default_dtype(before)


def test_a_count_that_knows_the_tensors_of_earlier_calls_is_refused():
    """The first call of each is right."""

    def by_a_set(parts, seen=set()):  # noqa: B006
        new = {id(part): part for part in parts if torch.is_tensor(part) and id(part) not in seen}
        seen.update(new)
        inner = sum(by_a_set(part, seen) for part in parts if not torch.is_tensor(part))
        return inner + sum(tensor.numel() for tensor in new.values())

    def by_a_dictionary(parts, seen={}):  # noqa: B006
        for part in parts:
            if torch.is_tensor(part):
                seen[id(part)] = part
            else:
                by_a_dictionary(part, seen)
        return sum(tensor.numel() for tensor in seen.values())

    for count in (by_a_set, by_a_dictionary):
        assert count([torch.zeros(2, 3), [torch.zeros(3)]]) == 9
        for _ in range(2):
            assert load("count").hint(count) == REMEMBERS
    # The ids of tensors that are gone are given to new ones, so that every argument looks known.
    by_a_set.__defaults__[0].update([id(t) for t in [torch.zeros(1) for _ in range(10_000)]])
    assert load("count").hint(by_a_set) == REMEMBERS
    assert by_a_set.__defaults__[0]  # what a reader's function keeps is given back
    assert "seen=set() or seen={}" in REMEMBERS


def test_what_is_kept_is_found_before_the_mistake_that_it_looks_like():
    """Which of the tensors look known is chance; they may be those that ask for no gradient."""
    known = load("count")
    (of_gradients,) = known.mistakes[next(hint for hint in known.mistakes if "a gradient" in hint)]

    def count(parts, calls=[]):  # noqa: B006
        calls.append(parts)
        return (known.answer if len(calls) <= len(known.cases) else of_gradients)(parts)

    for _ in range(2):
        assert known.hint(count) == REMEMBERS


def test_a_default_argument_that_cannot_grow_stays_as_it_is():
    def pairs(name, found=[], begin="."):  # noqa: B006
        found += zip(begin + name, name + begin, strict=True)
        return found

    assert load("pairs").hint(pairs) == REMEMBERS


def test_what_is_kept_between_calls_of_not_moved_is_found():
    def not_moved(before, after, found=[]):  # noqa: B006
        found += [name for name in before if torch.equal(before[name], after[name])]
        return found

    assert load("moved").hint(not_moved) == REMEMBERS


@pytest.mark.parametrize("kind", [torch.tensor, float])
def test_a_count_is_an_int_where_the_text_asks_for_one(kind):
    right = load("count").answer
    assert "return an int" in load("count").hint(lambda parts: kind(right(parts)))
    assert load("count").hint(lambda parts: np.int64(right(parts))) is None


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("moved", "[n for n, old in before.items() if not (old - after[n]).any()]"),
        ("moved", "[n for n in before if (before[n] - after[n]).abs().max() == 0]"),
        ("moved", "[n for n in before if before[n].tolist() == after[n].tolist()]"),
        ("outputs", "found = {}\nfor i, module in enumerate(model):\n"
         "    found[i] = x = module(x).detach()\nreturn found"),
        ("outputs", "with torch.no_grad():\n    return {i: model[: i + 1](x) for i in "
         "range(len(model))}"),
        ("outputs", "found = {}\nfor i, module in enumerate(model):\n"
         "    handle = module.register_forward_hook("
         "lambda m, inputs, output: found.update({i: output.detach()}))\n"
         "    model(x)\n    handle.remove()\nreturn found"),
    ],
)  # fmt: skip
def test_other_ways_to_the_answers_of_the_lesson_on_modules_are_right(name, body):
    assert load(name).hint(answer(name, body)) is None


def test_a_check_leaves_the_global_generator_as_it_was():
    def kaiming(fan_in, fan_out, gain, seed):
        torch.manual_seed(seed)
        return torch.randn(fan_in, fan_out) * gain / fan_in**0.5

    before = torch.get_rng_state()
    check("kaiming", kaiming)
    assert torch.equal(torch.get_rng_state(), before)


def test_a_function_of_pytorch_is_a_right_answer():
    assert check("standardise", lambda x, eps: F.batch_norm(x, None, None, training=True, eps=eps))
    assert check("layernorm", lambda x, eps: F.layer_norm(x, x.shape[1:], eps=eps))

    def in_evaluation_mode(x, gain, bias, mean, var, eps):
        return F.batch_norm(x, mean, var, gain, bias, eps=eps)

    assert check("evaluation", in_evaluation_mode)


def test_the_step_of_adamw_is_that_of_pytorch():
    generator = torch.Generator().manual_seed(1)
    p = torch.randn(5, generator=generator)
    mean = square = torch.zeros(5)
    theirs = p.clone().requires_grad_()
    optimizer = torch.optim.AdamW([theirs], lr=0.02, weight_decay=0.3)
    for step in range(1, 21):
        # One gradient is so small that it matters where the 1e-8 is added.
        gradient = torch.randn(5, generator=generator) * torch.tensor([1, 1, 10, 1e-8, 0])
        p, mean, square = load("adam").answer(p, gradient, mean, square, step, 0.02, 0.3)
        theirs.grad = gradient
        optimizer.step()
        torch.testing.assert_close(p, theirs.detach())
    torch.testing.assert_close(mean, optimizer.state[theirs]["exp_avg"])
    torch.testing.assert_close(square, optimizer.state[theirs]["exp_avg_sq"])


def test_the_step_of_pytorch_is_a_right_answer():
    def adam_step(parameter, gradient, mean, square, step, lr, weight_decay):
        p = parameter.clone().requires_grad_()
        p.grad = gradient
        state = {
            "step": torch.tensor(step - 1.0),
            "exp_avg": mean.clone(),
            "exp_avg_sq": square.clone(),
        }
        optimizer = torch.optim.AdamW([p], lr=lr, weight_decay=weight_decay)
        optimizer.state[p] = state
        optimizer.step()
        return p.detach(), state["exp_avg"], state["exp_avg_sq"]

    assert check("adam", adam_step)


def test_other_ways_to_the_answers_of_the_lesson_on_tuning_are_right():
    def median_of_slices(earlier, so_far):
        others = [losses[len(so_far) - 1 :][:1] for losses in earlier]
        return np.bool_(
            so_far[-1] > np.median(np.concatenate([*others, []]) if any(others) else np.inf)
        )

    def counted_twice(names, history):
        before = "[" + "".join(chr(c) for c in range(97, 123)) + ".]"
        pairs = {
            (match[1], match[2])
            for name in names
            for match in re.finditer(f"(?=({before}){history}(.))", f".{name}.")
        }
        return dict(Counter(character for _, character in pairs))

    def by_array(losses):
        table = np.array(losses)
        seeds = range(table.shape[1])
        winners = table.argmin(0)
        rest = [np.delete(table[w], s).mean() for w, s in zip(winners, seeds, strict=True)]
        return np.mean(np.array(rest) - table[winners, seeds])

    def all_at_once(network, counting):
        weights = torch.linspace(0, 1, 21, dtype=torch.float64)[:, None]
        losses = -torch.lerp(network.double(), counting.double(), weights).log().mean(1)
        return weights[losses.argmin()]

    assert check("prune", median_of_slices)
    assert check("places", counted_twice)
    assert check("flattery", by_array)
    assert check("weight", all_at_once)


# --------------------------------------------------------------- what a strict review broke


@pytest.mark.filterwarnings("error")  # such as that of a part cast away of a complex number
def test_check_never_raises_whatever_comes_back(capsys):
    endless = []
    endless.append(endless)

    class Odd:
        def __eq__(self, other):
            raise ValueError

        def __repr__(self):
            raise ValueError

    meta = torch.zeros(2, 2, device="meta")
    for result in (endless, Odd(), meta, torch.ones(2, 2).to_sparse(), torch.ones(2) * 1j, type):
        assert check("pairs", lambda name, result=result: result) is False
        assert check("mix", lambda counts, share, result=result: result) is False
    assert "not attempted" not in capsys.readouterr().out


def test_a_count_is_right_or_wrong_and_not_nearly_right():
    right = load("parameters").answer
    assert not check("parameters", lambda *sizes: right(*sizes) + 0.3)
    assert check("parameters", lambda *sizes: np.array(right(*sizes)))
    assert check("parameters", lambda *sizes: float(right(*sizes)))


def test_what_a_text_asks_to_do_without_is_accepted_and_said(capsys):
    assert check("network", lambda previous, weight: weight[previous].softmax(1))
    assert "right. You used softmax; the exercise asks" in capsys.readouterr().out


def test_what_is_kept_between_calls_is_found():
    def remembering(name, found=[]):  # noqa: B006
        text = "." + name + "."
        found[len(found) :] = [(text[i], text[i + 1]) for i in range(len(text) - 1)]
        return list(found)

    def once(name, seen=set()):  # noqa: B006
        text = "." + name + "." if name not in seen else name
        seen.add(name)
        return [(text[i], text[i + 1]) for i in range(len(text) - 1)]

    assert load("pairs").hint(remembering) is not None
    assert load("pairs").hint(once) == REMEMBERS


P, LENGTHS = torch.full((27, 27), 1 / 27), {"a": 3}


@pytest.mark.parametrize(
    ("name", "attempt", "words"),
    [
        ("mix", lambda counts, share: counts / P[: len(counts), : len(counts)], "reads 'P'"),
        ("rates", lambda low, high, n: [low * 10**i for i in range(n)], "argument 'high'"),
        ("rates", lambda low, high, n: [low * 2**i for i in range(n)], "argument 'high'"),
    ],
)
def test_the_code_itself_is_looked_at(name, attempt, words):
    assert words in load(name).hint(attempt)


NUMBERS = [(torch.tensor([1.0, 2.0, 4.0]), 2), (torch.tensor([3.0, -1.0]), 5)]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda x, n: -(x * n), "Only the sign is wrong"),
        (lambda x, n: x * n * 2, "a factor 2 is too many"),
        (lambda x, n: x * n / 3, "a factor 3 is missing"),
        (lambda x, n: (x * n) ** 2, "a root is missing"),
        (lambda x, n: 1 / (x * n), "upside down"),
        (lambda x, n: 1 - x * n, "1 minus the right one"),
        (lambda x, n: x * n + 1.5, "too large by 1.5"),
        (lambda x, n: x * n * n, "times the second argument"),
        (lambda x, n: x, "divided by the second argument"),
        (lambda x, n: x * n / len(x), "divided by"),
        (lambda x, n: abs(x * n), "sign is lost"),
        (lambda x, n: x * 0, "Every result is 0"),
        (lambda x, n: (x * n)[:, None], "an axis of length 1"),
        (lambda x, n: (x * n).tolist(), "not in a tensor"),
        (lambda x, n: list(x * n), "torch.stack"),
        (lambda x, n: (x * n)[:-1], "last entry is missing"),
        (lambda x, n: (x * n)[1:], "first entry is missing"),
        (lambda x, n: print(end=""), "It returned None"),
        (lambda x, n: x * n if n > 3 else None, "one way through the function"),
        (lambda x: x, "Keep the arguments of the stub"),
        (lambda x, n: x * undefined, "misspelt"),  # noqa: F821
    ],
)  # fmt: skip
def test_kinds_of_mistakes_are_told_from_the_results(wrong, words):
    known = Exercise(answer=lambda x, n: x * n, cases=NUMBERS, mistakes={})
    assert words in known.hint(wrong)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (itertools.count(), "This is a count; put list(…) around it"),
        (itertools.repeat("x"), "put list(…) around it"),
        (range(10**12), "put list(…) around it"),
    ],
)
def test_what_has_no_end_is_not_gone_through(result, words):
    assert words in load("pairs").hint(lambda name: result)


@pytest.mark.parametrize(
    "wrong", [lambda counts, share: counts.numpy() * share, lambda counts, share: np.eye(3) * share]
)
def test_an_array_is_not_said_to_change_between_calls(wrong):
    assert load("mix").hint(wrong) != REMEMBERS


@pytest.mark.parametrize("said", ["math domain error", "expected a %s input, got -1.0"])
@pytest.mark.parametrize("kind", ["positive", "nonnegative"])
def test_no_logarithm_or_root_is_told_in_the_words_of_every_python(said, kind):
    """Python 3.14 says it otherwise than those before."""
    message = said.replace("%s", kind)
    got = Raised("ValueError", message)
    assert got.out_of_domain
    assert raised([(-1.0,)], [got], [0.0]).endswith(NO_SUCH_NUMBER)
    assert not Raised("ValueError", "math range error").out_of_domain


@pytest.mark.parametrize("answer", [len, "a".join, type])
def test_what_is_no_function_of_python_gets_a_hint_on_its_results(answer, capsys):
    assert not check("pairs", answer)
    assert "a list was expected" in capsys.readouterr().out


def test_decorated_and_reused_answers_are_judged_by_what_they_do(capsys):
    @torch.no_grad()
    def mix(counts, share):
        return counts * 2 + share

    assert "never uses" not in load("mix").hint(mix)

    found = []

    def reusing(name):
        found.clear()
        text = "." + name + "."
        found.extend((text[i], text[i + 1]) for i in range(len(text) - 1))
        return found

    assert load("pairs").hint(reusing) is None


def test_counts_as_tensors_are_exact_and_complex_numbers_are_wrong():
    right = load("parameters").answer
    assert load("parameters").hint(lambda *sizes: torch.tensor(right(*sizes) + 1.0)) is not None
    assert load("parameters").hint(lambda *sizes: right(*sizes) + 0.5j) is not None


def test_a_softmax_of_ones_own_is_not_that_of_pytorch(capsys):
    variables = {}
    exec(
        "def softmax(x):\n    return x.exp() / x.exp().sum(1, keepdim=True)\n"
        "def answer(previous, weight):\n    return softmax(weight[previous])",
        variables,
    )
    assert check("network", variables["answer"])
    assert "You used" not in capsys.readouterr().out


def test_check_says_whatever_it_has_to_say(capsys):
    def odd(name):
        raise GeneratorExit("\ud800")

    assert check("pairs", odd) is False
    assert "GeneratorExit" in capsys.readouterr().out


def test_a_slip_must_stand_in_the_solution_once():
    with pytest.raises(ValueError, match="stands 0 times in the solution, not once"):
        exercise("pairs", [("a",)], {"It is wrong.": ("no such text", "")})


def test_an_argument_that_was_changed_is_told_of():
    def in_place(logits, temperature):
        logits -= logits.max(1, keepdim=True).values
        logits /= temperature
        return logits.softmax(1)

    assert load("temperature").hint(in_place) == CHANGES_ITS_ARGUMENTS


def mean_of(numbers):
    return sum(numbers) / len(numbers)


def test_a_single_number_that_lacks_the_length_of_a_list_is_known():
    cases = [([1.0, 2.0, 6.0],), ([4.0, 2.0, 1.0, 2.0],), ([3.0, 5.0],)]
    hint = Exercise(answer=mean_of, cases=cases, mistakes={}).hint(sum)
    assert hint == (
        "Every result is the right one times the length of the first argument: "
        "a sum in place of a mean, perhaps."
    )
