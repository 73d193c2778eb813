"""Saved models: what comes back, and files that are refused."""

import dataclasses
import io
import math
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch

from mlp_helpers.data import Vocabulary
from mlp_helpers.layers import (
    BatchNorm1d,
    Dropout,
    Embedding,
    Flatten,
    Layer,
    LeakyReLU,
    Linear,
    Sequential,
)
from mlp_helpers.share.saving import ModelFileError, load_model, named_tensors, save_model
from mlp_helpers.train import train
from mlp_helpers.tune.recipe import Recipe

VOCABULARY = Vocabulary(tuple(".abcé"))
RECIPE = Recipe(
    context=2,
    embedding=3,
    hidden=6,
    depth=2,
    activation="gelu",
    norm=True,
    dropout=0.2,
    batch_size=8,
    examples=80,
)
CARD = {"what it is": "a test", "seed": 1, "loss": 2.25}


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def contexts(rows=40):
    return torch.randint(0, len(VOCABULARY), (rows, 2), generator=seeded(3))


def trained(recipe=RECIPE):
    """A model with running statistics that are not those of the start."""
    model = recipe.network(len(VOCABULARY), generator=seeded(1))
    X = contexts()
    train(model, X, X[:, 0], steps=5, lr=0.1, generator=seeded(2), progress=False)
    return model


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "model.pt"
    save_model(path, trained(), VOCABULARY, recipe=RECIPE, card=CARD)
    return path


def rewritten(path, **changes):
    """The file with some of its parts changed: by a function of the part, or to a value."""
    content = torch.load(path, weights_only=True)
    for part, change in changes.items():
        content[part] = change(content[part]) if callable(change) else change
    torch.save(content, path)
    return path


def assert_refused(path, message):
    with pytest.raises(ModelFileError, match=message) as caught:
        load_model(path)
    assert str(path) in str(caught.value)
    assert "weights_only" not in str(caught.value), "no advice to switch the protection off"


# -------------------------------------------------------------------------------- what comes back


@pytest.mark.parametrize(
    "settings",
    [{}, {"norm": False}, {"norm": False, "activation": "tanh", "dropout": 0.0, "depth": 1}],
)
def test_a_model_comes_back_to_the_last_bit(settings, tmp_path):
    recipe = dataclasses.replace(RECIPE, **settings)
    model = trained(recipe)
    save_model(tmp_path / "model.pt", model, VOCABULARY, recipe=recipe, card=CARD)
    assert all(module.training for module in model.modules()), "saving changes nothing"

    back = load_model(tmp_path / "model.pt")
    assert back.recipe == recipe
    assert back.vocabulary == VOCABULARY
    assert back.card == CARD
    assert not any(module.training for module in back.model.modules())
    assert torch.equal(back.model(contexts()), model.eval()(contexts()))
    fresh = recipe.network(len(VOCABULARY), generator=seeded(1)).eval()
    assert not torch.equal(back.model(contexts()), fresh(contexts()))


def test_tensors_have_the_number_of_their_layer(saved):
    names = named_tensors(load_model(saved).model)
    norm = ["gain", "bias", "running_mean", "running_var"]
    expected = ["0.weight", "2.weight", *[f"3.{name}" for name in norm]]
    expected += ["6.weight", *[f"7.{name}" for name in norm], "10.weight", "10.bias"]
    assert [*names] == expected


def test_a_model_that_came_back_can_be_trained_on(saved):
    model = load_model(saved).model
    before = [parameter.detach().clone() for parameter in model.parameters()]
    X = contexts()
    train(model, X, X[:, 0], steps=1, lr=0.1, generator=seeded(2), progress=False)
    assert not any(map(torch.equal, model.parameters(), before))


def test_loading_leaves_the_global_generator_alone(saved):
    before = torch.get_rng_state()
    load_model(saved)
    assert torch.equal(torch.get_rng_state(), before)


