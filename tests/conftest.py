"""What several test files share: the data, one network, and settings for the tools."""

import re

import matplotlib
import pytest
from hypothesis import settings

from mlp_helpers.data import Vocabulary, build_dataset, load_names, split_names
from mlp_helpers.layers import BatchNorm1d, Embedding, Flatten, Linear, Sequential, Tanh

matplotlib.use("Agg")  # draws without opening a window

# The same examples on every run, no time limit on slow machines, and no files left behind.
settings.register_profile("course", deadline=None, derandomize=True, database=None)
settings.load_profile("course")


def pytest_make_parametrize_id(val):
    """A test's name in words that can be typed, where an argument is code or a sentence."""
    if isinstance(val, str) and not re.fullmatch(r"[\w .:/-]*", val, re.ASCII):
        return re.sub(r"\W+", " ", val, flags=re.ASCII)[:30].strip() or "signs"
    return "function" if getattr(val, "__name__", "") == "<lambda>" else None


@pytest.fixture(scope="session")
def names():
    return load_names()


@pytest.fixture(scope="session")
def vocabulary(names):
    return Vocabulary.from_names(names)


@pytest.fixture(scope="session")
def examples(names, vocabulary):
    """X (182625, 3) and Y (182625,) of the training split."""
    return build_dataset(split_names(names).train, vocabulary)


@pytest.fixture
def network():
    """A function that builds the course's network of 12,097 parameters from a generator."""

    def build(generator, *, unbiased=True):
        return Sequential(
            [
                Embedding(27, 10, generator=generator),
                Flatten(),
                Linear(30, 200, bias=False, generator=generator),
                BatchNorm1d(200, unbiased=unbiased),
                Tanh(),
                Linear(200, 27, generator=generator),
            ]
        )

    return build


def pytest_collection_modifyitems(items):
    """Begin with the notebooks, which take longest: at the end, one worker would wait for them."""
    items.sort(key=lambda item: item.path.suffix != ".ipynb")
