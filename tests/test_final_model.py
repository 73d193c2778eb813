"""What the lesson on tuning reads from data/ is what the tools make, where that is quick."""

import csv

import fifteen_runs
import final_model
import pytest
import torch

from mlp_helpers.data import build_dataset, split_names
from mlp_helpers.train import evaluate, train
from mlp_helpers.tune.recipe import LOOKS, optimizer_for
from mlp_helpers.tune.saving import load_model

LABELS = [*map(str, final_model.SEEDS), final_model.BLIND]


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("label", LABELS)
def test_a_saved_model_is_the_final_recipe_and_has_the_loss_of_its_card(label, names):
    saved = load_model(final_model.MODELS / f"tuned_{label}.pt")
    assert saved.recipe == final_model.FINAL
    dev = build_dataset(split_names(names).dev, saved.vocabulary, context=saved.recipe.context)
    loss = evaluate(saved.model, *dev)
    assert loss == pytest.approx(saved.card["validation loss"], abs=1e-5)
    if label != final_model.BLIND:  # that one has not seen the names that two splits share
        assert loss <= 1.95


@pytest.mark.parametrize("label", LABELS)
def test_training_begins_as_noted(label, names, vocabulary):
    """The first steps of each final run: weights, dropout, batches, schedule and optimizer."""
    recipe, splits = final_model.FINAL, split_names(names)
    blind = label == final_model.BLIND
    seed = final_model.SEEDS[0] if blind else int(label)
    parts = final_model.disjoint(splits) if blind else splits
    noted = [float(r["loss"]) for r in table(final_model.LOSSES_TABLE) if r["model"] == label]
    assert len(noted) == final_model.LOSSES_KEPT

    model = recipe.network(len(vocabulary), generator=torch.Generator().manual_seed(seed))
    history = train(
        model,
        *build_dataset(parts.train, vocabulary, context=recipe.context),
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


def test_the_final_recipe_is_the_best_finalist():
    rows = table(final_model.FINALISTS_TABLE)
    assert [row["label"] for row in rows] == list(final_model.FINALISTS)
    best = min(rows, key=lambda row: float(row[f"dev_loss_{LOOKS}"]))
    assert final_model.FINALISTS[best["label"]] == final_model.FINAL


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
