"""Diagnostics against the same numbers computed by hand on a small network."""

import math
import warnings

import pytest
import torch
import torch.nn.functional as F

from mlp_helpers.diagnostics import (
    activation_gradients,
    activation_stats,
    activations,
    gradient_stats,
    histograms,
    update_ratios,
)
from mlp_helpers.layers import (
    BatchNorm1d,
    Dropout,
    Embedding,
    Flatten,
    Layer,
    Linear,
    Sequential,
    Tanh,
)
from mlp_helpers.train import train


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


def test_outputs_at_0_97_itself_are_not_saturated():
    tanh = Tanh()
    tanh.out = torch.tensor([[0.97, -0.97, 0.98, 0.0]])
    (stats,) = activation_stats(Sequential([tanh]))
    assert stats.saturated == 1 / 4


def test_saturation_of_outputs_with_nan_is_nan():
    tanh = Tanh()
    tanh(torch.tensor([[math.nan, 5.0, 0.0]]))
    (stats,) = activation_stats(Sequential([tanh]))
    assert all(map(math.isnan, stats[1:]))


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
    for lr in (0.1, 2.0):
        by_gradient = [lr * entry.ratio for entry in gradient_stats(model)]
        assert update_ratios(model, lr=lr) == pytest.approx(by_gradient, rel=1e-5)


def test_frozen_weights_are_left_out(model, batch):
    model.parameters()[4].requires_grad_(False)
    F.cross_entropy(model(batch[0]), batch[1]).backward()
    assert [entry.parameter for entry in gradient_stats(model)] == [0, 1, 6]
    assert len(update_ratios(model, lr=0.1)) == 3


class Cube(Layer):
    """A layer whose weight has three axes."""

    def __init__(self):
        super().__init__()
        self.weight = torch.randn(2, 3, 4, generator=seeded()).requires_grad_()

    def parameters(self):
        return [self.weight]


def test_weights_may_have_more_than_two_axes():
    cube = Cube()
    (2 * cube.weight**2).sum().backward()
    (stats,) = gradient_stats(Sequential([cube]))
    assert stats.shape == (2, 3, 4)
    assert stats.ratio == pytest.approx(4)
    assert update_ratios(Sequential([cube]), lr=0.5) == pytest.approx([2])


def test_diagnostics_work_from_on_step(model, batch):
    seen = []

    def on_step(step, loss):
        seen.append((activation_stats(model), gradient_stats(model), update_ratios(model, lr=0.1)))

    train(model, *batch, steps=3, lr=0.1, generator=seeded(), on_step=on_step, progress=False)
    assert [tuple(map(len, entry)) for entry in seen] == [(2, 4, 4)] * 3
    # The last ones are of the last step's gradients, and of the weights as this step left them.
    weights = [parameter for parameter in model.parameters() if parameter.ndim == 2]
    ratios = [0.1 * weight.grad.std().item() / weight.std().item() for weight in weights]
    assert seen[-1][2] == pytest.approx(ratios, rel=1e-5)
    assert seen[-2][2] != pytest.approx(ratios, rel=1e-5)


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
    with pytest.raises(
        ValueError, match=r"^call the model first: its layers hold no outputs yet\.$"
    ):
        activation_stats(model)


@pytest.mark.parametrize("function", [gradient_stats, lambda m: update_ratios(m, lr=0.1)])
def test_gradients_before_any_backward_pass_are_refused(function, model, batch):
    model(batch[0])
    with pytest.raises(
        ValueError, match=r"^no gradients yet: train, or call loss\.backward\(\), first\.$"
    ):
        function(model)


# ------------------------------------------------------------ inner tensors and histograms


def test_activations_are_the_outputs_of_a_kind_by_place(model, batch):
    model(batch[0])
    found = activations(model)
    assert list(found) == [4, 6]
    assert torch.equal(found[4], model.layers[2].layers[2].out)
    assert list(activations(model, kind=Linear)) == [2, 5, 7]
    assert torch.equal(activations(model, kind=Linear)[7], model.out)
    assert not any(out.requires_grad for out in found.values())


