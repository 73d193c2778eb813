"""What the lessons on layers and on modules say, by the classes that they define.

The definitions are taken from the texts as they stand there, and tried on other seeds, shapes and
modes than they show. What the helper's layers promise is tested in test_layers and test_backward.
"""

import ast
import copy
from pathlib import Path
from types import SimpleNamespace

import jupytext
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from mlp_helpers import layers
from mlp_helpers.checkpoints import checkpoint
from mlp_helpers.train import train

TEXTS = Path(__file__).parents[1] / "notebooks" / "src"
LAYERS = {"Layer", "Tanh", "Flatten", "Linear", "Embedding", "BatchNorm1d"}
LAYERS |= {"ForgottenSquare", "MeanForBias", "cross_entropy", "nudged", "gradients", "asked"}
LAYERS |= {"by_nudging", "apart", "by_autograd", "accept", "forward", "backward"}
MODULES = {"Sequential", "Block", "ConstantStatistics", "as_torch", "set_mode", "published_network"}
MODULES |= {"train_by_backward", "train_torch", "parameters", "modules"}


def definitions(lesson, wanted, **variables):
    """A lesson's classes and functions, with the methods put into them; nothing else of it is run.

    What is put into Block comes in the end, as `mend`: the lesson first shows it without.
    """
    mended = []
    variables |= {"torch": torch, "F": F, "nn": nn, "layers": layers, "checkpoint": checkpoint}
    for cell in jupytext.read(TEXTS / lesson).cells:
        if cell.cell_type != "code" or "exercise" in cell.metadata.get("tags", []):
            continue
        for node in ast.parse(cell.source).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name in wanted:
                exec(ast.unparse(node), variables)
            elif isinstance(node, ast.Assign):
                owner = ast.unparse(node.targets[0]).strip("(").split(".")[0]
                if owner == "Block":
                    mended.append(ast.unparse(node))
                elif owner in wanted:
                    exec(ast.unparse(node), variables)
    assert wanted <= set(variables)
    return SimpleNamespace(**variables, mend=lambda: exec("\n".join(mended), variables))


@pytest.fixture
def own():
    return definitions("13_building_blocks.md", LAYERS)


@pytest.fixture
def built(examples):
    X, Y = examples
    return definitions("14_modules.md", MODULES, X=X, Y=Y, track=range)


