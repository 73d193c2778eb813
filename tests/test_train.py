"""Training against explicit loops, exact evaluation, and the progress line."""

import math
import pickle
import tracemalloc
from itertools import pairwise

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from mlp_helpers import train as train_module
from mlp_helpers.data import bigram_counts, build_dataset
from mlp_helpers.engine import progress as progress_module
from mlp_helpers.engine import steps as steps_module
from mlp_helpers.engine.progress import ERASE, format_seconds
from mlp_helpers.engine.steps import batches, trains_by_hand
from mlp_helpers.layers import (
    METHODS,
    BatchNorm1d,
    Embedding,
    Flatten,
    Layer,
    Linear,
    Sequential,
    Tanh,
    methods_of,
)
from mlp_helpers.many import train_many
from mlp_helpers.train import DivergenceError, History, evaluate, step_decay, track, train
from mlp_helpers.tune.recipe import Recipe

RATES = torch.tensor([0.1, 0.2])


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.fixture
def model(network):
    return network(seeded(1))


@pytest.fixture
def few(examples):
    """The first 500 training examples."""
    X, Y = examples
    return X[:500], Y[:500]


def torch_network():
    """The course's network out of torch.nn modules, the same on every call."""
    with torch.random.fork_rng():
        torch.manual_seed(3)
        return nn.Sequential(
            nn.Embedding(27, 10),
            nn.Flatten(),
            nn.Linear(30, 40, bias=False),
            nn.BatchNorm1d(40),
            nn.Tanh(),
            nn.Linear(40, 27),
        )


def state(model):
    """Copies of all parameters and buffers of `model`, and the mode of every layer in it."""
    if isinstance(model, nn.Module):
        tensors = list(model.state_dict().values())
    else:
        tensors = [
            value
            for module in model.modules()
            for name, value in vars(module).items()
            if isinstance(value, torch.Tensor) and name != "out"
        ]
    return [t.detach().clone() for t in tensors], [m.training for m in model.modules()]


def assert_state(model, expected):
    tensors, modes = state(model)
    assert modes == expected[1]
    for now, before in zip(tensors, expected[0], strict=True):
        assert torch.equal(now, before)


class At(Layer):
    """Hands its input on, but the training call of step `step` first goes through `act`."""

    def __init__(self, step, act):
        super().__init__()
        self.step, self.act = step, act
        self.calls = [0]  # a list, so that copies of the layer go on counting

    def forward(self, x):
        if not self.training:
            return x
        self.calls[0] += 1
        return self.act(x) if self.calls[0] == self.step + 1 else x


class AtByHand(At):
    """The same with a pass back of its own; it needs the fixture by_hand_too."""

    def backward(self, grad_out):
        return grad_out


@pytest.fixture
def by_hand_too(monkeypatch):
    """AtByHand counts among the layers that train by hand."""
    monkeypatch.setitem(METHODS, AtByHand, methods_of(AtByHand))


def interrupt(*_):
    raise KeyboardInterrupt


class RecordingRows(Layer):
    """Hands its input on and notes how many rows each call had."""

    def __init__(self):
        super().__init__()
        self.rows = []

    def forward(self, x):
        self.rows.append(len(x))
        return x


# ----------------------------------------------------------- training: the same as by hand


def explicit_run(X, Y, *, steps, lr, seed_model, seed_batches):
    """The course's network and its training in raw tensors, as a reader would write it."""
    g = seeded(seed_model)
    C = torch.randn(27, 10, generator=g)
    W1 = torch.randn(30, 200, generator=g) / 30**0.5
    W2 = torch.randn(200, 27, generator=g) / 200**0.5
    gain, shift, b2 = torch.ones(200), torch.zeros(200), torch.zeros(27)
    parameters = [C, W1, gain, shift, W2, b2]
    for parameter in parameters:
        parameter.requires_grad = True
    running_mean, running_var = torch.zeros(200), torch.ones(200)

    losses = []
    g = seeded(seed_batches)
    for _ in range(steps):
        batch = torch.randint(0, len(X), (32,), generator=g)
        hidden = C[X[batch]].view(32, 30) @ W1
        mean = hidden.mean(0)
        var = ((hidden - mean) ** 2).sum(0) / 31
        normed = gain * (hidden - mean) / torch.sqrt(var + 1e-5) + shift
        logits = torch.tanh(normed) @ W2 + b2
        loss = (logits.logsumexp(1) - logits[range(32), Y[batch]]).mean()
        losses.append(loss.item())
        with torch.no_grad():
            running_mean = 0.9 * running_mean + 0.1 * mean
            running_var = 0.9 * running_var + 0.1 * var
        gradients = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients, strict=True):
                parameter -= lr * gradient
    return torch.tensor(losses), parameters, running_mean, running_var


