"""The exercises of notebook 07."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from mlp_helpers.exercises.framework import Answer, Exercise, draws


def _variances(seed: int, dim: int) -> Tensor:
    return 0.1 + draws(seed, dim) ** 2


# -------------------------------------------------------------------------- 07_standardise


def standardise(x: Tensor, eps: float) -> Tensor:
    return _centred(x) / (_var(x) + eps).sqrt()


def _centred(x: Tensor, axis: int = 0) -> Tensor:
    return x - x.mean(axis, keepdim=True)


def _var(x: Tensor, axis: int = 0) -> Tensor:
    """The variance over N."""
    return x.var(axis, keepdim=True, correction=0)


def _unbiased_var(x: Tensor) -> Tensor:
    """The variance over N − 1; NaN for a single row, without PyTorch's warning."""
    return (_centred(x) ** 2).sum(0) / (len(x) - 1)


STANDARDISE = Exercise(
    answer=standardise,
    cases=[
        (torch.tensor([[1.0, 10.0], [3.0, 30.0]]), 1e-9),
        (torch.tensor([1.0, 5.0, 0.2, 2.0]) * draws(1, 6, 4) + 3, 0.25),
        (torch.tensor([[2.0, 1.0, 0.5], [2.0, -3.0, 0.0], [2.0, 5.0, 0.25]]), 1e-5),
        (2 * draws(2, 32, 5) - 1, 0.1),
    ],
    mistakes={
        "You standardised each row; mean and variance are taken down each column, over the "
        "examples: axis 0.": lambda x, eps: _centred(x, 1) / (_var(x, 1) + eps).sqrt(),
        "You took one mean and one variance of all numbers; each column has its own.": (
            lambda x, eps: (x - x.mean()) / (x.var(correction=0) + eps).sqrt()
        ),
        "Each column has its own mean, but you took one variance of all numbers.": (
            lambda x, eps: _centred(x) / (x.var(correction=0) + eps).sqrt()
        ),
        "You divided the squares by N − 1, as PyTorch's var does; divide by N (correction=0).": (
            lambda x, eps: _centred(x) / (x.var(0) + eps).sqrt()
        ),
        "You added eps to the standard deviation; add it to the variance, under the root.": (
            lambda x, eps: _centred(x) / (_var(x).sqrt() + eps)
        ),
        "eps is missing: add it to the variance.": lambda x, eps: _centred(x) / _var(x).sqrt(),
        "Two things: PyTorch's std divides the squares by N − 1, not N, and eps belongs to the "
        "variance, under the root.": lambda x, eps: _centred(x) / (x.std(0) + eps),
        "Two things: PyTorch's std divides the squares by N − 1, not N, and eps is missing.": (
            lambda x, eps: _centred(x) / x.std(0)
        ),
        "You divided by the variance; divide by its square root.": (
            lambda x, eps: _centred(x) / (_var(x) + eps)
        ),
        "You multiplied by the standard deviation; divide by it.": (
            lambda x, eps: _centred(x) * (_var(x) + eps).sqrt()
        ),
        "The mean was not subtracted.": lambda x, eps: x / (_var(x) + eps).sqrt(),
        "The mean was subtracted, but not divided by the standard deviation.": (
            lambda x, eps: _centred(x)
        ),
        "The mean was subtracted after dividing; subtract it from x first.": (
            lambda x, eps: x / (_var(x) + eps).sqrt() - x.mean(0)
        ),
        "Only x stands over the fraction: put brackets around x minus the mean.": (
            lambda x, eps: x - x.mean(0) / (_var(x) + eps).sqrt()
        ),
        "You divided by the root of the mean square of x; the variance is measured from the "
        "mean.": (lambda x, eps: _centred(x) / ((x**2).mean(0) + eps).sqrt()),
        "You divided by the mean distance from the mean; take the root of the mean of the "
        "squares.": lambda x, eps: _centred(x) / (_centred(x).abs().mean(0) + eps),
    },
)


# ------------------------------------------------------------------------------ 07_running


def update_running(running: Tensor, batch_value: Tensor, momentum: float) -> Tensor:
    return (1 - momentum) * running + momentum * batch_value


