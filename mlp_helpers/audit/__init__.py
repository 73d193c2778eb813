"""A report of one's own work, and what the rules of the course say to it."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mlp_helpers.data import Splits

Names = Sequence[str]
FEWEST_SEEDS = 3
CLEAR = 2  # standard errors from which on a difference is taken for one


@dataclass(frozen=True)
class Report:
    """What was done and what came out. Losses are in nats per character."""

    splits: Splits
    dev: Mapping[str, Sequence[float]]  # validation losses of each model that was tried, by seed
    baseline: str  # which of them is the counting model
    chosen: str  # which of them is reported
    test: Mapping[str, float]  # the losses of all models that were judged on the test split
    lead: tuple[float, float] | None = None  # over it on test, and its standard error by name
    known: float | None = None  # share of invented names that stand in the training split
    known_control: float | None = None  # what it would be without copying: see known_share

    def __post_init__(self) -> None:
        if self.known is not None and not 0 <= self.known <= 1:
            raise ValueError(f"{self.known} is no share: it must lie between 0 and 1.")
        if self.known_control is not None and not 0 <= self.known_control < math.inf:
            raise ValueError(f"{self.known_control} is no control: it must be a number from 0 up.")


class Finding(NamedTuple):
    """A rule that a report breaks, how, and the lesson that explains it."""

    rule: str
    says: str
    lesson: str


def audit(report: Report) -> list[Finding]:
    """What the report leaves out or claims too much of; an empty list if nothing is found.

    An audit sees what stands in the report alone. Raises ValueError for a report that names no
    model of its own as the chosen one.
    """
    if not report.dev.get(report.chosen):
        raise ValueError(f"the report has no validation loss of {report.chosen!r}, its model.")
    return [
        Finding(rule.__name__, says, lesson)
        for rule, lesson in RULES.items()
        for says in rule(report)
    ]


def floor(names: Sequence[str]) -> float:
    """The lowest mean loss that any model can have on these names, in nats per character.

    It knows all that stands before a character, and how often each came after that.
    """
    if not names:
        return 0.0
    pairs = [(name[:i], f"{name}."[i]) for name in names for i in range(len(name) + 1)]
    before = Counter(beginning for beginning, _ in pairs)
    lost = (n * math.log(n / before[beginning]) for (beginning, _), n in Counter(pairs).items())
    return -sum(lost) / len(pairs)


def known_share(drawn: Names, train: Names, held_out: Names) -> tuple[float, float]:
    """The share of drawn names that stand in `train`, and its control.

    The control is what it would be if the model knew those names no better than the ones held out;
    a few of these, drawn again and again, can make it larger than 1. Raises ValueError without
    names.
    """
    if not (drawn and train and held_out):
        raise ValueError("a share needs names that were drawn, that were trained on and held out.")
    known, unseen = set(train), set(held_out)
    hits, others = (sum(name in part for name in drawn) for part in (known, unseen))
    return hits / len(drawn), others / len(drawn) * len(known) / len(unseen)


def splits_are_apart(report: Report) -> Iterator[str]:
    """No name stands in two splits."""
    if shared := sorted(report.splits.shared()):
        yield (
            f"{len(shared)} name(s) in two splits, such as {shared[0]!r}: the model is asked what "
            "it has seen. Split with apart=True."
        )


def losses_are_numbers(report: Report) -> Iterator[str]:
    """No training diverged."""
    for part, losses in _all_losses(report):
        for model in sorted({model for model, loss in losses if not math.isfinite(loss)}):
            yield f"a loss of {model} on {part} is no number: its training diverged."


def losses_are_possible(report: Report) -> Iterator[str]:
    """No loss is below the floor."""
    for part, losses in _all_losses(report):
        lowest = floor(getattr(report.splits, part))
        for model, loss in losses:
            if loss < lowest:
                yield (
                    f"{model} has the loss {loss:.3f} on {part}, and no model can have less than "
                    f"{lowest:.3f}: look whether the answer stands in the context."
                )


def losses_beat_guessing(report: Report) -> Iterator[str]:
    """The chosen model knows more than nothing."""
    guessing = math.log(len(set("".join(report.splits.train))) + 1)
    loss = statistics.mean(report.dev[report.chosen])
    if loss >= guessing:
        yield (
            f"{report.chosen} has the loss {loss:.3f}, and guessing all characters alike has "
            f"{guessing:.3f}: it has learned nothing."
        )


def seeds_are_several(report: Report) -> Iterator[str]:
    """One run alone says little."""
    seeds = len(report.dev[report.chosen])
    if seeds < FEWEST_SEEDS and report.chosen != report.baseline:  # counting has no seed
        yield f"{report.chosen} was trained with {seeds} seed(s): take {FEWEST_SEEDS} or more."


def counting_stands_beside(report: Report) -> Iterator[str]:
    """A network is compared with a good counting model."""
    if not report.dev.get(report.baseline):
        yield "no counting model stands beside it. It takes a second, and may be better."


def lead_is_clear(report: Report) -> Iterator[str]:
    """The lead over it is larger than the luck of the seeds, and than that of the test names."""
    for where, lead, error in _leads(report):
        if lead <= CLEAR * error:
            yield (
                f"{report.chosen} is {lead:.4f} ± {error:.4f} below {report.baseline} {where}: "
                "that is no clear lead. Report the simpler model, or say so."
            )


def _leads(report: Report) -> Iterator[tuple[str, float, float]]:
    """The chosen model's leads over the baseline, each with its standard error."""
    if report.chosen == report.baseline:
        return
    if report.lead is not None:
        yield "on test, by its names", *report.lead
    ours, theirs = report.dev[report.chosen], report.dev.get(report.baseline)
    if theirs and len(ours) >= FEWEST_SEEDS and all(map(math.isfinite, [*ours, *theirs])):
        lead = statistics.mean(theirs) - statistics.mean(ours)
        yield "on dev, by its seeds", lead, statistics.stdev(ours) / len(ours) ** 0.5


def test_is_looked_at_once(report: Report) -> Iterator[str]:
    """The chosen model, and no other network, was judged on test."""
    judged = report.test.keys() - {report.chosen, report.baseline}
    if judged:
        yield (
            f"{', '.join(sorted(judged))} was judged on test, too, though {report.chosen} is "
            "reported: whoever looks at several chooses by them."
        )
    elif report.chosen not in report.test:
        yield (
            f"{report.chosen} was chosen among {len(report.dev)} on validation, which flatters it. "
            "Look at test, once."
        )


def novelty_has_its_control(report: Report) -> Iterator[str]:
    """The share of known names is compared with that of real names."""
    if report.known is not None and report.known_control is None:
        yield (
            f"{report.known:.0%} of the invented names stand in the training split. How many would "
            "do so without copying? See known_share."
        )


def _all_losses(report: Report) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    """The splits that losses belong to, and each model's losses on them."""
    yield "dev", [(model, loss) for model, losses in report.dev.items() for loss in losses]
    yield "test", list(report.test.items())


RULES: dict[Callable[[Report], Iterator[str]], str] = {  # and the lesson that explains each
    splits_are_apart: "06_splits",
    losses_are_numbers: "05_learning_rate",
    losses_are_possible: "19_clinic",
    losses_beat_guessing: "02_perplexity",
    seeds_are_several: "06_splits",
    counting_stands_beside: "17_counting",
    lead_is_clear: "06_splits",
    test_is_looked_at_once: "18_tuning",
    novelty_has_its_control: "18_tuning",
}
