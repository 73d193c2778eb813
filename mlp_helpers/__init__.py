"""The small, tested module behind the course Character by Character."""

from mlp_helpers.checkpoints import checkpoint, reproduce
from mlp_helpers.data import (
    Splits,
    Vocabulary,
    bigram_counts,
    build_dataset,
    load_names,
    split_names,
)
from mlp_helpers.diagnostics import (
    activation_gradients,
    activation_stats,
    activations,
    gradient_stats,
    histograms,
    update_ratios,
)
from mlp_helpers.errors import (
    ChecksumError,
    DivergenceError,
    ModelFileError,
    NamesError,
    UnknownCharacterError,
)
from mlp_helpers.exercises import check
from mlp_helpers.layers import (
    GELU,
    BatchNorm1d,
    Dropout,
    Embedding,
    Flatten,
    Linear,
    Sequential,
    Tanh,
)
from mlp_helpers.many import train_many
from mlp_helpers.plots import show
from mlp_helpers.sample import sample_names
from mlp_helpers.train import History, evaluate, lr_range_test, step_decay, train

__all__ = [
    "GELU",
    "BatchNorm1d",
    "ChecksumError",
    "DivergenceError",
    "Dropout",
    "Embedding",
    "Flatten",
    "History",
    "Linear",
    "ModelFileError",
    "NamesError",
    "Sequential",
    "Splits",
    "Tanh",
    "UnknownCharacterError",
    "Vocabulary",
    "activation_gradients",
    "activation_stats",
    "activations",
    "bigram_counts",
    "build_dataset",
    "check",
    "checkpoint",
    "evaluate",
    "gradient_stats",
    "histograms",
    "load_names",
    "lr_range_test",
    "reproduce",
    "sample_names",
    "show",
    "split_names",
    "step_decay",
    "train",
    "train_many",
    "update_ratios",
]
