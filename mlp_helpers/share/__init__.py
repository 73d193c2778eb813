"""What becomes of a trained model: a file to keep, and a page to share.

saving    a model in a file that is safe to open
describe  a saved network as plain data, for the playground's script
page      a network as one page that works from a disk; __main__: python -m mlp_helpers.share
"""

from mlp_helpers.share.saving import ModelFileError as ModelFileError
from mlp_helpers.share.saving import SavedModel as SavedModel
from mlp_helpers.share.saving import load_model as load_model
from mlp_helpers.share.saving import save_model as save_model
