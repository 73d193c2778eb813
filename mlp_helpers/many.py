"""Training many models of one architecture at once, for searches and comparisons."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import TypeVar

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
    be given several times.

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
    together = JoinedByHand(trained)
    losses = np.zeros((steps, len(models)), dtype=np.float32)
    ended: dict[int, int] = {}  # how many steps the models made whose loss was no number
    done, interrupted = 0, False
    with Progress(steps, show=progress) as report:
        try:
            drawn = batches(
                *as_arrays(X, Y), steps=steps, batch_size=batch_size, generators=generators
            )
            for step, (x, y) in enumerate(drawn):
                step_rates = [rate(step) for rate in rates]
                with np.errstate(all="ignore"):  # of infinities and NaN the losses tell
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
