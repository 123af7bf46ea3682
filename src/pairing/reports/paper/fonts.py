"""The fonts of what is drawn, which packages carry: they are the same on every machine."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

__all__ = ["DEJAVU", "NOTO", "font_file"]

NOTO = ("zhplot", "fonts/NotoSansSC-Regular.ttf")
"""Latin and Chinese, both simplified and traditional."""
DEJAVU = ("matplotlib", "mpl-data/fonts/ttf/DejaVuSans.ttf")
"""Much of what the other lacks, such as Hebrew and Arabic."""


@cache
def font_file(font: tuple[str, str]) -> Path:
    """A font's file, by its package and its place there; the package is not imported."""
    package, path = font
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.submodule_search_locations is not None
    return Path(found.submodule_search_locations[0]) / path
