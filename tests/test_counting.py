"""The counting model against its definition, written out slowly, and what it teaches a network."""

import math
import random
import statistics
from collections import Counter

import pytest
import torch
import torch.nn.functional as F

from mlp_helpers.counting import KneserNey
from mlp_helpers.counting.targets import COUNTED, FOLDS, softened
from mlp_helpers.data import Splits, Vocabulary, build_dataset, split_names
from mlp_helpers.tune.recipe import Recipe, fit

FEW = ["emma", "emmy", "gemma", "tommy", "ann", "anna", "hannah", "emma"]


def by_definition(names, history, character, context, discount):
    """Kneser and Ney's formula, each count found anew by going through all names."""
    history = history[len(history) - min(context, len(history)) :]
    texts = [f".{name}." for name in names]
    followed = Counter()
    for text in texts:
        for i in range(1, len(text)):
            before = text[max(0, i - context) : i]
            if before == history:
                followed[text[i]] += 1  # the longest that is there: each time
    for place in {text[0] for text in texts} | set("".join(texts)):
        longer = place + history
        if len(longer) > context:
            continue
        for c in set("".join(texts)):
            if any(longer + c in text for text in texts):
                followed[c] += 1  # a shorter one: once for each place
    lower = 1 / 27
    if history:
        lower = by_definition(names, history[1:], character, context, discount)
    if not followed:
        return lower
    kept = max(followed[character] - discount, 0)
    return (kept + discount * len(followed) * lower) / followed.total()


@pytest.mark.parametrize("discount", [0.75, 0.4])
@pytest.mark.parametrize("context", [0, 1, 2, 3])
@pytest.mark.parametrize("history", [".", ".e", "mm", "emm", ".tommy", "zzz", ".ann"])
def test_probabilities_are_those_of_the_definition(context, history, discount):
    model = KneserNey(FEW, context=context, discount=discount)
    for character in ".aemnyz":
        expected = by_definition(FEW, history, character, context, discount)
        assert model.probability(history, character) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("history", [".", "emm", "mm", "qqq", ".emmal", ""])
@pytest.mark.parametrize("discount", [None, 0.3])
def test_probabilities_add_up_to_one(history, discount, names, vocabulary):
    model = KneserNey(names[:2000], context=4, discount=discount)
    assert sum(model.probability(history, c) for c in vocabulary) == pytest.approx(1)


@pytest.mark.parametrize("discount", [-0.1, 0, 1, 1.5, math.nan])
def test_a_discount_that_is_no_share_is_refused(discount):
    with pytest.raises(ValueError, match=f"discount is {discount}: it must be above 0 and below 1"):
        KneserNey(FEW, context=1, discount=discount)


@pytest.mark.parametrize("missing", [1, 2, 3, 4])
def test_a_count_that_does_not_occur_leaves_the_plain_discount(missing):
    """Of pairs; `often` says how often each stands in the list."""
    sizes = [size for size in (1, 2, 3, 4) if size != missing]
    names = [chr(97 + place) * 2 for place, size in enumerate(sizes) for _ in range(size)]
    model = KneserNey(names, context=2)
    counted = Counter(n for h, each in model.counts.items() if len(h) == 2 for n in each.values())
    assert set(sizes) <= set(counted)
    assert missing not in counted
    assert model._taken[2] == [0.0, 0.75, 0.75, 0.75]


