"""Neural-network layers from scratch, used like those of torch.nn.

A layer is called with a tensor and returns one, keeps that result as `.out` for later
inspection, and lists its learnable tensors in `.parameters()`. `.training` says whether it
is in training or evaluation mode, which matters to BatchNorm1d and Dropout only.

Backpropagation is written by hand: `softmax_cross_entropy` gives the gradient for the logits, and
from there each layer's `backward` turns the gradient for what it returned into the one for what it
was given, by the chain rule, and leaves those for its parameters. In the formulas, g is the
gradient that comes in. PyTorch's autograd finds the same gradients through the same layers.

The layers take NumPy arrays as well as tensors, because on matrices this small NumPy takes about
0.4 of PyTorch's time. They also take M models at once, for `train_many`: arrays then begin with a
model axis, weights are (M, rows, columns) and vectors (M, 1, columns).

A new layer is one class here, as `ReLU` shows: `forward`, `backward`, the names of its tensors,
and a `kind`, its name in files. Training, recipes, saving and exporting read those. Weights are
drawn from the `generator` given; without one, from PyTorch's global generator, as in torch.nn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Self

import torch
import torch.nn.functional as F
from torch import Generator, Tensor

from mlp_helpers.engine.arrays import Array, add_rows, constant, erf, library, sum_of_rows

KINDS: dict[str, type[Layer]] = {}  # the layers of this package, by their names in files
METHODS: dict[type[Layer], dict[str, Any]] = {}  # theirs, as they are written here


def methods_of(kind: type[Layer]) -> dict[str, Any]:
    """The methods of a class as they are now, those of the classes above it included."""
    members = [item for owner in reversed(kind.__mro__) for item in vars(owner).items()]
    return {name: value for name, value in members if callable(value)}


class Layer:
    """What all layers share. A subclass defines `forward`, and names its tensors if it has any.

    Autograd finds the gradients of any. One with a `kind` promises a `backward` of its own, also on
    arrays and with a model axis.
    """

    kind: ClassVar[str] = ""
    parameter_names: ClassVar[tuple[str, ...]] = ()  # attributes that training changes
    statistic_names: ClassVar[tuple[str, ...]] = ()  # attributes that training mode keeps up

    def __init_subclass__(cls, *, kind: str = "") -> None:
        cls.kind = kind
        if KINDS.get(kind, cls).__qualname__ != cls.__qualname__:
            raise ValueError(f"there is a layer of the kind {kind!r} already.")
        if kind:
            KINDS[kind] = cls
            METHODS[cls] = methods_of(cls)

    def __init__(self) -> None:
        self.training = True
        self.out: Tensor | None = None
        self._saved: tuple[Any, ...] | None = None  # what `forward` leaves for `backward`
        self.gradients: dict[str, Array] = {}  # of arrays, which have no .grad; by their names

    def __call__(self, x: Tensor) -> Tensor:
        self.out = self.forward(x)
        return self.out

    def forward(self, x: Array) -> Array:
        raise NotImplementedError

    def backward(self, grad_out: Array) -> Array | None:
        """The gradient of the loss for the last input, from the one for the last output.

        Each has the shape of what it belongs to. The parameters' gradients are put into their
        `.grad`, in place of what was there. Raises RuntimeError before the first call.
        """
        raise NotImplementedError

    def parameters(self) -> list[Tensor]:
        """The tensors that training changes."""
        own = self.named_tensors()
        return [own[name] for name in self.parameter_names if name in own]

    def named_tensors(self) -> dict[str, Tensor]:
        """The layer's own parameters and running statistics, by the names of its attributes."""
        names = (*self.parameter_names, *self.statistic_names)
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}

    def settings(self) -> dict[str, Any]:
        """What the layer was made with beside its tensors, such as eps or start_dim."""
        other = {"training", "out", "_saved", "gradients", "layers", *self.named_tensors()}
        return {name: value for name, value in vars(self).items() if name not in other}

    def add_model_axis(self) -> None:
        """Make a copy of the layer fit for arrays that begin with a model axis."""

    def __repr__(self) -> str:
        tensors = self.named_tensors().items()
        parts = [f"{name} {' × '.join(map(str, tensor.shape))}" for name, tensor in tensors]
        for name, value in self.settings().items():
            parts += [f"{name}={value}"] if isinstance(value, int | float | None) else []
        return f"{type(self).__name__}({', '.join(parts)}){self._count()}"

    def _count(self) -> str:
        count = sum(math.prod(parameter.shape) for parameter in self.parameters())
        return f", {count:,} parameters" if count else ""

    def modules(self) -> Iterator[Layer]:
        """This layer and every layer inside it, each once, as torch.nn.Module.modules does."""
        yield self

    def train(self, mode: bool = True) -> Self:
        """Switch to training mode, everywhere inside too; returns the layer itself."""
        for module in self.modules():
            module.training = mode
        return self

    def eval(self) -> Self:
        """Switch to evaluation mode, everywhere inside too; returns the layer itself."""
        return self.train(False)

    def __getstate__(self) -> dict[str, Any]:
        # By-products of the last call may hang on an autograd graph, which cannot be copied.
        return {**self.__dict__, "out": None, "_saved": None, "gradients": {}}

    def _recall(self) -> tuple[Any, ...]:
        """What the last call saved."""
        if self._saved is None:
            raise RuntimeError(f"call {type(self).__name__} first: backward needs what it saw.")
        return self._saved

    def _keep(self, **gradients: Array) -> None:
        """Leave the gradients of the parameters of these names."""
        for name, gradient in gradients.items():
            parameter = getattr(self, name)
            if not isinstance(parameter, Tensor):
                self.gradients[name] = gradient
            elif parameter.requires_grad:
                parameter.grad = constant(gradient)


