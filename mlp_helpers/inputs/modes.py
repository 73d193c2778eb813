"""A model's two modes, training and evaluation, also where a function stands around the model."""

from __future__ import annotations

import functools
import inspect
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FunctionType, MemberDescriptorType, MethodType, ModuleType
from typing import Any

import torch
from torch import Tensor

Model = Callable[[Tensor], Tensor]
MANY = 1_000  # parts; a longer list holds data, and no models
MEMBER = MemberDescriptorType  # what a class has for each of its slots
NO_MODELS_IN = {"builtins", "collections", "functools"}  # classes of these modules
NO_MODELS = (type, ModuleType, Tensor, str, bytes, int, float)


@contextmanager
def in_mode(model: Model, *, training: bool) -> Iterator[None]:
    """The model in the given mode inside the `with`; afterwards each layer's own mode."""
    modules = modules_of(model)
    before = [module.training for module in modules]
    for module in modules:
        module.training = training
    try:
        yield
    finally:
        for module, mode in zip(modules, before, strict=True):
            module.training = mode


@contextmanager
def evaluation_mode(model: Model) -> Iterator[None]:
    """Evaluation mode and no gradients inside the `with`; afterwards each layer's own mode."""
    with in_mode(model, training=False), torch.no_grad():
        yield


def modules_of(model: Any) -> list[Any]:
    """All that has a mode: the model's own `modules()`, or those of the models that it uses.

    `lambda X: model(X) / 2` uses `model`, without which batch normalisation would learn from what
    it is only shown, and dropout would drop. Found is what a function or an object reaches by its
    closure, globals, defaults, methods, attributes, and lists of up to MANY parts; not what it
    makes or loads when called, or has from another module, as `models.best(X)`.
    """
    found: dict[int, Any] = {}
    pending: list[Any] = [model]
    seen: dict[int, Any] = {}  # which keeps them: what is gone leaves its id to something new
    while pending:
        thing = pending.pop()
        if isinstance(thing, NO_MODELS) or id(thing) in seen:
            continue
        seen[id(thing)] = thing
        if callable(inspect.getattr_static(type(thing), "modules", None)):  # runs no code of it
            found |= {id(module): module for module in thing.modules()}
        else:
            pending += _parts(thing)
    return list(found.values())


def _parts(thing: Any) -> list[Any]:
    """What a function, an object or a list holds."""
    if isinstance(thing, FunctionType):
        used = [thing.__globals__.get(name) for name in _names(thing.__code__)]
        defaults = [*(thing.__defaults__ or ()), *(thing.__kwdefaults__ or {}).values()]
        closed = [_read(getattr, cell, "cell_contents") for cell in thing.__closure__ or ()]
        return [*used, *defaults, *closed]
    if isinstance(thing, MethodType):
        return [thing.__self__, thing.__func__]
    if isinstance(thing, functools.partial):
        return [thing.func, *thing.args, *thing.keywords.values()]
    if isinstance(thing, dict):
        thing = list(thing.values())
    if isinstance(thing, list | tuple | set | deque):
        return list(thing) if len(thing) <= MANY else []
    kinds = [kind for kind in type(thing).__mro__ if kind.__module__ not in NO_MODELS_IN]
    shared = [part for kind in kinds for part in vars(kind).values()]  # methods, attributes
    slots = [_read(slot.__get__, thing) for slot in shared if isinstance(slot, MEMBER)]
    own = _read(object.__getattribute__, thing, "__dict__") or {}  # not by its `__getattr__`
    return [*own.values(), *shared, *slots]


def _names(code: CodeType) -> Iterator[str]:
    """The names that a function's code uses, functions within it included."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _read(read: Callable[..., Any], *arguments: Any) -> Any:
    """What is read, or None: a closure's variable and a slot may have no value yet."""
    try:
        return read(*arguments)
    except (AttributeError, ValueError):
        return None
