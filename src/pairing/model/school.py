"""The school: its tables, immutable and sound, with the look-ups that everybody needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from statistics import fmean
from typing import Any
from zoneinfo import ZoneInfo

from pairing.model.enums import Attendance
from pairing.model.exams.ability import Place, Standing, places, standings
from pairing.model.exams.sittings import Sitting, sittings
from pairing.model.grouped import grouped
from pairing.model.messages.fault import InputError
from pairing.model.messages.message import Message
from pairing.model.records import (
    Absence,
    Cancellation,
    ClassRecord,
    Decision,
    Exam,
    Goal,
    HelpRecord,
    Indicator,
    LayoutSeat,
    Lesson,
    Measure,
    MeetingRoom,
    PastMentor,
    PastPair,
    PastSeat,
    Period,
    Record,
    Relation,
    Review,
    Score,
    SpecialDays,
    Student,
    TaughtSet,
    Teacher,
    Teaching,
    Unit,
    Wish,
)
from pairing.model.room.layout import Layout
from pairing.model.sets import members_of
from pairing.model.settings import MonitoringSettings, RuleEntry, ScreeningSettings, SessionSettings
from pairing.model.soundness.checks import check_tables
from pairing.model.ties import Ties

__all__ = ["School"]


def _as_read(name: str) -> str:
    """A name as people read it: they see no spaces and no difference of case."""
    return "".join(name.split()).casefold()


@dataclass(frozen=True)
class School:
    """One school. Build it with ``School.of``, which checks that the tables fit together.

    The fields are the tables of the file contract; ``rules`` are the entries of
    rules.toml as written, ``screening`` its thresholds, ``session_settings`` what it says of
    sessions, ``monitoring`` what is owed after the plan. ``on`` is the day on which the plan is
    made, where somebody said so.
    ``leavers_scores`` are the marks of those who have left, which count in the mean of an exam,
    and ``notes`` what reading the tables has left out, taken for something, or guessed.
    """

    students: tuple[Student, ...] = ()
    teachers: tuple[Teacher, ...] = ()
    classes: tuple[ClassRecord, ...] = ()
    teaching: tuple[Teaching, ...] = ()
    scores: tuple[Score, ...] = ()
    exams: tuple[Exam, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    relations: tuple[Relation, ...] = ()
    wishes: tuple[Wish, ...] = ()
    layouts: tuple[LayoutSeat, ...] = ()
    periods: tuple[Period, ...] = ()
    timetable: tuple[Lesson, ...] = ()
    sets: tuple[TaughtSet, ...] = ()
    seat_history: tuple[PastSeat, ...] = ()
    pair_history: tuple[PastPair, ...] = ()
    mentor_history: tuple[PastMentor, ...] = ()
    units: tuple[Unit, ...] = ()
    calendar: tuple[SpecialDays, ...] = ()
    absences: tuple[Absence, ...] = ()
    cancellations: tuple[Cancellation, ...] = ()
    meeting_rooms: tuple[MeetingRoom, ...] = ()
    decisions: tuple[Decision, ...] = ()
    records: tuple[HelpRecord, ...] = ()
    measures: tuple[Measure, ...] = ()
    goals: tuple[Goal, ...] = ()
    reviews: tuple[Review, ...] = ()
    leavers_scores: tuple[Score, ...] = ()
    notes: tuple[Message, ...] = ()
    rules: tuple[RuleEntry, ...] = ()
    screening: ScreeningSettings = field(default_factory=ScreeningSettings)
    session_settings: SessionSettings = field(default_factory=SessionSettings)
    monitoring: MonitoringSettings = field(default_factory=MonitoringSettings)
    on: date | None = None

    @classmethod
    def of(
        cls,
        tables: Mapping[str, Iterable[Record]],
        rules: Iterable[RuleEntry] = (),
        screening: ScreeningSettings | None = None,
        session_settings: SessionSettings | None = None,
        on: date | None = None,
        leavers_scores: Iterable[Score] = (),
        notes: Iterable[Message] = (),
        monitoring: MonitoringSettings | None = None,
    ) -> School:
        """The school of these tables.

        Raises InputError with every fault where the tables do not fit together.
        """
        rows: dict[str, Any] = {name: tuple(records) for name, records in tables.items()}
        if faults := check_tables(rows):
            raise InputError(faults)
        return cls(
            **rows,
            rules=tuple(rules),
            screening=screening or ScreeningSettings(),
            session_settings=session_settings or SessionSettings(),
            monitoring=monitoring or MonitoringSettings(),
            on=on,
            leavers_scores=tuple(leavers_scores),
            notes=tuple(notes),
        )

    def table(self, name: str) -> tuple[Record, ...]:
        """The rows of a table by its name."""
        rows: tuple[Record, ...] = getattr(self, name)
        return rows

    def with_rules(self, rules: Iterable[RuleEntry]) -> School:
        """The same tables under other rules, with look-ups of its own.

        Where only rules change, ``planning.Context.under`` keeps the school as it is.
        """
        return replace(self, rules=tuple(rules))

    def with_decision(self, decision: Decision) -> School:
        """The same school with one more decision; earlier ones stay on record."""
        return replace(self, decisions=(*self.decisions, decision))

    @cached_property
    def student(self) -> dict[str, Student]:
        """Students by id."""
        return {student.student_id: student for student in self.students}

    @cached_property
    def teacher(self) -> dict[str, Teacher]:
        """Teachers by id."""
        return {teacher.teacher_id: teacher for teacher in self.teachers}

    @cached_property
    def _bearers(self) -> Counter[str]:
        """How many people have each name."""
        names = [row.name for row in self.students] + [row.name for row in self.teachers]
        return Counter(map(_as_read, names))

    def label(self, student_id: str) -> str:
        """A student's name, with the id where another student or a teacher has the same."""
        return self._told_apart(self.student[student_id].name, student_id)

    def teacher_label(self, teacher_id: str) -> str:
        """A teacher's name, with the id where another teacher or a student has the same."""
        return self._told_apart(self.teacher[teacher_id].name, teacher_id)

    def _told_apart(self, name: str, person_id: str) -> str:
        return name if self._bearers[_as_read(name)] == 1 else f"{name} ({person_id})"

    def host_name(self, teacher_id: str, tutor_id: str) -> str:
        """What whoever holds a session is called: the tutor where there is one."""
        return self.label(tutor_id) if tutor_id else self.teacher_label(teacher_id)

    @cached_property
    def unit(self) -> dict[str, Unit]:
        """Units by id."""
        return {unit.unit_id: unit for unit in self.units}

    @cached_property
    def period(self) -> dict[str, Period]:
        """Periods by id."""
        return {period.period_id: period for period in self.periods}

    @cached_property
    def class_(self) -> dict[str, ClassRecord]:
        """Classes by id."""
        return {record.class_id: record for record in self.classes}

    @cached_property
    def grade_of(self) -> dict[str, str]:
        """The grade of each student by id."""
        return {
            student.student_id: self.class_[student.class_id].grade for student in self.students
        }

    @cached_property
    def members(self) -> dict[str, tuple[Student, ...]]:
        """The students of each class, those who attend remotely too."""
        found = grouped((student.class_id, student) for student in self.students)
        return {record.class_id: found.get(record.class_id, ()) for record in self.classes}

    @cached_property
    def seating_groups(self) -> tuple[str, ...]:
        """Whoever is seated together, by id: every class, then the sets that have a room.

        A class without a room is among them, to be told so; a set without one sits in none.
        """
        return (*self.class_, *(row.set_id for row in self.sets if row.room is not None))

    @cached_property
    def group_members(self) -> dict[str, tuple[Student, ...]]:
        """The students of each class and of each set, those who attend remotely too."""
        return {**self.members, **self.set_members}

    @cached_property
    def groups_of(self) -> dict[str, tuple[str, ...]]:
        """The groups in which each student sits: the class, then sets that have a room."""
        roomed = set(self.seating_groups)
        return {
            student.student_id: (
                student.class_id,
                *(
                    row.set_id
                    for row in self.sets_of.get(student.student_id, ())
                    if row.set_id in roomed
                ),
            )
            for student in self.students
        }

    def seated(self, group_id: str) -> tuple[Student, ...]:
        """The students of the class or set who need a seat: remote ones need none."""
        return tuple(
            student
            for student in self.group_members[group_id]
            if student.attends is Attendance.ONSITE
        )

    @cached_property
    def rooms(self) -> dict[str, Layout]:
        """Layouts by id, without unusable seats."""
        groups = grouped((seat.layout_id, seat) for seat in self.layouts)
        return {layout_id: Layout.of(layout_id, rows) for layout_id, rows in groups.items()}

    def room_of(self, group_id: str) -> Layout | None:
        """The room of a class or a set, or None where none is given."""
        own = self.set_.get(group_id)
        layout_id = own.room if own else self.class_[group_id].layout_id
        return self.rooms[layout_id] if layout_id is not None else None

    @cached_property
    def past_seats(self) -> dict[str, tuple[PastSeat, ...]]:
        """The seat history of each class or set that has one."""
        return grouped((row.class_id, row) for row in self.seat_history)

    @cached_property
    def known_scores(self) -> tuple[Score, ...]:
        """The marks of exams that were held by today."""
        return tuple(row for row in self.scores if self.by_today(row.date))

    @cached_property
    def sittings(self) -> dict[tuple[str, str, str], Sitting]:
        """Every exam that anybody sat by today, by (grade, subject, exam)."""
        left = (row for row in self.leavers_scores if self.by_today(row.date))
        everybody = (*self.known_scores, *left)
        return sittings(everybody, self.grade_of, self.exams, self.screening)

    @cached_property
    def standing(self) -> dict[tuple[str, str], Standing]:
        """The standing of each (student_id, subject) that has an exam."""
        half_life = self.screening.half_life_days
        return standings(self.known_scores, self.grade_of, self.sittings, half_life)

    def ability(self, student_id: str, subject: str) -> float | None:
        """Weighted mean z-score in the subject; None where no exam was sat."""
        standing = self.standing.get((student_id, subject))
        return standing.ability if standing else None

    @cached_property
    def places(self) -> dict[tuple[str, str], Place]:
        """Where each (student_id, subject) with a known ability stands in the grade."""
        return places(self.standing, self.grade_of)

    @cached_property
    def mean_ability(self) -> dict[tuple[str, str], float]:
        """The mean ability of each (class_id, subject) in which anybody sat an exam."""
        known = grouped(
            ((self.student[student_id].class_id, subject), standing.ability)
            for (student_id, subject), standing in self.standing.items()
            if standing.ability is not None
        )
        return {key: fmean(values) for key, values in known.items()}

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Every subject that is examined or taught, in order of first mention."""
        named = [row.subject for row in self.teaching] + [row.subject for row in self.scores]
        named += [row.subject for row in self.sets]
        return tuple(dict.fromkeys(named))

    @cached_property
    def ties(self) -> Ties:
        """Who named whom: as a friend, in conflict, in a wish."""
        return Ties(self.relations, self.wishes, self.student.keys())

    @cached_property
    def past_rating(self) -> dict[tuple[str, str, str], int]:
        """The last rating of each (tutor_id, tutee_id, subject) that has one."""
        rated = [row for row in self.pair_history if row.rating and self.by_today(row.since)]
        rated.sort(key=lambda row: row.since)
        return {(row.tutor_id, row.tutee_id, row.subject): row.rating or 0 for row in rated}

    @cached_property
    def past_mentors(self) -> dict[tuple[str, str], int | None]:
        """How the last time of each (student_id, teacher_id) was rated, None where it was not."""
        past = (row for row in self.mentor_history if self.by_today(row.since))
        ordered = sorted(past, key=lambda row: row.since)
        return {(row.student_id, row.teacher_id): row.rating for row in ordered}

    @cached_property
    def teachers_of(self) -> dict[str, dict[str, frozenset[str]]]:
        """For each class and subject, the ids of those who teach it."""
        taught: dict[str, dict[str, set[str]]] = {row.class_id: {} for row in self.classes}
        for row in self.teaching:
            taught[row.class_id].setdefault(row.subject, set()).add(row.teacher_id)
        return {
            class_id: {subject: frozenset(ids) for subject, ids in subjects.items()}
            for class_id, subjects in taught.items()
        }

    @cached_property
    def set_(self) -> dict[str, TaughtSet]:
        """Taught groups that are no classes, by id."""
        return {row.set_id: row for row in self.sets}

    @cached_property
    def set_members(self) -> dict[str, tuple[Student, ...]]:
        """The students of each set, in the order of the school's."""
        return members_of(self.sets, self.students)

    @cached_property
    def sets_of(self) -> dict[str, tuple[TaughtSet, ...]]:
        """The sets that each student with some is in."""
        return grouped(
            (student.student_id, self.set_[set_id])
            for set_id, students in self.set_members.items()
            for student in students
        )

    def taught(self, student_id: str) -> Mapping[str, frozenset[str]]:
        """The ids of those who teach a student, by subject.

        Who is in a set of a subject has the set's teachers in it, and not the class's.
        """
        if student_id not in self._taught:
            of_class = self.teachers_of.get(self.student[student_id].class_id, {})
            own: dict[str, frozenset[str]] = {}
            for row in self.sets_of.get(student_id, ()):
                known = self._teachers_of_set[row.set_id]
                own[row.subject] = own.get(row.subject, frozenset()) | known
            self._taught[student_id] = {**of_class, **own} if own else of_class
        return self._taught[student_id]

    @cached_property
    def _taught(self) -> dict[str, Mapping[str, frozenset[str]]]:
        return {}

    @cached_property
    def _teachers_of_set(self) -> dict[str, frozenset[str]]:
        """Who teaches each set: whom it names, and whom the timetable has beside them."""
        found = {row.set_id: {row.teacher_id} for row in self.sets}
        for lesson in self.timetable:
            own = self.set_.get(lesson.set_id or "")
            # A half of a class may have lessons of other subjects too.
            if own is not None and own.subject == lesson.subject:
                found[own.set_id].add(lesson.teacher_id)
        return {set_id: frozenset(ids) for set_id, ids in found.items()}

    @cached_property
    def indicators_of(self) -> dict[str, tuple[Indicator, ...]]:
        """Indicators by student id."""
        return grouped((row.student_id, row) for row in self.indicators)

    @cached_property
    def today(self) -> date | None:
        """The day on which the plan is made: ``on``, or the newest of the tables that has come.

        A date that lies after the clock's day is a mistake, or is yet to be: it moves nothing.
        None where no table has a day.
        """
        if self.on is not None:
            return self.on
        clock = datetime.now(ZoneInfo(self.session_settings.time_zone)).date()
        return max((day for day in self._told_days if day <= clock), default=None)

    @cached_property
    def _told_days(self) -> tuple[date, ...]:
        marked = (row.date for row in self.scores)
        return (*marked, *(row.date for row in self.indicators))

    def by_today(self, day: date) -> bool:
        """Whether a day has come."""
        return self.today is None or day <= self.today
