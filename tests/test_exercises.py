"""Every exercise: the stub is not attempted, the solution right, each wrong answer explained."""

import ast
import functools
import math
from collections import Counter
from itertools import pairwise
from pathlib import Path

import jupytext
import matplotlib
import pytest
import torch
import torch.nn.functional as F

from mlp_helpers.exercises import EXERCISES, check

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
# Written as a reader would write them, independently of the mistakes that the checks know.


def pairs_without_boundary(name):
    return [(name[i], name[i + 1]) for i in range(len(name) - 1)]


def pairs_without_the_end(name):
    text = "." + name
    return [(text[i], text[i + 1]) for i in range(len(text) - 1)]


def pairs_without_the_start(name):
    text = name + "."
    return [(text[i], text[i + 1]) for i in range(len(text) - 1)]


def pairs_reversed(name):
    text = "." + name + "."
    return [(text[i], text[i - 1]) for i in range(1, len(text))]


def pairs_as_strings(name):
    text = "." + name + "."
    return [text[i : i + 2] for i in range(len(text) - 1)]


def pairs_once(name):
    text = "." + name + "."
    return sorted(set(pairwise(text)), key=list(pairwise(text)).index)


def pairs_off_the_end(name):
    text = "." + name + "."
    return [(text[i], text[i + 1]) for i in range(len(text))]


def mix_without_keepdim(counts, share):
    return (1 - share) * counts / counts.sum(1) + share / len(counts)


def mix_by_column(counts, share):
    return (1 - share) * counts / counts.sum(dim=0) + share / len(counts)


def mix_of_counts(counts, share):
    return (1 - share) * counts + share / len(counts)


def mix_exchanged(counts, share):
    return share * counts / counts.sum(1, keepdim=True) + (1 - share) / len(counts)


def mix_adding_share(counts, share):
    return (1 - share) * counts / counts.sum(1, keepdim=True) + share


def mix_of_27(counts, share):
    return (1 - share) * counts / counts.sum(1, keepdim=True) + share * torch.tensor(1 / 27)


def mix_too_much(counts, share):
    return counts / counts.sum(1, keepdim=True) + share / counts.shape[1]


def mix_over_all_entries(counts, share):
    return (1 - share) * counts / counts.sum(1, keepdim=True) + share / counts.numel()


def mix_as_list(counts, share):
    return ((1 - share) * counts / counts.sum(1, keepdim=True) + share / len(counts)).tolist()


def loss_list(names, probabilities, stoi, log=math.log, start=".", end="."):
    losses = []
    for name in names:
        for a, b in pairwise(start + name + end):
            losses.append(-log(probabilities[stoi[a], stoi[b]]))
    return losses


def loss_mean_of_means(names, probabilities, stoi):
    means = []
    for name in names:
        losses = loss_list([name], probabilities, stoi)
        means.append(sum(losses) / len(losses))
    return sum(means) / len(means)


def loss_of_the_first_name(names, probabilities, stoi):
    for name in names:
        losses = loss_list([name], probabilities, stoi)
        return sum(losses) / len(losses)


def loss_of_different_names(names, probabilities, stoi):
    losses = loss_list(set(names), probabilities, stoi)
    return sum(losses) / len(losses)


def loss_without_sign(names, probabilities, stoi):
    losses = loss_list(names, probabilities, stoi)
    return -sum(losses) / len(losses)


def loss_summed(names, probabilities, stoi):
    return sum(loss_list(names, probabilities, stoi))


def loss_per_name(names, probabilities, stoi):
    return sum(loss_list(names, probabilities, stoi)) / len(names)


def loss_per_letter(names, probabilities, stoi):
    return sum(loss_list(names, probabilities, stoi)) / len("".join(names))


def loss_in_bits(names, probabilities, stoi):
    losses = loss_list(names, probabilities, stoi, log=math.log2)
    return sum(losses) / len(losses)


def loss_without_the_end(names, probabilities, stoi):
    losses = loss_list(names, probabilities, stoi, end="")
    return sum(losses) / len(losses)


def loss_without_the_start(names, probabilities, stoi):
    losses = loss_list(names, probabilities, stoi, start="")
    return sum(losses) / len(losses)


def loss_transposed(names, probabilities, stoi):
    losses = loss_list(names, probabilities.T, stoi)
    return sum(losses) / len(losses)


