"""The market of mentors: students who have a need, and teachers who may carry them."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from pairing.instances.markets.market import Couples, Market, codes, in_one_area, ints
from pairing.model.enums import DIMENSIONS, WishFor
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
    def _lessons_of(self) -> IntArray:
        """(mentees,): whose lessons each has; those of one class, and of the same sets, are one."""
        return codes([(one.class_id, self._sets(one)) for one in self.tasks])

    def _sets(self, mentee: Student) -> tuple[str, ...]:
        return tuple(row.set_id for row in self.findings.school.sets_of.get(mentee.student_id, ()))

    @cached_property
    def _teaches(self) -> BoolArray:
        """(groups of ``_lessons_of``, teachers, subjects)."""
        number = {subject: n for n, subject in enumerate(self._subjects)}
        of_group = dict(zip(self._lessons_of.tolist(), self.tasks, strict=True))
        table = np.zeros((len(of_group), len(self.workers), len(number)), dtype=bool)
        for group, mentee in of_group.items():
            for subject, ids in self.findings.school.taught(mentee.student_id).items():
                for teacher_id in ids:
                    table[group, self._mentor[teacher_id], number[subject]] = True
        return table

    def teaches(self, couples: Couples) -> BoolArray:
        """Whether the teacher teaches the mentee anything."""
        anything = np.asarray(self._teaches.any(axis=2))
        found: BoolArray = anything[self._lessons_of[couples.task], couples.worker]
        return found

    def teaches_need(self, couples: Couples) -> BoolArray:
        """Whether the teacher teaches the mentee a subject that the mentee needs help in."""
        needed = self._needed
        taught = self._teaches[self._lessons_of[couples.task], couples.worker]
        found: BoolArray = np.asarray(np.any(taught & needed[couples.task], axis=1), dtype=bool)
        return found

    def misfit(self, couples: Couples) -> IntArray:
        """How far the teacher is from a precise match: 0 where it is one.

        Who wishes for somebody and gets none of their choices: 2. Who needs help in a subject
        and gets, unless it is one of their choices, a teacher who teaches no such subject
        anywhere: 1.
        """
        stranger = self.wished(couples) == 0
        wishing = np.any(self._wishes > 0, axis=1)
        parted = stranger & wishing[couples.task]
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
        number = {subject: n for n, subject in enumerate(self._subjects)}
        school = self.findings.school
        taught = {(row.teacher_id, row.subject) for row in school.teaching}
        for teacher_id, subject in taught | {(row.teacher_id, row.subject) for row in school.sets}:
            table[self._mentor[teacher_id], number[subject]] = True
        return table

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
    def _wishes(self) -> IntArray:
        """(mentees, teachers): what is wished, see ``wished``; -1 where either avoids the other."""
        table = np.zeros((len(self.tasks), len(self.workers)), dtype=np.int64)
        for row in self.findings.school.wishes:
            if row.purpose is not WishFor.MENTOR:
                continue
            for one, other in ((row.person_id, row.wants_id), (row.wants_id, row.person_id)):
                if one in self._mentee and other in self._mentor:
                    place = self._mentee[one], self._mentor[other]
                    worth = -1 if row.avoids or table[place] < 0 else max(table[place], row.worth)
                    table[place] = worth
        return table

    def wished(self, couples: Couples) -> IntArray:
        """3 where either wishes for the other as their first choice, 2 and 1 for the next."""
        found: IntArray = self._wishes[couples.task, couples.worker]
        return found.clip(0)

    def avoided(self, couples: Couples) -> BoolArray:
        """Whether either asks to be spared the other."""
        found: BoolArray = self._wishes[couples.task, couples.worker] < 0
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