class Embedding(Layer, kind="embedding"):
    """A table with one row of `dim` numbers for each character: int64 (...) → (..., dim).

    `weight` is (num_embeddings, dim), standard normal draws. Equals torch.nn.Embedding. Raises
    IndexError for a row that does not exist and TypeError for numbers that are not whole.
    """

    parameter_names = ("weight",)

    def __init__(
        self, num_embeddings: int, dim: int, *, generator: Generator | None = None
    ) -> None:
        super().__init__()
        self.weight = torch.randn(num_embeddings, dim, generator=generator).requires_grad_()

    def forward(self, x: Array) -> Array:
        self._saved = (x,)
        if isinstance(self.weight, Tensor):
            return self._checked_rows(x)
        *models, V, dim = self.weight.shape
        if models:  # in the joint table, model m's rows begin at m·V
            x = x + V * library(x).arange(*models).reshape(-1, *[1] * (x.ndim - 1))
        return self.weight.reshape(-1, dim).take(x, 0)

    def _checked_rows(self, x: Tensor) -> Tensor:
        # Unlike self.weight[x] it refuses negative numbers and boolean masks.
        try:
            return F.embedding(x, self.weight)
        except IndexError as error:
            raise IndexError(
                f"the embedding has the rows 0 to {len(self.weight) - 1}, but was asked for "
                f"{int(x.min())} to {int(x.max())}. Was x made with another vocabulary?"
            ) from error
        except RuntimeError as error:
            raise TypeError(f"x must hold whole numbers (int64), not {x.dtype}.") from error

    def backward(self, grad_out: Array) -> None:
        """∂L/∂weight = one-hot(x)ᵀ g: row c collects g where x is c. Whole numbers have none."""
        (x,) = self._recall()
        *models, V, dim = self.weight.shape
        grad = grad_out.reshape(*models, -1, dim)
        self._keep(weight=add_rows(grad, x.reshape(*models, -1), V))


class Flatten(Layer, kind="flatten"):
    """Joins the axes from `start_dim` on: (N, T, D) → (N, T·D). Equals torch.nn.Flatten."""

    def __init__(self, start_dim: int = 1) -> None:
        super().__init__()
        self.start_dim = start_dim

    def forward(self, x: Array) -> Array:
        self._saved = (x.shape,)
        kept, joined = x.shape[: self.start_dim], x.shape[self.start_dim :]
        return x.reshape(*kept, math.prod(joined))

    def add_model_axis(self) -> None:
        if self.start_dim >= 0:
            self.start_dim += 1

    def backward(self, grad_out: Array) -> Array:
        """∂L/∂x = g, in the shape of x."""
        (shape,) = self._recall()
        return grad_out.reshape(shape)


