"""Temporary teaching groups and question hours: one teacher, one subject, one level, some size.

Students of a grade with a need in the same subject and of the same severity are taught together
by a teacher of the subject, for some weeks. As few groups as can be, the most severe first, with
the teacher whom the students know where they can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pairing.errors import NoAnswerError
from pairing.model.messages.message import Message, say, say_count
from pairing.model.plan import Need
from pairing.screening import Findings
from pairing.solvers.assignment import solve_assignment
from pairing.terms.assignment import (
    ArcValue,
    AssignmentProblem,
    Marginal,
    Opened,
    OpenedLimit,
    Sized,
)

__all__ = ["TeachingGroup", "TeachingLimits", "TeachingPlan", "teaching_groups"]

_PLACED, _KNOWN, _GROUP = 100, 3, 10
"""What a student placed is worth for each step of severity, a known teacher, and a group costs."""


@dataclass(frozen=True)
class TeachingLimits:
    """How large groups are, and how many a teacher takes.

    ``level`` False puts all severities of a subject together. Raises NoAnswerError where the
    limits contradict.
    """

    least: int = 3
    most: int = 8
    of_a_teacher: int = 2
    level: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.most:
            raise NoAnswerError(
                say(
                    "groups.limits",
                    "least ({least}) lies between 1 and most ({most})",
                    least=self.least,
                    most=self.most,
                )
            )
        if self.of_a_teacher < 1:
            raise NoAnswerError(say("groups.one_a_teacher", "a teacher takes one group at least"))


@dataclass(frozen=True)
class TeachingGroup:
    """Students of a grade with one need, of one level (None: any), and who teaches them."""

    grade: str
    subject: str
    level: int | None
    teacher_id: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class TeachingPlan:
    """The groups, whether no others are better, and what could not be grouped and why."""

    groups: tuple[TeachingGroup, ...]
    optimal: bool
    notes: tuple[Message, ...]


@dataclass(frozen=True)
class _Slot:
    """A group that a teacher might open."""

    grade: str
    subject: str
    level: int | None
    teacher_id: str


def teaching_groups(findings: Findings, limits: TeachingLimits | None = None) -> TeachingPlan:
    """Group the subject needs of the school, grade by grade and level by level."""
    limits = limits or TeachingLimits()
    cells: dict[tuple[str, str, int | None], list[int]] = defaultdict(list)
    needs = findings.subject_needs
    for number, need in enumerate(needs):
        grade = findings.school.grade_of[need.student_id]
        cells[grade, need.need, need.severity if limits.level else None].append(number)
    slots: list[_Slot] = []
    arcs: list[tuple[int, int]] = []
    for (grade, subject, level), members in cells.items():
        if len(members) < limits.least:
            continue
        for teacher_id in _teachers(findings, grade, subject):
            copies = min(limits.of_a_teacher, -(-len(members) // limits.most))
            for _ in range(copies):
                arcs += [(member, len(slots)) for member in members]
                slots.append(_Slot(grade, subject, level, teacher_id))
    chosen, optimal = _choose(findings, needs, slots, arcs, limits)
    students: dict[int, list[str]] = defaultdict(list)
    placed = set()
    for (member, slot), taken in zip(arcs, chosen, strict=True):
        if taken:
            students[slot].append(needs[member].student_id)
            placed.add(member)
    groups = tuple(
        TeachingGroup(one.grade, one.subject, one.level, one.teacher_id, tuple(students[slot]))
        for slot, one in enumerate(slots)
        if slot in students
    )
    left = {cell: [one for one in own if one not in placed] for cell, own in cells.items()}
    return TeachingPlan(groups, optimal, tuple(_left_out(findings, left, cells, limits)))


def _teachers(findings: Findings, grade: str, subject: str) -> list[str]:
    """Who teaches the subject in the grade: a class, or a set that some of the grade are in."""
    school = findings.school
    of_classes = (
        school.teachers_of[record.class_id] for record in school.classes if record.grade == grade
    )
    of_sets = (
        school.taught(student_id)
        for student_id in school.sets_of
        if school.grade_of[student_id] == grade
    )
    found = {one for taught in (*of_classes, *of_sets) for one in taught.get(subject, ())}
    return sorted(found)


def _choose(
    findings: Findings,
    needs: tuple[Need, ...],
    slots: list[_Slot],
    arcs: list[tuple[int, int]],
    limits: TeachingLimits,
) -> tuple[list[bool], bool]:
    """(whether each arc is chosen, whether that is proved the best)."""
    if not arcs:
        return [], True
    school = findings.school
    teachers = {
        one: number for number, one in enumerate(dict.fromkeys(s.teacher_id for s in slots))
    }
    member, slot = (np.array(ends, dtype=np.int64) for ends in zip(*arcs, strict=True))
    worker = np.array([teachers[slots[one].teacher_id] for one in slot.tolist()], dtype=np.int64)
    known = np.array(
        [
            slots[one].teacher_id
            in school.taught(needs[task].student_id).get(slots[one].subject, ())
            for task, one in arcs
        ],
        dtype=np.int64,
    )
    severity = np.array([need.severity for need in needs], dtype=np.int64)
    # A second group for the same need is worth less than any cost.
    worth = np.stack((_PLACED * severity, np.full_like(severity, -_PLACED)), axis=1)
    size = np.full(len(slots), limits.least, dtype=np.int64)
    terms = (
        Marginal("placed", "task", worth),
        ArcValue("known", _KNOWN * known),
        Opened("groups", slot, np.full(len(slots), -_GROUP, dtype=np.int64)),
        Sized("sizes", slot, size, np.full(len(slots), limits.most, dtype=np.int64)),
        OpenedLimit(
            "teachers", "worker", slot, np.full(len(teachers), limits.of_a_teacher, dtype=np.int64)
        ),
    )
    problem = AssignmentProblem(len(needs), len(teachers), member, worker, terms)
    result = solve_assignment(problem)
    if result.chosen is None:
        raise RuntimeError("no group at all is a choice that always holds")
    return result.chosen.tolist(), result.score >= result.bound


def _left_out(
    findings: Findings,
    left: dict[tuple[str, str, int | None], list[int]],
    cells: dict[tuple[str, str, int | None], list[int]],
    limits: TeachingLimits,
) -> Iterator[Message]:
    for (grade, subject, level), own in left.items():
        if not own:
            continue
        where = {
            "grade": grade,
            "subject": subject,
            "level": ""
            if level is None
            else say("groups.severity", ", severity {level}", level=level),
        }
        if len(cells[grade, subject, level]) < limits.least:
            yield say_count(
                "groups.too_few",
                "grade {grade}, {subject}{level}: {count} is too few for a group",
                "grade {grade}, {subject}{level}: {count} are too few for a group",
                len(own),
                **where,
            )
        elif not _teachers(findings, grade, subject):
            yield say_count(
                "groups.nobody_teaches",
                "grade {grade}, {subject}{level}: nobody teaches it, {count} has no group",
                "grade {grade}, {subject}{level}: nobody teaches it, {count} have no group",
                len(own),
                **where,
            )
        else:
            yield say(
                "groups.teachers_full",
                "grade {grade}, {subject}{level}: the teachers are full, "
                "{count} left without a group",
                count=len(own),
                **where,
            )
