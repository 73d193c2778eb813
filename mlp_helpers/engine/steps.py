"""What happens within one training step: drawing, gradients, update. Two ways, same numbers.

`ByAutograd` takes any model. `ByHand` takes models of this package's layers and is about three
times as fast on the course's networks: no graph is recorded, and NumPy's operations are cheaper.
With 300 characters in place of 27 it is 1.3 times as fast, with 1,000 1.1 times.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
import torch
import torch.nn.functional as F
from torch import Generator, Tensor
from torch.autograd.graph import increment_version

from mlp_helpers.engine.arrays import Array
from mlp_helpers.inputs.modes import Model
from mlp_helpers.layers import (
    METHODS,
    Embedding,
    Layer,
    Sequential,
    methods_of,
    softmax_cross_entropy,
)

ROWS_DRAWN_AHEAD = 32_768  # many steps share the cost of one draw; the memory stays small


def as_arrays(X: Tensor, Y: Tensor) -> tuple[Array, Array]:
    """X and Y as arrays in the same memory, which `ByHand` is given."""
    return X.detach().numpy(), Y.numpy()  # type: ignore[return-value]


def batches(
    X: Array,
    Y: Array,
    *,
    steps: int,
    batch_size: int,
    generators: Generator | Sequence[Generator],
) -> Iterator[tuple[Any, Any]]:
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
        drawn = (D[rows] if isinstance(D, Tensor) else D.take(rows, 0) for D in (X, Y))
        yield from zip(*drawn, strict=True)


class Way(Protocol):
    """How a step finds its gradients. `loss`, `backward` and `descend` are called in turn."""

    def loss(self, x: Any, y: Any) -> float:
        """The mean loss of a batch."""

    def backward(self) -> None:
        """Find the gradients of the last loss."""

    def descend(self, lr: float) -> None:
        """One step of gradient descent, in place."""

    def publish(self) -> None:
        """Show the last gradients and outputs in the model's own `.grad` and `.out`."""


class ByAutograd:
    """Gradients from PyTorch's autograd, for any callable with parameters."""

    def __init__(self, model: Model, parameters: Sequence[Tensor]) -> None:
        self.model = model
        self.parameters = parameters

    def loss(self, x: Tensor, y: Tensor) -> float:
        with torch.inference_mode(False), torch.enable_grad():  # whatever is switched off around
            self._loss = F.cross_entropy(self.model(x), y)
        return self._loss.item()

    def backward(self) -> None:
        for parameter in self.parameters:
            parameter.grad = None  # so one that the loss does not hang on has none
        self._loss.backward()

    def descend(self, lr: float) -> None:
        with torch.no_grad():
            for parameter in self.parameters:
                if parameter.grad is not None:
                    parameter -= lr * parameter.grad

    def publish(self) -> None:
        """Nothing to do: autograd leaves the gradients in the parameters' `.grad`."""


class ByHand:
    """Gradients from the layers' own `backward`, on arrays in the memory of the model's tensors.

    So the model itself is trained. `JoinedByHand` does the same for many models.
    """

    def __init__(self, model: Layer) -> None:
        self._take(model, on_arrays(model))

    def _take(self, model: Layer, network: Any) -> None:
        self.network = network
        self._chain = network.layers if isinstance(network, Sequential) else [network]
        self._layers = list(zip(model.modules(), network.modules(), strict=True))
        self._learning = [
            (tensor, getattr(twin, name), twin.gradients, name)
            for layer, twin in self._layers
            for name, tensor in layer.named_tensors().items()
            if tensor.requires_grad
        ]

    def losses(self, x: Array, y: Array) -> Any:
        """The mean loss of a batch (), or of one batch for each model (M,)."""
        for layer in self._chain:  # as the network's own call would, which costs more
            layer.out = x = layer.forward(x)
        self.network.out = x
        loss, self._grad = softmax_cross_entropy(x, y)
        return loss

    def loss(self, x: Array, y: Array) -> float:
        return float(self.losses(x, y))

    def backward(self) -> None:
        self.network.backward(self._grad)

    def descend(self, lr: float | np.ndarray) -> None:
        """One step of gradient descent, in place; with `lr` (M, 1, 1), each at its own rate."""
        for _, parameter, gradients, name in self._learning:
            parameter -= lr * gradients[name]

    def publish(self) -> None:
        increment_version([tensor for tensor, *_ in self._learning])  # as autograd has to know
        for tensor, _, gradients, name in self._learning:
            if name in gradients:
                tensor.grad = torch.from_numpy(gradients[name])
        for layer, twin in self._layers:
            if twin.out is not None:
                layer.out = torch.from_numpy(twin.out)


