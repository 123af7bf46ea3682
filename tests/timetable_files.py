"""Files of timetables, each format from the same lessons, and what the sheets' makers take."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from pairing.io.sheets import Answers
from pairing.io.sheets.making.maker import Maker
from pairing.io.sheets.making.people import roster_of
from pairing.io.sheets.making.tables import pupils_of, tables_of
from pairing.io.sheets.reading import found_in, pages_of
from pairing.model.messages.message import Message

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
HOURS = (("08:00", "08:40"), ("08:50", "09:30"), ("10:00", "10:40"), ("10:50", "11:30"))


@dataclass(frozen=True)
class Told:
    """A lesson to be written: ``parts`` are (class, group or '')."""

    day: int
    number: int
    subject: str
    parts: tuple[tuple[str, str], ...]
    teachers: tuple[str, ...]
    room: str = ""
    weeks: str = ""


LESSONS = (
    Told(1, 1, "Maths", (("7A", ""),), ("Ana Bell",), "R-7A"),
    Told(1, 2, "English", (("7A", ""),), ("Bo Carr",), "R-7A"),
    Told(1, 1, "English", (("7B", ""),), ("Bo Carr", "Cai Dunn"), "R-7B"),
    Told(2, 3, "PE", (("7A", ""), ("7B", "")), ("Dov Eads",), "Gym"),
    Told(3, 4, "Maths", (("7B", ""),), ("Ana Bell",), "", "odd"),
    Told(3, 4, "Art", (("7B", ""),), ("Cai Dunn",), "", "even"),
    Told(5, 2, "Maths", (("7A", ""),), ("Ana Bell",)),
)
GROUPS = (
    Told(4, 1, "PE", (("7A", "Boys"), ("7B", "Boys")), ("Dov Eads",), "R-7B"),
    Told(4, 1, "PE", (("7A", "Girls"), ("7B", "Girls")), ("Ana Bell",), "Hall"),
)
BASE = {
    "students": [
        {"student_id": f"S{number:03}", "name": name, "class_id": class_id, "gender": gender,
         "tags": "choir" if number in (1, 4) else ""}
        for number, (name, class_id, gender) in enumerate(
            [("Eli Ford", "7A", "M"), ("Fay Gray", "7A", "F"), ("Gus Hart", "7A", "M"),
             ("Hal Ives", "7B", "M"), ("Ida Jung", "7B", "F")], 1)
    ],
    "teachers": [
        {"teacher_id": f"T{number:02}", "name": name, "roles": "subject"}
        for number, name in enumerate(("Ana Bell", "Bo Carr", "Cai Dunn", "Dov Eads"), 1)
    ],
    "classes": [
        {"class_id": one, "grade": "7", "homeroom_teacher_id": "", "layout_id": f"R-{one}"}
        for one in ("7A", "7B")
    ],
    "layouts": [
        {"layout_id": f"R-{one}", "seat_id": "1-1", "row": "1", "column": "1", "desk": "1",
         "usable": "yes"}
        for one in ("7A", "7B")
    ],
}  # fmt: skip


def fet_csv(lessons: Sequence[Told]) -> str:
    """As FET exports it: a row for each hour of an activity, quoted."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(
        ["Activity Id", "Day", "Hour", "Students Sets", "Subject", "Teachers", "Activity Tags",
         "Room", "Comments"]
    )  # fmt: skip
    for number, one in enumerate(lessons, 1):
        sets = "+".join(f"{own} {part}".strip() for own, part in one.parts)
        hour = " - ".join(HOURS[one.number - 1])
        writer.writerow(
            [number, DAYS[one.day - 1], hour, sets, one.subject, "+".join(one.teachers), "",
             one.room, ""]
        )  # fmt: skip
    return text.getvalue()


