"""A trained model in a file that is safe to open.

A file holds tensors, numbers and text and no code: torch.load with `weights_only=True` refuses
anything else, so that a file from a stranger can be wrong but cannot run a program.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from mlp_helpers.data import Vocabulary
from mlp_helpers.errors import ModelFileError
from mlp_helpers.layers import Sequential
from mlp_helpers.recipe import Recipe
from mlp_helpers.steps import tensors

FORMAT = 1  # raised whenever files of the old form cannot be read any more


@dataclass(frozen=True, eq=False)
class SavedModel:
    """What a file holds: the network in evaluation mode, and what is needed to use it."""

    model: Sequential
    recipe: Recipe
    vocabulary: Vocabulary
    card: dict[str, Any]


def named_tensors(model: Sequential) -> dict[str, Tensor]:
    """Parameters and running statistics, by names such as '2.weight': layer 2 of the model."""
    return {
        f"{number}.{name}": tensor
        for number, layer in enumerate(model.layers)
        for name, tensor in tensors(layer)
    }


def save_model(
    path: str | Path,
    model: Sequential,
    recipe: Recipe,
    vocabulary: Vocabulary,
    *,
    card: Mapping[str, str | int | float] | None = None,
) -> None:
    """Write a model that was made by `recipe.network`; `card` says what a user must know."""
    torch.save(
        {
            "format": FORMAT,
            "recipe": asdict(recipe),
            "characters": "".join(vocabulary),
            "tensors": {name: t.detach().clone() for name, t in named_tensors(model).items()},
            "card": dict(card or {}),
        },
        path,
    )


def load_model(path: str | Path) -> SavedModel:
    """The model in a file that `save_model` wrote.

    Raises FileNotFoundError, and ModelFileError for a file that holds anything but data, is cut
    short, has another format, or whose tensors do not fit its recipe or are not finite.
    """
    try:
        content = torch.load(path, weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError) as error:
        reason = str(error).strip().split("\n")[0]
        raise ModelFileError(f"{path} is not a model file, or holds code: {reason}") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ModelFileError(f"{path} is not a model file of format {FORMAT}.")
    try:
        recipe = Recipe(**content["recipe"])
        vocabulary = Vocabulary(tuple(content["characters"]))
        model = recipe.network(len(vocabulary), generator=torch.Generator().manual_seed(0))
        _fill(model, content["tensors"])
        return SavedModel(model.eval(), recipe, vocabulary, content["card"])  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError) as error:
        raise ModelFileError(f"{path} does not fit together: {error}") from error


def _fill(model: Sequential, stored: Mapping[str, Tensor]) -> None:
    """Copy the stored tensors into the model; ValueError if they are not the ones it needs."""
    own = named_tensors(model)
    if own.keys() != stored.keys():
        raise ValueError(f"its tensors are {sorted(stored)}, and its recipe needs {sorted(own)}.")
    for name, tensor in own.items():
        if tensor.shape != stored[name].shape:
            shapes = f"{tuple(stored[name].shape)}, and its recipe needs {tuple(tensor.shape)}"
            raise ValueError(f"{name} is {shapes}.")
        if not stored[name].isfinite().all():
            raise ValueError(f"{name} holds NaN or infinity.")
        tensor.data.copy_(stored[name])
