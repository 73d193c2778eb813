"""Targets that a counting model softens: what a network learns from, in place of bare labels."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from mlp_helpers.counting import KneserNey
from mlp_helpers.data import Vocabulary, build_dataset

FOLDS = 5  # each name is judged by counts of the four fifths that it is not in
COUNTED = 5  # characters that the counting model reads


def softened(names: Sequence[str], vocabulary: Vocabulary, *, share: float) -> Tensor:
    """float (N, V): the target of each example of `build_dataset`, as shares of all characters.

    The character that came has 1 − `share` of it. The rest goes to all characters, in the
    proportions of a counting model that has not seen this line of the list (a copy of it, perhaps):
    judged by counts that hold its own names, it would repeat them.
    """
    _, Y = build_dataset(list(names), vocabulary, context=1)
    one_hot = F.one_hot(Y, len(vocabulary)).float()
    return (1 - share) * one_hot + share * _counted(names, vocabulary)


def _counted(names: Sequence[str], vocabulary: Vocabulary) -> Tensor:
    """float (N, V): what the counts of the other folds say of each example."""
    rows: list[list[list[float]]] = [[] for _ in names]
    for fold in range(FOLDS):
        others = [name for number, name in enumerate(names) if number % FOLDS != fold]
        model = KneserNey(others, context=COUNTED, vocabulary_size=len(vocabulary))
        known: dict[str, list[float]] = {}
        for number in range(fold, len(names), FOLDS):
            text = f".{names[number]}."
            for history in (text[max(0, i - COUNTED) : i] for i in range(1, len(text))):
                if history not in known:
                    known[history] = [model.probability(history, c) for c in vocabulary]
                rows[number].append(known[history])
    return torch.tensor([row for of_name in rows for row in of_name])
