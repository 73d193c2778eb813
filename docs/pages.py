"""What a page needs beyond what Sphinx and MyST-NB write, to be light and usable everywhere.

A Sphinx extension. Pictures wait until they come into view, have a place kept free for them, and
say that they lead to their full size. The signs ✓ ✗ ○ that begin a line of output have a class
each, for colours. Scripts wait until the text is there.
"""

import re
from pathlib import Path

from PIL import Image

# Sphinx links a picture to its file where the page shows it smaller: all figures of the lessons.
PICTURE = re.compile(r'<a class="[^"]*image-reference"[^>]*>\s*<img [^>]*>\s*</a>')
SOURCE = re.compile(r'\bsrc="(?:\.\./)*_images/([^"]+)"')
WIDTH = re.compile(r'\bwidth(?:="|: )(\d+)')  # an attribute, or a style's
FULL_SIZE = "Open the picture at full size"
OUTPUT = re.compile(r'<div class="output [^>]*>\s*<div class="highlight"><pre>.*?</pre>', re.DOTALL)
SIGN = re.compile(r"^((?:<[^>]*>)*[ ]*)([✓✗○])", re.MULTILINE)  # after spans of the highlighting
NAMES = {"✓": "right", "✗": "wrong", "○": "open"}


def prepare_pictures(app, pagename, templatename, context, doctree):
    """Give each picture of a page its height, and say that it leads to its full size."""
    files = {name: Path(app.srcdir) / uri for uri, name in app.builder.images.items()}

    def prepared(found):
        with Image.open(files[SOURCE.search(found[0])[1]]) as image:
            return framed(found[0], *image.size)

    if "body" in context:
        context["body"] = PICTURE.sub(prepared, context["body"])


def framed(linked, across, down):
    """A linked picture of this size, in a box of its own in which it can be moved."""
    width = int(WIDTH.search(linked)[1])
    height = round(down * width / across)
    waits = f'<img loading="lazy" decoding="async" height="{height}" '
    linked = linked.replace("<img ", waits, 1).replace("<a ", f'<a title="{FULL_SIZE}" ', 1)
    return f'<span class="figure" style="--own: {width}px">{linked}</span>'


def mark_signs(app, pagename, templatename, context, doctree):
    """Give the signs that begin a line of output their class. They stay what they are."""

    def marked(output):
        return SIGN.sub(
            lambda sign: f'{sign[1]}<span class="sign-{NAMES[sign[2]]}">{sign[2]}</span>', output[0]
        )

    if "body" in context:
        context["body"] = OUTPUT.sub(marked, context["body"])


def defer_scripts(app, pagename, templatename, context, doctree):
    """Let the text appear before the scripts of its page run, which all wait for it anyway.

    Not on the page of results: there scripts stand in the page that need the ones before them. And
    not what holds the options: scripts within pages read them.
    """
    if pagename != "search":
        context["script_files"] = [deferred(script) for script in context["script_files"]]


def deferred(script):
    """The same script, to be run when the page is complete; one without a file cannot wait."""
    name = str(getattr(script, "filename", None) or "")
    if not name or name.endswith("documentation_options.js"):
        return script
    attributes = {**script.attributes, "defer": "defer"}
    attributes.pop("async", None)  # of one that has both, browsers take this
    return type(script)(script.filename, priority=script.priority, **attributes)


def setup(app):
    """Change pages when everything else has: the theme, and conf.py."""
    app.connect("html-page-context", prepare_pictures, priority=910)
    app.connect("html-page-context", mark_signs, priority=910)
    app.connect("html-page-context", defer_scripts, priority=910)
    app.add_js_file("reading.js", loading_method="defer")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
