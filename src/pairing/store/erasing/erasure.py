"""A student erased from a work: every version, every entry, and all that is written of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from pairing.io.leavers import COLUMNS, rules_without
from pairing.model.messages.message import say
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.rules.core.book import rule_keys
from pairing.store.erasing.rewriting import Rewritten, rewrite
from pairing.store.erasing.scrub import Scrub
from pairing.store.keeper import Store, unpacked
from pairing.store.pieces import TABLES_CHANGED
from pairing.store.schema import PieceRow, VersionRow

__all__ = ["NAMING", "erase_student", "former_students", "other_works", "rows_about"]

NAMING: Mapping[str, tuple[str, ...]] = {
    **{table: columns for table, columns in COLUMNS.items() if table != "goals"},
    "students": ("student_id",),
    "absences": ("person_id",),
    "cancellations": ("student_id", "host_id"),
    "records": ("student_id", "by"),
}
"""The columns of each table by which a row is about a student; a goal may be of two."""
_OF_PLAN = ("student_id", "tutee_id", "tutor_id")
_TABLE, _SEATS, _MARK = "table ", "seats ", "mark "
_NAMED = ("students", "teachers", "units", "classes", "layouts")


def erase_student(
    store: Store, work_id: str, school: School, student_id: str, by: str = ""
) -> Rewritten:
    """Erase a student from a work as if they had never been there; it cannot be undone.

    Rows that name them go: theirs, and those that say what they and another were to each other.
    A goal that they shared stays the other's. In texts and messages a sign stands for them. What
    was planned with them is marked as out of date. The list of versions tells that somebody was
    erased, when and by whom, and not who.

    Args:
        store: the store.
        work_id: the work.
        school: its school as it is; what people are called now.
        student_id: who is erased, there now or only in earlier versions.
        by: who asks for it.

    Raises UnknownVersionError where there is no such work.
    """
    names, others = _names(store, work_id, student_id)
    if (now := school.student.get(student_id)) is not None:
        names.add(now.name)
    others |= {row.name for row in school.students if row.student_id != student_id}
    others |= {row.name for row in school.teachers}
    eraser = _Eraser(Scrub(student_id, names, others))
    done = say("erasure.student", "a student was erased")
    return rewrite(store, work_id, eraser, done=done, by=by)


def rows_about(school: School, student_id: str) -> Counter[str]:
    """How many rows of each table of a school go with a student."""
    found: Counter[str] = Counter()
    for table, columns in {**NAMING, "goals": COLUMNS["goals"]}.items():
        found[table] = sum(
            any(getattr(row, column) == student_id for column in columns)
            for row in school.table(table)
        )
    return +found


def former_students(store: Store, work_id: str, school: School) -> dict[str, str]:
    """Who is in earlier versions of a work alone: names by id, as they were last."""
    found: dict[str, str] = {}
    for row in _rows(store, work_id, ("students",)):
        if row["student_id"] not in school.student:
            found[row["student_id"]] = row["name"]
    return found


def other_works(store: Store, work_id: str, student_id: str, name: str) -> tuple[str, ...]:
    """What other works are called that have a student of this id and name."""
    found = []
    for work in store.works():
        rows = _rows(store, work.work_id, ("students",)) if work.work_id != work_id else ()
        if any((row["student_id"], row["name"]) == (student_id, name) for row in rows):
            found.append(work.name)
    return tuple(found)


def _names(store: Store, work_id: str, student_id: str) -> tuple[set[str], set[str]]:
    """(what somebody was called in any version, what anybody and anything else was)."""
    names: set[str] = set()
    others: set[str] = set()
    for row in _rows(store, work_id, _NAMED):
        own = row.get("student_id") == student_id
        called = (row.get(key) for key in ("name", "class_id", "layout_id"))
        if own:
            names.add(row["name"])
        else:
            others |= {one for one in called if one}
    return names, others


def _rows(store: Store, work_id: str, tables: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The rows of these tables in every version of a work, the earliest first."""
    seen = set()
    with store.begin() as session:
        manifests = session.scalars(
            select(VersionRow)
            .where(VersionRow.work_id == work_id)
            .order_by(VersionRow.number)
            .options(undefer(VersionRow.pieces))
        )
        for version in manifests.all():
            for table in tables:
                digest = version.pieces.get(_TABLE + table)
                if digest is not None and digest not in seen:
                    seen.add(digest)
                    yield from json.loads(unpacked(session.get_one(PieceRow, digest).body))


