"""How Sphinx makes the site. It runs on build/site-source, which tools/build_site.py fills."""

import os
from pathlib import Path

project = "Character by Character"
author = "the Character by Character contributors"
copyright = f"2026 {author}"
language = "en"

extensions = ["myst_nb"]
exclude_patterns = ["README.md", "benchmark.md", "published.md"]  # included in pages

# The notebooks are shown as they were executed and committed.
nb_execution_mode = "off"
# stderr in a notebook is a mistake, and is not to be overlooked.
nb_output_stderr = "error"
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3

# Formulas are set in the reader's browser, by a file that the site carries.
mathjax_path = "mathjax/tex-svg-full.js"

html_theme = "sphinx_book_theme"
html_title = project
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False  # what a page was built from is not what readers should download
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_toc_level": 2,
    "home_page_in_toc": True,
    "path_to_docs": "",
    "repository_branch": "main",
}

# GitHub's workflows set this, so that every copy of the repository links to itself.
repository = os.environ.get("GITHUB_REPOSITORY")
if repository:
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
