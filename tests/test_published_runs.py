"""Whole published runs, at full length, through the layers' own backward passes."""

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
from mlp_helpers.train import evaluate, step_decay, train


def assert_reproduced(row, value):
    assert value == pytest.approx(published()[row].value, abs=published()[row].tolerance)


def test_batch_norm_run(examples, names, vocabulary):
    """100,000 steps. One difference: the source averages standard deviations, this variances."""
    g = torch.Generator().manual_seed(2147483647)
    embedding = Embedding(27, 10, generator=g)
    hidden = Linear(30, 200, gain=5 / 3, generator=g)
    hidden.bias.data = torch.randn(200, generator=g) * 0.01
    output = Linear(200, 27, gain=0.01 * 200**0.5, generator=g)
    output.bias.data = torch.randn(27, generator=g) * 0
    norm = BatchNorm1d(200, eps=0.0, momentum=0.001)
    model = Sequential([embedding, Flatten(), hidden, norm, Tanh(), output])
    assert trains_by_hand(model, examples[0])

    rate = step_decay(0.1, 0.01, at=50_000)
    history = train(model, *examples, steps=100_000, lr=rate, generator=g, progress=False)

    for step in range(0, 100_000, 10_000):
        assert_reproduced(f"bn_step_{step}", history.losses[step].item())
    dev = build_dataset(split_names(names).dev, vocabulary)
    assert evaluate(model, *examples) == pytest.approx(2.0940, abs=0.0005)
    assert evaluate(model, *dev) == pytest.approx(2.1244, abs=0.0005)


def test_modules_run(examples):
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


def test_every_published_run_without_a_lesson_is_repeated_here():
    (repeated,) = test_runs_without_a_lesson.pytestmark
    expected = {
        f"{run}_{split}"
        for runs, *_ in repeated.args[1]
        for run in runs
        for split in ("train", "dev")
    }
    assert {row.id for row in published().values() if not row.notebook} == expected
