"""The debugging clinic's blind round: patients with one fault each, instruments, and treatment.

program        a small program that is sound, in six parts
faults         what may be planted in it
patients       the program with one fault, and six of them drawn by a seed
instruments    what can be measured of a patient
examination    what a treated part must do beyond that
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mlp_helpers.clinic import instruments, program
from mlp_helpers.clinic.examination import examine
from mlp_helpers.clinic.instruments import INSTRUMENTS
from mlp_helpers.clinic.patients import PARTS, Patient, blind_round

__all__ = [
    "INSTRUMENTS",
    "PARTS",
    "Patient",
    "blind_round",
    "instruments",
    "program",
    "treat",
    "verdict",
]


def verdict(test: Callable[[Any], object], *versions: Any) -> None:
    """Print of each version of a function whether a check passes on it, or how it fails."""
    for version in versions:
        try:
            test(version)
            print(f"{version.__name__}: passes")
        except AssertionError as error:
            print(f"{version.__name__}: FAILS, {error}")


def treat(patient: Patient, part: str, function: Callable[..., Any]) -> bool:
    """Put `function` in the place of a part, and say whether the patient is well.

    It is when no instrument raises an alarm any more, and when the part does on inputs of its own
    what a sound one does. Prints one line, and does not raise.
    """
    if part not in PARTS:
        print(f"✗ there is no part {part!r}, only {', '.join(PARTS)}.")
        return False
    treated = patient.treated(part, function)
    try:
        seen_in_part = examine(treated, part)  # first, as a stub says that it is one
        wrong = _first_alarm(treated) or seen_in_part
    except Exception as error:  # whatever a reader's function may raise
        if isinstance(error, NotImplementedError) and not error.args:  # PyTorch's own have a text
            print("○ not attempted yet.")
            return False
        wrong = f"It stops with {type(error).__name__}: {error}"[:200]
    said = f"It was: {patient.fault}." if patient.fault else ""
    print(f"✗ not yet. {wrong}." if wrong else f"✓ well. {said}".rstrip())
    return not wrong


def _first_alarm(patient: Patient) -> str | None:
    readings = ((instrument.__name__, instrument(patient)) for instrument in INSTRUMENTS)
    return next((f"{name}: {reading.text}" for name, reading in readings if reading.alarm), None)
