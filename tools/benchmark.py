"""How much faster the helpers are than the obvious way of writing the same.

    make bench      (about three minutes; it keeps every library to one thread)

All versions of a task take turns in one process, so that whatever else the machine does slows
all alike; the tables give medians, and how many times faster than the first version. Compare
those ratios: the times themselves belong to one machine at one moment. The tables are printed
and written to docs/benchmark.md.
"""

import platform
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from training_ways import (
    MODELS_AT_ONCE,
    compiled_modules,
    course_network,
    explicit_loop,
    helper,
    helper_for_many,
    modules_and_sgd,
    plain_numpy,
)

from mlp_helpers.data import Vocabulary, build_dataset, load_names, split_names
from mlp_helpers.layers import Sequential
from mlp_helpers.sample import sample_names
from mlp_helpers.train import evaluate, train

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "docs" / "benchmark.md"
CONTEXT = 3
ROUNDS = 15
STEPS = 1000  # of each way in each round
NAMES = 500  # one by one; the rate is the same for more, and the wait is not

# How many times faster than the first version a helper has to be.
GOALS = {
    "`train`": 3.0,
    "`train_many`, 16 models, each": 8.0,
    "`train`, no batch norm": 2.5,
    "`train_many`, no batch norm": 6.0,
    "`build_dataset`": 20.0,
    "`sample_names`, 10,000": 10.0,
}


def contexts_by_loop(names: list[str], vocabulary: Vocabulary) -> tuple[Tensor, Tensor]:
    """The loop of the public lectures: slide a window along each name."""
    X, Y = [], []
    for name in names:
        window = [0] * CONTEXT
        for character in name + ".":
            number = vocabulary.stoi[character]
            X.append(window)
            Y.append(number)
            window = [*window[1:], number]
    return torch.tensor(X), torch.tensor(Y)


def names_by_loop(model: Sequential, vocabulary: Vocabulary, n: int) -> list[str]:
    """The loop of the public lectures: one character of one name at a time."""
    generator = torch.Generator().manual_seed(2)
    model.eval()
    names = []
    with torch.no_grad():
        for _ in range(n):
            window, name = [0] * CONTEXT, ""
            while True:
                probabilities = F.softmax(model(torch.tensor([window])), dim=1)
                number = torch.multinomial(probabilities, 1, generator=generator).item()
                if number == 0:
                    break
                name += vocabulary.itos[number]
                window = [*window[1:], number]
            names.append(name)
    return names


def names_at_once(model: Sequential, vocabulary: Vocabulary, n: int) -> list[str]:
    """The helper, with a generator of its own."""
    generator = torch.Generator().manual_seed(2)
    return sample_names(model, vocabulary, n, generator=generator)


def loss_in_one_go(model: Sequential, X: Tensor, Y: Tensor) -> float:
    """The loss as the public lectures evaluate it: the whole split in one call."""
    with torch.no_grad():
        return F.cross_entropy(model.eval()(X), Y).item()


def seconds(function: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def medians(functions: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median seconds of each; they take turns, after one call of each to warm up."""
    for function in functions.values():
        function()
    rounds = [{name: seconds(call) for name, call in functions.items()} for _ in range(ROUNDS)]
    return {name: median(times[name] for times in rounds) for name in functions}


def table(title: str, unit: str, per: dict[str, int], functions: dict[str, Callable]) -> list[str]:
    """A Markdown table of one task; `per` says through how many units the seconds are divided."""
    scale = {"µs": 1e6, "ms": 1e3}[unit.split()[0]]
    figures = {name: s * scale / per.get(name, 1) for name, s in medians(functions).items()}
    first = next(iter(figures.values()))
    lines = [f"| {title} | {unit} | times as fast |", "|---|---:|---:|"]
    for name, figure in figures.items():
        ratio = first / figure
        lines.append(f"| {name} | {figure:,.3g} | {ratio:.1f} |")
        if name in GOALS:
            verdict = "reached" if ratio >= GOALS[name] else "MISSED"
            print(f"{name}: {ratio:.2f} times as fast, wanted {GOALS[name]:g}: {verdict}")
    return [*lines, ""]


def training_tables(X: Tensor, Y: Tensor) -> list[str]:
    """One step of gradient descent at batch size 32, with batch norm and without."""
    with_norm = {
        "explicit loop with autograd": explicit_loop,
        "`torch.nn` and `torch.optim.SGD`": modules_and_sgd,
        "the same after `torch.compile`": compiled_modules(X, Y),
        "`train(…, autograd=True)`": partial(helper, autograd=True),
        "every operation written out in NumPy": plain_numpy,
        "`train`": helper,
        "`train_many`, 16 models, each": helper_for_many,
    }
    without = {
        "explicit loop, no batch norm": explicit_loop,
        "every operation in NumPy, no batch norm": plain_numpy,
        "`train`, no batch norm": helper,
        "`train_many`, no batch norm": helper_for_many,
    }
    without = {name: partial(way, norm=False) for name, way in without.items()}
    lines = []
    tables = {"the 12,097-parameter network": with_norm, "without batch norm": without}
    for title, ways in tables.items():
        calls = {name: partial(way, X, Y, STEPS) for name, way in ways.items()}
        per = {name: STEPS * (MODELS_AT_ONCE if "many" in name else 1) for name in ways}
        lines += table(title, "µs a step", per, calls)
    return lines


def main() -> None:
    """Measure all tasks, print the tables and write them."""
    torch.set_num_threads(1)  # the fastest setting for matrices this small
    names = load_names()
    vocabulary = Vocabulary.from_names(names)
    X, Y = build_dataset(split_names(names).train, vocabulary, context=CONTEXT)
    model = course_network()
    generator = torch.Generator().manual_seed(1)
    train(model, X, Y, steps=1000, lr=0.1, generator=generator, progress=False)

    lines = training_tables(X, Y)
    lines += table(
        "contexts of all 32,033 names",
        "ms",
        {},
        {
            "loop over names and characters": lambda: contexts_by_loop(names, vocabulary),
            "`build_dataset`": lambda: build_dataset(names, vocabulary, context=CONTEXT),
        },
    )
    lines += table(
        "sampling names",
        "µs a name",
        {"one character at a time": NAMES, "`sample_names`, 10,000": 10_000},
        {
            "one character at a time": lambda: names_by_loop(model, vocabulary, NAMES),
            "`sample_names`, 10,000": lambda: names_at_once(model, vocabulary, 10_000),
        },
    )
    lines += table(
        "loss over all 182,625 examples",
        "ms",
        {},
        {
            "the whole split in one call": lambda: loss_in_one_go(model, X, Y),
            "`evaluate`": lambda: evaluate(model, X, Y),
        },
    )
    RESULTS.write_text("\n".join([*heading(), *lines]), encoding="utf-8")
    print("\n" + "\n".join(lines) + f"written to {RESULTS.relative_to(ROOT)}")


def heading() -> list[str]:
    """What the tables are, and where they were measured."""
    return [
        "# How fast the helper module is",
        "",
        f"Written by `make bench`: medians of {ROUNDS} rounds in which all versions of a task",
        f"take turns, each way of training with {STEPS:,} steps of batch size 32. Compare the",
        f"ratios; the times are those of one machine: {machine()},",
        f"{platform.system()}, Python {platform.python_version()}, torch {torch.__version__}, "
        f"NumPy {np.__version__}, one thread.",
        "",
    ]


def machine() -> str:
    """The processor's name, where the system tells it."""
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return f"{line.split(':')[1].strip()} ({platform.machine()})"
    except OSError:
        pass
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