def fet_xml(lessons: Sequence[Told]) -> str:
    """As FET saves data and timetable: constraints fix the times and the rooms."""
    years: dict[str, set[str]] = {}
    for one in lessons:
        for own, part in one.parts:
            years.setdefault(own, set()).update({f"{own}_{part}"} if part else ())
    out = ['<?xml version="1.0" encoding="UTF-8"?>', '<fet version="6.9.3">', "<Days_List>"]
    out += [f"<Day><Name>{day}</Name></Day>" for day in DAYS]
    out += ["</Days_List>", "<Hours_List>"]
    out += [f"<Hour><Name>{start}-{end}</Name></Hour>" for start, end in HOURS]
    out += ["</Hours_List>", "<Students_List>"]
    for year, groups in years.items():
        inside = "".join(f"<Group><Name>{group}</Name></Group>" for group in sorted(groups))
        out.append(f"<Year><Name>{year}</Name>{inside}</Year>")
    out += ["</Students_List>", "<Activities_List>"]
    for number, one in enumerate(lessons, 1):
        teachers = "".join(f"<Teacher>{name}</Teacher>" for name in one.teachers)
        students = "".join(
            f"<Students>{own}{'_' if part else ''}{part}</Students>" for own, part in one.parts
        )
        out.append(
            f"<Activity>{teachers}<Subject>{one.subject}</Subject>{students}"
            f"<Duration>1</Duration><Id>{number}</Id><Active>true</Active></Activity>"
        )
    out += ["</Activities_List>", "<Time_Constraints_List>"]
    out += [
        "<ConstraintActivityPreferredStartingTime><Weight_Percentage>100</Weight_Percentage>"
        f"<Activity_Id>{number}</Activity_Id><Preferred_Day>{DAYS[one.day - 1]}</Preferred_Day>"
        f"<Preferred_Hour>{'-'.join(HOURS[one.number - 1])}</Preferred_Hour>"
        "<Active>true</Active></ConstraintActivityPreferredStartingTime>"
        for number, one in enumerate(lessons, 1)
    ]
    out += ["</Time_Constraints_List>", "<Space_Constraints_List>"]
    out += [
        f"<ConstraintActivityPreferredRoom><Activity_Id>{number}</Activity_Id>"
        f"<Room>{one.room}</Room></ConstraintActivityPreferredRoom>"
        for number, one in enumerate(lessons, 1)
        if one.room
    ]
    return "\n".join([*out, "</Space_Constraints_List>", "</fet>"])


def _row(tag: str, /, **attributes: object) -> str:
    own = " ".join(f"{key}={quoteattr(str(text))}" for key, text in attributes.items())
    return f"<{tag} {own}/>"


def asc_xml(lessons: Sequence[Told]) -> str:
    """As aSc Timetables exports it (2012 XML): cards with masks of days and weeks."""

    def ids(letter: str, names: Iterable[str]) -> dict[str, str]:
        return {own: f"{letter}{number}" for number, own in enumerate(dict.fromkeys(names), 1)}

    subjects = ids("S", (one.subject for one in lessons))
    teachers = ids("T", (name for one in lessons for name in one.teachers))
    classes = ids("C", (own for one in lessons for own, _ in one.parts))
    rooms = ids("R", (one.room for one in lessons if one.room))
    parts = dict.fromkeys(part for one in lessons for part in one.parts)
    groups = {part: f"G{number}" for number, part in enumerate(parts, 1)}
    masks = ["".join("1" if place == day else "0" for place in range(5)) for day in range(5)]
    cycle = {"": "11", "odd": "10", "even": "01"}
    tables: dict[str, list[str]] = {
        "periods": [
            _row("period", name=number, period=number, starttime=start.lstrip("0"), endtime=end)
            for number, (start, end) in enumerate(HOURS, 1)
        ],
        "daysdefs": [
            _row("daysdef", id="X", name="Any day", days=",".join(masks)),
            *(_row("daysdef", id=f"D{n}", name=DAYS[n], days=masks[n]) for n in range(5)),
        ],
        "weeksdefs": [_row("weeksdef", id="W", name="All weeks", weeks="11")],
        "termsdefs": [_row("termsdef", id="Y", name="Year", terms="1")],
        "subjects": [_row("subject", id=key, name=own) for own, key in subjects.items()],
        "teachers": [_row("teacher", id=key, name=own) for own, key in teachers.items()],
        "classrooms": [_row("classroom", id=key, name=own) for own, key in rooms.items()],
        "classes": [_row("class", id=key, name=own) for own, key in classes.items()],
        "groups": [
            _row(
                "group",
                id=key,
                classid=classes[own],
                name=part or "Entire class",
                entireclass=int(not part),
            )
            for (own, part), key in groups.items()
        ],
        "lessons": [
            _row(
                "lesson",
                id=f"L{number}",
                subjectid=subjects[one.subject],
                classids=",".join(classes[own] for own, _ in one.parts),
                groupids=",".join(groups[part] for part in one.parts),
                teacherids=",".join(teachers[own] for own in one.teachers),
                periodspercard=1,
                periodsperweek="1.0",
                weeksdefid="W",
                termsdefid="Y",
            )
            for number, one in enumerate(lessons, 1)
        ],
        "cards": [
            _row(
                "card",
                lessonid=f"L{number}",
                classroomids=rooms.get(one.room, ""),
                period=one.number,
                weeks=cycle[one.weeks],
                terms=1,
                days=masks[one.day - 1],
            )
            for number, one in enumerate(lessons, 1)
        ],
    }
    inside = (f"<{name}>{''.join(rows)}</{name}>" for name, rows in tables.items())
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?><timetable ascttversion="2021.6.2">',
         *inside, "</timetable>"]
    )  # fmt: skip


