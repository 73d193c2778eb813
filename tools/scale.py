"""Measure what a gain does to a deep stack, and what company does in a batch, for the page of both.

    python tools/scale.py        (about a minute on one core)

Writes data/scale.json, which the site's page shows.

The stacks are those of the lesson on scale: for each gain and each function the file holds the
spread after every layer, and for tanh the share of numbers beyond ±0.97 after the last one. The
companies are those of the lesson on batch normalisation: its network is trained, and then asked in
training mode what comes after one context, which is the first row of batches whose other rows are
picked at random. For each size of the batch the file holds the probability of one character in
every company, and the first of the other contexts there, three characters each, one after the
other.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from mlp_helpers.data import Vocabulary, build_dataset, load_names, split_names
from mlp_helpers.train import track

FILE = Path(__file__).resolve().parents[1] / "data" / "scale.json"

FUNCTIONS: dict[str, Callable[[Tensor], Tensor]] = {"tanh": torch.tanh, "ReLU": torch.relu}
GAINS = (
    0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2, 1.3, 2**0.5,
    1.5, 1.6, 5 / 3, 1.8, 2, 2.2, 2.4, 2.7, 3,
)  # fmt: skip
LAYERS = 40
UNITS = 200
EXAMPLES = 1_000  # that go through a stack
SATURATED = 0.97  # a tanh beyond ± this is called saturated
DIGITS = 3  # of a spread, which may be tiny or huge
DECIMALS = 4  # of a share and of a probability

SEED = 2147483647  # of the study notes' run
STEPS = 100_000
BATCH = 32  # rows, in the training
FORGETS = 0.001  # the share by which the running statistics move in a step
CONTEXT, CHARACTER = ".em", "m"
ROWS = (2, 4, 8, 16, 32, 64, 256, 1_024)  # in a batch that is asked, the context's own included
COMPANIES = 300  # of each size
NAMED = 3  # so many of the others are kept of a company, or all if there are fewer


# ----------------------------------------------------------------------------- the scale


def stack(function: Callable[[Tensor], Tensor], gain: float) -> tuple[list[float], Tensor]:
    """The spread after each layer (LAYERS numbers), and what the last one puts out.

    The latter has the shape (EXAMPLES, UNITS). All draws are those of the lesson's function.
    """
    generator = torch.Generator().manual_seed(1)
    z, spreads = torch.randn(EXAMPLES, UNITS, generator=generator), []
    for _ in range(LAYERS):
        weights = torch.randn(UNITS, UNITS, generator=generator) * gain / UNITS**0.5
        z = function(z @ weights)
        spreads.append(z.std().item())
    return spreads, z


def measured(name: str, gain: float) -> dict[str, Any]:
    """What the file holds of one stack. Only a tanh can be saturated."""
    spreads, last = stack(FUNCTIONS[name], gain)
    held: dict[str, Any] = {
        "function": name,
        "gain": gain,
        "spreads": [float(f"{spread:.{DIGITS}g}") for spread in spreads],
    }
    if name == "tanh":
        held["saturated"] = round((last.abs() > SATURATED).double().mean().item(), DECIMALS)
    return held


# --------------------------------------------------------------------------- the company


class Network(NamedTuple):
    """The lesson's network, as explicit tensors, with the running statistics of its 200 units."""

    C: Tensor
    W1: Tensor
    b1: Tensor
    W2: Tensor
    b2: Tensor
    gain: Tensor
    bias: Tensor
    running_mean: Tensor
    running_std: Tensor

    def pre_activations(self, x: Tensor) -> Tensor:
        """(B, 200) for contexts (B, 3)."""
        return self.C[x].flatten(1) @ self.W1 + self.b1

    def logits(self, pre: Tensor, mean: Tensor, std: Tensor) -> Tensor:
        """(B, 27) for pre-activations (B, 200), standardised with numbers (200,)."""
        return (self.gain * (pre - mean) / std + self.bias).tanh() @ self.W2 + self.b2

    def in_training(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(B, 27) logits for contexts (B, 3), and the batch's means and deviations (200,)."""
        pre = self.pre_activations(x)
        mean, std = pre.mean(0), pre.std(0)
        return self.logits(pre, mean, std), mean, std

    def in_evaluation(self, x: Tensor) -> Tensor:
        """(B, 27) logits for contexts (B, 3), each row for itself."""
        return self.logits(self.pre_activations(x), self.running_mean, self.running_std)


def trained(X: Tensor, Y: Tensor, *, steps: int = STEPS) -> Network:
    """The lesson's network after so many steps of its training, on contexts (N, 3)."""
    generator = torch.Generator().manual_seed(SEED)
    C = torch.randn(27, 10, generator=generator)
    W1 = torch.randn(30, 200, generator=generator) * (5 / 3) / 30**0.5
    b1 = torch.randn(200, generator=generator) * 0.01
    W2 = torch.randn(200, 27, generator=generator) * 0.01
    b2 = torch.randn(27, generator=generator) * 0
    parameters = [C, W1, b1, W2, b2, torch.ones(200), torch.zeros(200)]
    for parameter in parameters:
        parameter.requires_grad_()
    network = Network(*parameters, running_mean=torch.zeros(200), running_std=torch.ones(200))
    for step in track(steps):
        rows = torch.randint(0, len(X), (BATCH,), generator=generator)
        logits, mean, std = network.in_training(X[rows])
        gradients = torch.autograd.grad(F.cross_entropy(logits, Y[rows]), parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients, strict=True):
                parameter -= (0.1 if step < STEPS // 2 else 0.01) * gradient
            network.running_mean.mul_(1 - FORGETS).add_(FORGETS * mean)
            network.running_std.mul_(1 - FORGETS).add_(FORGETS * std)
    return network


@torch.no_grad()
def companies(network: Network, X: Tensor, vocabulary: Vocabulary, rows: int) -> dict[str, Any]:
    """What the file holds of the batches of one size, whose others are picked from X (N, 3).

    Raises ArithmeticError if a company says nothing: two equal rows have no spread to divide by.
    """
    context = torch.tensor([vocabulary.encode(CONTEXT)])
    character = vocabulary.stoi[CHARACTER]
    generator = torch.Generator().manual_seed(1)
    probabilities, named = [], []
    for _ in range(COMPANIES):
        others = X[torch.randint(0, len(X), (rows - 1,), generator=generator)]
        logits, *_ = network.in_training(torch.cat([context, others]))
        p = logits[0].softmax(0)[character].item()
        if math.isnan(p):
            raise ArithmeticError(f"A batch of {rows} rows holds {CONTEXT} only.")
        probabilities.append(round(p, DECIMALS))
        named += [vocabulary.itos[index] for index in others[:NAMED].flatten().tolist()]
    return {"rows": rows, "probabilities": probabilities, "others": "".join(named)}


@torch.no_grad()
def alone(network: Network, vocabulary: Vocabulary) -> float:
    """The probability of the character after the context in evaluation mode."""
    logits = network.in_evaluation(torch.tensor([vocabulary.encode(CONTEXT)]))
    return round(logits[0].softmax(0)[vocabulary.stoi[CHARACTER]].item(), DECIMALS)


# ------------------------------------------------------------------------------ the file


def as_text(held: dict[str, Any]) -> str:
    """The file's text, a line for each stack and each size, so that a change is seen as such."""
    lists = {}
    for name in ("stacks", "companies"):
        lines = ",\n".join(json.dumps(each, separators=(",", ":")) for each in held[name])
        lists[name] = f'"{name}": [\n{lines}\n]'
    rest = {name: value for name, value in held.items() if name not in lists}
    return f"{json.dumps(rest)[:-1]}, {', '.join(lists.values())}}}\n"


def stored() -> dict[str, Any]:
    """What the file holds."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def main() -> None:
    """Measure everything and write the file."""
    names = load_names()
    vocabulary = Vocabulary.from_names(names)
    X, Y = build_dataset(split_names(names).train, vocabulary, context=len(CONTEXT))
    network = trained(X, Y)
    held = {
        "saturated": SATURATED,
        "context": CONTEXT,
        "character": CHARACTER,
        "evaluation": alone(network, vocabulary),
        "stacks": [measured(name, gain) for name in FUNCTIONS for gain in GAINS],
        "companies": [companies(network, X, vocabulary, rows) for rows in ROWS],
    }
    FILE.write_text(as_text(held), encoding="utf-8")


if __name__ == "__main__":
    main()
