"""Many models at once: each the same as alone, and what happens when one of them fails."""

import copy
import itertools
import math
import os
import re
import signal
import threading
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import ClassVar

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from mlp_helpers import many
from mlp_helpers.diagnostics import activation_stats, gradient_stats
from mlp_helpers.engine import progress as progress_module
from mlp_helpers.layers import (
    GELU,
    METHODS,
    BatchNorm1d,
    Dropout,
    Embedding,
    Flatten,
    Layer,
    Linear,
    Sequential,
    Tanh,
    methods_of,
)
from mlp_helpers.many import train_many
from mlp_helpers.train import DivergenceError, evaluate, step_decay, train


@pytest.fixture(autouse=True, params=["one thread", "two threads"])
def threads(request, monkeypatch):
    """Every test is run with all models in one thread, and with half of them in a second one."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    enough = 0 if request.param == "two threads" else math.inf
    monkeypatch.setattr(many, "NUMBERS_FOR_TWO", enough)
    return request.param


def diverged(history):
    """So ends a history that train_many had to stop."""
    return len(history.losses) > 0 and not history.losses[-1].isfinite()


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def generators(*seeds):
    return [seeded(seed) for seed in seeds]


@pytest.fixture
def few(examples):
    """The first 500 training examples."""
    X, Y = examples
    return X[:500], Y[:500]


def tensors(model):
    """Copies of all parameters and running statistics."""
    return [
        value.detach().clone()
        for module in model.modules()
        for name, value in vars(module).items()
        if isinstance(value, torch.Tensor) and name != "out"
    ]


def small(seed, *, gain=1.0, norm=True, context=3, dim=4, hidden=9):
    """A network of a reader's own size, one Sequential inside another."""
    g = seeded(seed)
    inner = [Linear(context * dim, hidden, gain=gain, generator=g)]
    inner += [BatchNorm1d(hidden), Tanh()] if norm else [Tanh()]
    layers = [Embedding(27, dim, generator=g), Flatten(), Sequential(inner)]
    return Sequential([*layers, Linear(hidden, 27, generator=g)])


def assert_each_as_alone(models, data, *, lr, seeds, steps, atol=1e-4, **arguments):
    """The histories and models of train_many, after a comparison with single runs."""
    rates = lr if isinstance(lr, list) else [lr] * len(models)
    starts = [tensors(model) for model in models]
    histories, trained = train_many(
        models,
        *data,
        steps=steps,
        lr=lr,
        generators=generators(*seeds),
        progress=False,
        **arguments,
    )
    for model, start in zip(models, starts, strict=True):
        assert all(map(torch.equal, tensors(model), start))
    results = zip(models, rates, seeds, histories, trained, strict=True)
    for model, rate, seed, history, twin in results:
        alone = copy.deepcopy(model)
        expected = train(
            alone, *data, steps=steps, lr=rate, generator=seeded(seed), progress=False, **arguments
        )
        torch.testing.assert_close(history.losses, expected.losses, atol=atol, rtol=0)
        assert history.losses.is_contiguous()
        assert not history.interrupted
        assert not diverged(history)
        for mine, other in zip(tensors(twin), tensors(alone), strict=True):
            torch.testing.assert_close(mine, other, atol=atol, rtol=0)
        for mine, other in zip(twin.parameters(), alone.parameters(), strict=True):
            torch.testing.assert_close(mine.grad, other.grad, atol=atol, rtol=0)
        for mine, other in zip(twin.modules(), alone.modules(), strict=True):
            torch.testing.assert_close(mine.out, other.out, atol=atol, rtol=0)
    return histories, trained


# --------------------------------------------------------------------------- each as if alone


