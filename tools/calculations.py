"""Calculations that are written out in a text, such as `50/52 = 96 %` or $e^2 \\approx 7.4$."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterator

ROUGHLY = r"≈|\\approx"
EQUALS = rf"=|{ROUGHLY}"
PIECE = (  # of a calculation: no letters but those of functions, so that x = 3 is none
    r"[-−\d.,·×/+*^()√½¼¾%$ ]|\\(?:d?frac|sqrt|cdot|times|ln|tanh|left|right)|[{}]|"
    r"\b(?:ln|e|per cent|million)\b|(?<=[\d ])e(?=\^)"
)
CALCULATION = re.compile(rf"(?:{PIECE})*\d(?:{PIECE})*(?:(?:{EQUALS})(?:{PIECE})*\d(?:{PIECE})*)+")
PYTHON = [  # what is written, and what Python calls it, in this order
    (r"[{}]?,[{}]?(?=\d{3})", ""),  # thousands
    (r"\\left|\\right|\$", ""),
    (r"\\d?frac(\d)(\d)", r"(\1/\2)"),
    (r"\\d?frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))"),
    (r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)"),
    (r"(?:\\sqrt|√)\s*(\d+)", r"sqrt(\1)"),
    ("√", "sqrt"),
    (r"\\?(ln|tanh)\s*([\d.]+)", r"\1(\2)"),
    (r"\\(ln|tanh)", r"\1"),
    (r"\^\{([^{}]*)\}", r"**(\1)"),
    (r"\^", "**"),
    (r"\\cdot|\\times|·|×", "*"),
    ("−", "-"),
    ("½", "(1/2)"),
    ("¼", "(1/4)"),
    ("¾", "(3/4)"),
    (r"%|per cent", "/100"),
    ("million", "*10**6"),
]
NAMES = {"sqrt": math.sqrt, "ln": math.log, "tanh": math.tanh, "e": math.e, "__builtins__": {}}
NUMBER = re.compile(r"-?[\d.]+")
PER_CENT = "/100"


def calculations(text: str) -> Iterator[tuple[str, bool]]:
    """Each calculation of a text, and whether it is right: as rounded as its results are."""
    for found in CALCULATION.findall(re.sub(r"(?<!\n)\n(?!\n)", " ", text)):
        right = is_right(found)
        if right is not None:
            yield found, right


def is_right(calculation: str) -> bool | None:
    """Whether all sides agree; None for what cannot be worked out."""
    sides = [side.strip(" .,$") for side in re.split(EQUALS, calculation)]
    worked = {side: result for side in sides if (result := worked_out(side)) is not None}
    results = [rounded for side in worked if (rounded := as_result(side)) is not None]
    if len(worked) < 2 or not results:
        return None
    rough = re.search(ROUGHLY, calculation) is not None
    return all(
        agree(exact * by, number, rough=rough)
        for number, by in results
        for exact in worked.values()
    )


def as_result(side: str) -> tuple[str, int] | None:
    """A side that is one number, and what it counts of one: 1, or 100 per cent."""
    number, _, rest = as_python(side).partition(PER_CENT)
    if rest.strip() or not NUMBER.fullmatch(number.strip()):
        return None
    return number.strip(), 100 if PER_CENT in as_python(side) else 1


def worked_out(side: str) -> float | None:
    """The value of one side, if Python can tell it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's doubts about `5 (3 + 2)`
            value = eval(as_python(side), dict(NAMES))
    except (ArithmeticError, NameError, SyntaxError, TypeError, ValueError):
        return None
    return float(value) if isinstance(value, int | float) else None


def as_python(side: str) -> str:
    """One side of a calculation in Python."""
    for written, python in PYTHON:
        side = re.sub(written, python, side)
    return side.strip()


def agree(exact: float, written: str, *, rough: bool = True) -> bool:
    """Whether a number is the other, rounded to as many places as that is written with.

    If `rough`, zeros at the end of a whole number may be rounded ones: 700 is what 684 is called.
    """
    whole, _, decimals = re.sub(r"[,{}]", "", written).partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if rough and value(whole) else 0
    unit = 10.0 ** (-len(decimals) if decimals else zeros)
    return abs(exact - value(written)) <= unit / 2 * (1 + 1e-9)


def value(text: str) -> float:
    """A number as it is written or printed."""
    return float(re.sub(r"[,_{}]", "", text))
