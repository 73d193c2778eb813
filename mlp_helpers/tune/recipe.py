"""A network and how it is trained, as one description that can be searched over and saved."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import torch
from torch import Generator, Tensor

from mlp_helpers.counting.targets import softened
from mlp_helpers.data import Splits, Vocabulary, build_dataset
from mlp_helpers.inputs.training import check_numbers
from mlp_helpers.layers import (
    KINDS,
    Activation,
    BatchNorm1d,
    Dropout,
    Embedding,
    Flatten,
    Layer,
    Linear,
    Sequential,
)
from mlp_helpers.train import DivergenceError, History, evaluate, train

LOOKS = 6  # how often a run is looked at, evenly spaced; the last look is at its end
WARM_UP = 0.02  # of the steps, in which the rate rises to its highest: Adam's first steps are rough
OUTPUT_GAIN = 0.1  # small first logits, so that the first loss is near ln 27

ACTIVATIONS = {kind: layer for kind, layer in KINDS.items() if issubclass(layer, Activation)}


def as_plain(value: Any) -> Any:
    """A number of NumPy as one of Python; anything else as it is."""
    return value.item() if isinstance(value, np.generic) else value


@dataclass(frozen=True)
class Recipe:
    """A multilayer perceptron and how it is trained: all that is chosen before training.

    Raises ValueError for an activation or a decay of another name, and for values that no
    network can be built or trained with.
    """

    context: int = 3  # characters that are read
    embedding: int = 10  # numbers for each character
    hidden: int = 200  # units in each hidden layer
    depth: int = 1  # hidden layers
    activation: str = "tanh"  # the kind of an activation in layers.py: tanh, gelu, relu, …
    norm: bool = False  # batch normalisation before each activation
    dropout: float = 0.0  # share of hidden units that are set to 0 in training
    rate: float = 1e-3  # the highest learning rate, of AdamW
    decay: Literal["cosine", "linear", "step"] = "cosine"  # how the rate falls to its end
    weight_decay: float = 0.01  # of AdamW: a step shrinks weights by rate times this share
    batch_size: int = 256  # examples in a step
    examples: int = 1_000_000  # seen in all steps together, with repetition
    counting: float = 0.0  # share of a target that a counting model sets (counting.targets)

    def __post_init__(self) -> None:
        for name, value in vars(self).items():  # NumPy's numbers are no plain data in a file
            object.__setattr__(self, name, as_plain(value))
        whole = ("context", "embedding", "hidden", "depth", "batch_size", "examples")
        check_numbers(**{name: getattr(self, name) for name in whole})
        for name in ("dropout", "rate", "weight_decay", "counting"):
            value = getattr(self, name)
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            if not (is_number and math.isfinite(value) and value >= 0):
                raise ValueError(f"{name} is {value!r}: it must be a number from 0 up.")
        if self.rate == 0:
            raise ValueError("rate is 0: nothing would be learned.")
        for name in ("dropout", "counting"):
            if getattr(self, name) >= 1:
                raise ValueError(f"{name} is {getattr(self, name)}: it is a share, below 1.")
        if not isinstance(self.norm, bool):
            raise ValueError(f"norm is {self.norm!r}, not True or False.")
        if self.norm and self.batch_size < 2:
            raise ValueError("batch_size is 1: batch normalisation needs at least 2 examples.")
        if self.examples < self.batch_size * LOOKS:
            raise ValueError(f"{self.examples} examples do not suffice for {LOOKS} looks.")
        if self.activation not in ACTIVATIONS:
            raise ValueError(f"activation is {self.activation!r}, not one of {[*ACTIVATIONS]}.")
        if self.decay not in DECAYS:
            raise ValueError(f"decay is {self.decay!r}, not one of {[*DECAYS]}.")

    @property
    def steps(self) -> int:
        """Steps of training, each on one batch; the last examples may not fill one."""
        return self.examples // self.batch_size

    def network(self, vocabulary_size: int, *, generator: Generator) -> Sequential:
        """The untrained network: int64 (N, context) → logits (N, vocabulary_size).

        Weights and dropout are drawn from `generator`.
        """
        embedding = Embedding(vocabulary_size, self.embedding, generator=generator)
        layers: list[Layer] = [embedding, Flatten()]
        width, gain = self.context * self.embedding, ACTIVATIONS[self.activation]().usual_gain
        for _ in range(self.depth):
            layers.append(
                Linear(width, self.hidden, bias=not self.norm, gain=gain, generator=generator)
            )
            if self.norm:
                layers.append(BatchNorm1d(self.hidden, unbiased=False))
            layers.append(ACTIVATIONS[self.activation]())
            if self.dropout:
                layers.append(Dropout(self.dropout, generator=generator))
            width = self.hidden
        layers.append(Linear(width, vocabulary_size, gain=OUTPUT_GAIN, generator=generator))
        return Sequential(layers)

    def learning_rate(self, step: int) -> float:
        """The rate of a step (0, 1, …): a short rise, then the decay."""
        warm_up = max(1, round(WARM_UP * self.steps))
        if step < warm_up:
            return self.rate * (step + 1) / warm_up
        return self.rate * DECAYS[self.decay]((step - warm_up) / (self.steps - warm_up))


# What is left of the highest rate after a share of the steps.
DECAYS: dict[str, Callable[[float], float]] = {
    "cosine": lambda share: 0.5 + 0.5 * math.cos(math.pi * share),
    "linear": lambda share: 1 - share,
    "step": lambda share: 1.0 if share < 0.5 else 0.1,
}


@dataclass(frozen=True, eq=False)
class Fit:
    """A trained network and what became of its losses, in nats per character."""

    model: Sequential
    losses: Tensor  # float (steps,), of each step's batch
    dev_losses: list[float]  # exact, at each of the LOOKS
    seconds: float  # of training, looks included


def optimizer_for(model: Sequential, recipe: Recipe) -> torch.optim.AdamW:
    """AdamW for the model (Loshchilov and Hutter 2019, arXiv:1711.05101).

    The matrices are decayed. Biases and the gains of batch norm are not, as is usual.
    """
    matrices = [p for p in model.parameters() if p.ndim > 1]
    vectors = [p for p in model.parameters() if p.ndim == 1]
    decayed = {"params": matrices, "weight_decay": recipe.weight_decay}
    groups = [decayed, {"params": vectors, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=recipe.rate, fused=True)


def fit(
    recipe: Recipe,
    splits: Splits,
    vocabulary: Vocabulary,
    *,
    seed: int,
    on_look: Callable[[int, float], None] | None = None,
    progress: bool = False,
) -> Fit:
    """Train the recipe's network on `splits.train`, looking LOOKS times at `splits.dev`.

    `seed` fixes weights and dropout, and `seed` + 1 the batches, so that runs whose seeds are two
    apart share nothing; what data/study.csv and data/models hold was drawn so. `on_look` is called
    as on_look(look, dev loss) with look from 1 to LOOKS; what it raises ends the training. So do a
    loss that is no number (DivergenceError, which counts its steps from the start of the run) and
    an interrupt from the keyboard (KeyboardInterrupt).
    """
    X, Y = build_dataset(splits.train, vocabulary, context=recipe.context)
    if recipe.counting:
        Y = softened(splits.train, vocabulary, share=recipe.counting)
    dev_X, dev_Y = build_dataset(splits.dev, vocabulary, context=recipe.context)
    model = recipe.network(len(vocabulary), generator=torch.Generator().manual_seed(seed))
    optimizer = optimizer_for(model, recipe)
    generator = torch.Generator().manual_seed(seed + 1)
    started = time.monotonic()
    losses: list[Tensor] = []
    dev_losses: list[float] = []
    done = 0
    for look in range(1, LOOKS + 1):
        until = recipe.steps * look // LOOKS
        try:
            history = train(
                model,
                X,
                Y,
                steps=until - done,
                lr=lambda step, done=done: recipe.learning_rate(done + step),  # type: ignore[misc]
                batch_size=recipe.batch_size,
                generator=generator,
                optimizer=optimizer,
                progress=progress,
            )
        except DivergenceError as error:
            raise _diverged("loss", recipe, [*losses, error.history.losses]) from error
        if history.interrupted:
            raise KeyboardInterrupt
        done = until
        losses.append(history.losses)
        dev_losses.append(evaluate(model, dev_X, dev_Y))
        if not math.isfinite(dev_losses[-1]):
            raise _diverged("validation loss", recipe, losses)
        if on_look is not None:
            on_look(look, dev_losses[-1])
    return Fit(model.eval(), torch.cat(losses), dev_losses, time.monotonic() - started)


def _diverged(what: str, recipe: Recipe, losses: list[Tensor]) -> DivergenceError:
    """The error for a loss that is no number, after or at the last of the steps given."""
    together = torch.cat(losses)
    step = len(together) - 1
    return DivergenceError(
        f"the {what} is no number at step {step} of {recipe.steps}, so training stopped there. "
        f"The highest learning rate was {recipe.rate:g}: try a tenth of it.",
        step=step,
        history=History(together),
    )
