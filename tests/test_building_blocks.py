"""What the lesson on building blocks says: its own classes against torch.nn and the helper.

The classes are taken from the notebook as they stand there, and tried on other seeds, shapes and
modes than it shows. What the helper's layers promise is tested in test_layers and test_backward.
"""

import ast
import copy
import re
from pathlib import Path

import jupytext
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from mlp_helpers import layers
from mlp_helpers.train import train

TEXT = Path(__file__).parents[1] / "notebooks" / "src" / "13_building_blocks.md"
SHOWN = {"Layer", "Tanh", "Flatten", "Linear", "Embedding", "BatchNorm1d", "Sequential"}
USED = {"cross_entropy", "nudged", "judge", "in_double", "paired", "copy_weights", "compare"}
USED |= {"forward", "backward", "parameters", "modules", "set_mode"}
MISTAKES = {"ForgottenSquare", "MeanForBias", "ConstantStatistics"}


def is_definition(node):
    """A class or function that is wanted, or a method put into a class after it."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return node.name in SHOWN | USED | MISTAKES
    return isinstance(node, ast.Assign) and any(
        re.match(rf"\(?({'|'.join(SHOWN)})\.", ast.unparse(target)) for target in node.targets
    )


@pytest.fixture(scope="module")
def own():
    """The notebook's definitions, by their names, with nothing else of it run."""
    variables = {"torch": torch, "F": F, "nn": nn, "layers": layers}
    for cell in jupytext.read(TEXT).cells:
        if cell.cell_type != "code" or "exercise" in cell.metadata.get("tags", []):
            continue
        kept = [node for node in ast.parse(cell.source).body if is_definition(node)]
        exec(compile(ast.Module(kept, []), str(TEXT), "exec"), variables)
    assert set(variables) >= SHOWN | USED | MISTAKES
    return type("Own", (), variables)


@pytest.fixture(autouse=True)
def own_draws():
    """The notebook's layers draw from PyTorch's global generator."""
    with torch.random.fork_rng():
        torch.manual_seed(5)
        yield


def numbers(*shape):
    return torch.randn(shape, dtype=torch.float64)


# -------------------------------------------------------------------- each layer against torch.nn


@pytest.mark.parametrize("shape", [(1, 1), (4, 3), (2, 3, 4)])
def test_tanh_equals_torch(own, shape):
    assert own.compare(own.Tanh(), nn.Tanh(), 2 * numbers(*shape), numbers(*shape)) < 1e-12


@pytest.mark.parametrize("shape", [(1, 2, 3), (4, 3, 10), (5, 2, 3, 4)])
def test_flatten_equals_torch(own, shape):
    x = numbers(*shape)
    assert own.compare(own.Flatten(), nn.Flatten(), x, torch.randn_like(x.flatten(1))) < 1e-12


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize(("N", "fan_in", "fan_out"), [(1, 3, 2), (4, 4, 4), (8, 30, 20)])
def test_linear_equals_torch(own, N, fan_in, fan_out, bias):
    """With a square weight too, which could be transposed without an error."""
    ours = own.in_double(own.Linear(fan_in, fan_out, bias=bias))
    if bias:
        ours.bias = numbers(fan_out)
    theirs = nn.Linear(fan_in, fan_out, bias=bias).double()
    own.copy_weights(ours, theirs)
    assert own.compare(ours, theirs, numbers(N, fan_in), numbers(N, fan_out)) < 1e-12


@pytest.mark.parametrize(("N", "T"), [(1, 1), (40, 3), (6, 5)])
def test_embedding_equals_torch(own, N, T):
    ours, theirs = own.in_double(own.Embedding(7, 4)), nn.Embedding(7, 4).double()
    own.copy_weights(ours, theirs)
    x = torch.randint(0, 7, (N, T))
    assert own.compare(ours, theirs, x, numbers(N, T, 4)) < 1e-12


def test_batch_norm_equals_torch_in_values_gradients_buffers_and_both_modes(own):
    ours = own.in_double(own.BatchNorm1d(6, unbiased=False))
    ours.gain, ours.bias = numbers(6), numbers(6)
    theirs = nn.BatchNorm1d(6).double()
    own.copy_weights(ours, theirs)
    for N, training in [(2, True), (8, True), (32, True), (1, False), (8, False), (5, True)]:
        ours.training = training
        theirs.train(training)
        assert own.compare(ours, theirs, 3 + 2 * numbers(N, 6), numbers(N, 6)) < 1e-9
        torch.testing.assert_close(ours.running_mean, theirs.running_mean)
        torch.testing.assert_close(ours.running_var, theirs.running_var)


