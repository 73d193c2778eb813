"""The stored stacks and companies: those of the lessons, and what the page says about them."""

import re
from itertools import pairwise
from statistics import fmean, stdev

import jupytext
import pytest
import scale
import torch
from build_site import DOCS, ROOT, company_table, in_powers, stack_table

from mlp_helpers.layers import BatchNorm1d, Embedding, Flatten, Linear, Sequential, Tanh
from mlp_helpers.train import step_decay, train

HELD = scale.stored()
STACKS = {(each["function"], each["gain"]): each for each in HELD["stacks"]}
COMPANIES = {each["rows"]: each for each in HELD["companies"]}
MEANS = {rows: fmean(each["probabilities"]) for rows, each in COMPANIES.items()}
DEVIATIONS = {rows: stdev(each["probabilities"]) for rows, each in COMPANIES.items()}
SCALE, COMPANY, TEXT = (
    " ".join((DOCS / name).read_text(encoding="utf-8").split())
    for name in ("scale.html", "company.html", "scale.md")
)


def cells_of(lesson):
    """The sources of a lesson's code cells."""
    (path,) = (ROOT / "notebooks" / "src").glob(f"*_{lesson}.md")
    return [cell.source for cell in jupytext.read(path).cells if cell.cell_type == "code"]


def spread(name, gain, layer=40):
    return STACKS[name, gain]["spreads"][layer - 1]


# ------------------------------------------------------------------------------ the file


def test_every_gain_and_every_size_is_there():
    held = [HELD[name] for name in ("saturated", "context", "character")]
    assert held == [scale.SATURATED, scale.CONTEXT, scale.CHARACTER]
    assert list(STACKS) == [(name, gain) for name in scale.FUNCTIONS for gain in scale.GAINS]
    assert {0.5, 1, 1.2, 5 / 3, 2**0.5, 3} < set(scale.GAINS)
    assert list(scale.GAINS) == sorted(scale.GAINS)
    for (name, _), each in STACKS.items():
        assert len(each["spreads"]) == scale.LAYERS
        assert all(spread > 0 for spread in each["spreads"])
        assert ("saturated" in each) == (name == "tanh")
    assert tuple(COMPANIES) == scale.ROWS
    for rows, each in COMPANIES.items():
        assert len(each["probabilities"]) == scale.COMPANIES
        assert all(0 < p < 0.7 for p in each["probabilities"])  # the ends of the picture
        named = min(rows - 1, scale.NAMED)
        assert len(each["others"]) == scale.COMPANIES * named * len(scale.CONTEXT)


def test_the_file_is_small_and_written_as_the_tool_writes_it():
    text = scale.FILE.read_text(encoding="utf-8")
    assert len(text) < 60_000
    assert scale.as_text(HELD) == text


# ------------------------------------------------------------------- the lessons' numbers


@pytest.fixture(scope="module")
def lesson_stack():
    """The function that the lesson on scale measures its stacks with."""
    variables = {"torch": torch}
    (source,) = (cell for cell in cells_of("scale") if "def spreads_in_a_stack(" in cell)
    exec(source, variables)
    return variables["spreads_in_a_stack"]


@pytest.mark.parametrize("gain", [0.5, 1, 1.2, 2**0.5, 5 / 3, 3])
@pytest.mark.parametrize("name", scale.FUNCTIONS)
def test_the_stacks_are_those_of_the_lesson(name, gain, lesson_stack):
    spreads = lesson_stack(scale.FUNCTIONS[name], gain)
    assert STACKS[name, gain]["spreads"] == pytest.approx(spreads, rel=0.006)


@pytest.mark.parametrize("gain", [1, 5 / 3, 3])
def test_the_saturated_share_is_counted_after_the_same_stack(gain, lesson_stack):
    spreads, last = scale.stack(torch.tanh, gain)
    assert spreads == lesson_stack(torch.tanh, gain)
    share = ((last > 0.97) | (last < -0.97)).float().mean().item()
    assert STACKS["tanh", gain]["saturated"] == pytest.approx(share, abs=3e-4)


SETUP = ("import matplotlib", "names = load_names", "def pre_activations(", "SEED =")
TRAINING = ("in track(100_000)",)
ASKING = ("in_company[number]", "def in_evaluation(")
TENSORS = ("C", "W1", "b1", "W2", "b2", "gain", "bias", "running_mean", "running_std")


EVERY_STEP = "track(100_000)"


def after(marks, variables=None, steps=EVERY_STEP):
    """The variables after those cells of the lesson that hold one of the marks."""
    variables = {} if variables is None else variables
    cells = [cell for cell in cells_of("batch_norm") if any(mark in cell for mark in marks)]
    assert len(cells) == len(marks)
    assert marks == SETUP or sum(EVERY_STEP in cell for cell in cells) == 1
    for cell in cells:
        exec(cell.replace(EVERY_STEP, steps), variables)
    return variables


