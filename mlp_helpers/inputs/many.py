"""What is asked of models that are to be trained together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

import numpy as np
from torch import Generator, Tensor

from mlp_helpers.engine.steps import trains_by_hand
from mlp_helpers.inputs.training import LearningRate, as_schedule, check_generator
from mlp_helpers.layers import Dropout, Layer


def one_each(
    lr: LearningRate | Sequence[LearningRate] | Tensor | np.ndarray, M: int
) -> list[Callable[[int], float]]:
    """A schedule for each of M models."""
    if isinstance(lr, Tensor | np.ndarray):
        lr = lr.tolist()
    rates = list(lr) if isinstance(lr, Sequence) else [lr] * M
    if len(rates) != M:
        raise ValueError(f"there are {len(rates)} learning rates for {M} models.")
    return [as_schedule(rate) for rate in rates]


def check_generators(generators: Sequence[Generator], M: int) -> None:
    """Raise TypeError or ValueError if these are not M different generators."""
    for generator in generators:
        check_generator(generator)
    if len(generators) != M or len(set(generators)) != M:
        raise ValueError(
            f"{M} models need {M} different generators, but there are {len(set(generators))} "
            f"among the {len(generators)} given. For the same batches, give all the same seed: "
            "[torch.Generator().manual_seed(1) for _ in models]."
        )


def check_models(models: Sequence[Layer], X: Tensor) -> None:
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
