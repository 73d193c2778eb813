"""What PyTorch's tensors and NumPy's arrays have in common, and the few things they do not."""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np
import torch
from torch import Tensor

ROWS_BY_PRODUCT = 256  # a table up to this length gets its gradient faster from a matrix product

# A tensor, or a numpy.ndarray that does the same wherever a layer asks: a function returns the kind
# that it was given. mypy reads the layers as code for tensors.
Array = Tensor


def library(x: Array) -> Any:
    """The module whose functions work on x: torch or numpy."""
    return torch if isinstance(x, Tensor) else np


def constant(x: Array) -> Array:
    """x outside of any autograd graph."""
    return x.detach() if isinstance(x, Tensor) else x


def erf(x: Array) -> Array:
    """The error function. NumPy has none, so arrays are lent to PyTorch."""
    return torch.erf(x) if isinstance(x, Tensor) else torch.erf(torch.from_numpy(x)).numpy()


def sum_of_rows(x: Array, shape: tuple[int, ...]) -> Array:
    """(N, dim) → (dim,), or with a model axis (M, N, dim) → (M, 1, dim): the shape given."""
    if isinstance(x, Tensor):
        return x.sum(-2).reshape(shape)
    return (_row_of_ones(x.shape[-2], x.dtype) @ x).reshape(shape)  # half the time of x.sum(-2)


def add_rows(values: Array, rows: Array, length: int) -> Array:
    """(n, dim) and whole numbers (n,) → (length, dim): values[i] added up in row rows[i].

    All three may begin with a model axis.
    """
    if not isinstance(values, Tensor):
        if length <= ROWS_BY_PRODUCT:
            return _unit_matrix(length, values.dtype).take(rows, 0).mT @ values
        total: Any = add_rows(torch.from_numpy(values), torch.from_numpy(rows), length)
        return total.numpy()
    *models, _, dim = values.shape
    M = math.prod(models)
    places = rows.reshape(M, -1) + length * torch.arange(M).reshape(-1, 1)
    sums = values.new_zeros(M * length, dim).index_add(0, places.flatten(), values.reshape(-1, dim))
    return sums.reshape(*models, length, dim)


@functools.lru_cache(maxsize=8)
def _unit_matrix(length: int, dtype: np.dtype[Any]) -> np.ndarray:
    return np.eye(length, dtype=dtype)


@functools.lru_cache(maxsize=8)
def _row_of_ones(N: int, dtype: np.dtype[Any]) -> np.ndarray:
    return np.ones((1, N), dtype)
