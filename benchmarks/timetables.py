"""Generated schools for the benchmark of sessions: teachers with lessons, students with needs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pairing.instances.agenda import FIVE, Agenda
from pairing.model.enums import Part, SessionKind
from pairing.model.plan import Need, Plan
from pairing.model.records import Teacher, Teaching
from pairing.model.school import School
from pairing.model.settings import SessionSettings
from pairing.planning import Context, make_plan
from pairing.planning.parts.timetable.problem import timetable_problem
from pairing.rules.core.book import RuleBook
from pairing.sample import make_sample
from pairing.sample.staff import SUBJECTS, make_timetable
from pairing.sample.words import words_of
from pairing.screening import Findings
from pairing.terms.timetable import TimetableProblem

__all__ = ["agenda_of", "findings_of", "problem_of"]

_CLASS = 50
_STRUGGLING = 200 / 12
"""A class of the benchmark's school has so many struggling students."""


def findings_of(
    teachers: int, students: int, weeks: int, seed: int = 0, everything: bool = False
) -> Findings:
    """So many teachers, of all subjects alike, and struggling students with one or two needs.

    Four in ten have two needs; half are mild, a third marked, the rest severe.
    """
    random = np.random.default_rng(seed)
    classes = max(2, round(students / _STRUGGLING))
    school = _with_teachers(make_sample(classes, _CLASS, seed).school(), teachers, random)
    settings = SessionSettings(weeks=weeks, enabled=tuple(SessionKind) if everything else FIVE)
    by_class = [list(school.members[class_id]) for class_id in school.class_]
    needs = []
    for number in range(students):
        own = by_class[number % classes]
        student = own[number // classes]
        count = 1 + int(random.random() < 0.4)
        for subject in sorted(random.choice(SUBJECTS, count, replace=False).tolist()):
            severity = int(random.choice([1, 2, 3], p=[0.5, 0.35, 0.15]))
            needs.append(Need(student.student_id, subject, severity))
    needs.sort(key=lambda need: (need.student_id, need.need))
    return Findings(replace(school, session_settings=settings, rules=()), tuple(needs), (), ())


def _with_teachers(school: School, teachers: int, random: np.random.Generator) -> School:
    """The school taught by so many, each of one subject, and a timetable without a clash."""
    ids = [f"T{number + 1:03}" for number in range(teachers)]
    by_subject = {
        subject: ids[place :: len(SUBJECTS)] or [ids[place % teachers]]
        for place, subject in enumerate(SUBJECTS)
    }
    # No two teachers have the same classes, so that the school does not fall apart into few.
    teaching = [
        Teaching(class_id=class_id, subject=subject, teacher_id=own[number % len(own)])
        for subject, own in by_subject.items()
        for number, class_id in enumerate(random.permutation(list(school.class_)).tolist())
    ]
    staff = [Teacher(teacher_id=one, name=one, roles=("subject",)) for one in ids]
    return replace(
        school,
        teachers=tuple(staff),
        teaching=tuple(teaching),
        classes=tuple(
            row.model_copy(update={"homeroom_teacher_id": None}) for row in school.classes
        ),
        timetable=tuple(
            make_timetable(list(school.classes), teaching, list(school.periods), words_of("en"))
        ),
    )


def agenda_of(findings: Findings) -> Agenda:
    """The agenda, with mentors and pairs planned where their sessions are asked for."""
    plan = Plan()
    if SessionKind.MENTORING in findings.school.session_settings.enabled:
        parts = (Part.PAIRS, Part.MENTORS)
        plan = make_plan(Context(findings, RuleBook.of(findings.school)), only=parts).plan
    return Agenda.of_plan(findings, plan)


def problem_of(agenda: Agenda) -> TimetableProblem:
    """The agenda under the default rules."""
    return timetable_problem(agenda, RuleBook.of(agenda.findings.school))
