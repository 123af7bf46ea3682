"""The week of sheets: periods and lessons, and who holds those that nobody is known to hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pairing.io.sheets.found import Lesson
from pairing.io.sheets.making.maker import Maker, Row, free_id
from pairing.io.sheets.making.sets import SetsMaker
from pairing.io.sheets.making.weeks.week_names import ClassNames, TeacherNames
from pairing.io.sheets.page import normal
from pairing.io.sheets.recognising.words import bare_subject, is_subject
from pairing.model.messages.message import named, quote, say, say_count, some

__all__ = ["add_week", "lacks_teacher"]

_OF_THE_CLASS = ("班会", "班會", "homeroom")
"""Lessons that the head of a class holds."""

Parts = tuple[tuple[str, str], ...]


def add_week(maker: Maker, teachers: Mapping[str, str]) -> None:
    """Periods and lessons of weeks; a lesson that nobody is known to hold has somebody.

    Raises InputError where an answer is none.
    """
    week = _Week(maker, teachers)
    week.add_periods()
    week.add_lessons()
    week.tell()


@dataclass
class _Week:
    """The week at work."""

    maker: Maker
    teachers: Mapping[str, str]
    periods: dict[tuple[int, int], str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    of_nobody: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.classes = ClassNames(self.maker)
        self.names = TeacherNames(self.maker, self.teachers)
        self.sets = SetsMaker(self.maker)
        self.teaching = {
            (row["class_id"], row["subject"]): row["teacher_id"]
            for row in self.maker.known("teaching")
        }
        self.leader_of = {
            row["class_id"]: row["homeroom_teacher_id"] for row in self.maker.rows["classes"]
        }
        self.taken = {row["teacher_id"] for row in self.maker.known("teachers")}
        self.roomless = 0
        self.left_sets: set[str] = set()

    def add_periods(self) -> None:
        """The periods, those that the school has at the same hours by its own ids."""
        there = {
            (row["weekday"], row["start"], row["end"]): row["period_id"]
            for row in self.maker.base.get("periods", ())
        }
        slots = sorted(self.maker.found.slots.items())
        for place, slot in slots:
            if own := there.get((str(slot.weekday), slot.start, slot.end)):
                self.periods[place] = own
        used = set(self.periods.values())
        for (day, number), slot in slots:
            if (day, number) in self.periods:
                continue
            period_id = f"D{day}-{number}"
            while period_id in used:
                period_id += "a"
            used.add(period_id)
            self.periods[day, number] = period_id
            self.maker.rows["periods"].append(
                {
                    "period_id": period_id,
                    "weekday": str(day),
                    "start": slot.start,
                    "end": slot.end,
                    "kind": slot.kind,
                }
            )

    def add_lessons(self) -> None:
        """The lessons; those of classes that nobody knows are counted."""
        read = [own for lesson in self.maker.found.lessons for own in self._said(lesson)]
        placed = [(lesson, self.classes.find(lesson.class_id)) for lesson in read]
        unknown = {lesson.class_id for lesson, parts in placed if not parts}
        if len(unknown) == 1 and not any(parts for _, parts in placed) and self.classes.only:
            # The only class, by another name than in the list: 四1班, 四年级一班.
            only = self.classes.only
            placed = [(lesson, ((only, ""),)) for lesson, _ in placed]
        whole: dict[tuple[int, int, str, str], dict[tuple[str, str], None]] = {}
        for lesson, parts in placed:
            own = whole.setdefault(_together(lesson), {})
            own.update(dict.fromkeys(_parts(lesson, parts)))
        for lesson, parts in placed:
            if not parts:
                self.of_nobody[lesson.class_id] = self.of_nobody.get(lesson.class_id, 0) + 1
                continue
            self._add(lesson, _parts(lesson, parts), tuple(whole[_together(lesson)]))
        self._replace()

    def _said(self, lesson: Lesson) -> list[Lesson]:
        """A lesson whose words name its classes and its teacher, once for each class."""
        if not (lesson.words or lesson.owners):
            return [lesson]
        words = (*lesson.words, *lesson.owners)
        inside = [one for one in lesson.words if one in lesson.subject]
        # A title may name several classes; what stands further off names one at most.
        named_there = {self.classes.whole(one): one for one in inside}
        class_words = [one for class_id, one in named_there.items() if class_id]
        if not class_words:
            class_words = [one for one in words if self.classes.whole(one)][:1]
        # Whoever an event names holds it; the owner of the calendar where it names nobody.
        by_id = {self.names.exactly(one): one for one in reversed(lesson.words)}
        teachers = [one for teacher_id, one in reversed(by_id.items()) if teacher_id]
        teachers = teachers or [one for one in lesson.owners if self.names.exactly(one)][:1]
        subject = next((bare_subject(one) for one in inside if is_subject(one)), "")
        if not subject:
            subject = lesson.subject
            for word in (*class_words, *teachers, lesson.room):
                subject = subject.replace(word, " ") if word else subject
            subject = " ".join(subject.split()).strip(" -–—/|,，:：;()（）") or lesson.subject
        return [
            Lesson(
                name,
                lesson.number,
                lesson.weekday,
                subject,
                teacher,
                weeks=lesson.weeks,
                room=lesson.room,
                sure=True,
            )
            for name in class_words or lesson.owners[:1] or ("",)
            for teacher in teachers or ("",)
        ]

    def _add(self, lesson: Lesson, own: Parts, together: Parts) -> None:
        for class_id, _ in own:
            teacher_id = self._teacher(class_id, lesson.subject, lesson.teacher, sure=lesson.sure)
            set_id = ""
            if any(one for _, one in together):
                key = lesson.together
                set_id = self.sets.set_of(lesson.subject, together, key, teacher_id, lesson.room)
            self.roomless += bool(lesson.room and not set_id)
            row = {
                "class_id": class_id,
                "period_id": self.periods[lesson.weekday, lesson.number],
                "subject": lesson.subject,
                "teacher_id": teacher_id,
                "set_id": set_id,
                "weeks": lesson.weeks,
            }
            if row not in self.maker.rows["timetable"][-8:]:
                self.maker.rows["timetable"].append(row)

    def _teacher(self, class_id: str, subject: str, said: str, *, sure: bool = False) -> str:
        teacher = self.names.find(said) if said else None
        if teacher is None and not (said and sure):
            teacher = self.teaching.get((class_id, subject))
            if teacher is None and subject in _OF_THE_CLASS:
                teacher = self.leader_of.get(class_id) or None
        name = said or subject
        # Whoever stood for a lesson before does so again.
        teacher = teacher or self.teachers.get(normal(name))
        if teacher is None and name not in self.made:
            self.made[name] = free_id(self.taken, "T")
            self.taken.add(self.made[name])
            row = {"teacher_id": self.made[name], "name": name, "roles": "subject"}
            self.maker.rows["teachers"].append({**row, "subjects": subject, "max_mentees": "0"})
        return teacher or self.made[name]

    def _replace(self) -> None:
        """Whose lessons of before are over, and those of before that lack a teacher."""
        new = self.maker.rows["timetable"]
        column = "teacher_id" if self.maker.found.in_part else "class_id"
        self.maker.over |= {(column, row[column]) for row in new}
        gone = {row.get("set_id", "") for row in self.maker.base.get("timetable", ())
                if not self.maker.stays(row)}  # fmt: skip
        stay = [row for row in self.maker.base.get("timetable", ()) if self.maker.stays(row)]
        new += [
            {
                **row,
                "teacher_id": self._teacher(row.get("class_id", ""), row.get("subject", ""), ""),
            }
            for row in stay
            if lacks_teacher(row)
        ]
        self.left_sets = gone - {row.get("set_id", "") for row in (*new, *stay)} - {""}

    def tell(self) -> None:
        """Tell of names that nobody knows, and of what has no place in the tables."""
        notes = self.maker.notes
        if self.of_nobody:
            no_class = say("sheets.no_class", "no class is named")
            notes.append(
                say(
                    "sheets.week_of_nobody",
                    "timetables of which no sheet has the students, and whose lessons are left "
                    "out: {classes}",
                    classes=some([quote(one) if one else no_class for one in self.of_nobody]),
                )
            )
        notes += self.classes.told()
        if self.made:
            notes.append(
                say(
                    "sheets.made_teachers",
                    "the timetable has lessons of which no list names the teacher; somebody stands "
                    "for each, and carries nobody: {names}",
                    names=named(self.made),
                )
            )
        self.sets.tell()
        if self.left_sets:
            notes.append(
                say(
                    "timetables.left_sets",
                    "sets that no lesson of the new week has, and that stay in their table: {sets}",
                    sets=named(sorted(self.left_sets)),
                )
            )
        if self.roomless:
            notes.append(
                say_count(
                    "timetables.no_rooms",
                    "the room of {count} lesson of a whole class is not kept",
                    "the rooms of {count} lessons of whole classes are not kept",
                    self.roomless,
                )
            )


def lacks_teacher(lesson: Row) -> bool:
    """Whether nobody holds a lesson, by its row: somebody comes to stand for them in a new row."""
    return not lesson.get("teacher_id") and bool(lesson.get("subject"))


def _together(lesson: Lesson) -> tuple[int, int, str, str]:
    return lesson.weekday, lesson.number, lesson.together or str(id(lesson)), lesson.weeks


def _parts(lesson: Lesson, found: Iterable[tuple[str, str]]) -> Parts:
    """The parts of classes that a lesson is for: as its file says, or as its class's name does."""
    return tuple((class_id, lesson.group or part) for class_id, part in found)