def test_a_file_does_not_tell_where_it_was_written(saved, tmp_path):
    other = tmp_path / "elsewhere" / "other.pt"
    other.parent.mkdir()
    save_model(str(other), trained(), VOCABULARY, recipe=RECIPE, card=CARD)
    assert other.read_bytes() == saved.read_bytes()
    assert tmp_path.name.encode() not in saved.read_bytes()


def test_a_card_is_optional(tmp_path):
    save_model(tmp_path / "model.pt", trained(), VOCABULARY, recipe=RECIPE)
    assert load_model(tmp_path / "model.pt").card == {}


# -------------------------------------------------------------- what is not worth a file


def doubled(model):
    for layer in model.layers:
        for name, tensor in vars(layer).items():
            if isinstance(tensor, torch.Tensor):
                setattr(layer, name, tensor.detach().double())
    return model


def broken(model):
    model.layers[-1].bias.data[2] = math.nan
    return model


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"model": doubled}, r"0\.weight is torch\.float64, and not torch\.float32"),
        ({"model": broken}, r"10\.bias holds NaN or infinity"),
        ({"recipe": dataclasses.replace(RECIPE, hidden=7)}, r"2\.weight is \(6, 6\)"),
        ({"vocabulary": Vocabulary(tuple(".abc"))}, r"0\.weight is \(5, 3\)"),
        ({"card": {"loss": torch.tensor(2.25)}}, "card says 'loss': tensor"),
    ],
)
def test_what_could_not_be_read_is_not_written(change, message, tmp_path):
    path = tmp_path / "model.pt"
    arguments = {"model": trained(), "recipe": RECIPE, "vocabulary": VOCABULARY, **change}
    if callable(arguments["model"]) and "model" in change:
        arguments["model"] = change["model"](trained())
    with pytest.raises(ModelFileError, match=message):
        save_model(path, **arguments)
    assert not path.exists()


def test_a_file_that_could_not_be_read_is_named(tmp_path):
    path = tmp_path / "model.pt"
    with pytest.raises(ModelFileError) as caught:
        save_model(path, broken(trained()), VOCABULARY, recipe=RECIPE)
    assert f"Reading it back said: {path} does not fit together" in str(caught.value)


@pytest.mark.parametrize(
    ("layer", "name", "value"), [(2, "bias", torch.zeros(6)), (3, "gain", None)]
)
def test_tensors_are_those_that_the_recipe_needs(layer, name, value, tmp_path):
    model = trained()
    assert (getattr(model.layers[layer], name) is None) == (value is not None)
    setattr(model.layers[layer], name, value)
    with pytest.raises(ModelFileError, match="its layers are"):
        save_model(tmp_path / "model.pt", model, VOCABULARY, recipe=RECIPE)


def test_embeddings_of_characters_that_are_not_there_are_refused(tmp_path):
    V = len(VOCABULARY)
    model = Sequential([Embedding(V + 2, 3, generator=seeded()), Flatten(), Linear(6, V)])
    with pytest.raises(ModelFileError, match=f"it has {V + 2} embeddings for {V} characters"):
        save_model(tmp_path / "model.pt", model, VOCABULARY, context=2)


# ------------------------------------------------------------------------------- files in disorder


def test_a_missing_file_is_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_model(tmp_path / "model.pt")


def archive(**entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        for name, text in entries.items():
            zipped.writestr(f"archive/{name}", text)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"PK\x03\x04",
        pickle.dumps({"format": 1}),
        archive(),
        archive(readme="hello"),
        archive(**{"data.pkl": b"hello", "version": b"3\n"}),
    ],
)
def test_files_of_other_kinds_are_refused(content, tmp_path):
    path = tmp_path / "model.pt"
    path.write_bytes(content)
    assert_refused(path, "is damaged, or no model file.* Fetch or save it again, and open it in no")


