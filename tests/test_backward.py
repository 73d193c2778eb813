"""The layers' own backward passes: against finite differences, torch.nn, autograd, and NumPy."""

import copy

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from mlp_helpers.engine.steps import ByHand, JoinedByHand, joined, on_arrays, trains_by_hand
from mlp_helpers.layers import (
    GELU,
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
    softmax_cross_entropy,
)

SIZES = st.integers(1, 5)


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def in_double(layer):
    """The layer with its tensors in double precision, and none of them at a special value."""
    generator = seeded(5)
    for module in layer.modules():
        for name, value in vars(module).items():
            if isinstance(value, torch.Tensor):
                noise = 0.3 * torch.rand(value.shape, generator=generator, dtype=torch.float64)
                double = (value.detach().double() + noise).requires_grad_(value.requires_grad)
                setattr(module, name, double)
    return layer


def numbers(*shape, seed=1, dtype=torch.float64):
    return torch.randn(shape, generator=seeded(seed), dtype=dtype)


def characters(*shape, V=7):
    return torch.randint(0, V, shape, generator=seeded(1))


def batch_norm(*, training, unbiased):
    layer = BatchNorm1d(5, eps=1e-3, unbiased=unbiased)
    return layer if training else layer.eval()


def network(*, unbiased=True):
    """Embedding to logits, with one Sequential inside another."""
    hidden = [Linear(12, 5, bias=False, generator=seeded(2)), BatchNorm1d(5, unbiased=unbiased)]
    return Sequential(
        [
            Embedding(7, 4, generator=seeded(1)),
            Flatten(),
            Sequential([*hidden, Tanh()]),
            Linear(5, 7, generator=seeded(3)),
        ]
    )


class SameDraws(Dropout):
    """Sets the same numbers to 0 in each call, as comparing calls needs."""

    def forward(self, x):
        self.generator.manual_seed(3)
        return super().forward(x)


def modern_network():
    g = seeded(1)
    hidden = [Linear(12, 5, generator=g), BatchNorm1d(5, unbiased=False), GELU()]
    dropout = SameDraws(0.3, generator=seeded())
    layers = [Embedding(7, 4, generator=g), Flatten(), *hidden, dropout]
    return Sequential([*layers, Linear(5, 7, generator=g)])


CASES = {
    "embedding": lambda: (Embedding(7, 4, generator=seeded()), characters(6, 3)),
    # Chinese, say: tables as long as this one add their gradients up in another way.
    "embedding of many rows": lambda: (
        Embedding(300, 2, generator=seeded()),
        characters(6, 3, V=300).fill_diagonal_(299),
    ),
    "flatten": lambda: (Flatten(), numbers(6, 3, 4)),
    "linear": lambda: (Linear(4, 5, generator=seeded()), numbers(6, 4)),
    "linear without bias": lambda: (Linear(4, 5, bias=False, generator=seeded()), numbers(6, 4)),
    "linear on three axes": lambda: (Linear(4, 5, generator=seeded()), numbers(6, 3, 4)),
    "batch norm": lambda: (batch_norm(training=True, unbiased=True), numbers(6, 5)),
    "biased batch norm": lambda: (batch_norm(training=True, unbiased=False), numbers(6, 5)),
    "batch norm of two rows": lambda: (batch_norm(training=True, unbiased=True), numbers(2, 5)),
    "batch norm in evaluation": lambda: (batch_norm(training=False, unbiased=True), numbers(6, 5)),
    "tanh": lambda: (Tanh(), numbers(6, 5)),
    "gelu": lambda: (GELU(), 2 * numbers(6, 5)),
    "dropout": lambda: (SameDraws(0.4, generator=seeded()), numbers(6, 5)),
    "dropout of nothing": lambda: (Dropout(0), numbers(6, 5)),
    "dropout in evaluation": lambda: (Dropout(0.4).eval(), numbers(6, 5)),
    "network": lambda: (network(), characters(6, 3)),
    "biased network": lambda: (network(unbiased=False), characters(6, 3)),
    "network with dropout": lambda: (modern_network(), characters(6, 3)),
}