RUNNING = Exercise(
    answer=update_running,
    cases=[
        (torch.tensor([10.0, 0.0]), torch.tensor([20.0, 5.0]), 0.1),
        (draws(3, 5), draws(4, 5), 0.001),
        (_variances(5, 8), _variances(6, 8), 0.25),
        (torch.zeros(3), torch.tensor([1.0, -2.0, 3.0]), 1.0),
    ],
    mistakes={
        "The shares are exchanged: the new value gets the share `momentum`, the old one the "
        "rest.": lambda running, batch_value, momentum: update_running(
            batch_value, running, momentum
        ),
        "The old value keeps only the share 1 − momentum; otherwise the sum grows with every "
        "step.": lambda running, batch_value, momentum: running + momentum * batch_value,
        "The new value gets only the share `momentum`; you added all of it.": (
            lambda running, batch_value, momentum: (1 - momentum) * running + batch_value
        ),
        "This is the mean of both; the shares are 1 − momentum and momentum.": (
            lambda running, batch_value, momentum: (running + batch_value) / 2
        ),
        "This is the change alone; add it to the old value.": (
            lambda running, batch_value, momentum: momentum * (batch_value - running)
        ),
        "This moves away from the batch's value; the change is momentum × (new − old).": (
            lambda running, batch_value, momentum: running - momentum * (batch_value - running)
        ),
        "This is the batch's share alone; add the share of the old value.": (
            lambda running, batch_value, momentum: momentum * batch_value
        ),
        "This is the old value's share alone; add the share of the batch's.": (
            lambda running, batch_value, momentum: (1 - momentum) * running
        ),
        "This is the batch's value; the old one keeps the share 1 − momentum.": (
            lambda running, batch_value, momentum: batch_value
        ),
        "This is the old value; it has to move towards the batch's.": (
            lambda running, batch_value, momentum: running
        ),
        "Both got the share `momentum`; the old one keeps 1 − momentum.": (
            lambda running, batch_value, momentum: momentum * (running + batch_value)
        ),
        "Both got the share 1 − momentum; the new one gets `momentum`.": (
            lambda running, batch_value, momentum: (1 - momentum) * (running + batch_value)
        ),
    },
)


# --------------------------------------------------------------------------- 07_evaluation


def evaluate_norm(
    x: Tensor, gain: Tensor, bias: Tensor, running_mean: Tensor, running_var: Tensor, eps: float
) -> Tensor:
    return gain * (x - running_mean) / (running_var + eps).sqrt() + bias


def _evaluation_case(seed: int, N: int, dim: int, eps: float) -> tuple[Any, ...]:
    x, gain = 2 * draws(seed, N, dim) + 1, 1 + 0.5 * draws(seed + 1, dim)
    return (x, gain, draws(seed + 2, dim), draws(seed + 3, dim), _variances(seed + 4, dim), eps)


