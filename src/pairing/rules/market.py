"""Markets: all that an assignment may be chosen from, and what rules ask about it, as arrays.

A market holds tasks (needs, mentees) and workers (tutors, mentors). Couples are named by
their positions, so that a rule measures a whole county of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from pairing.model.enums import DIMENSIONS, Attendance, PeriodKind, RelationKind
from pairing.model.plan import Mentorship, Need, Pair, TeamMember
from pairing.model.records import Student, Teacher, Unit
from pairing.screening import Findings
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["Couples", "Market", "MentorMarket", "PairMarket", "TeamMarket", "students_of"]

TaskT = TypeVar("TaskT", Need, Student)
WorkerT = TypeVar("WorkerT", Student, Teacher, Unit)
FloatArray: TypeAlias = NDArray[np.float64]


class Couples(NamedTuple):
    """The positions of a task and a worker in their market, one entry a couple."""

    task: IntArray
    worker: IntArray

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Couples:
        table = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
        return cls(table[:, 0], table[:, 1])


def students_of(task: Need | Student, worker: Student | Teacher | Unit) -> tuple[str, ...]:
    """The students that a couple is about: tutee and tutor, or the one who is helped."""
    if isinstance(worker, Student):
        return task.student_id, worker.student_id
    return (task.student_id,)


@dataclass(frozen=True, eq=False)
class Market(Generic[TaskT, WorkerT]):
    """Tasks and workers; subclasses add what their rules ask."""

    findings: Findings
    tasks: tuple[TaskT, ...]
    workers: tuple[WorkerT, ...]

    @cached_property
    def _class_code(self) -> dict[str, int]:
        return {class_id: code for code, class_id in enumerate(self.findings.school.class_)}

    @cached_property
    def task_class(self) -> IntArray:
        """The class of each task's student, as a position among the school's classes."""
        student, code = self.findings.school.student, self._class_code
        return _ints(code[student[task.student_id].class_id] for task in self.tasks)

    def concerned(self, applies_to: Callable[[str], bool]) -> BoolArray:
        """Whether a rule that holds for some classes holds for each task."""
        return self.of_classes(applies_to)[self.task_class]

    def of_classes(self, applies_to: Callable[[str], bool]) -> BoolArray:
        """Whether a rule holds for each class of the school."""
        return np.array([applies_to(class_id) for class_id in self._class_code], dtype=bool)

    def couples(self, rows: Iterable[Any]) -> Couples:
        """The couples that a plan's rows name, without those the market knows nothing of."""
        places = (self.place(row) for row in rows)
        return Couples.of(place for place in places if place is not None)

    def place(self, row: Any) -> tuple[int, int] | None:
        """The positions of the task and the worker that a plan's row names."""
        raise NotImplementedError

    def row(self, task: int, worker: int) -> Any:
        """The plan's row that a couple would make."""
        raise NotImplementedError


class NeedMarket(Market[Need, WorkerT]):
    """A market whose tasks are needs."""

    @cached_property
    def _task_of(self) -> dict[tuple[str, str], int]:
        return {(need.student_id, need.need): number for number, need in enumerate(self.tasks)}

    @cached_property
    def severity(self) -> IntArray:
        """How severe each need is."""
        return _ints(need.severity for need in self.tasks)