@pytest.fixture(params=CASES)
def case(request):
    """A layer in double precision and an input for it."""
    layer, x = CASES[request.param]()
    return in_double(layer), x


class HandWritten(torch.autograd.Function):
    """A layer whose gradients, for autograd, are those of its own backward."""

    @staticmethod
    def forward(ctx, layer, x, *parameters):
        ctx.layer, ctx.parameters = layer, parameters
        return layer(x).detach()

    @staticmethod
    def backward(ctx, grad_out):
        grad_in = ctx.layer.backward(grad_out)
        return None, grad_in, *[parameter.grad.clone() for parameter in ctx.parameters]


def by_hand(layer, x, upstream):
    """The output, the gradient at x and those of the parameters, without autograd."""
    with torch.no_grad():
        out = layer(x)
        grad_in = layer.backward(upstream)
    return [out, grad_in, *[parameter.grad for parameter in layer.parameters()]]


def by_autograd(layer, x, upstream):
    """The same by autograd, for layers of this package and of torch.nn."""
    parameters = list(layer.parameters())
    for parameter in parameters:
        parameter.grad = None
    x = x.clone().requires_grad_(x.is_floating_point())
    out = layer(x)
    out.backward(upstream)
    return [out.detach(), x.grad, *[parameter.grad for parameter in parameters]]


def assert_all_close(ours, theirs, **tolerances):
    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        if other is None:
            assert mine is None
        else:
            torch.testing.assert_close(mine, other, **tolerances)


def upstream_for(layer, x):
    return numbers(*copy.deepcopy(layer)(x).shape, seed=9, dtype=torch.float64)


# ------------------------------------------------------------------- against finite differences


def test_backward_passes_gradcheck(case):
    """torch's finite differences, for the input and for every parameter."""
    layer, x = case
    x.requires_grad_(x.is_floating_point())
    assert torch.autograd.gradcheck(HandWritten.apply, (layer, x, *layer.parameters()))


class HandWrittenLoss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels):
        loss, ctx.gradient = softmax_cross_entropy(logits, labels)
        return loss

    @staticmethod
    def backward(ctx, grad_out):
        return grad_out[..., None, None] * ctx.gradient, None


@pytest.mark.parametrize("models", [(), (3,)])
def test_loss_passes_gradcheck(models):
    logits = (3 * numbers(*models, 6, 7)).requires_grad_()
    assert torch.autograd.gradcheck(HandWrittenLoss.apply, (logits, characters(*models, 6)))


def test_gradcheck_would_see_a_wrong_backward():
    class Wrong(Tanh):
        def backward(self, grad_out):
            return grad_out * (1 - self._recall()[0])

    with pytest.raises(RuntimeError, match="Jacobian mismatch"):
        torch.autograd.gradcheck(HandWritten.apply, (Wrong(), numbers(3, 2).requires_grad_()))


# ---------------------------------------------------------------- against autograd, many shapes


def test_backward_equals_autograd(case):
    layer, x = case
    upstream = upstream_for(layer, x)
    assert_all_close(by_hand(layer, x, upstream), by_autograd(layer, x, upstream))


@given(N=SIZES, T=SIZES, D=SIZES, V=st.integers(2, 9), data=st.data())
def test_embedding_of_any_shape(N, T, D, V, data):
    layer = in_double(Embedding(V, D, generator=seeded()))
    drawn = st.lists(st.integers(0, V - 1), min_size=N * T, max_size=N * T)
    x = torch.tensor(data.draw(drawn)).reshape(N, T)
    upstream = numbers(N, T, D)
    assert_all_close(by_hand(layer, x, upstream), by_autograd(layer, x, upstream))


