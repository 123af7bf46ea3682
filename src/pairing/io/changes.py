"""What new sheets change of a school, in words: who came, left or moved, which marks are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pairing.io.as_read import AsRead
from pairing.io.raw.tables import RawTable
from pairing.io.raw.writing import cell
from pairing.io.sheets.making.maker import Row
from pairing.io.sheets.recognising.vocabulary import SHOWN, Role
from pairing.io.vocabulary.words import choice_message
from pairing.model.messages.message import Message, listed, named, quote, say, say_count, some, word
from pairing.model.records import Lesson, Score, Student

__all__ = ["changes_of"]

_MARK = frozenset(("score", "full_score", "missing"))
"""What makes another mark; a day is that of the whole exam."""


def changes_of(
    before: Mapping[str, RawTable], tables: Sequence[RawTable], left: Mapping[str, Row]
) -> Iterable[Message]:
    """Who came, left or changed class, what is new of them, teachers, lessons, exams and marks."""
    if not before:
        return
    now = {table.name: [cells for _, cells in table.rows] for table in tables}
    then = {name: [cells for _, cells in table.rows] for name, table in before.items()}
    old = {row["student_id"]: row for row in then.get("students", ())}
    came = [row for row in now["students"] if row["student_id"] not in old]
    if came:
        yield say_count(
            "update.came",
            "{count} student came: {names}",
            "{count} students came: {names}",
            len(came),
            names=named(f"{row['name']} ({row['class_id']})" for row in came),
        )
    if left:
        yield say_count(
            "update.left",
            "{count} student left, and all that was kept of them stays: {names}",
            "{count} students left, and all that was kept of them stays: {names}",
            len(left),
            names=named(f"{row.get('name', '')} ({row.get('class_id', '')})"
                        for row in left.values()),
        )  # fmt: skip
    moved = [
        (old[row["student_id"]], row)
        for row in now["students"]
        if row["student_id"] in old and old[row["student_id"]].get("class_id") != row["class_id"]
    ]
    if moved:
        yield say_count(
            "update.moved",
            "{count} student changed class: {names}",
            "{count} students changed class: {names}",
            len(moved),
            names=named(f"{row['name']} ({was.get('class_id', '')} > {row['class_id']})"
                        for was, row in moved),
        )  # fmt: skip
    if facts := list(_facts_changed(old, now["students"])):
        yield say_count(
            "update.facts",
            "of {count} student the lists say something new: {names}",
            "of {count} students the lists say something new: {names}",
            len(facts),
            names=some(facts),
        )
    known = {row["teacher_id"] for row in then.get("teachers", ())}
    joined = [row["name"] for row in now.get("teachers", ()) if row["teacher_id"] not in known]
    if joined:
        yield say_count(
            "update.teachers",
            "{count} teacher is new: {names}",
            "{count} teachers are new: {names}",
            len(joined),
            names=named(joined),
        )
    lessons, before_ = _lessons(now.get("timetable", ())), _lessons(then.get("timetable", ()))
    if lessons != before_:
        yield say(
            "update.timetable",
            "the timetable: {new} lessons new, {gone} gone, {all} now",
            new=(lessons - before_).total(),
            gone=(before_ - lessons).total(),
            all=lessons.total(),
        )
    yield from _marks_changed(then.get("scores", ()), now.get("scores", ()))


def _facts_changed(old: Mapping[str, Row], students: Iterable[Row]) -> Iterable[Message]:
    """Each student of whom something else is said than before, beside the class, and what."""
    read = AsRead(Student)
    for row in students:
        differ = read.differ(old.get(row["student_id"], row), row)
        differ.pop("class_id", None)
        if differ:
            facts = listed(
                say(
                    "update.fact",
                    "{fact}: {was} > {now}",
                    fact=word(SHOWN[Role(column)]),
                    was=_value(column, was),
                    now=_value(column, is_now),
                )
                for column, (was, is_now) in differ.items()
            )
            yield say("update.facts_of", "{name} ({facts})", name=row["name"], facts=facts)


def _value(column: str, value: Any) -> Message:
    """What a column of students says, in the reader's words."""
    return choice_message(Student, column, text) if (text := cell(value)) else quote("—")


def _lessons(rows: Iterable[Row]) -> Counter[tuple[Any, ...]]:
    read = AsRead(Lesson)
    return Counter(tuple(read.values(row).values()) for row in rows)


def _marks_changed(then: Sequence[Row], now: Iterable[Row]) -> Iterable[Message]:
    def key(row: Row) -> tuple[str, ...]:
        return row["student_id"], row["subject"], row["exam"]

    old = {key(row): row for row in then}
    known = {row["exam"] for row in old.values()}
    exams: dict[str, int] = {}
    changed = []
    untouched = set(map(id, then))
    read = AsRead(Score)
    for row in now:
        if id(row) in untouched:
            continue
        if row["exam"] not in known:
            exams[row["exam"]] = exams.get(row["exam"], 0) + 1
        elif key(row) not in old or not _MARK.isdisjoint(read.differ(old[key(row)], row)):
            changed.append(" ".join(key(row)))
    for exam, count in exams.items():
        yield say_count(
            "update.exam",
            "a new exam: {exam}, {count} mark",
            "a new exam: {exam}, {count} marks",
            count,
            exam=exam,
        )
    if changed:
        yield say_count(
            "update.marks",
            "{count} mark of known exams is new or another: {cases}",
            "{count} marks of known exams are new or others: {cases}",
            len(changed),
            cases=named(changed),
        )
