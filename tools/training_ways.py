"""The same network trained in the usual ways, for the benchmark to compare with `train`.

Each function trains the course's network (12,097 parameters with batch norm) for `steps` steps
of plain gradient descent. Side by side they show what each way takes off one's hands.
"""

from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mlp_helpers.layers import BatchNorm1d, Embedding, Flatten, Linear, Sequential, Tanh
from mlp_helpers.many import train_many
from mlp_helpers.train import train

BATCH_SIZE = 32
RATE = 0.1
MODELS_AT_ONCE = 16

Way = Callable[[Tensor, Tensor, int], object]


def generator(seed: int = 1) -> torch.Generator:
    """A fresh generator."""
    return torch.Generator().manual_seed(seed)


def explicit_loop(X: Tensor, Y: Tensor, steps: int, *, norm: bool = True) -> list[float]:
    """Raw tensors and autograd, as the public lectures write it."""
    g = generator()
    C = torch.randn(27, 10, generator=g)
    W1 = torch.randn(30, 200, generator=g) * (5 / 3) / 30**0.5
    W2 = torch.randn(200, 27, generator=g) * 0.01
    b2 = torch.zeros(27)
    gain, bias = torch.ones(1, 200), torch.zeros(1, 200)
    running_mean, running_std = torch.zeros(1, 200), torch.ones(1, 200)
    parameters = [C, W1, W2, b2, bias, gain] if norm else [C, W1, W2, b2, bias]
    for parameter in parameters:
        parameter.requires_grad = True

    losses = []
    for _ in range(steps):
        batch = torch.randint(0, len(X), (BATCH_SIZE,), generator=g)
        hidden = C[X[batch]].view(BATCH_SIZE, -1) @ W1
        if norm:
            mean, std = hidden.mean(0, keepdim=True), hidden.std(0, keepdim=True)
            hidden = gain * (hidden - mean) / std
            with torch.no_grad():
                running_mean = 0.999 * running_mean + 0.001 * mean
                running_std = 0.999 * running_std + 0.001 * std
        logits = torch.tanh(hidden + bias) @ W2 + b2
        loss = F.cross_entropy(logits, Y[batch])
        for parameter in parameters:
            parameter.grad = None
        loss.backward()
        for parameter in parameters:
            parameter.data += -RATE * parameter.grad
        losses.append(loss.item())
    return losses


def plain_numpy(X: Tensor, Y: Tensor, steps: int, *, norm: bool = True) -> list[float]:
    """Every operation of a step written out in NumPy, without layers, checks or progress.

    The floor for `train`, which does the same sums: the losses are the same to the last digit.
    """
    model = course_network(norm=norm)
    weights = [parameter.detach().numpy() for parameter in model.parameters()]
    C, W1, W2, b2 = weights[0], weights[1], *weights[-2:]
    gain, bias = (weights[2], weights[3]) if norm else (None, weights[2])
    running_mean, running_var = np.zeros(200, np.float32), np.ones(200, np.float32)
    ones, one_hot = np.ones((1, BATCH_SIZE), np.float32), np.eye(27, dtype=np.float32)
    first_of_row = np.arange(0, BATCH_SIZE * 27, 27)
    chosen = torch.randint(0, len(X), (steps, BATCH_SIZE), generator=generator()).numpy()
    losses = []
    for x, y in zip(X.numpy()[chosen], Y.numpy()[chosen], strict=True):
        inputs = C.take(x, 0).reshape(BATCH_SIZE, -1)
        hidden = inputs @ W1
        if norm:
            mean = (ones @ hidden)[0] / BATCH_SIZE
            centred = hidden - mean
            squares = (ones @ (centred * centred))[0]
            var = squares / (BATCH_SIZE - 1)
            running_mean += 0.1 * (mean - running_mean)
            running_var += 0.1 * (var - running_var)
            inverse_std = 1 / np.sqrt(var + 1e-5)
            scale = gain * inverse_std
            hidden = centred * scale
        hidden += bias
        out = np.tanh(hidden)
        logits = out @ W2
        logits += b2
        logits -= logits.max(1, keepdims=True)
        exp = np.exp(logits)
        total = exp.sum(1, keepdims=True)
        label = first_of_row + y
        at_label = logits.reshape(-1)[label]
        losses.append(float((np.log(total[:, 0]) - at_label).sum() / BATCH_SIZE))

        grad = exp / total
        grad.reshape(-1)[label] -= 1
        grad /= BATCH_SIZE
        grad_W2, grad_b2 = out.T @ grad, (ones @ grad)[0]
        grad = (grad @ W2.T) * (1 - out * out)
        grad_bias = (ones @ grad)[0]
        if norm:
            grad_gain = (ones @ (grad * centred))[0] * inverse_std
            grad = grad - grad_bias / BATCH_SIZE
            grad -= centred * (inverse_std * grad_gain / (BATCH_SIZE - 1))
            grad *= scale
            gain -= RATE * grad_gain
        grad_W1 = inputs.T @ grad
        grad_C = one_hot.take(x.reshape(-1), 0).T @ (grad @ W1.T).reshape(-1, 10)
        C -= RATE * grad_C
        W1 -= RATE * grad_W1
        bias -= RATE * grad_bias
        W2 -= RATE * grad_W2
        b2 -= RATE * grad_b2
    return losses


