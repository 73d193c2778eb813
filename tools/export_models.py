"""Write the playground's networks in a form that a browser reads: one script file each.

A script, and not JSON and a binary file, because a browser that opens the site from a folder runs
scripts and fetches nothing. The weights are float32, little-endian, in base64.
"""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from mlp_helpers.layers import Dropout
from mlp_helpers.share import SavedModel, load_model

MODELS = Path(__file__).resolve().parents[1] / "data" / "models"
EXPORTED = {"three": "three_characters.pt", "tuned": "finalist_3.pt"}
SCRIPT = Path(__file__).resolve().parents[1] / "docs" / "_static" / "playground" / "network.js"
LAYERS = re.compile(r"const LAYERS = \{\n(.*?)\n  \};", re.DOTALL)  # the script's own list
KIND = re.compile(r"^    (\w+)[:,]", re.MULTILINE)


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
    table = saved.model.layers[0]
    points, share = best_picture(table.weight.detach())
    return {
        "characters": "".join(saved.vocabulary),
        "context": saved.context,
        "parameters": sum(parameter.numel() for parameter in saved.model.parameters()),
        "loss": saved.card["validation loss"],
        "map": {"points": points.tolist(), "share": share},
        "layers": layers,
        "weights": base64.b64encode(torch.cat(numbers).numpy().astype("<f4").tobytes()).decode(),
    }


def known_kinds() -> set[str]:
    """The kinds of layers that the playground's script can calculate."""
    return set(KIND.findall(LAYERS.search(SCRIPT.read_text(encoding="utf-8"))[1]))


def best_picture(table: Tensor) -> tuple[Tensor, float]:
    """(V, D) → (V, 2) along two principal components, and their share of the variance."""
    centred = table - table.mean(0)
    directions = torch.linalg.svd(centred).Vh
    flat = centred @ directions[:2].T
    return flat, (flat.var(0).sum() / centred.var(0).sum()).item()