EVALUATION = Exercise(
    answer=evaluate_norm,
    cases=[
        (
            torch.tensor([[7.0, 1.0]]),
            torch.tensor([2.0, 1.0]),
            torch.tensor([1.0, 0.0]),
            torch.tensor([4.0, 1.0]),
            torch.tensor([9.0, 4.0]),
            1e-9,
        ),
        _evaluation_case(10, 6, 4, 0.2),
        _evaluation_case(20, 1, 5, 1e-5),
        _evaluation_case(30, 32, 3, 0.05),
    ],
    mistakes={
        "You used the mean and variance of x; in evaluation mode the running ones are used.": (
            lambda x, gain, bias, mean, var, eps: gain * standardise(x, eps) + bias
        ),
        "You used the mean and variance (over N − 1) of x; in evaluation mode the running ones "
        "are used.": lambda x, gain, bias, mean, var, eps: evaluate_norm(
            x, gain, bias, x.mean(0), _unbiased_var(x), eps
        ),
        "You used the mean of x; in evaluation mode the running one is used.": (
            lambda x, gain, bias, mean, var, eps: evaluate_norm(x, gain, bias, x.mean(0), var, eps)
        ),
        "You used the variance of x; in evaluation mode the running one is used.": (
            lambda x, gain, bias, mean, var, eps: evaluate_norm(x, gain, bias, mean, _var(x), eps)
        ),
        "The bias was multiplied by the gain; add it after that.": (
            lambda x, gain, bias, mean, var, eps: evaluate_norm(
                x, gain, gain * bias, mean, var, eps
            )
        ),
        "The bias was added before dividing by the standard deviation; add it last.": (
            lambda x, gain, bias, mean, var, eps: (gain * (x - mean) + bias) / (var + eps).sqrt()
        ),
        "The bias is missing; add it at the end.": lambda x, gain, bias, mean, var, eps: (
            evaluate_norm(x, gain, 0 * bias, mean, var, eps)
        ),
        "The gain is missing; multiply by it before the bias is added.": (
            lambda x, gain, bias, mean, var, eps: evaluate_norm(
                x, torch.ones_like(gain), bias, mean, var, eps
            )
        ),
        "Gain and bias are missing: multiply by the one, then add the other.": (
            lambda x, gain, bias, mean, var, eps: (x - mean) / (var + eps).sqrt()
        ),
        "Gain and bias are exchanged: multiply by the gain and add the bias.": (
            lambda x, gain, bias, mean, var, eps: evaluate_norm(x, bias, gain, mean, var, eps)
        ),
        "You divided by the variance; divide by its square root.": (
            lambda x, gain, bias, mean, var, eps: gain * (x - mean) / (var + eps) + bias
        ),
        "eps is missing: add it to the variance.": lambda x, gain, bias, mean, var, eps: (
            evaluate_norm(x, gain, bias, mean, var, 0)
        ),
        "You added eps to the standard deviation; add it to the variance, under the root.": (
            lambda x, gain, bias, mean, var, eps: gain * (x - mean) / (var.sqrt() + eps) + bias
        ),
        "The running mean was not subtracted.": lambda x, gain, bias, mean, var, eps: evaluate_norm(
            x, gain, bias, 0 * mean, var, eps
        ),
        "The running mean was added; subtract it.": lambda x, gain, bias, mean, var, eps: (
            evaluate_norm(x, gain, bias, -mean, var, eps)
        ),
    },
)


# --------------------------------------------------------------------------------- 07_fold

Pair = tuple[Tensor, Tensor]
Folded = Callable[[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor], Any]


def fold(
    weight: Tensor,
    bias: Tensor,
    gain: Tensor,
    beta: Tensor,
    running_mean: Tensor,
    running_var: Tensor,
    eps: float,
) -> Pair:
    scale = gain / (running_var + eps).sqrt()
    return weight * scale, (bias - running_mean) * scale + beta


def _fold_with_variance(variance: Callable[[Tensor, float], Tensor], *case: Any) -> Pair:
    """The mistake of dividing by the root of another variance."""
    *others, running_var, eps = case
    changed = (*others, variance(running_var, eps), 0.0)
    return fold(*changed)


def _with(folded: Folded) -> Answer:
    """The mistake of another result: of (weight, bias, beta, running_mean, scale, std)."""

    def answer(
        weight: Tensor,
        bias: Tensor,
        gain: Tensor,
        beta: Tensor,
        mean: Tensor,
        var: Tensor,
        eps: float,
    ) -> Any:
        std = (var + eps).sqrt()
        return folded(weight, bias, beta, mean, gain / std, std)

    return answer


def _rows_scaled(result: Any, weight: Tensor, *case: Any) -> bool:
    """The weights' rows are scaled in place of the columns, which only a square table allows."""
    if not (isinstance(result, tuple | list) and result and isinstance(result[0], Tensor)):
        return False
    if weight.shape[0] != weight.shape[1] or result[0].shape != weight.shape:
        return False
    columns_scaled, _ = fold(weight.T, *case)
    return torch.allclose(result[0], columns_scaled.T, rtol=1e-4)


def _fold_case(seed: int, fan_in: int, fan_out: int, eps: float) -> tuple[Any, ...]:
    _, gain, beta, mean, var, _ = _evaluation_case(seed, 1, fan_out, eps)
    return (
        draws(seed + 5, fan_in, fan_out),
        draws(seed + 6, fan_out),
        gain,
        beta,
        mean,
        var,
        eps,
    )