class PairMarket(NeedMarket[Student]):
    """Needs in a subject, and students who may help."""

    @classmethod
    def of(cls, findings: Findings) -> PairMarket:
        """Each subject need, and every student of the school."""
        return cls(findings, findings.subject_needs, findings.school.students)

    @cached_property
    def position(self) -> dict[str, int]:
        """The position of each student by id."""
        return {student.student_id: number for number, student in enumerate(self.workers)}

    def place(self, row: Pair) -> tuple[int, int] | None:
        task = self._task_of.get((row.tutee_id, row.subject))
        worker = self.position.get(row.tutor_id)
        return None if task is None or worker is None else (task, worker)

    def row(self, task: int, worker: int) -> Pair:
        need = self.tasks[task]
        return Pair(need.student_id, self.workers[worker].student_id, need.need)

    @cached_property
    def subjects(self) -> dict[str, int]:
        """Every subject that is examined, taught or needed, with its number."""
        named = [*self.findings.school.subjects, *(need.need for need in self.tasks)]
        return {subject: number for number, subject in enumerate(dict.fromkeys(named))}

    @cached_property
    def tutee(self) -> IntArray:
        """The position of each task's student."""
        return _ints(self.position[need.student_id] for need in self.tasks)

    @cached_property
    def subject(self) -> IntArray:
        """The number of each task's subject."""
        return _ints(self.subjects[need.need] for need in self.tasks)

    @cached_property
    def ability(self) -> FloatArray:
        """(students, subjects): the weighted mean z-score, NaN where there is none."""
        table = np.full((len(self.workers), len(self.subjects)), np.nan)
        for (student_id, subject), standing in self.findings.school.standing.items():
            if standing.ability is not None:
                table[self.position[student_id], self.subjects[subject]] = standing.ability
        return table

    @cached_property
    def able(self) -> BoolArray:
        """(students, subjects): who is able to tutor."""
        table = np.zeros((len(self.workers), len(self.subjects)), dtype=bool)
        for class_id in self.findings.school.class_:
            for subject, number in self.subjects.items():
                for student_id in self.findings.able(class_id, subject):
                    table[self.position[student_id], number] = True
        return table

    @cached_property
    def most_improved(self) -> BoolArray:
        """(students, subjects): who of the class rose most and has no need in the subject."""
        table = np.zeros((len(self.workers), len(self.subjects)), dtype=bool)
        for class_id in self.findings.school.class_:
            for subject, number in self.subjects.items():
                student_id = self.findings.most_improved(class_id, subject)
                if student_id is not None:
                    table[self.position[student_id], number] = True
        return table

    @cached_property
    def remote(self) -> BoolArray:
        """Whether each student attends remotely."""
        return np.array([one.attends is Attendance.REMOTE for one in self.workers], dtype=bool)

    @cached_property
    def free_periods(self) -> IntArray:
        """(classes, classes): the free periods of the week that two classes have in common."""
        school = self.findings.school
        meeting = [row.period_id for row in school.periods if row.kind is not PeriodKind.LESSON]
        number = {period_id: place for place, period_id in enumerate(meeting)}
        free = np.ones((len(self._class_code), len(meeting)), dtype=np.int64)
        for lesson in school.timetable:
            if lesson.period_id in number:
                free[self._class_code[lesson.class_id], number[lesson.period_id]] = 0
        return free @ free.T

    @cached_property
    def grade_of(self) -> IntArray:
        """The grade of each student, as a number."""
        grade = self.findings.school.grade_of
        return _codes([grade[student.student_id] for student in self.workers])

    @cached_property
    def class_of(self) -> IntArray:
        """The class of each student, as a position among the school's classes."""
        return _ints(self._class_code[student.class_id] for student in self.workers)

    @cached_property
    def gender(self) -> IntArray:
        """The gender of each student, as a number."""
        return _codes([student.gender for student in self.workers])

    @cached_property
    def struggling(self) -> BoolArray:
        """Whether each student has a need of their own."""
        needs_of = self.findings.needs_of
        return np.array([student.student_id in needs_of for student in self.workers], dtype=bool)

    def related(self, couples: Couples, kind: RelationKind) -> BoolArray:
        """Whether tutee and tutor of each couple are friends, or in conflict."""
        size = len(self.workers)
        known = [
            (self.position[row.student_id], self.position[row.other_id])
            for row in self.findings.school.relations
            if row.kind is kind
        ]
        keys = _ints(one * size + other for pair in known for one, other in (pair, pair[::-1]))
        return _among(self.tutee[couples.task] * size + couples.worker, np.sort(keys))

    def past_rating(self, couples: Couples, none: int) -> IntArray:
        """How the couple's last time together in the subject was rated; ``none`` where never."""
        rated = self.findings.school.past_rating
        ratings = np.full(len(couples.task), none, dtype=np.int64)
        places = {
            place: rating
            for (tutor_id, tutee_id, subject), rating in rated.items()
            if (place := self.place(Pair(tutee_id, tutor_id, subject))) is not None
        }
        if places:
            size = len(self.workers)
            keys = _ints(task * size + worker for task, worker in places)
            order = np.argsort(keys)
            own = couples.task * size + couples.worker
            found = np.searchsorted(keys[order], own).clip(0, len(keys) - 1)
            hit = keys[order][found] == own
            ratings[hit] = _ints(places.values())[order][found[hit]]
        return ratings