def test_sixteen_networks_of_the_course_for_a_thousand_steps(network, examples):
    """They differ in all of it: learning rate, seed, initial scale and batch order."""
    models = [network(seeded(seed)) for seed in range(16)]
    for number, model in enumerate(models):
        model.layers[-1].weight.data *= 0.1 + 0.05 * number
    lr = [0.02 * 1.2**number for number in range(15)] + [step_decay(0.2, 0.02, at=500)]
    histories, _ = assert_each_as_alone(models, examples, lr=lr, seeds=range(40, 56), steps=1000)
    finals = [history.losses[-100:].mean().item() for history in histories]
    assert len(set(finals)) == 16
    assert max(finals) < 2.8


def test_differences_in_learning_rate_only(few):
    model = small(1)
    rates = [0.01, 0.1, 0.5]
    histories, trained = assert_each_as_alone([model] * 3, few, lr=rates, seeds=[7] * 3, steps=50)
    assert len({history.losses[0].item() for history in histories}) == 1
    for one, other in pairwise(trained):
        assert one is not other
        assert not torch.equal(one.parameters()[0], other.parameters()[0])
        assert one.parameters()[0].data_ptr() != other.parameters()[0].data_ptr()


def test_differences_in_initial_scale_without_batch_norm(few):
    models = [small(1, gain=gain, norm=False) for gain in (0.5, 1.0, 3.0)]
    assert_each_as_alone(models, few, lr=0.1, seeds=[7] * 3, steps=50)


def test_other_activations(few):
    models = [small(seed) for seed in range(3)]
    for model in models:
        model.layers[2].layers[-1] = GELU()
    assert_each_as_alone(models, few, lr=0.1, seeds=[1, 2, 3], steps=100)


def test_one_model_is_many_too(few):
    assert_each_as_alone([small(1)], few, lr=0.1, seeds=[3], steps=20)


def test_a_schedule_for_all(few):
    assert_each_as_alone(
        [small(1), small(2)], few, lr=lambda s: 0.1 / (1 + s), seeds=[3, 4], steps=9
    )


@given(
    M=st.integers(1, 5),
    batch_size=st.integers(2, 6),
    hidden=st.integers(1, 6),
    context=st.integers(1, 4),
    norm=st.booleans(),
)
def test_any_shape(M, batch_size, hidden, context, norm):
    X = torch.randint(0, 27, (40, context), generator=seeded(1))
    Y = torch.randint(0, 27, (40,), generator=seeded(2))
    models = [small(m, norm=norm, context=context, hidden=hidden) for m in range(M)]
    assert_each_as_alone(
        models, (X, Y), lr=0.1, seeds=range(M), steps=5, batch_size=batch_size, atol=1e-3
    )


def test_models_without_an_embedding(few):
    """One-hot input: X holds decimal numbers, and Linear comes first."""
    X = torch.nn.functional.one_hot(few[0][:, -1], 27).float()
    models = [Sequential([Linear(27, 27, generator=seeded(seed))]) for seed in range(3)]
    assert_each_as_alone(models, (X, few[1]), lr=1.0, seeds=range(3), steps=20)


def test_linear_on_three_axes(few):
    """The model axis must not be taken for the rows, even where M equals the batch size."""

    def build(seed):
        g = seeded(seed)
        layers = [Embedding(27, 4, generator=g), Linear(4, 9, generator=g), Flatten()]
        return Sequential(layers)

    assert_each_as_alone(
        [build(seed) for seed in range(5)], few, lr=0.1, seeds=range(5), steps=9, batch_size=5
    )


def test_double_precision(few):
    models = [small(seed) for seed in range(2)]
    for model in models:
        for module in model.modules():
            for name, value in vars(module).items():
                if isinstance(value, torch.Tensor):
                    double = value.detach().double().requires_grad_(value.requires_grad)
                    setattr(module, name, double)
    _, trained = assert_each_as_alone(models, few, lr=[0.1, 0.3], seeds=[1, 2], steps=50, atol=1e-6)
    assert trained[0].parameters()[0].dtype == torch.float64
    alone = copy.deepcopy(models[1])
    train(alone, *few, steps=50, lr=0.3, generator=seeded(2), progress=False)
    for mine, other in zip(tensors(trained[1]), tensors(alone), strict=True):
        torch.testing.assert_close(mine, other, atol=1e-12, rtol=0)


