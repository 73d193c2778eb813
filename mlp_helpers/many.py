"""Training many models of one architecture at once, for searches and comparisons."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Generator, Tensor

from mlp_helpers.engine.progress import Progress
from mlp_helpers.engine.steps import JoinedByHand, as_arrays, batches
from mlp_helpers.inputs import training as inputs
from mlp_helpers.inputs.many import check_generators, check_models, one_each
from mlp_helpers.inputs.training import LearningRate
from mlp_helpers.layers import Layer
from mlp_helpers.train import History

AnyLayer = TypeVar("AnyLayer", bound=Layer)
NUMBERS_FOR_TWO = 300_000  # parameters in all: with fewer, two threads wait for each other
STEPS_IN_A_TURN = 8  # of both, before progress is told


def train_many(
    models: Sequence[AnyLayer],
    X: Tensor,
    Y: Tensor,
    *,
    steps: int,
    lr: LearningRate | Sequence[LearningRate] | Tensor,
    batch_size: int = 32,
    generators: Sequence[Generator],
    progress: bool = True,
) -> tuple[list[History], list[AnyLayer]]:
    """Train a copy of each model, all in one batched program, as `train` would train it alone.

    The models have the same layers and shapes, and may differ in their weights. The same model may
    be given several times. If they are many, a second thread trains half of them, with the same
    results.

    Args:
        X, Y: int64 (N, context) and int64 (N,), from `build_dataset`.
        lr: one learning rate or schedule for all, or a sequence or a tensor (M,) with one for
            each model.
        generators: one for each model, for its batches: the same seed, the same batches.
        progress: show one updating line with the mean of the last losses.

    Returns:
        histories, trained: one of each for each model, in their order. The models given stay
        as they were. Losses and weights are those of single runs up to rounding.

    A model whose loss turns NaN or infinite stops there and the others go on: its history ends with
    that loss, its copy is from before. An interrupt ends all runs and returns what there is.

    Raises what `train` raises, but DivergenceError, and ValueError for models that are not alike.
    """
    inputs.check_numbers(steps=steps, batch_size=batch_size)
    models, generators = list(models), list(generators)
    rates = one_each(lr, len(models))
    check_models(models, X)
    check_generators(generators, len(models))
    for model in models:
        inputs.trainable_parameters(model)
    inputs.check_data(models[0], X, Y)  # the others have the same shapes

    trained = [copy.deepcopy(model) for model in models]
    losses = np.full((steps, len(models)), np.nan, dtype=np.float32)
    parts, groups = _parts(models), []
    for part in parts:
        drawn = batches(
            *as_arrays(X, Y), steps=steps, batch_size=batch_size, generators=generators[part]
        )
        groups.append(_Group(trained[part], drawn, losses[:, part]))
    turn = 1 if len(groups) == 1 else STEPS_IN_A_TURN
    interrupted = False
    with Progress(steps, show=progress) as report, ThreadPoolExecutor(len(groups)) as pool:
        try:
            for start in range(0, steps, turn):
                # Asked for here, in their order: a schedule may be any function.
                ahead = range(start, min(start + turn, steps))
                rates_ahead = np.array([[rate(step) for rate in rates] for step in ahead])
                _make_steps(groups, [rates_ahead[:, part] for part in parts], pool)
                if all(group.has_ended() for group in groups):
                    break
                report.update(ahead[-1] + 1, losses)
        except KeyboardInterrupt:
            interrupted = report.interrupted = True
            if done := max(group.done for group in groups):
                report.update(done, losses)
    return [history for group in groups for history in group.close(interrupted)], trained


def _make_steps(groups: list[_Group], rates: list[np.ndarray], pool: ThreadPoolExecutor) -> None:
    """A turn of all groups. An interrupt, which reaches only the main thread, ends it early."""
    if len(groups) == 1:
        return groups[0].run(rates[0])
    turns = [pool.submit(group.run, own) for group, own in zip(groups, rates, strict=True)]
    try:
        for one in turns:
            one.result()
    except KeyboardInterrupt:
        for group in groups:
            group.stopped = True
        wait(turns)
        raise


class _Group:
    """Models that are trained as one network, with `losses` (steps, models) to be filled."""

    def __init__(
        self, models: Sequence[Layer], drawn: Iterator[tuple[Any, Any]], losses: np.ndarray
    ) -> None:
        self.models, self.drawn, self.losses = models, drawn, losses
        self.together = JoinedByHand(models)
        self.ended: dict[int, int] = {}  # the steps of each model whose loss was no number
        self.done = 0
        self.stopped = False

    def has_ended(self) -> bool:
        """Whether no model is left to go on with."""
        return len(self.ended) == len(self.models)

    def run(self, rates: np.ndarray) -> None:
        """Make a step with each row of rates (steps, models)."""
        for own in rates:
            if self.stopped or self.has_ended():
                return
            with np.errstate(all="ignore"):  # of infinities and NaN the losses tell
                self._step(self.done, own, *next(self.drawn))
            self.done += 1

    def _step(self, step: int, rates: np.ndarray, x: Any, y: Any) -> None:
        self.losses[step] = values = np.asarray(self.together.losses(x, y))
        for member in np.flatnonzero(~np.isfinite(values)).tolist():
            if member not in self.ended:
                self.together.hand_out(member, self.models[member])
                self.ended[member] = step + 1
        self.together.backward()
        self.together.descend(rates.astype(values.dtype).reshape(-1, 1, 1))

    def close(self, interrupted: bool) -> list[History]:
        """Hand the weights out, and return what each model's run leaves behind."""
        for member, model in enumerate(self.models):
            if member not in self.ended:
                self.together.hand_out(member, model)
        return [
            History(
                torch.from_numpy(self.losses[: self.ended.get(member, self.done), member].copy()),
                interrupted and member not in self.ended,
            )
            for member in range(len(self.models))
        ]


def _parts(models: Sequence[Layer]) -> list[slice]:
    """Which models go together: all, or the two halves if there are two cores and enough to do."""
    numbers = len(models) * sum(tensor.numel() for tensor in models[0].parameters())
    if numbers < NUMBERS_FOR_TWO or len(models) < 2 or (os.cpu_count() or 1) < 2:
        return [slice(None)]
    half = len(models) // 2
    return [slice(half), slice(half, None)]
