"""A list of names, from a file as people have them to three parts that share nothing they must not.

rules     what a name may be, and what to write where it is not
reading   a file of names, refused where it would give wrong names without a word
tidy      the mending of such a file, and a report of what it did
splits    the names in three parts

Whoever works with a list that is in order already imports from mlp_helpers.data alone.
"""

from mlp_helpers.names.rules import NamesError as NamesError
from mlp_helpers.names.tidy import tidy_names as tidy_names
