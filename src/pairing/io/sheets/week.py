"""The week of sheets: periods and lessons, and who holds those that nobody is known to hold."""

from __future__ import annotations

from collections.abc import Mapping

from pairing.io.sheets.maker import Maker, class_ids, free_id
from pairing.io.sheets.page import normal
from pairing.model.messages.message import named, say

__all__ = ["add_week"]

_OF_THE_CLASS = ("班会", "班會", "homeroom")
"""Lessons that the head of a class holds."""


def add_week(maker: Maker, teachers: Mapping[str, str]) -> None:
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
    classes = class_ids(maker)
    taken = {row["teacher_id"] for row in maker.known("teachers")}
    made: dict[str, str] = {}

    def teacher_of(class_id: str, subject: str, said: str) -> str:
        teacher = teachers.get(normal(said)) if said else None
        teacher = teacher or teaching.get((class_id, subject))
        if teacher is None and subject in _OF_THE_CLASS:
            teacher = leader_of.get(class_id) or None
        name = said or subject
        # Whoever stood for a lesson before does so again.
        teacher = teacher or teachers.get(normal(name))
        if teacher is None and name not in made:
            made[name] = free_id(taken, "T")
            taken.add(made[name])
            row = {"teacher_id": made[name], "name": name, "roles": "subject"}
            maker.rows["teachers"].append({**row, "subjects": subject, "max_mentees": "0"})
        return teacher or made[name]

    of_nobody: dict[str, None] = {}
    for lesson in maker.found.lessons:
        class_id = classes.get(normal(lesson.class_id), "")
        if not class_id and len(classes) == 1:
            # The only class, by another name than in the list: 四1班, 四年级一班.
            class_id = next(iter(classes.values()))
        if not class_id:
            of_nobody[lesson.class_id] = None
            continue
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
    if of_nobody:
        words = say(
            "sheets.week_of_nobody",
            "timetables of which no sheet has the students, and whose lessons are left out: "
            "{classes}",
            classes=named(one or "?" for one in of_nobody),
        )
        maker.notes.append(words)
    if made:
        maker.notes.append(
            say(
                "sheets.made_teachers",
                "the timetable has lessons of which no list names the teacher; somebody stands "
                "for each, and carries nobody: {names}",
                names=named(made),
            )
        )