def test_subclasses_are_of_the_kind_too():
    class Louder(Tanh):
        def forward(self, x):
            return 2 * super().forward(x)

    model = Sequential([Tanh(), Louder()])
    model(torch.ones(1, 2))
    assert list(activations(model)) == [0, 1]
    assert list(activations(model, kind=Louder)) == [1]


def test_a_layer_used_twice_has_one_place_and_the_outputs_of_its_last_call():
    tanh = Tanh()
    model = Sequential([tanh, Sequential([tanh]), Tanh()])
    model(torch.ones(1, 2))
    found = activations(model)
    assert list(found) == [0, 1]
    assert torch.equal(found[0], torch.ones(1, 2).tanh().tanh())


def test_a_sequential_is_no_kind_of_layer_with_a_place(model, batch):
    model(batch[0])
    told = r"^a Sequential has no place of its own: ask for a kind of layer inside\.$"
    with pytest.raises(ValueError, match=told):
        activations(model, kind=Sequential)
    with pytest.raises(ValueError, match=told):
        activation_gradients(model, *batch, kind=Sequential)


def test_activations_before_any_call_are_refused_for_any_kind(model):
    with pytest.raises(ValueError, match="call the model first"):
        activations(model, kind=Linear)


def retained(model, X, Y, layers):
    """The gradients of the outputs of some layers, by autograd on the model itself."""
    loss = F.cross_entropy(model(X), Y)
    for layer in layers:
        layer.out.retain_grad()
    loss.backward()
    return [layer.out.grad for layer in layers]


@pytest.mark.parametrize("training", [True, False])
def test_gradients_of_activations_are_those_of_autograd(model, batch, training):
    model.train() if training else model.eval()
    found = activation_gradients(model, *batch)
    tanhs = [model.layers[2].layers[2], model.layers[4]]
    assert list(found) == [4, 6]
    for gradient, expected in zip(found.values(), retained(model, *batch, tanhs), strict=True):
        assert torch.equal(gradient, expected)
        assert gradient.std() > 0


def test_gradients_of_activations_are_those_of_the_layers_own_backward(model, batch):
    X, Y = batch
    found = activation_gradients(model, X, Y)
    logits = model(X)
    gradient = model.layers[5].backward((logits.softmax(1) - F.one_hot(Y, 5)) / len(Y))
    assert torch.allclose(found[6], gradient, atol=1e-7)


def test_gradients_of_outputs_of_another_kind(model, batch):
    found = activation_gradients(model, *batch, kind=Linear)
    last = (model(batch[0]).softmax(1) - F.one_hot(batch[1], 5)) / len(batch[1])
    assert list(found) == [2, 5, 7]
    assert torch.allclose(found[7], last, atol=1e-7)


def test_gradients_of_activations_leave_the_model_as_it_was(model, batch):
    X, Y = batch
    F.cross_entropy(model(X), Y).backward()
    norm = model.layers[2].layers[1]
    norm.training = False
    tensors = [*model.parameters(), norm.running_mean, norm.running_var]
    before = [tensor.detach().clone() for tensor in tensors]
    gradients = [parameter.grad.clone() for parameter in model.parameters()]
    outputs = [module.out for module in model.modules()]

    activation_gradients(model, X.flip(0)[:8], Y.flip(0)[:8])

    assert all(torch.equal(a, b) for a, b in zip(tensors, before, strict=True))
    assert all(
        torch.equal(parameter.grad, gradient)
        for parameter, gradient in zip(model.parameters(), gradients, strict=True)
    )
    assert all(module.out is out for module, out in zip(model.modules(), outputs, strict=True))
    assert [module.training for module in model.modules()].count(False) == 1


def test_gradients_of_activations_in_training_mode_leave_running_statistics(model, batch):
    norm = model.layers[2].layers[1]
    before = norm.running_mean.clone()
    activation_gradients(model, *batch)
    assert torch.equal(norm.running_mean, before)
    assert all(parameter.grad is None for parameter in model.parameters())


