"""Training, exact evaluation, and the search for a learning rate.

A model is anything that turns X (N, context) into logits (N, V). What learns has
`parameters()`; what behaves differently in training lists the parts that do in `modules()`,
each with its flag `training`. The layers of this package, those of torch.nn and plain functions
all fit.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from mlp_helpers.errors import DivergenceError
from mlp_helpers.progress import Progress

Model = Callable[[Tensor], Tensor]
LearningRate = float | Callable[[int], float]

EVALUATION_ROWS = 32_768  # rows at once: fast, and the memory does not grow with the data


@dataclass(frozen=True, eq=False)
class History:
    """What a training run leaves behind.

    `losses` is float (steps,), the loss of each step's batch before its update, in nats per
    character. `interrupted` is True if the run was stopped from the keyboard.
    """

    losses: Tensor
    interrupted: bool = False


def train(
    model: Model,
    X: Tensor,
    Y: Tensor,
    *,
    steps: int,
    lr: LearningRate,
    batch_size: int = 32,
    generator: Generator,
    on_step: Callable[[int, float], None] | None = None,
    progress: bool = True,
) -> History:
    """Train the model's parameters by stochastic gradient descent on cross-entropy.

    Each step draws its batch with one `torch.randint(0, N, (batch_size,),
    generator=generator)`, so that the same seed gives the same batches. The model trains in
    training mode and returns to the mode it was in. A parameter that does not require a
    gradient stays as it is.

    Args:
        X, Y: int64 (N, context) and int64 (N,), from `build_dataset`.
        lr: the learning rate, or a function of the step (0, 1, …) that gives it.
        on_step: called as on_step(step, loss) after each update, while every parameter
            still has its gradient in `.grad`.
        progress: show one updating line with the loss and the expected time left.

    Raises ValueError, IndexError or TypeError for data that does not fit the model (its
    parameters, modes and running statistics are then untouched), ValueError for a learning rate
    that is not a number from 0 up, and DivergenceError at the first loss that is NaN or infinite.
    An interrupt from the keyboard ends the run and returns the history so far; the update that
    it fell into may have reached only some of the parameters.
    """
    _check_numbers(steps=steps, batch_size=batch_size)
    check_generator(generator)
    rate = _as_schedule(lr)
    check_data(model, X, Y)
    parameters = _parameters(model)

    losses = torch.zeros(steps)
    done = 0
    interrupted = False
    with _mode(model, training=True), Progress(steps, show=progress) as report:
        try:
            for step in range(steps):
                step_lr = _checked_rate(rate(step), step)
                batch = torch.randint(0, len(Y), (batch_size,), generator=generator)
                loss = F.cross_entropy(model(X[batch]), Y[batch])
                losses[step] = value = loss.item()
                if not math.isfinite(value):
                    raise _diverged(step, value, rate, losses)
                _descend(parameters, loss, step_lr)
                done = step + 1
                report.update(done, losses)
                if on_step is not None:
                    on_step(step, value)
        except KeyboardInterrupt:
            interrupted = True
            report.interrupted = True
    return History(losses[:done].clone(), interrupted)


def step_decay(high: float, low: float, *, at: int) -> Callable[[int], float]:
    """A learning rate of `high` before step `at`, and of `low` from then on."""

    def rate(step: int) -> float:
        return high if step < at else low

    return rate


def evaluate(model: Model, X: Tensor, Y: Tensor) -> float:
    """The exact mean loss over all of X and Y, in nats per character.

    The model is evaluated in evaluation mode, and every layer is back in its own mode
    afterwards. Raises ValueError, IndexError or TypeError for data that does not fit the model.
    """
    check_data(model, X, Y)
    total = 0.0
    with evaluation_mode(model):
        for rows_X, rows_Y in zip(X.split(EVALUATION_ROWS), Y.split(EVALUATION_ROWS), strict=True):
            logits = model(rows_X).double()  # a sum of thousands of terms, exact to all digits
            total += F.cross_entropy(logits, rows_Y, reduction="sum").item()
    return total / len(Y)


def lr_range_test(
    model: Model,
    X: Tensor,
    Y: Tensor,
    *,
    low: float = 1e-3,
    high: float = 1.0,
    steps: int = 1000,
    generator: Generator,
) -> tuple[Tensor, Tensor]:
    """Train a copy of `model` while the learning rate grows from `low` to `high`.

    The rates are spaced evenly in their exponent, because rates multiply (Smith 2017,
    arXiv:1506.01186).

    Returns:
        rates, losses: float (steps,) each, or fewer if the loss diverged on the way.
        `model` itself is left as it was.

    Raises what `train` raises, DivergenceError only at step 0, and KeyboardInterrupt.
    """
    if not 0 < low < high < math.inf:
        raise ValueError(f"the rates must satisfy 0 < low < high, not low={low}, high={high}.")
    _check_numbers(steps=steps)
    rates = torch.logspace(math.log10(low), math.log10(high), steps)
    try:
        history = train(
            copy.deepcopy(model),
            X,
            Y,
            steps=steps,
            lr=lambda step: rates[step].item(),
            generator=generator,
            progress=False,
        )
    except DivergenceError as error:
        if error.step == 0:
            raise  # the model was broken before any rate was tried
        losses = error.history.losses[:-1]  # a rate that breaks the training is an answer too
        return rates[: len(losses)], losses
    if history.interrupted:
        raise KeyboardInterrupt  # half a search would look like a divergence
    return rates, history.losses


# --------------------------------------------------------------------------- what they share


@contextmanager
def evaluation_mode(model: Model) -> Iterator[None]:
    """Evaluation mode and no gradients inside the `with`; afterwards each layer's own mode."""
    with _mode(model, training=False), torch.no_grad():
        yield


