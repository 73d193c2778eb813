"""Training many models of one architecture at once, for searches and comparisons."""

from __future__ import annotations

import copy
import functools
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self, TypeVar

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
    be given several times. If they have many parameters in all, a second thread trains half of
    them, with the same results.

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
    ended: dict[int, int] = {}  # how many steps the models made whose loss was no number
    done, interrupted = 0, False
    together = _Together(trained)
    with Progress(steps, show=progress) as report:
        try:
            drawn = batches(
                *as_arrays(X, Y), steps=steps, batch_size=batch_size, generators=generators
            )
            with together:
                for step, (x, y) in enumerate(drawn):
                    step_rates = [rate(step) for rate in rates]
                    with np.errstate(all="ignore"):  # of infinities and NaN the losses tell
                        losses[step] = values = together.losses(x, y)
                        for member in np.flatnonzero(~np.isfinite(values)).tolist():
                            if member not in ended:
                                together.hand_out(member, trained[member])
                                ended[member] = step + 1
                        if len(ended) == len(models):
                            break
                        together.update(np.array(step_rates, values.dtype).reshape(-1, 1, 1))
                    done = step + 1
                    report.update(done, losses)
        except KeyboardInterrupt:
            interrupted = True
            report.interrupted = True
    for member, model in enumerate(trained):
        if member not in ended:
            together.hand_out(member, model)
    histories = [
        History(
            torch.from_numpy(losses[: ended.get(member, done), member].copy()),
            interrupted and member not in ended,
        )
        for member in range(len(models))
    ]
    return histories, trained


class _Together:
    """All models in one network, or in two of half of them: a second thread works on the other.

    Both make each step together. A context manager: at its end the second thread is at rest.
    """

    def __init__(self, models: Sequence[Layer]) -> None:
        self.parts = _parts(models)
        self.networks = [JoinedByHand(models[part]) for part in self.parts]
        self.second = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        if len(self.parts) > 1:
            self.second.submit(int).result()  # its thread begins here, and not within a step
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        interrupted = False
        while len(self.parts) > 1:
            try:  # an interrupted shutdown would not wait; this comes after what is at work
                self.second.submit(int).result()
                break
            except KeyboardInterrupt:
                interrupted = True
        self.second.shutdown()
        if interrupted and kind is None:
            raise KeyboardInterrupt

    def losses(self, x: Any, y: Any) -> np.ndarray:
        """The mean loss of one batch for each model (M,)."""
        return np.concatenate(self._each(_losses, x, y))

    def update(self, rates: np.ndarray) -> None:
        """One step of gradient descent after these losses, with rates (M, 1, 1)."""
        self._each(_update, rates)

    def _each(self, work: Callable[..., Any], *arrays: Any) -> list[Any]:
        """What `work` gives for each network and its part of the arrays."""
        first, *others = [
            functools.partial(work, network, *(array[part] for array in arrays))
            for network, part in zip(self.networks, self.parts, strict=True)
        ]
        begun = [self.second.submit(other) for other in others]
        return [first(), *(other.result() for other in begun)]

    def hand_out(self, member: int, model: Layer) -> None:
        """Copy what belongs to a member into the layers of a model of its own."""
        half = len(self.parts) > 1 and member >= self.parts[1].start
        self.networks[half].hand_out(member - (self.parts[half].start or 0), model)


@np.errstate(all="ignore")  # which another thread does not take over
def _losses(network: JoinedByHand, x: Any, y: Any) -> np.ndarray:
    return np.asarray(network.losses(x, y))


@np.errstate(all="ignore")
def _update(network: JoinedByHand, rates: np.ndarray) -> None:
    network.backward()
    network.descend(rates)


def _parts(models: Sequence[Layer]) -> list[slice]:
    """Which models go together: all, or the two halves if there are two cores and enough to do."""
    numbers = len(models) * sum(tensor.numel() for tensor in models[0].parameters())
    if numbers < NUMBERS_FOR_TWO or len(models) < 2 or (os.cpu_count() or 1) < 2:
        return [slice(None)]
    half = len(models) // 2
    return [slice(half), slice(half, None)]
