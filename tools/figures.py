"""Figures for the web: the same pixels in a third of the bytes."""

from __future__ import annotations

import base64
import copy
import io

from nbformat import NotebookNode
from PIL import Image

MOST_COLORS = 256  # that a palette holds


def with_light_figures(notebook: NotebookNode) -> NotebookNode:
    """A copy whose figures weigh less and show the same."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" in data:
                lighter = lightened(base64.b64decode(data["image/png"]))
                data["image/png"] = base64.b64encode(lighter).decode("ascii")
    return notebook


def lightened(picture: bytes) -> bytes:
    """The same picture as a PNG with a palette, or as it is, if that is no lighter.

    Matplotlib writes four bytes for each pixel of a figure that has a few greys.
    """
    with Image.open(io.BytesIO(picture)) as image:
        opaque = image.convert("RGB")
        if image.convert("RGBA").getchannel("A").getextrema() != (255, 255):
            return picture
    colors = opaque.getcolors(MOST_COLORS)
    if colors is None:  # more than a palette holds
        return picture
    palette = opaque.quantize(
        len(colors), method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    if palette.convert("RGB").tobytes() != opaque.tobytes():
        return picture
    made = io.BytesIO()
    palette.save(made, "PNG", optimize=True)
    return min(made.getvalue(), picture, key=len)
