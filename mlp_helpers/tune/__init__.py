"""A network as a recipe, and the search for a good one. Needs optuna, but for recipe.

recipe    a network and how it is trained, as one description; training it
study     what is searched, what a trial does, the search itself
storage   where a study is kept: a journal file or a database
table     a study as a CSV file
__main__  the command line: python -m mlp_helpers.tune
"""

import warnings

# tqdm, which optuna draws its bars with, would warn in a notebook that its own widget is missing.
warnings.filterwarnings("ignore", message="IProgress not found")
