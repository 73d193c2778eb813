"""What happens within one training step: drawing, gradients, update. Two ways, same numbers.

`ByAutograd` takes any model. `ByHand` takes models of this package's layers, which bring their
own `backward`, and is several times faster: no graph is recorded, and NumPy's operations are
cheaper.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Generator, Tensor
from torch.autograd.graph import increment_version

from mlp_helpers.checks import Model
from mlp_helpers.layers import (
    GELU,
    Array,
    BatchNorm1d,
    Dropout,
    Embedding,
    Flatten,
    Layer,
    Linear,
    Sequential,
    Tanh,
    softmax_cross_entropy,
)

WITH_BACKWARD = {Embedding, Flatten, Linear, BatchNorm1d, Tanh, GELU, Dropout, Sequential}
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
        self.network = network or on_arrays([model])
        self._layers = list(zip(model.modules(), self.network.modules(), strict=True))
        self._learning = [
            (tensor, getattr(twin, name), twin.gradients, name)
            for layer, twin in self._layers
            for name, tensor in tensors(layer)
            if tensor.requires_grad
        ]

    # NumPy would warn about infinities and NaN; here the loss tells of them.
    @np.errstate(all="ignore")
    def loss(self, x: Array, y: Array) -> Array:
        """The mean loss of a batch, or of one batch for each model (M,)."""
        loss, self._grad = softmax_cross_entropy(self.network(np.asarray(x)), np.asarray(y))
        return loss

    @np.errstate(all="ignore")
    def backward(self) -> None:
        """Find the gradients of the last loss."""
        self.network.backward(self._grad)

    @np.errstate(all="ignore")
    def descend(self, lr: float | np.ndarray) -> None:
        """One step of gradient descent, in place; with `lr` (M, 1, 1), each at its own rate."""
        for _, parameter, gradients, name in self._learning:
            parameter -= lr * gradients[name]

    def publish(self) -> None:
        """Show the last gradients and outputs in the model's own `.grad` and `.out`."""
        for tensor, _, gradients, name in self._learning:
            increment_version(tensor)  # so that autograd knows that its values have changed
            if name in gradients:
                tensor.grad = torch.from_numpy(gradients[name])
        for layer, twin in self._layers:
            if twin.out is not None:
                layer.out = torch.from_numpy(twin.out)


def trains_by_hand(model: Any, X: Tensor) -> bool:
    """Whether `ByHand` can train the model on X; autograd can train all that `train` takes.

    The layers must be those of this package, unchanged, with float32 or float64 tensors on the
    CPU. None may be used twice: the second use would overwrite what the first one left.
    """
    layers = list(_each_use(model))
    if not all(type(layer) in WITH_BACKWARD and not _was_changed(layer) for layer in layers):
        return False
    found = [tensor for layer in layers for _, tensor in tensors(layer)]
    dtypes = {tensor.dtype for tensor in found}
    return (
        len(set(layers)) == len(layers)
        and all(map(_has_own_memory, found))
        and len({tensor.data_ptr() for tensor in found}) == len(found)
        and {tensor for tensor in found if tensor.requires_grad} <= set(model.parameters())
        and (dtypes == {torch.float32} or dtypes == {torch.float64})
        and (X.dtype in dtypes or type(_first(layers)) is Embedding)
    )


def _each_use(model: Any) -> Iterator[Any]:
    """The layers inside `model`, once for each time that it calls them."""
    yield model
    if isinstance(model, Sequential):
        for layer in model.layers:
            yield from _each_use(layer)


def _first(layers: Sequence[Layer]) -> Layer | None:
    """The layer that X itself goes into."""
    return next((layer for layer in layers if not isinstance(layer, Sequential)), None)


def _was_changed(layer: Layer) -> bool:
    """Whether a method of this one layer was replaced, as in `layer.forward = …`."""
    return any(callable(value) for value in vars(layer).values())


def _has_own_memory(tensor: Tensor) -> bool:
    """On the CPU, and not a part of another tensor's memory."""
    own = tensor.numel() * tensor.element_size()
    return tensor.device.type == "cpu" and tensor.untyped_storage().nbytes() == own


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
    if isinstance(twin, Flatten) and joined and twin.start_dim >= 0:
        twin.start_dim += 1
    if isinstance(twin, Sequential):
        inside = zip(*(layer.layers for layer in layers), strict=True)
        twin.layers = [on_arrays(parts, joined=joined) for parts in inside]
    return twin


def tensors(layer: Layer) -> list[tuple[str, Tensor]]:
    """The names and values of the layer's own parameters and running statistics."""
    own = layer.__getstate__().items()  # without what the last call left
    return [(name, value) for name, value in own if isinstance(value, Tensor)]
