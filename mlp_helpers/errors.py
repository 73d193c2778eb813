"""The exceptions of the package: each message says what was wrong, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mlp_helpers.train import History


class NamesError(ValueError):
    """A name, or a file of names, cannot be used as it is."""


class ChecksumError(NamesError):
    """A bundled data file is not the one that the course's numbers were measured on."""


class UnknownCharacterError(NamesError):
    """A text holds a character that the vocabulary does not have."""


class ModelFileError(ValueError):
    """A file of a saved model cannot be used, or holds more than data."""


class DivergenceError(ArithmeticError):
    """The loss became NaN or infinite: training stopped before that step's update.

    The parameters are those that gave this loss. Running statistics have seen its batch.
    `history` holds the steps up to and including the one that failed, `step` its number.
    """

    def __init__(self, message: str, *, step: int, history: History) -> None:
        super().__init__(message)
        self.step = step
        self.history = history
