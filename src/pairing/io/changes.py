"""What new sheets change of a school, in words: who came, left or moved, which marks are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pairing.io.raw.tables import RawTable
from pairing.io.sheets.making.maker import Row
from pairing.io.sheets.recognising.vocabulary import SHOWN
from pairing.model.messages.message import Message, listed, named, say, say_count, some, word

__all__ = ["changes_of"]

_WORDS = {role.value: words for role, words in SHOWN.items()}
"""What people call a column of students."""
_NONE = "–"


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
    facts = [
        message
        for row in now["students"]
        if row["student_id"] in old
        and (message := _new_facts(_facts(old[row["student_id"]]), _facts(row)))
    ]
    if facts:
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
    lessons, before_ = (Counter(map(_lesson, one.get("timetable", ()))) for one in (now, then))
    if lessons != before_:
        yield say(
            "update.timetable",
            "the timetable: {new} lessons new, {gone} gone, {all} now",
            new=(lessons - before_).total(),
            gone=(before_ - lessons).total(),
            all=lessons.total(),
        )
    yield from _marks_changed(then.get("scores", ()), now.get("scores", ()))


def _facts(row: Row) -> dict[str, str]:
    """What is known of a student beside their class."""
    return {column: cell for column, cell in row.items() if cell and column != "class_id"}


def _new_facts(was: Mapping[str, str], now: Mapping[str, str]) -> Message | None:
    """What is said of a student that was not, or was otherwise; None for nothing."""
    new = [
        say(
            "update.fact",
            "{column}: {was} > {now}",
            column=word(_WORDS.get(column, column)),
            was=was.get(column, _NONE),
            now=now.get(column, _NONE),
        )
        for column in dict.fromkeys([*was, *now])
        if was.get(column) != now.get(column)
    ]
    name = now.get("name", "")
    return say("update.facts_of", "{name} ({facts})", name=name, facts=listed(new)) if new else None


def _lesson(row: Row) -> tuple[str, ...]:
    columns = ("class_id", "period_id", "subject", "teacher_id", "set_id", "weeks")
    return tuple(row.get(column, "") for column in columns)


def _marks_changed(then: Sequence[Row], now: Iterable[Row]) -> Iterable[Message]:
    def key(row: Row) -> tuple[str, ...]:
        return row["student_id"], row["subject"], row["exam"]

    old = {key(row): row for row in then}
    known = {row["exam"] for row in old.values()}
    exams: dict[str, int] = {}
    changed = []
    untouched = set(map(id, then))
    for row in now:
        if id(row) in untouched:
            continue
        if row["exam"] not in known:
            exams[row["exam"]] = exams.get(row["exam"], 0) + 1
        elif key(row) not in old or old[key(row)].get("score", "") != row.get("score", ""):
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
