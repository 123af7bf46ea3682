"""What a workbook's XML says of its cells and the reading library does not.

Where the last filled cell is, before anything is laid out; which cells are shown as percent, hold
an error, or a formula that nobody has worked out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import IO
from xml.sax.saxutils import unescape

__all__ = ["Seen", "percent_styles", "scan_sheet", "sheet_parts"]

_CHUNK = 2**22
_FAR = 2**31
_TAG = r"<(?:\w+:)?"
_END = r"</(?:\w+:)?"
# An empty cell, or row, that says where it is needs no look: a sheet may have millions of them.
_PIECE = re.compile(
    rf"{_TAG}(?:row\b(?![^>]*\br=[^>]*/>)(?P<row>[^>]*)>"
    rf"|c\b(?![^>]*\br=[^>]*/>)(?P<cell>[^>]*?)(?:/>|>(?P<inner>.*?){_END}c>))",
    re.DOTALL,
)
# The most common way to write an empty one, taken out in one go.
_EMPTY_CELL = re.compile(rb'<c r="[^>]*(?:/>|></c>)')
_EMPTY_ROW = re.compile(rb'<row r="[^>]*(?:/>|></row>)')
# A row or a cell that does not say where it is: it follows the one before it.
_UNPLACED = re.compile(rb"<(?:\w+:)?(?:row|c)\b(?![^>]*\br\s*=)")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_VALUE = re.compile(rf"{_TAG}v\b[^>]*?(?:/>|>(.*?){_END}v>)", re.DOTALL)
_FORMULA = re.compile(rf"{_TAG}f\b")
_INLINE = re.compile(rf"{_TAG}is\b")
_REFERENCE = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})")
_PERCENT_BUILT_IN = frozenset((9, 10))
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')

Kind = str
"""What a cell is marked as: percent, error, or formula."""


@dataclass
class Seen:
    """A sheet's last filled row and column, from 1, and the cells that are marked."""

    rows: int = 0
    columns: int = 0
    marks: dict[tuple[int, int], tuple[Kind, str]] = field(default_factory=dict)


def _attributes(text: str) -> dict[str, str]:
    return {
        name.rpartition(":")[2]: unescape(one or other, {"&quot;": '"', "&apos;": "'"})
        for name, one, other in _ATTRIBUTE.findall(text)
    }


def _elements(text: str, name: str) -> Iterator[dict[str, str]]:
    for found in re.finditer(rf"{_TAG}{name}\b([^>]*)>", text):
        yield _attributes(found[1])


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8-sig", errors="replace")


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the zip that holds each sheet, by the sheet's name."""
    book = next((name for name in archive.namelist() if name.lower() == "xl/workbook.xml"), None)
    if book is None:
        return {}
    relations = f"{dirname(book)}/_rels/workbook.xml.rels"
    known = {name.lower(): name for name in archive.namelist()}
    if relations.lower() not in known:
        return {}
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in _elements(_text(archive, known[relations.lower()]), "Relationship")
    }
    parts = {}
    for one in _elements(_text(archive, book), "sheet"):
        target = targets.get(one.get("id", ""), "")
        whole = target.lstrip("/") if target.startswith("/") else join(dirname(book), target)
        part = known.get(normpath(whole).lower())
        if part is not None:
            parts[one.get("name", "")] = part
    return parts


def percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the cell styles that show a number as percent."""
    name = next((one for one in archive.namelist() if one.lower() == "xl/styles.xml"), None)
    if name is None:
        return frozenset()
    text = _text(archive, name)
    formats = {
        one.get("numFmtId", ""): one.get("formatCode", "") for one in _elements(text, "numFmt")
    }
    own = re.search(rf"{_TAG}cellXfs\b.*?{_END}cellXfs>", text, re.DOTALL)
    if own is None:
        return frozenset()
    found: set[str] = set()
    for number, one in enumerate(_elements(own[0], "xf")):
        code = one.get("numFmtId", "0")
        built_in = code.isdigit() and int(code) in _PERCENT_BUILT_IN
        if built_in or "%" in _QUOTED.sub("", formats.get(code, "")):
            found.add(str(number))
    return frozenset(found)


def scan_sheet(file: IO[bytes], percent: frozenset[str]) -> Seen:
    """Look over the XML of a sheet, piece by piece."""
    seen = Seen()
    row = column = 0
    plain = _plain(percent)
    for xml in _chunks(file):
        rest = plain.sub(b"", xml)
        if _UNPLACED.search(rest):
            rest = xml
        else:
            _reach(seen, plain.findall(xml))
        for found in _PIECE.finditer(rest.decode("utf-8", errors="replace")):
            if (told := found["row"]) is not None:
                given = _attributes(told).get("r", "")
                row, column = (int(given[:10]) if given.isdigit() else row + 1), 0
                continue
            attributes = _attributes(found["cell"])
            given = attributes.get("r", "")
            place = _REFERENCE.fullmatch(given)
            if given and place is None:
                # No sheet has such a cell: as far off as can be.
                row, column = _FAR, _FAR
            elif place is None:
                column += 1
            else:
                row, column = int(place[2]), _column(place[1])
            _look(seen, (row, column), attributes, found["inner"] or "", percent)
    return seen


def _plain(percent: frozenset[str]) -> re.Pattern[bytes]:
    """A cell as most are: its place, a style that is no percent, and a value that is no error.

    There is nothing to mark in it, and a large sheet has a million of them.
    """
    others = "|".join(map(re.escape, sorted(percent)))
    style = rf'(?: s="(?!(?:{others})")[0-9]+")?' if others else r'(?: s="[0-9]+")?'
    return re.compile(
        rf'<c r="([A-Z]{{1,3}})([0-9]{{1,7}})"{style}(?: t="(?:s|n|str|b)")?>'
        r"<v>[^<]*</v></c>".encode()
    )


def _reach(seen: Seen, places: list[tuple[bytes, bytes]]) -> None:
    """Let a sheet reach as far as some filled cells do, which are columns and rows."""
    for letters in {one for one, _ in places}:
        seen.columns = max(seen.columns, _column(letters.decode()))
    for number in {one for _, one in places}:
        seen.rows = max(seen.rows, int(number))


def _look(
    seen: Seen,
    place: tuple[int, int],
    attributes: dict[str, str],
    inner: str,
    percent: frozenset[str],
) -> None:
    value = _VALUE.search(inner)
    kind = attributes.get("t", "n")
    # A text that a formula has made may be empty; a number is not.
    empty = value is None or (kind == "n" and not value[1])
    if empty and not _INLINE.search(inner):
        if not _FORMULA.search(inner):
            return
        seen.marks[place] = ("formula", "")
    elif kind == "e":
        seen.marks[place] = ("error", unescape(value[1] or "") if value else "")
    elif kind == "n" and attributes.get("s", "") in percent:
        seen.marks[place] = ("percent", "")
    seen.rows, seen.columns = max(seen.rows, place[0]), max(seen.columns, place[1])


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    """A sheet in pieces that end after a whole row or cell, without what is empty."""
    rest = b""
    while chunk := file.read(_CHUNK):
        rest += chunk
        # Whatever stands before the last row, or with its end, is whole.
        cut = max(rest.rfind(b"row>") + 4, rest.rfind(b"<row"))
        if cut > 3:
            yield _filled(rest[:cut])
            rest = rest[cut:]
    yield _filled(rest)


def _filled(xml: bytes) -> bytes:
    return _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", xml))


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number