def network_logits(previous, weight):
    return weight[previous]


def network_softmax_down(previous, weight):
    return torch.softmax(weight[previous], dim=0)


def network_not_normalised(previous, weight):
    return weight[previous].exp()


def network_columns(previous, weight):
    return torch.softmax(weight[:, previous].T, dim=1)


def network_divided_logits(previous, weight):
    logits = weight[previous]
    return logits / logits.sum(1, keepdim=True)


def network_without_keepdim(previous, weight):
    exponentials = torch.exp(weight[previous])
    return exponentials / exponentials.sum(dim=1)


def network_27_only(previous, weight):
    return (F.one_hot(previous, num_classes=27).float() @ weight).softmax(1)


def network_whole_numbers(previous, weight):
    return (F.one_hot(previous, num_classes=weight.shape[0]) @ weight).softmax(1)


def network_guessed_columns(previous, weight):
    return torch.softmax(F.one_hot(previous).float() @ weight, 1)


def gradient(weight, counts, decay, *, mean=True, factor=2.0, shares=True):
    with torch.enable_grad():
        W = weight.clone().requires_grad_()
        rows = counts.sum(1, keepdim=True)
        each = -(counts / rows * W.log_softmax(1)).sum(1)
        weights = rows[:, 0] / counts.sum() if shares else torch.ones(len(counts))
        squares = (W**2).mean() if mean else (W**2).sum()
        ((each * weights).sum() + factor / 2 * decay * squares).backward()
    return W.grad


def step_uphill(weight, counts, lr, decay):
    return weight + lr * gradient(weight, counts, decay)


def step_without_decay(weight, counts, lr, decay):
    return weight - lr * gradient(weight, counts, 0)


def step_with_decay_outside(weight, counts, lr, decay):
    return weight - lr * gradient(weight, counts, 0) - decay * 2 * weight / weight.numel()


def step_away_from_zero(weight, counts, lr, decay):
    return weight - lr * gradient(weight, counts, -decay)


def step_with_the_sum(weight, counts, lr, decay):
    return weight - lr * gradient(weight, counts, decay, mean=False)


def step_with_half_the_decay(weight, counts, lr, decay):
    return weight - lr * gradient(weight, counts, decay, factor=1.0)


def step_without_shares(weight, counts, lr, decay):
    return weight - lr * gradient(weight, counts, decay, shares=False)


def step_only_the_gradient(weight, counts, lr, decay):
    return gradient(weight, counts, decay)


def step_only_the_change(weight, counts, lr, decay):
    return -lr * gradient(weight, counts, decay)


def contexts_with_the_target(name, length):
    pairs, context = [], "." * length
    for character in name + ".":
        context = context[1:] + character
        pairs.append((context, character))
    return pairs


def contexts_once(name, length):
    text = "." * length + name + "."
    found = [(text[i : i + length], text[i + length]) for i in range(len(name) + 1)]
    return sorted(set(found), key=found.index)


def contexts_without_the_end(name, length):
    pairs, context = [], "." * length
    for character in name:
        pairs.append((context, character))
        context = context[1:] + character
    return pairs


def contexts_unpadded(name, length):
    text = name + "."
    return [(text[max(0, i - length) : i], text[i]) for i in range(len(text))]


def contexts_inside_only(name, length):
    text = name + "."
    return [(text[i : i + length], text[i + length]) for i in range(len(text) - length)]


def contexts_of_three(name, length):
    text = "..." + name + "."
    return [(text[i : i + 3], text[i + 3]) for i in range(len(name) + 1)]


def parameters_without_biases(v, t, d, h):
    return v * d + t * d * h + h * v


def parameters_without_embedding(v, t, d, h):
    return t * d * h + h + h * v + v


def parameters_of_one_character(v, t, d, h):
    return v * d + d * h + h + h * v + v


def parameters_with_a_table_each(v, t, d, h):
    return t * v * d + t * d * h + h + h * v + v


def parameters_without_output_bias(v, t, d, h):
    return v * d + t * d * h + h + h * v


def join_not_joined(table, X):
    return table[X]


def join_interleaved(table, X):
    return table[X].permute(0, 2, 1).reshape(len(X), -1)


def join_summed(table, X):
    return table[X].sum(dim=1)