@given(
    shape=st.lists(SIZES, min_size=1, max_size=4), fan_in=SIZES, fan_out=SIZES, bias=st.booleans()
)
def test_linear_of_any_shape(shape, fan_in, fan_out, bias):
    layer = in_double(Linear(fan_in, fan_out, bias=bias, generator=seeded()))
    x, upstream = numbers(*shape, fan_in), numbers(*shape, fan_out, seed=2)
    assert_all_close(by_hand(layer, x, upstream), by_autograd(layer, x, upstream))


@given(
    N=st.integers(2, 40),
    dim=SIZES,
    training=st.booleans(),
    unbiased=st.booleans(),
    momentum=st.floats(0, 1),
)
def test_batch_norm_of_any_shape(N, dim, training, unbiased, momentum):
    layer = in_double(BatchNorm1d(dim, momentum=momentum, unbiased=unbiased))
    layer.training = training
    twin = copy.deepcopy(layer)
    x, upstream = 5 + 3 * numbers(N, dim), numbers(N, dim, seed=2)
    assert_all_close(by_hand(layer, x, upstream), by_autograd(twin, x, upstream))
    assert torch.equal(layer.running_mean, twin.running_mean)
    assert torch.equal(layer.running_var, twin.running_var)


@given(shape=st.lists(SIZES, min_size=2, max_size=4))
def test_flatten_tanh_and_gelu_of_any_shape(shape):
    x = numbers(*shape)
    for layer in (Flatten(), Tanh(), GELU()):
        upstream = numbers(*layer(x).shape, seed=2)
        assert_all_close(by_hand(layer, x, upstream), by_autograd(layer, x, upstream))


@given(N=st.integers(1, 9), V=st.integers(1, 9), scale=st.floats(0, 500))
def test_loss_of_any_shape_equals_torch(N, V, scale):
    logits = (scale * numbers(N, V)).requires_grad_()
    labels = characters(N, V=V)
    loss, gradient = softmax_cross_entropy(logits.detach(), labels)
    expected = F.cross_entropy(logits, labels)
    expected.backward()
    torch.testing.assert_close(loss, expected.detach())
    torch.testing.assert_close(gradient, logits.grad)


@given(N=st.integers(1, 9), V=st.integers(1, 9), scale=st.floats(0, 500))
def test_loss_of_shares_of_any_shape_equals_torch(N, V, scale):
    logits = (scale * numbers(N, V)).requires_grad_()
    shares = numbers(N, V, seed=3).softmax(1)
    loss, gradient = softmax_cross_entropy(logits.detach(), shares)
    expected = F.cross_entropy(logits, shares)
    expected.backward()
    torch.testing.assert_close(loss, expected.detach())
    torch.testing.assert_close(gradient, logits.grad)


def test_loss_of_logits_that_exp_cannot_take():
    logits = torch.tensor([[1e4, -1e4, 0.0], [-1e4, -1e4, -1e4]])
    labels = torch.tensor([1, 2])
    loss, gradient = softmax_cross_entropy(logits, labels)
    torch.testing.assert_close(loss, F.cross_entropy(logits, labels))
    assert gradient.isfinite().all()


def test_loss_leaves_its_input_alone():
    logits = numbers(4, 7)
    before = logits.clone()
    softmax_cross_entropy(logits, characters(4))
    assert torch.equal(logits, before)


# --------------------------------------------------------------------------- against torch.nn


def pairs_with_torch():
    """A name, our layer, torch's with the same weights, and an input."""
    x = numbers(8, 6, dtype=torch.float32)
    embedding, embedding_nn = Embedding(7, 4, generator=seeded()), nn.Embedding(7, 4)
    embedding_nn.weight.data.copy_(embedding.weight)
    yield "embedding", embedding, embedding_nn, characters(8, 3)
    for bias in (True, False):
        linear, linear_nn = Linear(6, 5, bias=bias, generator=seeded()), nn.Linear(6, 5, bias=bias)
        linear_nn.weight.data.copy_(linear.weight.T)
        if bias:
            linear.bias.data.normal_(generator=seeded(3))
            linear_nn.bias.data.copy_(linear.bias)
        yield f"linear, bias {bias}", linear, linear_nn, x
    yield "flatten", Flatten(), nn.Flatten(), numbers(8, 3, 4, dtype=torch.float32)
    yield "tanh", Tanh(), nn.Tanh(), 3 * x
    yield "gelu", GELU(), nn.GELU(), 3 * x


