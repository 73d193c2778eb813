"""A recipe: its schedule, its network, and the training run that it stands for."""

import dataclasses
import math
from itertools import pairwise

import pytest
import torch

from mlp_helpers.data import Splits, build_dataset
from mlp_helpers.engine import progress as progress_module
from mlp_helpers.layers import GELU, BatchNorm1d, Dropout, Embedding, Flatten, Linear, Tanh
from mlp_helpers.train import DivergenceError, evaluate, train
from mlp_helpers.tune import recipe as recipe_module
from mlp_helpers.tune.recipe import LOOKS, Recipe, fit, optimizer_for

# 61 steps, which the checks cannot share evenly, and examples left over.
TINY = Recipe(
    context=2,
    embedding=3,
    hidden=12,
    activation="gelu",
    norm=True,
    dropout=0.1,
    rate=0.01,
    batch_size=16,
    examples=61 * 16 + 7,
)


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def with_steps(steps, **settings):
    return Recipe(batch_size=10, examples=10 * steps + 9, **settings)


def rates(recipe):
    return [recipe.learning_rate(step) for step in range(recipe.steps)]


@pytest.fixture(scope="module")
def splits(names):
    return Splits(names[:300], names[300:360], names[360:420])


# ------------------------------------------------------------------------------ the schedule


def test_steps_are_whole_batches():
    assert with_steps(1000).steps == 1000
    assert TINY.steps == 61


@pytest.mark.parametrize("decay", ["cosine", "linear", "step"])
def test_rate_rises_over_a_fiftieth_of_the_steps_and_then_never_again(decay):
    found = rates(with_steps(1000, rate=0.3, decay=decay))
    assert found[:20] == pytest.approx([0.3 * n / 20 for n in range(1, 21)])
    assert max(found) == found[19] == found[20] == 0.3
    assert all(after <= before for before, after in pairwise(found[19:]))
    assert found[-1] < found[20]


