"""What search engines and messengers show of a page: a description, and a picture.

A Sphinx extension. Their addresses have to be absolute, so they are there only where it is known
where the site will stand, as `html_baseurl`.
"""

import html
from textwrap import shorten

from docutils import nodes

LONGEST = 200  # characters of a description
GOAL = "You will do: "  # how a lesson begins
PICTURE = "_static/preview.png"  # tools/build_site.py puts it there
PICTURE_IN_WORDS = (
    "Four bars, the loss of four models on names set aside, each shorter than the last."
)


def describe(app, pagename, templatename, context, doctree):
    """Put a page's description and its preview into its head."""
    if doctree is None:  # the search's page, and others that no text is behind
        return
    title = doctree.next_node(nodes.title).astext()
    words = description(doctree)
    base = app.config.html_baseurl
    tags = [meta("name", "description", words), *preview(title, words, app.config.project)]
    if base:
        tags += with_addresses(base, context["pageurl"])
    context["metatags"] = context.get("metatags", "") + "\n    " + "\n    ".join(tags)


def description(doctree):
    """The first sentences of a page; of a lesson, what one will do in it."""
    words = next(
        each.astext() for each in doctree.findall(nodes.paragraph) if len(each.astext()) > 1
    )
    words = " ".join(words.split()).removeprefix(GOAL)
    return shorten(words[0].upper() + words[1:], LONGEST, placeholder=" …")


def preview(title, words, site):
    """The tags of OpenGraph that need no address."""
    named = {"title": title, "description": words, "site_name": site, "type": "article"}
    return [meta("property", f"og:{name}", value) for name, value in named.items()]


def with_addresses(base, address):
    """The tags that say where the page and its picture are."""
    return [
        meta("property", "og:url", address),
        meta("property", "og:image", base + PICTURE),
        meta("property", "og:image:alt", PICTURE_IN_WORDS),
        meta("name", "twitter:card", "summary_large_image"),
    ]


def meta(kind, name, value):
    """One tag."""
    return f'<meta {kind}="{name}" content="{html.escape(value)}">'


def setup(app):
    """Add the tags when Sphinx and MyST have theirs."""
    app.connect("html-page-context", describe)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
