"""What sheets say together, as the tables of a school; what none says is made up, and told."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pairing.io.sheets.answers import Answers
from pairing.io.sheets.found import Found, Mark, Place, Who
from pairing.io.sheets.page import Page, normal
from pairing.io.sheets.people import Pupil, Roster
from pairing.io.sheets.titles import grade_of
from pairing.io.tables import RawTable
from pairing.model.messages.message import Message, named, say, say_count
from pairing.model.records import TABLES

__all__ = ["Rows", "merged_table", "tables_of"]

Row = dict[str, str]
Rows = dict[str, list[Row]]

_OF_THE_CLASS = ("班会", "班會", "homeroom")
"""Lessons that the head of a class holds."""
_COLUMNS_OF_A_ROOM = 8
_DESK = 2
_KINDS = {kind.table: kind for kind in TABLES}


@dataclass
class _Maker:
    """The tables at work."""

    found: Found
    roster: Roster
    answers: Answers
    base: Mapping[str, list[Row]]
    today: date
    rows: Rows = field(default_factory=lambda: defaultdict(list))
    notes: list[Message] = field(default_factory=list)

    def known(self, table: str) -> list[Row]:
        """The rows of a table so far: those there were, and those that are new."""
        return [*self.base.get(table, ()), *self.rows[table]]


def tables_of(
    found: Found, roster: Roster, answers: Answers, base: Mapping[str, list[Row]], today: date
) -> tuple[Rows, list[Message]]:
    """(the rows that sheets add to each table, what is told of it).

    Args:
        found: what the sheets say.
        roster: who is who.
        answers: what was asked and answered.
        base: the tables there are already.
        today: the day for what has none.
    """
    maker = _Maker(found, roster, answers, base, today)
    _students(maker)
    teachers = _teachers(maker)
    _scores(maker)
    _signs(maker)
    _rooms(maker)
    _classes(maker, teachers)
    _week(maker, teachers)
    maker.notes += roster.told()
    return dict(maker.rows), maker.notes


def _students(maker: _Maker) -> None:
    unknown = 0
    known = {row["student_id"]: row for row in maker.base.get("students", ())}
    for pupil in maker.roster.pupils.values():
        old = known.get(pupil.student_id, {})
        facts = {key: value for key, value in pupil.facts.items() if key not in ("made", "at")}
        gender = facts.pop("gender", "") or old.get("gender", "")
        unknown += not gender
        maker.rows["students"].append(
            {
                **old,
                "student_id": pupil.student_id,
                "name": pupil.name,
                "class_id": pupil.class_id,
                "gender": gender or "X",
                **facts,
            }
        )
    if unknown:
        maker.notes.append(
            say_count(
                "sheets.no_gender",
                "the sex of {count} student is not said: X",
                "the sex of {count} students is not said: X",
                unknown,
            )
        )


def _teachers(maker: _Maker) -> dict[str, str]:
    """Add teachers and what they teach; the id of each by name."""
    ids = {normal(row["name"]): row["teacher_id"] for row in maker.base.get("teachers", ())}
    taken = set(ids.values())
    classes = _class_ids(maker)
    nowhere = []
    for one in maker.found.staff:
        own = ids.get(normal(one["name"])) or one["teacher_id"] or _free(taken, "T")
        ids[normal(one["name"])] = own
        taken.add(own)
        maker.rows["teachers"].append(_teacher_row(maker, own, one))
        subjects = [part for part in one["subjects"].split(";") if part]
        own_classes = [
            classes[normal(part)] for part in one["classes"].split(";") if normal(part) in classes
        ]
        if not one["classes"] and len(classes) == 1:
            own_classes = list(classes.values())
        if subjects and not own_classes:
            nowhere.append(one["name"])
        for class_id in own_classes:
            for subject in subjects:
                maker.rows["teaching"].append(
                    {"class_id": class_id, "subject": subject, "teacher_id": own}
                )
    for name in maker.found.homerooms.values():
        if normal(name) not in ids:
            own = ids[normal(name)] = _free(taken, "T")
            taken.add(own)
            maker.rows["teachers"].append({"teacher_id": own, "name": name, "roles": "homeroom"})
    if nowhere:
        maker.notes.append(
            say(
                "sheets.teaches_nowhere",
                "which classes they teach is not said, so they teach none: {names}",
                names=named(nowhere),
            )
        )
    return ids


def _teacher_row(maker: _Maker, own: str, said: Mapping[str, str]) -> Row:
    """A teacher of one row; whoever stands in several has the roles and subjects of all."""
    before = [row for row in maker.known("teachers") if row["teacher_id"] == own]
    row = dict(before[-1]) if before else {"teacher_id": own, "name": said["name"]}
    for column in ("roles", "subjects"):
        parts = [*row.get(column, "").split(";"), *said[column].split(";")]
        row[column] = ";".join(dict.fromkeys(part for part in parts if part))
    for column in ("max_mentees", "min_mentees", "area"):
        row[column] = said[column] or row.get(column, "")
    return row


def _free(taken: Iterable[str], letter: str) -> str:
    known = set(taken)
    number = 1
    while f"{letter}{number:02}" in known:
        number += 1
    return f"{letter}{number:02}"


def _class_ids(maker: _Maker) -> dict[str, str]:
    pupils = (pupil.class_id for pupil in maker.roster.pupils.values())
    known = (row["class_id"] for row in maker.base.get("classes", ()))
    return {normal(one): one for one in (*known, *pupils)}


def _scores(maker: _Maker) -> None:
    written: dict[tuple[str, str, str], Mark] = {}
    twice = []
    for mark in maker.found.marks:
        student_id = maker.roster.find(mark.who)
        if student_id is None:
            continue
        key = (student_id, mark.subject, mark.exam)
        if key in written and written[key].score != mark.score:
            twice.append(f"{maker.roster.pupils[student_id].name} {mark.subject} {mark.exam}")
        written[key] = mark
    for (student_id, subject, exam_name), mark in written.items():
        word = mark.score in ("missed", "excused", "not_marked", "not_taken")
        maker.rows["scores"].append(
            {
                "student_id": student_id,
                "subject": subject,
                "exam": exam_name,
                "date": maker.found.exams[exam_name].day.isoformat(),
                "score": "" if word else mark.score,
                "full_score": f"{mark.full:g}",
                "missing": mark.score if word else "",
            }
        )
    for name, exam in maker.found.exams.items():
        if exam.kind != "exam":
            row = {"exam": name, "date": exam.day.isoformat(), "kind": exam.kind}
            maker.rows["exams"].append(row)
    if twice:
        maker.notes.append(
            say_count(
                "sheets.two_marks",
                "{count} mark stands twice with different numbers; the last counts: {cases}",
                "{count} marks stand twice with different numbers; the last count: {cases}",
                len(twice),
                cases=named(twice),
            )
        )


def _signs(maker: _Maker) -> None:
    for sign in maker.found.signs:
        if student_id := maker.roster.find(sign.who):
            maker.rows["indicators"].append({"student_id": student_id, **sign.facts})


def _rooms(maker: _Maker) -> None:
    """The seats of drawn plans, and a room for each class that has none."""
    layout_of = {row["class_id"]: row.get("layout_id", "") for row in maker.base.get("classes", ())}
    for page, said, places, day in maker.found.plans:
        class_id = _class_of_plan(maker, said, [place.name for place in places if place.name])
        layout = layout_of.get(class_id) or f"R-{class_id}"
        own = _seats_of(maker, layout)
        if not own:
            own = {(place.row, place.column): f"{place.row}-{place.column}" for place in places}
            maker.rows["layouts"] += [
                {
                    "layout_id": layout,
                    "seat_id": own[place.row, place.column],
                    "row": str(place.row),
                    "column": str(place.column),
                    "desk": place.desk,
                }
                for place in places
            ]
        layout_of[class_id] = layout
        _history(maker, page, class_id, places, own, day or maker.today)
    sizes = Counter(pupil.class_id for pupil in maker.roster.pupils.values())
    for class_id, size in sizes.items():
        if not layout_of.get(class_id):
            _made_room(maker, class_id, size)
        elif maker.rows["students"]:
            _more_seats(maker, class_id, layout_of[class_id], size)


def _more_seats(maker: _Maker, class_id: str, layout: str, size: int) -> None:
    """A row behind the others, where a room is drawn with fewer seats than there are pupils."""
    rows = {row["seat_id"]: row for row in maker.known("layouts") if row["layout_id"] == layout}
    seats = _seats_of(maker, layout)
    there = sum(row.get("usable", "yes") in ("", "yes") for row in rows.values())
    if not seats or there >= size:
        return
    last, width = max(row for row, _ in seats), max(column for _, column in seats)
    added = 0
    while there + added < size:
        row, column = last + 1 + added // width, added % width + 1
        added += 1
        maker.rows["layouts"].append(
            {
                "layout_id": layout,
                "seat_id": f"{row}-{column}",
                "row": str(row),
                "column": str(column),
                "desk": f"{row}-{math.ceil(column / _DESK)}",
            }
        )
    maker.notes.append(
        say_count(
            "sheets.more_seats",
            "the room of {class_id} has a seat too few: {count} is added at the back",
            "the room of {class_id} has too few seats: {count} are added at the back",
            added,
            class_id=class_id,
        )
    )


def _class_of_plan(maker: _Maker, said: str, names: list[str]) -> str:
    """The class of a drawn plan: as it says, else that of most who sit there."""
    classes = _class_ids(maker)
    if normal(said) in classes:
        return classes[normal(said)]
    own = Counter(
        pupil.class_id
        for name in names
        for pupil in maker.roster.pupils.values()
        if normal(pupil.name) == normal(name)
    )
    return max(own, key=lambda one: own[one]) if own else next(iter(classes.values()), said)


def _seats_of(maker: _Maker, layout: str) -> dict[tuple[int, int], str]:
    return {
        (int(row["row"]), int(row["column"])): row["seat_id"]
        for row in maker.known("layouts")
        if row["layout_id"] == layout and row["row"].isdigit() and row["column"].isdigit()
    }


def _history(
    maker: _Maker,
    page: Page,
    class_id: str,
    places: Iterable[Place],
    seats: Mapping[tuple[int, int], str],
    day: date,
) -> None:
    sitting: dict[str, list[tuple[str, str]]] = defaultdict(list)
    beyond = []
    for place in places:
        if not place.name:
            continue
        row = int("".join(filter(str.isdigit, place.cell)))
        who = Who(page, row, "", place.name, class_id, place.across)
        student_id = maker.roster.find(who)
        seat = seats.get((place.row, place.column))
        if student_id is not None and seat is None:
            beyond.append(place.name)
        elif student_id is not None and seat is not None:
            sitting[student_id].append((seat, place.cell))
    doubled = {one: cells for one, cells in sitting.items() if len(cells) > 1}
    for student_id, cells in doubled.items():
        drawn = ", ".join(cell for seat, cell in cells)
        maker.notes.append(
            say(
                "sheets.in_two_seats",
                "{sheet}: {name} sits at {cells}; none of them is taken",
                sheet=page.name,
                name=maker.roster.pupils[student_id].name,
                cells=drawn,
            )
        )
    if beyond:
        maker.notes.append(
            say(
                "sheets.no_such_seat",
                "{sheet}: the room has no seat where they sit: {names}",
                sheet=page.name,
                names=named(beyond),
            )
        )
    maker.rows["seat_history"] += [
        {
            "class_id": class_id,
            "from": day.isoformat(),
            "student_id": student_id,
            "seat_id": cells[0][0],
        }
        for student_id, cells in sitting.items()
        if student_id not in doubled
    ]


def _made_room(maker: _Maker, class_id: str, size: int) -> None:
    columns = _COLUMNS_OF_A_ROOM
    rows = max(1, math.ceil(size / columns))
    words = say(
        "sheets.room",
        "the room of {class_id} is not said: {rows} rows of {columns} seats, two to a desk",
        class_id=class_id,
        rows=rows,
        columns=columns,
    )
    answer = str(maker.answers.ask(f"class {class_id}", "room", f"{rows} x {columns}", words))
    numbers = [int(part) for part in normal(answer).replace("×", "x").split("x") if part.isdigit()]
    if len(numbers) == 2 and all(numbers):
        rows, columns = numbers
    layout = f"R-{class_id}"
    maker.rows["layouts"] += [
        {
            "layout_id": layout,
            "seat_id": f"{row}-{column}",
            "row": str(row),
            "column": str(column),
            "desk": f"{row}-{math.ceil(column / _DESK)}",
        }
        for row in range(1, rows + 1)
        for column in range(1, columns + 1)
    ]


def _classes(maker: _Maker, teachers: Mapping[str, str]) -> None:
    known = {row["class_id"]: row for row in maker.base.get("classes", ())}
    homerooms = {normal(class_id): name for class_id, name in maker.found.homerooms.items()}
    leaders = [row for row in maker.rows["teachers"] if "homeroom" in row["roles"].split(";")]
    classes = dict.fromkeys(pupil.class_id for pupil in maker.roster.pupils.values())
    for class_id in classes:
        old = known.get(class_id, {})
        leader = teachers.get(normal(homerooms.get(normal(class_id), "")), "")
        if not leader and len(classes) == 1 and len(leaders) == 1:
            leader = leaders[0]["teacher_id"]
        maker.rows["classes"].append(
            {
                "grade": grade_of(class_id),
                **old,
                "class_id": class_id,
                "homeroom_teacher_id": leader or old.get("homeroom_teacher_id", ""),
                "layout_id": old.get("layout_id") or f"R-{class_id}",
            }
        )


def _week(maker: _Maker, teachers: Mapping[str, str]) -> None:
    """Periods and lessons of drawn weeks; a lesson that nobody is known to hold has somebody."""
    ids = {}
    for (day, number), slot in sorted(maker.found.slots.items()):
        ids[day, number] = f"D{day}-{number}"
        maker.rows["periods"].append(
            {
                "period_id": ids[day, number],
                "weekday": str(day),
                "start": slot.start,
                "end": slot.end,
                "kind": slot.kind,
            }
        )
    teaching = {
        (row["class_id"], row["subject"]): row["teacher_id"] for row in maker.known("teaching")
    }
    leader_of = {row["class_id"]: row["homeroom_teacher_id"] for row in maker.rows["classes"]}
    classes = _class_ids(maker)
    taken = {row["teacher_id"] for row in maker.known("teachers")}
    made: dict[str, str] = {}

    def teacher_of(class_id: str, subject: str, said: str) -> str:
        teacher = teachers.get(normal(said)) if said else None
        teacher = teacher or teaching.get((class_id, subject))
        if teacher is None and subject in _OF_THE_CLASS:
            teacher = leader_of.get(class_id) or None
        name = said or subject
        if teacher is None and name not in made:
            made[name] = _free(taken, "T")
            taken.add(made[name])
            row = {"teacher_id": made[name], "name": name, "roles": "subject"}
            maker.rows["teachers"].append({**row, "subjects": subject, "max_mentees": "0"})
        return teacher or made[name]

    for lesson in maker.found.lessons:
        class_id = classes.get(normal(lesson.class_id)) or next(iter(classes.values()), "")
        maker.rows["timetable"].append(
            {
                "class_id": class_id,
                "period_id": ids[lesson.weekday, lesson.number],
                "subject": lesson.subject,
                "teacher_id": teacher_of(class_id, lesson.subject, lesson.teacher),
            }
        )
    maker.rows["timetable"] += [
        {**row, "teacher_id": teacher_of(row.get("class_id", ""), row.get("subject", ""), "")}
        for row in maker.base.get("timetable", ())
        if not row.get("teacher_id") and row.get("subject")
    ]
    if made:
        maker.notes.append(
            say(
                "sheets.made_teachers",
                "the timetable has lessons of which no list names the teacher; somebody stands "
                "for each, and carries nobody: {names}",
                names=named(made),
            )
        )


def merged_table(table: str, old: Iterable[Row], new: Iterable[Row]) -> RawTable:
    """A table of the rows there were and new ones, which take the place of those of their key."""
    kind = _KINDS[table]
    columns = kind.columns()
    aliases = {name: field.alias or name for name, field in kind.model_fields.items()}
    key = tuple(aliases[one] for one in kind.key) if getattr(kind, "key", ()) else columns
    rows: dict[tuple[str, ...], Row] = {}
    for row in (*old, *new):
        place = tuple(row.get(column, "") or "" for column in key)
        rows[place] = {**rows.get(place, {}), **row}
    return RawTable(table, columns, tuple(enumerate(rows.values(), 2)), made=True)


def pupils_of(rows: Iterable[Row]) -> list[Pupil]:
    """The pupils of a table of students."""
    return [Pupil(row["student_id"], row.get("name", ""), row.get("class_id", "")) for row in rows]