def torch_modules(*, norm: bool) -> nn.Sequential:
    """The network out of torch.nn."""
    with torch.random.fork_rng():
        torch.manual_seed(1)
        middle = [nn.BatchNorm1d(200)] if norm else []
        return nn.Sequential(
            nn.Embedding(27, 10),
            nn.Flatten(),
            nn.Linear(30, 200, bias=not norm),
            *middle,
            nn.Tanh(),
            nn.Linear(200, 27),
        )


def modules_and_sgd(
    X: Tensor, Y: Tensor, steps: int, *, norm: bool = True, model: Callable | None = None
) -> list[float]:
    """torch.nn and torch.optim.SGD; `model` may be a compiled one."""
    model = model or torch_modules(norm=norm)
    g = generator()
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    losses = []
    for _ in range(steps):
        batch = torch.randint(0, len(X), (BATCH_SIZE,), generator=g)
        loss = F.cross_entropy(model(X[batch]), Y[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def compiled_modules(X: Tensor, Y: Tensor, *, norm: bool = True) -> Way:
    """The same after torch.compile, which is done before this returns."""
    model = torch.compile(torch_modules(norm=norm))
    modules_and_sgd(X, Y, 3, model=model)
    return lambda X, Y, steps: modules_and_sgd(X, Y, steps, model=model)


def course_network(seed: int = 1, *, norm: bool = True) -> Sequential:
    """The network out of this course's layers."""
    g = generator(seed)
    middle = [BatchNorm1d(200)] if norm else []
    return Sequential(
        [
            Embedding(27, 10, generator=g),
            Flatten(),
            Linear(30, 200, bias=not norm, generator=g),
            *middle,
            Tanh(),
            Linear(200, 27, generator=g),
        ]
    )


def helper(
    X: Tensor, Y: Tensor, steps: int, *, norm: bool = True, autograd: bool = False
) -> list[float]:
    """`train` of this course."""
    history = train(
        course_network(norm=norm),
        X,
        Y,
        steps=steps,
        lr=RATE,
        batch_size=BATCH_SIZE,
        generator=generator(),
        progress=False,
        autograd=autograd,
    )
    return history.losses.tolist()


def helper_for_many(X: Tensor, Y: Tensor, steps: int, *, norm: bool = True) -> list[float]:
    """`train_many`, for 16 models."""
    seeds = range(MODELS_AT_ONCE)
    histories, _ = train_many(
        [course_network(seed, norm=norm) for seed in seeds],
        X,
        Y,
        steps=steps,
        lr=RATE,
        batch_size=BATCH_SIZE,
        generators=[generator(seed) for seed in seeds],
        progress=False,
    )
    return histories[0].losses.tolist()