class Linear(Layer, kind="linear"):
    """x @ weight + bias: (N, fan_in) → (N, fan_out).

    `weight` is (fan_in, fan_out), the transpose of torch.nn.Linear's: standard normal draws times
    gain/√fan_in, so that inputs of spread 1 give outputs of spread `gain` (He et al. 2015,
    arXiv:1502.01852). `bias` is zeros, or None. Raises ValueError for rows of another length.
    """

    parameter_names = ("weight", "bias")

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
        self.weight = (draws * gain / fan_in**0.5).requires_grad_()
        self.bias = torch.zeros(fan_out, requires_grad=True) if bias else None

    def forward(self, x: Array) -> Array:
        fan_in, fan_out = self.weight.shape[-2:]
        if x.shape[-1] != fan_in:
            raise ValueError(
                f"Linear expects rows of {fan_in} numbers, but got {tuple(x.shape)}. After an "
                "embedding, that is context length (context=) times embedding width, by Flatten."
            )
        rows = self._as_rows(x)
        self._saved = (rows, x.shape)
        out = rows @ self.weight
        if self.bias is not None:
            out += self.bias
        return out if rows is x else out.reshape(*x.shape[:-1], fan_out)

    def backward(self, grad_out: Array) -> Array:
        """∂L/∂weight = xᵀ g, ∂L/∂bias = the sum of g over the rows, ∂L/∂x = g weightᵀ."""
        rows, shape = self._recall()
        grad = self._as_rows(grad_out)
        self._keep(weight=rows.mT @ grad)
        if self.bias is not None:
            self._keep(bias=sum_of_rows(grad, self.bias.shape))
        return (grad @ self.weight.mT).reshape(shape)

    def _as_rows(self, x: Array) -> Array:
        """(…, length) as the rows of one matrix, or of one for each model."""
        if x.ndim == self.weight.ndim:
            return x
        return x.reshape(*self.weight.shape[:-2], -1, x.shape[-1])


class BatchNorm1d(Layer, kind="batch_norm"):
    """gain · (x − mean) / √(var + eps) + bias, column by column: (N, dim) → (N, dim).

    In training mode mean and variance are those of the batch, and `running_mean` and
    `running_var` move towards them by the share `momentum`; in evaluation mode the running
    ones are used (Ioffe and Szegedy 2015, arXiv:1502.03167). `unbiased=True` normalises with the
    variance over N−1, as the public lectures do, False with the one over N, as torch.nn does; the
    running variance is over N−1 in both. Raises ValueError for input that is not (N, dim), and
    for a single row in training mode.
    """

    parameter_names = ("gain", "bias")
    statistic_names = ("running_mean", "running_var")

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

    def forward(self, x: Array) -> Array:
        dim = self.gain.shape[-1]
        if x.ndim != max(2, self.gain.ndim) or x.shape[-1] != dim:
            raise ValueError(f"BatchNorm1d expects a tensor (N, {dim}), but got {tuple(x.shape)}.")
        if self.training:
            centred, var = self._centre(x)
        else:
            centred, var = x - self.running_mean, self.running_var
        inverse_std = 1 / library(x).sqrt(var + self.eps)
        scale = self.gain * inverse_std
        self._saved = (centred, inverse_std, scale, self.training)
        out = centred * scale
        out += self.bias
        return out

    def _centre(self, x: Array) -> tuple[Array, Array]:
        """x minus the batch's mean, and its variance; moves the running ones towards them."""
        N = x.shape[-2]
        if N < 2:
            raise ValueError(
                "BatchNorm1d in training mode needs at least 2 rows: one row has no variance. "
                "Train on batches of 2 and more; to evaluate or sample, call .eval() first."
            )
        mean = sum_of_rows(x, self.gain.shape) / N
        centred = x - mean
        squares = sum_of_rows(centred * centred, self.gain.shape)
        self._move(self.running_mean, mean)
        self._move(self.running_var, squares / (N - 1))
        return centred, squares / self._divisor(N)

    def _move(self, running: Any, value: Array) -> None:
        running += self.momentum * (constant(value) - running)

    def _divisor(self, N: int) -> int:
        """What the sum of N squares is divided by to give the variance of the batch."""
        return N - 1 if self.unbiased else N

    def backward(self, grad_out: Array) -> Array:
        """With x̂ = (x − mean) / std, std = √(var + eps), and n = N−1 (unbiased) or N:

        ∂L/∂gain = Σ g·x̂ and ∂L/∂bias = Σ g, over the N rows;
        ∂L/∂x = gain / std · (g − ∂L/∂bias / N − x̂ · ∂L/∂gain / n).

        The two terms taken off: each row also moved the mean and the variance. In evaluation
        mode these are constants, and ∂L/∂x = gain / std · g.
        """
        centred, inverse_std, scale, training = self._recall()
        grad_gain = sum_of_rows(grad_out * centred, self.gain.shape) * inverse_std
        grad_bias = sum_of_rows(grad_out, self.bias.shape)
        self._keep(gain=grad_gain, bias=grad_bias)
        if not training:
            return grad_out * scale
        N = grad_out.shape[-2]
        grad = grad_out - grad_bias / N
        grad -= centred * (inverse_std * grad_gain / self._divisor(N))
        grad *= scale
        return grad