def test_training_equals_the_explicit_loop(model, examples):
    losses, parameters, running_mean, running_var = explicit_run(
        *examples, steps=1000, lr=0.1, seed_model=1, seed_batches=2
    )
    history = train(model, *examples, steps=1000, lr=0.1, generator=seeded(2), progress=False)

    assert history.losses.dtype == torch.float32
    assert not history.interrupted
    torch.testing.assert_close(history.losses, losses, atol=1e-5, rtol=0)
    for mine, by_hand in zip(model.parameters(), parameters, strict=True):
        torch.testing.assert_close(mine, by_hand, atol=1e-5, rtol=1e-5)
    norm = model.layers[3]
    torch.testing.assert_close(norm.running_mean, running_mean, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(norm.running_var, running_var, atol=1e-5, rtol=1e-5)


def test_training_equals_torch_optim(few):
    """A torch.nn model, a rate that changes at every step, and another batch size."""
    X, Y = few
    ours, theirs = torch_network(), torch_network()
    losses = []
    optimiser = torch.optim.SGD(theirs.parameters(), lr=1.0)
    generator = seeded(2)
    for step in range(50):
        optimiser.param_groups[0]["lr"] = 0.5 / (1 + step)
        batch = torch.randint(0, 500, (8,), generator=generator)
        loss = F.cross_entropy(theirs(X[batch]), Y[batch])
        losses.append(loss.item())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()

    history = train(
        ours,
        X,
        Y,
        steps=50,
        lr=lambda step: 0.5 / (1 + step),
        batch_size=8,
        generator=seeded(2),
        progress=False,
    )

    torch.testing.assert_close(history.losses, torch.tensor(losses))
    for mine, other in zip(ours.state_dict().values(), theirs.state_dict().values(), strict=True):
        torch.testing.assert_close(mine, other)


def test_same_seeds_give_the_same_run(network, few):
    runs = []
    for _ in range(2):
        model = network(seeded(1))
        history = train(model, *few, steps=20, lr=0.1, generator=seeded(2), progress=False)
        runs.append((history.losses, state(model)[0]))
    (first, first_tensors), (second, second_tensors) = runs
    assert torch.equal(first, second)
    assert all(map(torch.equal, first_tensors, second_tensors))


def test_training_learns(model, few):
    before = evaluate(model, *few)
    train(model, *few, steps=200, lr=0.1, generator=seeded(2), progress=False)
    assert evaluate(model, *few) < before - 0.5


def test_training_leaves_data_and_global_random_state_alone(model, few):
    X, Y = (tensor.clone() for tensor in few)
    random_state = torch.get_rng_state()
    train(model, X, Y, steps=3, lr=0.1, generator=seeded(2), progress=False)
    assert torch.equal(X, few[0])
    assert torch.equal(Y, few[1])
    assert torch.equal(torch.get_rng_state(), random_state)


def test_training_happens_in_training_mode_and_every_layer_returns_to_its_own(model, few):
    model.eval()
    model.layers[4].training = True
    before = [module.training for module in model.modules()]
    during = []

    def on_step(step, loss):
        during.extend(module.training for module in model.modules())

    train(model, *few, steps=2, lr=0.1, generator=seeded(2), on_step=on_step, progress=False)

    assert all(during)
    assert len(during) == 2 * len(before)
    assert [module.training for module in model.modules()] == before


def test_on_step_gets_step_and_loss_while_gradients_of_the_update_are_there(model, few):
    seen = []
    before = [parameter.detach().clone() for parameter in model.parameters()]

    def on_step(step, loss):
        seen.append((step, loss))
        for parameter, old in zip(model.parameters(), before, strict=True):
            assert torch.equal(parameter, old - 0.1 * parameter.grad)
            old.copy_(parameter.detach())

    history = train(
        model, *few, steps=3, lr=0.1, generator=seeded(2), on_step=on_step, progress=False
    )

    assert [step for step, _ in seen] == [0, 1, 2]
    assert all(isinstance(loss, float) for _, loss in seen)
    torch.testing.assert_close(torch.tensor([loss for _, loss in seen]), history.losses)


def test_step_decay_changes_at_its_step():
    rate = step_decay(0.1, 0.01, at=3)
    assert [rate(step) for step in range(5)] == [0.1, 0.1, 0.1, 0.01, 0.01]


def test_rate_may_be_a_whole_number(model, few):
    losses = train(
        model, *few, steps=2, lr=lambda step: 1, generator=seeded(2), progress=False
    ).losses
    assert losses.isfinite().all()


def test_rate_is_asked_for_every_step_and_used(model, few):
    """From step 3 on the rate is 0, so nothing moves any more."""
    after = []

    def on_step(step, loss):
        after.append(model.layers[0].weight.detach().clone())

    train(
        model,
        *few,
        steps=6,
        lr=step_decay(0.1, 0.0, at=3),
        generator=seeded(2),
        on_step=on_step,
        progress=False,
    )
    changed = [not torch.equal(a, b) for a, b in pairwise(after)]
    assert changed == [True, True, False, False, False]


# ----------------------------------------------------------- by hand, and by autograd


def trained_both_ways(build, data, **arguments):
    """[(losses, tensors of the model)], by hand and by autograd, from the same start."""
    runs = []
    for autograd in (False, True):
        model = build()
        history = train(
            model,
            *data,
            lr=0.1,
            generator=seeded(2),
            progress=False,
            autograd=autograd,
            **arguments,
        )
        runs.append((history.losses, [*model.parameters(), *state(model)[0]]))
    return runs


def without_batch_norm():
    g = seeded(1)
    return Sequential(
        [
            Embedding(27, 10, generator=g),
            Flatten(),
            Linear(30, 50, generator=g),
            Tanh(),
            Linear(50, 27, generator=g),
        ]
    )


def shared_over_positions():
    """Linear before Flatten: the same weights at each of the three positions."""
    g = seeded(1)
    layers = [Embedding(27, 4, generator=g), Linear(4, 6, generator=g), Flatten(), Tanh()]
    return Sequential([*layers, Linear(18, 27, generator=g)])


def from_a_recipe():
    recipe = Recipe(embedding=4, hidden=20, depth=2, activation="gelu", norm=True, dropout=0.2)
    return recipe.network(27, generator=seeded(1))


@pytest.mark.parametrize(
    "build",
    [
        lambda: mixed_modes(),
        without_batch_norm,
        shared_over_positions,
        lambda: Sequential([Embedding(27, 9, generator=seeded()), Flatten()]),
        from_a_recipe,
    ],
    ids=[
        "nested",
        "without batch norm",
        "linear on three axes",
        "nothing but embedding",
        "gelu, dropout and batch norm",
    ],
)
def test_both_ways_give_the_same_run(build, few):
    assert trains_by_hand(build(), few[0])
    by_hand, by_autograd = trained_both_ways(build, few, steps=300, batch_size=16)
    torch.testing.assert_close(by_hand[0], by_autograd[0], atol=1e-5, rtol=0)
    for mine, other in zip(by_hand[1], by_autograd[1], strict=True):
        torch.testing.assert_close(mine, other, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("unbiased", [True, False])
def test_both_ways_agree_to_all_digits_in_double_precision(unbiased, network, few):
    def build():
        model = network(seeded(1), unbiased=unbiased)
        for module in model.modules():
            for name, value in vars(module).items():
                if isinstance(value, torch.Tensor):
                    double = value.detach().double().requires_grad_(value.requires_grad)
                    setattr(module, name, double)
        return model

    by_hand, by_autograd = trained_both_ways(build, few, steps=100)
    torch.testing.assert_close(by_hand[0], by_autograd[0], atol=1e-7, rtol=0)
    for mine, other in zip(by_hand[1], by_autograd[1], strict=True):
        torch.testing.assert_close(mine, other, atol=1e-10, rtol=1e-10)


def test_both_ways_drop_out_the_same_in_double_precision(few):
    """Also with an optimizer: of the same masks, rounding is all that may differ."""
    runs = []
    for autograd in (False, True):
        model = from_a_recipe()
        for module in model.modules():
            for name, value in vars(module).items():
                if isinstance(value, torch.Tensor):
                    double = value.detach().double().requires_grad_(value.requires_grad)
                    setattr(module, name, double)
        history = train(
            model,
            *few,
            steps=50,
            lr=1e-3,
            generator=seeded(2),
            progress=False,
            autograd=autograd,
            optimizer=torch.optim.AdamW(model.parameters()),
        )
        runs.append([history.losses, *model.parameters(), *state(model)[0]])
    for mine, other in zip(*runs, strict=True):
        torch.testing.assert_close(mine, other, atol=1e-7, rtol=1e-7)


@pytest.mark.parametrize(
    ("arguments", "expected"), [({}, "ByHand"), ({"autograd": True}, "ByAutograd")]
)
def test_one_argument_chooses_the_way(arguments, expected, model, few, monkeypatch):
    used = []
    for name in ("ByHand", "ByAutograd"):
        way = getattr(train_module, name)

        def descend(self, lr, name=name, descend=way.descend):
            used.append(name)
            descend(self, lr)

        monkeypatch.setattr(way, "descend", descend)
    train(model, *few, steps=1, lr=0.1, generator=seeded(), progress=False, **arguments)
    assert used == [expected]


def test_batches_are_those_of_one_draw_a_step(monkeypatch):
    monkeypatch.setattr(steps_module, "ROWS_DRAWN_AHEAD", 50)  # blocks of 6, the last one of 2
    X, Y = torch.arange(1000)[:, None], torch.arange(1000)
    generator, expected = seeded(5), seeded(5)
    drawn = list(batches(X, Y, steps=20, batch_size=8, generators=generator))
    assert len(drawn) == 20
    for x, y in drawn:
        rows = torch.randint(0, 1000, (8,), generator=expected)
        assert torch.equal(x, X[rows])
        assert torch.equal(y, Y[rows])
    assert torch.equal(generator.get_state(), expected.get_state())


@pytest.mark.parametrize(("batch_size", "rows"), [(32, 32_768), (4_096, 32_768), (50_000, 50_000)])
def test_no_more_rows_are_drawn_ahead_than_needed(batch_size, rows, monkeypatch):
    shapes = []
    randint = torch.randint

    def recorded(low, high, shape, **arguments):
        shapes.append(shape)
        return randint(low, high, shape, **arguments)

    monkeypatch.setattr(torch, "randint", recorded)
    X, Y = torch.zeros(9, 3), torch.zeros(9)
    next(batches(X, Y, steps=10**6, batch_size=batch_size, generators=seeded()))
    assert [a * b for a, b in shapes] == [rows]


def test_many_generators_draw_no_more_rows_ahead():
    X, Y = torch.zeros(9, 3), torch.zeros(9)
    generators = [seeded(seed) for seed in range(16)]
    x, _ = next(batches(X, Y, steps=10**6, batch_size=32, generators=generators))
    assert x.shape == (16, 32, 3)
    assert x.untyped_storage().nbytes() <= 32_768 * 3 * 4


def test_history_holds_no_more_than_its_losses(model, few):
    """Room for all losses is taken before the first step, and given back after the run."""
    tracemalloc.start()
    history = run(model, few, steps=1_000_000, progress=False, on_step=interrupt)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(history.losses) == 1
    assert peak > 4_000_000
    assert kept < 1_000_000


@pytest.mark.parametrize("autograd", [False, True], ids=["by hand", "autograd"])
def test_input_may_hang_on_a_graph(autograd, few):
    X = F.one_hot(few[0][:, -1], 27).float().requires_grad_()
    model = Sequential([Linear(27, 27, generator=seeded())])
    assert len(run(model, (X, few[1]), progress=False, autograd=autograd).losses) == 5


@pytest.mark.filterwarnings("error")
def test_numbers_that_overflow_in_a_step_do_not_warn(few):
    """The loss tells of them. In `train_many` the other models go on beside them."""
    with pytest.raises(DivergenceError):
        train(without_batch_norm(), *few, steps=3, lr=3e38, generator=seeded(1), progress=False)
    histories, _ = train_many(
        [without_batch_norm()] * 2,
        *few,
        steps=4,
        lr=[3e38, 0.1],
        generators=[seeded(1), seeded(1)],
        progress=False,
    )
    assert [len(history.losses) for history in histories] == [2, 4]


@pytest.mark.parametrize("user", ["on_step", "lr"])
def test_numbers_that_overflow_in_the_users_own_functions_do_warn(user, few):
    """What a run silences within its steps is not silenced around them."""

    def overflow(*_):
        return min(1.0, float(np.float32(3e38) * np.float32(10)))

    own = {"lr": 0.1, user: overflow}
    with pytest.warns(RuntimeWarning, match="overflow"):
        train(without_batch_norm(), *few, steps=1, generator=seeded(1), progress=False, **own)


def test_memory_does_not_grow_with_the_steps(model, examples):
    """NumPy tells tracemalloc what it takes. Drawn batches are PyTorch's: see above."""

    def peak(steps):
        tracemalloc.start()
        train(model, *examples, steps=steps, lr=0.1, generator=seeded(), progress=False)
        taken = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return taken

    peak(2100)
    few_steps, many_steps = peak(2100), peak(6300)
    assert few_steps > 100_000  # so the arrays of a step are among what is measured
    losses = 4 * (6300 - 2100)  # the history: four bytes for each further step
    assert many_steps - few_steps - losses < 0.02 * few_steps


@pytest.mark.parametrize("autograd", [False, True], ids=["by hand", "autograd"])
def test_what_on_step_sees_is_fit_for_use(autograd, model, few):
    """Outputs, gradients and the statistics are tensors like any others, in autograd too."""
    seen = []

    def on_step(step, loss):
        weight, out = model.layers[2].weight, model.layers[4].out
        assert weight.grad.shape == weight.shape
        assert out.shape == (32, 200)
        (weight * weight.grad).sum().backward()
        (model(few[0][:8]) ** 2).mean().backward()
        weight.grad = None
        seen.append(float(out.detach().abs().mean()))

    train(
        model,
        *few,
        steps=3,
        lr=0.1,
        generator=seeded(2),
        on_step=on_step,
        progress=False,
        autograd=autograd,
    )
    assert len(set(seen)) == 3


def swap_tensor(model, step):
    if step == 2:
        model.layers[2].weight = model.layers[2].weight.detach().mul(0.5).requires_grad_()


def put_in_another_layer(model, step):
    if step == 2:
        model.layers[4] = nn.Softsign()


def swap_data(model, step):
    model.layers[2].weight.data = model.layers[2].weight.data * 0.9


def switch_mode(model, step):
    model.layers[3].training = step < 2


def freeze(model, step):
    model.layers[0].weight.requires_grad_(step < 2)


def slow_down(model, step):
    model.layers[3].momentum = 0.1 / (1 + step)


TOUCHED = (
    "^on_step has changed a layer or put in a tensor, which was not seen. Let it look only, and "
    "change a model between two runs.$"
)
CHANGES = [
    swap_tensor, swap_data, switch_mode, freeze, slow_down, put_in_another_layer,
]  # fmt: skip


@pytest.mark.parametrize("autograd", [False, True], ids=["by hand", "autograd"])
@pytest.mark.parametrize("change", CHANGES)
def test_on_step_looks_and_does_not_touch(change, autograd, model, few):
    """What it changed would not be seen by the way that was chosen at the start."""
    with pytest.raises(RuntimeError, match=TOUCHED):
        run(
            model,
            few,
            progress=False,
            autograd=autograd,
            on_step=lambda step, loss: change(model, step),
        )


@pytest.mark.parametrize("autograd", [False, True], ids=["by hand", "autograd"])
def test_a_frozen_weight_that_has_a_gradient_stays(autograd, model, few):
    run(model, few, progress=False, autograd=autograd)
    weight = model.layers[0].weight.requires_grad_(False)
    before = weight.clone()
    sgd = torch.optim.SGD(model.parameters(), lr=0.1)
    run(model, few, progress=False, autograd=autograd, optimizer=sgd)
    assert torch.equal(weight, before)


def test_numpy_warns_in_on_step_as_elsewhere(model, few):
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        train(
            model,
            *few,
            steps=1,
            lr=0.1,
            generator=seeded(2),
            on_step=lambda step, loss: np.log(np.zeros(1)),
            progress=False,
        )


@pytest.mark.filterwarnings("error")
def test_a_diverging_run_does_not_warn_beside_its_error(few):
    model = without_batch_norm()
    with pytest.raises(DivergenceError):
        train(model, *few, steps=20, lr=1e38, generator=seeded(2), progress=False)


def test_a_parameter_that_is_not_used_has_no_gradient(few):
    """By autograd, since a model of a reader's own may leave something out."""

    class Partly(Sequential):
        def __init__(self, layers, spare):
            super().__init__(layers)
            self.spare = spare

        def parameters(self):
            return [*super().parameters(), self.spare]

    spare = torch.ones(3, requires_grad=True)
    model = Partly(without_batch_norm().layers, spare)
    train(model, *few, steps=2, lr=0.1, generator=seeded(2), progress=False)
    assert spare.grad is None
    assert spare.tolist() == [1.0] * 3


def test_outputs_and_gradients_of_the_last_step_stay(network, few):
    """As after training by autograd, for the diagnostics."""
    ours, other = network(seeded(1)), network(seeded(1))
    for model, autograd in ((ours, False), (other, True)):
        train(model, *few, steps=3, lr=0.1, generator=seeded(2), progress=False, autograd=autograd)
    for mine, theirs in zip(ours.modules(), other.modules(), strict=True):
        torch.testing.assert_close(mine.out, theirs.out.detach())
    for mine, theirs in zip(ours.parameters(), other.parameters(), strict=True):
        torch.testing.assert_close(mine.grad, theirs.grad)


# ------------------------------------------------------------------------------- optimizers


@pytest.mark.parametrize("autograd", [False, True], ids=["by hand", "autograd"])
def test_sgd_is_plain_gradient_descent(autograd, network, few):
    plain, ours = network(seeded(1)), network(seeded(1))
    arguments = {"steps": 20, "lr": step_decay(0.1, 0.01, at=10), "progress": False}
    expected = train(plain, *few, generator=seeded(2), **arguments)
    *most, last = ours.parameters()
    groups = [{"params": most}, {"params": [last]}]
    optimizer = torch.optim.SGD(groups, lr=99.0)  # the rate is that of `lr`
    history = train(
        ours, *few, generator=seeded(2), optimizer=optimizer, autograd=autograd, **arguments
    )
    torch.testing.assert_close(history.losses, expected.losses, atol=1e-5, rtol=0)
    for mine, other in zip(ours.parameters(), plain.parameters(), strict=True):
        torch.testing.assert_close(mine, other)


@pytest.mark.parametrize("torch_model", [False, True], ids=["ours", "torch"])
def test_adam_equals_the_usual_loop(torch_model, network, few):
    X, Y = few
    ours, theirs = (torch_network() if torch_model else network(seeded(1)) for _ in range(2))
    generator, losses = seeded(2), []
    adam = torch.optim.AdamW(theirs.parameters(), lr=0.01)
    for _ in range(30):
        batch = torch.randint(0, 500, (32,), generator=generator)
        loss = F.cross_entropy(theirs(X[batch]), Y[batch])
        losses.append(loss.item())
        adam.zero_grad()
        loss.backward()
        adam.step()
    optimizer = torch.optim.AdamW(ours.parameters())
    history = train(
        ours, X, Y, steps=30, lr=0.01, generator=seeded(2), optimizer=optimizer, progress=False
    )
    torch.testing.assert_close(history.losses, torch.tensor(losses), atol=1e-4, rtol=0)


def test_optimizer_may_hold_frozen_parameters(model, few):
    frozen = model.layers[0].weight.requires_grad_(False)
    before = frozen.clone()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    train(model, *few, steps=2, lr=0.1, generator=seeded(), optimizer=optimizer, progress=False)
    assert torch.equal(frozen, before)


@pytest.mark.parametrize("own", [0, 3])
def test_optimizer_of_another_model_is_refused(own, network, few):
    model, other = network(seeded(1)), network(seeded(1))
    optimizer = torch.optim.SGD([*model.parameters()[:own], *other.parameters()], lr=0.1)
    before = state(model)
    with pytest.raises(ValueError, match="does not hold the parameters of this model"):
        train(
            model,
            *few,
            steps=1,
            lr=0.1,
            generator=seeded(),
            optimizer=optimizer,
            progress=False,
        )
    assert_state(model, before)


# ---------------------------------------------------------------- training: what goes wrong


def shorter(few):
    return few[0], few[1][:-1]


def with_label(label):
    def change(few):
        Y = few[1].clone()
        Y[7] = label
        return few[0], Y

    return change


def shares(few, V=27):
    """Half for the character that came, half for all alike: what softened targets look like."""
    return 0.5 * F.one_hot(few[1] % V, V).float() + 0.5 / V


@pytest.mark.parametrize("autograd", [False, True])
def test_shares_of_ones_train_like_labels(autograd, network, few):
    X, Y = few
    ends = []
    for targets in (Y, F.one_hot(Y, 27).float()):
        model = network(seeded(1))
        settings = {"steps": 20, "lr": 0.1, "generator": seeded(2), "progress": False}
        train(model, X, targets, autograd=autograd, **settings)
        ends.append(state(model))
        assert evaluate(model, X, targets) == pytest.approx(evaluate(model, X, Y), rel=1e-6)
    for one, other in zip(*ends, strict=True):
        torch.testing.assert_close(one, other, atol=1e-6, rtol=1e-5)


def test_a_step_on_shares_is_that_of_torch(network, few):
    """By hand, by autograd, and by torch's own cross-entropy of probabilities."""
    X, Y = few[0][:16], shares(few)[:16]
    model, theirs = network(seeded(1)), network(seeded(1))
    drawn = torch.randint(0, 16, (32,), generator=seeded(2))
    loss = F.cross_entropy(theirs(X[drawn]), Y[drawn])
    loss.backward()
    expected = [p.detach() - 0.1 * p.grad for p in theirs.parameters()]
    history = train(model, X, Y, steps=1, lr=0.1, generator=seeded(2), progress=False)
    assert history.losses.item() == pytest.approx(loss.item(), rel=1e-6)
    for found, parameter in zip(model.parameters(), expected, strict=True):
        torch.testing.assert_close(found.detach(), parameter, atol=1e-6, rtol=1e-5)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (shorter, r"same N, but X is \(500, 3\) and Y is \(499,\).*one call of build_dataset"),
        (lambda few: (few[0][:, :0], few[1]), r"X must be \(N, context\).*X is \(500, 0\)"),
        (lambda few: (few[0][:, 0], few[1]), r"X must be \(N, context\).*X is \(500,\)"),
        (lambda few: (few[0], few[1][:, None]), r"Y \(N,\).*Y is \(500, 1\)"),
        (lambda few: (few[0][:0], few[1][:0]), "X and Y are empty"),
        (lambda few: (few[0], few[1].float()), r"Y .* must be int64, not torch\.float32"),
        (lambda few: (few[0], shares(few, V=26)), r"holds 26 shares a row.*returns 27 logits"),
        (lambda few: (few[0], shares(few).double()), r"float64; the model .* of torch\.float32"),
        (lambda few: (few[0], 1.01 * shares(few)), "Y holds shares: from 0 up, and 1 in all"),
        (lambda few: (few[0], 3 * shares(few) - 2 / 27), "Y holds shares: from 0 up"),
        (lambda few: (few[0], shares(few) * math.inf), "Y holds shares: from 0 up"),
        (with_label(27), r"label 27, but the model has 27 outputs.*from 0 to 26"),
        (with_label(-1), r"label -1, but the model has 27 outputs.*another vocabulary"),
    ],
)
@pytest.mark.parametrize("function", [train, evaluate])
def test_data_that_does_not_fit_is_refused_and_nothing_changes(
    function, change, message, model, few
):
    model.layers[3].training = False
    before = state(model)
    X, Y = change(few)
    X_before, Y_before = X.clone(), Y.clone()
    generator = seeded(2)
    arguments = {
        train: {"steps": 3, "lr": 0.1, "generator": generator},
        evaluate: {},
    }[function]

    with pytest.raises(ValueError, match=message):
        function(model, X, Y, **arguments)

    assert_state(model, before)
    assert torch.equal(generator.get_state(), seeded(2).get_state())
    assert torch.equal(X, X_before)
    assert torch.equal(Y, Y_before)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"steps": 0}, "steps is 0: it must be a whole number, at least 1"),
        ({"batch_size": 0}, "batch_size is 0: it must be a whole number, at least 1"),
        ({"lr": 0.0}, r"lr is 0\.0: a learning rate is a number above 0"),
        ({"lr": -0.1}, r"lr is -0\.1"),
        ({"lr": math.nan}, "lr is nan"),
        ({"lr": math.inf}, "lr is inf"),
    ],
)
def test_numbers_that_cannot_work_are_refused(arguments, message, model, few):
    before, generator = state(model), seeded(2)
    with pytest.raises(ValueError, match=message):
        train(model, *few, **{"steps": 3, "lr": 0.1, "generator": generator, **arguments})
    assert_state(model, before)
    assert torch.equal(generator.get_state(), seeded(2).get_state())


