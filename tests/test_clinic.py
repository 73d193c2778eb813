"""The debugging clinic: its checks are seen to fail, and its instruments to find each fault.

The verdicts are read from the executed lessons, which `make test` compares with a fresh run.
"""

import itertools
import random
import re
from pathlib import Path

import nbformat
import pytest
import torch

from mlp_helpers.clinic import blind_round, instruments, program, treat
from mlp_helpers.clinic.faults import FAULTS
from mlp_helpers.clinic.instruments import INSTRUMENTS
from mlp_helpers.clinic.patients import PARTS, Patient
from mlp_helpers.data import Vocabulary, build_dataset, load_names

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
CALL = re.compile(r"^verdict\((\w+), (\w+), (\w+)\)$", re.MULTILINE)
CASES = {"19_clinic": 9, "20_instruments": 7}  # with the one that shows the method
JUDGED = [
    (lesson, cell)
    for lesson in CASES
    for cell in nbformat.read(NOTEBOOKS / f"{lesson}.ipynb", as_version=4).cells
    if cell.cell_type == "code" and CALL.search(cell.source)
]
NAMES = load_names()
SEEDS = range(50)
SIZE = 1_000  # names of a patient

# What the lesson names for each fault.
FOUND_BY = {
    "validation names in training": {"overlap"},
    "cut without shuffling": {"first_letters"},
    "the answer in the context": {"chain"},
    "names run into each other": {"chain"},
    "the end of a name left out": {"chain"},
    "W1 asks for no gradient": {"gradients", "moves"},
    "output layer not scaled": {"first_loss"},
    "softmax taken twice": {"sure_and_right"},
    "softmax over the batch": {"sure_and_right", "alone"},
    "mean of the batch taken off": {"alone"},
    "history of the embedding cut": {"gradients", "moves"},
    "sum in place of mean": {"first_loss", "mean_of_rows"},
    "no logarithm": {"first_loss", "sure_and_right"},
    "each row against each target": {"mean_of_rows"},
    "gradients add up": {"forgets"},
    "uphill": {"downhill"},
    "one parameter left out": {"moves"},
}


def patient(seed, fault=None, size=SIZE):
    return Patient(random.Random(seed).sample(NAMES, size), seed, fault)


def alarms(one):
    return {instrument.__name__ for instrument in INSTRUMENTS if instrument(one).alarm}


def test_each_case_ends_with_a_verdict_by_a_check_of_its_own():
    for lesson, cases in CASES.items():
        checks = [CALL.search(cell.source)[1] for where, cell in JUDGED if where == lesson]
        assert len(checks) == len(set(checks)) == cases


@pytest.mark.parametrize(
    "cell", [cell for _, cell in JUDGED], ids=lambda c: CALL.search(c.source)[1]
)
def test_a_check_fails_on_the_faulty_version_and_passes_on_the_repaired_one(cell):
    _, faulty, repaired = CALL.search(cell.source).groups()
    first, second, *_ = cell.outputs[0].text.splitlines()
    assert first.startswith(f"{faulty}: FAILS, ")
    assert second == f"{repaired}: passes"


def test_the_sound_program_learns_and_builds_what_the_course_builds():
    chart = patient(1, size=5_000).chart(steps=1_000)
    assert chart.training < 2.5
    assert abs(chart.validation - chart.training) < 0.1
    vocabulary = Vocabulary.from_names(NAMES)
    X, Y = build_dataset(NAMES[:100], vocabulary, context=3)
    ours = program.examples(NAMES[:100])
    assert torch.equal(ours[0], X)
    assert torch.equal(ours[1], Y)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_changes_its_part_and_no_other(fault):
    sick, sound = patient(1, fault), patient(1)
    changed = [part for part in PARTS if sick.source(part) != sound.source(part)]
    assert changed == [FAULTS[fault].part]


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_by_the_instruments_that_the_lesson_names(fault):
    for seed in SEEDS:
        assert alarms(patient(seed, fault)) == FOUND_BY[fault], seed


def test_sound_programs_set_off_no_alarm():
    assert [alarms(patient(seed)) for seed in SEEDS] == [set()] * len(SEEDS)


def test_in_a_small_sample_first_letters_raises_false_alarms():
    wrong = sum(instruments.first_letters(patient(seed, size=200)).alarm for seed in SEEDS)
    assert 15 < wrong < 40


def test_a_round_has_six_different_faults_and_another_seed_others():
    rounds = [[one.fault for one in blind_round(NAMES[:500], seed).values()] for seed in range(20)]
    assert all(len(set(faults)) == 6 for faults in rounds)
    assert rounds[3] == [one.fault for one in blind_round(NAMES[:500], 3).values()]
    assert len(set(map(tuple, rounds))) == len(rounds)
    assert set(FAULTS) == {fault for faults in rounds for fault in faults}