def test_models_in_evaluation_mode_train_in_training_mode(few):
    assert_each_as_alone([small(1).eval(), small(2)], few, lr=0.1, seeds=[1, 2], steps=20)


def test_frozen_parameters_stay_as_they_are(few):
    models = [small(seed) for seed in range(2)]
    for model in models:
        model.layers[0].weight.requires_grad_(False)
    _, trained = train_many(
        models, *few, steps=3, lr=0.1, generators=generators(1, 2), progress=False
    )
    for model, twin in zip(models, trained, strict=True):
        assert torch.equal(twin.layers[0].weight, model.layers[0].weight)
        assert twin.layers[0].weight.grad is None
        assert not torch.equal(twin.layers[3].weight, model.layers[3].weight)


def test_trained_models_are_models_like_any_others(few):
    models = [small(seed).eval() for seed in range(2)]
    _, trained = train_many(
        models, *few, steps=30, lr=0.1, generators=generators(1, 2), progress=False
    )
    for model, twin in zip(models, trained, strict=True):
        assert evaluate(twin, *few) < evaluate(model, *few)
        assert not any(module.training for module in twin.modules())
        assert len(activation_stats(twin)) == 1
        assert len(gradient_stats(twin)) == 3
        assert all(parameter.is_leaf for parameter in twin.parameters())
        train(twin, *few, steps=2, lr=0.1, generator=seeded(), progress=False, autograd=True)


def test_a_trained_model_does_not_hold_the_others(network, few):
    models = [network(seeded(seed)) for seed in range(16)]
    tracemalloc.start()
    _, trained = train_many(
        models, *few, steps=2, lr=0.1, generators=generators(*range(16)), progress=False
    )
    one = trained[0]
    del trained
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert one.parameters()[0].grad is not None
    assert peak > 3_000_000  # of NumPy's; 16 models with what their layers hold
    assert kept < peak / 16


def test_global_random_state_and_data_are_left_alone(few):
    X, Y = (tensor.clone() for tensor in few)
    state = torch.get_rng_state()
    train_many([small(1)], X, Y, steps=2, lr=0.1, generators=generators(1), progress=False)
    assert torch.equal(torch.get_rng_state(), state)
    assert torch.equal(X, few[0])
    assert torch.equal(Y, few[1])


def test_generators_end_where_single_runs_leave_them(few):
    many, alone = generators(1, 2), generators(1, 2)
    train_many([small(1)] * 2, *few, steps=7, lr=0.1, generators=many, progress=False)
    for generator, own in zip(many, alone, strict=True):
        train(small(1), *few, steps=7, lr=0.1, generator=own, progress=False)
        assert torch.equal(generator.get_state(), own.get_state())


# ------------------------------------------------------------------------------ what goes wrong


def test_a_model_that_diverges_stops_and_the_others_go_on(few):
    """Its history and its weights are those that the error of a single run leaves behind."""
    models = [small(seed, norm=False) for seed in range(3)]
    rates = [0.1, 1e38, 0.1]
    histories, trained = train_many(
        models, *few, steps=20, lr=rates, generators=generators(1, 2, 3), progress=False
    )

    assert [diverged(history) for history in histories] == [False, True, False]
    assert [history.interrupted for history in histories] == [False] * len(histories)
    alone = small(1, norm=False)
    with pytest.raises(DivergenceError) as caught:
        train(alone, *few, steps=20, lr=1e38, generator=seeded(2), progress=False)
    expected = caught.value.history
    assert 0 < len(expected.losses) < 20
    assert diverged(expected)
    assert len(histories[1].losses) == len(expected.losses)
    torch.testing.assert_close(histories[1].losses, expected.losses, equal_nan=True)
    for mine, other in zip(tensors(trained[1]), tensors(alone), strict=True):
        torch.testing.assert_close(mine, other, equal_nan=True)
    for mine, other in zip(trained[1].parameters(), alone.parameters(), strict=True):
        torch.testing.assert_close(mine.grad, other.grad, equal_nan=True)
    for member in (0, 2):
        own = copy.deepcopy(models[member])
        single = train(own, *few, steps=20, lr=0.1, generator=seeded(member + 1), progress=False)
        torch.testing.assert_close(histories[member].losses, single.losses, atol=1e-4, rtol=0)
        for mine, other in zip(tensors(trained[member]), tensors(own), strict=True):
            torch.testing.assert_close(mine, other, atol=1e-4, rtol=0)


