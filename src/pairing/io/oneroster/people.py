"""Who is in the school of a OneRoster export today, as what, and in which classes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from pairing.io.oneroster.files import CHANGED, Export, Row
from pairing.io.oneroster.schools import split, the_school
from pairing.io.raw.tables import first_few
from pairing.model.messages.expected import known_in
from pairing.model.messages.message import say_count

__all__ = ["TEACHES", "People", "find_people"]

_DAYS = {"results": ("scoreDate",), "enrollments": ("beginDate",)}
TEACHES = {"teacher", "administrator", "principal", "counselor", "proctor"}


@dataclass
class People:
    """The rows that hold in one school on one day.

    ``enrolled`` are the enrolments of those who are here, ``home`` the class of each student, and
    ``elsewhere`` the users of other schools.
    """

    users: dict[str, Row] = field(default_factory=dict)
    classes: dict[str, Row] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    enrolled: list[Row] = field(default_factory=list)
    home: dict[str, str] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)

    def is_homeroom(self, class_id: str) -> bool:
        return self.classes[class_id]["classType"].lower() == "homeroom"

    def role_in(self, row: Row) -> str:
        """What somebody is in the class of an enrolment."""
        return row["role"].lower() or self.roles.get(row["userSourcedId"], "")

    def classes_of_students(self) -> dict[str, list[str]]:
        """The classes of each student, in the order of the enrolments."""
        found: dict[str, list[str]] = {}
        for row in self.enrolled:
            user = row["userSourcedId"]
            if self.roles.get(user) == "student" and self.role_in(row) == "student":
                found.setdefault(user, []).append(row["classSourcedId"])
        return found


def find_people(export: Export, school: str | None, on: date | None) -> People:
    """Who is in the school; what cannot be told goes to the export's faults, the rest to its notes.

    Args:
        export: the files.
        school: the id or the name of the school, needed where there are several.
        on: the day; None: the newest of the export that is not later than today's.
    """
    people = People()
    chosen = the_school(export, school)
    if export.faults:
        return people
    people.classes = {
        class_id: row
        for class_id, row in export.by_id("classes").items()
        if chosen is None or row["schoolSourcedId"] in ("", chosen)
    }
    rows = _known(export, export.of("enrollments"))
    today = on or _today(export, rows)
    people.roles = _roles(export, chosen, today)
    _users(export, people, chosen)
    here = [
        row
        for row in rows
        if row["classSourcedId"] in people.classes
        and row["userSourcedId"] in people.users
        and (chosen is None or row["schoolSourcedId"] in ("", chosen))
    ]
    people.enrolled = [row for row in here if _holds(export, row, today)]
    over = len(here) - len(people.enrolled)
    if over and today is not None:
        export.notes.append(
            say_count(
                "oneroster.not_today",
                "enrollments.csv: {count} row was left out, for it does not hold on {day}",
                "enrollments.csv: {count} rows were left out, for they do not hold on {day}",
                over,
                day=today.isoformat(),
            )
        )
    _homes(export, people)
    return people


def _known(export: Export, rows: list[Row]) -> list[Row]:
    """The enrolments whose user and class are there; those of deleted ones are no fault."""
    kept = []
    ids = {name: set(export.by_id(name)) for name in ("users", "classes")}
    for row in rows:
        sound = True
        for column, name in (("userSourcedId", "users"), ("classSourcedId", "classes")):
            value = row[column]
            if value in ids[name]:
                continue
            sound = False
            if value not in export.deleted.get(name, ()):
                export.faults.append(row.fault(column, known_in("sourcedId", f"{name}.csv")))
        if sound:
            kept.append(row)
    return kept


def _today(export: Export, enrolments: list[Row]) -> date | None:
    """The newest day of the export that is not later than today's; None where it has none."""
    latest = datetime.now(tz=UTC).astimezone().date()
    days = [
        day
        for name, rows in export.rows.items()
        for row in rows
        for column in (CHANGED, *_DAYS.get(name, ()))
        if (day := export.day(row, column)) is not None and day <= latest
    ]
    today = max(days, default=None)
    if today is None or any(_holds(export, row, today) for row in enrolments):
        return today
    # An export from before the term begins: its first day.
    begins = [day for row in enrolments if (day := export.day(row, "beginDate")) and day > today]
    return min(begins, default=today)