def test_missing_flatten_is_recognised(few):
    model = Sequential([Embedding(27, 10, generator=seeded()), Linear(10, 27, generator=seeded())])
    message = r"X of shape \(1, 3\) into \(1, 3, 27\); expected \(1, V\).*Is a Flatten missing"
    with pytest.raises(ValueError, match=message):
        train(model, *few, steps=1, lr=0.1, generator=seeded(), progress=False)


@pytest.mark.parametrize("model", [lambda X: torch.zeros(len(X), 27), Sequential([])])
def test_a_model_without_parameters_cannot_be_trained(model, few):
    X = F.one_hot(few[0][:, 0], 27).float()  # a model of no layers returns it: 27 logits
    with pytest.raises(ValueError, match=r"no parameters that require a gradient"):
        train(model, X, few[1], steps=1, lr=0.1, generator=seeded(), progress=False)


def test_one_row_batches_are_refused_by_batch_norm(model, few):
    before = state(model)
    with pytest.raises(ValueError, match="training mode needs at least 2 rows"):
        train(model, *few, steps=1, lr=0.1, batch_size=1, generator=seeded(), progress=False)
    assert_state(model, before)


def times_nan(x):
    return x * math.nan


def infinitely_wrong(x):
    """Logits so far apart that their difference overflows: the loss is inf, not NaN."""
    far = 0 * x - 3e38
    far[:, 0] = 3e38
    return far


