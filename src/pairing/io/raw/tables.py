"""Raw tables: headers and cells as text, from CSV files or a workbook, with their row numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pairing.io.books.reader import Sheet, read_book
from pairing.io.raw.cells import shown, unwrapped
from pairing.io.raw.hints import file_hint, sheet_hint
from pairing.io.raw.limits import MIB, limits, too_large
from pairing.io.raw.text import decoded
from pairing.io.raw.unreadable import UnreadableError
from pairing.io.vocabulary.aliases import column_name, is_guide, near_table, table_name
from pairing.model.messages.fault import Fault, shorten
from pairing.model.messages.message import Message, quote, say, say_count

__all__ = [
    "UNREAD_SHEET",
    "RawSchool",
    "RawTable",
    "csv_lines",
    "encoding_note",
    "first_few",
    "parse_csv",
    "raw_tables",
    "read_file",
]

UNREAD_SHEET = ("import.sheet", "import.sheet_hint")
"""The codes of what is told of a sheet that is no table."""
_RULES = "rules.toml"
_SEPARATOR = re.compile(r"\ufeff?sep=(.)\r?\n?$", re.IGNORECASE)
_FIRST = 5
"""How many of many are shown."""


def first_few(names: Sequence[str]) -> str:
    """The first names of a list, and how many more there are."""
    words = ", ".join(map(shorten, names[:_FIRST]))
    more = len(names) - _FIRST
    return words if more <= 0 else f"{words} + {more}"


@dataclass(frozen=True)
class RawTable:
    """One table as text: ``rows`` are (row number in the sheet, cells by column).

    ``made`` says that its columns are ours: nobody wrote them.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    made: bool = False


@dataclass
class RawSchool:
    """All tables of one source as text, what cannot be read, and what there is to tell.

    ``whole`` says that nothing is missing only because the source cannot be opened; ``called``
    what the source calls a table, where it has another name for it; ``located`` gives the fault of
    a row (its cells) at the cell of the sheet that the row was made of.
    """

    tables: list[RawTable] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    whole: bool = True
    called: Mapping[str, str] = field(default_factory=dict)
    located: Callable[[Fault, Mapping[str, str]], Fault] | None = None


def raw_tables(path: Path, called: str = "") -> RawSchool:
    """Every table of a folder of CSV files or of one workbook, which people call ``called``."""
    if path.is_dir():
        return _from_folder(path)
    return _from_workbook(path, called or path.name)


def _from_folder(folder: Path) -> RawSchool:
    read = RawSchool()
    seen: dict[str, str] = {}
    unread: list[str] = []
    for file in sorted(folder.iterdir()):
        name = table_name(file.stem) if file.suffix.lower() == ".csv" else None
        if name is None or not file.is_file():
            if not file.name.startswith((".", "~$")) and file.name.lower() != _RULES:
                unread.append(file.name)
        elif name in seen:
            read.faults.append(_one_each(name, file.name, seen[name]))
        else:
            seen[name] = file.name
            _collect(name, partial(_file_lines, file, read.notes), read)
    read.notes += _unread_files(unread, seen)
    return read


def _file_lines(file: Path, notes: list[Message]) -> Iterator[tuple[int, list[str]]]:
    data = read_file(file)
    text, guessed = decoded(data)
    if guessed:
        notes.append(encoding_note(file.name, text, guessed))
    return csv_lines(text)


def read_file(file: Path) -> bytes:
    """The bytes of a table's file.

    Raises UnreadableError where it is too large, and OSError.
    """
    with file.open("rb") as opened:
        data = opened.read(limits().table_mb * MIB + 1)
    if len(data) > limits().table_mb * MIB:
        raise UnreadableError(too_large("table_mb"))
    return data


def encoding_note(name: str, text: str, guessed: str) -> Message:
    """That the encoding of a file was guessed, with the first words that show whether well."""
    words = (word.strip() for word in re.split(r'[,;\t\r\n"]', text))
    telling = dict.fromkeys(word for word in words if word and not word.isascii())
    return say(
        "import.encoding",
        "{file} does not say how its letters are kept: it was read as {encoding}, with {words}."
        " If these look wrong, save it as UTF-8.",
        file=name,
        encoding=guessed,
        words=first_few(list(telling)),
    )


def _one_each(table: str, second: str, first: str) -> Fault:
    expected = say("files.one_each", "one file for it; there is {file}", file=first)
    return Fault(table, None, "", second, expected)


def _unread_files(names: list[str], known: Mapping[str, str]) -> Iterator[Message]:
    others = []
    for name in names:
        stem, suffix = Path(name).stem, Path(name).suffix.lower()
        hint = near_table(stem, known) if suffix == ".csv" else ""
        if hint:
            yield file_hint(name, hint)
        else:
            others.append(name)
    if others:
        yield say_count(
            "import.files",
            "{count} file was not read, for no table has its name: {files}",
            "{count} files were not read, for no table has their names: {files}",
            len(others),
            files=first_few(others),
        )


