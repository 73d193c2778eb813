"""Training many models of one architecture at once, for searches and comparisons."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from operator import methodcaller
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
STEPS_IN_A_TURN = 20  # of both, before progress is told


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
    losses = np.zeros((steps, len(models)), dtype=np.float32)
    groups = []
    for part in _parts(models):
        drawn = batches(
            *as_arrays(X, Y), steps=steps, batch_size=batch_size, generators=generators[part]
        )
        groups.append(_Group(trained[part], drawn, rates[part], losses[:, part]))
    interrupted = False
    with Progress(steps, show=progress) as report, ThreadPoolExecutor(len(groups)) as pool:
        turn, in_turn = (1, map) if len(groups) == 1 else (STEPS_IN_A_TURN, pool.map)
        try:
            for start in range(0, steps, turn):
                upto = min(start + turn, steps)
                if not any(list(in_turn(methodcaller("run", upto), groups))):
                    break
                report.update(upto, losses)
        except KeyboardInterrupt:
            interrupted = report.interrupted = True
            if done := min(group.done for group in groups):
                report.update(done, losses)
    return [history for group in groups for history in group.close(interrupted)], trained


class _Group:
    """Models that are trained as one network, with `losses` (steps, models) to be filled."""

    def __init__(
        self,
        models: Sequence[Layer],
        drawn: Iterator[tuple[Any, Any]],
        rates: Sequence[Callable[[int], float]],
        losses: np.ndarray,
    ) -> None:
        self.models, self.drawn, self.rates, self.losses = models, drawn, rates, losses
        self.together = JoinedByHand(models)
        self.ended: dict[int, int] = {}  # the steps of each model whose loss was no number
        self.done = 0

    def run(self, upto: int) -> bool:
        """Make the steps below `upto`; whether a model is left to go on with."""
        while self.done < upto and len(self.ended) < len(self.models):
            rates = [rate(self.done) for rate in self.rates]
            with np.errstate(all="ignore"):  # of infinities and NaN the losses tell
                self._step(self.done, rates, *next(self.drawn))
            self.done += 1
        return len(self.ended) < len(self.models)

    def _step(self, step: int, rates: Sequence[float], x: Any, y: Any) -> None:
        self.losses[step] = values = np.asarray(self.together.losses(x, y))
        for member in np.flatnonzero(~np.isfinite(values)).tolist():
            if member not in self.ended:
                self.together.hand_out(member, self.models[member])
                self.ended[member] = step + 1
        self.together.backward()
        self.together.descend(np.array(rates, values.dtype).reshape(-1, 1, 1))

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
