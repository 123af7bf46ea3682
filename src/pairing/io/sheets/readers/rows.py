"""The rows of a list of people: who each is about, which are of nobody, and columns not taken."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pairing.io.raw.cells import shown
from pairing.io.sheets.found import Who
from pairing.io.sheets.page import cell_name, normal
from pairing.io.sheets.recognising.blocks import Block, Column, at
from pairing.io.sheets.recognising.vocabulary import Role
from pairing.io.sheets.recognising.words import (
    bare_name,
    is_item,
    is_money,
    is_name,
    is_subject,
    role_of,
    summary_word,
)
from pairing.io.sheets.told import SheetTold
from pairing.model.messages.message import Message, named, say

__all__ = [
    "columns_of",
    "is_somebody",
    "leave_columns",
    "student_of",
    "summary_of",
    "take_columns",
    "tell_of_people",
    "text_of",
]


_NUMBERS_OF_GRADES = frozenset("一二三四五六七八九")
_BARE_CLASS = re.compile(r"[(（]?(\d{1,2})[)）]?班?")


def summary_of(block: Block, cells: tuple[str, ...]) -> str:
    """Whether a row is one of means, or of full marks."""
    for column in block.of_role(
        Role.NUMBER, Role.ID, Role.NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.CLASS
    ):
        if (text := at(cells, column.place)) and (word := summary_word(text)):
            return word
    return ""


def text_of(block: Block, cells: tuple[str, ...], role: Role) -> str:
    """What a row says in the first column of a role; '' where there is none."""
    column = block.first(role)
    return shown(at(cells, column.place)) if column else ""


def columns_of(block: Block, role: Role) -> tuple[Column, ...]:
    """The columns that are read of a role: the first, but those of both eyes and of all sets."""
    columns = block.of_role(role)
    return columns if role in (Role.VISION, Role.TAGS) else columns[:1]


def student_of(block: Block, row: int, cells: tuple[str, ...], default_class: str) -> Who:
    """Who a row is about."""
    name, column = bare_name(text_of(block, cells, Role.NAME)), block.first(Role.NAME)
    first, last = (text_of(block, cells, role) for role in (Role.FIRST_NAME, Role.LAST_NAME))
    if not name and (first or last):
        # A family name comes first where it is written without a space.
        name = f"{last}{first}" if not f"{last}{first}".isascii() else f"{first} {last}".strip()
        column = block.first(Role.LAST_NAME)
    place = (column or block.first(Role.ID) or block.columns[0]).place
    class_id = _class_of(block, row, cells) or default_class or _grade_of(block, row, cells)
    identifier = text_of(block, cells, Role.ID)
    if identifier in block.shared_ids:
        identifier = ""
    return Who(block.page, row, identifier, name, class_id, place)


def _class_of(block: Block, row: int, cells: tuple[str, ...]) -> str:
    """The class of a row; of a number alone with its grade: 1 of 四年级 is 四年级1班."""
    said, grade = (
        text_of(block, cells, role) or block.above.get((role, row), "")
        for role in (Role.CLASS, Role.GRADE)
    )
    if not grade or not (number := _BARE_CLASS.fullmatch(normal(said))):
        return said
    if not grade.isascii():
        return f"{grade}{number[1]}班"
    return f"{grade}-{number[1]}"


def _grade_of(block: Block, row: int, cells: tuple[str, ...]) -> str:
    """The grade of a row that has no class: of a school with one class a year it is the class."""
    grade = text_of(block, cells, Role.GRADE) or block.above.get((Role.GRADE, row), "")
    return f"{grade}年级" if grade in _NUMBERS_OF_GRADES else grade


def tell_of_people(block: Block, people: Iterable[Who], told: SheetTold) -> None:
    """Tell whose ids and classes are not taken as they stand."""
    if block.shared_ids:
        told.doubts.append(
            say(
                "sheets.shared_ids",
                "ids that stand beside several names, so that the names count: {ids}",
                ids=named(sorted(block.shared_ids)),
            )
        )
    if rows := [str(who.row) for who in people if (Role.CLASS, who.row) in block.above]:
        told.doubts.append(
            say(
                "sheets.class_above",
                "the class is not said in rows {rows}: taken for that of the row above",
                rows=named(rows),
            )
        )


def is_somebody(block: Block, cells: tuple[str, ...], who: Who) -> bool:
    """Whether a row is about a student. A footnote is nobody: it stands alone, and is no name."""
    if not who.identifier and _is_header_word(who.name):
        return False
    beside = sum(map(bool, cells)) > 1 or sum(bool(one.header) for one in block.columns) == 1
    return is_name(who.name) or (beside and bool(who.identifier or who.name))


def _is_header_word(name: str) -> bool:
    """Whether a name is a word of another table's header, or a subject: a table of means below."""
    word = not name.isascii() and is_subject(name)
    return word or role_of(name) in (Role.NAME, Role.SUBJECT, Role.CLASS, Role.NUMBER)


def take_columns(block: Block, told: SheetTold, roles: Iterable[Role]) -> None:
    """Tell which columns of some roles are taken, and of the others why they are not."""
    columns = [column for role in roles for column in columns_of(block, role)]
    told.columns |= {column.header: column.role for column in columns if column.role}
    leave_columns(block, told, {column.place for column in columns})


def leave_columns(block: Block, told: SheetTold, taken: set[int]) -> None:
    """Tell which columns are not taken, and why."""
    why: dict[str, tuple[list[str], Message]] = {}
    for column in block.columns:
        if column.place in taken or not column.header or not any(block.cells(column)):
            continue
        role = column.role
        if role is Role.NUMBER:
            key, words = "numbers", say("sheets.numbers", "numbers of the rows")
        elif role in (Role.TOTAL, Role.RANK, Role.MEAN, Role.LEVEL):
            key, words = "sums", say("sheets.sums", "worked out from the others")
        elif role is Role.PRIVATE:
            key, words = "private", say("sheets.private", "nobody needs them here")
        elif is_money(column.bare):
            key, words = "money", say("sheets.money", "money, and no marks")
        elif is_item(column.bare):
            key, words = "items", say("sheets.items", "parts of the mark that is taken")
        elif role in (Role.ID, Role.NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.CLASS, Role.GRADE):
            told.columns[column.header] = role
            continue
        else:
            key, words = "unknown", say("sheets.unknown", "nothing here asks for them")
        why.setdefault(key, ([], words))[0].append(column.header)
    for names, words in why.values():
        told.leave_columns(names, words)
    _tell_nameless(block, told, taken)


def _tell_nameless(block: Block, told: SheetTold, taken: set[int]) -> None:
    """Tell of cells under no header: marks may stand there, and nobody knows in what."""
    places = [one.place for one in block.columns if not one.header and one.place not in taken]
    cells = [
        f"{shown(cell)} ({cell_name(row, place)})"
        for row, own in block.rows
        for place in places
        if (cell := at(own, place))
    ]
    if cells:
        told.doubts.append(
            say("sheets.no_header", "left out, for no header is above: {cells}", cells=named(cells))
        )
