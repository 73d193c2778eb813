"""What becomes of a trained model: a file to keep, and a page to share.

saving    a model in a file that is safe to open
"""

from mlp_helpers.share.saving import ModelFileError as ModelFileError
from mlp_helpers.share.saving import SavedModel as SavedModel
from mlp_helpers.share.saving import load_model as load_model
from mlp_helpers.share.saving import save_model as save_model
