"""A trained model in a file that is safe to open.

A file holds tensors, numbers and text and no code: torch.load with `weights_only=True` refuses
anything else, so that a file from a stranger can be wrong but cannot run a program. Its layers are
named by their `kind`, so that it opens as a Sequential of the layers of this package alone.
"""

from __future__ import annotations

import copy
import inspect
import io
import pickle
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import torch
from torch import Generator, Tensor

from mlp_helpers.data import Vocabulary
from mlp_helpers.layers import KINDS, Dropout, Layer, Sequential
from mlp_helpers.tune.recipe import Recipe, as_plain

FORMAT = 2  # raised whenever files of the old form cannot be read any more
# What parts that do not fit raise; some come from PyTorch and from layers that are tried.
REFUSED = (TypeError, ValueError, RuntimeError, OverflowError, LookupError, AttributeError)
Plain = str | int | float | bool | None


class ModelFileError(ValueError):
    """A file of a saved model cannot be used, or holds more than data."""


@dataclass(frozen=True, eq=False)
class SavedModel:
    """What a file holds: the network in evaluation mode, and what is needed to use it."""

    model: Sequential
    vocabulary: Vocabulary
    context: int  # characters that it reads
    recipe: Recipe | None  # how it was trained, if it is a recipe's
    card: dict[str, str | int | float]  # what a user must know


def save_model(
    path: str | Path,
    model: Sequential,
    vocabulary: Vocabulary,
    *,
    context: int | None = None,
    recipe: Recipe | None = None,
    card: Mapping[str, str | int | float] | None = None,
) -> None:
    """Write a Sequential of this package's layers with the vocabulary that it was trained on.

    Of a model that `recipe.network` made, `recipe` says how; of any other, `context` how many
    characters it reads. Raises ModelFileError, and writes nothing, for a model that is not its
    recipe's, and for what `load_model` would refuse to read.
    """
    if (context is None) == (recipe is None):
        raise ModelFileError("give the recipe of a recipe's network, or else its context.")
    _check_layers(model)
    if recipe is not None:
        _check_recipe(model, recipe, len(vocabulary))
    parts = {
        "format": FORMAT,
        "characters": "".join(vocabulary),
        "context": context if recipe is None else recipe.context,
        "layers": described(model),
        "tensors": {name: t.detach().clone() for name, t in named_tensors(model).items()},
        "recipe": None if recipe is None else asdict(recipe),
        "card": {key: as_plain(value) for key, value in (card or {}).items()},
    }
    file = io.BytesIO()
    try:
        torch.save(parts, file)
        _read(content := file.getvalue(), name=str(path))
    except (*REFUSED, pickle.PicklingError) as error:
        raise ModelFileError(
            "this model cannot be saved as one that opens safely. A card holds texts and numbers; "
            f"layers are those of mlp_helpers.layers. Reading it back said: {error}"
        ) from None
    Path(path).write_bytes(content)


def load_model(path: str | Path) -> SavedModel:
    """The model in a file that `save_model` wrote.

    Raises FileNotFoundError, and ModelFileError for a file that holds anything but data, is cut
    short, has another format, or whose parts do not fit together or are not finite.
    """
    return _read(Path(path).read_bytes(), name=str(path))


def named_tensors(model: Sequential) -> dict[str, Tensor]:
    """Parameters and running statistics, by names such as '2.weight': layer 2 of the model."""
    return {
        f"{number}.{name}": tensor
        for number, layer in enumerate(model.layers)
        for name, tensor in layer.named_tensors().items()
    }


def described(model: Sequential) -> list[dict[str, Any]]:
    """The kind of each layer and its settings, as plain data; a generator is none."""
    return [{"kind": layer.kind, "settings": _plain_settings(layer)} for layer in model.layers]


def _plain_settings(layer: Layer) -> dict[str, Plain]:
    settings = layer.settings().items()
    return {name: as_plain(v) for name, v in settings if not isinstance(v, Generator)}


def _check_layers(model: Any) -> None:
    """Raise ModelFileError for what is no Sequential of layers, each used once."""
    layers = model.layers if isinstance(model, Sequential) else [model]
    for layer in layers:
        if not isinstance(layer, Layer):
            raise ModelFileError(
                f"a file holds a Sequential of layers from mlp_helpers.layers, and no "
                f"{type(layer).__name__}."
            )
    if len(set(map(id, layers))) < len(layers) or not isinstance(model, Sequential):
        raise ModelFileError("a file holds a Sequential of layers, each of them used once.")


def _check_recipe(model: Sequential, recipe: Recipe, vocabulary_size: int) -> None:
    """Raise ModelFileError if the layers or their settings are not those of recipe.network."""
    if recipe.depth > len(model.layers):  # or the list of its layers might not fit into memory
        raise ModelFileError(f"{len(model.layers)} layers are too few for depth {recipe.depth}.")
    with torch.device("meta"):  # shapes without numbers, for the same reason
        meant = recipe.network(vocabulary_size, generator=Generator())
    needed, own = described(meant), described(model)
    if own != needed:
        raise ModelFileError(f"its layers are {own}, and its recipe's {needed}.")
    tensors = named_tensors(model)  # of these names: the settings tell which a layer does without
    for name, tensor in named_tensors(meant).items():
        found, wanted = tuple(tensors[name].shape), tuple(tensor.shape)
        if found != wanted:
            raise ModelFileError(f"{name} is {found}, and its recipe needs {wanted}.")