def test_loss_and_its_gradient_equal_torch(own):
    logits, labels = (5 * numbers(9, 27)).requires_grad_(), torch.randint(0, 27, (9,))
    loss, g = own.cross_entropy(logits.detach(), labels)
    expected = F.cross_entropy(logits, labels)
    expected.backward()
    torch.testing.assert_close(loss, expected.detach())
    torch.testing.assert_close(g, logits.grad)


# ------------------------------------------------------------------- the judge, and what it sees


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("unbiased", [True, False])
def test_batch_norm_passes_the_nudging_judge(own, training, unbiased):
    layer = own.in_double(own.BatchNorm1d(5, unbiased=unbiased))
    layer.gain, layer.training = numbers(5), training
    assert max(own.judge(layer, 2 + 3 * numbers(8, 5), numbers(8, 5))) < 1e-6


def test_column_by_hand(own):
    """0, 2, 4 with g = 1, 0, 0, as the text calculates it; eps is far below its digits."""
    layer = own.in_double(own.BatchNorm1d(1))
    layer(torch.tensor([[0.0], [2.0], [4.0]]).double())
    slopes = layer.backward(torch.tensor([[1.0], [0.0], [0.0]]).double())
    expected = torch.tensor([[1 / 12], [-1 / 6], [1 / 12]]).double()
    torch.testing.assert_close(slopes, expected, atol=1e-5, rtol=0)


def test_nudging_leaves_the_tensor_as_it_was(own):
    x = numbers(3, 2)
    before = x.clone()
    own.nudged(lambda: (x**2).sum(), x, h=1e-5)
    assert torch.equal(x, before)


@pytest.mark.parametrize(
    ("mistake", "place"), [("ForgottenSquare", 0), ("MeanForBias", 2), ("ConstantStatistics", 0)]
)
def test_the_judge_sees_each_mistake_of_the_text(own, mistake, place):
    kind = getattr(own, mistake)
    layer = {"ForgottenSquare": kind, "MeanForBias": lambda: kind(5, 5)}.get(
        mistake, lambda: kind(5)
    )()
    differences = own.judge(own.in_double(layer), numbers(8, 5), numbers(8, 5))
    assert differences[place] > 0.01
    assert all(d < 1e-6 for number, d in enumerate(differences) if number != place)


def test_compare_sees_a_wrong_gradient_a_wrong_bias_and_a_wrong_output(own):
    x, g = numbers(5, 4), numbers(5, 4)
    assert own.compare(own.ForgottenSquare(), nn.Tanh(), x, g) > 0.01
    assert own.compare(own.Tanh(), nn.Sigmoid(), x, g) > 0.01
    theirs = nn.Linear(4, 4).double()
    for kind in (own.Linear, own.MeanForBias):
        ours = own.in_double(kind(4, 4))
        own.copy_weights(ours, theirs)
        assert (own.compare(ours, theirs, x, g) > 0.01) == (kind is own.MeanForBias)


def test_the_judge_sees_a_layer_that_is_listed_twice(own):
    """Its gradient holds one use only, once for each place in the list; that at x is right."""
    shared = own.in_double(own.Linear(4, 4))
    at_x, *of_parameters = own.judge(
        own.Sequential([shared, own.Tanh(), shared]), numbers(8, 4), numbers(8, 4)
    )
    assert at_x < 1e-6
    assert len(of_parameters) == 4
    assert min(of_parameters) > 0.1


# ------------------------------------------------------------------------------ whole networks


def network(own, *, unbiased):
    hidden = [own.Linear(30, 20, bias=False), own.BatchNorm1d(20, unbiased=unbiased), own.Tanh()]
    return own.Sequential([own.Embedding(27, 10), own.Flatten(), *hidden, own.Linear(20, 27)])


def in_torch(own, model):
    theirs = nn.Sequential(
        nn.Embedding(27, 10),
        nn.Flatten(),
        nn.Linear(30, 20, bias=False),
        nn.BatchNorm1d(20),
        nn.Tanh(),
        nn.Linear(20, 27),
    )
    own.copy_weights(model, theirs)
    return theirs


def test_network_equals_torch_in_both_modes(own):
    ours = network(own, unbiased=False)
    theirs = in_torch(own, ours).double()
    for layer in ours.layers:
        own.in_double(layer)
    X = torch.randint(0, 27, (16, 3))
    for training in (True, False):
        own.set_mode(ours, training=training)
        theirs.train(training)
        assert own.compare(ours, theirs, X, numbers(16, 27)) < 1e-11