def test_nothing_of_a_patient_that_is_printed_names_its_fault():
    for one in blind_round(NAMES[:20], 3).values():
        assert one.fault not in repr(one)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_sound_part_heals_and_every_other_part_does_not(fault, capsys):
    one = patient(2, fault)
    for part in PARTS:
        assert treat(one, part, getattr(program, part)) is (part == FAULTS[fault].part)
    said = capsys.readouterr().out.splitlines()
    assert said.count(f"✓ well. It was: {fault}.") == 1
    assert sum(line.startswith("✗ not yet. ") for line in said) == len(PARTS) - 1


def test_treatments_that_are_none(capsys):
    one = patient(2, "uphill")

    def stub(*inputs):
        raise NotImplementedError

    assert not treat(one, "step", stub)
    assert not treat(one, "stepp", program.step)
    assert not treat(one, "step", lambda p, loss: None)
    first, second, third = capsys.readouterr().out.splitlines()
    assert first == "○ not attempted yet."
    assert second == f"✗ there is no part 'stepp', only {', '.join(PARTS)}."
    assert "It stops with TypeError: " in third


def splits_that_lose_names(names, seed):
    train, _ = program.split(names, seed)
    _, dev = program.split(names, seed + 1)
    return [name for name in train if name not in set(dev)], dev


CALLS = itertools.count()


def examples_but(change):
    return lambda names: program.examples([change(name) for name in names])


def stepping(rule):
    def step(p, loss, rate):
        for parameter in p.values():
            parameter.grad = None
        loss.backward()
        for parameter in p.values():
            parameter.data -= rule(rate, parameter)

    return step


QUIET_BUT_WRONG = [
    ("split", splits_that_lose_names, "are in neither part"),
    ("split", lambda names, seed: program.split(names, seed)[::-1], "not nine tenths"),
    ("split", lambda names, seed: program.split(names, next(CALLS)), "a second call"),
    ("examples", examples_but(lambda name: name[:-1]), "examples are missing"),
    ("examples", examples_but(lambda name: name[::-1]), "examples are missing"),
    ("examples", lambda names: program.examples(names[::2]), "examples are missing"),
    ("start", lambda seed: program.start(1), "another seed gives the same"),
    (
        "start",
        lambda seed: {k: (v.detach() * (1 + 9 * (k == "W1"))).requires_grad_()
                      for k, v in program.start(seed).items()},
        "10 times as large",
    ),
    (
        "logits",
        lambda p, X: program.logits(p, X.clone().index_fill(1, torch.tensor([0]), 0)),
        "the probabilities are others",
    ),
    ("loss", lambda a, Y: torch.nn.functional.cross_entropy(3 * a, Y), "have the loss"),
    ("loss", lambda a, Y: program.loss(1e-3 * a + (1 - 1e-3) * a.detach(), Y), "the gradient is"),
    ("step", stepping(lambda rate, q: rate * q.grad / 2), "does not move by rate times"),
    ("step", stepping(lambda rate, q: rate * q.grad.sign() / 100), "does not move by rate times"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "function", "words"), QUIET_BUT_WRONG)
def test_a_repair_that_only_quietens_the_instruments_is_refused(part, function, words, capsys):
    one = patient(2)
    assert alarms(one.treated(part, function)) == set()
    assert not treat(one, part, function)
    assert words in capsys.readouterr().out


@pytest.mark.parametrize("function", [
    lambda a, Y: -(a.softmax(1) * float("nan"))[range(len(Y)), Y].mean(),
    lambda a, Y: torch.nn.functional.cross_entropy(a, Y, ignore_index=5),
])  # fmt: skip
def test_a_loss_that_is_nan_is_an_alarm(function):
    assert alarms(patient(2).treated("loss", function))


def step_that_clears_afterwards(p, loss, rate):
    loss.backward()
    for parameter in p.values():
        parameter.data -= rate * parameter.grad
        parameter.grad = None


def step_by_autograd(p, loss, rate):
    for parameter, slope in zip(p.values(), torch.autograd.grad(loss, [*p.values()]), strict=True):
        parameter.data -= rate * slope


@pytest.mark.parametrize("step", [step_that_clears_afterwards, step_by_autograd])
def test_other_ways_to_step_are_right_too(step):
    assert treat(patient(2, "gradients add up"), "step", step)


def test_treatments_add_up():
    one = patient(2).treated("step", program.step).treated("loss", program.loss)
    assert set(one.mended) == {"step", "loss"}


def test_a_fault_whose_text_is_not_there_is_refused(monkeypatch):
    monkeypatch.setitem(FAULTS, "uphill", FAULTS["uphill"]._replace(sound="*="))
    with pytest.raises(ValueError, match="stands 0 times in the program"):
        patient(1, "uphill").source("step")


def test_a_part_that_is_none_has_no_source():
    with pytest.raises(KeyError):
        patient(1).source("stepp")