class Activation(Layer):
    """A layer that changes each number by itself, shape unchanged."""

    @property
    def usual_gain(self) -> float:
        """The gain of the Linear before it that keeps a signal's size (He et al. 2015)."""
        return 2**0.5


class Tanh(Activation, kind="tanh"):
    """Squashes every number into (−1, 1), shape unchanged. Equals torch.nn.Tanh."""

    @property
    def usual_gain(self) -> float:
        return 5 / 3  # as torch.nn.init.calculate_gain("tanh")

    def forward(self, x: Array) -> Array:
        out = library(x).tanh(x)
        self._saved = (out,)
        return out

    def backward(self, grad_out: Array) -> Array:
        """∂L/∂x = g · (1 − out²)."""
        (out,) = self._recall()
        return grad_out * (1 - out * out)


class ReLU(Activation, kind="relu"):
    """max(x, 0), shape unchanged. Equals torch.nn.ReLU."""

    def forward(self, x: Array) -> Array:
        self._saved = (x > 0,)
        return x.clip(0)

    def backward(self, grad_out: Array) -> Array:
        """∂L/∂x = g where x > 0, and 0 elsewhere."""
        (is_positive,) = self._recall()
        return grad_out * is_positive


class LeakyReLU(Activation, kind="leaky_relu"):
    """x where x > 0, and negative_slope · x elsewhere. Equals torch.nn.LeakyReLU."""

    def __init__(self, negative_slope: float = 0.01) -> None:
        super().__init__()
        self.negative_slope = negative_slope

    @property
    def usual_gain(self) -> float:
        return (2 / (1 + self.negative_slope**2)) ** 0.5

    def forward(self, x: Array) -> Array:
        self._saved = (x > 0,)
        return library(x).where(x > 0, x, self.negative_slope * x)

    def backward(self, grad_out: Array) -> Array:
        """∂L/∂x = g where x > 0, and negative_slope · g elsewhere."""
        (is_positive,) = self._recall()
        return library(grad_out).where(is_positive, grad_out, self.negative_slope * grad_out)


class GELU(Activation, kind="gelu"):
    """x · Φ(x), with the share Φ(x) of the standard normal distribution below x.

    A smooth step from 0 to x (Hendrycks and Gimpel 2016, arXiv:1606.08415). Equals torch.nn.GELU.
    """

    def forward(self, x: Array) -> Array:
        below = 0.5 * (1 + erf(x * 0.5**0.5))
        self._saved = (x, below)
        return x * below

    def backward(self, grad_out: Array) -> Array:
        """∂L/∂x = g · (Φ(x) + x φ(x)), with the density φ(x) = exp(−x²/2) / √(2π)."""
        x, below = self._recall()
        density = library(x).exp(-0.5 * x * x) * (1 / math.sqrt(2 * math.pi))
        return grad_out * (below + x * density)


