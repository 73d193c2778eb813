"""Notes at the terms of a lesson: what the glossary says of them, up to this lesson.

A Sphinx extension. tools/glossary.py has put links to the glossary into the lessons, by Sphinx's
role `term`. Here each page gets the explanations of its terms, in a `<template>`, which no search,
screen reader or printer sees. A script shows them. Without it the links lead to the page of the
glossary.
"""

import re

from docutils import nodes

GLOSSARY = "glossary"
LINK = re.compile(r'href="\.\./glossary\.html#(term-[\w.-]+)"')
NUMBER = re.compile(r"^notebooks/(\d+)_")
FROM = "from-"  # the class of an explanation, before the number of its lesson


def add_notes(app, pagename, templatename, context, doctree):
    """Put the explanations of the terms of a lesson into its page."""
    lesson = NUMBER.match(pagename)
    wanted = dict.fromkeys(LINK.findall(context.get("body", ""))) if lesson else {}
    if not wanted:
        return
    items = items_of(app.env.get_and_resolve_doctree(GLOSSARY, app.builder))
    notes = [note(app, name, items[name], int(lesson[1])) for name in wanted]
    context["body"] += f'<template id="notes">{"".join(notes)}</template>\n'
    app.add_js_file("terms.js", loading_method="defer")


def items_of(doctree):
    """The items of the glossary by the ids of their terms."""
    return {
        name: item
        for item in doctree.findall(nodes.definition_list_item)
        for name in item.next_node(nodes.term)["ids"]
    }


def note(app, name, item, lesson):
    """The explanation of a term as a reader of this lesson needs it, as HTML."""
    explained = [each for each in item.findall(nodes.paragraph) if number_of(each)]
    known = [each for each in explained if number_of(each) < lesson]
    chosen = (known or explained)[-1 if known else 0].deepcopy()
    first = next(each for each in chosen if each.astext())
    if not isinstance(first, nodes.strong):
        title = item.next_node(nodes.term).astext()
        chosen.insert(0, [nodes.strong("", f"{title}:"), nodes.Text(" ")])
    html = app.builder.render_partial(chosen)["fragment"]
    return f'<div role="tooltip" popover="manual" class="note" id="note-{name}">{html}</div>'


def number_of(paragraph):
    """The number of the lesson that an explanation is from; 0 if it is none."""
    numbers = [
        int(each.removeprefix(FROM)) for each in paragraph["classes"] if each.startswith(FROM)
    ]
    return numbers[0] if numbers else 0


def setup(app):
    """Add the notes before others look at what a page holds: formulas need their styles."""
    app.connect("html-page-context", add_notes, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
