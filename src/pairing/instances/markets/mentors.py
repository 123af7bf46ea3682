"""The market of mentors: students who have a need, and teachers who may carry them."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from pairing.instances.markets.market import Couples, Market, in_one_area, ints
from pairing.model.enums import DIMENSIONS
from pairing.model.plan import Mentorship
from pairing.model.records import Student, Teacher
from pairing.screening import Findings
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["MentorMarket"]


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
        return ints(
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
        needed = self._needed
        taught = self._teaches[self.task_class[couples.task], couples.worker]
        found: BoolArray = np.any(taught & needed[couples.task], axis=1)
        return found

    def misfit(self, couples: Couples) -> IntArray:
        """How far the teacher is from a precise match: 0 where it is one.

        Who trusts somebody and gets another: 2. Who needs help in a subject and gets, unless
        it is somebody they trust, a teacher who teaches no such subject anywhere: 1.
        """
        stranger = ~self.trusts(couples)
        parted = stranger & self.trusts_anybody[couples.task]
        needed = self._needed[couples.task]
        taught = self._teaches_anywhere[couples.worker]
        lost = stranger & needed.any(axis=1) & ~(needed & taught).any(axis=1)
        units: IntArray = 2 * parted.astype(np.int64) + lost
        return units

    @cached_property
    def _needed(self) -> BoolArray:
        """(mentees, subjects): which subjects each mentee needs help in."""
        return np.array(
            [[subject in own for subject in self._subjects] for own in self.needs], dtype=bool
        ).reshape(len(self.tasks), len(self._subjects))

    @cached_property
    def _teaches_anywhere(self) -> BoolArray:
        """(teachers, subjects): who teaches what in any class, or is down for it."""
        down = [[subject in one.subjects for subject in self._subjects] for one in self.workers]
        table = np.array(down, dtype=bool).reshape(len(self.workers), len(self._subjects))
        anywhere: BoolArray = table | np.asarray(np.any(self._teaches, axis=0), dtype=bool)
        return anywhere

    def leads(self, couples: Couples) -> BoolArray:
        """Whether the teacher is the homeroom teacher of the mentee's class."""
        homeroom = ints(
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
        return in_one_area(mentees, [teacher.area for teacher in self.workers], couples)
