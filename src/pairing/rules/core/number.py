"""Numbers of a student that a rule may compare: height, ability, ability in one subject."""

from __future__ import annotations

from statistics import fmean
from typing import Annotated

from pydantic import AfterValidator

from pairing.model.messages.message import Message, say, word
from pairing.model.messages.validation import unfit
from pairing.model.records import Student
from pairing.screening import Findings

__all__ = ["NumberName", "is_number", "number_name", "number_of", "number_words", "numbers"]

_EXPECTED = say("numbers.name", "height_cm, ability or ability.SUBJECT")
_READ = {
    "height_cm": ("height", "身高", "身高(厘米)", "身高(公分)"),
    "ability": ("学业水平", "學業水準", "學業水平", "能力"),
}
"""The other words that are read as each number of all subjects together."""
_IN_SUBJECT = ("水平", "水準", "能力")
"""What follows the subject whose ability is meant."""


def is_number(name: str) -> bool:
    """Whether this is the name of a number."""
    return name in ("height_cm", "ability") or (name.startswith("ability.") and len(name) > 8)


def number_name(words: str) -> str:
    """The name of the number that the words mean, in any language; else the words themselves."""
    words = words.strip()
    said = words.casefold()
    found = next((name for name, own in _READ.items() if said in (name, *own)), None)
    if found is not None:
        return found
    ending = next((one for one in _IN_SUBJECT if words.endswith(one)), "")
    subject = words.removesuffix(ending).strip() if ending else ""
    return f"ability.{subject}" if subject else words


def _known(words: str) -> str:
    name = number_name(words)
    if is_number(name):
        return name
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
            return say("numbers.height", "height")
        case "ability":
            return say("numbers.ability", "ability")
    return say("numbers.ability_in", "ability.{subject}", subject=word(name.partition(".")[2]))
