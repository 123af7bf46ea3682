"""Numbers of a student that a rule may compare: height, ability, ability in one subject."""

from __future__ import annotations

from statistics import fmean
from typing import Annotated

from pydantic import AfterValidator

from pairing.model.messages.message import Message, say, word
from pairing.model.messages.validation import unfit
from pairing.model.records import Student
from pairing.screening import Findings

__all__ = ["NumberName", "is_number", "number_of", "number_words", "numbers"]

_EXPECTED = say("numbers.name", "height_cm, ability or ability.SUBJECT")


def is_number(name: str) -> bool:
    """Whether this is the name of a number."""
    return name in ("height_cm", "ability") or (name.startswith("ability.") and len(name) > 8)


def _known(name: str) -> str:
    if is_number(name.strip()):
        return name.strip()
    raise unfit(_EXPECTED)


NumberName = Annotated[str, AfterValidator(_known)]


def number_of(name: str, student: Student, findings: Findings) -> float | None:
    """The student's number, or None where it is not known.

    ``ability`` is the mean over all subjects that the student has an ability in.
    """
    if name == "height_cm":
        return student.height_cm
    school = findings.school
    if name == "ability":
        known = [school.ability(student.student_id, subject) for subject in school.subjects]
        values = [value for value in known if value is not None]
        return fmean(values) if values else None
    return school.ability(student.student_id, name.partition(".")[2])


def numbers(name: str, students: tuple[Student, ...], findings: Findings) -> dict[str, float]:
    """The number of each student, by id, who has one."""
    found = {one.student_id: number_of(name, one, findings) for one in students}
    return {student_id: value for student_id, value in found.items() if value is not None}


def number_words(name: str) -> Message:
    """What a number is called."""
    match name:
        case "height_cm":
            return say("numbers.height", "height_cm")
        case "ability":
            return say("numbers.ability", "ability")
    return say("numbers.ability_in", "ability.{subject}", subject=word(name.partition(".")[2]))
