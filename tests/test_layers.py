"""Each layer against its counterpart in torch.nn: values, gradients, buffers, modes."""

import copy
import pickle

import pytest
import torch
from torch import nn

from mlp_helpers.layers import (
    GELU,
    BatchNorm1d,
    Dropout,
    Embedding,
    Flatten,
    Linear,
    Sequential,
    Tanh,
)


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def forward_and_back(layer, x):
    """The output for `x`, and the gradient at `x` for one random gradient at the output."""
    x = x.clone().requires_grad_()
    out = layer(x)
    out.backward(torch.randn(out.shape, generator=seeded(99)))
    return out.detach(), x.grad


def assert_equal_layers(ours, theirs, x):
    """Each is called once; the caller compares the gradients of the parameters."""
    for mine, other in zip(forward_and_back(ours, x), forward_and_back(theirs, x), strict=True):
        torch.testing.assert_close(mine, other, atol=1e-5, rtol=1e-5)


@pytest.fixture
def global_generator():
    """PyTorch's global generator, put back afterwards."""
    with torch.random.fork_rng():
        yield torch.manual_seed


# ------------------------------------------------------------------------------- embedding


def test_embedding_equals_torch():
    ours, theirs = Embedding(27, 10, generator=seeded()), nn.Embedding(27, 10)
    theirs.weight.data.copy_(ours.weight)
    x = torch.randint(0, 27, (8, 3), generator=seeded(1))
    upstream = torch.randn(8, 3, 10, generator=seeded(2))

    torch.testing.assert_close(ours(x), theirs(x))
    ours(x).backward(upstream)
    theirs(x).backward(upstream)
    torch.testing.assert_close(ours.weight.grad, theirs.weight.grad)


def test_embedding_is_drawn_from_the_standard_normal():
    assert torch.equal(
        Embedding(27, 10, generator=seeded(5)).weight, torch.randn(27, 10, generator=seeded(5))
    )


# ---------------------------------------------------------------------------------- linear


@pytest.mark.parametrize("bias", [True, False])
def test_linear_equals_torch(bias):
    ours = Linear(30, 20, bias=bias, generator=seeded())
    theirs = nn.Linear(30, 20, bias=bias)
    theirs.weight.data.copy_(ours.weight.T)
    if bias:
        ours.bias.data.normal_(generator=seeded(1))
        theirs.bias.data.copy_(ours.bias)

    assert_equal_layers(ours, theirs, torch.randn(8, 30, generator=seeded(2)))

    torch.testing.assert_close(ours.weight.grad, theirs.weight.grad.T)
    if bias:
        torch.testing.assert_close(ours.bias.grad, theirs.bias.grad)


def test_linear_draws_are_scaled_by_gain_over_root_of_fan_in():
    layer = Linear(30, 200, gain=5 / 3, generator=seeded(5))
    expected = torch.randn(30, 200, generator=seeded(5)) * (5 / 3) / 30**0.5
    torch.testing.assert_close(layer.weight, expected)
    assert torch.equal(layer.bias, torch.zeros(200))


def test_linear_without_bias_has_none():
    layer = Linear(3, 2, bias=False, generator=seeded())
    assert layer.bias is None
    assert layer.parameters() == [layer.weight]


# ---------------------------------------------------------------- flatten, tanh, GELU


@pytest.mark.parametrize("shape", [(8, 3, 10), (1, 3, 10), (4, 2, 3, 5), (6, 7)])
def test_flatten_equals_torch(shape):
    assert_equal_layers(Flatten(), nn.Flatten(), torch.randn(shape, generator=seeded()))


def test_tanh_equals_torch():
    assert_equal_layers(Tanh(), nn.Tanh(), 3 * torch.randn(8, 20, generator=seeded()))


@pytest.mark.parametrize("scale", [0.0, 0.1, 3.0, 100.0])
def test_gelu_equals_torch(scale):
    """Its approximation by tanh is up to 5e-4 away, far beyond what is allowed here."""
    assert_equal_layers(GELU(), nn.GELU(), scale * torch.randn(8, 20, generator=seeded()))


# --------------------------------------------------------------------------------- dropout


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_dropout_keeps_what_is_drawn_from_p_up_and_scales_it(dtype):
    x = torch.randn(8, 20, generator=seeded(), dtype=dtype)
    kept = torch.rand(8, 20, generator=seeded(7)) >= 0.3
    out, grad = forward_and_back(Dropout(0.3, generator=seeded(7)), x)
    upstream = torch.randn(8, 20, generator=seeded(99)).to(dtype)
    torch.testing.assert_close(out, torch.where(kept, x / 0.7, 0))
    torch.testing.assert_close(grad, torch.where(kept, upstream / 0.7, 0))


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_dropout_zeroes_the_share_p_and_keeps_the_mean(p):
    """Within four standard errors of 40,000 draws; half is what it does unless told."""
    layer = Dropout(generator=seeded()) if p == 0.5 else Dropout(p, generator=seeded())
    out = layer(torch.ones(200, 200))
    assert (out == 0).float().mean().item() == pytest.approx(p, abs=4 * (p * (1 - p)) ** 0.5 / 200)
    assert out.mean().item() == pytest.approx(1, abs=4 * (p / (1 - p)) ** 0.5 / 200)
    torch.testing.assert_close(out.unique(), torch.tensor([0, 1 / (1 - p)]))


