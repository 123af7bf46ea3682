"""The contract's tables of a OneRoster export.

A student's class is the homeroom class they are enrolled in, or else the first class;
other classes tell who teaches what. OneRoster knows neither rooms nor periods: each
class gets a room of paired desks, and the periods stay empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pairing.io.oneroster.files import Export, Row
from pairing.io.oneroster.marks import marks
from pairing.io.oneroster.people import TEACHES, People
from pairing.io.raw.tables import RawTable, first_few
from pairing.model.many import joined
from pairing.model.messages.message import say, say_count
from pairing.model.records import TABLES
from pairing.model.room.patterns import paired_desks

__all__ = ["contract_tables"]

_GENDER = {"female": "F", "male": "M"}
_Numbered = tuple[int, dict[str, str]]


def contract_tables(export: Export, people: People) -> Iterator[RawTable]:
    """The tables as text, each row with the number of the export's row it comes from."""
    made = _Tables(export, people)
    yield _table("students", made.students())
    yield _table("teachers", made.teachers())
    yield _table("classes", made.classes())
    yield _table("teaching", made.teaching())
    yield _table("scores", marks(export, people, made.subject), "missing")
    yield _table("layouts", made.layouts())
    yield _table("periods", ())
    if made.used:
        export.notes.append(
            say(
                "oneroster.made_up",
                "OneRoster has neither rooms nor periods: each class got a room of desks for two,"
                " and no sessions are planned",
            )
        )


def _table(name: str, rows: Iterable[_Numbered], *more: str) -> RawTable:
    kind = next(kind for kind in TABLES if kind.table == name)
    header = tuple(dict.fromkeys((*kind.columns(), *more)))
    return RawTable(name, header, tuple(rows), made=True)


class _Tables:
    def __init__(self, export: Export, people: People) -> None:
        self.export, self.people = export, people
        self.courses = export.by_id("courses")
        homes = set(people.home.values())
        self.used = [class_id for class_id in people.classes if class_id in homes]
        self.staff = {user for user in people.users if people.roles.get(user) in TEACHES}
        self.leads: dict[str, str] = {}
        for row in people.enrolled:
            if row["userSourcedId"] in self.staff and people.is_homeroom(row["classSourcedId"]):
                self.leads.setdefault(row["classSourcedId"], row["userSourcedId"])

    def students(self) -> Iterator[_Numbered]:
        sex = {
            row["userSourcedId"] or row["sourcedId"]: row["sex"].lower()
            for row in self.export.of("demographics")
        }
        for user, row in self.people.users.items():
            if user in self.people.home:
                yield (
                    row.number,
                    {
                        "student_id": user,
                        "name": _full_name(row),
                        "class_id": self.people.home[user],
                        "gender": _GENDER.get(sex.get(user, ""), "X"),
                    },
                )

    def teachers(self) -> Iterator[_Numbered]:
        leads = set(self.leads.values())
        for user, row in self.people.users.items():
            if user in self.staff:
                roles = "homeroom;subject" if user in leads else "subject"
                yield row.number, {"teacher_id": user, "name": _full_name(row), "roles": roles}

    def classes(self) -> Iterator[_Numbered]:
        without = []
        for class_id in self.used:
            row = self.people.classes[class_id]
            course = self.courses.get(row["courseSourcedId"])
            grade = row["grades"] or (course["grades"] if course else "")
            if not grade:
                without.append(class_id)
            yield (
                row.number,
                {
                    "class_id": class_id,
                    "grade": grade.split(",")[0].strip() or "all",
                    "homeroom_teacher_id": self.leads.get(class_id, ""),
                    "layout_id": _room(class_id),
                },
            )
        self.export.tell(
            say_count(
                "oneroster.no_grade",
                "classes.csv: {count} class has no grade; its exams are compared with those of"
                " others without one: {ids}",
                "classes.csv: {count} classes have no grade; their exams are compared with each"
                " other's: {ids}",
                len(without),
                ids=first_few(without),
            )
        )

    def subject(self, row: Row) -> str:
        """The subject of a class: its own, its course's, or else what it is called."""
        course = self.courses.get(row["courseSourcedId"])
        named = row["subjects"] or (course["subjects"] or course["title"] if course else "")
        return (named or row["title"]).split(",")[0].strip()

    def teaching(self) -> Iterator[_Numbered]:
        people = self.people
        homes_in: dict[str, dict[str, None]] = {}
        for student, enrolled in people.classes_of_students().items():
            for class_id in enrolled:
                homes_in.setdefault(class_id, {})[people.home[student]] = None
        told: set[tuple[str, str, str]] = set()
        for row in people.enrolled:
            class_id, user = row["classSourcedId"], row["userSourcedId"]
            if user not in self.staff or people.is_homeroom(class_id):
                continue
            subject = self.subject(people.classes[class_id])
            for home in homes_in.get(class_id, {}):
                if subject and (home, subject, user) not in told:
                    told.add((home, subject, user))
                    yield row.number, {"class_id": home, "subject": subject, "teacher_id": user}

    def layouts(self) -> Iterator[_Numbered]:
        sizes = Counter(self.people.home.values())
        number = 1
        for class_id in self.used:
            rows = -(-sizes[class_id] // 8)
            for seat in paired_desks(_room(class_id), rows=rows, columns=8):
                number += 1
                yield (
                    number,
                    {
                        "layout_id": seat.layout_id,
                        "seat_id": seat.seat_id,
                        "row": str(seat.row),
                        "column": str(seat.column),
                        "desk": seat.desk,
                        "tags": joined(seat.tags),
                    },
                )


def _room(class_id: str) -> str:
    return f"room {class_id}"


def _full_name(row: Row) -> str:
    parts = (row["givenName"], row["middleName"], row["familyName"])
    return " ".join(part for part in parts if part) or row["username"]