def untis_xml(lessons: Sequence[Told]) -> str:
    """As Untis exports it: lessons with their times, and a sign for each day of the year."""
    out = ['<?xml version="1.0" encoding="UTF-8"?>',
           '<document version="3.1" xmlns="https://untis.at/untis/XmlInterface"><general>',
           "<schoolyearbegindate>20260907</schoolyearbegindate>",
           "<termbegindate>20260907</termbegindate></general><timeperiods>"]  # fmt: skip
    for day in range(1, 6):
        out += [f'<timeperiod id="TP_{day}{n}"><day>{day}</day><period>{n}</period>'
                f"<starttime>{start.replace(':', '')}</starttime>"
                f"<endtime>{end.replace(':', '')}</endtime><timegrid>Main</timegrid></timeperiod>"
                for n, (start, end) in enumerate(HOURS, 1)]  # fmt: skip
    out.append("</timeperiods><rooms>")
    out += [f'<room id="RM_{room}"><longname>{room}</longname></room>'
            for room in {one.room: 0 for one in lessons if one.room}]  # fmt: skip
    out.append("</rooms><teachers>")
    for name in {own: 0 for one in lessons for own in one.teachers}:
        first, last = name.split()
        out.append(
            f'<teacher id="TR_{last}"><forename>{first}</forename>'
            f"<surname>{last}</surname></teacher>"
        )
    out.append("</teachers><subjects>")
    out += [f'<subject id="SU_{own[:2]}"><longname>{own}</longname></subject>'
            for own in {one.subject: 0 for one in lessons}]  # fmt: skip
    out.append("</subjects><classes>")
    out += [f'<class id="CL_{own}"><longname>Class of somebody</longname></class>'
            for own in {own: 0 for one in lessons for own, _ in one.parts}]  # fmt: skip
    out.append("</classes><studentgroups>")
    out += [
        f'<studentgroup id="SG_{part}"/>'
        for part in {p: 0 for one in lessons for _, p in one.parts if p}
    ]
    out.append("</studentgroups><lessons>")
    for number, one in enumerate(lessons, 1):
        classes = " ".join(f"CL_{own}" for own, _ in one.parts)
        group = next((part for _, part in one.parts if part), "")
        start, end = HOURS[one.number - 1]
        signs = "".join(
            "0" if (week % 2 == 1 and one.weeks == "even") or (week % 2 == 0 and one.weeks == "odd")
            else ("F" if week == 5 else "1")
            for week in range(1, 17) for _ in range(7)
        )  # fmt: skip
        for line, teacher in enumerate(one.teachers):
            out.append(
                f'<lesson id="LS_{number}{line:02}"><periods>1</periods>'
                f'<lesson_subject id="SU_{one.subject[:2]}"/>'
                f'<lesson_teacher id="TR_{teacher.split()[1]}"/>'
                f'<lesson_classes id="{classes}"/>'
                + (f'<lesson_studentgroups id="SG_{group}"/>' if group else "")
                + f"<timegrid>Main</timegrid><occurence>{signs}</occurence><times><time>"
                f"<assigned_day>{one.day}</assigned_day><assigned_period>{one.number}</assigned_period>"
                f"<assigned_starttime>{start.replace(':', '')}</assigned_starttime>"
                f"<assigned_endtime>{end.replace(':', '')}</assigned_endtime>"
                + (f'<assigned_room id="RM_{one.room}"/>' if one.room else "")
                + "</time></times></lesson>"
            )
    return "\n".join([*out, "</lessons></document>"])