def join_one_row_a_character(table, X):
    return table[X].reshape(-1, table.shape[1])


def join_two_numbers(table, X):
    return table[X].reshape(-1, 2 * X.shape[1])


def join_six(table, X):
    return table[X].view(-1, 6)


def entropy_overflowing(logits, Y):
    probabilities = logits.exp() / logits.exp().sum(1, keepdim=True)
    return -probabilities[range(len(Y)), Y].log().mean()


def entropy_log_of_softmax(logits, Y):
    shifted = (logits - logits.max(1, keepdim=True).values).exp()
    probabilities = shifted / shifted.sum(1, keepdim=True)
    return -probabilities[range(len(Y)), Y].log().mean()


def entropy_shifted_by_the_largest_of_all(logits, Y):
    shifted = logits - logits.max()
    return (shifted.exp().sum(1).log() - shifted[range(len(Y)), Y]).mean()


def entropy_half_shifted(logits, Y):
    shifted = logits - logits.max(1, keepdim=True).values
    return (shifted.exp().sum(1).log() - logits[range(len(Y)), Y]).mean()


def entropy_shifted_in_double(logits, Y):
    return entropy_log_of_softmax(logits.double(), Y)


def entropy_without_sign(logits, Y):
    return F.log_softmax(logits, dim=1)[range(len(Y)), Y].mean()


def entropy_in_bits(logits, Y):
    return -F.log_softmax(logits, dim=1)[range(len(Y)), Y].mean() / math.log(2)


def entropy_summed(logits, Y):
    return -F.log_softmax(logits, dim=1)[range(len(Y)), Y].sum()


def entropy_wrong_axis(logits, Y):
    return -F.log_softmax(logits, dim=0)[range(len(Y)), Y].mean()


def entropy_all_columns(logits, Y):
    return -F.log_softmax(logits, dim=1)[:, Y].mean()


def floor_of_contexts(examples):
    contexts = {context for context, _ in examples}
    total = 0.0
    for context in contexts:
        following = Counter(b for a, b in examples if a == context)
        n = sum(following.values())
        total -= sum(count / n * math.log(count / n) for count in following.values())
    return total / len(contexts)


def floor_of_distinct_pairs(examples):
    contexts = Counter(context for context, _ in examples)
    pairs = Counter(examples)
    return sum(-math.log(pairs[p] / contexts[p[0]]) for p in pairs) / len(pairs)


def floor_of_whole_pairs(examples):
    pairs = Counter(examples)
    return sum(-math.log(pairs[pair] / len(examples)) for pair in examples) / len(examples)


def floor_without_contexts(examples):
    following = Counter(b for _, b in examples)
    return -sum(n / len(examples) * math.log(n / len(examples)) for n in following.values())


def floor_of_repeats(examples):
    counts = Counter(context for context, _ in examples)
    return sum(math.log(counts[context]) for context, _ in examples) / len(examples)


def floor_with_equal_shares(examples):
    following = {}
    for context, character in examples:
        following.setdefault(context, set()).add(character)
    return sum(math.log(len(following[context])) for context, _ in examples) / len(examples)


def floor_of_the_best(examples):
    total = 0
    for context, _ in examples:
        following = Counter(b for a, b in examples if a == context)
        total -= math.log(max(following.values()) / sum(following.values()))
    return total / len(examples)


def floor_summed(examples):
    pairs, contexts = Counter(examples), Counter(context for context, _ in examples)
    return -sum(math.log(pairs[pair] / contexts[pair[0]]) for pair in examples)


def floor_in_bits(examples):
    return floor_summed(examples) / len(examples) / math.log(2)


