"""The exercises of notebook 02."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

import torch
import torch.nn.functional as F
from torch import Tensor

from mlp_helpers.exercises.framework import Exercise, draws

# ---------------------------------------------------------------------------- 02_contexts


def contexts(name: str, length: int) -> list[tuple[str, str]]:
    text = "." * length + name + "."
    return [(text[i : i + length], text[i + length]) for i in range(len(name) + 1)]


def _too_early(name: str, length: int) -> list[tuple[str, str]]:
    text = "." * length + name + "."
    return [(text[i + 1 : i + 1 + length], text[i + length]) for i in range(len(name) + 1)]


def _always_three(name: str, length: int) -> list[tuple[str, str]]:
    return contexts(name, 3)


CONTEXTS = Exercise(
    answer=contexts,
    cases=[("emma", 3), ("al", 2), ("olivia", 5), ("x", 1), ("banana", 2)],
    mistakes={
        "Off by one: the context already holds the character that is to be predicted.": _too_early,
        "The last example is missing: the one that predicts '.' at the end of the name.": (
            lambda name, length: contexts(name, length)[:-1]
        ),
        "The first examples are missing: before the name, the context is filled with '.'.": (
            lambda name, length: contexts(name, length)[length:]
        ),
        "The examples at the start have short contexts; fill them with '.' on the left.": (
            lambda name, length: [(c.lstrip("."), y) for c, y in contexts(name, length)]
        ),
        "A pair that occurs twice in a name stands twice in the list.": (
            lambda name, length: list(dict.fromkeys(contexts(name, length)))
        ),
        "The length of the context is always 3 here; use the argument.": _always_three,
    },
)


# -------------------------------------------------------------------------- 02_parameters


def count_parameters(characters: int, context: int, dim: int, hidden: int) -> int:
    embedding = characters * dim
    hidden_layer = context * dim * hidden + hidden
    output_layer = hidden * characters + characters
    return embedding + hidden_layer + output_layer


PARAMETERS = Exercise(
    answer=count_parameters,
    cases=[(27, 3, 2, 100), (27, 3, 10, 200), (40, 5, 8, 64)],
    mistakes={
        "Both biases are missing: one number for each hidden unit and for each output.": (
            lambda v, t, d, h: count_parameters(v, t, d, h) - h - v
        ),
        "The hidden layer's bias is missing.": (
            lambda v, t, d, h: count_parameters(v, t, d, h) - h
        ),
        "The output layer's bias is missing.": (
            lambda v, t, d, h: count_parameters(v, t, d, h) - v
        ),
        "The embedding table is missing; its numbers are learned too.": (
            lambda v, t, d, h: count_parameters(v, t, d, h) - v * d
        ),
        "The hidden layer reads all characters of the context joined: context × dim inputs.": (
            lambda v, t, d, h: count_parameters(v, 1, d, h)
        ),
        "There is one embedding table, shared by all places of the context.": (
            lambda v, t, d, h: count_parameters(v, t, d, h) + (t - 1) * v * d
        ),
    },
)


# -------------------------------------------------------------------------------- 02_join


def join_embeddings(table: Tensor, X: Tensor) -> Tensor:
    N, T = X.shape
    return table[X].view(N, T * table.shape[1])


def _interleaved(table: Tensor, X: Tensor) -> Tensor:
    return table[X].transpose(1, 2).flatten(1)


def _characters(seed: int, *shape: int) -> Tensor:
    return torch.randint(0, 27, shape, generator=torch.Generator().manual_seed(seed))


JOIN = Exercise(
    answer=join_embeddings,
    cases=[
        (draws(1, 27, 2), _characters(1, 4, 3)),
        (draws(2, 27, 10), _characters(2, 5, 4)),
    ],
    mistakes={
        "The embeddings are looked up but not joined: give each example one row.": (
            lambda table, X: table[X]
        ),
        "Each character has a row of its own here; each example needs one row for all of its "
        "characters.": (lambda table, X: table[X].view(-1, table.shape[1])),
        "The numbers are interleaved: all first numbers, then all second ones. Keep each "
        "character's numbers together.": _interleaved,
        "The embeddings are added up, which forgets their order; put them side by side.": (
            lambda table, X: table[X].sum(1)
        ),
        "The embeddings are averaged, which forgets their order; put them side by side.": (
            lambda table, X: table[X].mean(1)
        ),
        "The characters stand in reverse order; the oldest comes first.": (
            lambda table, X: table[X.flip(1)].flatten(1)
        ),
        "This fits embeddings of two numbers only; compute the width from the table's shape.": (
            lambda table, X: table[X].view(-1, X.shape[1] * 2)
        ),
        "The width 6 fits three characters with two numbers only; compute it from the shapes.": (
            lambda table, X: table[X].view(-1, 6)
        ),
    },
)


# ----------------------------------------------------------------------- 02_cross_entropy


def cross_entropy(logits: Tensor, Y: Tensor) -> Tensor:
    return F.cross_entropy(logits, Y)


def _overflowing(logits: Tensor, Y: Tensor) -> Tensor:
    counts = logits.exp()
    probabilities = counts / counts.sum(1, keepdim=True)
    return -probabilities[torch.arange(len(Y)), Y].log().mean()


def _softmax_then_log(logits: Tensor, Y: Tensor) -> Tensor:
    return -logits.softmax(1)[torch.arange(len(Y)), Y].log().mean()


def _shifted_by_the_largest_of_all(logits: Tensor, Y: Tensor) -> Tensor:
    shifted = logits - logits.max()
    return (shifted.exp().sum(1).log() - shifted[torch.arange(len(Y)), Y]).mean()


def _summed_over_columns(logits: Tensor, Y: Tensor) -> Tensor:
    return -logits.log_softmax(0)[torch.arange(len(Y)), Y].mean()


def _every_pair(logits: Tensor, Y: Tensor) -> Tensor:
    return -logits.log_softmax(1)[:, Y].mean()


CROSS_ENTROPY = Exercise(
    answer=cross_entropy,
    cases=[
        (draws(3, 5, 27), _characters(3, 5)),
        (torch.tensor([[0.0, 0.0, 0.0, 5.0]]), torch.tensor([0])),
        (torch.tensor([[1000.0, 990.0, 0.0], [-1000.0, -1000.0, -990.0]]), torch.tensor([1, 1])),
        (torch.tensor([[0.0, 200.0]]), torch.tensor([0])),
        (torch.tensor([[0.0, 1000.0]]), torch.tensor([0])),
    ],
    mistakes={
        "Right for small logits, but this overflows for large ones: subtract each row's "
        "largest logit before the exponential, and do not take the logarithm of a "
        "probability that has rounded to 0.": _overflowing,
        "Right for small logits, but a small probability rounds to 0 before its logarithm "
        "is taken: log(a / b) is log a − log b, and log(exp(x)) is x.": _softmax_then_log,
        "You subtracted the largest logit of the whole table; each row needs its own, or rows "
        "with small logits round to 0.": _shifted_by_the_largest_of_all,
        "You shifted the logits in the sum, but not the logit of the right character.": (
            lambda logits, Y: F.cross_entropy(logits, Y) - logits.max(1).values.mean()
        ),
        "The sign is missing: a loss is positive.": (lambda logits, Y: -F.cross_entropy(logits, Y)),
        "You took the logarithm to base 2 (bits); use the natural one (nats).": (
            lambda logits, Y: F.cross_entropy(logits, Y) / math.log(2)
        ),
        "This is the sum over the examples; take the mean.": (
            lambda logits, Y: F.cross_entropy(logits, Y, reduction="sum")
        ),
        "You normalised over the wrong axis: each row must sum to 1.": _summed_over_columns,
        "logits[:, Y] takes every column of Y for every row; pair them up with "
        "torch.arange(len(Y)).": _every_pair,
    },
)


# ------------------------------------------------------------------------------- 02_floor


def loss_floor(examples: list[tuple[str, str]]) -> float:
    pair_counts = Counter(examples)
    context_counts = Counter(context for context, _ in examples)
    log_likelihood = sum(
        count * math.log(count / context_counts[context])
        for (context, _), count in pair_counts.items()
    )
    return -log_likelihood / len(examples)


def _each_context_once(examples: list[tuple[str, str]]) -> float:
    """The mistake of giving every context the same weight, however often it occurs."""
    groups = defaultdict(list)
    for context, following in examples:
        groups[context].append((context, following))
    return sum(loss_floor(group) for group in groups.values()) / len(groups)


def _each_pair_once(examples: list[tuple[str, str]]) -> float:
    pair_counts = Counter(examples)
    context_counts = Counter(context for context, _ in examples)
    losses = [-math.log(n / context_counts[pair[0]]) for pair, n in pair_counts.items()]
    return sum(losses) / len(losses)


def _of_whole_pairs(examples: list[tuple[str, str]]) -> float:
    return loss_floor([("", f"{context} {following}") for context, following in examples])


def _equal_shares(examples: list[tuple[str, str]]) -> float:
    different = Counter(context for context, _ in set(examples))
    return sum(math.log(different[context]) for context, _ in examples) / len(examples)


def _best_continuation_only(examples: list[tuple[str, str]]) -> float:
    context_counts = Counter(context for context, _ in examples)
    most: Counter[str] = Counter()
    for (context, _), n in Counter(examples).items():
        most[context] = max(most[context], n)
    losses = [-math.log(most[context] / context_counts[context]) for context, _ in examples]
    return sum(losses) / len(losses)


def _without_contexts(examples: list[tuple[str, str]]) -> float:
    return loss_floor([("", following) for _, following in examples])


def _as_if_all_different(examples: list[tuple[str, str]]) -> float:
    """The mistake of taking ln n for a context that occurs n times."""
    context_counts = Counter(context for context, _ in examples)
    return sum(n * math.log(n) for n in context_counts.values()) / len(examples)


FLOOR = Exercise(
    answer=loss_floor,
    cases=[
        ([("...", "e"), ("..e", "m"), ("...", "o"), ("..o", "l")],),
        ([("a", "b"), ("a", "b"), ("a", "c"), ("b", "a"), ("c", "a"), ("c", "b")],),
        ([("x", "y"), ("x", "y"), ("z", "y")],),
    ],
    mistakes={
        "Every context was given the same weight; one that occurs often counts often.": (
            _each_context_once
        ),
        "Each different pair was counted once; a pair that occurs often counts often.": (
            _each_pair_once
        ),
        "This is the floor for whole pairs; the context is given, so compare each pair with how "
        "often its context occurs, not with all examples.": _of_whole_pairs,
        "The contexts were ignored: this is the floor for a model that reads nothing.": (
            _without_contexts
        ),
        "A context that is followed n times by the same character costs nothing: use how often "
        "each continuation occurs, not only how often the context does.": _as_if_all_different,
        "You gave every continuation of a context the same probability; one that occurs often "
        "deserves a larger share.": _equal_shares,
        "You scored the most frequent continuation of each context only; every example has its "
        "own loss.": _best_continuation_only,
        "The sign is missing: a loss is positive.": lambda examples: -loss_floor(examples),
        "This is the sum over the examples; divide by how many there are.": (
            lambda examples: loss_floor(examples) * len(examples)
        ),
        "You took the logarithm to base 2 (bits); use the natural one (nats).": (
            lambda examples: loss_floor(examples) / math.log(2)
        ),
    },
)


EXERCISES = {
    "02_contexts": CONTEXTS,
    "02_parameters": PARAMETERS,
    "02_join": JOIN,
    "02_cross_entropy": CROSS_ENTROPY,
    "02_floor": FLOOR,
}
