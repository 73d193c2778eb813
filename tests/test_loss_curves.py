"""The stored runs of the loss curve: complete, repeatable, and what the page says about them."""

import re
from statistics import fmean

import jupytext
import loss_curves
import pytest
import torch
from build_site import DOCS, ROOT, loss_ends

from mlp_helpers.data import build_dataset
from mlp_helpers.train import evaluate

HELD = loss_curves.stored()
RUNS = {(run["rate"], run["drop"]): run for run in HELD["runs"]}
ENDS = {pair: fmean(run["ends"]) for pair, run in RUNS.items()}
PAGE = " ".join((DOCS / "loss_curve.html").read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def all_examples(names, vocabulary):
    return build_dataset(names, vocabulary, context=loss_curves.CONTEXT)


def spread(pair):
    return max(RUNS[pair]["ends"]) - min(RUNS[pair]["ends"])


# ------------------------------------------------------------------------------ the file


def test_every_pair_of_a_rate_and_a_drop_is_there_with_all_its_blocks():
    expected = [(rate, drop) for rate in loss_curves.RATES for drop in loss_curves.DROPS]
    assert [(run["rate"], run["drop"]) for run in HELD["runs"]] == expected
    assert (HELD["steps"], HELD["block"]) == (loss_curves.STEPS, loss_curves.BLOCK)
    assert HELD["share"] == loss_curves.SHARE
    for (_, drop), run in RUNS.items():
        assert len(run["ends"]) == len(loss_curves.STARTS)
        blocks = (HELD["steps"] - (drop or 0)) // HELD["block"]
        for lowest, mean, highest in zip(run["lowest"], run["mean"], run["highest"], strict=True):
            assert 0 < lowest <= mean <= highest
        assert len(run["mean"]) == blocks


def test_the_file_is_small_and_written_as_the_tool_writes_it():
    text = loss_curves.FILE.read_text(encoding="utf-8")
    assert len(text) < 60_000
    assert loss_curves.as_text(HELD["runs"]) == text


def test_a_training_comes_out_again(all_examples):
    """From the start to the end; the blocks before a drop are those of the run without one."""
    rate, drop = 0.2, 10_000
    histories, models = loss_curves.train_pairs([(rate, drop)], *all_examples)
    again = loss_curves.block_means(histories)
    before, after = RUNS[rate, None], RUNS[rate, drop]
    for line, found in [
        ("mean", again.mean(0)), ("lowest", again.amin(0)), ("highest", again.amax(0))
    ]:  # fmt: skip
        noted = before[line][: drop // loss_curves.BLOCK] + after[line]
        # Rounding, other on other processors, grows a little on the way.
        torch.testing.assert_close(found, torch.tensor(noted), atol=5e-3, rtol=0)
    ends = [evaluate(model, *all_examples) for model in models]
    assert ends == pytest.approx(after["ends"], abs=2e-3)


@pytest.mark.parametrize("start", loss_curves.STARTS)
def test_the_network_is_that_of_the_lesson(start):
    (lesson,) = (ROOT / "notebooks" / "src").glob("*_learning_rate.md")
    code = [cell.source for cell in jupytext.read(lesson).cells if cell.cell_type == "code"]
    (build,) = (source for source in code if "def network(" in source)
    variables = {}
    for source in (code[0], build):  # the imports, then the function
        exec(source, variables)
    ours, theirs = loss_curves.network(start), variables["network"](start)
    for one, other in zip(ours.parameters(), theirs.parameters(), strict=True):
        assert torch.equal(one, other)


def test_a_run_that_diverges_is_refused(all_examples):
    with pytest.raises(ArithmeticError, match=r"The rate 3e\+38 with the drop None ends at step"):
        loss_curves.train_pairs([(0.1, 2_500), (3e38, None)], *all_examples, steps=250)


# --------------------------------------------------------------- what the page says in words


def test_the_table_holds_the_ends_and_the_loss_at_the_first_drop():
    head, *_ = loss_ends().splitlines()
    assert re.findall(r">([^<>]+)</th>", head) == [
        "rate", "at step 2,500", "drop at 2,500", "drop at 5,000", "drop at 10,000",
        "drop at 15,000", "drop at 17,500", "no drop",
    ]  # fmt: skip
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*)</tr>', loss_ends())
    assert [float(rate) for rate, _ in rows] == list(loss_curves.RATES)
    for rate, (_, row) in zip(loss_curves.RATES, rows, strict=True):
        losses = [RUNS[rate, None]["mean"][9], *(ENDS[rate, drop] for drop in loss_curves.DROPS)]
        assert re.findall(r"<td>(.*?)</td>", row) == [f"{loss:.3f}" for loss in losses]


def test_the_early_winner_and_the_ends_without_a_drop_are_as_said():
    early = {rate: RUNS[rate, None]["mean"][9] for rate in loss_curves.RATES}
    best = min(early, key=early.get)
    assert f"At step 2,500 the rate {best:g} is lowest, at {early[best]:.2f}." in PAGE
    plateau = [ENDS[rate, None] for rate in loss_curves.RATES if 0.03 <= rate <= 1]
    others = [ENDS[rate, None] for rate in loss_curves.RATES if not 0.03 <= rate <= 1]
    assert f"from 0.03 to 1 lie between {min(plateau):.3f} and {max(plateau):.3f}" in PAGE
    assert max(plateau) < min(others)
    assert plateau not in (sorted(plateau), sorted(plateau, reverse=True))
    ends = RUNS[0.3, None]["ends"]
    assert f"rate 0.3 alone reach from {min(ends):.3f} to {max(ends):.3f}" in PAGE
    assert spread((0.3, None)) > max(plateau) - min(plateau)


def test_what_drops_do_is_as_said():
    with_drop, without = ENDS[0.3, 10_000], ENDS[0.3, None]
    assert f"10,000 steps ends at {with_drop:.3f} in place of {without:.3f}" in PAGE
    *drops, never = loss_curves.DROPS
    for drop in drops:
        pairs = zip(RUNS[0.003, drop]["ends"], RUNS[0.003, never]["ends"], strict=True)
        assert all(dropped > kept for dropped, kept in pairs)

    for rate in (0.1, 0.3):
        assert [ENDS[rate, drop] for drop in drops] == sorted(
            (ENDS[rate, drop] for drop in drops), reverse=True
        )
    assert [ENDS[1.5, drop] for drop in drops] == sorted(ENDS[1.5, drop] for drop in drops)
    at_one = [ENDS[1, drop] for drop in drops]
    assert max(at_one) - min(at_one) < max(spread((1, drop)) for drop in drops)


def test_the_winner_and_its_neighbour_are_as_said():
    first, second = sorted(ENDS, key=ENDS.get)[:2]
    assert (
        f"The lowest of these {len(ENDS)} ends is {ENDS[first]:.3f}, at the rate {first[0]:g}, and "
        f"the next is {ENDS[second]:.3f}, at {second[0]:g}."
    ) in PAGE
    assert f"reach over {spread(first):.3f} and {spread(second):.3f}" in PAGE
    assert ENDS[second] - ENDS[first] < min(spread(first), spread(second)) / 4


def test_chance_is_as_said():
    """Neighbouring means over 1,000 steps, in the second half of the trainings without a drop."""
    apart = {}
    for rate in loss_curves.RATES:
        means = torch.tensor(RUNS[rate, None]["mean"]).view(-1, 1_000 // HELD["block"]).mean(1)
        apart[rate] = means[len(means) // 2 :].diff().std().item()
    up_to_1 = [apart[rate] for rate in loss_curves.RATES if rate <= 1]
    assert "at rates up to 1, means over 1,000 steps differ by about 0.006 without a cause" in PAGE
    assert 0.004 < min(up_to_1) < fmean(up_to_1) < max(up_to_1) < 0.009
    assert f"{fmean(up_to_1):.3f}" == "0.006"
    assert min(apart[rate] for rate in loss_curves.RATES if rate > 1) > 0.05


def test_the_rest_of_the_page_s_numbers_are_those_of_the_runs(names):
    text = " ".join((DOCS / "loss_curve.md").read_text(encoding="utf-8").split())
    parameters = sum(each.numel() for each in loss_curves.network(0).parameters())
    assert f"has {parameters:,} parameters and reads three characters" in text
    assert f"for {HELD['steps']:,} steps, from five *starts*" in text
    assert f"blocks of {HELD['block']} steps" in PAGE
    assert f"all {len(names):,} names" in PAGE