WRONG = [
    ("01_pairs", pairs_without_boundary, "boundary '.' is missing at both ends"),
    ("01_pairs", pairs_without_the_end, "last pair is missing"),
    ("01_pairs", pairs_without_the_start, "first pair is missing"),
    ("01_pairs", pairs_reversed, "wrong way round"),
    ("01_pairs", pairs_as_strings, "tuple of two characters"),
    ("01_pairs", pairs_once, "occurs twice"),
    ("01_pairs", pairs_off_the_end, "raised IndexError"),
    ("01_mix", mix_without_keepdim, "without keepdim=True"),
    ("01_mix", mix_by_column, "sums of the columns"),
    ("01_mix", mix_of_counts, "without turning them into probabilities"),
    ("01_mix", mix_exchanged, "two parts are exchanged"),
    ("01_mix", mix_adding_share, "added in full to every entry"),
    ("01_mix", mix_of_27, "1/27 here whatever the table"),
    ("01_mix", mix_over_all_entries, "among all entries of the table"),
    ("01_mix", mix_as_list, "returned a list; a Tensor was expected"),
    ("01_mix", mix_too_much, "keeps its full weight"),
    ("01_loss", loss_mean_of_means, "averaged over the names"),
    ("01_loss", loss_of_the_first_name, "Only the first name was scored"),
    ("01_loss", loss_of_different_names, "counts twice"),
    ("01_loss", loss_without_sign, "sign is missing"),
    ("01_loss", loss_summed, "sum over the predictions"),
    ("01_loss", loss_per_name, "divided by the number of names"),
    ("01_loss", loss_per_letter, "divided by the letters"),
    ("01_loss", loss_in_bits, "base 2"),
    ("01_loss", loss_without_the_end, "'.' at the end of each name was not scored"),
    ("01_loss", loss_without_the_start, "first letters were not scored"),
    ("01_loss", loss_transposed, "Row and column are exchanged"),
    ("01_network", network_logits, "These are the logits"),
    ("01_network", network_softmax_down, "down the columns"),
    ("01_network", network_not_normalised, "not divided by their row's sum"),
    ("01_network", network_columns, "picked columns of the weight"),
    ("01_network", network_divided_logits, "take the exponential first"),
    ("01_network", network_without_keepdim, "without keepdim=True"),
    ("01_network", network_27_only, "raised RuntimeError"),
    ("01_network", network_whole_numbers, "add .float()"),
    ("01_network", network_guessed_columns, "give it num_classes"),
    ("01_step", step_uphill, "walks uphill"),
    ("01_step", step_without_decay, "decay is missing"),
    ("01_step", step_with_decay_outside, "multiplied by the learning rate"),
    ("01_step", step_away_from_zero, "away from zero"),
    ("01_step", step_with_the_sum, "divided by the number of weights"),
    ("01_step", step_with_half_the_decay, "factor of 2 is missing"),
    ("01_step", step_without_shares, "share of all pairs"),
    ("01_step", step_only_the_gradient, "not the weights after the step"),
    ("01_step", step_only_the_change, "add it to the old weights"),
    ("02_contexts", contexts_with_the_target, "Off by one"),
    ("02_contexts", contexts_once, "occurs twice"),
    ("02_contexts", contexts_without_the_end, "last example is missing"),
    ("02_contexts", contexts_unpadded, "fill them with '.' on the left"),
    ("02_contexts", contexts_inside_only, "first examples are missing"),
    ("02_contexts", contexts_of_three, "always 3"),
    ("02_parameters", parameters_without_biases, "Both biases are missing"),
    ("02_parameters", parameters_without_embedding, "embedding table is missing"),
    ("02_parameters", parameters_of_one_character, "context × dim inputs"),
    ("02_parameters", parameters_with_a_table_each, "shared by all places"),
    ("02_parameters", parameters_without_output_bias, "output layer's bias is missing"),
    ("02_join", join_not_joined, "not joined"),
    ("02_join", join_interleaved, "interleaved"),
    ("02_join", join_summed, "added up"),
    ("02_join", join_one_row_a_character, "row of its own"),
    ("02_join", join_two_numbers, "two numbers only"),
    ("02_join", join_six, "width 6"),
    ("02_cross_entropy", entropy_overflowing, "overflows for large ones"),
    ("02_cross_entropy", entropy_log_of_softmax, "rounds to 0 before its logarithm"),
    ("02_cross_entropy", entropy_shifted_by_the_largest_of_all, "each row needs its own"),
    ("02_cross_entropy", entropy_half_shifted, "not the logit of the right character"),
    ("02_cross_entropy", entropy_shifted_in_double, "returned inf; 1000 was expected"),
    ("02_cross_entropy", entropy_without_sign, "sign is missing"),
    ("02_cross_entropy", entropy_in_bits, "base 2"),
    ("02_cross_entropy", entropy_summed, "take the mean"),
    ("02_cross_entropy", entropy_wrong_axis, "wrong axis"),
    ("02_cross_entropy", entropy_all_columns, "takes every column"),
    ("02_floor", floor_of_contexts, "same weight"),
    ("02_floor", floor_of_distinct_pairs, "Each different pair was counted once"),
    ("02_floor", floor_of_whole_pairs, "floor for whole pairs"),
    ("02_floor", floor_without_contexts, "contexts were ignored"),
    ("02_floor", floor_of_repeats, "how often each continuation occurs"),
    ("02_floor", floor_with_equal_shares, "the same probability"),
    ("02_floor", floor_of_the_best, "most frequent continuation"),
    ("02_floor", floor_summed, "divide by how many"),
    ("02_floor", floor_in_bits, "base 2"),
]


