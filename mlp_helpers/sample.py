"""Drawing new names from a model."""

from __future__ import annotations

import math
from collections.abc import Collection

import torch
from torch import Generator, Tensor

from mlp_helpers.data import BOUNDARY, Vocabulary
from mlp_helpers.inputs.modes import Model, evaluation_mode
from mlp_helpers.inputs.training import check_generator
from mlp_helpers.names.rules import refuse_single_string

TRIES = 10_000  # names drawn one after the other, all known, after which no new one is hoped for


def sample_names(
    model: Model,
    vocabulary: Vocabulary,
    n: int,
    *,
    context: int = 3,
    generator: Generator,
    beginning: str = "",
    temperature: float = 1.0,
    known: Collection[str] = (),
    max_length: int = 50,
) -> list[str]:
    """Draw `n` names from the model, all at once, one character of every name a step.

    Each starts with `beginning`, after `context` boundary characters, and ends where the model
    draws the next boundary, or after `max_length` characters in all. It may be empty: an untrained
    model can end it at once. The model is used in evaluation mode and returns to the mode it was
    in; so are the models that a function uses. A step draws for the unfinished names only, in one
    torch.multinomial call: `n=1` draws as the usual loop over one name does.

    Args:
        temperature: divides the logits. Below 1 what is likely gets likelier, above 1 less so.
        known: names that are thrown away and drawn anew, such as those of the training split. The
            others keep their probabilities relative to each other.

    Raises ValueError for a negative `n`, a `context` or `max_length` below 1, a `temperature` that
    is not above 0, a `beginning` longer than `max_length`, a model whose outputs do not fit the
    vocabulary or are not finite, and one from which nothing but `known` names comes;
    UnknownCharacterError for a `beginning` that the vocabulary cannot spell.
    """
    _check_settings(n=n, context=context, max_length=max_length, temperature=temperature)
    check_generator(generator)
    refuse_single_string(known)
    begun = _window(beginning, vocabulary, context=context, max_length=max_length)
    known, in_vain = frozenset(known), 0
    found: list[str] = []
    with evaluation_mode(model):
        while len(found) < n:
            rows = _drawn(
                model,
                begun.repeat(max(n - len(found), in_vain), 1),  # more, the longer it is in vain
                vocabulary,
                context=context,
                end=context + max_length,
                temperature=temperature,
                generator=generator,
            )
            names = [_until_boundary(row, vocabulary) for row in rows[:, context:].tolist()]
            new = [name for name in names if name not in known]
            in_vain = 0 if new else in_vain + len(names)
            if in_vain >= TRIES:
                raise ValueError(
                    f"{in_vain:,} names were drawn, and all are among the {len(known):,} known. "
                    "Raise the temperature, or allow known names."
                )
            found += new
    return found[:n]


def _drawn(
    model: Model,
    rows: Tensor,
    vocabulary: Vocabulary,
    *,
    context: int,
    end: int,
    temperature: float,
    generator: Generator,
) -> Tensor:
    """Names drawn to their ends: int64 (N, begun) → (N, end), 0 behind the end of each name."""
    begun = rows.shape[1]
    drawn = torch.cat([rows, torch.zeros(len(rows), end - begun, dtype=torch.int64)], dim=1)
    unfinished = torch.arange(len(drawn))
    for place in range(begun, end):
        if len(unfinished) == 0:
            break
        logits = model(drawn[unfinished, place - context : place])
        _check_logits(logits, rows=len(unfinished), vocabulary=vocabulary)
        probabilities = _tempered(logits, temperature).softmax(1)
        characters = torch.multinomial(probabilities, 1, generator=generator)
        drawn[unfinished, place] = characters.squeeze(1)
        unfinished = unfinished[characters.squeeze(1) != 0]
    return drawn


def _tempered(logits: Tensor, temperature: float) -> Tensor:
    """The logits (N, V) over the temperature, less what is equal in a row: none overflows."""
    if temperature == 1:
        return logits
    highest = logits.amax(1, keepdim=True)
    return ((logits - highest).double() / temperature).to(logits.dtype)


def _check_settings(*, n: int, context: int, max_length: int, temperature: float) -> None:
    if n < 0 or context < 1 or max_length < 1:
        raise ValueError(
            f"n={n}, context={context}, max_length={max_length}: n must not be negative, "
            "and the other two must be at least 1."
        )
    if not (0 < temperature < math.inf):
        raise ValueError(
            f"temperature is {temperature}: the logits are divided by it, so it must be above 0."
        )


def _window(beginning: str, vocabulary: Vocabulary, *, context: int, max_length: int) -> Tensor:
    """What stands before the first character that is drawn: int64 (1, context + letters)."""
    numbers = vocabulary.encode(beginning)
    if 0 in numbers:
        raise ValueError(f"the beginning {beginning!r} holds {BOUNDARY!r}, which ends a name.")
    if len(numbers) > max_length:
        raise ValueError(
            f"the beginning has {len(numbers)} characters, and max_length is {max_length}."
        )
    return torch.tensor([[0] * context + numbers])


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
