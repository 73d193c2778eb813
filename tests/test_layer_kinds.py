"""A layer is told once: training, many models, recipes, files and the playground read that."""

import pickle

import pytest
import torch
from torch import nn

from mlp_helpers import layers
from mlp_helpers.engine.steps import joined, on_arrays, trains_by_hand
from mlp_helpers.layers import (
    KINDS,
    Activation,
    BatchNorm1d,
    Dropout,
    Embedding,
    Flatten,
    Layer,
    LeakyReLU,
    Linear,
    ReLU,
    Sequential,
    Tanh,
)
from mlp_helpers.many import train_many
from mlp_helpers.share.describe import known_kinds
from mlp_helpers.train import train
from mlp_helpers.tune.recipe import ACTIVATIONS, Recipe

MADE = {
    "embedding": lambda: Embedding(5, 3),
    "flatten": Flatten,
    "linear": lambda: Linear(4, 3),
    "batch_norm": lambda: BatchNorm1d(4),
    "dropout": lambda: Dropout(0.2),
    "sequential": lambda: Sequential([Linear(4, 3), Tanh()]),
}


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def made(kind):
    return MADE.get(kind, KINDS[kind])()


def network(activation, seed=1):
    g = seeded(seed)
    inner = [Linear(12, 16, generator=g), activation, Linear(16, 27, generator=g)]
    return Sequential([Embedding(27, 4, generator=g), Flatten(), *inner])


@pytest.fixture
def few(examples):
    X, Y = examples
    return X[:300], Y[:300]


def losses(model, data, **arguments):
    return train(
        model, *data, steps=9, lr=0.1, generator=seeded(2), progress=False, **arguments
    ).losses  # fmt: skip


# ------------------------------------------------------------------------------ one place


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_trains_by_hand_alone_and_joined(kind):
    layer = made(kind)
    assert type(layer).kind == kind
    learns = layer if layer.parameters() else Sequential([layer, Linear(4, 3)])
    assert trains_by_hand(Sequential([learns]), torch.zeros(2, 4))
    assert type(on_arrays(layer)) is type(layer)
    assert type(joined([layer, layer])) is type(layer)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_layer_names_is_what_it_holds(kind):
    """A tensor that it forgets to name would not be trained, saved or joined."""
    layer = made(kind)
    held = {name for name, value in vars(layer).items() if isinstance(value, torch.Tensor)}
    assert held == set(layer.named_tensors())
    own = [tensor for name, tensor in layer.named_tensors().items() if tensor.requires_grad]
    if kind != "sequential":  # whose parameters are those of its layers
        assert [id(tensor) for tensor in own] == [id(p) for p in layer.parameters()]
    again = pickle.loads(pickle.dumps(layer))
    assert {n: t.tolist() for n, t in again.named_tensors().items()} == {
        n: t.tolist() for n, t in layer.named_tensors().items()
    }


def test_settings_hold_nothing_that_a_call_leaves():
    layer = Linear(4, 3)
    layer.backward(layer(torch.ones(2, 4)))
    assert layer.settings() == {}
    assert LeakyReLU(0.2).settings() == {"negative_slope": 0.2}


def test_a_new_activation_is_one_class(few):
    """Nothing else is told of it, and it trains by hand, with others, and from a recipe."""

    class Cube(Activation, kind="cube"):
        def forward(self, x):
            self._saved = (x,)
            return x * x * x

        def backward(self, grad_out):
            (x,) = self._recall()
            return grad_out * 3 * x * x

    try:
        assert Cube.kind == "cube"
        assert trains_by_hand(network(Cube()), few[0])
        by_hand, autograd = (losses(network(Cube()), few, autograd=a) for a in (False, True))
        torch.testing.assert_close(by_hand, autograd, atol=1e-5, rtol=0)
        histories, _ = train_many(
            [network(Cube())] * 2, *few, steps=9, lr=0.1, generators=[seeded(2), seeded(3)],
            progress=False,
        )  # fmt: skip
        torch.testing.assert_close(histories[0].losses, by_hand, atol=1e-5, rtol=0)
        assert "Cube()" in repr(network(Cube()))
    finally:
        layers.METHODS.pop(KINDS.pop("cube"))


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_recipes_know_every_activation(kind):
    model = Recipe(activation=kind, hidden=7).network(27, generator=seeded())
    assert type(model.layers[3]) is KINDS[kind]
    gain = model.layers[2].weight.std().item() * model.layers[2].weight.shape[0] ** 0.5
    assert gain == pytest.approx(KINDS[kind]().usual_gain, rel=0.2)


def test_the_playground_knows_every_layer():
    """Dropout does nothing in evaluation mode."""
    assert KINDS.keys() - {"dropout", "sequential"} == known_kinds()


