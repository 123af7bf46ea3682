"""How the search is compiled: cached on disk, without the interpreter's lock.

Counting references to arrays costs more than the arithmetic between them, and nothing
compiled here makes an array, so it is switched off (numba's ``_nrt``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

__all__ = ["compiled", "inlined"]

_Function = TypeVar("_Function", bound=Callable[..., Any])

_OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "_nrt": False}


def compiled(function: _Function) -> _Function:
    """Compile a function that makes no array."""
    return cast("_Function", njit(**_OPTIONS)(function))


def inlined(function: _Function) -> _Function:
    """Compile such a function into each of its callers; calls that hand over tables are dear."""
    return cast("_Function", njit(**_OPTIONS, inline="always")(function))
