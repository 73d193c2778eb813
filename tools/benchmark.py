"""How much faster the helpers are than the obvious loops that the notebooks begin with.

    python tools/benchmark.py

The two versions of each task take turns in one process with one thread, so that whatever
else the machine does slows both alike; the table gives medians and their ratio. Compare the
ratios: the times themselves belong to one machine at one moment.
"""

import platform
import time
from collections.abc import Callable
from statistics import median

import torch
import torch.nn.functional as F

from mlp_helpers import (
    BatchNorm1d,
    Embedding,
    Flatten,
    Linear,
    Sequential,
    Tanh,
    Vocabulary,
    build_dataset,
    load_names,
    sample_names,
    split_names,
    train,
)

CONTEXT = 3
REPEATS = 7
TRAINING_STEPS = 1000  # enough for names of a natural length
NAMES_ALL_AT_ONCE = 10_000
NAMES_ONE_BY_ONE = 500  # the rate is the same for more, and the wait is not
CONTEXTS_GOAL = 20  # times faster
SAMPLING_GOAL = 10


def contexts_by_loop(names: list[str], vocabulary: Vocabulary) -> tuple[torch.Tensor, torch.Tensor]:
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


def names_by_loop(
    model: Sequential, vocabulary: Vocabulary, n: int, generator: torch.Generator
) -> list[str]:
    """The loop of the public lectures: one character of one name at a time."""
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


def trained_model(names: list[str], vocabulary: Vocabulary) -> Sequential:
    """The course's network of 12,097 parameters after a short training."""
    generator = torch.Generator().manual_seed(1)
    model = Sequential(
        [
            Embedding(len(vocabulary), 10, generator=generator),
            Flatten(),
            Linear(CONTEXT * 10, 200, bias=False, generator=generator),
            BatchNorm1d(200),
            Tanh(),
            Linear(200, len(vocabulary), generator=generator),
        ]
    )
    X, Y = build_dataset(split_names(names).train, vocabulary, context=CONTEXT)
    train(model, X, Y, steps=TRAINING_STEPS, lr=0.1, generator=generator, progress=False)
    return model


def seconds(function: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def medians(slow: Callable[[], object], fast: Callable[[], object]) -> tuple[float, float]:
    """The median seconds of both, which take turns; one call of each first, to warm up."""
    slow(), fast()
    times = [(seconds(slow), seconds(fast)) for _ in range(REPEATS)]
    return median(s for s, _ in times), median(f for _, f in times)


def print_row(what: str, slow: str, fast: str, ratio: float, goal: int) -> None:
    """One task: both figures, how many times faster the helper is, and how many are wanted."""
    verdict = "reached" if ratio >= goal else "missed"
    print(f"{what:26}{slow:>10}{fast:>10}{ratio:>7.1f}×{goal:>7}×  {verdict}")


def main() -> None:
    """Measure both tasks and print the table."""
    torch.set_num_threads(1)
    print(
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"torch {torch.__version__}, 1 thread, medians of {REPEATS}\n"
    )
    names = load_names()
    vocabulary = Vocabulary.from_names(names)
    model = trained_model(names, vocabulary)
    generator = torch.Generator().manual_seed(2)
    print(f"{'':26}{'loop':>10}{'helper':>10}{'ratio':>8}{'goal':>8}")

    loop, helper = medians(
        lambda: contexts_by_loop(names, vocabulary),
        lambda: build_dataset(names, vocabulary, context=CONTEXT),
    )
    ratio = loop / helper
    print_row("contexts of all names, s", f"{loop:.3f}", f"{helper:.4f}", ratio, CONTEXTS_GOAL)

    loop, helper = medians(
        lambda: names_by_loop(model, vocabulary, NAMES_ONE_BY_ONE, generator),
        lambda: sample_names(model, vocabulary, NAMES_ALL_AT_ONCE, generator=generator),
    )
    slow, fast = NAMES_ONE_BY_ONE / loop, NAMES_ALL_AT_ONCE / helper
    print_row("names drawn a second", f"{slow:,.0f}", f"{fast:,.0f}", fast / slow, SAMPLING_GOAL)


if __name__ == "__main__":
    main()