def test_a_file_cut_anywhere_is_refused(saved):
    whole = saved.read_bytes()
    for length in range(0, len(whole), 97):
        saved.write_bytes(whole[:length])
        assert_refused(saved, "is damaged")


def test_a_changed_bit_is_noticed_or_does_no_harm(saved):
    whole = saved.read_bytes()
    expected = named_tensors(load_model(saved).model)
    refused = 0
    for place in range(0, len(whole), 29):
        changed = bytearray(whole)
        changed[place] ^= 4
        saved.write_bytes(changed)
        try:
            found = load_model(saved)
        except ModelFileError:
            refused += 1
            continue
        assert found.recipe == RECIPE
        assert all(map(torch.equal, named_tensors(found.model).values(), expected.values()))
    assert refused > 50


@pytest.mark.parametrize("content", [[1], torch.ones(2), {}, {"format": "1"}])
def test_other_things_in_a_file_are_refused(content, tmp_path):
    torch.save(content, tmp_path / "model.pt")
    assert_refused(tmp_path / "model.pt", "is not a model file of format 2")


def setting(**changes):
    return {"recipe": lambda recipe: {**recipe, **changes}}


def layer(number, **changes):
    """A layer's description changed, in a file of a network without a recipe."""

    def change(layers):
        return [{**one, **changes} if n == number else one for n, one in enumerate(layers)]

    return {"layers": change, "recipe": None}


def weight(change):
    return {"tensors": lambda tensors: {**tensors, "0.weight": change(tensors["0.weight"])}}


