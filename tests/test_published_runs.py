"""Whole published runs, at full length, through the layers' own backward passes."""

import copy
import csv
import statistics

import fifteen_runs
import pytest
import torch
from loss_curves import network

from mlp_helpers.data import build_dataset, split_names
from mlp_helpers.engine.steps import trains_by_hand
from mlp_helpers.inputs.published import published
from mlp_helpers.layers import (
    BatchNorm1d,
    Embedding,
    Flatten,
    Linear,
    Sequential,
    Tanh,
    softmax_cross_entropy,
)
from mlp_helpers.many import train_many
from mlp_helpers.train import evaluate, step_decay, train


def assert_reproduced(row, value):
    assert value == pytest.approx(published()[row].value, abs=published()[row].tolerance)


WITHOUT_A_LESSON = set()


def repeats(*ids):
    """Note that a test compares these figures, which no lesson does."""

    def noted(test):
        WITHOUT_A_LESSON.update(ids)
        return test

    return noted


def of_both_splits(*runs):
    return [f"{run}_{split}" for run in runs for split in ("train", "dev")]


def batch_norm_of_the_source():
    """The source's network and the generator that drew it, which draws the batches next."""
    g = torch.Generator().manual_seed(2147483647)
    embedding = Embedding(27, 10, generator=g)
    hidden = Linear(30, 200, gain=5 / 3, generator=g)
    hidden.bias.data = torch.randn(200, generator=g) * 0.01
    output = Linear(200, 27, gain=0.01 * 200**0.5, generator=g)
    output.bias.data = torch.randn(27, generator=g) * 0
    norm = BatchNorm1d(200, eps=0.0, momentum=0.001)
    return Sequential([embedding, Flatten(), hidden, norm, Tanh(), output]), g


@repeats(*(f"bn_step_{step}" for step in range(0, 100_000, 10_000)))
def test_batch_norm_run(examples, names, vocabulary):
    """100,000 steps. One difference: the source averages standard deviations, this variances."""
    model, g = batch_norm_of_the_source()
    assert trains_by_hand(model, examples[0])

    rate = step_decay(0.1, 0.01, at=50_000)
    history = train(model, *examples, steps=100_000, lr=rate, generator=g, progress=False)

    for step in range(0, 100_000, 10_000):
        assert_reproduced(f"bn_step_{step}", history.losses[step].item())
    dev = build_dataset(split_names(names).dev, vocabulary)
    assert evaluate(model, *examples) == pytest.approx(2.0940, abs=0.0005)
    assert evaluate(model, *dev) == pytest.approx(2.1244, abs=0.0005)


@repeats(*of_both_splits("log_bn"))
def test_the_logged_batch_norm_run_is_another_one(splits_of_examples):
    """The source logs it without a word on its settings. With those of its other runs, no."""
    model, generator = batch_norm_of_the_source()
    fixed = {"lr": step_decay(0.1, 0.01, at=100_000), "generator": generator, "progress": False}
    train(model, *splits_of_examples["train"], steps=200_000, **fixed)
    for split, measured in (("train", 2.0668), ("dev", 2.1050)):
        row = published()[f"log_bn_{split}"]
        assert row.kind == "irreproducible"
        assert str(measured) in row.reproduced
        assert evaluate(model, *splits_of_examples[split]) == pytest.approx(measured, abs=0.001)


def scaled(*, W1=1.0, b1=1.0, W2=1.0, b2=1.0):
    """Plain random numbers, each group times its scale, and the generator that drew them."""
    layers = [Embedding(27, 10), Flatten(), Linear(30, 200), Tanh(), Linear(200, 27)]
    generator = torch.Generator().manual_seed(2147483647)
    with torch.no_grad():
        parameters = (model := Sequential(layers)).parameters()
        for parameter, scale in zip(parameters, (1.0, W1, b1, W2, b2), strict=True):
            parameter.normal_(generator=generator)
            parameter *= scale
    return model, generator


