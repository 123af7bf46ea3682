"""OneRoster exports: a small sound one, and odd ones from a number."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

Files = dict[str, list[str]]
"""The lines of each file, by its name without .csv."""

STATUSES = ("exempt", "fully graded", "not submitted", "partially graded", "submitted", "late", "")
TODAY = date(2026, 10, 20)


def export() -> Files:
    """Two pupils, a tutor group and a maths class, one line item."""
    return {
        "manifest": ["propertyName,value", "oneroster.version,1.1", "file.users,bulk"],
        "orgs": ["sourcedId,status,name,type,identifier", "o1,active,Hill School,school,H1"],
        "courses": ["sourcedId,title", "c1,Maths"],
        "classes": [
            "sourcedId,status,title,grades,courseSourcedId,classType,schoolSourcedId",
            "h1,active,7A,07,,homeroom,o1",
            "m1,active,Maths 7A,07,c1,scheduled,o1",
        ],
        "users": [
            "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName",
            "s1,active,true,o1,student,a,Ann,Lee",
            "s2,active,true,o1,student,b,Bo,Day",
            "t1,active,true,o1,teacher,t,Tom,Hill",
        ],
        "enrollments": [
            "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate,endDate",
            "e1,active,h1,o1,s1,student,2026-09-01,2027-07-01",
            "e2,active,h1,o1,s2,student,2026-09-01,2027-07-01",
            "e3,active,m1,o1,s1,student,,",
            "e4,active,m1,o1,s2,student,,",
            "e5,active,m1,o1,t1,teacher,,",
        ],
        "lineItems": [
            "sourcedId,status,title,assignDate,dueDate,classSourcedId,categorySourcedId,resultValueMax",
            "l1,active,Unit 1,2026-09-01,2026-09-10,m1,k1,50",
        ],
        "categories": ["sourcedId,status,title", "k1,active,Tests", "k2,active,Homework"],
        "results": [
            "sourcedId,status,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate",
            "r1,active,l1,s1,fully graded,35,2026-09-11",
            "r2,active,l1,s2,fully graded,45,2026-09-12",
        ],
    }


def two_schools() -> Files:
    """The small export with a second school, of one pupil."""
    files = export()
    files["orgs"].append("o2,active,Dale School,school,D2")
    files["classes"].append("h2,active,8B,08,,homeroom,o2")
    files["users"].append("s9,active,true,o2,student,z,Zoe,Dale")
    files["enrollments"].append("e9,active,h2,o2,s9,student,,")
    return files


def write(folder: Path, files: Files) -> Path:
    folder.mkdir()
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def zipped(file: Path, files: Files) -> Path:
    with zipfile.ZipFile(file, "w") as out:
        for name, lines in files.items():
            out.writestr(f"{name}.csv", "\n".join(lines) + "\n")
    return file


def without_exempt(files: Files) -> Files:
    """The export as if nobody had been excused from anything."""
    column = files["results"][0].split(",").index("scoreStatus")
    return {
        **files,
        "results": [row for row in files["results"] if row.split(",")[column] != "exempt"],
    }


def odd_export(chance: random.Random) -> tuple[Files, tuple[str, ...]]:
    """An export with random people, statuses, dates and results, and the ids of its schools.

    One in three has something wrong with it somewhere: a cell that no standard allows.
    """
    made = _Odd(chance)
    files = made.files()
    if chance.random() < 1 / 3:
        name = chance.choice([one for one in files if len(files[one]) > 1 and one != "manifest"])
        at = chance.randrange(1, len(files[name]))
        cells = files[name][at].split(",")
        cells[chance.randrange(len(cells))] = chance.choice(
            ["", "gone", "31/12/2026", "9999-12-31", "-1", "NaN", "=1+1", "o7", "x" * 300, "１２"]
        )
        files[name][at] = ",".join(cells)
    return files, tuple(made.schools)


class _Odd:
    """Draws a district: schools, classes with their pupils and teachers, and what they sat."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.schools = [f"o{n}" for n in range(1, chance.choice([2, 2, 3, 4]))]
        self.newer = chance.random() < 0.5
        self.rows: dict[str, list[tuple[object, ...]]] = {
            name: [] for name in ("classes", "users", "roles", "enrollments", "results")
        }
        self.items: list[tuple[object, ...]] = []
        for org in self.schools:
            self._school(org)

    def _status(self) -> str:
        return self.chance.choices(["active", "", "tobedeleted", "inactive"], [80, 10, 6, 4])[0]

    def _day(self, spread: int = 60) -> str:
        if self.chance.random() < 0.1:
            return ""
        return (TODAY + timedelta(days=self.chance.randrange(-spread, spread))).isoformat()

    def _stay(self) -> tuple[str, str]:
        """The first and last day of an enrolment: most hold today."""
        ends = [("", ""), ("2026-09-01", "2027-07-01"), ("2026-09-01", "2026-10-01")]
        ends += [("2026-11-15", ""), ("2025-09-01", "2026-07-01"), (self._day(), self._day())]
        return self.chance.choices(ends, [40, 40, 5, 5, 5, 5])[0]

    def _user(self, user: str, org: str, role: str) -> None:
        enabled = self.chance.choices(["true", "false", "TRUE", ""], [85, 5, 5, 5])[0]
        orgs = org if self.chance.random() < 0.95 else f'"{",".join(self.schools)}"'
        own = ("", "") if self.newer else (orgs, role)
        name = self.chance.choice(["Ann", "Bo", "王芳", "Zoë", "=1+1", "Cy"])
        self.rows["users"].append((user, self._status(), enabled, *own, user, name, f"N{user}"))
        if self.newer:
            kind = self.chance.choices(["primary", "secondary"], [95, 5])[0]
            begin, end = self._stay()
            self.rows["roles"].append(
                (f"ro{user}", self._status(), user, kind, role, begin, end, org)
            )

    def _enrol(self, class_id: str, org: str, user: str, role: str) -> None:
        key = f"e{len(self.rows['enrollments'])}"
        row = (key, self._status(), class_id, org, user, role, *self._stay())
        self.rows["enrollments"].append(row)

    def _school(self, org: str) -> None:
        teachers = [f"{org}t{n}" for n in range(3)]
        for one in teachers:
            self._user(one, org, "teacher")
        for number in range(self.chance.randrange(1, 3)):
            home, size = f"{org}h{number}", self.chance.randrange(3, 16)
            grade = self.chance.choice(["07", "08", "7", ""])
            self.rows["classes"].append((home, self._status(), home, grade, "", "homeroom", org))
            pupils = [f"{home}s{n}" for n in range(size)]
            for one in pupils:
                self._user(one, org, "student")
                self._enrol(home, org, one, "student")
            for course in ("c1", "c2"):
                self._course(org, f"{home}{course}", grade, course, pupils, teachers)

    def _course(
        self,
        org: str,
        class_id: str,
        grade: str,
        course: str,
        pupils: list[str],
        teachers: list[str],
    ) -> None:
        row = (class_id, self._status(), class_id, grade, course, "scheduled", org)
        self.rows["classes"].append(row)
        self._enrol(class_id, org, self.chance.choice(teachers), "teacher")
        for one in pupils:
            if self.chance.random() < 0.9:
                self._enrol(class_id, org, one, "student")
        for number in range(self.chance.randrange(0, 3)):
            item, full = f"{class_id}l{number}", self.chance.choice([20, 50, 100])
            kind = self.chance.choice(["k1", "k2", ""])
            title = self.chance.choice(["Unit 1", "Unit 2", "Quiz", "期中"])
            days = self._day(), self._day(30) or "2026-10-01"
            self.items.append((item, self._status(), title, *days, class_id, kind, full))
            for one in pupils:
                if self.chance.random() < 0.95:
                    self._result(item, one, full)

    def _result(self, item: str, pupil: str, full: int) -> None:
        status = self.chance.choices(STATUSES, [15, 50, 6, 5, 5, 4, 15])[0]
        score: object = round(full * min(1.0, max(0.0, self.chance.gauss(0.65, 0.2))))
        if status == "exempt" and self.chance.random() < 0.5:
            score = self.chance.choice([0, ""])
        elif self.chance.random() < 0.05:
            score = ""
        key = f"r{len(self.rows['results'])}"
        row = (key, self._status(), item, pupil, status, score, self._day(), "")
        self.rows["results"].append(row)

    def files(self) -> Files:
        version = "1.2" if self.newer else "1.1"
        orgs = [(org, "active", f"School {org}", "school", org.upper()) for org in self.schools]
        found = {
            "manifest": ["propertyName,value", f"oneroster.version,{version}"],
            "orgs": _lines("sourcedId,status,name,type,identifier", orgs),
            "courses": ["sourcedId,title", "c1,Maths", "c2,English"],
            "classes": _lines(
                "sourcedId,status,title,grades,courseSourcedId,classType,schoolSourcedId",
                self.rows["classes"],
            ),
            "users": _lines(
                "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName",
                self.rows["users"],
            ),
            "enrollments": _lines(
                "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate,endDate",
                self.rows["enrollments"],
            ),
            "lineItems": _lines(
                "sourcedId,status,title,assignDate,dueDate,classSourcedId,categorySourcedId,resultValueMax",
                self.items,
            ),
            "categories": ["sourcedId,status,title", "k1,active,Tests", "k2,active,Homework"],
            "results": _lines(
                "sourcedId,status,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,textScore",
                self.rows["results"],
            ),
        }
        if self.newer:
            found["roles"] = _lines(
                "sourcedId,status,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId",
                self.rows["roles"],
            )
        return found


def _lines(header: str, rows: Iterable[tuple[object, ...]]) -> list[str]:
    return [header, *(",".join(map(str, row)) for row in rows)]