def test_nothing_is_left_to_do_once_all_have_diverged(few, capsys):
    calls = []

    def rate(step):
        calls.append(step)
        return 1e38

    histories, _ = train_many(
        [small(1, norm=False)] * 2, *few, steps=1000, lr=rate, generators=generators(1, 2)
    )
    assert all(diverged(history) for history in histories)
    assert max(calls) < 10
    assert "nan" not in capsys.readouterr().out


class Notes(Tanh):
    """Notes in which threads train_many calls it."""

    threads: ClassVar[set[threading.Thread]] = set()

    def forward(self, x):
        if isinstance(x, np.ndarray):
            self.threads.add(threading.current_thread())
        return super().forward(x)


def is_shared_out(models, data):
    """Whether a second thread takes part."""
    Notes.threads.clear()
    models = [Sequential([model, Notes()]) for model in models]
    seeds = generators(*range(len(models)))
    train_many(models, *data, steps=50, lr=0.1, generators=seeds, progress=False)
    assert threading.main_thread() in Notes.threads
    return len(Notes.threads) == 2


@pytest.fixture
def notes(monkeypatch):
    monkeypatch.setitem(METHODS, Notes, methods_of(Notes))


def test_a_second_thread_trains_half_of_the_models(few, threads, notes, monkeypatch):
    models = [small(seed) for seed in range(5)]
    assert is_shared_out(models, few) == (threads == "two threads")
    assert not is_shared_out(models[:1], few)
    for cores in (1, None):
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        assert not is_shared_out(models, few)


def test_two_threads_are_for_many_numbers_only(few, notes, monkeypatch):
    models = [small(seed) for seed in range(4)]
    numbers = 4 * sum(parameter.numel() for parameter in models[0].parameters())
    for enough in (numbers, numbers + 1):
        monkeypatch.setattr(many, "NUMBERS_FOR_TWO", enough)
        assert is_shared_out(models, few) == (numbers >= enough)


def test_two_threads_give_the_same_to_the_last_digit(few, monkeypatch):
    models = [*(small(seed) for seed in range(4)), small(5, gain=1e4)]
    settings = {"steps": 70, "lr": [0.1, 0.2, 1e30, 0.1, 0.3], "progress": False}
    runs = []
    for enough in (0, math.inf):
        monkeypatch.setattr(many, "NUMBERS_FOR_TWO", enough)
        runs.append(train_many(models, *few, generators=generators(*range(5)), **settings))
    (histories, trained), (others, references) = runs
    exactly = {"atol": 0, "rtol": 0}
    assert [len(history.losses) for history in histories].count(70) == 4
    for history, other in zip(histories, others, strict=True):
        torch.testing.assert_close(history.losses, other.losses, equal_nan=True, **exactly)
    for model, reference in zip(trained, references, strict=True):
        for mine, its in zip(tensors(model), tensors(reference), strict=True):
            torch.testing.assert_close(mine, its, equal_nan=True, **exactly)


