"""Write the playground's models in a form that a browser reads: one script file each.

A script, and not JSON and a binary file, because a browser that opens the site from a folder runs
scripts and fetches nothing.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from mlp_helpers.data import Vocabulary, bigram_counts, load_names
from mlp_helpers.share import load_model
from mlp_helpers.share.describe import describe, front_coded

MODELS = Path(__file__).resolve().parents[1] / "data" / "models"
EXPORTED = {"three": "three_characters.pt", "tuned": "finalist_3.pt"}


def write_models(folder: Path) -> None:
    """Write one script for each model, and one for the list of names, into `folder`."""
    names = load_names()
    described = {name: describe(load_model(MODELS / file)) for name, file in EXPORTED.items()}
    for name, description in {"pairs": counted_pairs(names), **described}.items():
        held = json.dumps(description, ensure_ascii=False)
        script = f"playground.models[{json.dumps(name)}] = {held};\n"
        (folder / f"{name}.js").write_text(script, encoding="utf-8")
    script = f"playground.list = {json.dumps(front_coded(names))};\n"
    (folder / "list.js").write_text(script, encoding="utf-8")


def counted_pairs(names: list[str]) -> dict[str, Any]:
    """The model of lesson 01 as plain data: a table whose rows are logits, the counts' logarithms.

    Nothing is added to the counts. A pair that never occurs has the logit −∞, so it stays
    impossible at every temperature.
    """
    vocabulary = Vocabulary.from_names(names)
    counts = bigram_counts(names, vocabulary)
    shares = (counts / counts.sum(1, keepdim=True))[counts > 0]
    loss = -(counts[counts > 0] * shares.log()).sum() / counts.sum()
    return {
        "characters": "".join(vocabulary),
        "context": 1,
        "parameters": counts.numel(),
        "loss": loss.item(),
        "counted": len(names),
        "map": None,
        "layers": [{"kind": "embedding", "settings": {}, "shapes": [list(counts.shape)]}],
        "weights": base64.b64encode(counts.log().numpy().astype("<f4").tobytes()).decode(),
    }
