"""What a reader's function uses: told from its code, where its results say too little."""

from __future__ import annotations

import dis
import inspect
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType

from mlp_helpers.exercises.compare import Answer


def unused(attempt: Answer, right: Answer) -> str | None:
    """A variable of the notebook in place of an argument, or an argument that is never used."""
    attempt = inspect.unwrap(attempt)  # a decorator's function only passes its arguments on
    if not isinstance(attempt, FunctionType) or not isinstance(right, FunctionType):
        return None
    for name in _globals_read(attempt.__code__):
        value = attempt.__globals__.get(name)
        if value is not None and not callable(value) and not isinstance(value, ModuleType):
            return (
                f"It reads {name!r}, a variable of the notebook, which stays as it is when the "
                "check takes other numbers. Make it anew inside the function, and check again."
            )
    names, wanted = (list(inspect.signature(function).parameters) for function in (attempt, right))
    needed = set(_names_read(right.__code__))
    for name, meant in zip(names, wanted, strict=False):
        if meant in needed and name not in set(_names_read(attempt.__code__)):
            return f"It never uses its argument {name!r}."
    return None


def _codes(code: CodeType) -> Iterator[CodeType]:
    """The code of a function and of those inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


LOADS = ("LOAD_FAST", "LOAD_DEREF", "LOAD_CLOSURE", "STORE_FAST_LOAD")  # of local variables


def _names_read(code: CodeType) -> Iterator[str]:
    for part in _codes(code):
        for instruction in dis.get_instructions(part):
            if instruction.opname.startswith(LOADS):
                value = instruction.argval
                yield from value if isinstance(value, tuple) else (value,)


def _globals_read(code: CodeType) -> Iterator[str]:
    for part in _codes(code):
        for instruction in dis.get_instructions(part):
            if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
                yield instruction.argval


def names_called(attempt: Answer) -> set[str]:
    """The global names and attributes that a function's code mentions."""
    attempt = inspect.unwrap(attempt)
    if not isinstance(attempt, FunctionType):
        return set()
    names = {name for code in _codes(attempt.__code__) for name in code.co_names}
    own = {name for name in names if isinstance(attempt.__globals__.get(name), FunctionType)}
    return names - own  # a softmax that the reader wrote is not PyTorch's
