"""The theme's icons: of two thousand, the site carries the twenty that it shows."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

NAME = re.compile(r"\bfa-[a-z0-9-]+")
# In Font Awesome's styles: the names of one icon, and its character.
RULE = re.compile(r'((?:\.fa-[\w-]+,)*\.fa-[\w-]+)\{--fa:"[^"]*"\}')
CHARACTER = re.compile(r'"\\([0-9a-f]{2,5})"')


class IconError(Exception):
    """The theme no longer keeps its icons where they were."""


def keep_shown_icons(site: Path) -> None:
    """Take from the built site's styles and fonts the icons that no page shows.

    Raises IconError if there are no such styles or fonts.
    """
    styles = site / "_static" / "styles" / "pydata-sphinx-theme.css"
    fonts = sorted((site / "_static" / "vendor" / "fontawesome").rglob("*.woff2"))
    if not fonts or not styles.is_file():
        raise IconError("the theme has no fonts of icons, or no styles, where they are looked for")
    text = styles.read_text(encoding="utf-8")
    if not RULE.search(text):
        raise IconError(f"{styles.name} names no icons in the form that is looked for")
    styles.write_text(without_rules(text, shown(site)), encoding="utf-8")
    kept = characters(site.rglob("*.css"))
    for font in fonts:
        shrink(font, kept)


def shown(site: Path) -> set[str]:
    """The names of icons in all pages and scripts: a script can put one into a page."""
    files = [*site.rglob("*.html"), *site.rglob("*.js")]
    return {name for file in files for name in NAME.findall(file.read_text(encoding="utf-8"))}


def without_rules(styles: str, names: set[str]) -> str:
    """The styles without those of icons that have none of these names."""
    return RULE.sub(
        lambda rule: rule[0] if names & set(NAME.findall(rule[1])) else "",
        styles,
    )


def characters(styles: Iterable[Path]) -> set[int]:
    """The characters that style sheets write as numbers, icons among them."""
    texts = (file.read_text(encoding="utf-8") for file in styles)
    return {int(found, 16) for text in texts for found in CHARACTER.findall(text)}


def shrink(font: Path, kept: set[int]) -> None:
    """Leave only these characters in a font."""
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every table
    options = Options()
    options.flavor = "woff2"
    loaded = load_font(str(font), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(loaded)
    save_font(loaded, str(font), options)
