"""Why a student may struggle: cause categories read from what else is known of them."""

from __future__ import annotations

from pairing.model.enums import DIMENSIONS, Cause, Dimension
from pairing.model.school import School

__all__ = ["causes_of"]

_OF_DIMENSION = {
    Dimension.PSYCHOLOGY: Cause.OTHER,
    Dimension.BEHAVIOUR: Cause.NON_INTELLECTUAL,
    Dimension.RELATIONS: Cause.SOCIAL,
    Dimension.STUDY: Cause.NON_INTELLECTUAL,
    Dimension.FAMILY: Cause.FAMILY,
    Dimension.ECONOMY: Cause.FAMILY,
    Dimension.SAFETY: Cause.SOCIAL,
}

_WEAK_CLASS = -0.5
"""A class whose mean ability lies here or lower points to the school, not the student."""


def causes_of(school: School, student_id: str, need: str) -> tuple[Cause, ...]:
    """The cause categories of a need, ``other`` where nothing points anywhere."""
    if need in DIMENSIONS:
        return (_OF_DIMENSION[Dimension(need)],)
    found = {
        _OF_DIMENSION[indicator.dimension] for indicator in school.indicators_of.get(student_id, ())
    } - {Cause.OTHER}
    class_id = school.student[student_id].class_id
    if school.mean_ability.get((class_id, need), 0.0) <= _WEAK_CLASS:
        found.add(Cause.SCHOOL)
    return tuple(cause for cause in Cause if cause in found) or (Cause.OTHER,)
