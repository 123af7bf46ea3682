"""Counts that no table has, and that whoever subtracts one table's count from another's would know.

Where such a difference is small, the counts that it lies between may not tell it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pairing.monitoring.due import Owed, What
from pairing.monitoring.reporting.basis import Basis
from pairing.monitoring.reporting.tables import ALL, Key, Relation

__all__ = ["untabled"]

_ONCE_EACH = (What.WEEKLY_HELP, What.FIRST_VISIT, What.HOME_VISIT, What.REVIEW)
"""What a student is owed once or not at all."""


def untabled(
    basis: Basis, counts: Mapping[Key, int], owed: Sequence[Owed], least: int
) -> tuple[dict[Key, int], list[Relation]]:
    """The small differences between counts of different tables, and of what they are a part.

    Args:
        basis: what the tables are counted from.
        counts: every count of the tables.
        owed: what is owed at the end of the days.
        least: counts under this are small.
    """
    found: dict[Key, int] = {}
    relations: list[Relation] = []
    if ("in_need", ALL) not in counts:
        return found, relations
    for total, part, rest, few in (*_spared(basis, counts, owed), *_absent(basis, counts)):
        if 0 <= few < least:
            found[rest] = few
            relations.append((total, (part, rest)))
    return found, relations


def _spared(
    basis: Basis, counts: Mapping[Key, int], owed: Sequence[Owed]
) -> Iterator[tuple[Key, Key, Key, int]]:
    """Who of those in need is owed nothing of a kind: who subtracts knows how many were visited."""
    for what in _ONCE_EACH:
        people = [row.student_id for row in owed if row.what is what]
        if basis.severity.keys() >= set(people):
            few = counts["in_need", ALL] - len(people)
            yield ("in_need", ALL), ("owed", what.value), ("spared", what.value), few


def _absent(basis: Basis, counts: Mapping[Key, int]) -> Iterator[tuple[Key, Key, Key, int]]:
    """Who of those in need has no mark at all at an exam that the others of the grade sat."""
    grade_of = basis.log.school.grade_of
    for exam, states in basis.at_exams.items():
        grades = {grade_of[one] for one in states}
        for grade in (ALL, *(grades if len(grades) == 1 else ())):
            few = counts["in_need", grade] - len(states)
            yield ("in_need", grade), ("exams", exam), ("absent", exam, grade), few