def ics(lessons: Sequence[Told], owner: str = "", *, single: bool = False) -> str:
    """A calendar of the autumn of 2026: weekly events, or every lesson an event of its own."""
    out = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//School//EN", f"X-WR-CALNAME:{owner}"]
    for number, one in enumerate(lessons):
        start, end = (own.replace(":", "") for own in HOURS[one.number - 1])
        first = 7 + one.day - 1 + (7 if one.weeks == "even" else 0)
        step = 2 if one.weeks else 1
        days = range(0, 84, 7 * step) if single else range(1)
        for day in days:
            month, number_of_day = 9, first + day
            for length in (30, 31, 30, 31):
                if number_of_day > length:
                    month, number_of_day = month + 1, number_of_day - length
            stamp = f"2026{month:02}{number_of_day:02}"
            names = " ".join(own for own, _ in one.parts)
            out += [
                "BEGIN:VEVENT",
                f"UID:{number}-{day}@school",
                f"SUMMARY:{one.subject} ({names})",
                f"DESCRIPTION:{', '.join(one.teachers)}",
                f"LOCATION:{one.room}",
                f"DTSTART;TZID=Europe/London:{stamp}T{start}00",
                f"DTEND;TZID=Europe/London:{stamp}T{end}00",
                *([] if single else
                  [f"RRULE:FREQ=WEEKLY;INTERVAL={step};UNTIL=20261129T000000Z"]),
                "END:VEVENT",
            ]  # fmt: skip
    return "\r\n".join([*out, "END:VCALENDAR", ""])


@dataclass
class Taken:
    """What the makers of tables take of some files."""

    maker: Maker
    told: list[Message]
    answers: Answers

    def codes(self) -> set[str]:
        return {one.code for one in (*self.told, *self.maker.notes)}

    def asked(self) -> set[tuple[str, str]]:
        return {(one.place, one.key) for one in self.answers.assumed}

    def lessons(self) -> list[tuple[str, ...]]:
        """(class, day, start, subject, teacher, weeks) of each row, in order."""
        base = self.maker.base.get("periods", ())
        periods = {row["period_id"]: row for row in (*base, *self.maker.rows["periods"])}
        teachers = {row["teacher_id"]: row["name"] for row in self.maker.known("teachers")}
        return sorted(
            (
                row["class_id"],
                periods[row["period_id"]]["weekday"],
                periods[row["period_id"]]["start"],
                row["subject"],
                teachers[row["teacher_id"]],
                row["weeks"],
            )
            for row in self.maker.rows["timetable"]
        )


def wanted(lessons: Sequence[Told], *, weeks: bool = True) -> list[tuple[str, ...]]:
    """The rows that lessons come to, as ``Taken.lessons`` has them."""
    return sorted(
        (own, str(one.day), HOURS[one.number - 1][0], one.subject, name, one.weeks * weeks)
        for one in lessons
        for own, _ in one.parts
        for name in one.teachers
    )


def take(
    files: Sequence[Path], given: dict[str, dict[str, object]] | None = None, **base: object
) -> Taken:
    """The rows of some files in the school ``BASE``."""
    tables: dict[str, list[dict[str, str]]] = {**BASE, **base}  # type: ignore[dict-item]
    answers = Answers(given or {})
    found = found_in(pages_of(files, {}, []), answers)
    roster = roster_of(found, pupils_of(tables["students"]), "7A")
    from datetime import date

    maker = tables_of(found, roster, answers, tables, date(2026, 11, 27))
    told = [word for one in found.told for word in (*one.taken, *one.left_out, *one.doubts)]
    return Taken(maker, told, answers)