def _read(file: bytes, *, name: str) -> SavedModel:
    """The model in the bytes of a file; messages call it by the name given."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            packed = [item.filename for item in archive.infolist() if item.compress_type]
            if packed:  # torch packs nothing, and a small file could become a large one
                raise ValueError(packed)
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
    except REFUSED as error:
        raise ModelFileError(f"{name} does not fit together: {error}") from error


def _saved_model(content: dict[str, Any]) -> SavedModel:
    """The model that a file's content stands for; an error if its parts do not fit."""
    kinds = {"characters": str, "context": int, "layers": list, "tensors": dict, "card": dict}
    characters, context, layers, tensors, card = (
        _checked(content, part, kind) for part, kind in kinds.items()
    )
    for key, value in card.items():
        if not isinstance(key, str) or not isinstance(value, str | int | float):
            raise ValueError(f"its card says {key!r}: {value!r}, not a text or number by its name.")
    vocabulary = Vocabulary(tuple(characters))
    model = _network(layers, tensors)
    recipe = _recipe(content.get("recipe"))
    if recipe is not None:
        _check_recipe(model, recipe, len(vocabulary))
    _try(model, context, len(vocabulary))
    return SavedModel(model, vocabulary, context, recipe, card)


def _checked(content: dict[str, Any], part: str, kind: type) -> Any:
    """One part of a file's content. Raises ValueError if it is missing or of another kind."""
    value = content.get(part)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ValueError(f"its {part} is no {kind.__name__}, but {type(value).__name__}.")
    return value


def _recipe(settings: Any) -> Recipe | None:
    if settings is None:
        return None
    names = {field.name for field in fields(Recipe)}
    if not isinstance(settings, dict) or not settings.keys() <= names:
        raise ValueError(f"its recipe is {settings!r}, with other settings than {sorted(names)}.")
    return Recipe(**settings)  # an older file lacks newer settings, which have defaults


def _network(layers: list[Any], tensors: dict[Any, Any]) -> Sequential:
    """The network of these layers and tensors, in evaluation mode."""
    for name, tensor in tensors.items():
        _check_tensor(name, tensor)
    dropped = Generator().manual_seed(0)  # what dropout draws from, should it be trained on
    made = []
    for number, layer in enumerate(layers):
        own = {
            name.removeprefix(f"{number}."): tensor
            for name, tensor in tensors.items()
            if name.startswith(f"{number}.")
        }
        made.append(_layer(layer["kind"], layer["settings"], own))
        if isinstance(made[-1], Dropout):
            made[-1].generator = dropped
    model = Sequential(made)
    if named_tensors(model).keys() != tensors.keys():
        needed = [*named_tensors(model)]
        raise ValueError(f"its tensors are {[*tensors]}, and its layers have {needed}.")
    if described(model) != layers:
        raise ValueError(f"its layers are {layers}, and make {described(model)}.")
    return model.eval()


def _layer(kind: str, settings: dict[str, Any], tensors: dict[str, Tensor]) -> Layer:
    """A layer of this kind. Raises ValueError or TypeError if it has no such settings."""
    if kind not in KINDS or kind == Sequential.kind:
        raise ValueError(f"no layer is of the kind {kind!r}.")
    made = KINDS[kind]
    if not (made.parameter_names or made.statistic_names):
        return made(**settings)
    plain = all(isinstance(value, bool | int | float | None) for value in settings.values())
    if not plain or not settings.keys() <= inspect.signature(made).parameters.keys():
        raise ValueError(f"a layer {kind} has no settings {settings}.")
    layer = made.__new__(made)  # without drawing weights that are replaced at once
    Layer.__init__(layer)
    vars(layer).update(settings)
    for name in made.parameter_names:
        tensor = tensors.get(name)
        setattr(layer, name, None if tensor is None else tensor.clone().requires_grad_())
    for name in made.statistic_names:
        setattr(layer, name, tensors.get(name))
    return layer


def _try(model: Sequential, context: int, vocabulary_size: int) -> None:
    """Raise an error if a context of the last character gives no finite logits (1, V)."""
    if not 1 <= context <= sum(tensor.numel() for tensor in named_tensors(model).values()):
        raise ValueError(f"its context is {context}.")
    with torch.no_grad():
        logits = model(torch.full((1, context), vocabulary_size - 1))
    if tuple(logits.shape) != (1, vocabulary_size) or not logits.isfinite().all():
        raise ValueError(
            f"it makes {tuple(logits.shape)} of a context, and not finite numbers "
            f"(1, {vocabulary_size})."
        )
    copy.deepcopy(model).train()(torch.zeros(2, context, dtype=torch.int64))  # can be trained on
    rows = model.layers[0].named_tensors()["weight"].shape[0]
    if rows != vocabulary_size:
        raise ValueError(f"it has {rows} embeddings for {vocabulary_size} characters.")


def _check_tensor(name: str, tensor: Any) -> None:
    """Raise ValueError if it is not finite float32 numbers in memory."""
    if not (type(tensor) is Tensor and tensor.layout is torch.strided and tensor.is_cpu):
        raise ValueError(f"{name} is no plain tensor.")
    if tensor.untyped_storage().nbytes() != tensor.numel() * tensor.element_size():
        raise ValueError(f"{name} has another number of numbers than its memory.")
    if tensor.dtype != torch.float32:
        raise ValueError(f"{name} is {tensor.dtype}, and not torch.float32.")
    if not tensor.isfinite().all():
        raise ValueError(f"{name} holds NaN or infinity.")
