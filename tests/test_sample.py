"""Sampling all names at once, compared with the usual loop that draws one name."""

import dataclasses
import functools
import math
from collections import Counter
from itertools import pairwise

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from mlp_helpers.data import Vocabulary
from mlp_helpers.layers import Layer, Sequential
from mlp_helpers.sample import sample_names
from mlp_helpers.train import evaluate


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.fixture
def abc():
    return Vocabulary.from_names(["abc"])


def one_name(model, vocabulary, *, context, generator):
    """The usual loop: one character at a time until the boundary is drawn."""
    window, drawn = [0] * context, []
    while True:
        probabilities = F.softmax(model(torch.tensor([window])), dim=1)
        number = torch.multinomial(probabilities, num_samples=1, generator=generator).item()
        if number == 0:
            return "".join(vocabulary.itos[i] for i in drawn)
        drawn.append(number)
        window = [*window[1:], number]


def always(*numbers):
    """A model that draws `numbers` one after the other, whatever came before."""
    queue = list(numbers)

    def model(X):
        logits = torch.full((len(X), 4), -math.inf)
        logits[:, queue.pop(0) if len(queue) > 1 else queue[0]] = 0.0
        return logits

    return model


@pytest.mark.parametrize("seed", range(5))
def test_one_name_equals_the_usual_loop(seed, network, vocabulary):
    model = network(seeded(seed)).eval()
    ours, theirs = seeded(7), seeded(7)
    for _ in range(5):  # one name after the other, from the same stream of numbers
        expected = one_name(model, vocabulary, context=3, generator=theirs)
        drawn = sample_names(model, vocabulary, 1, generator=ours, max_length=500)
        assert drawn == [expected]


@pytest.mark.parametrize("context", [1, 2, 5])
def test_the_model_reads_the_last_characters_in_their_order(context, abc):
    """A model whose next character is fixed by a sum that weighs each place differently."""

    def following(window):
        return (1 + sum((place + 1) * number for place, number in enumerate(window))) % 4

    def model(X):
        weighted = X @ torch.arange(1, context + 1)
        return torch.where(F.one_hot((1 + weighted) % 4, 4) == 1, 0.0, -math.inf)

    window, expected = [0] * context, ""
    while len(expected) < 20 and (number := following(window)) != 0:
        expected += abc.itos[number]
        window = [*window[1:], number]

    drawn = sample_names(model, abc, 3, context=context, generator=seeded(), max_length=20)
    assert drawn == [expected] * 3


def test_names_that_never_end_are_cut_at_the_maximum(abc):
    for max_length in (1, 7):
        drawn = sample_names(always(2), abc, 3, generator=seeded(), max_length=max_length)
        assert drawn == ["b" * max_length] * 3


def test_names_end_after_fifty_characters_unless_told(abc):
    assert sample_names(always(1), abc, 1, generator=seeded()) == ["a" * 50]


def test_names_end_at_the_first_boundary(abc):
    assert sample_names(always(1, 2, 0, 3), abc, 2, generator=seeded()) == ["ab", "ab"]
    assert sample_names(always(0, 1), abc, 2, generator=seeded()) == ["", ""]


def test_no_names_are_an_empty_list_and_draw_nothing(abc):
    generator = seeded()
    assert sample_names(always(1), abc, 0, generator=generator) == []
    assert torch.equal(generator.get_state(), seeded().get_state())


def test_finished_names_are_not_computed_any_further():
    """Every name ends with probability 1/2 a step, so the rows shown must shrink."""
    rows = []

    def model(X):
        rows.append(len(X))
        return torch.zeros(len(X), 2)

    drawn = sample_names(model, Vocabulary.from_names(["a"]), 1000, generator=seeded())
    still_going = [sum(len(name) >= length for name in drawn) for length in range(51)]
    assert rows == [going for going in still_going[:50] if going]


