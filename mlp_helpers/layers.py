"""Neural-network layers from scratch, used like those of torch.nn.

A layer is called with a tensor and returns one, keeps that result as `.out` for later
inspection, and lists its learnable tensors in `.parameters()`. `.training` says whether it
is in training or evaluation mode, which matters to BatchNorm1d only.

Every weight is drawn from the `generator` given; without one, from PyTorch's global
generator, as torch.nn does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Generator, Tensor


class Layer:
    """What all layers share. A subclass defines `forward` and, if it learns, `parameters`."""

    def __init__(self) -> None:
        self.training = True
        self.out: Tensor | None = None

    def __call__(self, x: Tensor) -> Tensor:
        self.out = self.forward(x)
        return self.out

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError

    def parameters(self) -> list[Tensor]:
        """The tensors that training changes."""
        return []

    def modules(self) -> Iterator[Layer]:
        """This layer and every layer inside it, each once, as torch.nn.Module.modules does."""
        yield self

    def train(self) -> Layer:
        """Switch to training mode, everywhere inside too; returns the layer itself."""
        for module in self.modules():
            module.training = True
        return self

    def eval(self) -> Layer:
        """Switch to evaluation mode, everywhere inside too; returns the layer itself."""
        for module in self.modules():
            module.training = False
        return self

    def __getstate__(self) -> dict[str, Any]:
        # `.out` is a by-product of the last call and may hang on an autograd graph, which
        # cannot be copied: a copied or pickled layer starts without it.
        return {**self.__dict__, "out": None}


class Embedding(Layer):
    """A table with one row of `dim` numbers for each character: a look-up, nothing more.

    int64 (...) → (..., dim). `weight` is (num_embeddings, dim), drawn from the standard
    normal distribution. Equals torch.nn.Embedding. Raises IndexError for a row that does not
    exist and TypeError for numbers that are not whole.
    """

    def __init__(
        self, num_embeddings: int, dim: int, *, generator: Generator | None = None
    ) -> None:
        super().__init__()
        self.weight = torch.randn(num_embeddings, dim, generator=generator).requires_grad_()

    def forward(self, x: Tensor) -> Tensor:
        # The same as self.weight[x], but for two things that indexing takes without a word:
        # negative numbers, which would count from the end, and boolean masks.
        try:
            return F.embedding(x, self.weight)
        except IndexError as error:
            raise IndexError(
                f"the embedding has the rows 0 to {len(self.weight) - 1}, but was asked for "
                f"{int(x.min())} to {int(x.max())}. Was x made with another vocabulary?"
            ) from error
        except RuntimeError as error:
            raise TypeError(f"x must hold whole numbers (int64), not {x.dtype}.") from error

    def parameters(self) -> list[Tensor]:
        return [self.weight]


class Flatten(Layer):
    """Joins everything but the first axis: (N, T, D) → (N, T·D). Equals torch.nn.Flatten."""

    def forward(self, x: Tensor) -> Tensor:
        return x.flatten(1)


class Linear(Layer):
    """x @ weight + bias: (N, fan_in) → (N, fan_out).

    `weight` is (fan_in, fan_out), the transpose of torch.nn.Linear's: standard normal draws
    times gain/√fan_in, so that inputs of spread 1 give outputs of spread `gain` (He et al.
    2015, arXiv:1502.01852). `bias` is (fan_out,) zeros, or None. Raises ValueError for rows of
    another length.
    """

    def __init__(
        self,
        fan_in: int,
        fan_out: int,
        *,
        bias: bool = True,
        gain: float = 1.0,
        generator: Generator | None = None,
    ) -> None:
        super().__init__()
        draws = torch.randn(fan_in, fan_out, generator=generator)
        self.weight: Tensor = (draws * gain / fan_in**0.5).requires_grad_()
        self.bias = torch.zeros(fan_out, requires_grad=True) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        fan_in, _ = self.weight.shape
        if x.shape[-1] != fan_in:
            raise ValueError(
                f"Linear expects rows of {fan_in} numbers, but got {tuple(x.shape)}. After an "
                "embedding, that is context length times embedding width, joined by Flatten."
            )
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

    def parameters(self) -> list[Tensor]:
        return [self.weight] if self.bias is None else [self.weight, self.bias]


class BatchNorm1d(Layer):
    """gain · (x − mean) / √(var + eps) + bias, column by column: (N, dim) → (N, dim).

    In training mode mean and variance are those of the batch, and `running_mean` and
    `running_var` move towards them by the share `momentum`; in evaluation mode the running
    ones are used (Ioffe and Szegedy 2015, arXiv:1502.03167).

    `unbiased=True` normalises with the variance over N−1, as the public lectures do;
    `unbiased=False` with the one over N, as torch.nn.BatchNorm1d does. The running variance
    is over N−1 in both, also as in torch.nn.

    Raises ValueError for input that is not (N, dim), and for a single row in training mode.
    """

    def __init__(
        self, dim: int, *, eps: float = 1e-5, momentum: float = 0.1, unbiased: bool = True
    ) -> None:
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.unbiased = unbiased
        self.gain = torch.ones(dim, requires_grad=True)
        self.bias = torch.zeros(dim, requires_grad=True)
        self.running_mean = torch.zeros(dim)
        self.running_var = torch.ones(dim)

    def forward(self, x: Tensor) -> Tensor:
        if x.ndim != 2 or x.shape[1] != len(self.gain):
            raise ValueError(
                f"BatchNorm1d expects a tensor (N, {len(self.gain)}), but got {tuple(x.shape)}."
            )
        if self.training:
            mean, var = self._batch_statistics(x)
        else:
            mean, var = self.running_mean, self.running_var
        return self.gain * ((x - mean) / (var + self.eps).sqrt()) + self.bias

    def _batch_statistics(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and variance (dim,) of the batch; moves the running ones towards them."""
        N, _ = x.shape
        if N < 2:
            raise ValueError(
                "BatchNorm1d in training mode needs at least 2 rows: one row has no variance. "
                "To evaluate or sample, call .eval() on the model first."
            )
        mean = x.mean(0)
        var = x.var(0, unbiased=self.unbiased)
        with torch.no_grad():
            unbiased_var = var if self.unbiased else var * N / (N - 1)
            self.running_mean.lerp_(mean, self.momentum)
            self.running_var.lerp_(unbiased_var, self.momentum)
        return mean, var

    def parameters(self) -> list[Tensor]:
        return [self.gain, self.bias]


class Tanh(Layer):
    """Squashes every number into (−1, 1), shape unchanged. Equals torch.nn.Tanh."""

    def forward(self, x: Tensor) -> Tensor:
        return x.tanh()


class Sequential(Layer):
    """Calls `layers` one after the other. Equals torch.nn.Sequential."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        super().__init__()
        self.layers = list(layers)

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x)
        return x

    def parameters(self) -> list[Tensor]:
        found = [parameter for layer in self.layers for parameter in layer.parameters()]
        return list(dict.fromkeys(found))  # a layer used twice must be trained once a step

    def modules(self) -> Iterator[Layer]:
        yield self
        yield from dict.fromkeys(module for layer in self.layers for module in layer.modules())