class Presses(Tanh):
    """Presses the keys for an interrupt, which reaches the main thread, at calls by train_many."""

    calls: ClassVar = itertools.count()
    at: ClassVar[set[int]] = set()

    def forward(self, x):
        if isinstance(x, np.ndarray) and next(self.calls) in self.at:
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        return super().forward(x)


@pytest.fixture
def keys(monkeypatch):
    """An interrupt raises KeyboardInterrupt in the main thread, as from a reader's keyboard."""
    monkeypatch.setitem(METHODS, Presses, methods_of(Presses))
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, handler)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signals to threads")
@pytest.mark.parametrize("presses", [{200}, {201}, {200, 201}, {200, 201, 202, 203}])
def test_an_interrupt_from_the_keyboard_ends_both_threads(presses, few, keys, capsys, monkeypatch):
    """After the same step; it may come while the main thread works or waits, and come again."""
    models = [Sequential([small(seed), Presses()]) for seed in range(4)]
    at_rest, runs = threading.active_count(), []
    for steps, at in ((120, set()), (999, presses)):
        monkeypatch.setattr(Presses, "calls", itertools.count())
        monkeypatch.setattr(Presses, "at", at)
        seeds = generators(1, 2, 3, 4)
        runs.append(train_many(models, *few, steps=steps, lr=0.1, generators=seeds))
        assert threading.active_count() == at_rest
    (expected, _), (histories, _) = runs

    (length,) = {len(history.losses) for history in histories}
    assert f"interrupted after step {length} of 999" in capsys.readouterr().out
    assert length in (99, 100, 101, 102, 200, 201)  # with two threads, each step is two calls
    for history, other in zip(histories, expected, strict=True):
        assert history.interrupted
        both = min(length, 120)
        assert torch.equal(history.losses[:both], other.losses[:both])


class PressesTwice(Tanh):
    """Presses the keys while the second thread works, and once more while the first one waits."""

    busy = False

    def forward(self, x):
        if isinstance(x, np.ndarray) and threading.current_thread() is not threading.main_thread():
            type(self).busy = True
            for _ in range(2):
                signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
                time.sleep(0.1)
            type(self).busy = False
        return super().forward(x)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signals to threads")
@pytest.mark.parametrize("threads", ["two threads"], indirect=True)
def test_nothing_is_handed_out_while_a_thread_works(few, keys, monkeypatch):
    monkeypatch.setitem(METHODS, PressesTwice, methods_of(PressesTwice))
    found, hand_out = [], many.JoinedByHand.hand_out

    def noted(self, *arguments):
        found.append(PressesTwice.busy)
        hand_out(self, *arguments)

    monkeypatch.setattr(many.JoinedByHand, "hand_out", noted)
    models = [Sequential([small(seed), PressesTwice()]) for seed in range(2)]
    histories, _ = train_many(models, *few, steps=9, lr=0.1, generators=generators(1, 2))
    assert [(len(h.losses), h.interrupted) for h in histories] == [(0, True)] * 2
    assert found == [False] * 2


class InterruptedAtTheEnd(ThreadPoolExecutor):
    """Is interrupted twice while one waits, after the last step, for what is still at work."""

    waits = 0

    def submit(self, work, *arguments):
        if work is int:  # at the begin and at the end
            self.waits += 1
            if self.waits in (2, 3):
                raise KeyboardInterrupt
        return super().submit(work, *arguments)


@pytest.mark.parametrize("threads", ["two threads"], indirect=True)
def test_an_interrupt_after_the_last_step_is_told_unless_there_is_an_error(few, monkeypatch):
    monkeypatch.setattr(many, "ThreadPoolExecutor", InterruptedAtTheEnd)
    models = [small(seed) for seed in range(2)]
    histories, _ = train_many(models, *few, steps=9, lr=0.1, generators=generators(1, 2))
    assert [(len(h.losses), h.interrupted) for h in histories] == [(9, True)] * 2
    with pytest.raises(ZeroDivisionError):
        train_many(models, *few, steps=9, lr=lambda s: 1 / (3 - s), generators=generators(1, 2))