@pytest.mark.parametrize(
    ("act", "word"), [(times_nan, "nan"), (infinitely_wrong, "inf")], ids=["nan", "inf"]
)
@pytest.mark.parametrize("step", [0, 3])
@pytest.mark.parametrize("autograd", [False, True], ids=["by hand", "autograd"])
@pytest.mark.usefixtures("by_hand_too")
def test_training_stops_at_the_first_loss_that_is_no_number(
    autograd, act, word, step, network, few
):
    model, reference = network(seeded(1)), network(seeded(1))
    model.layers.append(AtByHand(step, act))
    assert trains_by_hand(model, few[0])
    expected = torch.zeros(0)
    if step:
        expected = train(
            reference,
            *few,
            steps=step,
            lr=0.1,
            generator=seeded(2),
            progress=False,
            autograd=autograd,
        ).losses
    model.eval()
    called = []

    advice = "the last update had the learning rate 0.1.*try a tenth" if step else "no update was"
    message = rf"(?i)loss is {word} at step {step}, so training stopped there. {advice}"
    with pytest.raises(DivergenceError, match=message) as caught:
        train(
            model,
            *few,
            steps=9,
            lr=0.1,
            generator=seeded(2),
            on_step=lambda step, loss: called.append(step),
            progress=False,
            autograd=autograd,
        )

    assert caught.value.step == step
    losses = caught.value.history.losses
    assert torch.equal(losses[:-1], expected)
    assert str(losses[-1].item()) == word
    assert called == list(range(step))
    assert not any(module.training for module in model.modules())
    for parameter, before in zip(model.parameters(), reference.parameters(), strict=True):
        assert torch.equal(parameter, before)  # those before the step that failed


