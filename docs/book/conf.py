"""How Sphinx makes the book. It runs on a folder that tools/build_book.py fills."""

import os
import sys
from importlib.metadata import version as version_of

sys.path.insert(0, os.path.dirname(__file__))

project = "Character by Character"
author = "the Character by Character contributors"
copyright = f"2026 {author}"
language = "en"
version = release = version_of("mlp_helpers")

extensions = ["myst_nb", "formulas"]
nb_execution_mode = "off"
nb_output_stderr = "error"
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
suppress_warnings = ["epub.unknown_project_files"]
html_math_renderer = "katex"
highlight_language = "none"
pygments_style = "bw"  # bold and italics, which an e-reader shows without colours

html_theme = "basic"
html_title = project
html_static_path = ["_static"]
html_css_files = ["print.css"]
html_sidebars = {"**": []}
html_use_index = False
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False

epub_theme_options = {"relbar1": False, "footer": False}
epub_css_files = ["reader.css"]
epub_exclude_files = ["_static/print.css", "_static/katex/katex.min.css"]  # which print the PDF
epub_title = project
epub_description = "From counting letter pairs to a tuned neural network that invents names."
epub_publisher = author
epub_identifier = epub_uid = "character-by-character"
epub_contributor = author
epub_show_urls = "no"  # an address behind each link would tear the text apart
epub_use_index = False
epub_tocdepth = 2


def leave_out_what_is_for_screens(app, pagename, templatename, context, doctree):
    """MyST-NB's styles fold and colour cells on a page of the web; the book has its own."""
    context["css_files"] = [css for css in context["css_files"] if "mystnb" not in css.filename]


def setup(app):
    """Change pages when MyST-NB has put in its styles."""
    app.connect("html-page-context", leave_out_what_is_for_screens, priority=900)