def without(part, name):
    return {part: lambda values: {key: values[key] for key in values if key != name}}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": 1}, "is not a model file of format 2"),
        ({"format": torch.ones(2)}, "is not a model file of format 2"),
        ({"recipe": 5}, "its recipe is 5, with other settings"),
        ({"context": 0}, "its context is 0"),
        ({"context": 10**12}, "its context is 1000000000000"),
        ({"context": True}, "its context is no int, but bool"),
        ({"context": 3, "recipe": None}, "Linear expects rows of 6 numbers"),
        ({"layers": []}, "its tensors are"),
        (
            {"layers": [], "recipe": None},
            r"its tensors are \['0\.weight', .*, and its layers have \[\]",
        ),
        ({"layers": lambda layers: layers[:-1], "recipe": None}, "its tensors are"),
        ({"layers": [5], "recipe": None}, "does not fit together"),
        (layer(0, kind="hidden"), "no layer is of the kind 'hidden'"),
        (layer(0, kind="sequential"), "no layer is of the kind 'sequential'"),
        (layer(0, kind=["embedding"]), "does not fit together"),
        (layer(0, settings={"forward": 5}), r"a layer embedding has no settings .*forward"),
        (layer(1, settings={"start_dim": "x"}), "does not fit together"),
        (layer(1, settings={"start_dim": 7}), "does not fit together"),
        (layer(1, settings={"colour": 1}), "does not fit together"),
        (layer(1, settings={}), r"its layers are .*, and make"),
        (layer(3, settings={}), "does not fit together"),
        (layer(3, settings={"eps": -5.0, "momentum": 0.1, "unbiased": False}), "not finite"),
        (layer(3, settings={"eps": "x", "momentum": 0.1, "unbiased": False}), "does not fit"),
        (layer(5, settings={"p": 1.0}), r"p is 1\.0: a share"),
        (setting(colour="red"), "its recipe is .*, with other settings"),
        (setting(hidden="6"), "hidden is '6': it must be a whole number"),
        (setting(hidden=6.0), r"hidden is 6\.0: it must be a whole number"),
        (setting(hidden=7), r"2\.weight is \(6, 6\).*needs \(6, 7\)"),
        (setting(hidden=10**9), r"needs \(6, 1000000000\)"),
        (setting(embedding=10**9, context=10**9), "does not fit together"),
        (setting(depth=10**9), "11 layers are too few for depth 1000000000"),
        (setting(depth=11), r"its layers are .*, and its recipe's"),
        (setting(depth=1), r"its layers are .*, and its recipe's"),
        (setting(norm=False), r"its layers are .*, and its recipe's"),
        (setting(norm=1), "norm is 1, not True or False"),
        (setting(activation="swish"), "activation is 'swish'"),
        (setting(activation=["gelu"]), "does not fit together"),
        (setting(rate="fast"), "rate is 'fast'"),
        (setting(rate=math.nan), "rate is nan"),
        (setting(dropout=torch.ones(2)), "dropout is tensor"),
        ({"characters": 5}, "its characters is no str, but int"),
        ({"characters": "abcde"}, "a vocabulary is"),
        ({"characters": ".aabc"}, "a vocabulary is"),
        ({"characters": ".abcde"}, r"0\.weight is \(5, 3\).*needs \(6, 3\)"),
        ({"tensors": []}, "its tensors is no dict, but list"),
        ({"tensors": {}}, "its layers are"),
        (without("tensors", "3.running_var"), r"its layers are|needs"),
        (
            {**weight(lambda tensor: tensor[:-1].clone()), "recipe": None},
            "the embedding has the rows 0 to 3, but was asked for 4 to 4",
        ),
        ({"tensors": lambda t: {**t, "11.weight": torch.ones(1)}}, "its tensors are"),
        (weight(lambda tensor: tensor.tolist()), r"0\.weight is no plain tensor"),
        (weight(lambda tensor: None), r"0\.weight is no plain tensor"),
        (weight(torch.Tensor.to_sparse), r"0\.weight is no plain tensor"),
        (weight(lambda tensor: tensor.to("meta")), r"0\.weight is no plain tensor"),
        (weight(torch.Tensor.double), r"0\.weight is torch\.float64"),
        (weight(torch.Tensor.int), r"0\.weight is torch\.int32"),
        (weight(lambda tensor: tensor.T), r"0\.weight is \(3, 5\)"),
        (weight(lambda tensor: tensor[0]), r"0\.weight has another number of numbers"),
        (weight(lambda tensor: tensor[0].clone()), r"0\.weight is \(3,\)"),
        (weight(lambda tensor: tensor * math.nan), r"0\.weight holds NaN or infinity"),
        (weight(lambda tensor: tensor / 0), r"0\.weight holds NaN or infinity"),
        ({"card": "none"}, "its card is no dict, but str"),
        ({"card": {1: "one"}}, "its card says 1: 'one'"),
        ({"card": {"seeds": [1, 2]}}, r"its card says 'seeds': \[1, 2\]"),
    ],
)
def test_parts_that_do_not_fit_are_refused(changes, message, saved):
    assert_refused(rewritten(saved, **changes), message)


@pytest.mark.parametrize("part", ["characters", "context", "layers", "tensors", "card"])
def test_a_missing_part_is_refused(part, saved):
    content = torch.load(saved, weights_only=True)
    del content[part]
    torch.save(content, saved)
    assert_refused(saved, f"its {part} is no .*, but NoneType")


def test_an_unchanged_rewritten_file_is_fine(saved):
    """So that it is the changes above that are refused."""
    before = named_tensors(load_model(saved).model)
    after = named_tensors(load_model(rewritten(saved)).model)
    assert all(map(torch.equal, before.values(), after.values()))


# ------------------------------------------------------------------------------------------ code


class Code:
    """What runs code when it is unpickled: it creates a file."""

    def __init__(self, trace):
        self.trace = trace

    def __reduce__(self):
        return Path.touch, (self.trace,)


