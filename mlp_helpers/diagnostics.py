"""What goes on inside a network, as plain data for tables and plots.

The functions read what the last forward and backward pass left behind, each layer's `.out` and
each parameter's `.grad`, and change nothing. `activation_gradients` sends a copy through a pass.

Places number the layers of a model in the order of their calls, those of nested Sequentials
included; a layer that is used twice has one place, and its last output. A spread is a standard
deviation, and NaN for a single number.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple, TypeVar

import torch
import torch.nn.functional as F
from torch import Tensor

from mlp_helpers.inputs.training import check_data, check_numbers
from mlp_helpers.layers import Layer, Sequential, Tanh

Key = TypeVar("Key", bound=Hashable)

# tanh's slope is 1 − out². Beyond ±0.97 it is below 0.06, so hardly any gradient gets back.
SATURATED = 0.97
TINY = 1e-300  # of a histogram's range: a density, which is divided by it, must stay finite


class ActivationStats(NamedTuple):
    """The outputs of one tanh layer; `saturated` is the share beyond ±0.97. NaN if one is."""

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


class Histogram(NamedTuple):
    """How numbers are spread: their density, per unit, in bins of equal width."""

    centres: list[float]
    density: list[float]


@torch.no_grad()
def activation_stats(model: Sequential) -> list[ActivationStats]:
    """One entry for each Tanh layer, by its place. Raises ValueError before the first call."""
    return [
        ActivationStats(
            number,
            out.mean().item(),
            out.std().item(),
            math.nan if out.isnan().any() else (out.abs() > SATURATED).float().mean().item(),
        )
        for number, out in activations(model).items()
    ]


def activations(model: Sequential, *, kind: type[Layer] = Tanh) -> dict[int, Tensor]:
    """The last outputs of the layers of one `kind`, by their places; no copies of them.

    Raises ValueError if the model has not been called yet, or for the kind Sequential.
    """
    found = {}
    for number, layer in _of_kind(model, kind):
        if layer.out is None:
            raise ValueError("call the model first: its layers hold no outputs yet.")
        found[number] = layer.out.detach()
    return found


def activation_gradients(
    model: Sequential, X: Tensor, Y: Tensor, *, kind: type[Layer] = Tanh
) -> dict[int, Tensor]:
    """The gradient of the mean loss on X and Y for what each layer of one `kind` returned.

    By the layers' places; each has the shape of its output. The pass goes through a copy, in the
    modes of the model, which itself stays as it is. It works under `torch.no_grad()`, but not
    under `torch.inference_mode()`. Raises ValueError for the kind Sequential, and ValueError,
    IndexError or TypeError for data that does not fit the model.
    """
    twin = copy.deepcopy(model)
    check_data(twin, X, Y)
    for parameter in twin.parameters():
        parameter.requires_grad_()  # or a gradient would end before a frozen layer
    with torch.enable_grad(), torch.random.fork_rng(devices=[]):  # which Dropout may draw from
        loss = F.cross_entropy(twin(X), Y)
        outputs: dict[int, Any] = {place: layer.out for place, layer in _of_kind(twin, kind)}
        for out in outputs.values():
            out.retain_grad()
        loss.backward()
    return {place: out.grad for place, out in outputs.items()}


@torch.no_grad()
def histograms(tensors: Mapping[Key, Tensor], *, bins: int = 50) -> dict[Key, Histogram]:
    """A histogram of each tensor's numbers, by the same names; the bins are the same for all.

    They reach from the smallest to the largest number of all. Raises ValueError for numbers that
    are NaN or infinite, without tensors, or for an empty one.
    """
    check_numbers(bins=bins)
    numbers = {name: tensor.double().flatten() for name, tensor in tensors.items()}
    if not numbers or not all(map(len, numbers.values())):
        raise ValueError("a histogram needs numbers: pass at least one tensor, and no empty one.")
    low, high = (end.item() for end in torch.cat(list(numbers.values())).aminmax())
    if not math.isfinite(high - low):
        raise ValueError(f"the numbers reach from {low} to {high}: they have no histogram.")
    if high - low <= TINY:  # all numbers are the same; bins need some room around them
        room = max(0.5, 1e-6 * abs(low))  # that is far more than rounding, however large they are
        low, high = low - room, high + room
    width = (high - low) / bins
    centres = [low + width * (number + 0.5) for number in range(bins)]
    return {
        name: Histogram(centres, (torch.histc(own, bins, low, high) / len(own) / width).tolist())
        for name, own in numbers.items()
    }


@torch.no_grad()
def gradient_stats(model: Sequential) -> list[GradientStats]:
    """One entry for each trained matrix (not biases or gains). Raises ValueError without any."""
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

    A rule of thumb is 1e-3, within a factor of ten; what is good depends on the batch size. Meant
    for `on_step` of `train`, after plain gradient descent. Raises ValueError without gradients.
    """
    return [
        (lr * gradient.std() / weight.std()).item()
        for _, weight, gradient in _weights_and_gradients(model)
    ]


def _of_kind(model: Sequential, kind: type[Layer]) -> list[tuple[int, Layer]]:
    """(place, layer) of the layers of a kind, those of nested Sequentials counted in order."""
    if issubclass(kind, Sequential):
        raise ValueError("a Sequential has no place of its own: ask for a kind of layer inside.")
    leaves = [layer for layer in model.modules() if not isinstance(layer, Sequential)]
    return [(place, layer) for place, layer in enumerate(leaves) if isinstance(layer, kind)]


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