def test_characters_follow_their_probabilities(abc):
    """20,000 names from known pair probabilities.

    The successors of one character are independent draws, so a share among m of them has
    the standard deviation √(p(1−p)/m). Five of those are passed by chance once in two million
    draws; the seed is fixed, so this test gives the same answer on every run.
    """
    probabilities = torch.tensor(
        [
            [0.10, 0.60, 0.25, 0.05],
            [0.30, 0.00, 0.50, 0.20],
            [0.25, 0.25, 0.25, 0.25],
            [0.50, 0.30, 0.10, 0.10],
        ]
    )
    n = 20_000
    drawn = sample_names(
        lambda X: probabilities.log()[X[:, -1]],
        abc,
        n,
        generator=seeded(3),
        max_length=200,  # a name goes on with at most 3/4, so 200 characters never come about
    )
    assert len(drawn) == n
    assert max(map(len, drawn)) < 200

    text = "".join(f".{name}" for name in drawn) + "."  # one boundary between two names
    for before, row in enumerate(probabilities.tolist()):
        followers = [b for a, b in pairwise(text) if a == abc.itos[before]]
        m = len(followers)
        assert m > 3000
        for after, p in enumerate(row):
            share = followers.count(abc.itos[after]) / m
            assert abs(share - p) <= 5 * math.sqrt(p * (1 - p) / m)


def test_same_seed_gives_the_same_names_and_another_seed_others(network, vocabulary):
    model = network(seeded(1))
    first, again, other = (
        sample_names(model, vocabulary, 20, generator=seeded(seed)) for seed in (4, 4, 5)
    )
    assert first == again != other


def test_batch_norm_is_evaluated_not_trained(network, vocabulary):
    model = network(seeded(1))
    norm = model.layers[3]
    norm.running_mean.normal_(generator=seeded(2))
    mean, var = norm.running_mean.clone(), norm.running_var.clone()

    in_training_mode = sample_names(model, vocabulary, 1, generator=seeded(3))
    in_evaluation_mode = sample_names(model.eval(), vocabulary, 1, generator=seeded(3))

    assert in_training_mode == in_evaluation_mode
    assert torch.equal(norm.running_mean, mean)
    assert torch.equal(norm.running_var, var)


def test_mixed_modes_are_restored(network, vocabulary):
    model = Sequential([network(seeded(1))])
    model.layers[0].layers[3].training = False
    before = [module.training for module in model.modules()]
    sample_names(model, vocabulary, 5, generator=seeded())
    assert [module.training for module in model.modules()] == before


def test_sampling_leaves_no_gradients_and_global_random_state(network, vocabulary):
    model = network(seeded(1))
    before = torch.get_rng_state()
    sample_names(model, vocabulary, 5, generator=seeded())
    assert not model.out.requires_grad
    assert torch.equal(torch.get_rng_state(), before)


def test_torch_modules_are_sampled_too(vocabulary):
    with torch.random.fork_rng():
        torch.manual_seed(1)
        layers = nn.Embedding(27, 4), nn.Flatten(), nn.Linear(12, 27), nn.Dropout(0.9)
    model = nn.Sequential(*layers)
    drawn = sample_names(model, vocabulary, 5, generator=seeded())
    assert drawn == sample_names(model.eval(), vocabulary, 5, generator=seeded())
    assert len(drawn) == 5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n": -1}, "n=-1.*n must not be negative"),
        ({"context": 0}, "context=0.*at least 1"),
        ({"max_length": 0}, "max_length=0.*at least 1"),
    ],
)
def test_numbers_that_cannot_work_are_refused(arguments, message, abc):
    generator = seeded()
    with pytest.raises(ValueError, match=message):
        sample_names(always(1), abc, **{"n": 2, "generator": generator, **arguments})
    assert torch.equal(generator.get_state(), seeded().get_state())


class Returns(Layer):
    """Gives back the same logits whatever it is shown."""

    def __init__(self, logits):
        super().__init__()
        self.logits = logits

    def forward(self, x):
        return self.logits


