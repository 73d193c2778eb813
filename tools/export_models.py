"""Write the playground's networks in a form that a browser reads: one script file each.

A script, and not JSON and a binary file, because a browser that opens the site from a folder runs
scripts and fetches nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

from mlp_helpers.share import load_model
from mlp_helpers.share.describe import describe

MODELS = Path(__file__).resolve().parents[1] / "data" / "models"
EXPORTED = {"three": "three_characters.pt", "tuned": "finalist_3.pt"}


def write_models(folder: Path) -> None:
    """Write one script for each exported network into `folder`."""
    for name, file in EXPORTED.items():
        description = json.dumps(describe(load_model(MODELS / file)), ensure_ascii=False)
        script = f"playground.models[{json.dumps(name)}] = {description};\n"
        (folder / f"{name}.js").write_text(script, encoding="utf-8")
