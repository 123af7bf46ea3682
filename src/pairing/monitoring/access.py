"""Who may see what of a student, and of a mentor: what every page and every export asks.

Nobody logs in yet: whoever opens the app is taken for the staff member that they say they are. The
rule stands here so that roles and logins change this module and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pairing.model.enums import DIMENSIONS
from pairing.model.plan import Plan
from pairing.model.school import School

__all__ = [
    "EVERYTHING",
    "Facet",
    "Viewer",
    "ViewerRole",
    "may_see_need",
    "may_supervise",
    "visible",
]


class Facet(StrEnum):
    """What there is to see of a student."""

    SEAT = "seat"
    SESSIONS = "sessions"
    OWN_RECORDS = "own records"
    """What the viewer wrote down."""
    MARKS = "marks"
    NEEDS = "needs"
    LIFE = "needs in sides of life"
    """The needs that are no subject: family, economy, psychology ..."""
    CAUSES = "causes"
    MEASURES = "measures"
    RECORDS = "records"
    CONTACTS = "contacts"
    """Home visits, and words with the parents."""
    GOALS = "goals"
    REVIEWS = "reviews"
    HELPERS = "helpers"


EVERYTHING = frozenset(Facet)
_SHARED = frozenset({Facet.SEAT, Facet.SESSIONS, Facet.OWN_RECORDS})
_TAUGHT = EVERYTHING - {Facet.LIFE, Facet.CAUSES, Facet.CONTACTS, Facet.RECORDS}


class ViewerRole(StrEnum):
    """As what somebody looks."""

    COORDINATOR = "coordinator"
    HEAD = "head"
    SUBJECT = "subject"
    PEER = "peer"
    """Another student: a tutor, or a tutee."""


@dataclass(frozen=True)
class Viewer:
    """Who looks. ``person_id`` is empty where they have not said who they are."""

    role: ViewerRole
    person_id: str = ""


def may_see_need(seen: frozenset[Facet], need: str) -> bool:
    """Whether who sees so much of a student sees what concerns a need: a subject, or a side of
    life."""
    return Facet.NEEDS in seen and (need not in DIMENSIONS or Facet.LIFE in seen)


def visible(viewer: Viewer, school: School, plan: Plan, student_id: str) -> frozenset[Facet]:
    """What a viewer may see of a student.

    A coordinator sees everything, and so do the mentor and the head of the class; a teacher of
    the student's class what help needs, but not the family; a fellow student when and where they
    meet, what they wrote themselves, and nothing else. A viewer who does not say who they are is
    taken for whom the role stands for.
    """
    match viewer.role:
        case ViewerRole.COORDINATOR:
            return EVERYTHING
        case ViewerRole.PEER:
            return _SHARED if _meet(plan, viewer.person_id, student_id) else frozenset()
    if not viewer.person_id:
        return EVERYTHING if viewer.role is ViewerRole.HEAD else _TAUGHT
    student = school.student.get(student_id)
    if student is None:
        return frozenset()
    mentors = {row.teacher_id for row in plan.mentors or () if row.student_id == student_id}
    head = school.class_[student.class_id].homeroom_teacher_id
    if viewer.person_id in {*mentors, head}:
        return EVERYTHING
    taught = school.taught(student_id).values()
    if any(viewer.person_id in own for own in taught):
        return _TAUGHT
    return frozenset()


def may_supervise(viewer: Viewer, teacher_id: str) -> bool:
    """Whether a viewer may see how a mentor keeps records: a coordinator, and the mentor."""
    if viewer.role is ViewerRole.COORDINATOR:
        return True
    return viewer.role is not ViewerRole.PEER and viewer.person_id == teacher_id != ""


def _meet(plan: Plan, one: str, other: str) -> bool:
    return any({row.tutor_id, row.tutee_id} == {one, other} for row in plan.pairs or ())
