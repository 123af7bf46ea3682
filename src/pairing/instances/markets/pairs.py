"""The market of peer pairs: needs in a subject, and students who may help."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pairing.instances.agenda import UsualWeek
from pairing.instances.markets.market import Couples, NeedMarket, among, codes, ints
from pairing.model.enums import Attendance, RelationKind, WishFor
from pairing.model.plan import Pair
from pairing.model.records import Student
from pairing.screening import Findings
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["PairMarket"]

FloatArray: TypeAlias = NDArray[np.float64]


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
        return ints(self.position[need.student_id] for need in self.tasks)

    @cached_property
    def subject(self) -> IntArray:
        """The number of each task's subject."""
        return ints(self.subjects[need.need] for need in self.tasks)

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
    def week(self) -> UsualWeek:
        """Who is free when in a usual week."""
        return UsualWeek(self.findings.school)

    def common_periods(self, couples: Couples) -> IntArray:
        """The free periods of the week that tutee and tutor of each couple have in common."""
        pattern = ints(self.week.pattern_of[one.student_id] for one in self.workers)
        found: IntArray = self.week.common[
            pattern[self.tutee[couples.task]], pattern[couples.worker]
        ]
        return found

    @cached_property
    def has_free_periods(self) -> BoolArray:
        """Whether the tables give each student's class any free period: some leave breaks out."""
        known = self.week.known
        return np.array([one.class_id in known for one in self.workers], dtype=bool)

    @cached_property
    def grade_of(self) -> IntArray:
        """The grade of each student, as a number."""
        grade = self.findings.school.grade_of
        return codes([grade[student.student_id] for student in self.workers])

    @cached_property
    def class_of(self) -> IntArray:
        """The class of each student, as a position among the school's classes."""
        return ints(self._class_code[student.class_id] for student in self.workers)

    @cached_property
    def gender(self) -> IntArray:
        """The gender of each student, as a number."""
        return codes([student.gender for student in self.workers])

    @cached_property
    def struggling(self) -> BoolArray:
        """Whether each student has a need of their own."""
        needs_of = self.findings.needs_of
        return np.array([student.student_id in needs_of for student in self.workers], dtype=bool)

    def related(self, couples: Couples, kind: RelationKind) -> BoolArray:
        """Whether tutee and tutor of each couple are friends, or in conflict."""
        return self._among(couples, map(tuple, self.findings.school.ties.couples(kind)))

    def apart(self, couples: Couples) -> BoolArray:
        """Whether the two are in conflict, or one asks to be spared the other as a tutor."""
        return self._among(couples, self.findings.school.ties.apart(WishFor.TUTOR))

    def _among(self, couples: Couples, known: Iterable[tuple[str, ...]]) -> BoolArray:
        """Whether tutee and tutor of each couple are two of these, whoever is named first."""
        keys = [self._key(one, other) for pair in known for one, other in (pair, pair[::-1])]
        return among(self._keys(couples), np.sort(ints(keys)))

    def _key(self, tutee_id: str, tutor_id: str) -> int:
        """A number for two students in this order."""
        return self.position[tutee_id] * len(self.workers) + self.position[tutor_id]

    def _keys(self, couples: Couples) -> IntArray:
        """The number of the tutee and tutor of each couple."""
        found: IntArray = self.tutee[couples.task] * len(self.workers) + couples.worker
        return found

    def wished(self, couples: Couples) -> IntArray:
        """3 where either wishes for the other as their first choice, 2 and 1 for the next."""
        worth: dict[int, int] = {}
        for row in self.findings.school.wishes:
            if row.purpose is not WishFor.TUTOR:
                continue
            for one, other in ((row.person_id, row.wants_id), (row.wants_id, row.person_id)):
                if one in self.position and other in self.position:
                    key = self._key(one, other)
                    worth[key] = max(worth.get(key, 0), row.worth)
        if not worth:
            return np.zeros(len(couples.task), dtype=np.int64)
        return ints(worth.get(key, 0) for key in self._keys(couples).tolist())

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
            keys = ints(task * size + worker for task, worker in places)
            order = np.argsort(keys)
            own = couples.task * size + couples.worker
            found = np.searchsorted(keys[order], own).clip(0, len(keys) - 1)
            hit = keys[order][found] == own
            ratings[hit] = ints(places.values())[order][found[hit]]
        return ratings