def test_a_loss_that_is_no_number_before_any_update_says_so(model, few):
    model.layers.append(At(0, times_nan))
    with pytest.raises(DivergenceError) as caught:
        train(model, *few, steps=9, lr=0.1, generator=seeded(2), progress=False)
    assert str(caught.value) == (
        "the loss is nan at step 0, so training stopped there. No update was made yet, so the "
        "cause lies in the model or the data: look at the scale of the initial weights, and for "
        "NaN among them."
    )


def test_divergence_names_the_rate_of_the_update_that_broke_the_model(model, few):
    model.layers.append(At(3, times_nan))
    said = r"at step 3, .* had the learning rate 0\.03\. Most often that is too high: try a tenth"
    with pytest.raises(DivergenceError, match=said):
        train(
            model,
            *few,
            steps=9,
            lr=lambda step: 0.01 * (1 + step),
            generator=seeded(2),
            progress=False,
        )


def test_interrupt_in_on_step_keeps_the_step_just_made(network, few):
    model, reference = network(seeded(1)), network(seeded(1))
    expected = train(reference, *few, steps=5, lr=0.1, generator=seeded(2), progress=False)
    model.eval()
    history = train(
        model,
        *few,
        steps=9,
        lr=0.1,
        generator=seeded(2),
        on_step=lambda step, loss: interrupt() if step == 4 else None,
        progress=False,
    )
    assert history.interrupted
    assert torch.equal(history.losses, expected.losses)
    assert not any(module.training for module in model.modules())
    assert all(map(torch.equal, state(model.train())[0], state(reference)[0]))