@pytest.mark.parametrize("layer", [Dropout(0.5, generator=seeded()).eval(), Dropout(0)])
def test_dropout_in_evaluation_or_of_nothing_changes_and_draws_nothing(layer):
    generator = layer.generator or torch.default_generator
    before = generator.get_state()
    x = torch.randn(8, 20, generator=seeded())
    out, grad = forward_and_back(layer, x)
    assert torch.equal(out, x)
    assert torch.equal(grad, torch.randn(8, 20, generator=seeded(99)))
    assert torch.equal(generator.get_state(), before)


def test_dropout_draws_anew_in_each_call_in_training_mode():
    model = Sequential([Dropout(generator=seeded())])
    x = torch.ones(8, 20)
    first, second = model(x), model(x)
    assert not torch.equal(first, second)
    assert torch.equal(model.eval()(x), x)
    assert not torch.equal(model.train()(x), x)


def test_dropout_draws_from_its_generator_or_from_the_global_one(global_generator):
    x = torch.ones(8, 20)
    global_generator(42)
    before = torch.get_rng_state()
    own = Dropout(generator=seeded(42))(x)
    assert torch.equal(torch.get_rng_state(), before)
    assert torch.equal(Dropout()(x), own)
    assert not torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize("p", [-0.1, 1, 1.5, float("nan")])
def test_dropout_refuses_what_is_no_share(p):
    with pytest.raises(ValueError, match=f"p is {p}: a share to set to 0, from 0 to below 1"):
        Dropout(p)


def test_copies_of_dropout_go_on_from_the_same_draws_each_for_itself():
    generator = seeded()
    model = Sequential([Dropout(0.2, generator=generator), Dropout(0.3, generator=generator)])
    x = torch.ones(8, 20)
    model(x)
    twins = [copy.deepcopy(model), pickle.loads(pickle.dumps(model))]
    expected = [model(x), model(x)]
    for twin in twins:
        assert all(map(torch.equal, [twin(x), twin(x)], expected))


# ------------------------------------------------------------------------------ batch norm


def batch_norm(**arguments):
    """A BatchNorm1d(20) whose gain and bias are not the ones and zeros of the start."""
    layer = BatchNorm1d(20, **arguments)
    layer.gain.data.normal_(generator=seeded(1))
    layer.bias.data.normal_(generator=seeded(2))
    return layer


def batches(count=3, rows=8):
    """Batches with their own mean and spread in every column."""
    generator = seeded(3)
    spread = 1 + 4 * torch.rand(20, generator=generator)
    centre = 10 * torch.randn(20, generator=generator)
    return [centre + spread * torch.randn(rows, 20, generator=generator) for _ in range(count)]


@pytest.mark.parametrize("momentum", [0.1, 0.001, 1.0])
def test_biased_batch_norm_equals_torch_in_training_and_evaluation(momentum):
    ours = batch_norm(unbiased=False, eps=1e-3, momentum=momentum)
    theirs = nn.BatchNorm1d(20, eps=1e-3, momentum=momentum)
    theirs.weight.data.copy_(ours.gain)
    theirs.bias.data.copy_(ours.bias)

    for x in batches():
        assert_equal_layers(ours, theirs, x)
        torch.testing.assert_close(ours.running_mean, theirs.running_mean)
        torch.testing.assert_close(ours.running_var, theirs.running_var)
    ours.eval()
    theirs.eval()
    for x in batches():
        assert_equal_layers(ours, theirs, x)

    torch.testing.assert_close(ours.gain.grad, theirs.weight.grad)
    torch.testing.assert_close(ours.bias.grad, theirs.bias.grad)
    torch.testing.assert_close(ours.running_mean, theirs.running_mean)
    torch.testing.assert_close(ours.running_var, theirs.running_var)