@pytest.mark.filterwarnings("error")
def test_a_rate_beyond_all_numbers_gives_no_warning(few):
    models = [small(seed, norm=False) for seed in range(2)]
    settings = {"steps": 9, "lr": [1e39, 0.1], "generators": generators(1, 2), "progress": False}
    histories, _ = train_many(models, *few, **settings)
    assert [diverged(history) for history in histories] == [True, False]


def test_an_error_in_one_half_ends_both(few, threads, monkeypatch):
    class Fails(Tanh):
        spared = None

        def forward(self, x):
            if isinstance(x, np.ndarray) and threading.current_thread() is not self.spared:
                raise MemoryError("no room")
            return super().forward(x)

    at_rest = threading.active_count()
    monkeypatch.setitem(METHODS, Fails, methods_of(Fails))
    models = [Sequential([small(seed), Fails()]) for seed in range(4)]
    for spared in (None, threading.main_thread())[: 2 if threads == "two threads" else 1]:
        monkeypatch.setattr(Fails, "spared", spared)
        with pytest.raises(MemoryError, match="no room"):
            train_many(models, *few, steps=9, lr=0.1, generators=generators(1, 2, 3, 4))
        assert threading.active_count() == at_rest


def test_a_half_goes_on_when_all_of_the_other_have_diverged(few, capsys, monkeypatch):
    monkeypatch.setattr(progress_module, "SECONDS_BETWEEN_LINES", 0)
    models = [small(seed, norm=False) for seed in range(4)]
    settings = {"steps": 60, "lr": [1e38, 1e38, 0.1, 0.1], "generators": generators(1, 2, 3, 4)}
    histories, _ = train_many(models, *few, **settings)
    assert [diverged(history) for history in histories] == [True, True, False, False]
    assert [len(history.losses) for history in histories[2:]] == [60, 60]
    mean = torch.stack([history.losses for history in histories[2:]]).mean()
    (last,) = re.findall(r"step 60 of 60, loss (\S+),", capsys.readouterr().out)
    finite = torch.cat([h.losses[h.losses.isfinite()] for h in histories]).mean()
    assert float(last) == pytest.approx(finite.item(), abs=6e-5)
    assert finite > mean  # those that ended count with what they had before


def test_schedules_are_asked_in_the_order_of_the_steps(few):
    asked, rates = [], iter([0.1] * 100)

    def rate(step):
        asked.append(step)
        return next(rates)

    models = [small(seed) for seed in range(2)]
    train_many(models, *few, steps=20, lr=rate, generators=generators(1, 2), progress=False)
    assert asked == [step for step in range(20) for _ in models]

    with pytest.raises(StopIteration):  # whatever a schedule raises ends the run
        train_many(models, *few, steps=100, lr=rate, generators=generators(1, 2), progress=False)


# Where the work is done in the main thread, an interrupt can come within a step.
within_a_step = pytest.mark.parametrize("threads", ["one thread"], indirect=True)


class InterruptsAt(Tanh):
    """Stands in for the reader's keyboard at a step."""

    def __init__(self, step):
        super().__init__()
        self.step, self.calls = step, 0

    def forward(self, x):
        self.calls += self.training
        if self.calls == self.step + 1:
            raise KeyboardInterrupt
        return x

    def backward(self, grad_out):
        return grad_out