def test_the_training_is_that_of_the_lesson():
    """The first steps, number for number."""
    lesson = after(SETUP + TRAINING, steps="range(50)")
    ours = scale.trained(lesson["X"], lesson["Y"], steps=50)
    for name, tensor in zip(TENSORS, ours, strict=True):
        torch.testing.assert_close(tensor, lesson[name])


def train_in_place(lesson, steps):
    """The lesson's first steps, made by `train` in a quarter of the time of its own loop."""
    embedding, hidden, output = Embedding(27, 10), Linear(30, 200), Linear(200, 27)
    norm = BatchNorm1d(200, eps=0.0, momentum=0.001)
    embedding.weight, norm.gain, norm.bias = (lesson[name] for name in ("C", "gain", "bias"))
    hidden.weight, hidden.bias = lesson["W1"], lesson["b1"]
    output.weight, output.bias = lesson["W2"], lesson["b2"]
    model = Sequential([embedding, Flatten(), hidden, norm, Tanh(), output])
    fixed = {"lr": step_decay(0.1, 0.01, at=50_000), "generator": lesson["generator"]}
    train(model, lesson["X"], lesson["Y"], steps=steps, progress=False, **fixed)


def test_the_companies_are_those_of_the_lesson():
    """From its cells: `train` makes the first steps, its own loop the last, which the running
    statistics average over."""
    lesson = after(SETUP)
    train_in_place(lesson, steps=90_000)
    lesson = after(TRAINING + ASKING, lesson, steps="range(90_000, 100_000)")
    # Rounding, other on other processors, grows a little on the way.
    in_company = lesson["in_company"][: scale.COMPANIES].tolist()
    assert COMPANIES[32]["probabilities"] == pytest.approx(in_company, abs=2e-3)
    alone = lesson["in_evaluation"](lesson["context"])[0].softmax(0)[lesson["m"]]
    assert HELD["evaluation"] == pytest.approx(alone.item(), abs=2e-3)

    network = scale.Network(*(lesson[name] for name in TENSORS))
    for rows in (2, 1_024):
        again = scale.companies(network, lesson["X"], lesson["vocabulary"], rows)
        expected = COMPANIES[rows]["probabilities"]
        assert again["probabilities"] == pytest.approx(expected, abs=2e-3)
        assert again["others"] == COMPANIES[rows]["others"]


def test_a_company_of_equal_rows_is_refused(vocabulary):
    network = scale.trained(torch.zeros(4, 3, dtype=torch.long), torch.zeros(4).long(), steps=0)
    only = torch.tensor([vocabulary.encode(scale.CONTEXT)])
    with pytest.raises(ArithmeticError, match=r"A batch of 8 rows holds \.em only"):
        scale.companies(network, only, vocabulary, 8)


# --------------------------------------------------------------- what the page says in words


def test_the_tables_hold_what_is_stored():
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*)</tr>', stack_table())
    for gain, (label, row) in zip(scale.GAINS, rows, strict=True):
        assert ({"√2": 2**0.5, "5/3": 5 / 3}.get(label) or float(label)) == gain
        tanh, relu = ([in_powers(spread(n, gain, k)) for k in (1, 10, 40)] for n in scale.FUNCTIONS)
        saturated = f"{100 * STACKS['tanh', gain]['saturated']:.1f} %"
        assert re.findall(r"<td>(.*?)</td>", row) == [*tanh, saturated, *relu]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*)</tr>', company_table())
    for size, (label, row) in zip(scale.ROWS, rows, strict=True):
        assert label == f"{size:,}"
        each = COMPANIES[size]["probabilities"]
        numbers = [MEANS[size], DEVIATIONS[size], min(each), max(each)]
        assert re.findall(r"<td>(.*?)</td>", row) == [f"{number:.3f}" for number in numbers]


@pytest.mark.parametrize(
    ("spread", "text"),
    [
        (0.837, "0.837"), (0.0045, "0.00450"), (380.0, "380"), (97.3, "97.3"),
        (6.56e-13, "6.56 · 10<sup>−13</sup>"), (1460.0, "1.46 · 10<sup>3</sup>"),
    ],
)  # fmt: skip
def test_spreads_are_written_with_three_digits(spread, text):
    assert in_powers(spread) == text


