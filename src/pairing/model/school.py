"""The school: its tables, immutable and sound, with the look-ups that everybody needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from statistics import fmean
from typing import Any, TypeVar

from pairing.model.ability import Standing, standings
from pairing.model.checks import check_tables
from pairing.model.enums import Attendance, RelationKind
from pairing.model.messages.fault import InputError
from pairing.model.messages.message import Message
from pairing.model.records import (
    Absence,
    Cancellation,
    ClassRecord,
    Decision,
    Indicator,
    LayoutSeat,
    Lesson,
    MeetingRoom,
    PastMentor,
    PastPair,
    PastSeat,
    Period,
    Record,
    Relation,
    Score,
    SpecialDays,
    Student,
    Teacher,
    Teaching,
    Unit,
)
from pairing.model.room.layout import Layout
from pairing.model.settings import RuleEntry, ScreeningSettings, SessionSettings

__all__ = ["School"]

_Key = TypeVar("_Key", bound=Hashable)
_Row = TypeVar("_Row")


def _grouped(pairs: Iterable[tuple[_Key, _Row]]) -> dict[_Key, tuple[_Row, ...]]:
    groups: dict[_Key, list[_Row]] = defaultdict(list)
    for key, row in pairs:
        groups[key].append(row)
    return {key: tuple(rows) for key, rows in groups.items()}


_TRUST = re.compile(r"trust|信任|信賴|信赖", re.IGNORECASE)
_DISTRUST = re.compile(r"(not|n't|never|dis|mis|no) ?trust|不信|没有信|沒有信", re.IGNORECASE)


def _names(text: str, *names: str) -> bool:
    """Whether a text has one of the names in it, and not as a part of a longer Latin word."""
    whole = (rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])" for name in names)
    return any(re.search(pattern, text) for pattern in whole)


@dataclass(frozen=True)
class School:
    """One school. Build it with ``School.of``, which checks that the tables fit together.

    The fields are the tables of the file contract; ``rules`` are the entries of
    rules.toml as written, ``screening`` its thresholds, ``session_settings`` what it says of
    sessions. ``leavers_scores`` are the marks of those who have left, which count in the mean of
    an exam, and ``notes`` what reading the tables has left out, taken for something, or guessed.
    """

    students: tuple[Student, ...] = ()
    teachers: tuple[Teacher, ...] = ()
    classes: tuple[ClassRecord, ...] = ()
    teaching: tuple[Teaching, ...] = ()
    scores: tuple[Score, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    relations: tuple[Relation, ...] = ()
    layouts: tuple[LayoutSeat, ...] = ()
    periods: tuple[Period, ...] = ()
    timetable: tuple[Lesson, ...] = ()
    seat_history: tuple[PastSeat, ...] = ()
    pair_history: tuple[PastPair, ...] = ()
    mentor_history: tuple[PastMentor, ...] = ()
    units: tuple[Unit, ...] = ()
    calendar: tuple[SpecialDays, ...] = ()
    absences: tuple[Absence, ...] = ()
    cancellations: tuple[Cancellation, ...] = ()
    meeting_rooms: tuple[MeetingRoom, ...] = ()
    decisions: tuple[Decision, ...] = ()
    leavers_scores: tuple[Score, ...] = ()
    notes: tuple[Message, ...] = ()
    rules: tuple[RuleEntry, ...] = ()
    screening: ScreeningSettings = field(default_factory=ScreeningSettings)
    session_settings: SessionSettings = field(default_factory=SessionSettings)

    @classmethod
    def of(
        cls,
        tables: Mapping[str, Iterable[Record]],
        rules: Iterable[RuleEntry] = (),
        screening: ScreeningSettings | None = None,
        session_settings: SessionSettings | None = None,
        leavers_scores: Iterable[Score] = (),
        notes: Iterable[Message] = (),
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

    def host_name(self, teacher_id: str, tutor_id: str) -> str:
        """The name of whoever holds a session: the tutor where there is one."""
        return self.student[tutor_id].name if tutor_id else self.teacher[teacher_id].name

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
        found = _grouped((student.class_id, student) for student in self.students)
        return {record.class_id: found.get(record.class_id, ()) for record in self.classes}

    def seated(self, class_id: str) -> tuple[Student, ...]:
        """The students of the class who need a seat: remote ones need none."""
        return tuple(
            student for student in self.members[class_id] if student.attends is Attendance.ONSITE
        )

    @cached_property
    def rooms(self) -> dict[str, Layout]:
        """Layouts by id, without unusable seats."""
        groups = _grouped((seat.layout_id, seat) for seat in self.layouts)
        return {layout_id: Layout.of(layout_id, rows) for layout_id, rows in groups.items()}

    def room_of(self, class_id: str) -> Layout | None:
        """The class's room, or None where none is given."""
        layout_id = self.class_[class_id].layout_id
        return self.rooms[layout_id] if layout_id is not None else None

    @cached_property
    def standing(self) -> dict[tuple[str, str], Standing]:
        """The standing of each (student_id, subject) that has an exam."""
        return standings(
            self.scores, self.grade_of, self.screening.half_life_days, self.leavers_scores
        )

    def ability(self, student_id: str, subject: str) -> float | None:
        """Weighted mean z-score in the subject; None where no exam was sat."""
        standing = self.standing.get((student_id, subject))
        return standing.ability if standing else None

    @cached_property
    def mean_ability(self) -> dict[tuple[str, str], float]:
        """The mean ability of each (class_id, subject) in which anybody sat an exam."""
        known = _grouped(
            ((self.student[student_id].class_id, subject), standing.ability)
            for (student_id, subject), standing in self.standing.items()
            if standing.ability is not None
        )
        return {key: fmean(values) for key, values in known.items()}

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Every subject that is examined or taught, in order of first mention."""
        named = [row.subject for row in self.teaching] + [row.subject for row in self.scores]
        return tuple(dict.fromkeys(named))

    @cached_property
    def _related(self) -> dict[RelationKind, frozenset[frozenset[str]]]:
        return {
            kind: frozenset(
                frozenset((row.student_id, row.other_id))
                for row in self.relations
                if row.kind is kind
            )
            for kind in RelationKind
        }

    def related(self, one: str, other: str, kind: RelationKind) -> bool:
        """Whether either of the two named the other as a friend, or a conflict."""
        return frozenset((one, other)) in self._related[kind]

    @cached_property
    def past_rating(self) -> dict[tuple[str, str, str], int]:
        """The last rating of each (tutor_id, tutee_id, subject) that has one."""
        rated = [row for row in self.pair_history if row.rating is not None]
        rated.sort(key=lambda row: row.since)
        return {(row.tutor_id, row.tutee_id, row.subject): row.rating or 0 for row in rated}

    @cached_property
    def past_mentors(self) -> dict[tuple[str, str], int | None]:
        """How the last time of each (student_id, teacher_id) was rated, None where it was not."""
        ordered = sorted(self.mentor_history, key=lambda row: row.since)
        return {(row.student_id, row.teacher_id): row.rating for row in ordered}

    def trusted_in(self, row: Indicator) -> frozenset[str]:
        """The teachers whom an indicator says its student trusts, named in full or by id.

        Such an indicator is no sign of trouble.
        """
        text = row.indicator
        if not _TRUST.search(text) or _DISTRUST.search(text):
            return frozenset()
        named = (one for one in self.teachers if _names(text, one.teacher_id, one.name))
        return frozenset(teacher.teacher_id for teacher in named)

    @cached_property
    def trusted_teachers(self) -> dict[str, frozenset[str]]:
        """The teachers whom each student is said to trust, where there are any."""
        rows = _grouped((row.student_id, self.trusted_in(row)) for row in self.indicators)
        found = {student_id: frozenset().union(*sets) for student_id, sets in rows.items()}
        return {student_id: ids for student_id, ids in found.items() if ids}

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
    def indicators_of(self) -> dict[str, tuple[Indicator, ...]]:
        """Indicators by student id."""
        return _grouped((row.student_id, row) for row in self.indicators)

    @cached_property
    def as_of(self) -> date | None:
        """The newest day that the tables tell of; the plan's 'today', so that it repeats."""
        days = [row.date for row in self.scores] + [row.date for row in self.indicators]
        return max(days, default=None)
