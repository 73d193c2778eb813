"""How Sphinx makes the site. It runs on a folder that tools/build_site.py fills."""

import os
import sys

sys.path.insert(0, os.path.dirname(__file__))  # where its extensions lie

project = "Character by Character"
author = "the Character by Character contributors"
copyright = f"2026 {author}"
language = "en"

extensions = ["myst_nb", "sphinx_copybutton", "outcomes", "formulas", "pages", "previews", "terms"]
templates_path = ["_templates"]
exclude_patterns = ["README.md", "benchmark.md", "mutants.md", "published.md"]  # included in pages

# The notebooks are shown as they were executed and committed.
nb_execution_mode = "off"
# stderr in a notebook is a mistake, and is not to be overlooked.
nb_output_stderr = "error"
myst_enable_extensions = ["attrs_block", "attrs_inline", "dollarmath", "substitution"]
myst_heading_anchors = 3

html_math_renderer = "katex"  # by formulas.py, while the site is built

# Buttons that copy code, and not what it printed.
copybutton_selector = ".cell_input pre, article > section .highlight-none pre"

highlight_language = "none"  # blocks that name no language, mostly commands for a terminal

html_theme = "sphinx_book_theme"
html_title = project
html_favicon = "_static/favicon.svg"
html_context = {"default_mode": "auto"}  # light or dark, as the reader's system is
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_use_index = False  # an index of functions, of which there are none
html_copy_source = False  # what a page was built from is not what readers should download
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "navbar_persistent": [],  # the search stands in the sidebar
    "footer_content_items": ["copyright.html"],
    "show_toc_level": 2,
    "home_page_in_toc": True,
    "path_to_docs": "",
    "repository_branch": "main",
}

SITE_BRANCH = "gh-pages"  # where .github/workflows/tests.yml puts the site

# GitHub's workflows set this, so that every copy of the repository links to itself.
repository = os.environ.get("GITHUB_REPOSITORY")
myst_substitutions = {"get_it": "Get the repository that these pages were made from."}
if repository:
    myst_substitutions["get_it"] = (
        f"Get the repository: `git clone https://github.com/{repository}`, or download it as a "
        f"[zip file](https://github.com/{repository}/archive/refs/heads/main.zip) and unpack it."
    )
    owner, _, name = repository.partition("/")
    root = f"https://{owner.lower()}.github.io/"  # which is where a repository of that name stands
    html_baseurl = root if name.lower() == f"{owner.lower()}.github.io" else f"{root}{name}/"
    tags.add("launch")  # noqa: F821  (Sphinx puts it here)
    html_theme_options |= {
        "repository_url": f"https://github.com/{repository}",
        "use_repository_button": True,
        "use_issues_button": True,
        "launch_buttons": {
            "notebook_interface": "jupyterlab",
            "binderhub_url": "https://mybinder.org",
            "colab_url": "https://colab.research.google.com",
        },
    }
    html_extra_path = ["_extra"]  # the notebooks for Colab


def lead_to_readers_copies(app, pagename, templatename, context, doctree):
    """Lead to copies without outputs: Binder lays them out in my/, Colab's lie with the site."""
    branch = app.config.html_theme_options["repository_branch"]
    copies = {
        "Binder": ("=lab/tree/notebooks/", "=lab/tree/my/"),
        "Colab": (f"/blob/{branch}/notebooks/", f"/blob/{SITE_BRANCH}/colab/"),
    }
    for group in context.get("header_buttons", []):
        for button in group.get("buttons", []):
            if button.get("text") in copies:
                button["url"] = button["url"].replace(*copies[button["text"]])


def call_solutions_by_their_name(app, pagename, templatename, context, doctree):
    """Let a screen reader read "Show the solution", and not MyST-NB's "Toggle hidden content"."""
    label = ' aria-label="Toggle hidden content"'
    context["body"] = context.get("body", "").replace(f"<summary{label}>", "<summary>")


def setup(app):
    """Change pages when the theme has made its buttons, which it does with the priority 501."""
    app.connect("html-page-context", lead_to_readers_copies, priority=900)
    app.connect("html-page-context", call_solutions_by_their_name, priority=900)