@within_a_step
@pytest.mark.parametrize("step", [0, 4])
def test_interrupt_keeps_the_steps_before(step, few, capsys, monkeypatch):
    monkeypatch.setitem(METHODS, InterruptsAt, methods_of(InterruptsAt))
    models = [small(seed) for seed in range(2)]
    expected, references = train_many(
        models, *few, steps=5, lr=0.1, generators=generators(1, 2), progress=False
    )
    for model in models:
        model.layers.append(InterruptsAt(step))
    histories, trained = train_many(models, *few, steps=9, lr=0.1, generators=generators(1, 2))

    for history, other in zip(histories, expected, strict=True):
        assert history.interrupted
        assert torch.equal(history.losses, other.losses[:step])
    assert f"interrupted after step {step} of 9" in capsys.readouterr().out
    if step == 0:
        parameters = zip(trained[0].parameters(), models[0].parameters(), strict=True)
        assert all(torch.equal(mine, start) for mine, start in parameters)
    else:
        assert not torch.equal(trained[0].parameters()[0], references[0].parameters()[0])


class OnTensors(Layer):
    def forward(self, x):
        return x


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"models": []}, "there are no models to train"),
        ({"models": [small(1)]}, r"1 models need 1 different generators"),
        ({"models": [small(1), nn.Linear(3, 27)]}, "model 1 cannot be joined with others"),
        ({"models": [small(1), Sequential([small(1), OnTensors()])]}, "Train such models one by"),
        (
            {"models": [small(1), small(1, hidden=8)]},
            r"model 1 is not like model 0: Linear, weight \(12, 8\)",
        ),
        ({"models": [small(1), small(1, norm=False)]}, "Tanh stands where that has BatchNorm1d"),
        ({"models": [small(1), Sequential(small(1).layers[:2])]}, "nothing stands where that"),
        ({"lr": [0.1, 0.1, 0.1]}, "there are 3 learning rates for 2 models"),
        ({"lr": [0.1, -0.1]}, r"lr is -0\.1: a learning rate is a number above 0"),
        ({"lr": [0.1, lambda step: math.nan]}, "learning rate of step 0 is nan"),
        ({"generators": generators(1)}, r"there are 1 among the 1 given.*same seed"),
        ({"generators": [seeded(1)] * 2}, r"different generators"),
        ({"steps": 0}, "steps is 0"),
        ({"batch_size": 1}, "needs at least 2 rows"),
        ({"batch_size": 0}, "batch_size is 0"),
    ],
)
def test_what_cannot_work_is_refused_and_nothing_changes(change, message, few):
    if change.get("generators") and len(change["generators"]) == 2:
        same = seeded(1)
        change = {"generators": [same, same]}
    arguments = {"models": [small(1), small(2)], "steps": 3, "lr": 0.1}
    arguments = {**arguments, "generators": generators(1, 2), "progress": False, **change}
    models = [model for model in arguments["models"] if isinstance(model, Sequential)]
    before = [tensors(model) for model in models]
    with pytest.raises(ValueError, match=message):
        train_many(arguments.pop("models"), *few, **arguments)
    for model, start in zip(models, before, strict=True):
        assert all(map(torch.equal, tensors(model), start))


@pytest.mark.parametrize("dropout", [Dropout(), Dropout().eval(), Dropout(0)])
def test_dropout_is_refused_wherever_it_stands(dropout, few):
    models = [small(1), small(2)]
    models[1].layers[2].layers.append(dropout)
    with pytest.raises(ValueError, match=r"model 1 holds Dropout.*one by one with `train`"):
        train_many(models, *few, steps=3, lr=0.1, generators=generators(1, 2))


def test_functions_among_the_layers_are_refused(few):
    layers = small(1).layers
    model = Sequential([*layers[:2], torch.tanh, *layers[2:]])
    with pytest.raises(ValueError, match=r"model 0 cannot be joined.*one by one with `train`"):
        train_many([model], *few, steps=3, lr=0.1, generators=generators(1))


def test_data_that_does_not_fit_is_refused(few):
    with pytest.raises(ValueError, match="one call of build_dataset"):
        train_many([small(1)], few[0], few[1][:9], steps=1, lr=0.1, generators=generators(1))
    with pytest.raises(TypeError, match="generator is None"):
        train_many([small(1)], *few, steps=1, lr=0.1, generators=[None])


