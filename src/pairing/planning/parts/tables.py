"""The tables that a part's rows stand in, and how a row is written and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pairing.errors import PairingError
from pairing.model.messages.expected import known_in
from pairing.model.messages.message import Message
from pairing.model.plan import PlanRow
from pairing.model.school import School

__all__ = ["CellError", "PlanTable", "Unknown", "unknown_names"]

RowT = TypeVar("RowT", bound=PlanRow)


class CellError(PairingError, ValueError):
    """A cell that cannot be read: its column, its value, and what was expected."""

    def __init__(self, column: str, value: str, expected: Message) -> None:
        super().__init__(expected)
        self.column, self.value, self.expected = column, value, expected


def _cells(columns: tuple[str, ...]) -> Callable[[Any], list[Any]]:
    return lambda row: [getattr(row, column) for column in columns]


def _every(_: Any) -> bool:
    return True


@dataclass(frozen=True)
class PlanTable(Generic[RowT]):
    """One table of a part.

    Args:
        name: what it is called, and its file without the ending.
        columns: its header.
        filled: the columns of which no cell may be empty.
        parse: a row of its cells by column; raises CellError.
        needed: the columns that must be there; those of ``filled`` by default.
        takes: which rows of the part stand in it.
        cells: a row's values in the order of the columns; those of the same names by default.
        optional: whether it is left out where it has no rows.
    """

    name: str
    columns: tuple[str, ...]
    filled: tuple[str, ...]
    parse: Callable[[Mapping[str, str]], RowT]
    needed: tuple[str, ...] = ()
    takes: Callable[[RowT], bool] = _every
    cells: Callable[[RowT], list[Any]] | None = None
    optional: bool = False

    def values(self, row: RowT) -> list[Any]:
        """A row's values in the order of the columns."""
        return (self.cells or _cells(self.columns))(row)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value of a row that the school knows nothing of: what was expected, and what there is."""

    column: str
    value: str
    expected: Message
    known: tuple[str, ...] = ()


def unknown_names(school: School, row: PlanRow) -> Iterator[Unknown]:
    """The students, teachers and units of a row that the school does not have."""
    known: Mapping[str, object]
    for columns, target, known in (
        (("student_id", "tutee_id", "tutor_id"), "students", school.student),
        (("teacher_id",), "teachers", school.teacher),
        (("unit_id",), "units", school.unit),
    ):
        expected = known_in(columns[0], target)
        for column in columns:
            value = getattr(row, column, None) or None
            if value is not None and value not in known:
                # Nobody is told the name of another child.
                near = () if target == "students" else tuple(known)
                yield Unknown(column, value, expected, near)