@pytest.mark.parametrize(
    ("exercise", "answer", "hint"), WRONG, ids=lambda x: getattr(x, "__name__", None)
)
def test_wrong_answer_gets_the_hint_that_fits(exercise, answer, hint, capsys):
    assert check(exercise, answer) is False
    assert hint in capsys.readouterr().out


def test_every_exercise_has_three_wrong_answers():
    tried = Counter(exercise for exercise, _, _ in WRONG)
    assert all(tried[exercise] >= 3 for exercise in EXERCISES)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_two_mistakes_look_alike(exercise):
    """Otherwise a reader would be told of a mistake that is not the one made."""
    for hint, mistaken in EXERCISES[exercise].mistakes.items():
        assert EXERCISES[exercise].hint(mistaken) == hint


# --------------------------------------------------------------------------- the check itself


def test_check_never_raises_and_says_what_happened(capsys):
    def crash(*arguments):
        raise KeyError("oops")

    assert check("02_parameters", crash) is False
    assert check("02_parameters", lambda *arguments: None) is False
    assert check("02_parameters", lambda *arguments: "3481") is False
    out = capsys.readouterr().out
    assert "raised KeyError: 'oops'" in out
    assert "returned None; the return statement may be missing" in out
    assert "returned '3481'; 3481 was expected" in out


def test_check_names_the_exercises_there_are(capsys):
    assert check("01_pears", pairs_reversed) is False
    assert "no exercise '01_pears', only 01_pairs" in capsys.readouterr().out


def test_check_wants_the_function_and_not_its_result(capsys):
    assert check("01_pairs", [("a", "b")]) is False
    assert "pass the function itself" in capsys.readouterr().out


def test_wrong_shape_is_named(capsys):
    check("02_join", lambda table, X: table[X].flatten(1)[:, :3])
    assert "returned the shape (4, 3); (4, 6) was expected" in capsys.readouterr().out


def test_first_wrong_number_is_named(capsys):
    check("01_mix", lambda counts, share: counts.new_full(counts.shape, 9, dtype=torch.float32))
    assert "returned 9 at [0, 0]; 0.3 was expected" in capsys.readouterr().out


def test_an_answer_that_changes_its_arguments_does_not_change_the_next_case(capsys):
    def in_place(counts, share):
        counts.mul_(0).add_(7)
        return counts

    check("01_mix", in_place)
    first = capsys.readouterr().out
    check("01_mix", in_place)
    assert capsys.readouterr().out == first


def test_numbers_and_tensors_of_one_number_are_the_same():
    def as_tensor(names, probabilities, stoi):
        answer = EXERCISES["01_loss"].answer(names, probabilities, stoi)
        return torch.tensor(answer, dtype=torch.float32)

    assert EXERCISES["01_loss"].hint(as_tensor) is None


def test_an_error_of_pytorch_is_not_taken_for_the_stub(capsys):
    check("01_network", lambda previous, weight: F.one_hot(previous, len(weight)).softmax(1))
    assert "not attempted" not in capsys.readouterr().out


def test_check_survives_whatever_an_answer_returns(capsys):
    from mlp_helpers import Splits

    assert check("01_pairs", lambda name: Splits(*name[:3])) is False
    assert check("01_pairs", lambda name: exit()) is False
    assert check(["01_pairs"], lambda name: name) is False


def test_whole_numbers_must_be_exact():
    right = EXERCISES["02_parameters"].answer
    assert EXERCISES["02_parameters"].hint(lambda *sizes: right(*sizes) + 1) is not None