@pytest.mark.parametrize(
    ("ours", "theirs", "x"), [pytest.param(*case, id=name) for name, *case in pairs_with_torch()]
)
def test_backward_equals_torch_nn(ours, theirs, x):
    upstream = numbers(*ours(x).shape, seed=9, dtype=torch.float32)
    mine = by_hand(ours, x, upstream)
    other = by_autograd(theirs, x, upstream)
    if isinstance(ours, Linear):
        other[2] = other[2].T  # torch.nn.Linear keeps its weight as (fan_out, fan_in)
    assert_all_close(mine, other, atol=1e-6, rtol=1e-5)


@pytest.mark.parametrize("kind", [ReLU, LeakyReLU])
def test_the_gradient_at_0_is_that_of_the_left_side_as_in_torch(kind):
    x, upstream = torch.tensor([[-1.0, 0.0, 1.0]]), torch.full((1, 3), 3.0)
    other = by_autograd(getattr(nn, kind.__name__)(), x, upstream)
    assert_all_close(by_hand(kind(), x, upstream), other)


class UnbiasedBatchNorm(nn.BatchNorm1d):
    """torch's layer in the other convention: its own biased result times √((N−1)/N)."""

    def forward(self, x):
        if not self.training:
            return super().forward(x)
        N = len(x)
        rescaled = (N - 1) / N
        self.momentum, before = 0.0, self.momentum
        eps, self.eps = self.eps, self.eps * rescaled
        normalised = F.batch_norm(x, None, None, training=True, eps=self.eps) * rescaled**0.5
        self.momentum, self.eps = before, eps
        super().forward(x)  # moves the running statistics, over N−1 in both conventions
        return normalised * self.weight + self.bias


@pytest.mark.parametrize("unbiased", [True, False])
def test_batch_norm_backward_equals_torch_nn_in_both_conventions(unbiased):
    ours = BatchNorm1d(6, eps=1e-3, momentum=0.2, unbiased=unbiased)
    theirs = (UnbiasedBatchNorm if unbiased else nn.BatchNorm1d)(6, eps=1e-3, momentum=0.2)
    ours.gain.data.normal_(generator=seeded(1))
    ours.bias.data.normal_(generator=seeded(2))
    theirs.weight.data.copy_(ours.gain)
    theirs.bias.data.copy_(ours.bias)
    for training in (True, False):
        ours.training = training
        theirs.train(training)
        for seed in range(3):
            x = 2 + 3 * numbers(8, 6, seed=seed, dtype=torch.float32)
            upstream = numbers(8, 6, seed=seed + 9, dtype=torch.float32)
            mine, other = by_hand(ours, x, upstream), by_autograd(theirs, x, upstream)
            assert_all_close(mine, other, atol=1e-5, rtol=1e-5)
            torch.testing.assert_close(ours.running_mean, theirs.running_mean)
            torch.testing.assert_close(ours.running_var, theirs.running_var)


# ------------------------------------------------------------------ on arrays, alone and joined


def array_results(layer, x, upstream):
    """The output of a layer on arrays, and the gradient at x."""
    return layer(x.numpy()), layer.backward(upstream.numpy())


def test_arrays_give_what_tensors_give(case):
    layer, x = case
    upstream = upstream_for(layer, x)
    out, grad_in, *gradients = by_hand(layer, x, upstream)
    for parameter in layer.parameters():
        parameter.grad = None

    engine = ByHand(layer)
    array_out, array_grad_in = array_results(engine.network, x, upstream)
    engine.publish()

    torch.testing.assert_close(torch.from_numpy(array_out), out)
    if grad_in is None:
        assert array_grad_in is None
    else:
        torch.testing.assert_close(torch.from_numpy(array_grad_in), grad_in)
    assert_all_close([parameter.grad for parameter in layer.parameters()], gradients)
    torch.testing.assert_close(layer.out, out)