@pytest.mark.parametrize(
    ("logits", "message"),
    [
        (torch.zeros(2, 5), r"logits of shape \(2, 5\), but \(2, 4\) was expected"),
        (torch.zeros(1, 4), r"logits of shape \(1, 4\), but \(2, 4\) was expected"),
        (torch.zeros(2, 3, 4), r"logits of shape \(2, 3, 4\)"),
        (torch.tensor([[0.0] * 4, [0.0, math.nan, 0.0, 0.0]]), "NaN or infinite.*diverge"),
        (torch.tensor([[0.0] * 4, [0.0, math.inf, 0.0, 0.0]]), "NaN or infinite.*diverge"),
        (torch.tensor([[0.0] * 4, [-math.inf] * 4]), "NaN or infinite.*diverge"),
    ],
)
def test_logits_that_cannot_be_drawn_from_are_refused(logits, message, abc):
    model, generator = Sequential([Returns(logits)]), seeded()
    model.layers[0].training = False
    with pytest.raises(ValueError, match=message):
        sample_names(model, abc, 2, generator=generator)
    assert [module.training for module in model.modules()] == [True, False]
    assert torch.equal(generator.get_state(), seeded().get_state())


def test_generator_is_required_in_earnest(vocabulary):
    with pytest.raises(TypeError, match="generator is None; pass one with a seed"):
        sample_names(lambda X: torch.zeros(len(X), 27), vocabulary, 1, generator=None)


# ------------------------------------------------------- beginning, temperature, known names


def probabilities_of(model, vocabulary, name, *, begun, temperature, context=3):
    """The chance of one name, one character after the other, by the slow way."""
    window = [0] * context + vocabulary.encode(name[:begun])
    chance = 1.0
    for number in [*vocabulary.encode(name[begun:]), 0]:
        logits = model(torch.tensor([window[-context:]])).double() / temperature
        chance *= F.softmax(logits, dim=1)[0, number].item()
        window.append(number)
    return chance


@pytest.mark.parametrize("temperature", [0.5, 1.0, 1.7, 2.0])
@pytest.mark.parametrize("beginning", ["", "a", "cab"])
def test_shares_of_names_are_the_probabilities_of_the_slow_way(beginning, temperature, abc):
    """20,000 names drawn at once: each frequent name within five standard errors of its chance."""
    generator = seeded(3)
    table = torch.randn(64, 4, generator=generator)
    table[:, 0] += 1.0  # names end soon

    def model(X):
        return table[X @ torch.tensor([16, 4, 1])]

    n = 20_000
    drawn = sample_names(
        model, abc, n, generator=seeded(4), beginning=beginning, temperature=temperature
    )
    counts = Counter(drawn)
    assert all(name.startswith(beginning) for name in drawn)
    assert len(counts) > 20
    for name, count in counts.most_common(20):
        chance = probabilities_of(model, abc, name, begun=len(beginning), temperature=temperature)
        assert abs(count / n - chance) < 5 * math.sqrt(chance * (1 - chance) / n)


def test_a_temperature_of_one_draws_what_was_always_drawn(network, vocabulary):
    model = network(seeded(1)).eval()
    plain = sample_names(model, vocabulary, 50, generator=seeded(2))
    assert sample_names(model, vocabulary, 50, generator=seeded(2), temperature=1.0) == plain


def test_a_temperature_near_zero_takes_the_likeliest_and_overflows_nowhere(network, vocabulary):
    model = network(seeded(1)).eval()
    drawn = sample_names(model, vocabulary, 5, generator=seeded(2), temperature=1e-300)
    window, name = [0, 0, 0], ""
    while len(name) < 50 and (i := model(torch.tensor([window])).argmax().item()) != 0:
        name += vocabulary.itos[i]
        window = [*window[1:], i]
    assert drawn == [name] * 5


