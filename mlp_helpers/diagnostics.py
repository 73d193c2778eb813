"""What goes on inside a network, as plain numbers for tables and plots.

The functions read what the last forward and backward pass left behind: each layer's `.out`
and each parameter's `.grad`. They change nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from mlp_helpers.layers import Sequential, Tanh

# tanh's slope is 1 − out². Beyond ±0.97 it is below 0.06, so hardly any gradient gets back.
SATURATED = 0.97


class ActivationStats(NamedTuple):
    """The outputs of one tanh layer; `saturated` is the share of them beyond ±0.97."""

    layer: int
    mean: float
    std: float
    saturated: float


class GradientStats(NamedTuple):
    """The gradient of one parameter; `ratio` is its spread over the parameter's own."""

    parameter: int
    shape: tuple[int, ...]
    mean: float
    std: float
    ratio: float


@torch.no_grad()
def activation_stats(model: Sequential) -> list[ActivationStats]:
    """One entry for each Tanh layer, numbered by its place among all layers of the model.

    Raises ValueError if the model has not been called yet.
    """
    stats = []
    for number, module in enumerate(_leaves(model)):
        if not isinstance(module, Tanh):
            continue
        if module.out is None:
            raise ValueError("call the model first: its layers hold no outputs yet.")
        out = module.out
        saturated = (out.abs() > SATURATED).float().mean()
        stats.append(ActivationStats(number, out.mean().item(), out.std().item(), saturated.item()))
    return stats


@torch.no_grad()
def gradient_stats(model: Sequential) -> list[GradientStats]:
    """One entry for each trained parameter with at least two axes (not biases or gains).

    Raises ValueError if there are no gradients yet.
    """
    return [
        GradientStats(
            number,
            tuple(parameter.shape),
            gradient.mean().item(),
            gradient.std().item(),
            (gradient.std() / parameter.std()).item(),
        )
        for number, parameter, gradient in _weights_and_gradients(model)
    ]


@torch.no_grad()
def update_ratios(model: Sequential, *, lr: float) -> list[float]:
    """The spread of one step's update, lr · gradient, over that of the weight, for each weight.

    About 1e-3 is healthy. Meant for `on_step` of `train`, where the gradients are those of the
    step just made, by plain gradient descent: other optimizers make other updates. Raises
    ValueError without gradients.
    """
    return [
        (lr * gradient.std() / weight.std()).item()
        for _, weight, gradient in _weights_and_gradients(model)
    ]


def _leaves(model: Sequential) -> list[object]:
    """The model's layers in order, those of nested Sequentials in their places."""
    return [module for module in model.modules() if not isinstance(module, Sequential)]


def _weights_and_gradients(model: Sequential) -> list[tuple[int, Tensor, Tensor]]:
    """(number among all parameters, weight, its gradient), for each weight."""
    found = []
    for number, parameter in enumerate(model.parameters()):
        if parameter.ndim < 2 or not parameter.requires_grad:
            continue
        if parameter.grad is None:
            raise ValueError("no gradients yet: train, or call loss.backward(), first.")
        found.append((number, parameter, parameter.grad))
    return found