def varied(layer, seed):
    """A copy with other weights."""
    twin = copy.deepcopy(layer)
    for number, parameter in enumerate(twin.parameters()):
        parameter.data += 0.1 * numbers(*parameter.shape, seed=seed + number)
    return twin


@pytest.mark.parametrize("M", [1, 2, 6])
@pytest.mark.parametrize(
    "name", [name for name in CASES if "evaluation" not in name and "dropout" not in name]
)
def test_joined_models_give_what_each_gives_alone(name, M):
    """M = 6 is also the number of rows, so that axes could be confused without an error."""
    layer, x = CASES[name]()
    in_double(layer)
    layers = [varied(layer, seed=10 * m) for m in range(M)]
    inputs = torch.stack([x.roll(m, 0) for m in range(M)])
    upstream = torch.stack([m + upstream_for(layer, x) for m in range(M)])
    alone = [by_hand(copy.deepcopy(one), inputs[m], upstream[m]) for m, one in enumerate(layers)]

    engine = JoinedByHand(layers)
    together = engine.network
    out, grad_in = array_results(together, inputs, upstream)

    for m, one in enumerate(layers):
        engine.hand_out(m, one)
        own_grad_in = None if grad_in is None else torch.from_numpy(grad_in[m])
        gradients = [parameter.grad for parameter in one.parameters()]
        assert_all_close([torch.from_numpy(out[m]), own_grad_in, *gradients], alone[m])
        torch.testing.assert_close(one.out, alone[m][0])


def test_arrays_share_memory_with_the_model():
    model = network()
    engine = ByHand(model)
    before = [parameter.detach().clone() for parameter in model.parameters()]
    engine.loss(characters(6, 3).numpy(), characters(6).numpy())
    engine.backward()
    engine.descend(0.5)
    engine.publish()
    for parameter, old in zip(model.parameters(), before, strict=True):
        torch.testing.assert_close(parameter.detach(), old - 0.5 * parameter.grad)
    assert model.layers[2].layers[1].running_mean.abs().sum() > 0


# ------------------------------------------------------------------------------ what it promises


@pytest.mark.parametrize(
    ("kind", "sizes"),
    [
        (Tanh, 0),
        (GELU, 0),
        (Dropout, 0),
        (Flatten, 0),
        (Linear, 2),
        (BatchNorm1d, 1),
        (Embedding, 2),
    ],
)
def test_backward_before_a_call_says_so(kind, sizes):
    layer = kind(*[2] * sizes)
    with pytest.raises(RuntimeError, match=f"call {kind.__name__} first"):
        layer.backward(torch.zeros(2, 2))


def test_gradients_replace_earlier_ones_and_hang_on_no_graph():
    layer, x = Linear(4, 5, generator=seeded()), numbers(6, 4, dtype=torch.float32)
    model = Sequential([layer, Linear(5, 2, generator=seeded())])
    for _ in range(2):
        model.backward(torch.ones_like(model(x)))  # not under no_grad
    upstream = torch.ones(6, 2) @ model.layers[1].weight.detach().T
    torch.testing.assert_close(layer.weight.grad, x.T @ upstream)
    assert not layer.weight.grad.requires_grad


def test_frozen_parameters_get_no_gradient():
    layer = Linear(4, 5, generator=seeded())
    layer.weight.requires_grad_(False)
    layer(torch.ones(6, 4))
    layer.backward(torch.ones(6, 5))
    assert layer.weight.grad is None
    assert layer.bias.grad.tolist() == [6.0] * 5


def test_copies_leave_out_what_the_last_call_saved():
    model = network()
    model(characters(6, 3))
    twin = copy.deepcopy(model)
    assert all(module._saved is None for module in twin.modules())
    with pytest.raises(RuntimeError, match="call Linear first"):
        twin.backward(torch.zeros(6, 7))