def test_what_tanh_does_is_as_said():
    assert f"With 0.9 the spread is {spread('tanh', 0.9):.5f} after layer 40" in SCALE
    assert f"With 1 it is {spread('tanh', 1):.3f} and falls slowly" in SCALE
    for gain in (0.9, 1):
        assert all(spread("tanh", gain, k) > spread("tanh", gain, k + 10) for k in (10, 20, 30))
    assert "From 1.2 on it settles: after layer 10 it changes by less than 0.02." in SCALE
    for gain in scale.GAINS:
        late = STACKS["tanh", gain]["spreads"][9:]
        if gain >= 1.2:
            assert max(late) - min(late) < 0.02
        if gain < 1:
            assert late == sorted(late, reverse=True)
            assert late[-1] < 0.03
    settled = [spread("tanh", gain) for gain in scale.GAINS]
    shares = [STACKS["tanh", gain]["saturated"] for gain in scale.GAINS]
    assert settled == sorted(settled)
    assert shares == sorted(shares)
    shown = [f"{100 * STACKS['tanh', gain]['saturated']:.1f} %" for gain in (5 / 3, 2, 3)]
    first, second, third = shown
    assert f"{first} with 5/3, {second} with 2 and {third} with 3" in SCALE


def test_what_relu_does_is_as_said():
    assert "With ReLU none of these gains settles." in SCALE
    for gain in scale.GAINS:
        late = STACKS["ReLU", gain]["spreads"][9:]
        assert max(late) > 1.4 * min(late)
    assert (
        f"With 1.3 the spread is {spread('ReLU', 1.3):.4f} after layer 40, with √2 it is "
        f"{spread('ReLU', 2**0.5):.3f}, with 1.5 it is {spread('ReLU', 1.5):.2f}, and with 1.6 it "
        "has left the picture."
    ) in SCALE
    assert spread("ReLU", 1.6) > 10
    assert spread("ReLU", 3, layer=3) < 10 < spread("ReLU", 3, layer=4)
    ends = f"With 3 it leaves it at layer 4, and ends at about {spread('ReLU', 3):,.0f}."
    assert ends in SCALE


def test_a_curve_that_leaves_the_picture_stays_outside():
    """So that one word says where it does."""
    for each in STACKS.values():
        inside = [0.01 <= spread <= 10 for spread in each["spreads"]]
        assert inside == sorted(inside, reverse=True)


def test_what_the_companies_say_is_as_said():
    assert f"Evaluation mode says {HELD['evaluation']:.3f}." in COMPANY
    pairs = COMPANIES[2]["others"]
    beginnings = [
        p for i, p in enumerate(COMPANIES[2]["probabilities"]) if pairs[3 * i :][:3] == "..."
    ]
    assert f"{len(beginnings)} of the {scale.COMPANIES} dots lie upright in one line" in COMPANY
    assert set(beginnings) == {0.0855}
    assert COMPANIES[2]["probabilities"].count(0.0855) == len(beginnings)
    assert f"With 32 rows the standard deviation is {DEVIATIONS[32]:.3f}, a fifth" in COMPANY
    assert DEVIATIONS[32] / MEANS[32] == pytest.approx(0.2, abs=0.02)
    assert f"With 1,024 rows it is {DEVIATIONS[1_024]:.3f}." in COMPANY
    large = [f"{DEVIATIONS[rows]:.3f}" for rows in (64, 256, 1_024)]
    assert f"{large[0]} with 64 rows, {large[1]} with 256 and {large[2]} with 1,024." in COMPANY
    for rows in (64, 256):
        assert DEVIATIONS[4 * rows] / DEVIATIONS[rows] == pytest.approx(0.5, abs=0.03)
    assert f"it is {DEVIATIONS[2]:.3f} with 2 rows and {DEVIATIONS[8]:.3f} with 8" in COMPANY
    means = [f"{MEANS[rows]:.3f}" for rows in (2, 32, 1_024)]
    assert f"It is {means[0]} with 2 rows, {means[1]} with 32 and {means[2]} with" in COMPANY
    assert all(MEANS[one] < MEANS[other] for one, other in pairwise(scale.ROWS))


def test_the_rest_of_the_page_s_numbers_are_those_of_the_tool():
    assert (
        f"{scale.EXAMPLES:,} examples of {scale.UNITS} random numbers, of the spread 1, go through "
        f"{scale.LAYERS} layers of {scale.UNITS} units"
    ) in TEXT
    assert f"divided by √{scale.UNITS} and multiplied by the *gain*" in TEXT
    assert f"beyond ±{scale.SATURATED} is called *saturated*" in TEXT
    assert f"trained for {scale.STEPS:,} steps in the lesson" in TEXT
    assert f"{scale.COMPANIES} companies were tried" in TEXT
    assert f"in {scale.COMPANIES} companies of each size" in COMPANY
