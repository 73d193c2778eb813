"""What the instruments do not see: does a part do what it is there for, on inputs of its own?

A repair that only quietens the instruments is none. Each function returns what is wrong, or None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import torch

import mlp_helpers.clinic.program as program
from mlp_helpers.clinic.patients import Patient

CLOSE = 1e-4


def examine(patient: Patient, part: str) -> str | None:
    """What a part does wrong, in words, or None."""
    wrong = EXAMINATIONS[part](patient)
    return f"The instruments are quiet, but {wrong}" if wrong else None


def _split(patient: Patient) -> str | None:
    train, dev = patient.program.split(patient.names, patient.seed)
    every, total = {*train, *dev}, len(set(patient.names))
    if every != set(patient.names):
        return f"of {total} names {total - len(every)} are in neither part"
    if not abs(len(train) - 0.9 * total) <= 1:
        return f"{len(train)} of {total} names are for training, and not nine tenths"
    if (train, dev) != patient.program.split(patient.names, patient.seed):
        return "a second call gives another split"
    return None


def _examples(patient: Patient) -> str | None:
    found, right = (
        Counter((*row, target) for row, target in zip(X.tolist(), Y.tolist(), strict=True))
        for X, Y in (one.examples(patient.names) for one in (patient.program, program))
    )
    lacking, extra = (right - found).total(), (found - right).total()
    if lacking or extra:
        return f"{lacking} of {right.total()} examples are missing, and {extra} are none"
    return None


def _start(patient: Patient) -> str | None:
    p, right = patient.program.start(7), program.start(7)
    for name, wanted in right.items():
        if p[name].shape != wanted.shape:
            return f"{name} has the shape {tuple(p[name].shape)}"
        ratio = (p[name].std() / wanted.std()).item() if wanted.any() else 1.0
        if not 0.1 <= ratio <= 3:
            return f"the numbers of {name} are {ratio:.3g} times as large as they should be"
    if all(torch.equal(p[name], patient.program.start(8)[name]) for name in p):
        return "another seed gives the same numbers"
    return None


def _logits(patient: Patient) -> str | None:
    p, X = program.start(7), torch.randint(0, 27, (40, 3), generator=_generator())
    p["W2"].data *= 100  # so that the hidden units count
    logits = patient.program.logits(p, X)
    found, right = logits.log_softmax(1), program.logits(p, X).log_softmax(1)
    if not (found - right).abs().max() <= CLOSE:
        return "the probabilities are others than those of these parameters"
    of_found, of_right = (torch.autograd.grad(of[:, 3].sum(), p["C"])[0] for of in (found, right))
    if not (of_found - of_right).abs().max() <= CLOSE:
        return "the gradient of C is another one than that of these logits"
    return None


def _loss(patient: Patient) -> str | None:
    logits = torch.randn(40, 27, generator=_generator()).requires_grad_()
    Y = torch.randint(0, 27, (40,), generator=_generator())
    found, right = patient.program.loss(logits, Y), program.loss(logits, Y)
    if not abs(found - right) <= CLOSE:
        return f"random logits have the loss {found.item():.4f}, and not {right.item():.4f}"
    slopes = [torch.autograd.grad(of, logits)[0] for of in (found, right)]
    if not (slopes[0] - slopes[1]).abs().max() <= CLOSE / len(Y):
        return "the gradient is another one than that of this loss"
    return None


def _step(patient: Patient) -> str | None:
    generator = _generator()
    ours, right = program.start(7), program.start(7)
    for rate in (0.1, 0.5):
        X, Y = (torch.randint(0, 27, shape, generator=generator) for shape in ((32, 3), (32,)))
        for p, step in ((ours, patient.program.step), (right, program.step)):
            step(p, program.loss(program.logits(p, X), Y), rate)
        for name in right:
            if not (ours[name] - right[name]).abs().max() <= CLOSE * rate:
                return f"{name} does not move by rate times gradient"
    return None


EXAMINATIONS: dict[str, Callable[[Patient], str | None]] = {
    "split": _split,
    "examples": _examples,
    "start": _start,
    "logits": _logits,
    "loss": _loss,
    "step": _step,
}


def _generator() -> torch.Generator:
    return torch.Generator().manual_seed(7)