def test_copies_have_gradients_of_their_own():
    """Those of arrays: a model that was trained holds none, its tensors have theirs in .grad."""
    model = network()
    twin = on_arrays(model)
    twin(characters(6, 3).numpy())
    twin.backward(np.ones((6, 7), dtype=np.float32))
    assert all(module.gradients == {} for module in model.modules())
    assert all(module.gradients == {} for module in copy.deepcopy(twin).modules())


def test_arrays_are_refused_where_the_weights_are_tensors():
    with pytest.raises(TypeError, match=r"must be Tensor, not numpy\.ndarray"):
        network()(characters(6, 3).numpy())


@pytest.mark.parametrize("start_dim", [0, 1, 2, -2, -1])
def test_flatten_starts_where_torch_does(start_dim):
    for x in (numbers(6, 3, 4), numbers(0, 3, 4)):
        out = Flatten(start_dim)(x)
        assert out.shape == nn.Flatten(start_dim)(x).shape
    twin = joined([Flatten(start_dim)] * 2)
    assert twin(numbers(2, 6, 3, 4).numpy()).shape[1:] == Flatten(start_dim)(numbers(6, 3, 4)).shape


def test_linear_takes_no_rows():
    assert Linear(4, 5)(torch.zeros(0, 3, 4)).shape == (0, 3, 5)


def test_autograd_knows_that_training_has_changed_the_weights():
    """Or a graph from before would give wrong gradients without a word."""
    model = network()
    before = model(characters(6, 3)).sum()
    engine = ByHand(model)
    engine.loss(characters(6, 3).numpy(), characters(6).numpy())
    engine.backward()
    engine.descend(0.5)
    engine.publish()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        before.backward()


def test_batch_norm_goes_back_in_the_mode_of_its_call():
    layer, x, upstream = in_double(BatchNorm1d(5)), numbers(6, 5), numbers(6, 5, seed=2)
    expected = by_hand(layer, x, upstream)[1]
    layer(x)
    layer.eval()
    torch.testing.assert_close(layer.backward(upstream), expected)


def test_dropout_goes_back_in_the_mode_of_its_call():
    layer, x, upstream = Dropout(0.4, generator=seeded()), numbers(6, 5), numbers(6, 5, seed=2)
    out = layer(x)
    layer.eval()
    torch.testing.assert_close(layer.backward(upstream), upstream * (out / x))
    layer(x)
    layer.train()
    assert torch.equal(layer.backward(upstream), upstream)


def test_layers_before_an_embedding_are_passed_over():
    model = Sequential([Flatten(), Embedding(7, 4, generator=seeded()), Flatten()])
    model(characters(6, 3))
    assert model.backward(torch.ones(6, 12)) is None
    assert model.layers[1].weight.grad.sum() == 6 * 12


# --------------------------------------------------------------- which models train by hand


class OwnLayer(Layer):
    """A layer of a reader's own, with a backward that works on tensors."""

    def forward(self, x):
        return x.clamp(min=0)

    def backward(self, grad_out):
        return grad_out * (self.out > 0)


class ChangedForward(Tanh):
    def forward(self, x):
        return 2 * super().forward(x)


class Residual(Sequential):
    def forward(self, x):
        return x + super().forward(x)


def changed(**attributes):
    layer = Linear(7, 7)
    vars(layer).update(attributes)
    return layer


def with_weight(change):
    layer = Linear(7, 7, bias=False)
    layer.weight = change(layer.weight.detach()).requires_grad_()
    return layer


def sharing(change=lambda weight: weight):
    first, second = Linear(7, 7), Linear(7, 7)
    second.weight = change(first.weight)
    return [first, second]


