"""A trained network as one page that works from a disk, without a network, on a phone."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from pathlib import Path

from mlp_helpers.engine.places import COURSE
from mlp_helpers.names.rules import check_names
from mlp_helpers.share.describe import PLAYGROUND, describe, front_coded
from mlp_helpers.share.saving import SavedModel

PLAYGROUND_PAGE = COURSE / "docs" / "playground.html"  # whose form the page takes over
CHOICE = re.compile(r"<fieldset .*?</fieldset>", re.DOTALL)  # of one of several models
SCRIPT = re.compile(r'<script src="(\S+)">')  # in the order in which they are needed
EXAMPLE = 'value="em"'  # of a beginning, which a list may not be able to spell
ONE = '<div hidden><input type="checkbox" name="model" value="own" data-title="" checked></div>'
TEMPLATE = Path(__file__).with_name("page.html")
LARGEST = 3_000_000  # bytes of a page


def page(saved: SavedModel, *, title: str, names: Sequence[str] = ()) -> str:
    """The page's HTML: the playground with this one network, all in one file.

    With `names`, the list, it says which names are new. Raises ValueError for a layer that the
    playground does not know, a name that cannot be spelled, and a page over LARGEST bytes.
    """
    for name in check_names(names):
        saved.vocabulary.encode(name)
    playground = PLAYGROUND_PAGE.read_text(encoding="utf-8")
    form = playground[playground.index("<form ") : playground.index("</form>") + len("</form>")]
    files = [PLAYGROUND_PAGE.parent / source for source in SCRIPT.findall(playground)]
    *first, last = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    own = f"playground.models.own = {_as_script(describe(saved))};"
    listed = [f"playground.list = {_as_script(front_coded(names))};"] if names else []
    parts = {
        "title": html.escape(title),
        "style": (PLAYGROUND / "playground.css").read_text(encoding="utf-8"),
        "form": CHOICE.sub(ONE, form).replace(EXAMPLE, 'value=""'),
        "scripts": "\n".join([*first, own, *listed, last]),
    }
    whole = re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], TEMPLATE.read_text("utf-8"))
    if len(whole.encode()) > LARGEST:
        raise ValueError(
            f"the page would have {len(whole.encode()):,} bytes, and more than {LARGEST:,} load "
            "slowly on a phone: take fewer hidden units, or leave out the list."
        )
    return whole


def _as_script(value: object) -> str:
    """Plain data as JavaScript that no text in it can end: `<` and all but ASCII are escaped."""
    return json.dumps(value, ensure_ascii=True).replace("<", "\\u003c")