def test_gradients_of_activations_before_frozen_layers_and_without_autograd(model, batch):
    expected = activation_gradients(model, *batch)
    for parameter in model.parameters()[:4]:
        parameter.requires_grad_(False)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("error")
        found = activation_gradients(model, *batch)
    assert all(torch.equal(found[place], expected[place]) for place in expected)
    assert [parameter.requires_grad for parameter in model.parameters()[:5]] == [False] * 4 + [True]


def test_gradients_of_activations_want_data_that_fits(model, batch):
    with pytest.raises(ValueError, match="with the same N"):
        activation_gradients(model, batch[0], batch[1][:3])


def test_histograms_share_their_bins_and_are_densities():
    tensors = {"a": torch.tensor([[0.0, 0.1], [0.9, 1.0]]), "b": torch.tensor([2.0, 1.9, 0.6])}
    found = histograms(tensors, bins=4)
    assert list(found) == ["a", "b"]
    assert found["a"].centres == found["b"].centres == pytest.approx([0.25, 0.75, 1.25, 1.75])
    # Bins are half a unit wide: half of four numbers in one bin is a density of 1 per unit.
    assert found["a"].density == pytest.approx([1.0, 0.5, 0.5, 0.0])
    assert found["b"].density == pytest.approx([0.0, 2 / 3, 0.0, 4 / 3])


def test_density_of_a_histogram_has_the_area_1():
    found = histograms({1: torch.randn(500, generator=seeded()), 2: 9 * torch.ones(3)}, bins=30)
    for histogram in found.values():
        width = histogram.centres[1] - histogram.centres[0]
        assert sum(histogram.density) * width == pytest.approx(1)


def test_histogram_of_equal_numbers_is_a_spike_at_them():
    (histogram,) = histograms({"zero": torch.zeros(7, requires_grad=True)}, bins=5).values()
    assert histogram.centres == pytest.approx([-0.4, -0.2, 0.0, 0.2, 0.4])
    assert histogram.density == pytest.approx([0, 0, 5, 0, 0])


@pytest.mark.parametrize("number", [1e9, 1e30, -1e30])
def test_histogram_of_equal_large_numbers_is_a_spike_at_them(number):
    numbers = torch.full((4,), number)
    (histogram,) = histograms({"large": numbers}, bins=5).values()
    assert histogram.centres[2] == pytest.approx(numbers[0].item(), rel=1e-12)
    assert len(set(histogram.centres)) == 5
    assert [density > 0 for density in histogram.density] == [False, False, True, False, False]


def test_histogram_reaches_over_all_of_float32():
    (histogram,) = histograms({"far": torch.tensor([-3e38, 3e38])}, bins=2).values()
    assert histogram.centres == pytest.approx([-1.5e38, 1.5e38])
    assert histogram.density == pytest.approx([0.5 / 3e38] * 2, rel=1e-6, abs=0)


def test_histograms_need_numbers_and_bins():
    for tensors in ({}, {"one": torch.ones(1), "none": torch.ones(0)}):
        with pytest.raises(ValueError, match="a histogram needs numbers"):
            histograms(tensors)
    with pytest.raises(ValueError, match="bins is 0"):
        histograms({"some": torch.ones(2)}, bins=0)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_histogram_of_no_numbers_is_refused(bad):
    with pytest.raises(ValueError, match="they have no histogram"):
        histograms({"good": torch.ones(2), "bad": torch.tensor([1.0, bad])})


def test_a_histogram_of_almost_nothing_is_finite():
    found = histograms({"a": torch.tensor([0.0, 5e-324], dtype=torch.float64)}, bins=3)["a"]
    assert all(math.isfinite(density) for density in found.density)


def test_gradients_of_activations_leave_the_global_generator_alone():
    layers = [Linear(3, 5), Dropout(0.5), Tanh(), Linear(5, 27)]
    before = torch.get_rng_state()
    activation_gradients(Sequential(layers), torch.zeros(4, 3), torch.zeros(4).long())
    assert torch.equal(torch.get_rng_state(), before)