@pytest.mark.parametrize("step", [0, 4])
@pytest.mark.parametrize("autograd", [False, True], ids=["by hand", "autograd"])
@pytest.mark.usefixtures("by_hand_too")
def test_interrupt_within_the_model_keeps_the_steps_before(autograd, step, network, few):
    model, reference = network(seeded(1)), network(seeded(1))
    arguments = {"lr": 0.1, "progress": False, "autograd": autograd}
    expected = train(reference, *few, steps=4, generator=seeded(2), **arguments)
    model.layers.append(AtByHand(step, interrupt))
    model.layers[3].training = False
    modes = [module.training for module in model.modules()]

    history = train(model, *few, steps=9, generator=seeded(2), **arguments)

    assert history.interrupted
    assert torch.equal(history.losses, expected.losses[:step])
    assert [module.training for module in model.modules()] == modes


# ------------------------------------------------------------------------------ evaluation


def test_evaluation_equals_cross_entropy_of_everything_at_once(model, examples):
    X, Y = examples
    train(model, X, Y, steps=20, lr=0.1, generator=seeded(2), progress=False)
    before = state(model)
    result = evaluate(model, X, Y)
    assert_state(model, before)
    assert isinstance(result, float)
    with torch.no_grad():
        assert result == pytest.approx(F.cross_entropy(model.eval()(X), Y).item(), abs=1e-6)


def test_evaluation_of_a_torch_module(few):
    model = torch_network()
    before = state(model)
    result = evaluate(model, *few)
    assert_state(model, before)
    assert model.training
    expected = F.cross_entropy(model.eval()(few[0]), few[1]).item()
    assert result == pytest.approx(expected, abs=1e-6)


def test_evaluation_of_plain_functions(names, vocabulary):
    X, Y = build_dataset(names, vocabulary, context=1)
    assert evaluate(lambda X: torch.zeros(len(X), 27), X, Y) == pytest.approx(math.log(27))

    counts = bigram_counts(names, vocabulary)
    bigram = evaluate(lambda X: counts.double().log()[X[:, -1]], X, Y)
    rows, totals = counts.tolist(), counts.sum(1).tolist()
    pairs = zip(X[:, 0].tolist(), Y.tolist(), strict=True)
    by_hand = -math.fsum(math.log(rows[x][y] / totals[x]) for x, y in pairs) / len(Y)
    assert bigram == pytest.approx(by_hand, abs=1e-9)
    # The public lecture on bigrams prints 2.45409, summed pair by pair in single precision.
    assert bigram == pytest.approx(2.45409, abs=1e-4)


def test_evaluation_in_pieces_gives_the_same(network, few, monkeypatch):
    model, recorder = network(seeded(1)), RecordingRows()
    model.layers.insert(0, recorder)
    expected = F.cross_entropy(model.eval()(few[0]), few[1]).item()
    recorder.rows.clear()
    monkeypatch.setattr(train_module, "EVALUATION_ROWS", 73)  # 500 rows: the last piece has 62

    assert evaluate(model, *few) == pytest.approx(expected, abs=1e-6)
    assert max(recorder.rows) == 73


def test_memory_of_evaluation_does_not_grow_with_the_data(examples):
    recorder = RecordingRows()
    table = torch.zeros(27, 27)
    evaluate(lambda X: table[recorder(X)[:, -1]], *examples)
    assert max(recorder.rows) <= 32_768 < len(examples[0])


def mixed_modes(*inner):
    """A nested model in which hardly two neighbours have the same mode."""
    model = Sequential(
        [
            Embedding(27, 4, generator=seeded()),
            Flatten(),
            Sequential([Linear(12, 8, generator=seeded()), Sequential([BatchNorm1d(8), Tanh()])]),
            *inner,
            Linear(8, 27, generator=seeded()),
        ]
    )
    for number, module in enumerate(model.modules()):
        module.training = number % 3 == 0
    return model


def test_evaluation_restores_mixed_modes_of_nested_layers(few):
    model = mixed_modes()
    before = state(model)
    assert 0 < sum(before[1]) < len(before[1])
    evaluate(model, *few)
    assert_state(model, before)


def test_evaluation_restores_mixed_modes_of_nested_torch_modules(few):
    model = nn.Sequential(torch_network(), nn.Sequential(nn.Dropout(0.5), nn.Identity()))
    model[0][3].eval()
    model[1][0].eval()
    before = state(model)
    evaluate(model, *few)
    assert_state(model, before)


