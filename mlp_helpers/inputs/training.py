"""What training, evaluation and sampling ask of their arguments.

A model is anything that turns X (N, context) into logits (N, V). What learns has
`parameters()`; what behaves differently in training lists the parts that do in `modules()`,
each with its flag `training`. The layers of this package, those of torch.nn and plain functions
all fit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Generator, Tensor
from torch.optim import Optimizer

from mlp_helpers.inputs.modes import Model, evaluation_mode
from mlp_helpers.layers import METHODS

LearningRate = float | Callable[[int], float]
SHARES_SUM = 1e-4  # how far from 1 rounding may leave the sum of a row of shares


def check_generator(generator: Generator) -> None:
    """Raise TypeError if there is no generator: PyTorch would use its global one silently."""
    if not isinstance(generator, Generator):
        raise TypeError(
            f"generator is {generator!r}; pass one with a seed of your own, such as "
            "torch.Generator().manual_seed(42)."
        )


def check_data(model: Model, X: Tensor, Y: Tensor) -> None:
    """Raise an error if X (N, context) and Y, (N,) or (N, V), do not fit each other or the model.

    The model is tried, in evaluation mode, on the row with the largest character number, so
    only its `.out`s change.
    """
    if not (isinstance(X, Tensor) and isinstance(Y, Tensor)):
        raise TypeError(f"X and Y must be tensors, not {type(X).__name__}, {type(Y).__name__}.")
    shares = Y.ndim == 2 and Y.is_floating_point()
    if X.ndim != 2 or X.shape[1] == 0 or (Y.ndim != 1 and not shares) or len(X) != len(Y):
        raise ValueError(
            f"X must be (N, context) and Y (N,) with the same N, but X is {tuple(X.shape)} and "
            f"Y is {tuple(Y.shape)}. Did both come from one call of build_dataset?"
        )
    if len(Y) == 0:
        raise ValueError("X and Y are empty: there is nothing to learn from or to evaluate.")
    if not shares and Y.dtype != torch.int64:
        raise ValueError(f"Y holds character numbers and must be int64, not {Y.dtype}.")
    row = int(X.argmax()) // X.shape[1]
    with evaluation_mode(model):
        logits = model(X[row : row + 1])
    if logits.ndim != 2 or len(logits) != 1:
        raise ValueError(
            f"the model turned X of shape {tuple(X[:1].shape)} into {tuple(logits.shape)}; "
            "expected (1, V), one row of logits for each row of X. Is a Flatten missing?"
        )
    if not X.is_floating_point() and X.min() < 0:
        raise ValueError(f"X holds {int(X.min())}; character numbers run from 0.")
    if shares:
        _check_shares(Y, logits)
        return
    low, high, V = int(Y.min()), int(Y.max()), logits.shape[1]
    if low < 0 or high >= V:
        raise ValueError(
            f"Y holds the label {low if low < 0 else high}, but the model has {V} outputs, so "
            f"labels run from 0 to {V - 1}. Was Y built with another vocabulary?"
        )


def _check_shares(Y: Tensor, logits: Tensor) -> None:
    """Raise ValueError if Y (N, V) is no table of shares for such logits (1, V)."""
    if Y.shape[1] != logits.shape[1] or Y.dtype != logits.dtype:
        raise ValueError(
            f"Y holds {Y.shape[1]} shares a row, of {Y.dtype}; the model returns {logits.shape[1]} "
            f"logits, of {logits.dtype}."
        )
    if not (Y.min() >= 0 and (Y.sum(1) - 1).abs().max() < SHARES_SUM):  # a NaN fails both
        raise ValueError("Y holds shares: from 0 up, and 1 in all in each row.")


def check_numbers(**values: int) -> None:
    """Raise ValueError for a value that is not a whole number from 1 up."""
    for name, value in values.items():
        # True and False are instances of int, too.
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise ValueError(f"{name} is {value!r}: it must be a whole number, at least 1.")


def as_schedule(lr: LearningRate) -> Callable[[int], float]:
    """`lr` as a function of the step that gives a Python number.

    A number may also be one of NumPy or a tensor of one element. It must be above 0; in a schedule
    0 is allowed, as the start of a warm-up. Raises ValueError for any other.
    """
    if not callable(lr):
        fixed = _as_number(lr)
        if fixed is None or fixed == 0:
            raise ValueError(f"lr is {lr!r}: a learning rate is a number above 0, often near 0.1.")
        return lambda step: fixed

    def rate(step: int) -> float:
        number = _as_number(value := lr(step))
        if number is None:
            raise ValueError(
                f"the learning rate of step {step} is {value!r}, not a number from 0 up."
            )
        return number

    return rate


def _as_number(value: Any) -> float | None:
    """A finite number from 0 up as Python's own, or None for anything else."""
    if hasattr(value, "item") and math.prod(value.shape) == 1:
        value = value.item()
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        return float(value) if math.isfinite(value) and value >= 0 else None
    except OverflowError:  # a whole number beyond all decimal ones
        return None


def trainable_parameters(model: Model) -> list[Tensor]:
    """The parameters that are to be trained. Raises ValueError where there are none."""
    listed = list(model.parameters()) if hasattr(model, "parameters") else []
    parameters = [parameter for parameter in listed if parameter.requires_grad]
    if not parameters:
        raise ValueError(
            "the model has no parameters that require a gradient, so there is nothing to train. "
            "Tensors of your own need requires_grad_()."
        )
    for number, parameter in enumerate(parameters):
        if not parameter.is_leaf:
            raise ValueError(
                f"parameter {number} {tuple(parameter.shape)} is the result of a calculation and "
                "cannot be trained. Change weights under torch.no_grad(), or detach() the result."
            )
    return parameters


def fingerprint(model: Any, *, like: Sequence[Any] = ()) -> list[Any]:
    """What a model consists of: its layers with modes and settings, and the tensors that it trains.

    `like`, an earlier one, leaves out settings that it does not have: a note made on a layer.
    """
    modules = list(model.modules()) if hasattr(model, "modules") else []
    found: list[Any] = [(id(module), module.training) for module in modules]
    # Storages are held: the address of one that is gone would be given to the next.
    found += [(id(p), p.untyped_storage(), p.requires_grad) for p in model.parameters()]
    settings = [module.settings() for module in modules if type(module) in METHODS]
    plain = [
        {name: str(own[name]) for name in own if name in before}
        for own, before in zip(settings, like[-1] if like else settings, strict=False)
    ]
    return [*found, plain]


def check_optimizer(optimizer: Optimizer, model: Any) -> None:
    """Raise ValueError if the optimizer would not update just the parameters that are trained."""
    held = {parameter for group in optimizer.param_groups for parameter in group["params"]}
    if not set(trainable_parameters(model)) <= held <= set(model.parameters()):
        raise ValueError(
            "the optimizer does not hold the parameters of this model, or holds others. Make it "
            "from model.parameters(), and again after building another model."
        )
