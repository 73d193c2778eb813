"""One line that says how far a long run is and how much longer it will take."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import ClassVar

import numpy as np

SECONDS_BETWEEN_LINES = 0.25
HUGE = 1e6  # of a loss, whose decimals say nothing any more
STEPS_IN_MEAN = 100  # a single batch's loss is too noisy to read
ERASE = "\r" + " " * 78 + "\r"  # works in terminals and in Jupyter; the line stays below 78


class Progress:
    """Used as a context manager around a loop that calls `update` after each step.

    One line is written over and over, with the time left, and erased at the end, so that notebooks
    give the same output on every run. Only an interrupt leaves one. All share it: that of a run
    within a tracked loop takes the place of the loop's.
    """

    _line_open: ClassVar[bool] = False

    def __init__(self, steps: int, *, show: bool, what: str = "step") -> None:
        self.steps = steps
        self.show = show
        self.what = what
        self.interrupted = False
        self._done = 0
        self._losses: np.ndarray | None = None

    def __enter__(self) -> Progress:
        self._started = self._shown = time.monotonic()
        return self

    def update(self, done: int, losses: np.ndarray | None = None) -> None:
        """Note that `done` steps are behind us, with `losses` (steps, …) filled that far."""
        self._done, self._losses = done, losses
        now = time.monotonic()
        if self.show and now - self._shown >= SECONDS_BETWEEN_LINES:
            self._shown = now
            left = (now - self._started) / done * (self.steps - done)
            self._write(f"{self._summary()}, {format_seconds(left)} left")
            Progress._line_open = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if not self.show:
            return
        if kind is None and self.interrupted:
            self._write(f"interrupted after {self._summary()}; the history is kept\n")
        elif Progress._line_open:
            self._write("")

    def _summary(self) -> str:
        summary = f"{self.what} {self._done:,} of {self.steps:,}"
        if self._losses is None:
            return summary
        recent = self._losses[max(0, self._done - STEPS_IN_MEAN) : self._done]
        mean = recent[np.isfinite(recent)].mean(dtype=np.float64)
        return f"{summary}, loss {mean:.4f}" if mean < HUGE else f"{summary}, loss {mean:.3g}"

    def _write(self, text: str) -> None:
        sys.stdout.write(ERASE + text if Progress._line_open else text)
        sys.stdout.flush()
        Progress._line_open = False


def format_seconds(seconds: float) -> str:
    """A duration for people: '8 s', '3 min 20 s', '1 h 05 min'."""
    minutes, s = divmod(round(seconds), 60)
    hours, m = divmod(minutes, 60)
    if hours:
        return f"{hours} h {m:02d} min"
    return f"{m} min {s:02d} s" if m else f"{s} s"