class Breaks(Layer):
    """Raises when it sees more than the one row that a check of the data needs."""

    def forward(self, x):
        if len(x) > 1:
            raise RuntimeError("broken on purpose")
        return x


def test_evaluation_restores_modes_also_if_the_model_raises(few):
    model = mixed_modes(Breaks())
    before = state(model)
    with pytest.raises(RuntimeError, match="broken on purpose"):
        evaluate(model, *few)
    assert_state(model, before)


def test_evaluation_leaves_gradients_alone(model, few):
    evaluate(model, *few)
    assert all(parameter.grad is None for parameter in model.parameters())
    assert not model.out.requires_grad


# -------------------------------------------------------------------------------- progress


class Clock:
    """Stands in for the time module: one second passes at every look."""

    def __init__(self):
        self.seconds = 0

    def monotonic(self):
        self.seconds += 1
        return self.seconds


@pytest.fixture
def never(monkeypatch):
    """So little time passes that no intermediate line is written."""
    monkeypatch.setattr(progress_module, "SECONDS_BETWEEN_LINES", math.inf)


@pytest.fixture
def every_step(monkeypatch):
    """An intermediate line after each step, each of which takes one second."""
    monkeypatch.setattr(progress_module, "time", Clock())


def run(model, few, steps=5, **arguments):
    return train(model, *few, steps=steps, lr=0.1, generator=seeded(2), **arguments)


@pytest.mark.usefixtures("never")
def test_a_short_run_says_nothing(model, few, capsys):
    run(model, few)
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("every_step")
def test_the_line_gives_the_mean_loss_of_the_last_hundred_steps(few, capsys):
    bigram = Sequential([Embedding(27, 27, generator=seeded()), Flatten()])
    history = run(bigram, (few[0][:, 2:], few[1]), steps=1100)
    mean = sum(history.losses.tolist()[1000:]) / 100
    assert f"step 1,100 of 1,100, loss {mean:.4f}, 0 s left" in capsys.readouterr().out


@pytest.mark.usefixtures("every_step")
def test_intermediate_lines_say_the_time_left_and_are_erased(model, few, capsys):
    losses = run(model, few, steps=3).losses
    means = [losses[: step + 1].mean() for step in range(3)]
    assert capsys.readouterr().out == (
        f"step 1 of 3, loss {means[0]:.4f}, 2 s left"
        f"{ERASE}step 2 of 3, loss {means[1]:.4f}, 1 s left"
        f"{ERASE}step 3 of 3, loss {means[2]:.4f}, 0 s left"
        f"{ERASE}"
    )


@pytest.mark.usefixtures("every_step")
def test_a_loop_by_hand_can_be_tracked(capsys):
    assert list(track(3, "network")) == [0, 1, 2]
    lines = capsys.readouterr().out.split(ERASE)
    assert lines == [
        "network 1 of 3, 2 s left",
        "network 2 of 3, 1 s left",
        "network 3 of 3, 0 s left",
        "",
    ]


@pytest.mark.usefixtures("every_step")
def test_a_run_within_a_tracked_loop_shares_its_line(model, few, capsys):
    for _ in track(2, "network"):
        run(model, few, steps=2)
    shown = [line.split(",")[0] for line in capsys.readouterr().out.split(ERASE)]
    steps = ["step 1 of 2", "step 2 of 2"]
    assert shown == [*steps, "network 1 of 2", *steps, "network 2 of 2", ""]


@pytest.mark.usefixtures("every_step")
def test_a_tracked_loop_that_is_left_early_erases_its_line(capsys):
    for number in track(5):
        if number == 2:
            break
    assert capsys.readouterr().out.endswith(f"{ERASE}step 2 of 5, 3 s left{ERASE}")


def test_erasing_covers_the_longest_line():
    longest = "step 99,999,999 of 99,999,999, loss 12345.6789, 999 h 59 min left"
    before, blanks, after = ERASE.partition(" " * 78)
    assert (before, blanks, after) == ("\r", " " * 78, "\r")
    assert len(longest) <= len(blanks)


def test_lines_are_written_at_most_four_times_a_second(model, few, monkeypatch, capsys):
    clock = Clock()
    monkeypatch.setattr(progress_module, "time", clock)
    monkeypatch.setattr(progress_module, "SECONDS_BETWEEN_LINES", 2)  # two looks at the clock
    run(model, few, steps=6)
    lines = capsys.readouterr().out.split(ERASE)
    assert [line.split(",")[0] for line in lines] == [
        "step 2 of 6",
        "step 4 of 6",
        "step 6 of 6",
        "",
    ]


@pytest.mark.usefixtures("every_step")
def test_no_progress_means_silence(model, few, capsys):
    run(model, few, progress=False)
    run(model, few, progress=False, on_step=interrupt)
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("never")
def test_interrupted_run_says_after_how_many_steps(model, few, capsys):
    history = run(model, few, on_step=lambda step, loss: interrupt() if step == 2 else None)
    expected = f"interrupted after step 3 of 5, loss {history.losses.mean():.4f}"
    assert len(history.losses) == 3
    assert capsys.readouterr().out == f"{expected}; the history is kept\n"


@pytest.mark.usefixtures("never")
def test_run_interrupted_before_its_first_step_says_so(model, few, capsys):
    model.layers.append(At(0, interrupt))
    assert len(run(model, few).losses) == 0
    assert capsys.readouterr().out == "interrupted after step 0 of 5; the history is kept\n"


@pytest.mark.parametrize("step", [0, 2])
def test_diverged_run_leaves_no_half_line(step, model, few, every_step, capsys):
    model.layers.append(At(step, times_nan))
    with pytest.raises(DivergenceError):
        run(model, few)
    out = capsys.readouterr().out
    assert out == "" if step == 0 else out.endswith(f"left{ERASE}")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (0.4, "0 s"),
        (8, "8 s"),
        (59.4, "59 s"),
        (59.6, "1 min 00 s"),
        (200, "3 min 20 s"),
        (3599.6, "1 h 00 min"),
        (3900, "1 h 05 min"),
        (100_000, "27 h 46 min"),
    ],
)
def test_durations_read_like_durations(seconds, text):
    assert format_seconds(seconds) == text


@pytest.mark.parametrize("steps", [0, -1, 1e3])
def test_steps_must_be_a_whole_number(network, examples, steps):
    model = network(torch.Generator().manual_seed(1))
    with pytest.raises(ValueError, match="must be a whole number, at least 1"):
        train(model, *examples, steps=steps, lr=0.1, generator=torch.Generator(), progress=False)