class Dropout(Layer, kind="dropout"):
    """In training mode sets each number to 0 with probability p, and divides the rest by 1 − p.

    So the mean of each number stays. In evaluation mode x is returned as it is (Srivastava et
    al. 2014, JMLR 15). Equals torch.nn.Dropout but for the draws, which come from `generator`,
    one for each number of x; so `train_many` cannot join such models. Raises ValueError for a p
    outside [0, 1).
    """

    def __init__(self, p: float = 0.5, *, generator: Generator | None = None) -> None:
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError(f"p is {p}: a share to set to 0, from 0 to below 1.")
        self.p = p
        self.generator = generator

    def forward(self, x: Array) -> Array:
        if not self.training or self.p == 0:
            self._saved = (None,)
            return x
        kept = torch.rand(x.shape, generator=self.generator) >= self.p
        scale = library(x).asarray(kept, dtype=x.dtype) * (1 / (1 - self.p))
        self._saved = (scale,)
        return x * scale

    def backward(self, grad_out: Array) -> Array:
        """∂L/∂x = g / (1 − p) where x was kept, and 0 elsewhere."""
        (scale,) = self._recall()
        return grad_out if scale is None else grad_out * scale


class Sequential(Layer, kind="sequential"):
    """Calls the layers of a list one after the other. Equals torch.nn.Sequential(*layers)."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        super().__init__()
        self.layers = list(layers)

    def __repr__(self) -> str:
        lines = [f"{number}: {layer!r}" for number, layer in enumerate(self.layers)]
        return "\n".join([f"Sequential{self._count()}", *lines]).replace("\n", "\n  ")

    def forward(self, x: Array) -> Array:
        out: Any = x
        for layer in self.layers:
            out = layer(out)
        return out

    def backward(self, grad_out: Array) -> Array | None:
        """Each layer's own, from the last to the first; RuntimeError for one that is used twice."""
        if isinstance(grad_out, Tensor):  # arrays come from `train`, which has looked
            self._refuse_second_uses()
        grad: Array | None = grad_out
        for layer in reversed(self.layers):
            if grad is None:
                break  # whole numbers came in here, so nothing before them can learn
            grad = layer.backward(grad)
        return grad

    def _refuse_second_uses(self) -> None:
        uses = list(self._uses())
        held = [*uses, *(tensor for layer in uses for tensor in layer.named_tensors().values())]
        if len({id(thing) for thing in held}) < len(held):
            raise RuntimeError("a layer is used twice here, which takes autograd: loss.backward().")

    def _uses(self) -> Iterator[Layer]:
        for layer in self.layers:
            yield from layer._uses() if isinstance(layer, Sequential) else [layer]

    def parameters(self) -> list[Tensor]:
        found = [parameter for layer in self.layers for parameter in layer.parameters()]
        return list(dict.fromkeys(found))  # a layer used twice must be trained once a step

    def modules(self) -> Iterator[Layer]:
        yield self
        yield from dict.fromkeys(module for layer in self.layers for module in layer.modules())


def softmax_cross_entropy(logits: Array, targets: Array) -> tuple[Array, Array]:
    """The mean of −ln softmax(logits)[label] in nats, and its gradient for the logits.

    (N, V) and labels, int64 (N,), → () and (N, V). The gradient is (softmax − one-hot) / N: what
    the network claimed, minus what was there. Targets may also be shares (N, V) of each label, as
    in torch.nn.functional.cross_entropy. A model axis may stand before N, and is that of the loss.
    """
    lib = library(logits)
    *models, N, V = logits.shape
    rows = logits.reshape(-1, V)
    # Nothing changes if all logits of a row move together; with 0 as the highest, no exp overflows.
    shifted = rows - lib.amax(rows, -1, keepdims=True)
    exp = lib.exp(shifted)
    total = exp.sum(-1, keepdims=True)
    grad = exp / total
    if targets.ndim == logits.ndim:
        shares = targets.reshape(-1, V)
        losses = lib.log(total[:, 0]) - (shares * shifted).sum(-1)
        grad -= shares
    else:
        at_label = lib.arange(len(rows)), targets.reshape(-1)
        losses = lib.log(total[:, 0]) - shifted[at_label]
        grad[at_label] -= 1
    return losses.reshape(*models, N).sum(-1) / N, grad.reshape(logits.shape) / N
