"""Why a student may struggle: as somebody said, else as what is known of them suggests."""

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
    """The cause categories of a need, ``other`` where nothing points anywhere.

    What a row of indicators says is the cause outweighs what its dimension suggests.
    """
    signs = school.indicators_of.get(student_id, ())
    if need in DIMENSIONS:
        dimension = Dimension(need)
        said = {cause for one in signs if one.dimension is dimension for cause in one.cause}
        return tuple(cause for cause in Cause if cause in said) or (_OF_DIMENSION[dimension],)
    found = {cause for one in signs for cause in one.cause or (_OF_DIMENSION[one.dimension],)} - {
        Cause.OTHER
    }
    class_id = school.student[student_id].class_id
    if school.mean_ability.get((class_id, need), 0.0) <= _WEAK_CLASS:
        found.add(Cause.SCHOOL)
    return tuple(cause for cause in Cause if cause in found) or (Cause.OTHER,)
