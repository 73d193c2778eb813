"""Training many models of one architecture at once, for searches and comparisons."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TypeVar

import numpy as np
import torch
from torch import Generator, Tensor

from mlp_helpers.engine.inputs import (
    LearningRate,
    as_schedule,
    check_data,
    check_generator,
    check_numbers,
    trainable_parameters,
)
from mlp_helpers.engine.progress import Progress
from mlp_helpers.engine.steps import JoinedByHand, as_arrays, batches, trains_by_hand
from mlp_helpers.layers import Dropout, Layer
from mlp_helpers.train import History

AnyLayer = TypeVar("AnyLayer", bound=Layer)


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

    The models have the same layers and shapes, and may differ in their weights: in their seed
    or their initial scale. The same model may be given several times.

    Args:
        X, Y: int64 (N, context) and int64 (N,), from `build_dataset`.
        lr: one learning rate or schedule for all, or a sequence or a tensor (M,) with one for
            each model.
        generators: one for each model, to draw its batches. With the same seed in each, all
            models see the same batches.
        progress: show one updating line with the mean of the last losses that are numbers.

    Returns:
        histories, trained: one of each for each model, in their order. The models given stay
        as they were. Losses and weights are those of single runs up to rounding.

    A model whose loss turns NaN or infinite stops there and the others go on: its history then
    ends with that loss, and the copy is the one from before. An interrupt from the keyboard ends
    all runs and returns what there is.

    Raises what `train` raises, but for DivergenceError, and ValueError for models that are not
    alike or have other layers than those of this package.
    """
    check_numbers(steps=steps, batch_size=batch_size)
    models, generators = list(models), list(generators)
    rates = _one_each(lr, len(models))
    _check_models(models, X)
    _check_generators(generators, len(models))
    for model in models:
        trainable_parameters(model)
    check_data(models[0], X, Y)  # the others have the same shapes

    trained = [copy.deepcopy(model) for model in models]
    together = JoinedByHand(trained)
    losses = np.zeros((steps, len(models)), dtype=np.float32)
    ended: dict[int, int] = {}  # how many steps the models made whose loss was no number
    done = 0
    interrupted = False
    with Progress(steps, show=progress) as report:
        try:
            drawn = batches(
                *as_arrays(X, Y),
                steps=steps,
                batch_size=batch_size,
                generators=generators,
            )
            for step, (x, y) in enumerate(drawn):
                step_rates = [rate(step) for rate in rates]
                losses[step] = values = np.asarray(together.losses(x, y))
                for member in np.flatnonzero(~np.isfinite(values)).tolist():
                    if member not in ended:
                        together.hand_out(member, trained[member])
                        ended[member] = step + 1
                if len(ended) == len(models):
                    break
                together.backward()
                together.descend(np.array(step_rates, values.dtype).reshape(-1, 1, 1))
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


def _one_each(
    lr: LearningRate | Sequence[LearningRate] | Tensor | np.ndarray, M: int
) -> list[Callable[[int], float]]:
    """A schedule for each of M models."""
    if isinstance(lr, Tensor | np.ndarray):
        lr = lr.tolist()
    rates = list(lr) if isinstance(lr, Sequence) else [lr] * M
    if len(rates) != M:
        raise ValueError(f"there are {len(rates)} learning rates for {M} models.")
    return [as_schedule(rate) for rate in rates]


def _check_generators(generators: Sequence[Generator], M: int) -> None:
    for generator in generators:
        check_generator(generator)
    if len(generators) != M or len(set(generators)) != M:
        raise ValueError(
            f"{M} models need {M} different generators, but there are {len(set(generators))} "
            f"among the {len(generators)} given. For the same batches, give all the same seed: "
            "[torch.Generator().manual_seed(1) for _ in models]."
        )


def _check_models(models: Sequence[Layer], X: Tensor) -> None:
    """Raise ValueError if the models cannot be joined."""
    if not models:
        raise ValueError("there are no models to train.")
    for number, model in enumerate(models):
        if not trains_by_hand(model, X):
            raise ValueError(
                f"model {number} cannot be joined with others: all its layers must be of this "
                "package, unchanged, none of them used twice. Train such models one by one "
                "with `train`."
            )
        if any(isinstance(layer, Dropout) for layer in model.modules()):
            raise ValueError(
                f"model {number} holds Dropout, which cannot be joined with others. Train such "
                "models one by one with `train`."
            )
        for first, layer in zip_longest(models[0].modules(), model.modules()):
            if _kind(first) != _kind(layer):
                raise ValueError(
                    f"model {number} is not like model 0: {_kind(layer)} stands where that has "
                    f"{_kind(first)}. Train models of different shapes one by one with `train`."
                )


def _kind(layer: Layer | None) -> str:
    """The layer's class and all that must be equal in layers that are joined."""
    if layer is None:
        return "nothing"
    shapes = [
        f"{name} {tuple(tensor.shape)} {tensor.dtype}{'' if tensor.requires_grad else ' (frozen)'}"
        for name, tensor in layer.named_tensors().items()
    ]
    settings = [f"{name} {value}" for name, value in layer.settings().items()]
    return ", ".join([type(layer).__name__, *shapes, *settings])