class JoinedByHand(ByHand):
    """M models of the same layers at once, in one network on arrays of its own."""

    def __init__(self, models: Sequence[Layer]) -> None:
        self._take(models[0], joined(models).train())

    def hand_out(self, member: int, model: Layer) -> None:
        """Copy what belongs to a member into the layers of a model of its own."""

        def own(array: np.ndarray, shape: Sequence[int]) -> Tensor:
            return torch.from_numpy(array[member].copy()).reshape(shape)

        for layer, twin in zip(model.modules(), self.network.modules(), strict=True):
            for name, tensor in layer.named_tensors().items():
                tensor.data.copy_(own(getattr(twin, name), tensor.shape))
                if tensor.requires_grad and name in twin.gradients:
                    tensor.grad = own(twin.gradients[name], tensor.shape)
            if twin.out is not None:
                layer.out = own(twin.out, twin.out.shape[1:])


def trains_by_hand(model: Any, X: Tensor) -> bool:
    """Whether `ByHand` can train the model on X (N, context); autograd can train any.

    It takes layers of this package, unchanged, with float32 or float64 tensors on the CPU, none
    used twice: the second use would overwrite what the first one left.
    """
    layers = list(_each_use(model))
    if not all(type(layer) in METHODS and not _was_changed(layer) for layer in layers):
        return False
    found = [tensor for layer in layers for tensor in layer.named_tensors().values()]
    dtypes = {tensor.dtype for tensor in found}
    first = next((layer for layer in layers if not isinstance(layer, Sequential)), None)
    return (
        len(set(layers)) == len(layers)
        and all(map(_has_own_memory, found))
        and len({tensor.data_ptr() for tensor in found}) == len(found)
        and {tensor for tensor in found if tensor.requires_grad} <= set(model.parameters())
        and (dtypes == {torch.float32} or dtypes == {torch.float64})
        and (X.dtype in dtypes or type(first) is Embedding)
    )


def _each_use(model: Any) -> Iterator[Any]:
    """The layers inside `model`, once for each time that it calls them."""
    yield model
    if isinstance(model, Sequential):
        for layer in model.layers:
            yield from _each_use(layer)


def _was_changed(layer: Layer) -> bool:
    """Whether a method was replaced, on this one layer or on its class."""
    methods, now = METHODS[type(layer)], methods_of(type(layer))
    return any(name in vars(layer) or now.get(name) is not methods[name] for name in methods)


def _has_own_memory(tensor: Tensor) -> bool:
    """On the CPU, and not a part of another tensor's memory."""
    own = tensor.numel() * tensor.element_size()
    return tensor.device.type == "cpu" and tensor.untyped_storage().nbytes() == own


def on_arrays(layer: Layer) -> Layer:
    """A copy of a layer with arrays in place of its tensors, in the same memory."""
    twin = copy.copy(layer)
    for name, tensor in layer.named_tensors().items():
        setattr(twin, name, tensor.detach().numpy())
    if isinstance(layer, Sequential):
        twin.layers = [on_arrays(part) for part in layer.layers]  # type: ignore[attr-defined]
    return twin


def joined(layers: Sequence[Layer]) -> Layer:
    """One layer for M alike, on arrays of its own: (M, rows, columns) and (M, 1, length)."""
    twin = copy.copy(layers[0])
    twin.add_model_axis()
    for name in layers[0].named_tensors():
        arrays = [getattr(layer, name).detach().numpy() for layer in layers]
        setattr(twin, name, np.stack([np.atleast_2d(array) for array in arrays]))
    if isinstance(twin, Sequential):
        parts = zip(*(layer.layers for layer in layers), strict=True)  # type: ignore[attr-defined]
        twin.layers = [joined(part) for part in parts]
    return twin
