"""The markets of pairs and mentors: which couples may be chosen from."""

from __future__ import annotations

from collections.abc import Iterable

from pairing.model.plan import Mentorship, Pair
from pairing.rules.market_rule import MentorMarket, PairMarket
from pairing.screening import Findings

__all__ = ["mentor_market", "mentorship_of", "pair_market", "pair_of"]


def pair_market(findings: Findings, pinned: Iterable[Pair] = ()) -> PairMarket:
    """Each subject need with every able tutor of its grade, and with whom a pin names."""
    school = findings.school
    fixed = {(pair.tutee_id, pair.subject, pair.tutor_id) for pair in pinned}
    classes: dict[str, list[str]] = {}
    for record in school.classes:
        classes.setdefault(record.grade, []).append(record.class_id)
    position = {student.student_id: number for number, student in enumerate(school.students)}
    arcs: list[tuple[int, int]] = []
    for task, need in enumerate(findings.subject_needs):
        grade = school.grade_of[need.student_id]
        able = {
            tutor for class_id in classes[grade] for tutor in findings.able(class_id, need.need)
        }
        able |= {
            tutor
            for tutee, subject, tutor in fixed
            if (tutee, subject) == (need.student_id, need.need)
        }
        able.discard(need.student_id)
        arcs.extend((task, worker) for worker in sorted(position[tutor] for tutor in able))
    return PairMarket(findings, findings.subject_needs, school.students, tuple(arcs))


def mentor_market(findings: Findings) -> MentorMarket:
    """Each student who has a need with every teacher."""
    school = findings.school
    mentees = tuple(
        student for student in school.students if student.student_id in findings.needs_of
    )
    arcs = tuple(
        (task, worker) for task in range(len(mentees)) for worker in range(len(school.teachers))
    )
    return MentorMarket(findings, mentees, school.teachers, arcs)


def pair_of(market: PairMarket, arc: tuple[int, int]) -> Pair:
    """The plan's row that an arc of the market would make."""
    need, tutor = market.tasks[arc[0]], market.workers[arc[1]]
    return Pair(need.student_id, tutor.student_id, need.need)


def mentorship_of(market: MentorMarket, arc: tuple[int, int]) -> Mentorship:
    """The plan's row that an arc of the market would make."""
    return Mentorship(market.tasks[arc[0]].student_id, market.workers[arc[1]].teacher_id)
