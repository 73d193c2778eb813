"""Drawing new names from a model."""

from __future__ import annotations

import torch
from torch import Generator, Tensor

from mlp_helpers.data import Vocabulary
from mlp_helpers.inputs.training import Model, check_generator, evaluation_mode


def sample_names(
    model: Model,
    vocabulary: Vocabulary,
    n: int,
    *,
    context: int = 3,
    generator: Generator,
    max_length: int = 50,
) -> list[str]:
    """Draw `n` names from the model, all at once, one character of every name a step.

    Each starts from `context` boundary characters and ends where the model draws the next one, or
    after `max_length` characters. It may be empty: an untrained model can end it at once. The model
    is used in evaluation mode and returns to the mode it was in. A step draws for the unfinished
    names only, in one torch.multinomial call: `n=1` draws as the usual loop over one name does.

    Raises ValueError for a negative `n`, a `context` or `max_length` below 1, and for a
    model whose outputs do not fit the vocabulary or are not finite.
    """
    if n < 0 or context < 1 or max_length < 1:
        raise ValueError(
            f"n={n}, context={context}, max_length={max_length}: n must not be negative, "
            "and the other two must be at least 1."
        )
    check_generator(generator)
    drawn = torch.zeros(n, context + max_length, dtype=torch.int64)  # starts with the context
    unfinished = torch.arange(n)
    with evaluation_mode(model):
        for end in range(context, context + max_length):
            if len(unfinished) == 0:
                break
            logits = model(drawn[unfinished, end - context : end])
            _check_logits(logits, rows=len(unfinished), vocabulary=vocabulary)
            characters = torch.multinomial(logits.softmax(1), 1, generator=generator)
            drawn[unfinished, end] = characters.squeeze(1)
            unfinished = unfinished[characters.squeeze(1) != 0]
    return [_until_boundary(row, vocabulary) for row in drawn[:, context:].tolist()]


def _check_logits(logits: Tensor, *, rows: int, vocabulary: Vocabulary) -> None:
    expected = (rows, len(vocabulary))
    if tuple(logits.shape) != expected:
        raise ValueError(
            f"the model returned logits of shape {tuple(logits.shape)}, but {expected} was "
            "expected. Were the model and the vocabulary made for each other?"
        )
    # −inf is allowed: it says "never", as a pair that was never counted does. A whole row
    # of it, +inf or NaN leaves no probabilities to draw from.
    if not logits.amax(1).isfinite().all():
        raise ValueError(
            "the model's logits are NaN or infinite, so no character can be drawn. Did its "
            "training diverge? Look at the end of the loss history."
        )


def _until_boundary(ids: list[int], vocabulary: Vocabulary) -> str:
    """The characters before the first boundary, or all of them if there is none."""
    return vocabulary.decode(ids[: ids.index(0)] if 0 in ids else ids)