def test_each_decay_ends_where_it_should():
    cosine, linear, step = (
        rates(with_steps(1000, rate=0.3, decay=decay)) for decay in ("cosine", "linear", "step")
    )
    half = 20 + 980 // 2
    assert cosine[half] == linear[half] == pytest.approx(0.15)
    assert cosine[20 + 980 // 4] == pytest.approx(0.3 * (2 + 2**0.5) / 4)
    assert linear[20 + 980 // 4] == pytest.approx(0.3 * 3 / 4)
    assert cosine[-1] == pytest.approx(0.3 * (math.pi / 980) ** 2 / 4, rel=1e-4)
    assert linear[-1] == pytest.approx(0.3 / 980)
    assert set(step[20:half]) == {0.3}
    assert step[half:] == pytest.approx([0.03] * (980 // 2))


@pytest.mark.parametrize("decay", ["cosine", "linear", "step"])
def test_any_number_of_steps_has_positive_rates_up_to_the_highest(decay):
    for steps in range(LOOKS, 200):
        found = rates(with_steps(steps, rate=0.3, decay=decay))
        assert len(found) == steps
        assert min(found) > 0
        assert max(found) == 0.3
        assert found[-1] < 0.3


# ------------------------------------------------------------------------------- the network


def size(recipe):
    parameters = recipe.network(27, generator=seeded()).parameters()
    return sum(parameter.numel() for parameter in parameters)


def test_networks_of_the_course_have_their_numbers_of_parameters():
    assert size(Recipe()) == 11_897
    assert size(Recipe(norm=True)) == 12_097


@pytest.mark.parametrize("norm", [False, True])
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_number_of_parameters(depth, norm):
    C, D, H, V = 5, 6, 7, 27
    hidden = C * D * H + (depth - 1) * H * H + depth * (2 * H if norm else H)
    recipe = Recipe(context=C, embedding=D, hidden=H, depth=depth, norm=norm, dropout=0.5)
    assert size(recipe) == V * D + hidden + H * V + V


def kinds(**settings):
    network = Recipe(**settings).network(27, generator=seeded())
    return [type(layer) for layer in network.layers]


def test_layers_come_in_their_order():
    assert kinds() == [Embedding, Flatten, Linear, Tanh, Linear]
    block = [Linear, BatchNorm1d, GELU, Dropout]
    found = kinds(depth=2, activation="gelu", norm=True, dropout=0.3)
    assert found == [Embedding, Flatten, *block, *block, Linear]
    assert kinds(norm=True) == [Embedding, Flatten, Linear, BatchNorm1d, Tanh, Linear]
    assert kinds(dropout=0.3) == [Embedding, Flatten, Linear, Tanh, Dropout, Linear]


def test_network_turns_contexts_into_logits():
    network = Recipe(context=5, depth=2).network(9, generator=seeded())
    assert network(torch.zeros(4, 5, dtype=torch.int64)).shape == (4, 9)


def test_network_takes_its_settings_from_the_recipe():
    recipe = Recipe(depth=2, hidden=150, activation="gelu", norm=True, dropout=0.3)
    generator = seeded()
    layers = recipe.network(27, generator=generator).layers
    for dropout in (layers[5], layers[9]):
        assert dropout.p == 0.3
        assert dropout.generator is generator
    for norm in (layers[3], layers[7]):
        assert not norm.unbiased
    for linear, gain in ((layers[2], 2**0.5), (layers[6], 2**0.5), (layers[10], 0.1)):
        spread = linear.weight.std().item() * linear.weight.shape[0] ** 0.5
        assert spread == pytest.approx(gain, rel=0.05)
    tanh = Recipe(hidden=300).network(27, generator=seeded()).layers[2]
    assert tanh.weight.std().item() * 30**0.5 == pytest.approx(5 / 3, rel=0.05)


def test_network_is_drawn_from_its_generator_alone():
    before = torch.get_rng_state()
    first, same, other = (TINY.network(27, generator=seeded(seed)) for seed in (1, 1, 2))
    assert torch.equal(torch.get_rng_state(), before)
    assert all(map(torch.equal, first.parameters(), same.parameters()))
    assert not torch.equal(first.parameters()[0], other.parameters()[0])


# ----------------------------------------------------------------------- what it refuses


@pytest.mark.parametrize(
    "name", ["context", "embedding", "hidden", "depth", "batch_size", "examples"]
)
@pytest.mark.parametrize("value", [0, -1, 2.0, "3", None])
def test_counts_must_be_whole_numbers(name, value):
    with pytest.raises(ValueError, match=f"{name} is {value!r}: it must be a whole number"):
        Recipe(**{name: value})


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"examples": 6 * 256 - 1}, "1535 examples do not suffice for 6 looks"),
        (
            {"activation": "swish"},
            r"activation is 'swish', not one of \['tanh', 'relu', ",
        ),
        ({"decay": "none"}, r"decay is 'none', not one of \['cosine', 'linear', 'step'\]"),
        ({"rate": 0}, "rate is 0: nothing would be learned"),
        ({"rate": -1e-3}, r"rate is -0\.001: it must be a number from 0 up"),
        ({"rate": math.nan}, "rate is nan"),
        ({"rate": math.inf}, "rate is inf"),
        ({"rate": "0.1"}, r"rate is '0\.1'"),
        ({"weight_decay": -0.1}, r"weight_decay is -0\.1"),
        ({"weight_decay": None}, "weight_decay is None"),
        ({"dropout": -0.1}, r"dropout is -0\.1"),
        ({"dropout": 1.0}, r"dropout is 1\.0: it is a share, below 1"),
        ({"dropout": math.nan}, "dropout is nan"),
        ({"norm": "no"}, "norm is 'no', not True or False"),
        ({"norm": True, "batch_size": 1}, "batch_size is 1: batch normalisation needs"),
    ],
)
def test_settings_that_cannot_work_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        Recipe(**settings)


def test_the_smallest_settings_can_be_trained(splits, vocabulary):
    smallest = Recipe(context=1, embedding=1, hidden=1, batch_size=1, examples=LOOKS)
    assert len(fit(smallest, splits, vocabulary, seed=1).losses) == LOOKS


# ------------------------------------------------------------------------------ the optimizer


def test_weight_decay_shrinks_matrices_only():
    """A step without gradients moves nothing else."""
    recipe = dataclasses.replace(TINY, rate=0.1, weight_decay=0.2)
    model = recipe.network(27, generator=seeded())
    for parameter in model.parameters():
        parameter.data.normal_(generator=seeded(1))
        parameter.grad = torch.zeros_like(parameter)
    before = [parameter.detach().clone() for parameter in model.parameters()]
    optimizer_for(model, recipe).step()
    assert {parameter.ndim for parameter in before} == {1, 2}
    for parameter, old in zip(model.parameters(), before, strict=True):
        expected = old * (1 - 0.1 * 0.2) if old.ndim == 2 else old
        torch.testing.assert_close(parameter.detach(), expected)


# ---------------------------------------------------------------------------------------- fit


def test_checks_come_in_order_with_the_losses_that_are_returned(splits, vocabulary):
    seen = []
    result = fit(TINY, splits, vocabulary, seed=1, on_look=lambda *check: seen.append(check))
    assert seen == list(enumerate(result.dev_losses, start=1))
    assert len(seen) == LOOKS
    assert len(result.losses) == TINY.steps
    assert result.seconds > 0
    assert not any(module.training for module in result.model.modules())
    dev = build_dataset(splits.dev, vocabulary, context=TINY.context)
    assert evaluate(result.model, *dev) == result.dev_losses[-1]
    assert result.dev_losses[-1] < result.dev_losses[0] < math.log(27)


