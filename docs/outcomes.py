"""Fold what answers a prediction, and the prose that speaks of it, until the reader asks for it.

A Sphinx extension. What it makes are `<details>`: they open by keyboard and without JavaScript, and
browsers search in them.
"""

import hashlib
import re

from docutils import nodes

SUMMARY = "Show what happened"
CONFIRMING = re.compile(r"\s*(?:checkpoint|reproduce)\(")
TAGGED = "tag_outcome"  # the class that MyST-NB gives to a cell with the tag
# What only a script can serve is disabled until it does, and hidden where there are none.
BUTTON = """\
<button type="button" class="all-outcomes pst-js-only" disabled>Show all results</button>"""
GUESS = """\
<label class="guess pst-js-only"><span>Your guess</span>
<input type="text" placeholder="kept in this browser only" maxlength="200" autocomplete="off"
disabled></label>"""


class Outcome(nodes.General, nodes.Element):
    """A folded part of a page, with the attributes `key`, for the browser, and `asked`."""


def visit(translator, node):
    """Open the element, below a field for the reader's guess where a prediction was asked for."""
    translator.body.append(
        f"{GUESS if node['asked'] else ''}"
        f'<details class="outcome" data-key="{node["key"]}"><summary>{SUMMARY}</summary>'
    )


def depart(translator, node):
    """Close the element."""
    translator.body.append("</details>\n")


def fold(app, doctree, docname):
    """Move the outputs of tagged cells, with the prose up to the next cell, into an element."""
    asked = False
    for node in list(doctree.findall(is_box_or_cell)):
        if isinstance(node, nodes.block_quote):
            asked = True
        elif TAGGED in node["classes"]:
            output = node.children[-1]  # tests/test_predictions.py: a tagged cell has one
            digest = hashlib.sha256(node.astext().encode()).hexdigest()[:8]
            outcome = Outcome(key=f"{docname}:{digest}", asked=asked)
            place = node.parent.index(node) + 1
            following = prose(node.parent.children[place:])
            node.remove(output)
            del node.parent[place : place + len(following)]
            outcome.extend([output, *following])
            node.parent.insert(place, outcome)
            asked = False
    if next(iter(doctree.findall(Outcome)), None):
        title = next(iter(doctree.findall(nodes.title)))
        title.parent.insert(title.parent.index(title) + 1, nodes.raw("", BUTTON, format="html"))


def is_box_or_cell(node):
    """Whether this is a box that asks for a prediction, or a cell with code."""
    return is_box(node) or is_cell(node)


def is_box(node):
    """Whether this is a box that asks for a prediction."""
    return isinstance(node, nodes.block_quote) and node.astext().startswith("Predict.")


def is_cell(node):
    """Whether this is a cell with code."""
    return isinstance(node, nodes.container) and "cell" in node.get("classes", [])


def confirms(node):
    """Whether this is a cell that only compares numbers with expected ones, and so tells them."""
    return is_cell(node) and CONFIRMING.match(node.astext()) is not None


def prose(siblings):
    """What follows a cell and belongs to its output: all up to the next cell, box or heading.

    A cell that holds the expected values belongs to it too, unless it answers something itself.
    """
    found = []
    for node in siblings:
        ends = is_cell(node) and (TAGGED in node["classes"] or not confirms(node))
        if ends or is_box(node) or isinstance(node, nodes.section | nodes.transition):
            break
        found.append(node)
    return found


def setup(app):
    """Register the element, and fold when MyST-NB has put in the outputs."""
    app.add_node(Outcome, html=(visit, depart))
    app.connect("doctree-resolved", fold)
    app.add_js_file("outcomes.js")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
