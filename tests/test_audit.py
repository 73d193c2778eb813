"""The audit of a report: one sound report, and that report with each fault planted."""

import dataclasses
import math
from collections import Counter
from pathlib import Path

import pytest

from mlp_helpers.audit import RULES, Report, audit, floor, known_share
from mlp_helpers.data import Splits

SPLITS = Splits(["anna", "olga", "emma", "mia"], ["ava", "lea", "maia"], ["noah", "ida", "zoe"])
DEV = {"counting": [2.10], "network": [2.05, 2.06, 2.04], "wide network": [2.07]}
SOUND = Report(
    splits=SPLITS,
    dev=DEV,
    baseline="counting",
    chosen="network",
    test={"network": 2.06, "counting": 2.11},
    known=0.1,
    known_control=0.12,
)
FAULTS = {
    "splits_are_apart": {"splits": SPLITS._replace(dev=["ava", "lea", "anna"])},
    "losses_are_numbers": {"dev": {**DEV, "wide network": [math.nan]}},
    "losses_are_possible": {"dev": {**DEV, "wide network": [0.1]}},
    "losses_beat_guessing": {"dev": {"counting": [3.4], "network": [3.30, 3.31, 3.32]}},
    "seeds_are_several": {"dev": {**DEV, "network": [2.05, 2.06]}},
    "counting_stands_beside": {"dev": {"network": DEV["network"]}},
    "lead_is_clear": {"dev": {**DEV, "counting": [2.055]}},
    "test_is_looked_at_once": {"test": {"network": 2.06, "wide network": 2.09}},
    "novelty_has_its_control": {"known_control": None},
}


def test_nothing_is_found_in_a_sound_report():
    assert audit(SOUND) == []


@pytest.mark.parametrize("rule", FAULTS)
def test_each_planted_fault_is_found_and_nothing_else(rule):
    found = audit(dataclasses.replace(SOUND, **FAULTS[rule]))
    assert [finding.rule for finding in found] == [rule]


def test_every_rule_has_its_fault_and_a_lesson_that_exists():
    assert FAULTS.keys() == {rule.__name__ for rule in RULES}
    lessons = Path(__file__).parents[1] / "notebooks"
    for lesson in RULES.values():
        assert (lessons / f"{lesson}.ipynb").is_file()


@pytest.mark.parametrize(
    ("changes", "rule", "says"),
    [
        ({"test": {}}, "test_is_looked_at_once", "was chosen among 3 on validation"),
        ({"test": {"network": math.nan}}, "losses_are_numbers", "network on test is no number"),
        ({"dev": {**DEV, "network": [2.0, math.inf, 2.1]}}, "losses_are_numbers", "network on dev"),
        ({"test": {"network": 0.0}}, "losses_are_possible", "has the loss 0.000 on test"),
        (
            {"dev": {**DEV, "counting": [2.0]}},
            "lead_is_clear",
            "is -0.0500 ± 0.0058 below",
        ),
        ({"splits": SPLITS._replace(test=["ava"])}, "splits_are_apart", "such as 'ava'"),
    ],
)
def test_other_forms_of_a_fault_are_found(changes, rule, says):
    found = {finding.rule: finding.says for finding in audit(dataclasses.replace(SOUND, **changes))}
    assert says in found[rule]


def test_counting_needs_no_seeds_and_leads_over_nothing():
    changes = {"chosen": "counting", "test": {"counting": 2.11}}
    assert audit(dataclasses.replace(SOUND, **changes)) == []


@pytest.mark.parametrize("dev", [{"counting": [2.1]}, {"counting": [2.1], "network": []}])
def test_a_report_without_its_model_is_refused(dev):
    with pytest.raises(ValueError, match="no validation loss of 'network', its model"):
        audit(dataclasses.replace(SOUND, dev=dev))


def test_the_floor_is_the_loss_of_the_best_table_of_whole_beginnings():
    names = ["ann", "anna", "bob", "ann"]
    counts = Counter()
    for name in names:
        counts.update((name[:i], f"{name}."[i]) for i in range(len(name) + 1))
    before = Counter()
    for (beginning, _), n in counts.items():
        before[beginning] += n
    total = sum(-math.log(counts[b, c] / before[b]) * n for (b, c), n in counts.items())
    assert math.isclose(floor(names), total / counts.total())
    assert floor(["emma"]) == 0


@pytest.mark.parametrize("share", [-0.1, 1.5, math.nan])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(ValueError, match="is no share"):
        dataclasses.replace(SOUND, known=share)


def test_an_empty_split_is_no_failure_of_the_audit():
    assert audit(dataclasses.replace(SOUND, splits=SPLITS._replace(test=[]))) == []


@pytest.mark.parametrize(
    ("lead", "clear"), [((0.05, 0.02), True), ((0.05, 0.025), False), (None, True)]
)
def test_a_lead_is_judged_by_the_standard_error_of_the_names_too(lead, clear):
    report = dataclasses.replace(SOUND, lead=lead)
    assert ("lead_is_clear" not in {finding.rule for finding in audit(report)}) == clear


def test_counting_needs_no_lead_over_itself():
    counting = {"chosen": "counting", "test": {"counting": 2.11}, "lead": (0.0, 0.1)}
    assert audit(dataclasses.replace(SOUND, **counting)) == []


def test_the_control_of_copies_is_per_name_of_each_list():
    drawn = ["ann", "bo", "ann", "kim", "zed", "lia", "max", "ann"]
    train, held_out = ["ann", "ann", "bo", "cy", "di"], ["kim", "joe", "joe", "joe"]
    assert known_share(drawn, train, held_out) == (0.5, 0.25)


def test_a_control_may_be_larger_than_one_and_a_share_may_not():
    known, control = known_share(["a", "b"], ["a", "c", "d", "e"], ["b"])
    assert (known, control) == (0.5, 2.0)
    assert audit(dataclasses.replace(SOUND, known=known, known_control=control)) == []
    for wrong in (-0.1, math.inf, math.nan):
        with pytest.raises(ValueError, match="is no control"):
            dataclasses.replace(SOUND, known_control=wrong)


@pytest.mark.parametrize("missing", range(3))
def test_a_share_of_no_names_is_refused(missing):
    lists = [["ann"], ["ann"], ["bo"]]
    lists[missing] = []
    with pytest.raises(ValueError, match="a share needs names"):
        known_share(*lists)


@pytest.mark.parametrize(("third", "clear"), [(2.06, False), (1.94, True)])
def test_a_lead_is_judged_by_the_standard_error_of_the_seeds(third, clear):
    """Seeds 2.00, 2.03 and 2.06: 2.06 is less than two standard errors (0.017) above their mean."""
    losses = [2.00, 2.03, third]
    report = dataclasses.replace(SOUND, dev={"counting": [2.06], "network": losses})
    assert ("lead_is_clear" not in {finding.rule for finding in audit(report)}) == clear