def check_generator(generator: Generator) -> None:
    """Raise TypeError if there is no generator: PyTorch would use its global one silently."""
    if not isinstance(generator, Generator):
        raise TypeError(
            f"generator is {generator!r}; pass one with a seed of your own, such as "
            "torch.Generator().manual_seed(42)."
        )


def check_data(model: Model, X: Tensor, Y: Tensor) -> None:
    """Raise an error if X and Y do not fit each other or the model.

    The model is tried, in evaluation mode, on the row with the largest character number, so
    only its `.out`s change.
    """
    if not (isinstance(X, Tensor) and isinstance(Y, Tensor)):
        raise TypeError(f"X and Y must be tensors, not {type(X).__name__}, {type(Y).__name__}.")
    if X.ndim != 2 or Y.ndim != 1 or len(X) != len(Y):
        raise ValueError(
            f"X must be (N, context) and Y (N,) with the same N, but X is {tuple(X.shape)} and "
            f"Y is {tuple(Y.shape)}. Did both come from one call of build_dataset?"
        )
    if len(Y) == 0:
        raise ValueError("X and Y are empty: there is nothing to learn from or to evaluate.")
    if Y.dtype != torch.int64:
        raise ValueError(f"Y holds character numbers and must be int64, not {Y.dtype}.")
    row = int(X.amax(1).argmax())
    with evaluation_mode(model):
        logits = model(X[row : row + 1])
    if logits.ndim != 2 or len(logits) != 1:
        raise ValueError(
            f"the model turned X of shape {tuple(X[:1].shape)} into {tuple(logits.shape)}; "
            "expected (1, V), one row of logits for each row of X. Is a Flatten missing?"
        )
    low, high, V = int(Y.min()), int(Y.max()), logits.shape[1]
    if X.min() < 0:
        raise ValueError(f"X holds {int(X.min())}; character numbers run from 0.")
    if low < 0 or high >= V:
        raise ValueError(
            f"Y holds the label {low if low < 0 else high}, but the model has {V} outputs, so "
            f"labels run from 0 to {V - 1}. Was Y built with another vocabulary?"
        )


def _check_numbers(**values: int) -> None:
    for name, value in values.items():
        if not isinstance(value, int) or value < 1:
            raise ValueError(f"{name} is {value!r}: it must be a whole number, at least 1.")


def _as_schedule(lr: LearningRate) -> Callable[[int], float]:
    """`lr` as a function of the step, whichever it was. A number must be above 0."""
    if callable(lr):
        return lr
    if not (math.isfinite(lr) and lr > 0):
        raise ValueError(f"lr is {lr}: a learning rate is a number above 0, often near 0.1.")
    return lambda step: lr


def _checked_rate(rate: float, step: int) -> float:
    """The rate of one step; 0 is allowed there, as the start of a warm-up."""
    if not isinstance(rate, int | float) or not (math.isfinite(rate) and rate >= 0):
        raise ValueError(f"the learning rate of step {step} is {rate!r}, not a number from 0 up.")
    return rate


def _parameters(model: Model) -> list[Tensor]:
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


def _descend(parameters: list[Tensor], loss: Tensor, lr: float) -> None:
    """One step of gradient descent. The gradients stay in `.grad` for `on_step`."""
    for parameter in parameters:
        parameter.grad = None
    loss.backward()
    with torch.no_grad():
        for parameter in parameters:
            if parameter.grad is not None:
                parameter -= lr * parameter.grad


def _diverged(
    step: int, loss: float, rate: Callable[[int], float], losses: Tensor
) -> DivergenceError:
    """The error for a loss that is not a number any more, with what to try."""
    if step == 0:
        advice = (
            "No update was made yet, so the cause lies in the model or the data: look at the scale "
            "of the initial weights, and for NaN among them."
        )
    else:
        advice = (
            f"The last update had the learning rate {rate(step - 1):g}. Most often that is too "
            "high: try a tenth of it."
        )
    return DivergenceError(
        f"the loss is {loss} at step {step}, so training stopped there. {advice}",
        step=step,
        history=History(losses[: step + 1].clone()),
    )


@contextmanager
def _mode(model: Model, *, training: bool) -> Iterator[None]:
    """The model in the given mode inside the `with`; afterwards each layer's own mode."""
    modules = list(model.modules()) if hasattr(model, "modules") else []
    before = [module.training for module in modules]
    for module in modules:
        module.training = training
    try:
        yield
    finally:
        for module, mode in zip(modules, before, strict=True):
            module.training = mode