def _holds(export: Export, row: Row, today: date | None) -> bool:
    if today is None:
        return True
    begin, end = export.day(row, "beginDate"), export.day(row, "endDate")
    return (begin is None or begin <= today) and (end is None or today <= end)


def _roles(export: Export, chosen: str | None, today: date | None) -> dict[str, str]:
    """The role of each user: in users.csv (1.1) or in roles.csv (1.2), the primary one first."""
    roles = {row["sourcedId"]: row["role"].lower() for row in export.of("users")}
    primary: set[str] = set()
    for row in export.of("roles"):
        user, first = row["userSourcedId"], (row["roleType"].lower() or "primary") == "primary"
        if chosen is not None and row["orgSourcedId"] not in ("", chosen):
            continue
        if _holds(export, row, today) and user not in primary and (first or not roles.get(user)):
            roles[user] = row["role"].lower()
            primary |= {user} if first else set()
    return roles


def _users(export: Export, people: People, chosen: str | None) -> None:
    """The users of the school who may sign in; of the others those of it are told."""
    orgs: dict[str, set[str]] = {}
    for row in export.of("users"):
        orgs.setdefault(row["sourcedId"], set()).update(split(row["orgSourcedIds"]))
    for row in export.of("roles"):
        orgs.setdefault(row["userSourcedId"], set()).update(split(row["orgSourcedId"]))
    disabled = []
    for user, row in export.by_id("users").items():
        own = orgs.get(user, set())
        if chosen is not None and own and chosen not in own:
            people.elsewhere.add(user)
        elif row["enabledUser"].lower() in ("false", "0", "no"):
            disabled.append(user)
        else:
            people.users[user] = row
    export.tell(
        say_count(
            "oneroster.disabled",
            "users.csv: {count} user was left out, for enabledUser is false: {ids}",
            "users.csv: {count} users were left out, for enabledUser is false: {ids}",
            len(disabled),
            ids=first_few(disabled),
        )
    )
    if people.elsewhere:
        export.notes.append(
            say_count(
                "oneroster.elsewhere",
                "users.csv: {count} user of other schools was left out",
                "users.csv: {count} users of other schools were left out",
                len(people.elsewhere),
            )
        )


def _homes(export: Export, people: People) -> None:
    """The class of each student: the homeroom, or else the first; who has none is left out."""
    several: list[str] = []
    for student, classes in people.classes_of_students().items():
        homerooms = list(dict.fromkeys(one for one in classes if people.is_homeroom(one)))
        people.home[student] = (homerooms or classes)[0]
        if len(homerooms) > 1:
            several.append(student)
    homeless = [
        user
        for user in people.users
        if people.roles.get(user) == "student" and user not in people.home
    ]
    for user in homeless:
        del people.users[user]
    export.tell(
        say_count(
            "oneroster.no_class",
            "enrollments.csv: {count} student was left out, for no class holds them today: {ids}",
            "enrollments.csv: {count} students were left out, for no class holds them today: {ids}",
            len(homeless),
            ids=first_few(homeless),
        )
    )
    export.tell(
        say_count(
            "oneroster.two_homerooms",
            "enrollments.csv: {count} student is in more than one homeroom; the first was taken:"
            " {ids}",
            "enrollments.csv: {count} students are in more than one homeroom; the first was taken:"
            " {ids}",
            len(several),
            ids=first_few(several),
        )
    )
    used = set(people.home.values())
    empty = [one for one in people.classes if people.is_homeroom(one) and one not in used]
    export.tell(
        say_count(
            "oneroster.empty_class",
            "classes.csv: {count} homeroom without students was left out: {ids}",
            "classes.csv: {count} homerooms without students were left out: {ids}",
            len(empty),
            ids=first_few(empty),
        )
    )
