"""A saved network as plain data, as the playground's script reads it."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor

from mlp_helpers.data import BOUNDARY
from mlp_helpers.engine.places import COURSE
from mlp_helpers.layers import Dropout
from mlp_helpers.share.saving import SavedModel

PLAYGROUND = COURSE / "docs" / "_static" / "playground"
LAYERS = re.compile(r"const LAYERS = \{\n(.*?)\n  \};", re.DOTALL)  # the script's own list
KIND = re.compile(r"^    (\w+)[:,]", re.MULTILINE)


def describe(saved: SavedModel) -> dict[str, Any]:
    """A network and its weights: `layers` in the order of use, with their tensors' shapes.

    `weights` holds the tensors' numbers in that order, float32, little-endian, in base64. Raises
    ValueError for a layer that the playground's script does not know.
    """
    layers, numbers, known = [], [], known_kinds()
    for layer in saved.model.layers:
        if isinstance(layer, Dropout):
            continue  # does nothing in evaluation mode
        if layer.kind not in known:
            raise ValueError(f"the playground knows no {type(layer).__name__}.")
        own = [tensor.detach() for tensor in layer.named_tensors().values()]
        shapes = [list(tensor.shape) for tensor in own]
        layers.append({"kind": layer.kind, "settings": layer.settings(), "shapes": shapes})
        numbers += [tensor.flatten() for tensor in own]
    loss = saved.card.get("validation loss")
    is_number = isinstance(loss, int | float) and math.isfinite(loss)  # a card may say anything
    points, share = best_picture(saved.model.layers[0].named_tensors()["weight"].detach())
    return {
        "characters": "".join(saved.vocabulary),
        "context": saved.context,
        "parameters": sum(parameter.numel() for parameter in saved.model.parameters()),
        "loss": loss if is_number else None,
        "map": {"points": points.tolist(), "share": share},
        "layers": layers,
        "weights": base64.b64encode(torch.cat(numbers).numpy().astype("<f4").tobytes()).decode(),
    }


def front_coded(names: Iterable[str]) -> str:
    """A list as the script reads it: what each name, in order, has not in common with the last."""
    text, before = "", ""
    for name in sorted(set(names)):
        same = max(n for n in range(10) if name[:n] == before[:n])  # a single digit
        text, before = f"{text}{same}{name[same:]}{BOUNDARY}", name
    return text


def known_kinds() -> set[str]:
    """The kinds of layers that the playground's script can calculate."""
    found = LAYERS.search((PLAYGROUND / "network.js").read_text(encoding="utf-8"))
    assert found is not None, "network.js lists its layers"
    return set(KIND.findall(found[1]))


def best_picture(table: Tensor) -> tuple[Tensor, float]:
    """(V, D) → (V, 2) along two principal components, and their share of the variance."""
    centred = table - table.mean(0)
    if table.shape[1] < 2:  # one number a character: all lie on a line
        return torch.cat([centred, torch.zeros_like(centred)], dim=1), 1.0
    directions = torch.linalg.svd(centred).Vh
    flat = centred @ directions[:2].T
    return flat, (flat.var(0).sum() / centred.var(0).sum()).item()
