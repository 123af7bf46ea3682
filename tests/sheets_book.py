"""Workbooks from grids of cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

NAMES = (
    "Ana Bell", "Bo Carr", "Cai Dunn", "Dov Eads", "Eli Ford", "Fay Gray", "Gus Hart", "Hal Ives",
)  # fmt: skip


def book(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """A workbook with a sheet for each grid."""
    with xlsxwriter.Workbook(str(path)) as made:
        for name, grid in sheets.items():
            sheet = made.add_worksheet(name)
            for row, cells in enumerate(grid):
                for place, cell in enumerate(cells):
                    sheet.write(row, place, cell)
    return path
