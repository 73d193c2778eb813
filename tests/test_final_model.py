"""What the lesson on tuning reads from data/ is what the tools make, where that is quick."""

import csv
import functools
from dataclasses import replace

import fifteen_runs
import final_model
import pytest
import torch
import torch.nn.functional as F
import tuning_tables

from mlp_helpers.counting.targets import softened
from mlp_helpers.data import build_dataset, split_names
from mlp_helpers.share import load_model
from mlp_helpers.train import evaluate, train
from mlp_helpers.tune.recipe import LOOKS, optimizer_for

MADE = final_model.MADE
LABELS = [*MADE]


@functools.cache  # three of the models learn from the same ones
def targets(names, vocabulary, share):
    return softened(names, vocabulary, share=share)


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("label", LABELS)
def test_a_saved_model_has_its_recipe_and_the_loss_of_its_card(label, names):
    saved = load_model(final_model.MODELS / f"{label}.pt")
    assert (saved.recipe, saved.card["seed"]) == MADE[label]
    dev = build_dataset(split_names(names).dev, saved.vocabulary, context=saved.recipe.context)
    loss = evaluate(saved.model, *dev)
    assert loss == pytest.approx(saved.card["validation loss"], abs=1e-5)
    if label != final_model.BLIND:  # that one has not seen the names that two splits share
        assert loss <= (1.92 if saved.recipe.counting else 1.95)


@pytest.mark.parametrize("label", LABELS)
def test_training_begins_as_noted(label, names, vocabulary):
    """The first steps of each final run: weights, dropout, batches, schedule and optimizer."""
    (recipe, seed), splits = MADE[label], split_names(names)
    parts = final_model.disjoint(splits) if label == final_model.BLIND else splits
    noted = [float(r["loss"]) for r in table(final_model.LOSSES_TABLE) if r["model"] == label]
    assert len(noted) == final_model.LOSSES_KEPT

    model = recipe.network(len(vocabulary), generator=torch.Generator().manual_seed(seed))
    X, Y = build_dataset(parts.train, vocabulary, context=recipe.context)
    if recipe.counting:
        Y = targets(tuple(parts.train), vocabulary, recipe.counting)
    history = train(
        model,
        X,
        Y,
        steps=len(noted),
        lr=recipe.learning_rate,
        batch_size=recipe.batch_size,
        generator=torch.Generator().manual_seed(seed + 1),
        optimizer=optimizer_for(model, recipe),
        progress=False,
    )
    # Rounding, other on other processors, grows a little on the way.
    torch.testing.assert_close(history.losses, torch.tensor(noted), atol=2e-3, rtol=0)


def test_the_small_model_comes_out_again(names, vocabulary):
    saved = load_model(final_model.MODELS / "three_characters.pt")
    assert saved.recipe == final_model.SMALL
    dev = build_dataset(split_names(names).dev, saved.vocabulary, context=saved.recipe.context)
    assert evaluate(saved.model, *dev) == pytest.approx(saved.card["validation loss"], abs=1e-5)
    again = final_model.run(final_model.SMALL, saved.card["seed"])
    assert again.dev_losses[-1] == pytest.approx(saved.card["validation loss"], abs=0.005)


def test_the_blind_model_has_seen_no_name_of_the_other_splits(names):
    splits = split_names(names)
    parts = final_model.disjoint(splits)
    assert not set(parts.train) & (set(splits.dev) | set(splits.test))
    assert (parts.dev, parts.test) == (splits.dev, splits.test)
    assert len(parts.train) < len(splits.train)


def test_the_best_finalist_is_the_one_that_is_called_so():
    rows = table(final_model.FINALISTS_TABLE)
    assert [row["label"] for row in rows] == list(final_model.FINALISTS)
    best = min(rows, key=lambda row: float(row[f"dev_loss_{LOOKS}"]))
    assert final_model.FINALISTS[best["label"]] == final_model.BEST_FINALIST


def committed(name):
    return table(tuning_tables.DATA / f"{name}.csv")