def test_the_parts_of_a_run_are_one_run(splits, vocabulary):
    """The same, to the last bit, as all steps at once."""
    result = fit(TINY, splits, vocabulary, seed=5)
    model = TINY.network(len(vocabulary), generator=seeded(5))
    history = train(
        model,
        *build_dataset(splits.train, vocabulary, context=TINY.context),
        steps=TINY.steps,
        lr=TINY.learning_rate,
        batch_size=TINY.batch_size,
        generator=seeded(6),
        optimizer=optimizer_for(model, TINY),
        progress=False,
    )
    assert torch.equal(result.losses, history.losses)
    assert all(map(torch.equal, result.model.parameters(), model.parameters()))
    assert torch.equal(result.model.layers[3].running_var, model.layers[3].running_var)


def test_a_seed_fixes_a_run(splits, vocabulary):
    before = torch.get_rng_state()
    first, same, other = (fit(TINY, splits, vocabulary, seed=seed) for seed in (1, 1, 2))
    assert torch.equal(torch.get_rng_state(), before)
    assert torch.equal(first.losses, same.losses)
    assert first.dev_losses == same.dev_losses
    assert all(map(torch.equal, first.model.parameters(), same.model.parameters()))
    assert not torch.equal(first.losses, other.losses)


@pytest.mark.parametrize("activation", ["tanh", "gelu"])
@pytest.mark.parametrize("norm", [False, True])
def test_the_first_loss_is_near_that_of_guessing(activation, norm, splits, vocabulary):
    settings = {"batch_size": 128, "examples": 128 * LOOKS, "dropout": 0.2, "depth": 2}
    recipe = Recipe(activation=activation, norm=norm, **settings)
    result = fit(recipe, splits, vocabulary, seed=1)
    assert result.losses[0].item() == pytest.approx(math.log(27), abs=0.05)


def test_what_a_check_raises_ends_the_run(splits, vocabulary):
    seen = []

    def stop(check, dev_loss):
        seen.append(check)
        if check == 2:
            raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        fit(TINY, splits, vocabulary, seed=1, on_look=stop)
    assert seen == [1, 2]


def change_rate(monkeypatch, change):
    """From step 25 on, in the third of the six parts, the rate is what `change` gives."""
    original = Recipe.learning_rate
    monkeypatch.setattr(
        Recipe,
        "learning_rate",
        lambda recipe, step: original(recipe, step) if step < 25 else change(),
    )


def test_an_interrupt_within_a_part_is_passed_on(splits, vocabulary, monkeypatch):
    def interrupt():
        raise KeyboardInterrupt

    seen = []
    change_rate(monkeypatch, interrupt)
    with pytest.raises(KeyboardInterrupt):
        fit(TINY, splits, vocabulary, seed=1, on_look=lambda check, _: seen.append(check))
    assert seen == [1, 2]


def test_a_divergence_counts_from_the_start_of_the_run(splits, vocabulary, monkeypatch):
    whole = fit(TINY, splits, vocabulary, seed=1)
    change_rate(monkeypatch, lambda: 1e30)
    with pytest.raises(DivergenceError, match=r"at step 26 of 61.*0\.01: try") as caught:
        fit(TINY, splits, vocabulary, seed=1)
    assert caught.value.step == 26
    losses = caught.value.history.losses
    assert torch.equal(losses[:26], whole.losses[:26])
    assert len(losses) == 27
    assert not losses[26].isfinite()


def test_a_validation_loss_that_is_no_number_is_a_divergence(splits, vocabulary, monkeypatch):
    seen = []
    values = iter([2.5, math.nan])
    monkeypatch.setattr(recipe_module, "evaluate", lambda *_: next(values))
    with pytest.raises(DivergenceError, match="validation loss is no number at step 19 of 61"):
        fit(TINY, splits, vocabulary, seed=1, on_look=lambda *check: seen.append(check))
    assert seen == [(1, 2.5)]


def test_progress_is_shown_only_if_asked_for(splits, vocabulary, capsys, monkeypatch):
    monkeypatch.setattr(progress_module, "SECONDS_BETWEEN_LINES", 0)
    fit(TINY, splits, vocabulary, seed=1)
    assert capsys.readouterr() == ("", "")
    fit(TINY, splits, vocabulary, seed=1, progress=True)
    assert capsys.readouterr().out