@pytest.fixture(autouse=True)
def in_double():
    """As the lesson on layers has it; its layers draw from PyTorch's global generator."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    with torch.random.fork_rng():
        torch.manual_seed(5)
        yield
    torch.set_default_dtype(before)


@torch.no_grad()
def is_torch(own, ours, theirs, x, g):
    """Whether a layer has the output and the gradients of one of torch.nn with the same numbers."""
    turned = [theirs.weight] if isinstance(theirs, nn.Linear) else []
    for mine, other in zip(ours.parameters(), theirs.parameters(), strict=True):
        mine.copy_(other.T if any(other is weight for weight in turned) else other)
    with torch.enable_grad():
        asked = [t.requires_grad_() for t in (x, *theirs.parameters()) if t.is_floating_point()]
        out = theirs(x)
        slopes = torch.autograd.grad(out, asked, g)
    x.requires_grad_(False)
    torch.testing.assert_close(ours(x), out)
    pairs = zip(asked, slopes, strict=True)
    expected = [slope.T if any(t is weight for weight in turned) else slope for t, slope in pairs]
    for mine, other in zip(own.gradients(ours, x, g), expected, strict=True):
        torch.testing.assert_close(mine, other)


# ---------------------------------------------------------------- each layer against torch.nn


@pytest.mark.parametrize("shape", [(1, 1), (4, 3), (2, 3, 4)])
def test_tanh_equals_torch(own, shape):
    is_torch(own, own.Tanh(), nn.Tanh(), 2 * torch.randn(shape), torch.randn(shape))


@pytest.mark.parametrize("shape", [(1, 2, 3), (4, 3, 10), (5, 2, 3, 4)])
def test_flatten_equals_torch(own, shape):
    x = torch.randn(shape)
    is_torch(own, own.Flatten(), nn.Flatten(), x, torch.randn_like(x.flatten(1)))


@pytest.mark.parametrize(("N", "fan_in", "fan_out"), [(1, 3, 2), (4, 4, 4), (8, 30, 20)])
def test_linear_equals_torch(own, N, fan_in, fan_out):
    """With a square weight too, which could be transposed without an error."""
    theirs = nn.Linear(fan_in, fan_out)
    is_torch(
        own, own.Linear(fan_in, fan_out), theirs, torch.randn(N, fan_in), torch.randn(N, fan_out)
    )


@pytest.mark.parametrize(("N", "T"), [(1, 1), (40, 3), (6, 5)])
def test_embedding_equals_torch(own, N, T):
    x, g = torch.randint(0, 7, (N, T)), torch.randn(N, T, 4)
    is_torch(own, own.Embedding(7, 4), nn.Embedding(7, 4), x, g)


def test_batch_norm_equals_torch_in_values_gradients_buffers_and_both_modes(own):
    """Normalised over N − 1, numbers are √((N − 1)/N) times as large as over N, as in torch.nn."""
    ours, theirs = own.BatchNorm1d(6), nn.BatchNorm1d(6)
    ours.gain, ours.bias = torch.randn(6), torch.randn(6)
    for N, training in [(2, True), (8, True), (32, True), (1, False), (8, False), (5, True)]:
        share = (N - 1) / N if training else 1.0
        ours.training, theirs.eps = training, share * ours.eps
        theirs.train(training)
        with torch.no_grad():
            theirs.weight.copy_(ours.gain * share**0.5)
            theirs.bias.copy_(ours.bias)
        x, g = (3 + 2 * torch.randn(N, 6)).requires_grad_(), torch.randn(N, 6)
        out = theirs(x)
        at_x, gain, bias = torch.autograd.grad(out, [x, theirs.weight, theirs.bias], g)
        found = own.gradients(ours, x.detach(), g)  # calls it once, as torch.nn's was
        torch.testing.assert_close(ours.out, out.detach())
        torch.testing.assert_close(ours.running_mean, theirs.running_mean)
        torch.testing.assert_close(ours.running_var, theirs.running_var)
        for mine, other in zip(found, (at_x, gain * share**0.5, bias), strict=True):
            torch.testing.assert_close(mine, other)


def test_loss_and_its_gradient_equal_torch(own):
    logits, labels = (5 * torch.randn(9, 27)).requires_grad_(), torch.randint(0, 27, (9,))
    loss, g = own.cross_entropy(logits.detach(), labels)
    expected = F.cross_entropy(logits, labels)
    expected.backward()
    torch.testing.assert_close(loss, expected.detach())
    torch.testing.assert_close(g, logits.grad)


# ----------------------------------------------------------- the judges, and what they see


@pytest.mark.parametrize("N", [2, 7])
def test_the_judges_accept_every_layer_of_the_text(own, N):
    norm = own.BatchNorm1d(5)
    norm.gain, norm.bias = torch.randn(5), torch.randn(5)
    for layer in (own.Tanh(), own.Flatten(), own.Linear(5, 5), norm):
        own.accept(layer, 2 + torch.randn(N, 5), torch.randn(N, 5))
    norm.training = False
    own.accept(norm, torch.randn(N, 5), torch.randn(N, 5))
    own.accept(own.Embedding(6, 2), torch.randint(0, 6, (N, 3)), torch.randn(N, 3, 2))


def mistaken(own, built):
    """The planted mistakes: the layer, and the place of the wrong gradient."""
    yield own.ForgottenSquare(), 0
    yield own.MeanForBias(5, 5), 2
    yield built.ConstantStatistics(5), 0


def test_each_judge_sees_each_mistake_of_the_texts_and_its_place(own, built):
    x, g = torch.randn(8, 5), torch.randn(8, 5)
    for layer, place in mistaken(own, built):
        with torch.no_grad():
            found, nudged = own.gradients(layer, x, g), own.by_nudging(layer, x, g)
        for expected in (nudged, own.by_autograd(layer, x, g)):
            differences = own.apart(found, expected)
            assert differences[place] > 0.01
            assert (differences > 1e-6).sum() == 1


@pytest.mark.parametrize("mistake", ["ForgottenSquare", "MeanForBias"])
def test_what_is_mistaken_is_not_accepted(own, mistake):
    layer = own.ForgottenSquare() if mistake == "ForgottenSquare" else own.MeanForBias(5, 5)
    with pytest.raises(AssertionError, match=f"{mistake} against nudging"):
        own.accept(layer, torch.randn(8, 5), torch.randn(8, 5))


@pytest.mark.parametrize("where", [0, -1])
def test_a_nan_is_not_passed_over(own, where):
    """A comparison with a nan is False, so that a difference of nan could look small."""

    class Broken(own.Tanh):
        def backward(self, g):
            at_x = super().backward(g)
            at_x[where, where] = torch.nan
            return at_x

    for judge in (own.by_nudging, own.by_autograd):
        x, g = torch.randn(4, 3), torch.randn(4, 3)
        assert own.apart(own.gradients(Broken(), x, g), judge(Broken(), x, g)).isnan().all()
    with pytest.raises(AssertionError, match="Broken against nudging"):
        own.accept(Broken(), torch.randn(4, 3), torch.randn(4, 3))


def test_column_by_hand(own):
    """0, 2, 4 with g = 1, 0, 0, as the text calculates it; eps is far below its digits."""
    layer = own.BatchNorm1d(1)
    layer(torch.tensor([[0.0], [2.0], [4.0]]))
    slopes = layer.backward(torch.tensor([[1.0], [0.0], [0.0]]))
    expected = torch.tensor([[1 / 12], [-1 / 6], [1 / 12]])
    torch.testing.assert_close(slopes, expected, atol=1e-5, rtol=0)


def test_a_judge_leaves_the_tensors_as_they_were(own):
    layer, x, g = own.Linear(3, 2), torch.randn(4, 3), torch.randn(4, 2)
    before = [tensor.clone() for tensor in own.asked(layer, x)]
    own.by_nudging(layer, x, g)
    own.by_autograd(layer, x, g)
    for old, new in zip(before, own.asked(layer, x), strict=True):
        assert torch.equal(old, new)
        assert not new.requires_grad


# ------------------------------------------------------------------------- whole networks


@pytest.mark.parametrize("training", [True, False])
def test_network_equals_torch_in_both_modes(own, built, training):
    ours = built.published_network(unbiased=False)
    ours(torch.randint(0, 27, (50, 3)))  # moves the running statistics
    theirs = built.as_torch(ours)
    theirs[3].running_mean.copy_(ours.parts[3].running_mean)
    theirs[3].running_var.copy_(ours.parts[3].running_var)
    built.set_mode(ours, training=training)
    theirs.train(training)
    X, g = torch.randint(0, 27, (16, 3)), torch.randn(16, 27)
    out = theirs(X)
    expected = torch.autograd.grad(out, list(theirs.parameters()), g)
    torch.testing.assert_close(ours(X), out)
    found = own.gradients(ours, X, g)
    for mine, other in zip(found, expected, strict=True):
        torch.testing.assert_close(mine, other if mine.shape == other.shape else other.T)


def draw_from(seed):
    """A function that draws the rows of a batch, the same ones for the same seed."""
    generator = torch.Generator().manual_seed(seed)
    return lambda: torch.randint(0, 182_625, (32,), generator=generator)


def test_training_gives_the_losses_and_buffers_of_torch_with_an_optimiser(built):
    ours = built.published_network(unbiased=False)
    theirs = built.as_torch(ours)
    losses = built.train_by_backward(ours, draw_from(3), 200)
    expected = built.train_torch(theirs, draw_from(3), 200)
    torch.testing.assert_close(torch.tensor(losses), torch.tensor(expected))
    norm = ours.parts[3]
    torch.testing.assert_close(norm.running_mean, theirs[3].running_mean)
    torch.testing.assert_close(norm.running_var, theirs[3].running_var)


@pytest.mark.parametrize("unbiased", [True, False])
def test_training_gives_the_losses_of_the_helper(built, examples, unbiased):
    ours = built.published_network(unbiased=unbiased)
    helper = layers.Sequential(copy.deepcopy(ours).parts)
    generator = torch.Generator().manual_seed(3)
    expected = train(helper, *examples, steps=200, lr=0.1, generator=generator, progress=False)
    losses = torch.tensor(built.train_by_backward(ours, draw_from(3), 200))
    torch.testing.assert_close(losses, expected.losses.double(), atol=1e-4, rtol=0)


def test_six_layers_have_the_gradients_of_torch(examples):
    """The helper's layers, five hidden ones deep."""
    X, Y = examples[0][:32], examples[1][:32]
    ours, theirs = (
        [layers.Embedding(27, 10), layers.Flatten()],
        [nn.Embedding(27, 10), nn.Flatten()],
    )
    for fan_in in [30] + [20] * 4:
        norm = layers.BatchNorm1d(20, unbiased=False)
        ours += [layers.Linear(fan_in, 20, bias=False), norm, layers.Tanh()]
        theirs += [nn.Linear(fan_in, 20, bias=False), nn.BatchNorm1d(20), nn.Tanh()]
    model = layers.Sequential([*ours, layers.Linear(20, 27)])
    expected = nn.Sequential(*theirs, nn.Linear(20, 27))
    turned = {module.weight for module in expected if isinstance(module, nn.Linear)}
    pairs = list(zip(model.parameters(), expected.parameters(), strict=True))
    with torch.no_grad():
        for mine, other in pairs:
            other.copy_(mine.T if other in turned else mine)
    F.cross_entropy(expected(X), Y).backward()
    with torch.no_grad():
        model.backward(layers.softmax_cross_entropy(model(X), Y)[1])
    assert len(pairs) == 18
    for mine, other in pairs:
        torch.testing.assert_close(mine.grad, other.grad.T if other in turned else other.grad)