@pytest.mark.parametrize("most", [5, 3])
def test_the_discounts_of_chen_and_goodman_from_their_formula(most):
    often = {"ab": most, "ac": 3, "ad": 2, "ah": 4, "ae": 1, "af": 1, "ag": 1, "be": 1, "bf": 2}
    names = [name for name, times in often.items() for _ in range(times)]
    model = KneserNey(names, context=1)
    pairs = Counter(pair for n in names for pair in zip("." + n, n + ".", strict=True))
    n = Counter(pairs.values())
    y = n[1] / (n[1] + 2 * n[2])
    assert all(n[size] for size in (1, 2, 3, 4))
    of = {k: k - (k + 1) * y * n[k + 1] / n[k] for k in (1, 2, 3)}
    after_a = {c: count for (h, c), count in pairs.items() if h == "a"}
    freed = sum(of[min(count, 3)] for count in after_a.values())
    lower = model.probability("", "b")
    expected = (after_a["b"] - of[3] + freed * lower) / sum(after_a.values())
    assert model.probability("a", "b") == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("context", "discount", "loss"),
    [(3, 0.75, 2.0608), (5, 0.75, 1.9888), (3, None, 2.0564), (5, None, 1.9746)],
)
def test_the_losses_that_the_course_tells(context, discount, loss, names):
    splits = split_names(names)
    model = KneserNey(splits.train, context=context, discount=discount)
    found = statistics.mean(x for name in splits.dev for x in model.losses(name))
    assert found == pytest.approx(loss, abs=1e-4)


def test_losses_are_those_of_each_character_and_the_boundary():
    model = KneserNey(FEW, context=3)
    assert model.losses("em") == pytest.approx(
        [-math.log(model.probability(h, c)) for h, c in ((".", "e"), (".e", "m"), (".em", "."))]
    )


# ------------------------------------------------------------------------------- the targets


def test_targets_are_mixed_of_the_label_and_counts_of_other_names(names, vocabulary):
    names = names[:200]
    _, Y = build_dataset(names, vocabulary, context=1)
    targets = softened(names, vocabulary, share=0.3)
    assert targets.shape == (len(Y), 27)
    counted = (targets - 0.7 * F.one_hot(Y, 27)) / 0.3
    number = 7  # of a name; its examples begin behind those of the names before
    first = sum(len(name) + 1 for name in names[:number])
    others = [name for place, name in enumerate(names) if place % FOLDS != number % FOLDS]
    model = KneserNey(others, context=COUNTED)
    for place, history in enumerate([".", "." + names[number][0]]):
        expected = [model.probability(history, c) for c in vocabulary]
        torch.testing.assert_close(
            counted[first + place], torch.tensor(expected), atol=1e-5, rtol=0
        )
    torch.testing.assert_close(targets.sum(1), torch.ones(len(Y)))


def test_a_character_that_no_name_has_gets_its_share(names, vocabulary):
    some = [name for name in names if "z" not in name][:50]
    targets = softened(some, vocabulary, share=0.3)
    assert targets.shape[1] == 27
    assert targets[:, vocabulary.encode("z")[0]].min() > 0


def test_a_smaller_vocabulary_shares_among_its_own_characters():
    vocabulary = Vocabulary.from_names(FEW)
    targets = softened(FEW, vocabulary, share=0.3)
    assert targets.shape[1] == len(vocabulary) < 27
    torch.testing.assert_close(targets.sum(1), torch.ones(len(targets)))


def test_a_recipe_that_counting_softens_learns_from_those_targets(names, vocabulary):
    splits = Splits(names[:300], names[300:400], names[400:500])
    X, _ = build_dataset(splits.train, vocabulary, context=2)
    targets = softened(splits.train, vocabulary, share=0.5)
    settings = {"context": 2, "embedding": 8, "hidden": 64, "rate": 0.01, "examples": 100_000}
    losses = {}
    for share in (0.0, 0.5):
        model = fit(Recipe(counting=share, **settings), splits, vocabulary, seed=1).model
        with torch.no_grad():
            losses[share] = F.cross_entropy(model(X), targets).item()
    assert losses[0.5] < losses[0.0] - 0.02


@pytest.mark.parametrize("size", [10, 50, 200, 1_000])
@pytest.mark.parametrize("seed", range(5))
def test_a_short_list_gives_probabilities_too(size, seed, names):
    """The formula of the discounts can answer with one below 0: there the plain one is used."""
    some = random.Random(seed).sample(names, size)
    model = KneserNey(some, context=5)
    for taken in model._taken.values():
        assert all(0 < discount < count for count, discount in enumerate(taken[1:], start=1))
    for history in list(model.counts)[:300]:
        row = [model.probability(history, chr(97 + i)) for i in range(26)]
        row.append(model.probability(history, "."))
        assert min(row) > 0
        assert math.isclose(sum(row), 1)