@repeats(*of_both_splits("log_original", "log_softmax", "log_tanh"))
def test_loss_log(splits_of_examples):
    """200,000 steps each. The source does not say by how much the weights of `tanh` were scaled."""
    runs = {
        "log_original": {},
        "log_softmax": {"W2": 0.01, "b2": 0.0},
        "log_tanh": {"W1": 0.2, "b1": 0.01, "W2": 0.01, "b2": 0.0},
    }
    models, generators = zip(*(scaled(**scales) for scales in runs.values()), strict=True)
    fixed = {"lr": step_decay(0.1, 0.01, at=100_000), "generators": generators, "progress": False}
    _, trained = train_many(models, *splits_of_examples["train"], steps=200_000, **fixed)
    for run, model in zip(runs, trained, strict=True):
        for split, examples in splits_of_examples.items():
            assert_reproduced(f"{run}_{split}", evaluate(model, *examples))


@repeats(*of_both_splits("modules"))
def test_modules_run(examples, splits_of_examples):
    """2,001 steps, whose batches come from PyTorch's global generator, as in the source."""
    X, Y = examples
    with torch.random.fork_rng(), torch.no_grad():
        torch.manual_seed(42)
        embedding, hidden, output = Embedding(27, 10), Linear(30, 200, bias=False), Linear(200, 27)
        output.weight *= 0.1
        model = Sequential([embedding, Flatten(), hidden, BatchNorm1d(200), Tanh(), output])
        for step in range(2001):
            batch = torch.randperm(len(X))[:32]
            loss, gradient = softmax_cross_entropy(model(X[batch]), Y[batch])
            model.backward(gradient)
            for parameter in model.parameters():
                parameter -= 0.1 * parameter.grad
            if step % 1000 == 0:
                assert_reproduced(f"modules_step_{step}", loss.item())
        for split, (contexts, targets) in splits_of_examples.items():  # in training mode still
            loss, _ = softmax_cross_entropy(copy.deepcopy(model)(contexts), targets)
            assert_reproduced(f"modules_{split}", loss.item())


@pytest.fixture(scope="module")
def splits_of_examples(names, vocabulary):
    splits = split_names(names)
    return {
        "train": build_dataset(splits.train, vocabulary),
        "dev": build_dataset(splits.dev, vocabulary),
    }


@pytest.mark.parametrize(
    ("runs", "shape", "starts", "batch_size"),
    [
        # The second goes on where the first ends. The source's batches had no seed.
        (
            {"exp2_run1": (50_000, 0.1), "exp2_run2": (50_000, 0.01)},
            {"dim": 10, "hidden": 200},
            (2147483647, 1),
            32,
        ),
        # Batches of 33 are the source's, under comments that say 32.
        ({"tiny": (200_000, 0.1)}, {"dim": 50, "hidden": 2}, (1, 5), 33),
    ],
    ids=["experiment 2", "two hidden units"],
)
def test_runs_without_a_lesson(runs, shape, starts, batch_size, splits_of_examples):
    model, generator = network(starts[0], **shape), torch.Generator().manual_seed(starts[1])
    fixed = {"batch_size": batch_size, "generator": generator, "progress": False}
    for run, (steps, lr) in runs.items():
        train(model, *splits_of_examples["train"], steps=steps, lr=lr, **fixed)
        for split, examples in splits_of_examples.items():
            assert_reproduced(f"{run}_{split}", evaluate(model, *examples))


@repeats(*(run.id for run in fifteen_runs.RUNS))
def test_fifteen_runs_by_hand():
    """From the table that tools/fifteen_runs.py makes: lesson 17 prints them beside each other."""
    losses = {}
    with fifteen_runs.TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            losses.setdefault(row["id"], []).append(float(row["test"]))
    for run, found in losses.items():
        if published()[run].kind == "irreproducible":
            assert max(found) < published()[run].value - 0.05  # with any of twelve seeds
        else:
            assert_reproduced(run, statistics.mean(found))


def test_every_published_run_without_a_lesson_is_repeated_here():
    (repeated,) = test_runs_without_a_lesson.pytestmark
    runs = of_both_splits(*(run for runs, *_ in repeated.args[1] for run in runs))
    unread = {row.id for row in published().values() if not row.notebook}
    assert unread == WITHOUT_A_LESSON | set(runs)
