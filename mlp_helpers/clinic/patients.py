"""Patients: the program with one fault planted, told apart only by a letter."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import torch

from mlp_helpers.clinic.faults import FAULTS

SOURCE = Path(__file__).with_name("program.py").read_text(encoding="utf-8")
PARTS = ("split", "examples", "start", "logits", "loss", "step")


class Chart(NamedTuple):
    """Losses of a short training: of its first batch, and of both parts of the names at its end."""

    first: float
    training: float
    validation: float


@dataclass(frozen=True)
class Patient:
    """A program and the names it is run on. `seed` draws its split, its start and its batches.

    `fault` is a key of FAULTS, or None for a sound one; `mended` holds a reader's own functions by
    the name of the part whose place they take.
    """

    names: Sequence[str]
    seed: int
    fault: str | None = field(default=None, repr=False)
    mended: Mapping[str, Callable[..., Any]] = field(default_factory=dict, repr=False)

    @cached_property
    def program(self) -> SimpleNamespace:
        """The six parts as functions: split, examples, start, logits, loss, step."""
        variables: dict[str, Any] = {}
        exec(self._text(), variables)
        return SimpleNamespace(**{part: variables[part] for part in PARTS} | dict(self.mended))

    def source(self, part: str) -> str:
        """The text of a part, to read and to mend. Raises KeyError if there is no such part."""
        text = self._text()
        found = {n.name: n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)}
        return ast.get_source_segment(text, found[part]) or ""

    def chart(self, steps: int = 500) -> Chart:
        """Train with batches of 32 and the rate 0.1, and measure."""
        program, generator = self.program, torch.Generator().manual_seed(self.seed)
        (X, Y), (dev_X, dev_Y) = map(program.examples, program.split(self.names, self.seed))
        p, losses = program.start(self.seed), []
        for _ in range(steps):
            batch = torch.randint(0, len(X), (32,), generator=generator)
            loss = program.loss(program.logits(p, X[batch]), Y[batch])
            losses.append(loss.item())
            program.step(p, loss, 0.1)
        with torch.no_grad():
            training = program.loss(program.logits(p, X), Y).item()
            validation = program.loss(program.logits(p, dev_X), dev_Y).item()
        return Chart(losses[0], training, validation)

    def treated(self, part: str, function: Callable[..., Any]) -> Patient:
        """This patient with a reader's own function as one of its parts, beside earlier ones."""
        return replace(self, mended={**self.mended, part: function})

    def _text(self) -> str:
        if self.fault is None:
            return SOURCE
        _, sound, faulty = FAULTS[self.fault]
        if SOURCE.count(sound) != 1:
            raise ValueError(
                f"{sound!r} stands {SOURCE.count(sound)} times in the program, not once."
            )
        return SOURCE.replace(sound, faulty)


def blind_round(names: Sequence[str], seed: int) -> dict[str, Patient]:
    """Six patients under the letters A to F, with six different faults drawn by `seed`."""
    drawn = random.Random(seed).sample(sorted(FAULTS), 6)
    return {
        letter: Patient(tuple(names), seed, fault)
        for letter, fault in zip("ABCDEF", drawn, strict=True)
    }
