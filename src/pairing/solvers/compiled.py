"""How the search is compiled: cached on disk, without the interpreter's lock.

Counting references to arrays costs more than the arithmetic between them, and nothing
compiled here makes an array, so it is switched off (numba's ``_nrt``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

__all__ = ["OPTIONS", "Index", "compiled", "entry", "inlined"]

Index: TypeAlias = NDArray[np.uint32]
"""Places in other arrays. Every use of a signed one asks first whether it is negative, which
costs more than the look-up."""

_Function = TypeVar("_Function", bound=Callable[..., Any])

OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False, "no_cfunc_wrapper": True}
_INNER = {**OPTIONS, "no_cpython_wrapper": True}
_INLINED = {**OPTIONS, "inline": "always"}


def entry(function: _Function) -> _Function:
    """Compile a function that makes no array, to be called by the interpreter."""
    return cast("_Function", njit(**OPTIONS)(function))


def compiled(function: _Function) -> _Function:
    """Compile a function for other compiled ones only.

    To take the tables apart for the interpreter would be most of its code.
    """
    return cast("_Function", njit(**_INNER)(function))


def inlined(function: _Function) -> _Function:
    """Compile such a function into each of its callers; calls that hand over tables are slow."""
    return cast("_Function", njit(**_INLINED)(function))