def test_a_temperature_near_zero_takes_the_likeliest_however_low_a_row_of_logits_lies(abc):
    low = -1e30  # over the temperature, that is −∞

    def model(X):  # a or b, then the end, which is likelier by 1 than c
        after_b = torch.tensor([low + 1e25, -math.inf, -math.inf, low])
        ends = torch.where(X[:, -1:] == 2, after_b, torch.tensor([0.0, -math.inf, -math.inf, -1]))
        begins = torch.tensor([-math.inf, 0, 0, -math.inf])
        return torch.where(X[:, -1:] == 0, begins, ends)

    drawn = sample_names(model, abc, 50, generator=seeded(1), temperature=1e-10)
    assert set(drawn) == {"a", "b"}


def test_no_more_names_are_drawn_anew_than_are_missing(abc):
    asked = []

    def model(X):  # a or b, then the end
        first = X[:, -1:] == 0
        asked.append(int(first.sum()))
        chances = torch.where(first, torch.tensor([0, 0.5, 0.5, 0]), torch.eye(4)[:1])
        return chances.log()

    assert sample_names(model, abc, 1_000, generator=seeded(1), known=["a"]) == ["b"] * 1_000
    begun = [number for number in asked if number]
    assert begun[0] == 1_000
    assert sum(begun) < 2 * 1_000 + 200  # half of them are thrown away


def test_known_names_are_drawn_anew_and_the_others_keep_their_shares(abc):
    def model(X):  # a, b or c with 1/2, 1/4, 1/4, and then the end
        first = X[:, -1:] == 0
        chances = torch.where(first, torch.tensor([0, 0.5, 0.25, 0.25]), torch.eye(4)[:1])
        return chances.log()

    drawn = Counter(sample_names(model, abc, 8_000, generator=seeded(5), known=["a"]))
    assert drawn.keys() == {"b", "c"}
    assert drawn.total() == 8_000
    assert abs(drawn["b"] / 8_000 - 0.5) < 5 * math.sqrt(0.25 / 8_000)


def test_a_model_that_says_known_names_only_is_told(abc):
    told = r"^16,384 names were drawn, and all are among the 2 known\. Raise the temperature, or"
    with pytest.raises(ValueError, match=told):
        sample_names(always(1, 0), abc, 1, generator=seeded(), known={"a", ""})
    one_by_one = r"^10,000 names were drawn"
    with pytest.raises(ValueError, match=one_by_one):
        sample_names(always(0), abc, 10_000, generator=seeded(), known={""})


def test_one_new_name_in_thousands_is_waited_for(abc):
    def model(X):
        first = X[:, -1:] == 0
        chances = torch.where(first, torch.tensor([0, 0.999, 0.001, 0]), torch.eye(4)[:1])
        return chances.log()

    assert sample_names(model, abc, 1, generator=seeded(1), known=["a"]) == ["b"]


def test_a_beginning_as_long_as_the_maximum_is_the_name(abc):
    drawn = sample_names(always(1), abc, 2, generator=seeded(), beginning="abc", max_length=3)
    assert drawn == ["abc", "abc"]
    drawn = sample_names(always(1), abc, 2, generator=seeded(), beginning="abc", max_length=5)
    assert drawn == ["abcaa", "abcaa"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"temperature": 0.0}, "temperature is 0.0: the logits are divided by it"),
        ({"temperature": -1.0}, "temperature is -1.0"),
        ({"temperature": math.nan}, "temperature is nan"),
        ({"temperature": math.inf}, "temperature is inf"),
        ({"beginning": "A"}, "'A' at position 0.*Lower-case the text"),
        ({"beginning": "ax"}, "'x' at position 1"),
        ({"beginning": "a."}, r"the beginning 'a\.' holds '\.', which ends a name"),
        ({"beginning": "abcabc", "max_length": 5}, "has 6 characters, and max_length is 5"),
    ],
)
def test_settings_that_cannot_be_are_refused(wrong, message, abc):
    with pytest.raises(ValueError, match=message):
        sample_names(always(1, 0), abc, 1, generator=seeded(), **wrong)


def test_a_single_string_of_known_names_is_refused(abc):
    with pytest.raises(TypeError, match="single string 'emma'"):
        sample_names(always(1, 0), abc, 1, generator=seeded(), known="emma")


