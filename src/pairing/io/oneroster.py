"""OneRoster 1.1 and 1.2 CSV exports, a folder or a zip, as the contract's tables.

A student's class is the homeroom class they are enrolled in, or else the first class;
other classes tell who teaches what. OneRoster knows neither rooms nor periods: each
class gets a room of paired desks, and the periods stay empty.

Reference: IMS Global OneRoster CSV Tables, versions 1.1 and 1.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pairing.io.parsing import Parsed, parse_tables
from pairing.io.tables import RawSchool, RawTable, parse_csv
from pairing.io.text import decode
from pairing.io.unreadable import UnreadableError
from pairing.io.zips import SafeZip
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import say
from pairing.model.records import TABLES
from pairing.model.room.patterns import paired_desks

__all__ = ["is_oneroster", "read_oneroster"]

_MANIFEST = "manifest.csv"
_NEEDED = ("users", "classes", "enrollments")
_FILES = (*_NEEDED, "courses", "roles", "demographics", "lineItems", "results", "orgs")
_NOT_GRADED = {"not submitted", "exempt", "submitted"}
_TEACHES = {"teacher", "administrator", "principal", "counselor", "proctor"}

_Rows = list[tuple[int, dict[str, str]]]


def is_oneroster(path: Path) -> bool:
    """Whether the folder, or the zip, is a OneRoster export."""
    if path.is_dir():
        return (path / _MANIFEST).is_file()
    return path.suffix.lower() == ".zip"


def read_oneroster(path: Path) -> Parsed:
    """The export as checked tables, with every fault found on the way."""
    faults: list[Fault] = []
    export = _Export(_read_files(path, faults))
    for name in _NEEDED:
        if name not in export.files and not faults:
            faults.append(
                Fault(
                    f"{name}.csv",
                    None,
                    "",
                    "",
                    say("oneroster.this_file", "this file in a OneRoster export"),
                )
            )
    if faults:
        return Parsed(
            {kind.table: [] for kind in TABLES}, {kind.table: [] for kind in TABLES}, faults
        )
    return parse_tables(RawSchool(list(export.tables())))


def _read_files(path: Path, faults: list[Fault]) -> dict[str, _Rows]:
    read = _folder_reader(path) if path.is_dir() else _zip_reader(path, faults)
    files: dict[str, _Rows] = {}
    for name in _FILES:
        data = read(f"{name}.csv")
        if data is None:
            continue
        try:
            table, own = parse_csv(f"{name}.csv", decode(data))
        except UnreadableError as error:
            faults.append(Fault(f"{name}.csv", None, "", "", error.message))
            continue
        faults.extend(own)
        if table is not None:
            files[name] = [
                (row, cells)
                for row, cells in table.rows
                if cells.get("status", "").lower() != "tobedeleted"
            ]
    return files


def _folder_reader(folder: Path) -> Callable[[str], bytes | None]:
    def read(name: str) -> bytes | None:
        file = folder / name
        return file.read_bytes() if file.is_file() else None

    return read


def _zip_reader(path: Path, faults: list[Fault]) -> Callable[[str], bytes | None]:
    found: dict[str, bytes] = {}
    wanted = {_MANIFEST, *(f"{name}.csv" for name in _FILES)}
    try:
        with SafeZip(path) as archive:
            entries = {name.rsplit("/", 1)[-1]: name for name in archive.names}
            for name in sorted(wanted & set(entries)):
                try:
                    found[name] = archive.read(entries[name])
                except UnreadableError as error:
                    faults.append(Fault(name, None, "", "", error.message))
    except (UnreadableError, OSError) as error:
        faults.append(
            Fault(
                path.name, None, "", str(error), say("oneroster.zip", "a zip of a OneRoster export")
            )
        )
    else:
        if _MANIFEST not in found and not faults:
            faults.append(
                Fault(
                    path.name,
                    None,
                    "",
                    "",
                    say("oneroster.manifest", "a OneRoster export with {file}", file=_MANIFEST),
                )
            )
    return found.get


@dataclass
class _Export:
    """The files of one export, by name."""

    files: dict[str, _Rows]

    def rows(self, name: str) -> _Rows:
        return self.files.get(name, [])

    def by_id(self, name: str) -> dict[str, dict[str, str]]:
        return {cells["sourcedId"]: cells for _, cells in self.rows(name) if cells.get("sourcedId")}

    def tables(self) -> Iterator[RawTable]:
        """The contract's tables as text."""
        roles = self._roles()
        classes = self.by_id("classes")
        members = self._members("student", roles)
        home = self._homes(classes, members)
        teachers = {user for user, role in roles.items() if role in _TEACHES}
        used = [class_id for class_id in classes if class_id in set(home.values())]
        yield self._students(roles, home)
        yield _table("teachers", self._teachers(teachers, classes))
        yield _table("classes", self._class_rows(used, classes, teachers))
        yield _table("teaching", self._teaching(classes, members, home, teachers))
        yield _table("scores", self._scores(classes, home))
        yield _table("layouts", self._layouts(used, home))
        yield _table("periods", [])

    def _roles(self) -> dict[str, str]:
        """The role of each user: in users.csv (1.1) or in roles.csv (1.2)."""
        roles = {
            cells.get("sourcedId", ""): cells.get("role", "").lower()
            for _, cells in self.rows("users")
        }
        for _, cells in self.rows("roles"):
            user = cells.get("userSourcedId", "")
            if cells.get("roleType", "primary") == "primary" or not roles.get(user):
                roles[user] = cells.get("role", "").lower()
        return roles

    def _members(self, role: str, roles: dict[str, str]) -> dict[str, list[str]]:
        """The classes of each user who is enrolled in that role."""
        found: dict[str, list[str]] = {}
        for _, cells in self.rows("enrollments"):
            user = cells.get("userSourcedId", "")
            own = cells.get("role", "").lower() or roles.get(user, "")
            if own == role:
                found.setdefault(user, []).append(cells.get("classSourcedId", ""))
        return found

    def _homes(
        self, classes: dict[str, dict[str, str]], members: dict[str, list[str]]
    ) -> dict[str, str]:
        homes = {}
        for student, enrolled in members.items():
            known = [class_id for class_id in enrolled if class_id in classes]
            homeroom = [
                class_id
                for class_id in known
                if classes[class_id].get("classType", "").lower() == "homeroom"
            ]
            homes[student] = next(iter(homeroom or known or enrolled))
        return homes

    def _students(self, roles: dict[str, str], home: dict[str, str]) -> RawTable:
        sex = {
            cells.get("userSourcedId") or cells.get("sourcedId", ""): cells.get("sex", "").lower()
            for _, cells in self.rows("demographics")
        }
        gender = {"female": "F", "male": "M"}
        rows = [
            (
                row,
                {
                    "student_id": cells.get("sourcedId", ""),
                    "name": _full_name(cells),
                    "class_id": home.get(cells.get("sourcedId", ""), ""),
                    "gender": gender.get(sex.get(cells.get("sourcedId", ""), ""), "X"),
                },
            )
            for row, cells in self.rows("users")
            if roles.get(cells.get("sourcedId", "")) == "student"
        ]
        return RawTable("students", ("student_id", "name", "class_id", "gender"), tuple(rows))

    def _teachers(
        self, teachers: set[str], classes: dict[str, dict[str, str]]
    ) -> Iterator[dict[str, str]]:
        leads = set(self._homeroom_teachers(classes, teachers).values())
        for _, cells in self.rows("users"):
            user = cells.get("sourcedId", "")
            if user in teachers:
                roles = "homeroom;subject" if user in leads else "subject"
                yield {"teacher_id": user, "name": _full_name(cells), "roles": roles}

    def _homeroom_teachers(
        self, classes: dict[str, dict[str, str]], teachers: set[str]
    ) -> dict[str, str]:
        found: dict[str, str] = {}
        for _, cells in self.rows("enrollments"):
            class_id, user = cells.get("classSourcedId", ""), cells.get("userSourcedId", "")
            kind = classes.get(class_id, {}).get("classType", "").lower()
            if user in teachers and kind == "homeroom":
                found.setdefault(class_id, user)
        return found

    def _class_rows(
        self, used: list[str], classes: dict[str, dict[str, str]], teachers: set[str]
    ) -> Iterator[dict[str, str]]:
        leads = self._homeroom_teachers(classes, teachers)
        courses = self.by_id("courses")
        for class_id in used:
            cells = classes[class_id]
            course = courses.get(cells.get("courseSourcedId", ""), {})
            grade = cells.get("grades") or course.get("grades") or "all"
            yield {
                "class_id": class_id,
                "grade": grade.split(",")[0].strip(),
                "homeroom_teacher_id": leads.get(class_id, ""),
                "layout_id": f"room {class_id}",
            }

    def _subject(self, cells: dict[str, str]) -> str:
        course = self.by_id("courses").get(cells.get("courseSourcedId", ""), {})
        named = cells.get("subjects") or course.get("subjects") or course.get("title")
        return (named or cells.get("title", "")).split(",")[0].strip()

    def _teaching(
        self,
        classes: dict[str, dict[str, str]],
        members: dict[str, list[str]],
        home: dict[str, str],
        teachers: set[str],
    ) -> Iterator[dict[str, str]]:
        homes_in: dict[str, dict[str, None]] = {}
        for student, enrolled in members.items():
            for class_id in enrolled:
                homes_in.setdefault(class_id, {})[home[student]] = None
        told: set[tuple[str, str, str]] = set()
        for _, cells in self.rows("enrollments"):
            class_id, user = cells.get("classSourcedId", ""), cells.get("userSourcedId", "")
            own = classes.get(class_id)
            if user not in teachers or own is None:
                continue
            if own.get("classType", "").lower() == "homeroom":
                continue
            subject = self._subject(own)
            for home_id in homes_in.get(class_id, {}):
                if subject and (home_id, subject, user) not in told:
                    told.add((home_id, subject, user))
                    yield {"class_id": home_id, "subject": subject, "teacher_id": user}

    def _scores(
        self, classes: dict[str, dict[str, str]], home: dict[str, str]
    ) -> Iterator[dict[str, str]]:
        subjects = {class_id: self._subject(cells) for class_id, cells in classes.items()}
        items = self.by_id("lineItems")
        last: dict[tuple[str, str, str], dict[str, str]] = {}
        for _, cells in self.rows("results"):
            item = items.get(cells.get("lineItemSourcedId", ""))
            student = cells.get("studentSourcedId", "")
            if item is None or student not in home:
                continue
            subject = subjects.get(item.get("classSourcedId", ""), "")
            day = item.get("dueDate") or cells.get("scoreDate") or item.get("assignDate", "")
            graded = cells.get("scoreStatus", "").lower() not in _NOT_GRADED
            # A corrected result comes later in the file and outranks the first.
            last[student, subject, item.get("title", "")] = {
                "student_id": student,
                "subject": subject,
                "exam": item.get("title", ""),
                "date": day[:10],
                "score": cells.get("score", "") if graded else "",
                "full_score": item.get("resultValueMax", ""),
            }
        yield from last.values()

    def _layouts(self, used: list[str], home: dict[str, str]) -> Iterator[dict[str, str]]:
        sizes = {class_id: list(home.values()).count(class_id) for class_id in used}
        for class_id, size in sizes.items():
            for seat in paired_desks(f"room {class_id}", rows=-(-size // 8), columns=8):
                yield {
                    "layout_id": seat.layout_id,
                    "seat_id": seat.seat_id,
                    "row": str(seat.row),
                    "column": str(seat.column),
                    "desk": seat.desk,
                    "tags": ";".join(seat.tags),
                }


def _full_name(cells: dict[str, str]) -> str:
    parts = (cells.get("givenName", ""), cells.get("middleName", ""), cells.get("familyName", ""))
    return " ".join(part.strip() for part in parts if part.strip()) or cells.get("username", "")


def _table(name: str, rows: Iterator[dict[str, str]] | list[dict[str, str]]) -> RawTable:
    kind = next(kind for kind in TABLES if kind.table == name)
    return RawTable(name, kind.columns(), tuple(enumerate(rows, 2)), made=True)