class MentorMarket(Market[Student, Teacher]):
    """Students who have a need, and teachers who may carry them."""

    @classmethod
    def of(cls, findings: Findings) -> MentorMarket:
        """Each student who has a need, and every teacher."""
        students = findings.school.students
        mentees = tuple(one for one in students if one.student_id in findings.needs_of)
        return cls(findings, mentees, findings.school.teachers)

    @cached_property
    def _mentee(self) -> dict[str, int]:
        return {student.student_id: number for number, student in enumerate(self.tasks)}

    @cached_property
    def _mentor(self) -> dict[str, int]:
        return {teacher.teacher_id: number for number, teacher in enumerate(self.workers)}

    def place(self, row: Mentorship) -> tuple[int, int] | None:
        task, worker = self._mentee.get(row.student_id), self._mentor.get(row.teacher_id)
        return None if task is None or worker is None else (task, worker)

    def row(self, task: int, worker: int) -> Mentorship:
        return Mentorship(self.tasks[task].student_id, self.workers[worker].teacher_id)

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """What each mentee needs help in."""
        needs_of = self.findings.needs_of
        return tuple(
            frozenset(need.need for need in needs_of.get(one.student_id, ())) for one in self.tasks
        )

    @cached_property
    def severity(self) -> IntArray:
        """The severity of each mentee's most severe need."""
        needs_of = self.findings.needs_of
        return _ints(
            max((need.severity for need in needs_of.get(one.student_id, ())), default=0)
            for one in self.tasks
        )

    @cached_property
    def _subjects(self) -> tuple[str, ...]:
        return self.findings.school.subjects

    @cached_property
    def _teaches(self) -> BoolArray:
        """(classes, teachers, subjects)."""
        school = self.findings.school
        number = {subject: n for n, subject in enumerate(self._subjects)}
        table = np.zeros((len(self._class_code), len(self.workers), len(number)), dtype=bool)
        for row in school.teaching:
            place = self._class_code[row.class_id], self._mentor[row.teacher_id]
            table[(*place, number[row.subject])] = True
        return table

    def teaches(self, couples: Couples) -> BoolArray:
        """Whether the teacher teaches the mentee's class anything."""
        anything = np.asarray(self._teaches.any(axis=2))
        found: BoolArray = anything[self.task_class[couples.task], couples.worker]
        return found

    def teaches_need(self, couples: Couples) -> BoolArray:
        """Whether the teacher teaches the mentee a subject that the mentee needs help in."""
        needed = np.array(
            [[subject in own for subject in self._subjects] for own in self.needs], dtype=bool
        ).reshape(len(self.tasks), len(self._subjects))
        taught = self._teaches[self.task_class[couples.task], couples.worker]
        found: BoolArray = (taught & needed[couples.task]).any(axis=1)
        return found

    def leads(self, couples: Couples) -> BoolArray:
        """Whether the teacher is the homeroom teacher of the mentee's class."""
        homeroom = _ints(
            self._mentor.get(record.homeroom_teacher_id or "", -1)
            for record in self.findings.school.classes
        )
        found: BoolArray = homeroom[self.task_class[couples.task]] == couples.worker
        return found

    def of_life(self, dimensions: frozenset[str] = DIMENSIONS) -> BoolArray:
        """Whether each mentee has a need in one of these sides of life."""
        return np.array([bool(own & dimensions) for own in self.needs], dtype=bool)

    @cached_property
    def _trusted(self) -> BoolArray:
        """(mentees, teachers): whom each mentee is said to trust."""
        table = np.zeros((len(self.tasks), len(self.workers)), dtype=bool)
        for student_id, teacher_ids in self.findings.school.trusted_teachers.items():
            for teacher_id in teacher_ids:
                if student_id in self._mentee:
                    table[self._mentee[student_id], self._mentor[teacher_id]] = True
        return table

    def trusts(self, couples: Couples) -> BoolArray:
        """Whether the mentee is said to trust the teacher."""
        found: BoolArray = self._trusted[couples.task, couples.worker]
        return found

    @cached_property
    def trusts_anybody(self) -> BoolArray:
        """Whether each mentee is said to trust some teacher."""
        found: BoolArray = np.any(self._trusted, axis=1)
        return found

    def continuity(self, couples: Couples) -> IntArray:
        """How well it went before: the rating less 3, 2 where it was not rated, 0 where never."""
        table = np.zeros((len(self.tasks), len(self.workers)), dtype=np.int64)
        for (student_id, teacher_id), rating in self.findings.school.past_mentors.items():
            mentee, mentor = self._mentee.get(student_id), self._mentor.get(teacher_id)
            if mentee is not None and mentor is not None:
                table[mentee, mentor] = 2 if rating is None else rating - 3
        found: IntArray = table[couples.task, couples.worker]
        return found

    def same_area(self, couples: Couples) -> BoolArray:
        """Whether the two are known to live in one area."""
        mentees = [mentee.area for mentee in self.tasks]
        return _same_area(mentees, [teacher.area for teacher in self.workers], couples)


