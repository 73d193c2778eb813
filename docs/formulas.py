"""Set the formulas while the site is built, so that a reader's browser need not.

A Sphinx extension. KaTeX makes two things of a formula: HTML for the eye, and MathML for screen
readers. A formula that it cannot set is a warning, and a warning fails the build.
"""

import json
import subprocess
from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util import logging

SCRIPT = Path(__file__).with_name("formulas.cjs")
STYLES = "katex/katex.min.css"
KINDS = nodes.math | nodes.math_block

logger = logging.getLogger(__name__)


def set_all(app, env):
    """Set every formula of the course at once: starting Node.js takes longer than a formula."""
    places = {}
    for docname in env.found_docs:
        for node in env.get_doctree(docname).findall(lambda node: isinstance(node, KINDS)):
            places.setdefault(key_of(node), (docname, node.line))
    app.formulas = {}  # each writing process inherits it
    output = app.config.katex_output
    for key, made in zip(places, run_katex(list(places), output), strict=True):
        app.formulas[key] = made.get("html", "")
        if "error" in made:
            logger.warning(
                "KaTeX cannot set %s: %s", key[0], made["error"], location=places[key], type="katex"
            )


def key_of(node):
    """What decides how a formula looks: its text, and whether it stands by itself."""
    return node.astext(), isinstance(node, nodes.math_block)


def run_katex(formulas, output="htmlAndMathml"):
    """KaTeX's answer to each (text, whether it stands by itself): `html` or `error`."""
    asked = json.dumps(
        [{"latex": latex, "display": display, "output": output} for latex, display in formulas]
    )
    try:
        ran = subprocess.run(
            ["node", SCRIPT], input=asked, capture_output=True, check=True, encoding="utf-8"
        )
    except FileNotFoundError:
        raise ExtensionError("Formulas are set by Node.js, and there is none: node") from None
    except subprocess.CalledProcessError as error:
        raise ExtensionError(f"KaTeX did not run: {error.stderr.strip()}") from None
    return json.loads(ran.stdout)


def visit_inline(translator, node):
    """Put in a formula within a line."""
    html = translator.builder.app.formulas[key_of(node)]
    translator.body.append(f'<span class="math notranslate nohighlight">{html}</span>')
    raise nodes.SkipNode


def visit_block(translator, node):
    """Put in a formula that stands by itself."""
    html = translator.builder.app.formulas[key_of(node)]
    translator.body.append(f'<div class="math notranslate nohighlight">{html}</div>\n')
    raise nodes.SkipNode


def add_styles(app, pagename, templatename, context, doctree):
    """Let only pages with formulas load the styles and the fonts for them."""
    if 'class="katex-html' in context.get("body", ""):
        app.add_css_file(STYLES)


def setup(app):
    """Register the renderer. What it makes is ready before the first page is written."""
    app.add_config_value("katex_output", "htmlAndMathml", "env")  # "mathml" in the book's EPUB
    app.add_html_math_renderer("katex", (visit_inline, None), (visit_block, None))
    app.connect("env-updated", set_all)
    app.connect("html-page-context", add_styles)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
