# `make lab` and `make test` need nothing but Python: what they use is installed in .venv first.

# A PYTHON that somebody names counts, and .venv is made anew from it. Otherwise a .venv stays.
NAMED := $(if $(filter command environment,$(firstword $(origin PYTHON))),$(if $(PYTHON),--this-python))
ifeq ($(NAMED),)
override PYTHON := python3
endif
LAB_FLAGS ?=
ONLY ?=
BASE ?= HEAD
CORE ?=
BIN := .venv/bin
# Of one that was cut off, or whose Python is gone, nothing can be expected.
OURS := $(if $(wildcard .venv/installed.json),$(shell $(BIN)/python -c "" 2>/dev/null && echo $(BIN)/python))
RUN := "$(if $(NAMED),$(PYTHON),$(or $(OURS),$(PYTHON)))"
INSTALL = @$(RUN) tools/install.py $(NAMED)

.PHONY: help lab progress

help::
	@echo "make lab          lay the lessons out in my/ and open JupyterLab there"
	@echo "make progress     say which exercises in my/ are solved, and where to go on"
	@echo
	@echo "PYTHON=python3.12 names the Python to use; LAB_FLAGS=… is passed on to JupyterLab."

lab:
	@$(RUN) tools/lab.py $(NAMED) $(LAB_FLAGS)

progress:
	$(INSTALL)
	@$(BIN)/python -m mlp_helpers.exercises.progress my

# For teachers and authors. Handouts leave out what follows.

.PHONY: handout wheels test notebooks sync bench mutants site site-test book deck

help::
	@echo
	@echo "For teachers:"
	@echo "make handout      pack the course without solutions (ONLY=\"01 02\": these lessons)"
	@echo "make wheels       fetch what a room without network needs for \`make lab\`"
	@echo
	@echo "For authors:"
	@echo "make test         run every test and every notebook"
	@echo "make notebooks    execute the texts in notebooks/src (ONLY=\"01 02\": these)"
	@echo "make sync         carry hand edits of the .ipynb into their texts"
	@echo "make bench        measure the helpers against the obvious way (3 min)"
	@echo "make mutants      see whether a test notices mistakes in what was changed (ONLY=\"data.py\")"
	@echo "make site         build the pages for the web in build/site (needs npm)"
	@echo "make book         build an EPUB and a PDF in build/book (needs npm and Chromium)"
	@echo "make deck         build cards for Anki in build/deck"
	@echo "make site-test    test these pages, and JupyterLab, in a browser (needs Chromium)"

handout:
	$(INSTALL)
	@$(BIN)/python tools/handout.py $(ONLY)

wheels:
	$(INSTALL) --fetch

# One thread: on matrices as small as the course's, more only get in each other's way.
test:
	$(INSTALL)
	@echo "Running all tests and notebooks …"
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal

notebooks:
	$(INSTALL)
	@echo "Executing the notebooks …"
	@$(BIN)/python tools/execute_notebooks.py $(ONLY)

# For edits of an .ipynb, in JupyterLab or elsewhere. It keeps the old outputs under edited code:
# `make notebooks` afterwards gives new ones, and is all it takes after editing a text.
sync:
	$(INSTALL)
	@$(BIN)/python tools/pairs.py

bench:
	$(INSTALL)
	@echo "Measuring …"
	@OMP_NUM_THREADS=1 $(BIN)/python tools/benchmark.py

# Each change is tried on a copy: what differs from the commit BASE, or ONLY some files, or the CORE.
mutants:
	$(INSTALL) --mutants
	@echo "Trying small changes, about a second for each …"
	@$(BIN)/python tools/mutants.py --base $(BASE) $(if $(CORE),--core) $(ONLY)

site: docs/node_modules/.package-lock.json
	$(INSTALL) --site
	@echo "Building the site …"
	@OMP_NUM_THREADS=1 $(BIN)/python tools/build_site.py

# Three at a time on two cores: a test waits for its browser, and a browser for what it fetches.
site-test: docs/node_modules/.package-lock.json
	$(INSTALL) --site
	@echo "Building the site as on GitHub, then testing it and JupyterLab in a browser …"
	@OMP_NUM_THREADS=1 GITHUB_REPOSITORY=owner/course $(BIN)/python tools/build_site.py site-test
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 3 --dist worksteal tests/site

book: docs/node_modules/.package-lock.json
	$(INSTALL) --site
	@echo "Building the book …"
	@OMP_NUM_THREADS=1 $(BIN)/python tools/build_book.py

deck:
	$(INSTALL) --site
	@$(BIN)/python tools/deck.py

# npm writes this file, which says what it has installed.
docs/node_modules/.package-lock.json: docs/package-lock.json
	@command -v npm >/dev/null || { \
		echo "KaTeX sets the site's formulas. npm installs it, and comes with Node.js:"; \
		echo "on Debian and Ubuntu, sudo apt install npm"; \
		exit 1; }
	@echo "Installing KaTeX and axe into docs/node_modules …"
	@npm ci --prefix docs --silent --no-audit --no-fund
	@touch $@