class TeamMarket(NeedMarket[Unit]):
    """Needs in a side of life, and the units of the town that may help the family."""

    @classmethod
    def of(cls, findings: Findings) -> TeamMarket:
        """Each need that is not in a subject, and every unit."""
        needs = tuple(need for need in findings.needs if need.need in DIMENSIONS)
        return cls(findings, needs, findings.school.units)

    @cached_property
    def _unit(self) -> dict[str, int]:
        return {unit.unit_id: number for number, unit in enumerate(self.workers)}

    def place(self, row: TeamMember) -> tuple[int, int] | None:
        task = self._task_of.get((row.student_id, row.dimension))
        worker = self._unit.get(row.unit_id)
        return None if task is None or worker is None else (task, worker)

    def row(self, task: int, worker: int) -> TeamMember:
        need = self.tasks[task]
        return TeamMember(need.student_id, self.workers[worker].unit_id, need.need)

    @cached_property
    def family(self) -> IntArray:
        """A number for the family of each need: that of its student."""
        return _codes([need.student_id for need in self.tasks])

    def serves(self, couples: Couples) -> BoolArray:
        """Whether the unit helps with such needs."""
        table = np.array(
            [[need.need in unit.serves for unit in self.workers] for need in self.tasks], dtype=bool
        ).reshape(len(self.tasks), len(self.workers))
        found: BoolArray = table[couples.task, couples.worker]
        return found

    def same_area(self, couples: Couples) -> BoolArray:
        """Whether the unit is known to be in the area in which the student lives."""
        student = self.findings.school.student
        homes = [student[need.student_id].area for need in self.tasks]
        return _same_area(homes, [unit.area for unit in self.workers], couples)


def _same_area(
    homes: Sequence[str | None], places: Sequence[str | None], couples: Couples
) -> BoolArray:
    codes = _codes([*homes, *places])
    known = np.array([area is not None for area in homes], dtype=bool)
    same = codes[couples.task] == codes[len(homes) + couples.worker]
    found: BoolArray = same & known[couples.task]
    return found


def _among(values: IntArray, known: IntArray) -> BoolArray:
    """Whether each value is one of the few sorted ``known`` ones; the many are not sorted."""
    if not len(known):
        return np.zeros(len(values), dtype=bool)
    places = np.searchsorted(known, values).clip(max=len(known) - 1)
    found: BoolArray = known[places] == values
    return found


def _ints(values: Iterable[int]) -> IntArray:
    return np.fromiter(values, dtype=np.int64)


def _codes(values: Sequence[object]) -> IntArray:
    """A number for each distinct value."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return _ints(numbers[value] for value in values)