class _Eraser:
    """What becomes of each text without a student."""

    def __init__(self, scrub: Scrub) -> None:
        self.gone: Counter[str] = Counter()
        self._scrub = scrub
        self._id = scrub.person_id
        self._goal_ids: dict[str, str] = {}

    def rests_on(self, name: str) -> str:
        if name == "settings":
            return "rules"
        return "table students" if name.startswith(_MARK) else ""

    def piece(self, name: str, value: Any, other: Any) -> Any:
        if name.startswith(_TABLE):
            return self._table(name.removeprefix(_TABLE), value)
        if name.startswith(_SEATS):
            return self._seats(value)
        if name.startswith(_MARK):
            there = any(row.get("student_id") == self._id for row in other or ())
            return TABLES_CHANGED if there else value
        match name.split(" ")[0], value:
            case "plan", {"rows": list(rows), **more}:
                return {"rows": self._of_plan(name, rows), **self._scrub.value(more)}
            case "pins", list(rows):
                return self._of_plan(name, rows)
            case (("leavers" | "decisions"), list(rows)):
                table = "scores" if name == "leavers scores" else name
                return self._table(table, rows)
            case "rules", list(entries):
                left = [one for one, _ in self._rules(entries)]
                self.gone["rules"] += len(entries) - len(left)
                return left
            case "settings", dict(settings):
                return self._settings(settings, other or [])
            case "answers", dict(answers):
                # What people said of sheets stands under what the sheets have, names too.
                return self._scrub.with_keys(answers)
        return self._scrub.value(value)

    def entry(self, table: str, row: dict[str, Any]) -> dict[str, Any] | None:
        left: list[dict[str, Any]] = self._table(table, [row])
        return left[0] if left else None

    def note(self, value: Any) -> Any:
        return self._scrub.value(value)

    def words(self, said: str) -> str:
        return self._scrub.text(said)

    def _table(self, table: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        columns = NAMING.get(table, ())
        stay = []
        for row in rows:
            if any(row.get(column) == self._id for column in columns):
                self.gone[table] += 1
            elif table != "goals":
                stay.append(self._row(row))
            elif (goal := self._goal(row)) is not None:
                stay.append(self._row(goal))
            else:
                self.gone[table] += 1
        return stay

    def _goal(self, row: dict[str, Any]) -> dict[str, Any] | None:
        """A goal as the other half's own; None where nobody else has it."""
        people = [row["student_id"], row.get("with_id")]
        if self._id not in people:
            return row
        people.remove(self._id)
        if people[0] is None:
            return None
        alone = {name: value for name, value in row.items() if name != "with_id"}
        return {**alone, "student_id": people[0]}

    def _row(self, row: dict[str, Any]) -> dict[str, Any]:
        """A row about others: what it refers to stays, what it says is scrubbed."""
        left = {
            name: self._cell(value) if not name.endswith("_id") else value
            for name, value in row.items()
        }
        if "goal_id" in left:
            left["goal_id"] = self._goal_id(left["goal_id"])
        return left

    def _goal_id(self, goal_id: str) -> str:
        """A goal's id without the person, the same for all its rows and no other goal's."""
        left = self._scrub.text(goal_id)
        if left == goal_id:
            return goal_id
        if goal_id not in self._goal_ids:
            # An id has 64 signs at most.
            left, number = left[:56], 1
            while (told := left if number == 1 else f"{left} {number}") in self._goal_ids.values():
                number += 1
            self._goal_ids[goal_id] = told
        return self._goal_ids[goal_id]

    def _cell(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._scrub.value(one) for one in value if one != self._id]
        # A cell that has a number alone has a mark or a rank, and not the id.
        return self._scrub.text(value) if isinstance(value, str) else self._scrub.value(value)

    def _of_plan(self, name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        stay = [self._row(row) for row in rows if all(row.get(one) != self._id for one in _OF_PLAN)]
        self.gone["pins" if name.startswith("pins ") else name.removeprefix("plan ")] += len(
            rows
        ) - len(stay)
        return stay

    def _seats(self, value: dict[str, Any]) -> dict[str, Any]:
        rows, pins = (
            {student: seat for student, seat in value[part].items() if student != self._id}
            for part in ("rows", "pins")
        )
        there = len(rows) < len(value["rows"])
        self.gone["seats"] += there
        more = {
            key: one if key == "rules" else self._scrub.value(one)
            for key, one in value.items()
            if key not in ("rows", "pins")
        }
        rules = {"rules": TABLES_CHANGED} if there else {}
        return {"rows": rows, "pins": pins, **more, **rules}

    def _rules(self, entries: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], int]]:
        """The rules that stay, each with the number that it had."""
        for number, entry in enumerate(entries):
            kept, notes = rules_without((RuleEntry.model_validate(entry),), {self._id})
            for one in kept:
                yield self._scrub.value(one.model_dump(mode="json") if notes else entry), number

    def _settings(self, settings: dict[str, Any], entries: list[dict[str, Any]]) -> dict[str, Any]:
        """The switches of rules under the keys that they have without those that went."""
        written = [RuleEntry.model_validate(entry) for entry in entries]
        before = rule_keys(written)
        stay = [number for _, number in self._rules(entries)]
        after = rule_keys([written[number] for number in stay])
        new = dict(zip((before[number] for number in stay), after, strict=True))
        gone = set(before) - new.keys()
        return {new.get(key, key): one for key, one in settings.items() if key not in gone}