def test_precisions_that_differ_are_refused(few):
    one, other = (Sequential([Embedding(27, 27, generator=seeded()), Flatten()]) for _ in range(2))
    other.layers[0].weight = other.layers[0].weight.detach().double().requires_grad_()
    X = few[0][:, :1]
    with pytest.raises(ValueError, match=r"not like model 0: Embedding, weight .*float64"):
        train_many([one, other], X, few[1], steps=1, lr=0.1, generators=generators(1, 2))


def test_rates_may_be_a_tensor_and_models_any_iterable(few):
    models = [small(seed) for seed in range(3)]
    arguments = {"steps": 5, "progress": False}
    expected, _ = train_many(
        models, *few, lr=[0.01, 0.1, 1.0], generators=generators(1, 2, 3), **arguments
    )
    histories, _ = train_many(
        iter(models),
        *few,
        lr=torch.logspace(-2, 0, 3),
        generators=iter(generators(1, 2, 3)),
        **arguments,
    )
    for history, other in zip(histories, expected, strict=True):
        torch.testing.assert_close(history.losses, other.losses)


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ((2, 1), "momentum", 0.5),
        ((2, 1), "eps", 0.0),
        ((2, 1), "unbiased", False),
        ((1,), "start_dim", -2),
    ],
)
def test_settings_that_differ_are_refused(path, name, value, few):
    one, other = small(1), small(1)
    layer = other
    for place in path:
        layer = layer.layers[place]
    setattr(layer, name, value)
    with pytest.raises(
        ValueError, match=rf"not like model 0: {type(layer).__name__}.*{name} {value}"
    ):
        train_many([one, other], *few, steps=1, lr=0.1, generators=generators(1, 2))


def test_models_that_differ_in_what_is_frozen_are_refused(few):
    one, other = small(1), small(1)
    other.layers[0].weight.requires_grad_(False)
    with pytest.raises(ValueError, match=r"Embedding, weight \(27, 4\) torch\.float32 \(frozen\)"):
        train_many([one, other], *few, steps=1, lr=0.1, generators=generators(1, 2))


def test_weights_that_were_calculated_are_refused(few):
    one, other = small(1), small(1)
    other.layers[3].weight = other.layers[3].weight * 0.1
    with pytest.raises(ValueError, match=r"\(9, 27\) is the result of a calculation"):
        train_many([one, other], *few, steps=1, lr=0.1, generators=generators(1, 2))


@within_a_step
def test_an_interrupt_does_not_touch_what_had_diverged_before(few, monkeypatch):
    monkeypatch.setitem(METHODS, InterruptsAt, methods_of(InterruptsAt))
    models = [small(seed, norm=False) for seed in range(2)]
    for model in models:
        model.layers.append(InterruptsAt(8))
    arguments = {"steps": 20, "generators": generators(1, 2), "progress": False}
    histories, _ = train_many(models, *few, lr=[0.1, 1e38], **arguments)
    assert [(h.interrupted, diverged(h)) for h in histories] == [(True, False), (False, True)]
    assert len(histories[1].losses) < len(histories[0].losses) == 8


# -------------------------------------------------------------------------------------- progress


def test_the_line_gives_the_mean_over_models_that_still_run(few, capsys, monkeypatch):
    monkeypatch.setattr(progress_module, "SECONDS_BETWEEN_LINES", 0)
    models = [small(seed, norm=False) for seed in range(3)]
    histories, _ = train_many(
        models, *few, steps=5, lr=[0.1, 0.1, 1e38], generators=generators(1, 2, 3)
    )
    finite = torch.cat([h.losses[h.losses.isfinite()] for h in histories])
    assert f"step 5 of 5, loss {finite.mean():.4f}, 0 s left" in capsys.readouterr().out


def test_no_progress_means_silence(few, capsys):
    train_many([small(1)], *few, steps=2, lr=0.1, generators=generators(1), progress=False)
    assert capsys.readouterr() == ("", "")
