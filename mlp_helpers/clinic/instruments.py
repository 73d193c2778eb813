"""Instruments: each measures one thing of a patient, and says whether it is as it must be.

None of them trains, so each takes some milliseconds. Limits are asked as `not x <= limit`, which is
an alarm for nan, too.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import Any, NamedTuple

import torch
from torch import Tensor

from mlp_helpers.clinic.patients import Patient

BATCH = 32
TOLERANCE = 1e-4  # float32 rounding stays below
FARTHEST = 0.1  # of all names: how far the shares of a first letter may lie apart
CHAINED = 50  # names whose examples are gone through


class Reading(NamedTuple):
    """What an instrument found, and whether that must not be."""

    alarm: bool
    text: str

    def __repr__(self) -> str:
        return f"{'ALARM' if self.alarm else 'quiet'}: {self.text}"


def overlap(patient: Patient) -> Reading:
    """Are names of validation in training, too?"""
    train, dev = patient.program.split(patient.names, patient.seed)
    shared = len(set(train) & set(dev))
    return Reading(shared > 0, f"{shared} of {len(set(dev))} validation names are in training, too")


def first_letters(patient: Patient) -> Reading:
    """Do the names of both parts begin alike? Alarm where a letter's shares lie 0.1 apart."""
    parts = patient.program.split(patient.names, patient.seed)
    a, b = (Counter(name[0] for name in part) for part in parts)
    apart = {c: abs(a[c] / a.total() - b[c] / b.total()) for c in a | b}
    letter = max(apart, key=apart.__getitem__)
    text = f"the shares of names with the first letter {letter} differ by {apart[letter]:.3f}"
    return Reading(apart[letter] > FARTHEST, text)


def chain(patient: Patient) -> Reading:
    """Does each context follow from the example before it?"""
    X, Y = patient.program.examples(sorted(patient.names)[:CHAINED])
    expected = [0] * X.shape[1]
    for i, (context, target) in enumerate(zip(X.tolist(), Y.tolist(), strict=True)):
        if context != expected:
            return Reading(True, f"example {i} has the context {context}, not {expected}")
        expected = [*context[1:], target] if target else [0] * X.shape[1]
    return Reading(False, f"{len(X)} examples follow from each other")


def first_loss(patient: Patient) -> Reading:
    """Is the loss before training that of a model that knows nothing, ln 27, up to 0.1?"""
    p, X, Y = _ready(patient)
    loss = patient.program.loss(patient.program.logits(p, X), Y).item()
    return Reading(not abs(loss - math.log(27)) <= 0.1, f"{loss:.3f}; ln 27 is {math.log(27):.3f}")


def sure_and_right(patient: Patient) -> Reading:
    """Is the loss 0 where the model is as sure as can be, and right?"""
    p, X, Y = _ready(patient)
    p["b2"].data[5] = 1_000.0
    loss = patient.program.loss(patient.program.logits(p, X), torch.full_like(Y, 5)).item()
    return Reading(not abs(loss) <= 0.001, f"sure and right has the loss {loss:.3f}")


def alone(patient: Patient) -> Reading:
    """Has an example the same logits alone as among others?"""
    p, X, _ = _ready(patient)
    together = patient.program.logits(p, X)
    each = torch.cat([patient.program.logits(p, row[None]) for row in X])
    apart = (together - each).abs().max().item()
    return Reading(not apart <= TOLERANCE, f"alone, a logit differs by up to {apart:.4f}")


def mean_of_rows(patient: Patient) -> Reading:
    """Is the loss of a batch the mean of its rows' losses?"""
    generator = torch.Generator().manual_seed(patient.seed)
    logits = torch.randn(BATCH, 27, generator=generator)
    Y = torch.randint(0, 27, (BATCH,), generator=generator)
    loss = patient.program.loss
    together = loss(logits, Y).item()
    each = sum(loss(a[None], b[None]).item() for a, b in zip(logits, Y, strict=True)) / BATCH
    text = f"together {together:.3f}, the mean of single rows {each:.3f}"
    return Reading(not abs(together - each) <= TOLERANCE, text)


def gradients(patient: Patient) -> Reading:
    """Has each parameter a gradient after one way back?"""
    p, X, Y = _ready(patient)
    patient.program.loss(patient.program.logits(p, X), Y).backward()
    without = [name for name, parameter in p.items() if parameter.grad is None]
    text = f"no gradient for {', '.join(without)}" if without else "each parameter has a gradient"
    return Reading(bool(without), text)


def moves(patient: Patient) -> Reading:
    """Does one step move each parameter?"""
    p, X, Y = _ready(patient)
    before = _copied(p)
    _step(patient, p, X, Y, rate=0.1)
    still = [name for name in p if torch.equal(before[name], p[name])]
    text = (
        f"one step does not move {', '.join(still)}" if still else "one step moves each parameter"
    )
    return Reading(bool(still), text)


def forgets(patient: Patient) -> Reading:
    """After a step with the rate 0, is the next one as long as without it?"""
    lengths = []
    for rates in ((0.1,), (0.0, 0.1)):
        p, X, Y = _ready(patient)
        before = _copied(p)
        for rate in rates:
            _step(patient, p, X, Y, rate)
        lengths.append(sum((p[name] - before[name]).norm().item() for name in p))
    growth = lengths[1] / lengths[0] if lengths[0] else 1.0  # what stands still, moves tells
    text = f"after a step with the rate 0, the next one is {growth:.2f} times as long"
    return Reading(not abs(growth - 1) <= TOLERANCE, text)


def downhill(patient: Patient) -> Reading:
    """Does a short step lower the loss of its own batch?"""
    p, X, Y = _ready(patient)
    before = _step(patient, p, X, Y, rate=0.01)
    after = patient.program.loss(patient.program.logits(p, X), Y).item()
    return Reading(not after < before, f"a short step changes the loss by {after - before:+.5f}")


INSTRUMENTS = (
    *(overlap, first_letters, chain, first_loss, sure_and_right, alone, mean_of_rows),
    *(gradients, moves, forgets, downhill),
)


def _ready(patient: Patient) -> tuple[dict[str, Tensor], Tensor, Tensor]:
    """Parameters before training, and one batch."""
    program = patient.program
    X, Y = program.examples(sorted(patient.names)[:CHAINED])
    drawn = torch.randint(
        0, len(X), (BATCH,), generator=torch.Generator().manual_seed(patient.seed)
    )
    return program.start(patient.seed), X[drawn], Y[drawn]


def _copied(p: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: parameter.detach().clone() for name, parameter in p.items()}


def _step(patient: Patient, p: dict[str, Any], X: Tensor, Y: Tensor, rate: float) -> float:
    loss = patient.program.loss(patient.program.logits(p, X), Y)
    patient.program.step(p, loss, rate)
    return float(loss.item())
