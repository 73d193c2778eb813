"""A trained model in a file that is safe to open.

A file holds tensors, numbers and text and no code: torch.load with `weights_only=True` refuses
anything else, so that a file from a stranger can be wrong but cannot run a program.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from mlp_helpers.data import Vocabulary
from mlp_helpers.layers import Sequential
from mlp_helpers.tune.recipe import Recipe, as_plain

FORMAT = 1  # raised whenever files of the old form cannot be read any more


class ModelFileError(ValueError):
    """A file of a saved model cannot be used, or holds more than data."""


@dataclass(frozen=True, eq=False)
class SavedModel:
    """What a file holds: the network in evaluation mode, and what is needed to use it."""

    model: Sequential
    recipe: Recipe
    vocabulary: Vocabulary
    card: dict[str, str | int | float]


def named_tensors(model: Sequential) -> dict[str, Tensor]:
    """Parameters and running statistics, by names such as '2.weight': layer 2 of the model."""
    return {
        f"{number}.{name}": tensor
        for number, layer in enumerate(model.layers)
        for name, tensor in layer.named_tensors().items()
    }


def save_model(
    path: str | Path,
    model: Sequential,
    recipe: Recipe,
    vocabulary: Vocabulary,
    *,
    card: Mapping[str, str | int | float] | None = None,
) -> None:
    """Write a model that was made by `recipe.network`; `card` says what a user must know.

    Raises ModelFileError, and writes nothing, for what `load_model` would refuse to read.
    """
    with torch.device("meta"):
        meant = recipe.network(len(vocabulary), generator=torch.Generator())
    if [layer.kind for layer in model.layers] != [layer.kind for layer in meant.layers]:
        raise ModelFileError("these are not the layers of recipe.network: save them together.")
    file = io.BytesIO()
    torch.save(
        {
            "format": FORMAT,
            "recipe": asdict(recipe),
            "characters": "".join(vocabulary),
            "tensors": {name: t.detach().clone() for name, t in named_tensors(model).items()},
            "card": {key: as_plain(value) for key, value in (card or {}).items()},
        },
        file,
    )
    content = file.getvalue()
    try:
        _read(content, name=str(path))
    except ModelFileError as error:
        raise ModelFileError(
            "this model cannot be saved as one that opens safely. A card holds texts and numbers; "
            f"the model is one that recipe.network makes. Reading it back said: {error}"
        ) from None
    Path(path).write_bytes(content)


def load_model(path: str | Path) -> SavedModel:
    """The model in a file that `save_model` wrote.

    Raises FileNotFoundError, and ModelFileError for a file that holds anything but data, is cut
    short, has another format, or whose tensors do not fit its recipe or are not finite.
    """
    return _read(Path(path).read_bytes(), name=str(path))


def _read(file: bytes, *, name: str) -> SavedModel:
    """The model in the bytes of a file; messages call it by the name given."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            if damaged := archive.testzip():  # compares checksums, which torch.load does not
                raise ValueError(damaged)
        content = torch.load(io.BytesIO(file), map_location="cpu", weights_only=True)
    except Exception:  # damaged bytes can look like anything, and so raise anything
        # PyTorch's own message is left out: it tells how to switch the protection off.
        raise ModelFileError(
            f"{name} is damaged, or no model file, or holds more than tensors, numbers and text. "
            "Fetch or save it again, and open it in no other way unless you trust its author."
        ) from None
    stored = content.get("format") if isinstance(content, dict) else None
    if not isinstance(stored, int) or stored != FORMAT:
        raise ModelFileError(f"{name} is not a model file of format {FORMAT}.")
    try:
        return _saved_model(content)
    # RuntimeError and OverflowError come from PyTorch, for sizes beyond all measure.
    except (TypeError, ValueError, RuntimeError, OverflowError) as error:
        raise ModelFileError(f"{name} does not fit together: {error}") from error


def _saved_model(content: dict[str, Any]) -> SavedModel:
    """The model that a file's content stands for; an error if its parts do not fit."""
    settings, characters, stored, card = (
        _checked(content, part, kind)
        for part, kind in [("recipe", dict), ("characters", str), ("tensors", dict), ("card", dict)]
    )
    names = {field.name for field in fields(Recipe)}
    if not settings.keys() <= names:  # an older file lacks newer settings, which have defaults
        raise ValueError(f"its recipe has the settings {sorted(settings)}, not {sorted(names)}.")
    for key, value in card.items():
        if not isinstance(key, str) or not isinstance(value, str | int | float):
            raise ValueError(f"its card says {key!r}: {value!r}, not a text or number by its name.")
    recipe, vocabulary = Recipe(**settings), Vocabulary(tuple(characters))
    _check_tensors(stored, recipe, len(vocabulary))
    model = recipe.network(len(vocabulary), generator=torch.Generator().manual_seed(0))
    for name, tensor in named_tensors(model).items():
        tensor.data.copy_(stored[name])
    return SavedModel(model.eval(), recipe, vocabulary, card)


def _checked(content: dict[str, Any], part: str, kind: type) -> Any:
    """One part of a file's content. Raises ValueError if it is missing or of another kind."""
    value = content.get(part)
    if not isinstance(value, kind):
        raise ValueError(f"its {part} is no {kind.__name__}, but {type(value).__name__}.")
    return value


def _check_tensors(stored: dict[str, Any], recipe: Recipe, vocabulary_size: int) -> None:
    """Raise ValueError if these are not the tensors that the recipe's network needs."""
    if recipe.depth > len(stored):  # or the list of its layers might not fit into memory
        raise ValueError(f"it holds {len(stored)} tensors for {recipe.depth} hidden layers.")
    with torch.device("meta"):  # shapes without numbers, for the same reason
        needed = named_tensors(recipe.network(vocabulary_size, generator=torch.Generator()))
    if needed.keys() != stored.keys():
        raise ValueError(f"its tensors are {[*stored]}, and its recipe needs {[*needed]}.")
    for name, tensor in needed.items():
        found = stored[name]
        if not (type(found) is Tensor and found.layout is torch.strided and found.is_cpu):
            raise ValueError(f"{name} is no plain tensor.")
        if (found.shape, found.dtype) != (tensor.shape, tensor.dtype):
            raise ValueError(
                f"{name} is {tuple(found.shape)} {found.dtype}, and its recipe needs "
                f"{tuple(tensor.shape)} {tensor.dtype}."
            )
        if not found.isfinite().all():
            raise ValueError(f"{name} holds NaN or infinity.")