def test_unbiased_batch_norm_equals_the_formula_by_hand():
    layer = batch_norm(eps=1e-3, momentum=0.2)  # unbiased unless told
    gain = layer.gain.detach().clone().requires_grad_()
    bias = layer.bias.detach().clone().requires_grad_()
    running_mean, running_var = torch.zeros(20), torch.ones(20)

    def by_hand(x):
        centred = x - x.sum(0) / len(x)
        var = (centred * centred).sum(0) / (len(x) - 1)
        return gain * centred / torch.sqrt(var + 1e-3) + bias

    for x in batches(rows=4):  # few rows: N and N−1 are far apart
        assert_equal_layers(layer, by_hand, x)
        running_mean = 0.8 * running_mean + 0.2 * x.mean(0)
        running_var = 0.8 * running_var + 0.2 * ((x - x.mean(0)) ** 2).sum(0) / 3
        torch.testing.assert_close(layer.running_mean, running_mean)
        torch.testing.assert_close(layer.running_var, running_var)
    torch.testing.assert_close(layer.gain.grad, gain.grad)
    torch.testing.assert_close(layer.bias.grad, bias.grad)


def test_the_two_conventions_differ_by_the_root_of_n_over_n_minus_1():
    x = batches(rows=4)[0]
    unbiased, biased = (BatchNorm1d(20, eps=0.0, unbiased=flag)(x) for flag in (True, False))
    torch.testing.assert_close(biased / unbiased, torch.full_like(x, (4 / 3) ** 0.5))


def test_defaults_are_those_of_torch():
    ours, theirs = BatchNorm1d(20), nn.BatchNorm1d(20)
    assert (ours.eps, ours.momentum) == (theirs.eps, theirs.momentum)


@pytest.mark.parametrize("unbiased", [True, False])
def test_evaluation_does_not_look_at_the_batch(unbiased):
    layer = batch_norm(unbiased=unbiased)
    x = batches()[0]
    layer(x)
    layer.eval()
    mean, var = layer.running_mean.clone(), layer.running_var.clone()

    together = layer(x)
    one_by_one = torch.cat([layer(row[None]) for row in x])

    torch.testing.assert_close(together, one_by_one)
    torch.testing.assert_close(
        together, layer.gain * (x - mean) / torch.sqrt(var + layer.eps) + layer.bias
    )
    assert torch.equal(layer.running_mean, mean)
    assert torch.equal(layer.running_var, var)


def test_running_statistics_do_not_hang_on_the_graph():
    layer = batch_norm()
    layer(batches()[0].requires_grad_())
    assert not layer.running_mean.requires_grad
    assert not layer.running_var.requires_grad


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ((1, 20), r"training mode needs at least 2 rows.*\.eval\(\)"),
        ((8, 10), r"expects a tensor \(N, 20\), but got \(8, 10\)"),
        ((8, 3, 20), r"expects a tensor \(N, 20\), but got \(8, 3, 20\)"),
        ((20,), r"expects a tensor \(N, 20\), but got \(20,\)"),
    ],
)
def test_batch_norm_refuses_what_it_cannot_normalise(shape, message):
    layer = BatchNorm1d(20)
    with pytest.raises(ValueError, match=message):
        layer(torch.ones(shape))
    assert torch.equal(layer.running_mean, torch.zeros(20))
    assert torch.equal(layer.running_var, torch.ones(20))


# ------------------------------------------------------------- sequences, and all together


def small_network():
    return Sequential(
        [
            Embedding(27, 4, generator=seeded(1)),
            Flatten(),
            Sequential(
                [
                    Linear(12, 20, bias=False, generator=seeded(2)),
                    BatchNorm1d(20, unbiased=False),
                    Tanh(),
                ]
            ),
            Linear(20, 27, generator=seeded(3)),
        ]
    )


def same_in_torch(network):
    embedding, _, hidden, output = network.layers
    theirs = nn.Sequential(
        nn.Embedding(27, 4),
        nn.Flatten(),
        nn.Sequential(nn.Linear(12, 20, bias=False), nn.BatchNorm1d(20), nn.Tanh()),
        nn.Linear(20, 27),
    )
    theirs[0].weight.data.copy_(embedding.weight)
    theirs[2][0].weight.data.copy_(hidden.layers[0].weight.T)
    theirs[3].weight.data.copy_(output.weight.T)
    theirs[3].bias.data.copy_(output.bias)
    return theirs


def test_whole_network_equals_torch():
    ours = small_network()
    theirs = same_in_torch(ours)
    x = torch.randint(0, 27, (16, 3), generator=seeded(4))
    y = torch.randint(0, 27, (16,), generator=seeded(5))

    nn.functional.cross_entropy(ours(x), y).backward()
    nn.functional.cross_entropy(theirs(x), y).backward()

    pairs = list(zip(ours.parameters(), theirs.parameters(), strict=True))
    assert len(pairs) == 6
    for mine, other in pairs:
        gradient = other.grad if mine.grad.shape == other.grad.shape else other.grad.T
        torch.testing.assert_close(mine.grad, gradient, atol=1e-6, rtol=1e-4)
    torch.testing.assert_close(ours.eval()(x), theirs.eval()(x))