@torch.no_grad()
def own_losses(own, model, X, Y, generator, steps):
    losses = []
    for _ in range(steps):
        rows = torch.randint(0, len(Y), (32,), generator=generator)
        loss, g = own.cross_entropy(model(X[rows]), Y[rows])
        model.backward(g)
        for parameter in model.parameters():
            parameter -= 0.1 * parameter.grad
        losses.append(loss.item())
    return torch.tensor(losses)


def test_training_gives_the_losses_and_buffers_of_torch_with_an_optimiser(own, examples):
    X, Y = examples
    ours = network(own, unbiased=False)
    theirs = in_torch(own, ours)
    optimiser = torch.optim.SGD(theirs.parameters(), lr=0.1)
    generator = torch.Generator().manual_seed(3)
    expected = []
    for _ in range(300):
        rows = torch.randint(0, len(Y), (32,), generator=generator)
        loss = F.cross_entropy(theirs(X[rows]), Y[rows])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        expected.append(loss.item())

    losses = own_losses(own, ours, X, Y, torch.Generator().manual_seed(3), 300)

    torch.testing.assert_close(losses, torch.tensor(expected), atol=1e-4, rtol=0)
    norm, norm_nn = ours.layers[3], theirs[3]
    torch.testing.assert_close(norm.running_mean, norm_nn.running_mean, atol=1e-3, rtol=1e-3)
    torch.testing.assert_close(norm.running_var, norm_nn.running_var, atol=1e-3, rtol=1e-3)


@pytest.mark.parametrize("unbiased", [True, False])
def test_training_gives_the_losses_of_the_helper(own, examples, unbiased):
    X, Y = examples
    ours = network(own, unbiased=unbiased)
    hidden = [layers.Linear(30, 20, bias=False), layers.BatchNorm1d(20, unbiased=unbiased)]
    helper = layers.Sequential(
        [layers.Embedding(27, 10), layers.Flatten(), *hidden, layers.Tanh(), layers.Linear(20, 27)]
    )
    with torch.no_grad():
        for mine, other in zip(ours.parameters(), helper.parameters(), strict=True):
            other.copy_(mine)
    generators = torch.Generator().manual_seed(3), torch.Generator().manual_seed(3)
    settings = {"steps": 300, "lr": 0.1, "generator": generators[0], "progress": False}

    expected = train(helper, X, Y, **settings).losses
    losses = own_losses(own, ours, X, Y, generators[1], 300)

    torch.testing.assert_close(losses, expected, atol=1e-4, rtol=0)


def test_six_layers_have_the_gradients_of_torch(examples):
    """The helper's layers, five hidden ones deep, all of them against torch.nn in double."""
    X, Y = examples[0][:32], examples[1][:32]
    ours, theirs = (
        [layers.Embedding(27, 10), layers.Flatten()],
        [nn.Embedding(27, 10), nn.Flatten()],
    )
    for fan_in in [30] + [20] * 4:
        ours += [
            layers.Linear(fan_in, 20, bias=False),
            layers.BatchNorm1d(20, unbiased=False),
            layers.Tanh(),
        ]
        theirs += [nn.Linear(fan_in, 20, bias=False), nn.BatchNorm1d(20), nn.Tanh()]
    model, expected = layers.Sequential([*ours, layers.Linear(20, 27)]), nn.Sequential(*theirs)
    expected.append(nn.Linear(20, 27))
    turned = {module.weight for module in expected if isinstance(module, nn.Linear)}
    pairs = list(zip(model.parameters(), expected.parameters(), strict=True))
    with torch.no_grad():
        for mine, other in pairs:
            other.copy_(mine.T if other in turned else mine)
    for mine, other in pairs:
        mine.data, other.data = mine.data.double(), other.data.double()
    for module in [*model.modules(), *expected.modules()]:
        for name in ("running_mean", "running_var"):
            if hasattr(module, name):
                setattr(module, name, getattr(module, name).double())

    F.cross_entropy(expected(X), Y).backward()
    with torch.no_grad():
        model.backward(layers.softmax_cross_entropy(model(X), Y)[1])

    assert len(pairs) == 18
    for mine, other in pairs:
        torch.testing.assert_close(mine.grad, other.grad.T if other in turned else other.grad)


def test_measuring_in_training_mode_changes_the_model(own):
    model = network(own, unbiased=True)
    twin = copy.deepcopy(model)
    X = torch.randint(0, 27, (16, 3))
    model(X)
    for each in (model, twin):
        own.set_mode(each, training=False)
    assert not torch.equal(model(X), twin(X))
