"""Training, exact evaluation, and the search for a learning rate."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Generator, Tensor
from torch.optim import Optimizer

from mlp_helpers.checks import (
    LearningRate,
    Model,
    as_schedule,
    check_data,
    check_generator,
    check_numbers,
    check_optimizer,
    checked_rate,
    evaluation_mode,
    in_mode,
    trainable_parameters,
)
from mlp_helpers.errors import DivergenceError
from mlp_helpers.layers import Array
from mlp_helpers.progress import Progress
from mlp_helpers.steps import ByAutograd, ByHand, batches, trains_by_hand

EVALUATION_ROWS = 1_024  # at once, so that what the layers compute stays in the processor's cache


@dataclass(frozen=True, eq=False)
class History:
    """What a training run leaves behind.

    `losses` is float (steps,), the loss of each step's batch before its update, in nats per
    character. `interrupted` is True if the run was stopped from the keyboard.
    """

    losses: Tensor
    interrupted: bool = False

    @property
    def diverged(self) -> bool:
        """Whether the last loss is NaN or infinite: so ends what `train_many` had to stop."""
        return len(self.losses) > 0 and not self.losses[-1].isfinite().item()


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
    autograd: bool = False,
    optimizer: Optimizer | None = None,
) -> History:
    """Train the model's parameters by stochastic gradient descent on cross-entropy.

    The batches are those of one `torch.randint(0, N, (batch_size,), generator=generator)` a
    step, so that the same seed gives the same batches. They are drawn ahead in blocks: after a
    run that ended early the generator is further on than the run was, and nothing else should
    draw from it meanwhile. The model trains in
    training mode and returns to the mode it was in. A parameter that does not require a
    gradient stays as it is.

    The gradients come from the layers' own `backward` if all layers are of this package, and
    from PyTorch's autograd for any other model with parameters. Both give the same run, up to
    rounding; the layers' own way takes about a third of the time.

    Args:
        X, Y: int64 (N, context) and int64 (N,), from `build_dataset`.
        lr: the learning rate, or a function of the step (0, 1, …) that gives it.
        on_step: called as on_step(step, loss) after each update, while every parameter
            still has its gradient in `.grad`. What it changes in the model holds from the next
            step on. It makes a step about twice as long.
        progress: show one updating line with the loss and the expected time left.
        autograd: True leaves the gradients to autograd in any case.
        optimizer: makes the updates instead of plain gradient descent, with `lr` written into
            all its parameter groups at each step.

    Raises ValueError, IndexError or TypeError for data that does not fit the model (its
    parameters, modes and running statistics are then untouched), ValueError for a learning rate
    that is not a number from 0 up, and DivergenceError at the first loss that is NaN or infinite.
    An interrupt from the keyboard ends the run and returns the history so far; the update that
    it fell into may have reached only some of the parameters.
    """
    check_numbers(steps=steps, batch_size=batch_size)
    check_generator(generator)
    rate = as_schedule(lr)
    check_data(model, X, Y)
    trainable_parameters(model)
    if optimizer is not None:
        check_optimizer(optimizer, model)

    losses = np.zeros(steps, dtype=np.float32)
    done = 0
    interrupted = False
    with in_mode(model, training=True), Progress(steps, show=progress) as report:
        way = _way(model, X, autograd=autograd)
        data: tuple[Array, Array] = X.detach(), Y
        if isinstance(way, ByHand) and on_step is None:  # so the way stays, and needs arrays
            data = X.detach().numpy(), Y.numpy()
        try:
            drawn = batches(
                *data,
                steps=steps,
                batch_size=batch_size,
                generators=generator,
            )
            for step, (x, y) in enumerate(drawn):
                step_lr = checked_rate(rate(step), step)
                losses[step] = value = float(way.loss(x, y))
                if not math.isfinite(value):
                    raise _diverged(step, value, rate, losses)
                way.backward()
                if optimizer is None:
                    way.descend(step_lr)
                else:
                    way.publish()
                    _step_of(optimizer, step_lr, model)
                done = step + 1
                report.update(done, losses)
                if on_step is not None:
                    way.publish()
                    on_step(step, value)
                    way = _way(model, X, autograd=autograd)  # on_step may change the layers
        except KeyboardInterrupt:
            interrupted = True
            report.interrupted = True
        finally:
            way.publish()
    return History(torch.from_numpy(losses[:done].copy()), interrupted)


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
    check_numbers(steps=steps)
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


def _way(model: Model, X: Tensor, *, autograd: bool) -> ByHand | ByAutograd:
    """How the model's gradients are found, as it is now."""
    if not autograd and trains_by_hand(model, X):
        return ByHand(model)
    return ByAutograd(model, trainable_parameters(model))


def _step_of(optimizer: Optimizer, lr: float, model: Any) -> None:
    """One update by torch.optim, at the rate given."""
    for parameter in model.parameters():
        if not parameter.requires_grad:
            parameter.grad = None  # the optimizer would go on with it
    for group in optimizer.param_groups:
        group["lr"] = lr
    optimizer.step()


def _diverged(
    step: int, loss: float, rate: Callable[[int], float], losses: np.ndarray
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
        history=History(torch.from_numpy(losses[: step + 1].copy())),
    )
