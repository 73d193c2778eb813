"""Diagnostics against the same numbers computed by hand on a small network."""

import math

import pytest
import torch
import torch.nn.functional as F

from mlp_helpers import (
    BatchNorm1d,
    Embedding,
    Flatten,
    Linear,
    Sequential,
    Tanh,
    activation_stats,
    gradient_stats,
    train,
    update_ratios,
)


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.fixture
def model():
    """Two tanh layers, one of them inside a nested Sequential."""
    return Sequential(
        [
            Embedding(5, 2, generator=seeded(1)),
            Flatten(),
            Sequential(
                [Linear(6, 8, bias=False, generator=seeded(2)), BatchNorm1d(8), Tanh()],
            ),
            Linear(8, 8, gain=3.0, generator=seeded(3)),
            Tanh(),
            Linear(8, 5, generator=seeded(4)),
        ]
    )


@pytest.fixture
def batch():
    X = torch.randint(0, 5, (16, 3), generator=seeded(5))
    Y = torch.randint(0, 5, (16,), generator=seeded(6))
    return X, Y


def mean_and_std(numbers):
    """By hand, with N−1 under the variance as torch has it."""
    mean = math.fsum(numbers) / len(numbers)
    return mean, math.sqrt(math.fsum((x - mean) ** 2 for x in numbers) / (len(numbers) - 1))


def test_activations_are_summed_up_for_each_tanh_layer(model, batch):
    model(batch[0])
    stats = activation_stats(model)

    # Places among the layers: embedding 0, flatten 1, linear 2, norm 3, tanh 4, 5, tanh 6, 7.
    assert [entry.layer for entry in stats] == [4, 6]
    outputs = [model.layers[2].layers[2].out, model.layers[4].out]
    for entry, out in zip(stats, outputs, strict=True):
        numbers = out.flatten().tolist()
        assert (entry.mean, entry.std) == pytest.approx(mean_and_std(numbers), abs=1e-6)
        beyond = sum(abs(number) > 0.97 for number in numbers)
        assert entry.saturated == pytest.approx(beyond / len(numbers))
    assert stats[1].saturated > 0


def test_saturation_counts_both_sides_beyond_0_97():
    tanh = Tanh()
    tanh(torch.tensor([[0.0, 2.0, 2.2, -2.2, -2.0, -5.0, 5.0, 1.0]]))  # tanh(2.0) = 0.964
    (stats,) = activation_stats(Sequential([tanh]))
    assert stats.saturated == 4 / 8
    assert stats.layer == 0


def test_gradients_are_summed_up_for_each_weight(model, batch):
    X, Y = batch
    F.cross_entropy(model(X), Y).backward()
    stats = gradient_stats(model)

    # Parameters: embedding 0, linear 1, gain 2, bias 3, linear 4 and 5, linear 6 and 7.
    assert [entry.parameter for entry in stats] == [0, 1, 4, 6]
    for entry in stats:
        parameter = model.parameters()[entry.parameter]
        mean, std = mean_and_std(parameter.grad.flatten().tolist())
        _, spread = mean_and_std(parameter.flatten().tolist())
        assert entry.shape == tuple(parameter.shape)
        assert entry.mean == pytest.approx(mean, abs=1e-7)
        assert entry.std == pytest.approx(std, rel=1e-5)
        assert entry.ratio == pytest.approx(std / spread, rel=1e-5)


def test_update_ratios_are_rate_times_gradient_over_weight(model, batch):
    X, Y = batch
    F.cross_entropy(model(X), Y).backward()
    by_gradient = [0.1 * entry.ratio for entry in gradient_stats(model)]
    assert update_ratios(model, lr=0.1) == pytest.approx(by_gradient, rel=1e-5)


def test_diagnostics_work_from_on_step(model, batch):
    seen = []

    def on_step(step, loss):
        seen.append((activation_stats(model), gradient_stats(model), update_ratios(model, lr=0.1)))

    train(model, *batch, steps=3, lr=0.1, generator=seeded(), on_step=on_step, progress=False)
    assert [tuple(map(len, entry)) for entry in seen] == [(2, 4, 4)] * 3


def test_diagnostics_change_nothing(model, batch):
    X, Y = batch
    F.cross_entropy(model(X), Y).backward()
    before = [(p.detach().clone(), p.grad.clone()) for p in model.parameters()]
    out = model.out
    for function in (activation_stats, gradient_stats, lambda m: update_ratios(m, lr=0.1)):
        function(model)
    assert model.out is out
    for parameter, (value, gradient) in zip(model.parameters(), before, strict=True):
        assert torch.equal(parameter, value)
        assert torch.equal(parameter.grad, gradient)


def test_activations_before_any_call_are_refused(model):
    with pytest.raises(ValueError, match="call the model first: its layers hold no outputs"):
        activation_stats(model)


@pytest.mark.parametrize("function", [gradient_stats, lambda m: update_ratios(m, lr=0.1)])
def test_gradients_before_any_backward_pass_are_refused(function, model, batch):
    model(batch[0])
    with pytest.raises(ValueError, match=r"no gradients yet: train, or call loss\.backward"):
        function(model)