@pytest.mark.parametrize(
    ("ours", "theirs"), [(ReLU(), nn.ReLU()), (LeakyReLU(0.3), nn.LeakyReLU(0.3))]
)
def test_the_relus_are_those_of_torch(ours, theirs):
    x = torch.randn(40, 7, generator=seeded(), dtype=torch.float64).requires_grad_()
    g = torch.randn(40, 7, generator=seeded(1), dtype=torch.float64)
    assert torch.equal(ours(x), theirs(x))
    (expected,) = torch.autograd.grad(theirs(x), x, g)
    torch.testing.assert_close(ours.backward(g), expected)
    assert ours.usual_gain == pytest.approx(
        nn.init.calculate_gain("leaky_relu", getattr(ours, "negative_slope", 0.0))
    )


def test_models_with_another_setting_are_not_joined(few):
    models = [network(LeakyReLU(slope)) for slope in (0.0, 0.9)]
    with pytest.raises(ValueError, match=r"negative_slope 0\.9 stands where that has"):
        train_many(models, *few, steps=2, lr=0.1, generators=[seeded(1), seeded(2)])


# --------------------------------------------------------------------- methods that changed


@pytest.mark.parametrize("name", ["forward", "backward", "__call__"])
def test_a_method_changed_on_the_class_leads_to_autograd(name, few, monkeypatch):
    model = network(Tanh())
    before = getattr(Tanh, name)
    monkeypatch.setattr(Tanh, name, lambda self, x: 2 * before(self, x))
    assert not trains_by_hand(model, few[0])
    assert torch.equal(losses(network(Tanh()), few), losses(network(Tanh()), few, autograd=True))


def test_a_method_changed_on_an_instance_leads_to_autograd_and_other_attributes_do_not(few):
    model = network(Tanh())
    model.layers[3].note = print
    assert trains_by_hand(model, few[0])
    model.layers[3].forward = torch.sin
    assert not trains_by_hand(model, few[0])


# -------------------------------------------------------------------------------- repr


def test_a_network_prints_its_layers_with_shapes_and_counts():
    norm = BatchNorm1d(16)
    inner = Sequential([Linear(12, 16, bias=False), norm, LeakyReLU()])
    assert repr(Sequential([Embedding(27, 4), Flatten(), inner, Linear(16, 27)])) == (
        "Sequential, 791 parameters\n"
        "  0: Embedding(weight 27 × 4), 108 parameters\n"
        "  1: Flatten(start_dim=1)\n"
        "  2: Sequential, 224 parameters\n"
        "    0: Linear(weight 12 × 16, bias=None), 192 parameters\n"
        "    1: BatchNorm1d(gain 16, bias 16, running_mean 16, running_var 16, eps=1e-05, "
        "momentum=0.1, unbiased=True), 32 parameters\n"
        "    2: LeakyReLU(negative_slope=0.01)\n"
        "  3: Linear(weight 16 × 27, bias 27), 459 parameters"
    )


def test_a_layer_of_ones_own_prints_too():
    class Own(Layer):
        def __init__(self):
            super().__init__()
            self.scale = torch.ones(3, requires_grad=True)

        def parameters(self):
            return [self.scale]

    assert repr(Own()) == "Own(), 3 parameters"


def test_a_layer_used_twice_is_left_to_autograd():
    layer, tied = Linear(4, 4), Linear(4, 4)
    tied.weight = layer.weight
    for several in ([layer, Tanh(), layer], [Sequential([layer, Tanh()]), layer], [layer, tied]):
        model = Sequential(several)
        model(torch.zeros(2, 4))
        with pytest.raises(RuntimeError, match="used twice"):
            model.backward(torch.ones(2, 4))


# ----------------------------------------------------------------------- many characters


@pytest.mark.parametrize("V", [200, 300])
def test_the_gradient_of_a_long_table_is_that_of_a_short_one(V):
    """Above a limit rows are added up one by one, in place of a matrix product."""
    layer = Embedding(V, 3, generator=seeded())
    x = torch.randint(0, V, (50, 4), generator=seeded(1))
    g = torch.randn(50, 4, 3, generator=seeded(2))
    (expected,) = torch.autograd.grad(layer(x), layer.weight, g)
    layer.backward(g)
    torch.testing.assert_close(layer.weight.grad, expected)
    twin = joined([layer, Embedding(V, 3, generator=seeded(3))])
    twin(torch.stack([x, x]).numpy())
    twin.backward(torch.stack([g, 2 * g]).numpy())
    torch.testing.assert_close(torch.from_numpy(twin.gradients["weight"][0]), expected)
    torch.testing.assert_close(torch.from_numpy(twin.gradients["weight"][1]), 2 * expected)


def test_two_layers_cannot_have_one_kind():
    with pytest.raises(ValueError, match="there is a layer of the kind 'relu' already"):

        class Other(Activation, kind="relu"):
            pass


def test_something_added_to_a_class_does_not_slow_training_down(few, monkeypatch):
    monkeypatch.setattr(Tanh, "describe", lambda self: "x", raising=False)
    assert trains_by_hand(network(Tanh()), few[0])