def _from_workbook(path: Path, called: str) -> RawSchool:
    read = RawSchool()
    try:
        sheets = read_book(path)
    except (UnreadableError, OSError) as error:
        read.faults.append(Fault(called, None, "", "", _told(error)))
        read.whole = False
        return read
    seen: dict[str, str] = {}
    unread: list[str] = []
    for sheet in sheets:
        name = table_name(sheet.name)
        if name is None:
            if not is_guide(sheet.name):
                unread.append(sheet.name)
        elif name in seen:
            expected = say(
                "files.one_sheet", "one sheet for it; there is {sheet}", sheet=seen[name]
            )
            read.faults.append(Fault(name, None, "", sheet.name, expected))
        else:
            seen[name] = sheet.name
            _collect(name, partial(_sheet_lines, sheet), read)
    for name in unread:
        hint = near_table(name, seen)
        if hint:
            told = sheet_hint(name, hint)
        else:
            told = say(
                "import.sheet", "The sheet {sheet} was not read: no table has its name.", sheet=name
            )
        read.notes.append(told)
    if any(sheet.rows is not None and not sheet.looked for sheet in sheets):
        read.notes.append(
            say(
                "import.old_form",
                "{file}: where a formula of a file of this form has come to an error, the cell"
                " counts as empty. Save it as .xlsx to have it told.",
                file=called,
            )
        )
    return read


def _collect(
    name: str, lines: Callable[[], Iterable[tuple[int, list[str]]]], read: RawSchool
) -> None:
    try:
        table, own = _table(name, lines())
    except (ValueError, csv.Error, OSError) as error:
        read.faults.append(Fault(name, None, "", "", _told(error)))
        return
    read.faults.extend(own)
    if table is not None:
        read.tables.append(table)


def parse_csv(name: str, text: str) -> tuple[RawTable | None, list[Fault]]:
    """One CSV text as a table."""
    try:
        return _table(name, csv_lines(text))
    except (ValueError, csv.Error) as error:
        return None, [Fault(name, None, "", "", _told(error))]


def _told(error: Exception) -> Message:
    if isinstance(error, UnreadableError):
        return error.message
    # A library's own words where it has any.
    return quote(str(error)) if str(error) else say("files.readable_table", "a readable table")


def csv_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV text with their numbers, whatever it parts its cells by.

    Raises UnreadableError on the way, where it is no CSV.
    """
    file = io.StringIO(text, newline="")
    row = 0
    first = file.readline()
    if named := _SEPARATOR.match(first):
        # A line for the spreadsheet alone, which hides it.
        row, delimiter = 1, named[1]
    else:
        file.seek(0)
        while first and not first.strip():
            first = file.readline()
        # Spreadsheets of some countries part cells by semicolons or tabs.
        delimiter = max(",;\t", key=lambda mark: (first.count(mark), mark == ","))
        file.seek(0)
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = (
                say(
                    "files.long_cell",
                    "CSV that can be read: near row {row}, cells of at most {most} characters",
                    row=row,
                    most=csv.field_size_limit(),
                )
                if "limit" in str(error)
                else say(
                    "files.csv",
                    "CSV that can be read: near row {row}, {error}",
                    row=row,
                    error=str(error),
                )
            )
            raise UnreadableError(message) from None
        yield row, cells


def _sheet_lines(sheet: Sheet) -> Iterable[tuple[int, list[str]]]:
    if sheet.rows is None:
        raise UnreadableError(sheet.unreadable or say("files.readable_table", "a readable table"))
    return sheet.rows


def _table(
    name: str, lines: Iterable[tuple[int, list[str]]]
) -> tuple[RawTable | None, list[Fault]]:
    iterator = iter(lines)
    header: tuple[str, ...] = ()
    for _, cells in iterator:
        if any(cell.strip() for cell in cells):
            header = tuple(column_name(unwrapped(shown(cell))) for cell in cells)
            break
    if not header:
        return None, [
            Fault(
                name,
                None,
                "",
                "",
                say("files.header", "a header in the first row; the table is empty"),
            )
        ]
    faults = [
        Fault(name, 1, column, column, say("files.column_once", "each column once"))
        for number, column in enumerate(header)
        if column and column in header[:number]
    ]
    rows = []
    most = limits().rows
    for row, cells in iterator:
        if not any(cell.strip() for cell in cells):
            continue
        beyond = [cell for cell in cells[len(header) :] if cell.strip()]
        if beyond:
            faults.append(
                Fault(
                    name,
                    row,
                    "",
                    ", ".join(map(shown, beyond)),
                    say(
                        "files.cells_in_row",
                        "no more than {count} cells in a row",
                        count=len(header),
                    ),
                )
            )
        rows.append((row, dict(zip(header, map(unwrapped, cells), strict=False))))
        if len(rows) > most:
            raise UnreadableError(too_large("rows"))
    return RawTable(name, header, tuple(rows)), faults
