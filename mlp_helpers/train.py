"""Training, and exact evaluation."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import torch
import torch.nn.functional as F
from torch import Generator, Tensor
from torch.optim import Optimizer

from mlp_helpers.engine.arrays import Array
from mlp_helpers.engine.progress import Progress
from mlp_helpers.engine.steps import ByAutograd, ByHand, Way, as_arrays, batches, trains_by_hand
from mlp_helpers.inputs import training as inputs
from mlp_helpers.inputs.modes import Model, evaluation_mode, in_mode
from mlp_helpers.inputs.training import LearningRate

EVALUATION_ROWS = 1_024  # at once, so that what the layers compute stays in the processor's cache


@dataclass(frozen=True, eq=False)
class History:
    """What a run leaves behind; `interrupted` is True if it was stopped from the keyboard."""

    losses: Tensor  # float (steps,), of each batch before its update, in nats per character
    interrupted: bool = False


class DivergenceError(ArithmeticError):
    """The loss became NaN or infinite: training stopped before that step's update.

    The parameters are those that gave this loss. Running statistics have seen its batch.
    `history` holds the steps up to and including the one that failed, `step` its number.
    """

    def __init__(self, message: str, *, step: int, history: History) -> None:
        super().__init__(message)
        self.step = step
        self.history = history

    def __reduce__(self) -> tuple[Callable[[str], Self], tuple[str]]:
        # Pickled, as on the way out of another process, it would lose all but its message.
        make = functools.partial(type(self), step=self.step, history=self.history)
        return make, (str(self),)


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
    step. They are drawn ahead in blocks: after a run that ended early the generator is further on
    than the run was, and nothing else should draw from it meanwhile. The model trains in training
    mode and returns to the mode it was in. A parameter that requires no gradient stays as it is.

    The gradients come from the layers' own `backward` if all layers are of this package, unchanged,
    and from PyTorch's autograd for any other model with parameters. Both give the same run, up to
    rounding; on the course's networks the layers' own way takes about a third of the time.

    Args:
        X, Y: int64 (N, context) and int64 (N,), from `build_dataset`. In place of labels, Y may be
            shares (N, V), as torch.nn.functional.cross_entropy takes them.
        lr: the learning rate, or a function of the step (0, 1, …) that gives it.
        on_step: called as on_step(step, loss) after each update, while every parameter still has
            its gradient in `.grad`. It looks: to change the model, train in several runs.
        progress: show one updating line with the loss and the expected time left.
        autograd: True leaves the gradients to autograd in any case.
        optimizer: makes the updates, at the rate `lr`, instead of plain gradient descent.

    Raises ValueError, IndexError or TypeError for data that does not fit the model (which is then
    untouched), ValueError for a learning rate that is not a number from 0 up, DivergenceError at
    the first loss that is NaN or infinite, and RuntimeError at the end if `on_step` has changed
    layers or put in tensors. An interrupt from the keyboard ends the run and returns the history
    so far; the update that it fell into may have reached only some of the parameters.
    """
    inputs.check_numbers(steps=steps, batch_size=batch_size)
    inputs.check_generator(generator)
    rate = inputs.as_schedule(lr)
    inputs.check_data(model, X, Y)
    inputs.trainable_parameters(model)
    if optimizer is not None:
        inputs.check_optimizer(optimizer, model)

    losses = np.zeros(steps, dtype=np.float32)
    done, last_lr, interrupted = 0, 0.0, False
    with in_mode(model, training=True), Progress(steps, show=progress) as report:
        way, data = _way(model, X, Y, autograd=autograd)
        drawn = batches(*data, steps=steps, batch_size=batch_size, generators=generator)
        before = inputs.fingerprint(model)
        try:
            for step, (x, y) in enumerate(drawn):
                step_lr = rate(step)
                with np.errstate(all="ignore"):  # of infinities and NaN the loss tells
                    losses[step] = value = way.loss(x, y)
                    if not math.isfinite(value):
                        raise _diverged(step, value, last_lr, losses)
                    way.backward()
                    if optimizer is None:
                        way.descend(step_lr)
                    else:
                        way.publish()
                        _step_of(optimizer, step_lr, model)
                done, last_lr = step + 1, step_lr
                report.update(done, losses)
                if on_step is not None:
                    way.publish()
                    on_step(step, value)
            if on_step is not None and inputs.fingerprint(model, like=before) != before:
                raise RuntimeError(
                    "on_step has changed a layer or put in a tensor, which was not seen. Let it "
                    "look only, and change a model between two runs."
                )
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

    In evaluation mode; afterwards every layer is back in its own. Raises ValueError, IndexError or
    TypeError for data that does not fit the model.
    """
    inputs.check_data(model, X, Y)
    total = 0.0
    with evaluation_mode(model):
        for rows_X, rows_Y in zip(X.split(EVALUATION_ROWS), Y.split(EVALUATION_ROWS), strict=True):
            logits = model(rows_X).double()  # a sum of thousands of terms, exact to all digits
            total += F.cross_entropy(logits, rows_Y, reduction="sum").item()
    return total / len(Y)


def track(steps: int, what: str = "step") -> Iterator[int]:
    """The numbers below `steps`, for loops, with one updating line that is erased at the end."""
    with Progress(steps, show=True, what=what) as report:
        for number in range(steps):
            yield number
            report.update(number + 1)


def _way(model: Any, X: Tensor, Y: Tensor, *, autograd: bool) -> tuple[Way, tuple[Array, Array]]:
    """How the gradients of this run are found, and the data as that way takes them."""
    if not autograd and trains_by_hand(model, X):
        return ByHand(model), as_arrays(X, Y)
    return ByAutograd(model, inputs.trainable_parameters(model)), (X.detach(), Y)


def _step_of(optimizer: Optimizer, lr: float, model: Any) -> None:
    """One update by torch.optim, at the rate given."""
    for parameter in model.parameters():
        if not parameter.requires_grad:
            parameter.grad = None  # the optimizer would go on with it
    for group in optimizer.param_groups:
        group["lr"] = lr
    optimizer.step()


def _diverged(step: int, loss: float, last_lr: float, losses: np.ndarray) -> DivergenceError:
    """The error for a loss that is not a number any more, with what to try."""
    if step == 0:
        advice = (
            "No update was made yet, so the cause lies in the model or the data: look at the scale "
            "of the initial weights, and for NaN among them."
        )
    else:
        advice = (
            f"The last update had the learning rate {last_lr:g}. Most often that is too "
            "high: try a tenth of it."
        )
    return DivergenceError(
        f"the loss is {loss} at step {step}, so training stopped there. {advice}",
        step=step,
        history=History(torch.from_numpy(losses[: step + 1].copy())),
    )
