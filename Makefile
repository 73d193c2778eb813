# `make lab` and `make test` need nothing but Python: what they use is installed in .venv first.

PYTHON ?= python3
LAB_FLAGS ?=
ONLY ?=
BIN := .venv/bin
INSTALLED := .venv/.installed
SITE_INSTALLED := .venv/.installed-site docs/node_modules/.package-lock.json

.PHONY: help lab test notebooks sync bench site site-test

help:
	@echo "make lab          open the course in JupyterLab (LAB_FLAGS=… is passed on)"
	@echo "make test         run every test and every notebook"
	@echo "make notebooks    execute the texts in notebooks/src (ONLY=\"01 02\": these)"
	@echo "make sync         carry hand edits of the .ipynb into their texts"
	@echo "make bench        measure the helpers against the obvious way (3 min)"
	@echo "make site         build the pages for the web in build/site (needs npm)"
	@echo "make site-test    test these pages, and JupyterLab, in a browser (needs Chromium)"

# One thread: on matrices as small as the course's, more only get in each other's way.
lab: $(INSTALLED)
	@echo "Starting JupyterLab (Ctrl-C ends it). If no browser opens, open the address it prints …"
	@OMP_NUM_THREADS=1 $(BIN)/python -m jupyterlab --ServerApp.root_dir=. \
		--LabApp.default_url=/lab/tree/notebooks/01_bigrams.ipynb \
		$(if $(filter 0,$(shell id -u)),--allow-root) $(LAB_FLAGS)

test: $(INSTALLED)
	@echo "Running all tests and notebooks …"
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal

notebooks: $(INSTALLED)
	@echo "Executing the notebooks …"
	@$(BIN)/python tools/execute_notebooks.py $(ONLY)

# JupyterLab writes both files of a pair itself; this is for edits by other editors, ruff and
# the like. Of each pair the file that was changed last wins, and jupytext overwrites the cells
# of the other one, so save and commit the texts before. It keeps the old outputs under edited
# code: `make notebooks` afterwards gives new ones, and is all it takes after editing a text.
sync: $(INSTALLED)
	@echo "Bringing notebooks and texts together, the newer of each pair wins …"
	@$(BIN)/python -m jupytext --quiet --sync notebooks/*.ipynb
	@echo "Done. What changed: git diff notebooks/src. New outputs: make notebooks"

bench: $(INSTALLED)
	@echo "Measuring …"
	@OMP_NUM_THREADS=1 $(BIN)/python tools/benchmark.py

site: $(SITE_INSTALLED)
	@echo "Building the site …"
	@OMP_NUM_THREADS=1 $(BIN)/python tools/build_site.py

site-test: $(SITE_INSTALLED)
	@echo "Building the site as on GitHub, then testing it and JupyterLab in a browser …"
	@OMP_NUM_THREADS=1 GITHUB_REPOSITORY=owner/course $(BIN)/python tools/build_site.py site-test
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal tests/site

# The stamp is written last, so that an interrupted installation is repeated the next time.
IS_USABLE := -c "import pip, sys; sys.exit(sys.version_info < (3, 11))"

$(INSTALLED): requirements.txt constraints.txt pyproject.toml
	@$(BIN)/python $(IS_USABLE) 2>/dev/null || { \
		$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null || { \
			echo "The course needs Python 3.11 or newer, and $(PYTHON) is:"; $(PYTHON) -V; \
			echo "If you have one by another name: make $(MAKECMDGOALS) PYTHON=python3.11"; \
			exit 1; }; \
		echo "Creating .venv …"; \
		$(PYTHON) -m venv --clear .venv || { \
			echo "Python could not create .venv. On Debian and Ubuntu, this helps:"; \
			echo "    sudo apt install python3-venv"; \
			exit 1; }; }
	@echo "Installing into .venv (about two minutes the first time) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check \
		--root-user-action=ignore -r requirements.txt
	@touch $@

.venv/.installed-site: $(INSTALLED) docs/requirements.txt
	@echo "Installing what the site needs into .venv …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check \
		--root-user-action=ignore -r docs/requirements.txt
	@touch $@

# npm writes this file, which says what it has installed.
docs/node_modules/.package-lock.json: docs/package-lock.json
	@command -v npm >/dev/null || { \
		echo "The site carries MathJax, which npm installs. It comes with Node.js:"; \
		echo "on Debian and Ubuntu, sudo apt install npm"; \
		exit 1; }
	@echo "Installing MathJax and axe into docs/node_modules …"
	@npm ci --prefix docs --silent --no-audit --no-fund
	@touch $@
