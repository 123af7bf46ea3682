"""Where the made-up school lies that comes with the program."""

from __future__ import annotations

from pathlib import Path

__all__ = ["sample_folder"]

_IN_WHEEL = Path(__file__).parent / "data"
_IN_CHECKOUT = Path(__file__).parents[3] / "data" / "sample"


def sample_folder() -> Path:
    """The folder of the sample school: inside an installed package, or beside a checkout's code."""
    return _IN_WHEEL if _IN_WHEEL.is_dir() else _IN_CHECKOUT