FOLD = Exercise(
    answer=fold,
    cases=[
        (
            torch.tensor([[3.0, 2.0], [1.0, 4.0]]),
            torch.tensor([5.0, 1.0]),
            torch.tensor([2.0, 3.0]),
            torch.tensor([1.0, 0.0]),
            torch.tensor([4.0, 3.0]),
            torch.tensor([16.0, 9.0]),
            0.0,
        ),
        _fold_case(40, 3, 5, 0.2),
        _fold_case(50, 6, 2, 1e-5),
        _fold_case(60, 4, 4, 0.05),
    ],
    mistakes={
        "The bias goes through the normalisation too: subtract the running mean from it, multiply "
        "by the scale, add beta.": _with(
            lambda weight, bias, beta, mean, scale, std: (weight * scale, bias)
        ),
        "The bias was not scaled: it is added before the normalisation, like the rest.": (
            _with(
                lambda weight, bias, beta, mean, scale, std: (
                    weight * scale,
                    bias - mean * scale + beta,
                )
            )
        ),
        "Neither the bias nor the running mean was scaled; scale their difference.": (
            _with(lambda weight, bias, beta, mean, scale, std: (weight * scale, bias - mean + beta))
        ),
        "The running mean was not scaled: it is subtracted before the division.": (
            _with(
                lambda weight, bias, beta, mean, scale, std: (
                    weight * scale,
                    bias * scale - mean + beta,
                )
            )
        ),
        "The running mean was divided by the standard deviation, but not multiplied by the gain.": (
            _with(
                lambda weight, bias, beta, mean, scale, std: (
                    weight * scale,
                    bias * scale - mean / std + beta,
                )
            )
        ),
        "The running mean is missing: it is subtracted from what the linear layer returns.": (
            _with(
                lambda weight, bias, beta, mean, scale, std: (weight * scale, bias * scale + beta)
            )
        ),
        "The running mean was added; subtract it.": _with(
            lambda weight, bias, beta, mean, scale, std: (
                weight * scale,
                (bias + mean) * scale + beta,
            )
        ),
        "beta is missing; add it to the new bias.": _with(
            lambda weight, bias, beta, mean, scale, std: (weight * scale, (bias - mean) * scale)
        ),
        "beta was scaled too; it is added last.": _with(
            lambda weight, bias, beta, mean, scale, std: (
                weight * scale,
                (bias - mean + beta) * scale,
            )
        ),
        "The linear layer's own bias is missing in the new one.": _with(
            lambda weight, bias, beta, mean, scale, std: (weight * scale, beta - mean * scale)
        ),
        "The weights were not scaled; only the bias was.": _with(
            lambda weight, bias, beta, mean, scale, std: (weight, (bias - mean) * scale + beta)
        ),
        "The gain is missing in the weights: multiply each column by its gain.": _with(
            lambda weight, bias, beta, mean, scale, std: (
                weight / std,
                (bias - mean) * scale + beta,
            )
        ),
        "The gain is missing in the bias: multiply it by the same scale as the weights.": (
            _with(
                lambda weight, bias, beta, mean, scale, std: (
                    weight * scale,
                    (bias - mean) / std + beta,
                )
            )
        ),
        "The running mean was subtracted from the weights; it belongs into the bias alone.": (
            _with(
                lambda weight, bias, beta, mean, scale, std: (
                    (weight - mean) * scale,
                    (bias - mean) * scale + beta,
                )
            )
        ),
        "The two tensors are right but exchanged: the weight comes first.": (
            lambda *case: fold(*case)[::-1]
        ),
        "This is the new weight alone; return a tuple of weight and bias.": (
            lambda *case: fold(*case)[0]
        ),
        "The gain is missing: multiply weights and bias by it.": (
            lambda weight, bias, gain, *case: fold(weight, bias, torch.ones_like(gain), *case)
        ),
        "The standard deviation is missing: divide by √(running_var + eps).": (
            lambda *case: _fold_with_variance(lambda var, eps: torch.ones_like(var), *case)
        ),
        "You divided by the variance; divide by its square root.": (
            lambda *case: _fold_with_variance(lambda var, eps: (var + eps) ** 2, *case)
        ),
        "eps is missing: add it to the variance.": (
            lambda *case: _fold_with_variance(lambda var, eps: var, *case)
        ),
        "You added eps to the standard deviation; add it to the variance, under the root.": (
            lambda *case: _fold_with_variance(lambda var, eps: (var.sqrt() + eps) ** 2, *case)
        ),
    },
    symptoms={
        "The rows of the weight are scaled; an output of the layer has a column, so scale the "
        "columns.": _rows_scaled,
    },
)