@pytest.mark.parametrize("switched_off", [False, True])
@pytest.mark.parametrize("form", ["plain pickle", "part of a model", "old form of torch"])
def test_code_in_a_file_is_refused_and_does_not_run(form, switched_off, saved, monkeypatch):
    """The variable switches PyTorch's protection off where a caller does not insist on it."""
    if switched_off:
        monkeypatch.setenv("TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD", "1")
    trace = saved.with_name("it ran")
    code = Code(trace)
    if form == "plain pickle":
        saved.write_bytes(pickle.dumps(code))
        pickle.loads(saved.read_bytes())
    else:
        content = {**torch.load(saved, weights_only=True), "card": {"note": code}}
        zipped = form == "part of a model"
        torch.save(content, saved, _use_new_zipfile_serialization=zipped)
        torch.load(saved, weights_only=False)
    assert trace.exists(), "without protection the code runs"
    trace.unlink()

    assert_refused(saved, "holds more than tensors, numbers and text")
    assert not trace.exists()


def test_numbers_of_numpy_are_saved_as_numbers(tmp_path):
    recipe = Recipe(hidden=8, examples=2000, rate=np.float64(1e-3), depth=np.int64(1))
    model = recipe.network(4, generator=torch.Generator().manual_seed(1))
    vocabulary = Vocabulary(tuple(".abc"))
    save_model(tmp_path / "m.pt", model, vocabulary, recipe=recipe, card={"loss": np.float32(2.25)})
    saved = load_model(tmp_path / "m.pt")
    assert saved.card == {"loss": 2.25}
    assert type(saved.recipe.rate) is float


def test_an_author_is_not_told_that_the_file_is_from_a_stranger(tmp_path, saved):
    there = load_model(saved)
    with pytest.raises(ModelFileError, match="cannot be saved as one that opens safely") as caught:
        save_model(
            tmp_path / "m.pt", there.model, there.vocabulary, recipe=there.recipe, card={"set": {1}}
        )
    assert str(caught.value).startswith("this model cannot be saved")
    assert not (tmp_path / "m.pt").exists()


def test_a_network_of_another_recipe_is_not_saved(tmp_path):
    recipe, other = (Recipe(hidden=8, examples=2000, activation=kind) for kind in ("relu", "tanh"))
    model = recipe.network(4, generator=torch.Generator().manual_seed(1))
    with pytest.raises(ModelFileError, match=r"its layers are .*relu.*, and its recipe.s .*tanh"):
        save_model(tmp_path / "m.pt", model, Vocabulary(tuple(".abc")), recipe=other)


# -------------------------------------------------------------------------- networks built by hand


def by_hand(*, unbiased=True):
    """A network that no recipe describes, with running statistics not those of the start."""
    generator = seeded(1)
    model = Sequential(
        [
            Embedding(len(VOCABULARY), 3, generator=generator),
            Flatten(),
            Linear(6, 8, bias=False, generator=generator),
            BatchNorm1d(8, eps=1e-3, momentum=0.3, unbiased=unbiased),
            LeakyReLU(0.2),
            Dropout(0.25, generator=generator),
            Linear(8, len(VOCABULARY), generator=generator),
        ]
    )
    X = contexts()
    train(model, X, X[:, 0], steps=5, lr=0.1, generator=seeded(2), progress=False)
    return model


def test_a_network_built_by_hand_comes_back_with_its_settings(tmp_path):
    model = by_hand()
    save_model(tmp_path / "mine.pt", model, VOCABULARY, context=2, card=CARD)
    back = load_model(tmp_path / "mine.pt")
    assert torch.equal(back.model(contexts()), model.eval()(contexts()))
    assert (back.context, back.recipe, back.card) == (2, None, CARD)
    assert back.vocabulary == VOCABULARY
    norm, leaky, dropout = back.model.layers[3:6]
    assert norm.settings() == {"eps": 1e-3, "momentum": 0.3, "unbiased": True}
    assert (leaky.negative_slope, dropout.p) == (0.2, 0.25)
    train(
        back.model,
        contexts(),
        contexts()[:, 0],
        steps=2,
        lr=0.1,
        generator=seeded(),
        progress=False,
    )