TANH = Tanh()
DROPOUT = Dropout(generator=seeded())
HALF = [torch.float16, torch.bfloat16]


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([Linear(7, 7), Tanh(), BatchNorm1d(7)], True),
        ([Linear(7, 7), GELU(), Dropout(), DROPOUT], True),
        ([Linear(7, 7), DROPOUT, DROPOUT], False),
        ([Linear(7, 7), SameDraws(generator=seeded())], False),
        ([Sequential([Sequential([Flatten(), Linear(7, 7)])])], True),
        ([changed(name="hidden")], True),
        ([with_weight(torch.Tensor.double)], True),
        ([with_weight(lambda weight: weight.T)], True),
        ([Linear(7, 7), OwnLayer()], False),
        ([Linear(7, 7), ChangedForward()], False),
        ([Residual([Linear(7, 7)])], False),
        ([Linear(7, 7), nn.Tanh()], False),
        ([Linear(7, 7), torch.tanh], False),
        ([changed(forward=lambda x: x)], False),
        ([changed(parameters=list)], False),
        ([changed(temperature=torch.ones(1, requires_grad=True))], True),  # no method uses it
        ([Linear(7, 7), TANH, TANH], False),
        ([Linear(7, 7), TANH, Sequential([TANH])], False),
        (sharing(), False),
        (sharing(lambda weight: weight.detach().T.requires_grad_()), False),
        ([with_weight(lambda weight: weight[:1].clone().expand(7, 7))], False),
        ([with_weight(lambda weight: torch.cat([weight, weight])[:7])], False),
        ([with_weight(lambda weight: weight.to("meta"))], False),
        *[([with_weight(lambda weight, half=half: weight.to(half))], False) for half in HALF],
        ([Linear(7, 7), with_weight(torch.Tensor.double)], False),
        ([], False),
    ],
)
def test_which_layers_train_by_hand(layers, expected):
    """The input is decimal numbers in the precision of the first weight."""
    parameters = [p for layer in layers if isinstance(layer, Layer) for p in layer.parameters()]
    X = torch.zeros(2, 7, dtype=parameters[0].dtype if parameters else torch.float32)
    assert trains_by_hand(Sequential(layers), X) is expected


@pytest.mark.parametrize(
    ("layers", "dtype", "expected"),
    [
        ([Embedding(7, 4), Flatten()], torch.int64, True),
        ([Embedding(7, 4), Flatten()], torch.int32, True),
        ([Sequential([Embedding(7, 4)]), Flatten()], torch.int64, True),
        ([Tanh(), Linear(3, 7)], torch.int64, False),
        ([BatchNorm1d(3)], torch.float64, False),
        ([BatchNorm1d(3)], torch.float32, True),
    ],
)
def test_which_input_models_train_on_by_hand(layers, dtype, expected):
    assert trains_by_hand(Sequential(layers), torch.zeros(2, 3, dtype=dtype)) is expected


@pytest.mark.parametrize("model", [nn.Tanh(), torch.tanh, None])
def test_what_is_no_layer_does_not_train_by_hand(model):
    assert not trains_by_hand(model, torch.zeros(2, 3))


@pytest.mark.parametrize("build", [network, modern_network])
def test_arrays_in_and_out_have_the_precision_of_the_model(build):
    for model, dtype in ((build(), np.float32), (in_double(build()), np.float64)):
        engine = ByHand(model)
        engine.loss(characters(6, 3).numpy(), characters(6).numpy())
        engine.backward()
        for module in engine.network.modules():
            assert module.out.dtype == dtype
            assert all(gradient.dtype == dtype for gradient in module.gradients.values())


@pytest.mark.parametrize("kind", [torch.from_numpy, np.asarray], ids=["tensors", "arrays"])
def test_the_loss_of_logits_that_lie_transposed_in_memory_has_its_gradient(kind):
    """A flat index into a copy of them would take nothing off at the labels, without a word."""
    lying = np.random.default_rng(1).standard_normal((7, 6)).astype(np.float32)
    labels = np.arange(6) % 7
    _, grad = softmax_cross_entropy(kind(lying).T, kind(labels))
    _, expected = softmax_cross_entropy(torch.from_numpy(lying.T.copy()), torch.from_numpy(labels))
    torch.testing.assert_close(torch.as_tensor(grad), expected)