# ---------------------------------------------------------------------------- 07_layernorm


def layer_norm(x: Tensor, eps: float) -> Tensor:
    return _centred(x, 1) / (_var(x, 1) + eps).sqrt()


LAYERNORM = Exercise(
    answer=layer_norm,
    cases=[
        (torch.tensor([[1.0, 3.0], [10.0, 30.0]]), 1e-9),
        (torch.tensor([[0.5], [3.0], [1.0]]) * draws(70, 3, 8) + 2, 0.25),
        (draws(71, 1, 6) - 1, 1e-5),
        (torch.tensor([[2.0, 2.0, 2.0], [1.0, 5.0, 0.0]]), 0.01),
    ],
    mistakes={
        "You standardised the columns, which is batch normalisation; here each row is taken by "
        "itself: axis 1.": standardise,
        "You took one mean and one variance of all numbers; each row has its own.": (
            lambda x, eps: (x - x.mean()) / (x.var(correction=0) + eps).sqrt()
        ),
        "You divided the squares by dim − 1, as PyTorch's var does; divide by dim "
        "(correction=0).": (lambda x, eps: _centred(x, 1) / (x.var(1, keepdim=True) + eps).sqrt()),
        "You added eps to the standard deviation; add it to the variance, under the root.": (
            lambda x, eps: _centred(x, 1) / (_var(x, 1).sqrt() + eps)
        ),
        "eps is missing: add it to the variance.": (
            lambda x, eps: _centred(x, 1) / _var(x, 1).sqrt()
        ),
        "Two things: PyTorch's std divides the squares by dim − 1, not dim, and eps belongs to "
        "the variance, under the root.": (
            lambda x, eps: _centred(x, 1) / (x.std(1, keepdim=True) + eps)
        ),
        "Two things: PyTorch's std divides the squares by dim − 1, not dim, and eps is missing.": (
            lambda x, eps: _centred(x, 1) / x.std(1, keepdim=True)
        ),
        "You divided by the variance; divide by its square root.": (
            lambda x, eps: _centred(x, 1) / (_var(x, 1) + eps)
        ),
        "The mean was not subtracted, and you divided by the root of the mean square. That is "
        "RMS normalisation, a relative; subtract each row's mean, and divide by the standard "
        "deviation.": lambda x, eps: x / ((x**2).mean(1, keepdim=True) + eps).sqrt(),
        "The mean was not subtracted; take each row's mean from it.": (
            lambda x, eps: x / (_var(x, 1) + eps).sqrt()
        ),
        "You divided by the root of the mean square of x; the variance is measured from the "
        "mean.": (lambda x, eps: _centred(x, 1) / ((x**2).mean(1, keepdim=True) + eps).sqrt()),
        "The mean was subtracted, but not divided by the standard deviation.": (
            lambda x, eps: _centred(x, 1)
        ),
        "The means of the rows must stay a column to be subtracted from the rows: keepdim=True.": (
            lambda x, eps: (x - x.mean(1)) / (x.var(1, correction=0) + eps).sqrt()
        ),
        "The variances of the rows must stay a column to divide the rows: keepdim=True.": (
            lambda x, eps: _centred(x, 1) / (x.var(1, correction=0) + eps).sqrt()
        ),
    },
)


EXERCISES = {
    "07_standardise": STANDARDISE,
    "07_running": RUNNING,
    "07_evaluation": EVALUATION,
    "07_fold": FOLD,
    "07_layernorm": LAYERNORM,
}
