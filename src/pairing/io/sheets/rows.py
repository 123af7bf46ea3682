"""The rows of a list of people: who each is about, which are of nobody, and columns not taken."""

from __future__ import annotations

from collections.abc import Iterable

from pairing.io.cells import shown
from pairing.io.sheets.found import Who
from pairing.io.sheets.headers import Block, at
from pairing.io.sheets.told import SheetTold
from pairing.io.sheets.vocabulary import Role
from pairing.io.sheets.words import is_name, summary_word
from pairing.model.messages.message import Message, say

__all__ = [
    "is_somebody",
    "leave_columns",
    "student_of",
    "summary_of",
    "take_columns",
    "text_of",
]


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


def student_of(block: Block, row: int, cells: tuple[str, ...], default_class: str) -> Who:
    """Who a row is about."""
    name, column = text_of(block, cells, Role.NAME), block.first(Role.NAME)
    first, last = (text_of(block, cells, role) for role in (Role.FIRST_NAME, Role.LAST_NAME))
    if not name and (first or last):
        # A family name comes first where it is written without a space.
        name = f"{last}{first}" if not f"{last}{first}".isascii() else f"{first} {last}".strip()
        column = block.first(Role.LAST_NAME)
    place = (column or block.first(Role.ID) or block.columns[0]).place
    class_id = text_of(block, cells, Role.CLASS) or default_class
    return Who(block.page, row, text_of(block, cells, Role.ID), name, class_id, place)


def is_somebody(block: Block, cells: tuple[str, ...], who: Who) -> bool:
    """Whether a row is about a student. A footnote is nobody: it stands alone, and is no name."""
    beside = sum(map(bool, cells)) > 1 or sum(bool(one.header) for one in block.columns) == 1
    return is_name(who.name) or (beside and bool(who.identifier or who.name))


def take_columns(block: Block, told: SheetTold, roles: Iterable[Role]) -> None:
    """Tell which columns of some roles are taken, and of the others why they are not."""
    columns = [column for role in roles if (column := block.first(role))]
    told.columns |= {column.header: column.role for column in columns if column.role}
    leave_columns(block, told, {column.place for column in columns})


def leave_columns(block: Block, told: SheetTold, taken: set[int]) -> None:
    """Tell which columns are not taken, and why."""
    why: dict[str, tuple[list[str], Message]] = {}
    for column in block.columns:
        if column.place in taken or not column.header or not any(block.cells(column)):
            continue
        role = column.role
        if role in (Role.TOTAL, Role.RANK, Role.MEAN, Role.LEVEL, Role.NUMBER):
            key, words = "sums", say("sheets.sums", "worked out from the others")
        elif role is Role.PRIVATE:
            key, words = "private", say("sheets.private", "nobody needs them here")
        elif role in (Role.ID, Role.NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.CLASS):
            told.columns[column.header] = role
            continue
        else:
            key, words = "unknown", say("sheets.unknown", "nothing here asks for them")
        why.setdefault(key, ([], words))[0].append(column.header)
    for names, words in why.values():
        told.leave_columns(names, words)
