"""The tables of a school at work: what there was, what sheets add, and what is told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pairing.io.sheets.answers import Answers
from pairing.io.sheets.found import Found
from pairing.io.sheets.making.people import Roster
from pairing.io.sheets.page import normal
from pairing.model.messages.message import Message

__all__ = ["Maker", "Row", "Rows", "class_ids", "free_id"]

Row = dict[str, str]
Rows = dict[str, list[Row]]


@dataclass
class Maker:
    """The tables at work."""

    found: Found
    roster: Roster
    answers: Answers
    base: Mapping[str, list[Row]]
    today: date
    rows: Rows = field(default_factory=lambda: defaultdict(list))
    notes: list[Message] = field(default_factory=list)
    over: set[tuple[str, str]] = field(default_factory=set)
    """Whose lessons of before are over, for the week is new: (column, value) of the timetable."""

    def known(self, table: str) -> list[Row]:
        """The rows of a table so far: those there were, and those that are new."""
        return [*self.base.get(table, ()), *self.rows[table]]

    def stays(self, lesson: Row) -> bool:
        """Whether a lesson of before stays beside those that are new."""
        return not any(lesson.get(column) == value for column, value in self.over)


def free_id(taken: Iterable[str], letter: str) -> str:
    """The first id of a letter and two digits that is not taken."""
    known = set(taken)
    number = 1
    while f"{letter}{number:02}" in known:
        number += 1
    return f"{letter}{number:02}"


def class_ids(maker: Maker) -> dict[str, str]:
    """The classes that are known, by how they are compared."""
    pupils = (pupil.class_id for pupil in maker.roster.pupils.values())
    known = (row["class_id"] for row in maker.base.get("classes", ()))
    return {normal(one): one for one in (*known, *pupils)}
