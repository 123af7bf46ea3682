"""A sheet as it came: rows of cells as text, with their numbers, whatever file it is from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pairing.io.books.reader import read_book
from pairing.io.raw.cells import shown, unwrapped
from pairing.io.raw.tables import csv_lines, encoding_note, read_file
from pairing.io.raw.text import decoded
from pairing.io.raw.turning import has_turning, turning_note, without_turning
from pairing.io.raw.unreadable import UnreadableError
from pairing.io.timetables.timetable import Timetable
from pairing.io.vocabulary.aliases import is_guide
from pairing.model.messages.message import Message, say

__all__ = ["Page", "cell_name", "normal", "read_pages"]

TEXTS = (".csv", ".txt", ".tsv")
BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_SIGNS_OF_BOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
_LOOKED_AT = 4096
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
"""Signs without a width, which come with text from web pages."""


@lru_cache(maxsize=1 << 16)
def normal(text: str) -> str:
    """A text as it is compared: without width, case, line ends or blanks."""
    plain = unicodedata.normalize("NFKC", text).translate(_UNSEEN)
    return "".join(plain.casefold().split())


def cell_name(row: int, column: int) -> str:
    """A cell as a spreadsheet calls it: row 3 and column 1 (from 0) are B3."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


@dataclass(frozen=True)
class Page:
    """One sheet. ``rows`` are (number in the sheet, cells); empty rows are left out.

    Cells keep what spoils them (see ``pairing.io.raw.cells``): whoever takes one looks.
    """

    file: str
    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    hidden: bool = False
    """Whether whoever opens the workbook does not see it."""
    timetable: Timetable | None = None
    """The timetable that it is, where it is the export of a program and no sheet."""
    merged: tuple[tuple[int, int, int], ...] = ()
    """(first row, column from 0, last row) of each cell that reaches over several rows."""

    @cached_property
    def last_row(self) -> Mapping[tuple[int, int], int]:
        """By (row, column) of each cell that reaches over several rows: the last of them."""
        return {(first, column): last for first, column, last in self.merged}

    @cached_property
    def width(self) -> int:
        """How many columns it has."""
        return max((len(cells) for _, cells in self.rows), default=0)

    def part(self, first: int, last: int, columns: range | None = None) -> Page:
        """The rows from one place to another (not included), and some of the columns."""
        rows = self.rows[first:last]
        if columns is not None:
            # The others are blank, so that each cell keeps its name.
            rows = tuple(
                (row, tuple(cell if place in columns else "" for place, cell in enumerate(cells)))
                for row, cells in rows
            )
        left = tuple(row for row in rows if any(row[1]))
        return Page(self.file, self.name, left, merged=self.merged)


def read_pages(path: Path, notes: list[Message], called: str = "") -> tuple[Page, ...]:
    """The sheets of a workbook, or the one of a text file, in their order.

    Args:
        path: an .xlsx, .xls or .ods workbook, or a CSV file in any encoding.
        notes: what there is to tell of the reading; added to.
        called: what people call the file; its own name if left out.

    Raises UnreadableError where nothing of it can be read.
    """
    file = called or path.name
    if path.suffix.lower() not in TEXTS and _is_book(path):
        pages = []
        for sheet in read_book(path, known_only=False):
            # The names of the other sheets stand there, as headers do.
            if is_guide(sheet.name):
                continue
            if sheet.rows is None and sheet.unreadable is not None:
                raise UnreadableError(sheet.unreadable)
            rows = tuple(_rows(sheet.rows or (), notes))
            pages.append(Page(file, sheet.name, rows, sheet.hidden, merged=sheet.merged))
        return tuple(pages)
    text, guessed = decoded(read_file(path))
    if path.suffix.lower() in BOOKS and text.lstrip().startswith("<"):
        raise UnreadableError(
            say(
                "files.web_page",
                "a workbook; this is a web page by the name of one: open it in your spreadsheet "
                "program, and save it as .xlsx",
            )
        )
    if guessed:
        notes.append(encoding_note(file, text, guessed))
    return (Page(file, Path(file).stem, tuple(_rows(csv_lines(text), notes))),)


def _is_book(path: Path) -> bool:
    """Whether a file is what its name says. School systems give texts the names of workbooks."""
    with path.open("rb") as file:
        begins = file.read(_LOOKED_AT)
    return b"\0" in begins or not begins or begins.startswith(_SIGNS_OF_BOOKS)


def _rows(
    lines: Iterable[tuple[int, list[str]]], notes: list[Message]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    turned = 0
    for number, row in lines:
        turned += sum(map(has_turning, row))
        cells = map(without_turning, row)
        texts = tuple(unwrapped(cell.translate(_UNSEEN).strip()).strip() for cell in cells)
        if any(shown(text) for text in texts):
            yield number, texts
    if turned:
        notes.append(turning_note(turned))
