"""The measurement behind the table of lists of one's own: its parts, and the committed table."""

import csv
import math

import own_lists
import pytest
import torch

from mlp_helpers.counting import KneserNey
from mlp_helpers.data import Vocabulary, build_dataset
from mlp_helpers.tune.recipe import Recipe


def judged(dev, others):
    return {"dev_loss": torch.tensor(dev).double(), "loss_on_others": torch.tensor(others).double()}


SURE, UNSURE = judged([0.9, 0.1], [0.5, 0.5]), judged([0.2, 0.8], [0.4, 0.6])


def test_the_best_is_chosen_by_validation_names_alone():
    good_on_others = judged([0.1, 0.1], [0.99, 0.99])
    assert own_lists.best({"a": good_on_others, "b": UNSURE}) is UNSURE


def test_both_together_take_the_share_that_is_best_on_validation_names():
    mixed = own_lists.together(SURE, UNSURE)
    tried = [
        own_lists.loss(share * UNSURE["dev_loss"] + (1 - share) * SURE["dev_loss"])
        for share in own_lists.SHARES
    ]
    assert own_lists.loss(mixed["dev_loss"]) == min(tried)
    share = own_lists.SHARES[tried.index(min(tried))]
    expected = share * UNSURE["loss_on_others"] + (1 - share) * SURE["loss_on_others"]
    torch.testing.assert_close(mixed["loss_on_others"], expected)


def test_both_kinds_judge_the_same_characters_in_the_same_order():
    """One number for each character and end, name by name: a model of one name knows them all."""
    names = ["ab", "b"]
    vocabulary = Vocabulary.from_names(names)
    counting = own_lists.by_counting(KneserNey(names, context=1, vocabulary_size=3), names)
    network = Recipe(context=1, hidden=4).network(3, generator=torch.Generator().manual_seed(1))
    found = own_lists.by_network(network.eval(), *build_dataset(names, vocabulary, context=1))
    assert len(counting) == len(found) == 5
    by_hand = network(torch.tensor([[0], [1], [2], [0], [2]])).softmax(1)
    expected = by_hand[range(5), [1, 2, 0, 2, 0]].double()
    torch.testing.assert_close(found, expected.detach(), atol=1e-6, rtol=0)
    assert counting[2] == counting[4]  # the end after b, in both names


@pytest.mark.parametrize("size", own_lists.BUDGETS)
def test_lists_and_other_names_are_apart(size):
    splits, others = own_lists.drawn(size, 1)
    names = [name for part in splits for name in part]
    assert len(names) == len(set(names)) == size
    assert len(others) == own_lists.OTHERS
    assert not set(names) & set(others)


def test_the_committed_table_is_whole():
    with own_lists.TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    models = len(own_lists.CONTEXTS) + len(own_lists.NETWORKS) + 1
    assert len(rows) == len(own_lists.BUDGETS) * len(own_lists.CUTS) * models
    assert all(0 < float(row["loss_on_others"]) < 2 * math.log(27) for row in rows)
