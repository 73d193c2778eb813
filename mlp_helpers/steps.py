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

    def publish(self, model: Model) -> None:
        """Nothing to do: the gradients are in the parameters' `.grad` already."""


class ByHand:
    """Gradients from the layers' own `backward`, on arrays.

    The arrays of one model share their memory with its tensors, so that it is trained in
    place. Those of M models are copies, `joined` along a new first axis.
    """

    def __init__(self, models: Sequence[Any], *, joined: bool = False) -> None:
        self.network = _on_arrays(models, joined=joined).train()
        self._learning = [
            (getattr(twin, name), twin.gradients, name)
            for layer, twin in zip(models[0].modules(), self.network.modules(), strict=True)
            for name, tensor in _tensors(layer)
            if tensor.requires_grad
        ]

    @property
    def dtype(self) -> np.dtype:
        """That of the parameters."""
        dtype: np.dtype = self._learning[0][0].dtype
        return dtype

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
        for parameter, gradients, name in self._learning:
            parameter -= lr * gradients[name]

    def publish(self, model: Any, member: int | None = None) -> None:
        """Give each layer of `model` its `.out` and `.grad`; if joined, all that a member holds."""
        for layer, twin in zip(model.modules(), self.network.modules(), strict=True):
            for name, tensor in _tensors(layer):
                if member is not None:
                    tensor.data.copy_(_part(getattr(twin, name), member).reshape(tensor.shape))
                if tensor.requires_grad and name in twin.gradients:
                    tensor.grad = _part(twin.gradients[name], member).reshape(tensor.shape)
            if twin.out is not None:
                layer.out = _part(twin.out, member)


def trains_by_hand(model: Any) -> bool:
    """Whether `ByHand` can train it: each layer has its own `backward`, which works on arrays.

    No layer and no tensor may be used twice: the second use would overwrite what the first
    one left.
    """
    layers = list(_each_use(model))
    if not all(map(_has_backward, layers)):
        return False
    tensors = [tensor for layer in layers for _, tensor in _tensors(layer)]
    dtypes = {tensor.dtype for tensor in tensors}
    return (
        len(set(layers)) == len(layers)
        and len(set(tensors)) == len(tensors)
        and set(model.parameters()) <= set(tensors)
        and all(tensor.device.type == "cpu" for tensor in tensors)
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


def _on_arrays(layers: Sequence[Any], *, joined: bool) -> Any:
    """A copy of one layer with arrays for tensors; or of M alike, with theirs joined."""
    twin = copy.copy(layers[0])
    for name, _ in _tensors(twin):
        arrays = [getattr(layer, name).detach().numpy() for layer in layers]
        setattr(twin, name, _join(arrays) if joined else arrays[0])
    if isinstance(twin, Flatten) and joined:
        twin.start_dim += 1
    if isinstance(twin, Sequential):
        inside = zip(*(layer.layers for layer in layers), strict=True)
        twin.layers = [_on_arrays(parts, joined=joined) for parts in inside]
    return twin


def _join(arrays: Sequence[np.ndarray]) -> np.ndarray:
    """M matrices as (M, rows, columns), M vectors as (M, 1, length)."""
    return np.stack([np.atleast_2d(array) for array in arrays])


def _part(array: np.ndarray, member: int | None) -> Tensor:
    """The whole array as a tensor in the same memory, or a copy of what belongs to a member."""
    return torch.from_numpy(array if member is None else array[member].copy())


def _tensors(layer: Layer) -> list[tuple[str, Tensor]]:
    """The names and values of the layer's own parameters and running statistics."""
    own = layer.__getstate__().items()  # without what the last call left
    return [(name, value) for name, value in own if isinstance(value, Tensor)]
