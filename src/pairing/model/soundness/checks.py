"""Faults that no single row shows: unknown names, repeats, rooms too small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any

from pairing.model.enums import Attendance, DayKind, GoalMeasure, Usable
from pairing.model.messages.expected import known_in
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import say
from pairing.model.records import TABLES
from pairing.model.records.term import number_of
from pairing.model.soundness.check_sets import check_sets
from pairing.model.soundness.nearest import nearest

__all__ = ["check_tables"]

# (table, column, table that must know the value, its column)
_REFERENCES: tuple[tuple[str, str, str, str], ...] = (
    ("students", "class_id", "classes", "class_id"),
    ("classes", "homeroom_teacher_id", "teachers", "teacher_id"),
    ("classes", "layout_id", "layouts", "layout_id"),
    ("teaching", "class_id", "classes", "class_id"),
    ("teaching", "teacher_id", "teachers", "teacher_id"),
    ("scores", "student_id", "students", "student_id"),
    ("indicators", "student_id", "students", "student_id"),
    ("relations", "student_id", "students", "student_id"),
    ("relations", "other_id", "students", "student_id"),
    ("timetable", "class_id", "classes", "class_id"),
    ("timetable", "period_id", "periods", "period_id"),
    ("timetable", "teacher_id", "teachers", "teacher_id"),
    ("timetable", "set_id", "sets", "set_id"),
    ("sets", "teacher_id", "teachers", "teacher_id"),
    ("sets", "room", "layouts", "layout_id"),
    ("absences", "period_id", "periods", "period_id"),
    ("cancellations", "student_id", "students", "student_id"),
    # Who left, and a seat that was taken away, may still stand in the history.
    ("decisions", "student_id", "students", "student_id"),
    ("records", "student_id", "students", "student_id"),
    ("measures", "student_id", "students", "student_id"),
    ("goals", "student_id", "students", "student_id"),
    ("goals", "with_id", "students", "student_id"),
    ("reviews", "student_id", "students", "student_id"),
)

_MOST_PERCENT = 120
"""Of the full score: some papers give more than that for work beyond them."""

Tables = Mapping[str, tuple[Any, ...]]


def check_tables(tables: Tables) -> list[Fault]:
    """Every fault between and within tables; ``row`` counts the records from 0."""
    return [
        *_repeated_keys(tables),
        *_unknown_references(tables),
        *_odd_relations(tables),
        *_mixed_exams(tables),
        *_crowded_rooms(tables),
        *_shared_places(tables),
        *_unknown_people(tables, "absences", "person_id"),
        *_unknown_people(tables, "cancellations", "host_id"),
        *_unknown_people(tables, "wishes", "person_id"),
        *_unknown_people(tables, "wishes", "wants_id"),
        *_odd_exams(tables),
        *_mixed_goals(tables),
        *_odd_goals(tables),
        *_backward_days(tables),
        *check_sets(tables),
        *_swapped_holidays(tables),
    ]


def _repeated_keys(tables: Tables) -> Iterator[Fault]:
    for record in TABLES:
        if not record.key:
            continue
        rows = tables.get(record.table, ())
        # Told apart first, and looked at one by one only where two are alike.
        if len(set(map(attrgetter(*record.key), rows))) == len(rows):
            continue
        first: dict[tuple[Any, ...], int] = {}
        for number, row in enumerate(rows):
            key = tuple(getattr(row, column) for column in record.key)
            if key in first:
                shown = ", ".join(str(value) for value in key)
                columns = ", ".join(record.key)
                yield Fault(
                    record.table,
                    number,
                    columns,
                    shown,
                    say("expected.no_repeat", "a row of its own, not a repeat"),
                )
            first.setdefault(key, number)


def _unknown_references(tables: Tables) -> Iterator[Fault]:
    for table, column, target, target_column in _REFERENCES:
        known = {getattr(row, target_column) for row in tables.get(target, ())}
        rows = tables.get(table, ())
        if set(map(attrgetter(column), rows)) <= known | {None}:
            continue
        hints: dict[str, str] = {}
        for number, row in enumerate(rows):
            value = getattr(row, column)
            if value is None or value in known:
                continue
            if value not in hints:
                # Nobody is told the name of another child.
                hints[value] = "" if target == "students" else nearest(value, known)
            expected = known_in(target_column, target)
            yield Fault(table, number, column, value, expected, hints[value])


def _odd_relations(tables: Tables) -> Iterator[Fault]:
    for table, one, other in (
        ("relations", "student_id", "other_id"),
        ("wishes", "person_id", "wants_id"),
    ):
        for number, row in enumerate(tables.get(table, ())):
            value = getattr(row, other)
            if getattr(row, one) == value:
                yield Fault(table, number, other, value, say("relations.another", "another person"))
    kinds: dict[tuple[str, str], set[str]] = {}
    for number, row in enumerate(tables.get("relations", ())):
        said = kinds.setdefault((row.student_id, row.other_id), set())
        said.add(row.kind)
        if len(said) > 1:
            shown = f"{row.student_id}, {row.other_id}"
            yield Fault(
                "relations",
                number,
                "kind",
                shown,
                say("relations.not_both", "what one says of another: friend or conflict, not both"),
            )


def _odd_exams(tables: Tables) -> Iterator[Fault]:
    """What exams say against their own marks."""
    full = {(row.exam, row.subject): row.full_score for row in tables.get("scores", ())}
    for number, row in enumerate(tables.get("exams", ())):
        own = [
            value
            for (exam, subject), value in full.items()
            if exam == row.exam and row.subject in (None, subject)
        ]
        if row.full_score is not None and any(value != row.full_score for value in own):
            expected = say(
                "exams.same_full", "the full score that its marks have ({full})", full=f"{own[0]:g}"
            )
            yield Fault("exams", number, "full_score", f"{row.full_score:g}", expected)
        highest = min(own, default=row.full_score)
        if row.pass_mark is not None and highest is not None and row.pass_mark > highest:
            expected = say(
                "exams.pass_mark", "a pass mark within the full score ({full})", full=f"{highest:g}"
            )
            yield Fault("exams", number, "pass_mark", f"{row.pass_mark:g}", expected)


def _mixed_goals(tables: Tables) -> Iterator[Fault]:
    """Rows of one goal are about one student: the last of them counts."""
    first: dict[str, str] = {}
    for number, row in enumerate(tables.get("goals", ())):
        whose = first.setdefault(row.goal_id, row.student_id)
        if whose != row.student_id:
            expected = say(
                "goals.one_student",
                "a goal of one student; {goal} is another's too",
                goal=row.goal_id,
            )
            yield Fault("goals", number, "student_id", row.student_id, expected)


def _odd_goals(tables: Tables) -> Iterator[Fault]:
    """Numbers that no mark and no rank can be."""
    for number, row in enumerate(tables.get("goals", ())):
        for column in ("baseline", "target"):
            written = getattr(row, column)
            value = None if written is None else number_of(written)
            if value is None or row.measure is GoalMeasure.WORDS:
                continue
            if row.measure is GoalMeasure.PERCENT and not 0 <= value <= _MOST_PERCENT:
                expected = say("goals.range", "per cent from 0 to {most}", most=_MOST_PERCENT)
                yield Fault("goals", number, column, written, expected)
            # Where two share a rank, they begin at the mean of theirs.
            whole = value.is_integer() or (column == "baseline" and row.with_id is not None)
            if row.measure is GoalMeasure.RANK and (value < 1 or not whole):
                expected = say("goals.rank_range", "a rank: a whole number from 1 on")
                yield Fault("goals", number, column, written, expected)


def _mixed_exams(tables: Tables) -> Iterator[Fault]:
    full: dict[tuple[str, str, str], float] = {}
    grade_in = {row.class_id: row.grade for row in tables.get("classes", ())}
    grade_of = {
        row.student_id: grade_in.get(row.class_id, "") for row in tables.get("students", ())
    }
    rows = tables.get("scores", ())
    papers = {
        (grade_of.get(row.student_id, ""), row.subject, row.exam, row.full_score) for row in rows
    }
    if len({paper[:3] for paper in papers}) == len(papers):
        return
    for number, row in enumerate(rows):
        grade = grade_of.get(row.student_id, "")
        seen = full.setdefault((grade, row.subject, row.exam), row.full_score)
        if seen != row.full_score:
            expected = say(
                "scores.same_full",
                "the same full score as the others in {exam} ({full})",
                exam=f"{row.subject}, {row.exam}",
                full=f"{seen:g}",
            )
            yield Fault("scores", number, "full_score", f"{row.full_score:g}", expected)


def _crowded_rooms(tables: Tables) -> Iterator[Fault]:
    usable = Counter(row.layout_id for row in tables.get("layouts", ()) if row.usable is Usable.YES)
    rooms = {row.layout_id for row in tables.get("layouts", ())}
    pupils = Counter(
        row.class_id for row in tables.get("students", ()) if row.attends is Attendance.ONSITE
    )
    for number, row in enumerate(tables.get("classes", ())):
        if row.layout_id not in rooms:
            continue
        seats, count = usable[row.layout_id], pupils[row.class_id]
        if count > seats:
            expected = say(
                "classes.room_large_enough",
                "a room with a usable seat for each of the {count} students; it has {seats}",
                count=count,
                seats=seats,
            )
            yield Fault("classes", number, "layout_id", row.layout_id, expected)


def _shared_places(tables: Tables) -> Iterator[Fault]:
    taken: dict[tuple[str, int, int], str] = {}
    for number, row in enumerate(tables.get("layouts", ())):
        place = (row.layout_id, row.row, row.column)
        if place in taken and taken[place] != row.seat_id:
            shown = f"row {row.row}, column {row.column}"
            yield Fault(
                "layouts",
                number,
                "row, column",
                shown,
                say("layouts.free_place", "a place without seat {seat}", seat=taken[place]),
            )
        taken.setdefault(place, row.seat_id)


def _unknown_people(tables: Tables, table: str, column: str) -> Iterator[Fault]:
    """Names in a column that are neither a student's nor a teacher's."""
    teachers = {row.teacher_id for row in tables.get("teachers", ())}
    known = {row.student_id for row in tables.get("students", ())} | teachers
    for number, row in enumerate(tables.get(table, ())):
        value = getattr(row, column)
        if value not in known:
            expected = say("expected.person", "a student_id or a teacher_id")
            yield Fault(table, number, column, value, expected, nearest(value, teachers))


def _swapped_holidays(tables: Tables) -> Iterator[Fault]:
    """Days that follow another weekday and are holidays too, or follow two."""
    rows = tables.get("calendar", ())
    swapped = [row for row in rows if row.kind is DayKind.SWAPPED]
    for number, row in enumerate(rows):
        since, until = row.since, row.until or row.since
        for other in swapped:
            if other.since > until or (other.until or other.since) < since:
                continue
            closed = row.kind is DayKind.HOLIDAY
            if closed or (row.kind is DayKind.SWAPPED and row.follows != other.follows):
                expected = say(
                    "calendar.one_of_them",
                    "days of which no row says that they follow another weekday; {date} does",
                    date=other.since.isoformat(),
                )
                yield Fault("calendar", number, "from", since.isoformat(), expected)
                break


def _backward_days(tables: Tables) -> Iterator[Fault]:
    for table in ("calendar", "absences", "seat_history", "pair_history", "mentor_history"):
        for number, row in enumerate(tables.get(table, ())):
            if row.until is not None and row.until < row.since:
                expected = say(
                    "expected.not_before",
                    "a day that is not before {date}",
                    date=row.since.isoformat(),
                )
                yield Fault(table, number, "to", row.until.isoformat(), expected)