# ------------------------------------------------------------ a function around a model


class Halved:
    def __init__(self, inner):
        self.inner = {"models": [inner]}

    def __call__(self, X):
        return self.inner["models"][0](X) / 2

    def method(self, X):
        return self(X)


def plainly(model):
    return lambda X: model(X) / 2


def by_default(model):
    return lambda X, inner=model: inner(X) / 2


def by_a_function_within(model):
    def divided(X, by):
        return (lambda rows: model(rows))(X) / by

    return lambda X: divided(X, by=2)


def by_partial(model):
    return functools.partial(lambda inner, X: inner(X) / 2, model)


def by_a_global(model):
    space = {"model": model, "saved": None}
    exec(
        "def outer(X):\n    def inner(rows):\n        return model(rows)\n    return inner(X) / 2",
        space,
    )
    return space["outer"]


def by_itself(model):
    def around(X):
        return model(X) / 2 if len(X) else around(X)

    return around


class ByAHelper:
    def __call__(self, X):
        return self.helper(X)

    def helper(self, X):
        return HELD["model"](X) / 2


HELD = {}


def by_a_method_with_a_global(model):
    HELD["model"] = model
    return ByAHelper()


def by_a_class_attribute(model):
    return type("Around", (), {"inner": [model], "__call__": lambda self, X: self.inner[0](X)})()


@dataclasses.dataclass(slots=True)
class Slotted:
    inner: object

    def __call__(self, X):
        return self.inner(X) / 2


class HalfEmpty:
    __slots__ = ("inner", "later")  # the second has no value

    def __init__(self, inner):
        self.inner = inner

    def __call__(self, X):
        return self.inner(X) / 2


def before_its_helper(model):
    def around(X):
        return model(X) / 2 if len(X) else later(X)

    if not model:
        later = around
    return around


class Strange(dict):
    __getattr__ = dict.__getitem__  # answers to every name, and fails for most


def beside_a_strange_object(model):
    strange = Strange(by=2)
    return lambda X: model(X) / strange.by


WAYS = [
    by_a_method_with_a_global,
    by_a_class_attribute,
    Slotted,
    HalfEmpty,
    before_its_helper,
    beside_a_strange_object,
    lambda model: functools.partial(lambda X, inner: inner(X), inner=model),
    lambda model: lambda X, *, inner=model: inner(X),
    lambda model: (lambda models: lambda X: models[0](X))((model,) * 101),
    plainly,
    by_default,
    by_a_function_within,
    by_partial,
    by_a_global,
    by_itself,
    Halved,
    lambda model: Halved(model).method,
    lambda model: plainly(plainly(model)),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ["ours", "torch"])
def test_a_function_around_a_model_in_training_moves_nothing(way, kind, network, vocabulary):
    """Batch normalisation learned from what it was shown: 2.281 became 2.403 without a word."""
    if kind == "ours":
        model = network(seeded(1))
        norm = model.layers[3]
    else:
        norm = nn.BatchNorm1d(30)
        model = nn.Sequential(
            nn.Embedding(27, 10), nn.Flatten(), norm, nn.Dropout(0.5), nn.Linear(30, 27)
        )
    model(torch.randint(0, 27, (64, 3), generator=seeded(2)))
    before = norm.running_mean.clone()
    around = way(model)
    X, Y = torch.randint(0, 27, (64, 3)), torch.randint(0, 27, (64,))
    first = evaluate(around, X, Y)
    sample_names(around, vocabulary, 20, generator=seeded(3))
    assert torch.equal(norm.running_mean, before)
    assert evaluate(around, X, Y) == first
    assert model.training
    assert norm.training


def test_a_model_that_is_used_and_fails_is_back_in_its_mode(network, vocabulary):
    model = network(seeded(1))

    def around(X):
        return model(X)[:, :5]

    with pytest.raises(ValueError, match="the model returned logits of shape"):
        sample_names(around, vocabulary, 2, generator=seeded())
    assert all(layer.training for layer in model.layers)