# ------------------------------------------------------------- what a module has to list


def test_measuring_in_training_mode_changes_the_model(built):
    model = built.published_network()
    twin = copy.deepcopy(model)
    X = torch.randint(0, 27, (16, 3))
    model(X)
    for each in (model, twin):
        built.set_mode(each, training=False)
    assert not torch.equal(model(X), twin(X))


def test_a_block_is_lost_until_it_passes_on_what_is_inside(built):
    block = built.Block(30, 20)
    linear, norm, _ = block.inside.parts
    model = built.Sequential([layers.Embedding(27, 10), layers.Flatten(), block])
    assert len(model.parameters()) == 1
    built.set_mode(model, training=False)
    assert norm.training
    built.mend()
    assert model.parameters()[1:] == [linear.weight, norm.gain, norm.bias]
    built.set_mode(model, training=False)
    assert not norm.training


def test_a_block_has_the_gradients_of_its_layers_in_the_list(own, built):
    built.mend()
    block = built.Block(5, 4)
    x, g = torch.randn(8, 5), torch.randn(8, 4)
    with torch.no_grad():
        found = own.gradients(block, x, g)
        assert (
            own.apart(found, own.gradients(built.Sequential(block.inside.parts), x, g)).max() == 0
        )
        assert len(found) == 4
        assert own.apart(found, own.by_nudging(block, x, g)).max() < 1e-6


def test_the_judge_sees_a_layer_that_is_listed_twice(own, built):
    """Its gradient holds one use only, once for each place in the list."""
    shared = layers.Linear(4, 4)
    model = built.Sequential([shared, layers.Tanh(), shared])
    x, g = torch.randn(8, 4), torch.randn(8, 4)
    with torch.no_grad():
        at_x, *of_parameters = own.apart(own.gradients(model, x, g), own.by_nudging(model, x, g))
    assert at_x < 1e-6
    assert len(of_parameters) == 4
    assert min(of_parameters) > 0.1