def test_course_network_has_the_published_number_of_parameters(network):
    parameters = network(seeded()).parameters()
    assert sum(parameter.numel() for parameter in parameters) == 12_097


def test_parameters_come_in_the_order_of_the_layers():
    model = small_network()
    embedding, _, hidden, output = model.layers
    linear, norm, _ = hidden.layers
    expected = [embedding.weight, linear.weight, norm.gain, norm.bias, output.weight, output.bias]
    assert [id(p) for p in model.parameters()] == [id(p) for p in expected]


def test_a_layer_used_twice_gives_its_parameters_once():
    linear = Linear(4, 4, generator=seeded())
    theirs = nn.Linear(4, 4)
    ours = Sequential([linear, Tanh(), Sequential([linear])]).parameters()
    assert len(ours) == len(list(nn.Sequential(theirs, nn.Tanh(), theirs).parameters())) == 2


def test_every_parameter_can_be_trained():
    for parameter in small_network().parameters():
        assert parameter.is_leaf
        assert parameter.requires_grad


def test_modes_reach_every_layer_inside():
    model = small_network()
    assert [module.training for module in model.modules()] == [True] * 8
    assert model.eval() is model
    assert [module.training for module in model.modules()] == [False] * 8
    assert model.train() is model
    assert [module.training for module in model.modules()] == [True] * 8


def test_each_layer_keeps_its_last_output():
    model = small_network()
    assert all(module.out is None for module in model.modules())
    x = torch.randint(0, 27, (16, 3), generator=seeded(4))
    result = model(x)
    assert model.out is result
    assert model.layers[-1].out is result
    for layer in model.layers:  # each layer's output is the next one's input
        before, x = x, layer.out
        torch.testing.assert_close(layer(before), x)


def test_a_model_can_be_copied_and_pickled_after_a_call():
    model = small_network()
    x = torch.randint(0, 27, (16, 3), generator=seeded(4))
    model(x)
    for twin in (copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
        assert all(module.out is None for module in twin.modules())
        torch.testing.assert_close(twin.eval()(x), copy.deepcopy(model).eval()(x))
        assert all(parameter.requires_grad for parameter in twin.parameters())
        twin.layers[0].weight.data.zero_()
    assert model.layers[0].weight.abs().sum() > 0
    assert model.out is not None


def test_same_seed_gives_the_same_network(network):
    first, second, other = network(seeded(1)), network(seeded(1)), network(seeded(2))
    for a, b in zip(first.parameters(), second.parameters(), strict=True):
        assert torch.equal(a, b)
    assert not torch.equal(first.parameters()[0], other.parameters()[0])


def test_a_generator_leaves_the_global_one_alone(network):
    before = torch.get_rng_state()
    network(seeded())
    assert torch.equal(torch.get_rng_state(), before)


def test_without_a_generator_layers_draw_from_the_global_one(global_generator):
    global_generator(42)
    embedding, linear = Embedding(27, 10), Linear(30, 200)
    global_generator(42)
    assert torch.equal(embedding.weight, torch.randn(27, 10))
    torch.testing.assert_close(linear.weight, torch.randn(30, 200) / 30**0.5)


def test_layers_pass_numerical_gradient_check():
    """torch's own finite differences, through the whole stack, in double precision."""
    norm = BatchNorm1d(5)
    linear = Linear(6, 5, generator=seeded())
    for layer in (norm, linear):
        for name, value in vars(layer).items():
            if isinstance(value, torch.Tensor):
                double = value.detach().double().requires_grad_(value.requires_grad)
                setattr(layer, name, double)
    stack = Sequential([Flatten(), linear, norm, Tanh()])
    x = torch.randn(4, 2, 3, generator=seeded(1), dtype=torch.float64).requires_grad_()
    assert torch.autograd.gradcheck(stack, (x,))


def test_embedding_says_which_rows_it_has():
    with pytest.raises(IndexError, match=r"has the rows 0 to 26, but was asked for 3 to 27"):
        Embedding(27, 2)(torch.tensor([[3, 27]]))


def test_embedding_refuses_negative_and_fractional_numbers():
    with pytest.raises(IndexError, match="asked for -1 to 3"):
        Embedding(27, 2)(torch.tensor([3, -1]))
    with pytest.raises(TypeError, match=r"whole numbers \(int64\), not torch.float32"):
        Embedding(27, 2)(torch.tensor([3.0]))


def test_linear_names_the_length_of_its_rows():
    with pytest.raises(ValueError, match=r"rows of 30 numbers, but got \(5, 40\)"):
        Linear(30, 2)(torch.zeros(5, 40))


def test_layer_used_twice_is_one_module():
    tanh = Tanh()
    assert list(Sequential([tanh, Sequential([tanh])]).modules()).count(tanh) == 1