def test_a_network_that_reads_one_character_comes_back(tmp_path):
    V = len(VOCABULARY)
    model = Sequential([Embedding(V, 3, generator=seeded()), Flatten(), Linear(3, V)])
    save_model(tmp_path / "mine.pt", model, VOCABULARY, context=1)
    assert load_model(tmp_path / "mine.pt").context == 1


@pytest.mark.parametrize("arguments", [{}, {"context": 2, "recipe": RECIPE}])
def test_a_recipe_or_a_context_is_given_and_not_both(arguments, tmp_path):
    with pytest.raises(
        ModelFileError, match=r"^give the recipe of a recipe's network, or else its context"
    ):
        save_model(tmp_path / "mine.pt", trained(), VOCABULARY, **arguments)


@pytest.mark.parametrize(
    ("recipe", "message"),
    [
        (dataclasses.replace(RECIPE, dropout=0.3), "its layers are"),
        (dataclasses.replace(RECIPE, activation="tanh"), "its layers are"),
        (dataclasses.replace(RECIPE, norm=False), "its layers are"),
        (dataclasses.replace(RECIPE, context=3), r"2\.weight is \(6, 6\), and its recipe needs"),
    ],
)
def test_a_network_is_saved_with_its_own_recipe_only(recipe, message, tmp_path):
    with pytest.raises(ModelFileError, match=message):
        save_model(tmp_path / "mine.pt", trained(), VOCABULARY, recipe=recipe)
    assert not (tmp_path / "mine.pt").exists()


def test_a_layer_of_one_s_own_is_refused(tmp_path):
    class Doubling(Layer):
        def forward(self, x):
            return 2 * x

    model = by_hand()
    model.layers.insert(3, Doubling())
    with pytest.raises(ModelFileError, match="no layer is of the kind ''"):
        save_model(tmp_path / "mine.pt", model, VOCABULARY, context=2)


def test_layers_within_layers_are_refused(tmp_path):
    model = by_hand()
    with pytest.raises(ModelFileError, match="no layer is of the kind 'sequential'"):
        save_model(tmp_path / "mine.pt", Sequential([model]), VOCABULARY, context=2)


def twice(model):
    model.layers.insert(3, model.layers[2])
    return model


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (torch.nn.Sequential(torch.nn.Embedding(5, 3)), "and no Sequential"),
        (Sequential([Embedding(5, 3), torch.nn.Flatten()]), "and no Flatten"),
        (lambda X: X, "and no function"),
        (Embedding(5, 3), "a Sequential of layers, each of them used once"),
        (twice(by_hand()), "each of them used once"),
    ],
)
def test_what_is_no_sequential_of_layers_is_refused(model, message, tmp_path):
    with pytest.raises(ModelFileError, match=message):
        save_model(tmp_path / "mine.pt", model, VOCABULARY, context=2)


def test_a_card_with_code_is_refused(tmp_path):
    with pytest.raises(ModelFileError, match="A card holds texts and numbers"):
        save_model(tmp_path / "mine.pt", by_hand(), VOCABULARY, context=2, card={"made": lambda: 1})


def norm_with(**settings):
    """BatchNorm settings in a file, some of them changed."""
    return layer(3, settings={"eps": 1e-5, "momentum": 0.1, "unbiased": False, **settings})


@pytest.mark.parametrize(
    "changes",
    [
        norm_with(momentum="fast"),
        norm_with(unbiased="no"),
        norm_with(momentum=torch.ones(1)),
        layer(3, settings={"eps": 1e-5}),
        {"tensors": lambda t: {**t, "0.weight": torch.ones(1).expand(5, 3)}},
    ],
)
def test_what_could_not_be_trained_on_is_refused(changes, saved):
    assert_refused(rewritten(saved, **changes), "does not fit together")


def test_a_small_file_that_becomes_a_large_one_is_refused(saved):
    packed = saved.with_name("packed.pt")
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item.filename, old.read(item))
    assert_refused(packed, "is damaged, or no model file")
