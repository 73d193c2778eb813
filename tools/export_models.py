"""Write the playground's networks in a form that a browser reads: one script file each.

A script, and not JSON and a binary file, because a browser that opens the site from a folder runs
scripts and fetches nothing. The weights are float32, little-endian, in base64.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from mlp_helpers.layers import GELU, Dropout, Embedding, Flatten, Layer, Linear, Tanh
from mlp_helpers.saving import SavedModel, load_model
from mlp_helpers.steps import tensors

MODELS = Path(__file__).resolve().parents[1] / "data" / "models"
EXPORTED = {"three": "three_characters.pt", "tuned": "tuned_3.pt"}
KINDS: dict[type[Layer], str] = {
    Embedding: "embedding",
    Flatten: "flatten",
    Linear: "linear",
    Tanh: "tanh",
    GELU: "gelu",
}


def write_models(folder: Path) -> None:
    """Write one script for each exported network into `folder`."""
    for name, file in EXPORTED.items():
        description = json.dumps(describe(load_model(MODELS / file)), ensure_ascii=False)
        script = f"playground.models[{json.dumps(name)}] = {description};\n"
        (folder / f"{name}.js").write_text(script, encoding="utf-8")


def describe(saved: SavedModel) -> dict[str, Any]:
    """A network and its weights as plain data.

    `layers` names each layer, in the order of use, with the shapes of its tensors; `weights`
    holds their numbers in that order. Raises ValueError for a layer that the playground's
    script does not know.
    """
    layers, numbers = [], []
    for layer in saved.model.layers:
        if isinstance(layer, Dropout):
            continue  # does nothing in evaluation mode
        if type(layer) not in KINDS:
            raise ValueError(f"the playground knows no {type(layer).__name__}.")
        own = [tensor.detach() for _, tensor in tensors(layer)]
        layers.append({"kind": KINDS[type(layer)], "shapes": [list(t.shape) for t in own]})
        numbers += [tensor.flatten() for tensor in own]
    table = saved.model.layers[0]
    points, share = best_picture(tensors(table)[0][1].detach())
    return {
        "characters": "".join(saved.vocabulary),
        "context": saved.recipe.context,
        "parameters": sum(parameter.numel() for parameter in saved.model.parameters()),
        "loss": saved.card["validation loss"],
        "map": {"points": points.tolist(), "share": share},
        "layers": layers,
        "weights": base64.b64encode(torch.cat(numbers).numpy().astype("<f4").tobytes()).decode(),
    }


def best_picture(table: Tensor) -> tuple[Tensor, float]:
    """(V, D) → (V, 2) along two principal components, and their share of the variance."""
    centred = table - table.mean(0)
    directions = torch.linalg.svd(centred).Vh
    flat = centred @ directions[:2].T
    return flat, (flat.var(0).sum() / centred.var(0).sum()).item()