@pytest.mark.parametrize("name", tuning_tables.TABLES)
def test_the_tables_hold_every_run_of_their_plan(name):
    plan = [{**what, "seed": run.seed} for what, run in tuning_tables.TABLES[name]()]
    rows = [{key: row[key] for key in plan[0]} for row in committed(name)]
    assert rows == [{key: str(value) for key, value in what.items()} for what in plan]


def test_the_final_recipe_is_the_best_of_what_was_tried_before_it_was_fixed():
    losses = {}
    for row in committed("tried"):
        losses.setdefault(row["label"], []).append(float(row["dev_loss"]))
    saved = [load_model(final_model.MODELS / f"tuned_{seed}.pt") for seed in (1, 3, 5)]
    final = [model.card["validation loss"] for model in saved]
    # Trained after the look at the test split: the lesson says so, and that it is lower.
    assert max(losses.pop(tuning_tables.AFTERWARDS)) < min(final)
    assert all(max(final) < min(found) for found in losses.values())


def test_a_small_run_of_the_tables_comes_out_again():
    _, run = next(tuning_tables.direct())
    noted = committed("direct")[0]
    loss, parameters = tuning_tables.loss_of(run)
    assert parameters == int(noted["parameters"])
    assert loss == pytest.approx(float(noted["dev_loss"]), abs=0.005)


@pytest.mark.parametrize(
    "besides", [{"direct": True}, {"averaged": True}, {"smoothing": 0.1}, {"late_batches": 2_048}]
)
def test_what_is_tried_makes_a_difference(besides):
    recipe = replace(tuning_tables.BASE, hidden=16, depth=1, examples=30_720)
    plain = tuning_tables.loss_of(tuning_tables.Run(recipe, 1))[0]
    assert tuning_tables.loss_of(tuning_tables.Run(recipe, 1, **besides))[0] != plain


def test_direct_connections_are_those_of_torch(vocabulary):
    recipe = replace(tuning_tables.BASE, hidden=16, dropout=0.0)
    plain = recipe.network(27, generator=torch.Generator().manual_seed(1))
    fan_in = recipe.context * recipe.embedding
    both = tuning_tables.with_direct(plain, fan_in, 27)
    X = torch.randint(0, 27, (5, recipe.context), generator=torch.Generator().manual_seed(2))
    assert torch.equal(both(X), plain(X))  # as the matrix starts at zero
    direct = both.layers[2]
    direct.weight.data.normal_(generator=torch.Generator().manual_seed(3))
    beside = F.linear(plain.layers[0](X).flatten(1), direct.weight.T)
    torch.testing.assert_close(both(X), plain(X) + beside)
    assert any(parameter is direct.weight for parameter in both.parameters())


def test_batches_grow_late_and_see_as_many_examples():
    run = tuning_tables.Run(tuning_tables.BASE, 1, late_batches=2_048)
    (first, small, _), (then, large, rate) = tuning_tables.phases(run)
    assert (small, large) == (512, 2_048)
    assert first * small + then * large == pytest.approx(run.recipe.examples, rel=0.001)
    assert rate(0) == run.recipe.learning_rate(first)


def test_the_fifteen_runs_are_there_with_every_seed():
    found = [(row["id"], int(row["seed"])) for row in table(fifteen_runs.TABLE)]
    assert found == [
        (run.id, seed) for run in fifteen_runs.RUNS for seed in fifteen_runs.seeds_of(run)
    ]


def test_a_short_one_of_the_fifteen_runs_comes_out_again(names, vocabulary):
    run = fifteen_runs.RUNS[1]  # 20,000 steps
    noted = [row for row in table(fifteen_runs.TABLE) if row["id"] == run.id]
    again = fifteen_runs.rows_of(run, split_names(names)._asdict(), vocabulary)
    for row, repeated in zip(noted, again, strict=True):
        for split in ("train", "dev", "test"):
            # Plain starts amplify rounding.
            assert float(repeated[split]) == pytest.approx(float(row[split]), abs=0.02)
