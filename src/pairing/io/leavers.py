"""Rows of students whom the table of students does not name: they have left.

They are set aside and told, and stand in nobody's way. Their marks still count in the mean of an
exam that they sat with the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from operator import attrgetter
from typing import Any

from pairing.io.raw.tables import first_few
from pairing.model.exams.sittings import grade_of_exam
from pairing.model.messages.message import Message, say, say_count
from pairing.model.records import Record, Score
from pairing.model.settings import RuleEntry

__all__ = ["COLUMNS", "Leavers", "part_leavers", "rules_without"]

_SEVERAL = 2
"""A rule that names several students is about two at least."""

COLUMNS = {
    "scores": ("student_id",),
    "indicators": ("student_id",),
    "relations": ("student_id", "other_id"),
    "seat_history": ("student_id",),
    "pair_history": ("tutor_id", "tutee_id"),
    "mentor_history": ("student_id",),
    "cancellations": ("student_id",),
    "decisions": ("student_id",),
    "wishes": ("person_id", "wants_id"),
    "records": ("student_id",),
    "measures": ("student_id",),
    "goals": ("student_id", "with_id"),
    "reviews": ("student_id",),
}
"""The columns of each table that name students who may have left."""


class Leavers:
    """Who has left, how many rows of each table were set aside, and which marks still count."""

    def __init__(self) -> None:
        self.ids: dict[str, None] = {}
        self.rows: Counter[str] = Counter()
        self.scores: tuple[Score, ...] = ()

    def note(self, called: Mapping[str, str]) -> Message | None:
        """What there is to tell of them; ``called`` says what a reader calls the tables."""
        if not self.rows:
            return None
        marks = self.rows["scores"]
        facts: dict[str, object] = {
            "tables": tuple(
                f"{called.get(table, table)} {rows}" for table, rows in self.rows.items()
            ),
            "ids": first_few(list(self.ids)),
            "students": called.get("students", "students"),
        }
        total, counted = self.rows.total(), len(self.scores)
        if not marks:
            return say_count(
                "import.leavers",
                "{count} row was left out ({tables}), for {students} has nobody of that id: {ids}",
                "{count} rows were left out ({tables}), for {students} has nobody of these ids:"
                " {ids}",
                total,
                **facts,
            )
        if counted == marks:
            return say_count(
                "import.leavers_counted",
                "{count} row was left out ({tables}), for {students} has nobody of that id: {ids}."
                " The mark still counts in the mean of its exam.",
                "{count} rows were left out ({tables}), for {students} has nobody of these ids:"
                " {ids}. The marks among them still count in the mean of their exam.",
                total,
                **facts,
            )
        return say_count(
            "import.leavers_marks",
            "{count} row was left out ({tables}), for {students} has nobody of that id: {ids}. The"
            " mark counts nowhere: none of the students sat that exam, or several grades did.",
            "{count} rows were left out ({tables}), for {students} has nobody of these ids: {ids}."
            " Of the marks among them {counted} still count in the mean of their exam, and"
            " {uncounted} do not: none of the students sat that exam, or several grades did.",
            total,
            counted=counted,
            uncounted=marks - counted,
            **facts,
        )


def part_leavers(tables: dict[str, list[Record]], rows: dict[str, list[int]]) -> Leavers:
    """Take the rows of leavers out of the tables, and their numbers out of ``rows``.

    A table that names nobody whom the students name has ids of another kind: it stays as it is,
    for that is a fault.
    """
    found = Leavers()
    students: list[Any] = list(tables.get("students", ()))
    known = {row.student_id for row in students}
    people = known | {row.teacher_id for row in _any(tables.get("teachers", []))}
    scores: list[Any] = []
    for table, columns in COLUMNS.items():
        records = tables.get(table, ())
        # A cell that names nobody stands in nobody's way.
        there = (people if table == "wishes" else known) | {None}
        if all(there.issuperset(map(attrgetter(column), records)) for column in columns):
            continue
        named = [tuple(getattr(record, column) for column in columns) for record in records]
        gone = dict.fromkeys(one for ids in named for one in ids if one not in there)
        if len(gone) > 1 and not any(one in there - {None} for ids in named for one in ids):
            continue
        found.ids |= gone
        stay = [there.issuperset(ids) for ids in named]
        found.rows[table] = stay.count(False)
        if table == "scores":
            scores = [row for row, here in zip(tables[table], stay, strict=True) if not here]
        tables[table] = [row for row, here in zip(tables[table], stay, strict=True) if here]
        rows[table] = [row for row, here in zip(rows[table], stay, strict=True) if here]
    if scores:
        grades: dict[str, str] = {row.class_id: row.grade for row in _any(tables["classes"])}
        grade_of = {
            row.student_id: grades[row.class_id] for row in students if row.class_id in grades
        }
        exams = grade_of_exam(_any(tables["scores"]), grade_of)
        found.scores = tuple(row for row in scores if (row.subject, row.exam) in exams)
    _part_from_sets(tables, known, found)
    return found


def _part_from_sets(tables: dict[str, list[Record]], known: Container[str], found: Leavers) -> None:
    """Take leavers out of the sets that name others too.

    A set of which nobody is known names something else: that is a fault.
    """
    tags = {tag for row in _any(tables.get("students", [])) for tag in row.tags}
    sets: list[Any] = list(tables.get("sets", ()))
    for number, row in enumerate(sets):
        stay = tuple(name for name in row.students if name in known or name in tags)
        if stay and len(stay) < len(row.students):
            found.ids |= dict.fromkeys(name for name in row.students if name not in stay)
            found.rows["sets"] += len(row.students) - len(stay)
            tables["sets"][number] = row.model_copy(update={"students": stay})


def rules_without(
    entries: Iterable[RuleEntry], left: Container[str]
) -> tuple[tuple[RuleEntry, ...], tuple[Message, ...]]:
    """Rules as they are without those who have left, and what is told of it.

    Args:
        entries: the rules as they are written.
        left: the ids of those who have left.

    A rule about somebody who has left is set aside; one about several goes on with the others.
    """
    stay, notes = [], []
    for entry in entries:
        more = dict(entry.model_extra or {})
        gone = [
            one
            for value in more.values()
            for one in (value if isinstance(value, list) else [value])
            if isinstance(one, str) and one in left
        ]
        if not gone:
            stay.append(entry)
            continue
        others = {
            name: [one for one in value if one not in left] if isinstance(value, list) else value
            for name, value in more.items()
        }
        alone = any(
            value in left if isinstance(value, str) else len(others[name]) < _SEVERAL
            for name, value in more.items()
            if isinstance(value, str)
            or (isinstance(value, list) and len(others[name]) < len(value))
        )
        if alone:
            notes.append(
                say(
                    "import.rule_of_leaver",
                    "the rule {rule} is set aside, for {ids} left",
                    rule=entry.id,
                    ids=tuple(gone),
                )
            )
        else:
            stay.append(RuleEntry(id=entry.id, **others))
            notes.append(
                say(
                    "import.rule_without",
                    "the rule {rule} holds without {ids}, who left",
                    rule=entry.id,
                    ids=tuple(gone),
                )
            )
    return tuple(stay), tuple(notes)


def _any(records: list[Record]) -> list[Any]:
    return list(records)