def test_weight_that_was_calculated_is_refused(network, examples):
    model = network(torch.Generator().manual_seed(1))
    model.layers[-1].weight = model.layers[-1].weight * 0.1
    with pytest.raises(ValueError, match=r"\(200, 27\) is the result of a calculation"):
        train(model, *examples, steps=1, lr=0.1, generator=torch.Generator(), progress=False)


@pytest.mark.parametrize("rate", [-0.1, math.nan, math.inf, None, "0.1"])
def test_schedule_must_give_numbers_from_0_up(model, few, rate):
    with pytest.raises(ValueError, match=r"learning rate of step 2 is .*not a number from 0 up"):
        train(
            model,
            *few,
            steps=5,
            lr=lambda step: rate if step == 2 else 0.0,
            generator=seeded(),
            progress=False,
        )


def test_frozen_parameters_stay_as_they_are(model, few):
    frozen = model.layers[0].weight.requires_grad_(False)
    before = frozen.clone()
    train(model, *few, steps=3, lr=0.1, generator=seeded(), progress=False)
    assert torch.equal(frozen, before)
    assert not frozen.requires_grad
    assert frozen.grad is None


@pytest.mark.parametrize("value", [-1, 27])
def test_characters_out_of_range_are_refused_wherever_they_stand(model, few, value):
    X, Y = few[0].clone(), few[1]
    X[7, 1] = value
    before = state(model)
    with pytest.raises((ValueError, IndexError), match=str(value)):
        train(model, X, Y, steps=1, lr=0.1, generator=seeded(), progress=False)
    assert_state(model, before)


def test_lists_in_place_of_tensors_are_refused(model, few):
    with pytest.raises(TypeError, match="must be tensors, not list, Tensor"):
        evaluate(model, few[0].tolist(), few[1])


def test_generator_is_required_in_earnest(model, few):
    with pytest.raises(TypeError, match="generator is None; pass one with a seed"):
        train(model, *few, steps=1, lr=0.1, generator=None, progress=False)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_evaluation_is_exact_in_half_precision(few, dtype):
    undecided = torch.zeros(1, 27, dtype=dtype)
    loss = evaluate(lambda X: undecided.expand(len(X), 27), *few)
    assert loss == pytest.approx(math.log(27), abs=1e-9)


# --------------------------------------------------------------- what a strict review broke


def test_a_divergence_survives_another_process():
    """As it must on its way out of a pool of them."""
    error = DivergenceError("too high", step=3, history=History(torch.tensor([3.0, math.nan])))
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.step) == ("too high", 3)
    torch.testing.assert_close(again.history.losses, error.history.losses, equal_nan=True)


@pytest.mark.parametrize("autograd", [False, True], ids=["by hand", "autograd"])
def test_gradients_may_be_switched_off_around_a_run(autograd, network, few):
    expected = run(network(seeded(1)), few, progress=False, autograd=autograd)
    with torch.no_grad():
        history = run(network(seeded(1)), few, progress=False, autograd=autograd)
    assert torch.equal(history.losses, expected.losses)


@pytest.mark.parametrize(
    "rate",
    [torch.tensor(0.1), torch.tensor([0.1]), np.float32(0.1), np.array(0.1), lambda step: RATES[0]],
)
def test_a_rate_may_be_a_number_of_torch_or_numpy(rate, network, few):
    expected = train(network(seeded(1)), *few, steps=5, lr=0.1, generator=seeded(2), progress=False)
    history = train(network(seeded(1)), *few, steps=5, lr=rate, generator=seeded(2), progress=False)
    torch.testing.assert_close(history.losses, expected.losses)


@pytest.mark.parametrize("rate", [None, "0.1", True, math.nan, 0, torch.tensor([0.1, 0.2])])
def test_what_is_no_rate_is_refused_as_such(rate, model, few):
    with pytest.raises(ValueError, match="a learning rate is a number above 0"):
        train(model, *few, steps=5, lr=rate, generator=seeded(2), progress=False)


@pytest.mark.parametrize("autograd", [False, True], ids=["by hand", "autograd"])
def test_decimal_input_may_be_negative(autograd, few):
    X = torch.randn(len(few[1]), 3, generator=seeded(3))
    model = Sequential([Linear(3, 27, generator=seeded())])
    assert len(run(model, (X, few[1]), progress=False, autograd=autograd).losses) == 5


def test_true_is_no_number_of_steps(model, few):
    with pytest.raises(ValueError, match="steps is True: it must be a whole number"):
        run(model, few, steps=True)


def test_an_optimizer_that_lacks_parameters_is_refused(model, few):
    optimizer = torch.optim.SGD(model.parameters()[1:], lr=0.1)
    with pytest.raises(ValueError, match="does not hold the parameters of this model"):
        run(model, few, optimizer=optimizer)


@pytest.mark.usefixtures("every_step")
def test_the_line_stays_short_for_huge_losses(capsys):
    with progress_module.Progress(9, show=True) as report:
        report.update(1, np.full(9, 3e38, dtype=np.float32))
    line = capsys.readouterr().out
    assert "loss 3e+38" in line
    assert len(line.split("\r")[0]) < 78


@pytest.mark.usefixtures("every_step")
@pytest.mark.parametrize(("loss", "shown"), [(1e6, "1e+06"), (999_999.5, "999999.5000")])
def test_a_loss_of_a_million_has_no_decimals(loss, shown, capsys):
    with progress_module.Progress(9, show=True) as report:
        report.update(1, np.full(9, loss, dtype=np.float32))
    assert f"loss {shown}," in capsys.readouterr().out


def test_a_note_on_a_layer_is_no_change_of_it(model, few):
    history = run(
        model, few, progress=False, on_step=lambda *_: setattr(model.layers[3], "spread", 1.0)
    )
    assert len(history.losses) == 5


def test_a_schedule_is_asked_once_a_step_also_if_the_run_diverges(model, few):
    rates = iter([1e38] * 9)
    with pytest.raises(DivergenceError, match=r"the learning rate 1e\+38"):
        train(model, *few, steps=9, lr=lambda _: next(rates), generator=seeded(2), progress=False)


def test_gradients_are_found_in_inference_mode_too(network, few):
    with torch.inference_mode():
        history = run(network(seeded(1)), few, progress=False)
    assert len(history.losses) == 5


def test_a_rate_beyond_all_numbers_is_refused(model, few):
    with pytest.raises(ValueError, match="a learning rate is a number above 0"):
        train(model, *few, steps=1, lr=10**400, generator=seeded(2))
