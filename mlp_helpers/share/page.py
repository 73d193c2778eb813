"""A trained network as one page that works from a disk, without a network, on a phone."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from mlp_helpers.engine.places import COURSE
from mlp_helpers.share.describe import PLAYGROUND, describe
from mlp_helpers.share.saving import SavedModel

PLAYGROUND_PAGE = COURSE / "docs" / "playground.html"  # whose form the page takes over
CHOICE = re.compile(r"  <fieldset>.*?</fieldset>\n", re.DOTALL)  # of one of several networks
FORM = re.compile(r"<form .*?</form>", re.DOTALL)
EXAMPLE = 'value="em"'  # of a beginning, which a list may not be able to spell
ONE = '  <input type="hidden" name="model" value="own">\n'
TEMPLATE = Path(__file__).with_name("page.html")
LARGEST = 3_000_000  # bytes of a page


def page(saved: SavedModel, *, title: str) -> str:
    """The page's HTML: the playground with this one network, all in one file.

    Raises ValueError for a network with a layer that the playground does not know, and for one so
    large that the page would be over LARGEST bytes.
    """
    form = FORM.search(PLAYGROUND_PAGE.read_text(encoding="utf-8"))
    assert form is not None, "the playground has a form"
    static = PLAYGROUND.parent
    scripts = [
        (static / "shared.js").read_text(encoding="utf-8"),
        (PLAYGROUND / "network.js").read_text(encoding="utf-8"),
        f"playground.models.own = {_as_script(describe(saved))};",
        (PLAYGROUND / "interface.js").read_text(encoding="utf-8"),
    ]
    parts = {
        "title": html.escape(title),
        "style": (PLAYGROUND / "playground.css").read_text(encoding="utf-8"),
        "form": CHOICE.sub(ONE, form[0]).replace(EXAMPLE, 'value=""'),
        "scripts": "\n".join(scripts),
    }
    template = TEMPLATE.read_text(encoding="utf-8")
    whole = re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], template)
    if len(whole.encode()) > LARGEST:
        raise ValueError(
            f"the page would have {len(whole.encode()):,} bytes, and more than {LARGEST:,} load "
            "slowly on a phone: take fewer hidden units."
        )
    return whole


def _as_script(value: object) -> str:
    """Plain data as JavaScript that no text in it can end: `<` and all but ASCII are escaped."""
    return json.dumps(value, ensure_ascii=True).replace("<", "\\u003c")
