"""What happens within one training step: drawing, gradients, update. Two ways, same numbers.

`ByAutograd` takes any model. `ByHand` takes models of layers that bring their own `backward`,
and is several times faster: no graph is recorded, and NumPy's operations are cheaper.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from mlp_helpers.checks import Model
from mlp_helpers.layers import Array, Flatten, Layer, Sequential, softmax_cross_entropy

ROWS_DRAWN_AHEAD = 32_768  # many steps share the cost of one draw; the memory stays small


def batches(
    X: Array,
    Y: Array,
    *,
    steps: int,
    batch_size: int,
    generators: Generator | Sequence[Generator],
) -> Iterator[tuple[Array, Array]]:
    """A batch (batch_size, …) of X and Y for each step; from M generators, (M, batch_size, …).

    Those that one torch.randint(0, N, (batch_size,), generator=generator) a step would draw.
    """
    several = [generators] if isinstance(generators, Generator) else generators
    block = max(1, ROWS_DRAWN_AHEAD // (batch_size * len(several)))
    for start in range(0, steps, block):
        shape = (min(block, steps - start), batch_size)
        rows = torch.stack([torch.randint(0, len(Y), shape, generator=g) for g in several], 1)
        if isinstance(generators, Generator):
            rows = rows[:, 0]
        chosen = rows if isinstance(X, Tensor) else rows.numpy()
        yield from zip(X[chosen], Y[chosen], strict=True)


class ByAutograd:
    """Gradients from PyTorch's autograd, for any callable with parameters."""

    def __init__(self, model: Model, parameters: Sequence[Tensor]) -> None:
        self.model = model
        self.parameters = parameters

    def prepared(self, data: Tensor) -> Tensor:
        """X or Y in the form that `loss` takes."""
        return data

    def loss(self, x: Tensor, y: Tensor) -> float:
        """The mean loss of a batch."""
        self._loss = F.cross_entropy(self.model(x), y)
        return self._loss.item()

    def backward(self) -> None:
        """Find the gradients of the last loss. A parameter that it does not hang on has none."""
        for parameter in self.parameters:
            parameter.grad = None
        self._loss.backward()

    def descend(self, lr: float) -> None:
        """One step of gradient descent, in place."""
        with torch.no_grad():
            for parameter in self.parameters:
                if parameter.grad is not None:
                    parameter -= lr * parameter.grad

    def publish(self) -> None:
        """Nothing to do: the gradients are in the parameters' `.grad` already."""


class ByHand:
    """Gradients from the layers' own `backward`, on arrays.

    The arrays share their memory with the model's tensors, so that the model itself is
    trained. `train_many` gives a `network` of its own, which joins many models like this one.
    """

    def __init__(self, model: Any, network: Any = None) -> None:
        self.network = (network or on_arrays([model])).train()
        self._layers = list(zip(model.modules(), self.network.modules(), strict=True))
        self._learning = [
            (tensor, getattr(twin, name), twin.gradients, name)
            for layer, twin in self._layers
            for name, tensor in tensors(layer)
            if tensor.requires_grad
        ]

    def prepared(self, data: Tensor) -> np.ndarray:
        """X or Y in the form that `loss` takes."""
        return data.detach().numpy()

    def loss(self, x: np.ndarray, y: np.ndarray) -> Array:
        """The mean loss of a batch, or of one batch for each model (M,)."""
        loss, self._grad = softmax_cross_entropy(self.network(x), y)
        return loss

    def backward(self) -> None:
        """Find the gradients of the last loss."""
        self.network.backward(self._grad)

    def descend(self, lr: float | np.ndarray) -> None:
        """One step of gradient descent, in place; with `lr` (M, 1, 1), each at its own rate."""
        for _, parameter, gradients, name in self._learning:
            parameter -= lr * gradients[name]

    def publish(self) -> None:
        """Show the last gradients and outputs in the model's own `.grad` and `.out`."""
        for tensor, _, gradients, name in self._learning:
            if name in gradients:
                tensor.grad = torch.from_numpy(gradients[name])
        for layer, twin in self._layers:
            if twin.out is not None:
                layer.out = torch.from_numpy(twin.out)


def trains_by_hand(model: Any) -> bool:
    """Whether `ByHand` can train it: each layer has its own `backward`, which works on arrays.

    No layer and no tensor may be used twice: the second use would overwrite what the first
    one left.
    """
    layers = list(_each_use(model))
    if not all(map(_has_backward, layers)):
        return False
    found = [tensor for layer in layers for _, tensor in tensors(layer)]
    dtypes = {tensor.dtype for tensor in found}
    return (
        len(set(layers)) == len(layers)
        and len(set(found)) == len(found)
        and set(model.parameters()) <= set(found)
        and all(tensor.device.type == "cpu" for tensor in found)
        and len(dtypes) <= 1
        and dtypes <= {torch.float32, torch.float64}
    )


def _each_use(model: Any) -> Iterator[Any]:
    """The layers inside `model`, once for each time that it calls them."""
    yield model
    if isinstance(model, Sequential):
        for layer in model.layers:
            yield from _each_use(layer)


def _has_backward(layer: object) -> bool:
    """Whether the class that defines how the layer is called says so itself.

    A subclass that changes `forward` may have inherited a `backward` that does not fit it.
    """
    how = {"__call__", "forward", "backward"}
    if not isinstance(layer, Layer) or how & vars(layer).keys():
        return False
    definer = next(kind for kind in type(layer).__mro__ if how & vars(kind).keys())
    return bool(vars(definer).get("on_arrays"))


def on_arrays(layers: Sequence[Any], *, joined: bool = False) -> Any:
    """A copy of a layer with arrays for tensors, in the same memory; or of M alike, `joined`.

    Joined matrices are (M, rows, columns), joined vectors (M, 1, length), and in memory of
    their own.
    """
    twin = copy.copy(layers[0])
    for name, _ in tensors(twin):
        arrays = [getattr(layer, name).detach().numpy() for layer in layers]
        array = np.stack([np.atleast_2d(a) for a in arrays]) if joined else arrays[0]
        setattr(twin, name, array)
    if isinstance(twin, Flatten) and joined:
        twin.start_dim += 1
    if isinstance(twin, Sequential):
        inside = zip(*(layer.layers for layer in layers), strict=True)
        twin.layers = [on_arrays(parts, joined=joined) for parts in inside]
    return twin


def tensors(layer: Layer) -> list[tuple[str, Tensor]]:
    """The names and values of the layer's own parameters and running statistics."""
    own = layer.__getstate__().items()  # without what the last call left
    return [(name, value) for name, value in own if isinstance(value, Tensor)]
