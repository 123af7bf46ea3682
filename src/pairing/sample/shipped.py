"""Where the made-up schools lie that come with the program, one a language."""

from __future__ import annotations

from pathlib import Path

__all__ = ["sample_folder"]

_IN_WHEEL = Path(__file__).parent / "data"
_IN_CHECKOUT = Path(__file__).parents[3] / "data"


def sample_folder(language: str = "en") -> Path:
    """The folder of a language's sample school: inside an installed package, or in a checkout."""
    data = _IN_WHEEL if _IN_WHEEL.is_dir() else _IN_CHECKOUT
    return data / ("sample" if language == "en" else f"sample-{language}")
