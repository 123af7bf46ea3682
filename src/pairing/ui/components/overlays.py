"""What the seat map may show on top of names: needs, a number, gender. For staff only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pairing.planning import Outcome

__all__ = ["NEEDS", "Overlay", "overlays_of"]

NEEDS = "needs and help"
_LEVELS = 5


@dataclass(frozen=True)
class Overlay:
    """A note under each student's name, and how dark the seat is, 0 to 4, or None for white."""

    title: str
    note: Callable[[str], str]
    shade: Callable[[str], int | None]


def _nothing(_: str) -> None:
    return None


def overlays_of(outcome: Outcome, class_id: str) -> dict[str, Overlay]:
    """The overlays of a class by title: needs first, then gender, height, and each subject."""
    school = outcome.findings.school
    members = {one.student_id: one for one in school.members[class_id]}

    def needs(student_id: str) -> str:
        return ", ".join(need.need for need in outcome.findings.needs_of.get(student_id, ()))

    def gender(student_id: str) -> str:
        return members[student_id].gender.value

    heights = {
        one.student_id: one.height_cm for one in members.values() if one.height_cm is not None
    }
    found = [Overlay(NEEDS, needs, _nothing), Overlay("gender", gender, _nothing)]
    if heights:
        found.append(_number("height", heights, "{:.0f} cm"))
    for subject in school.subjects:
        known = {
            student_id: ability
            for student_id in members
            if (ability := school.ability(student_id, subject)) is not None
        }
        if known:
            found.append(_number(f"ability in {subject}", known, "{:+.1f}"))
    return {one.title: one for one in found}


def _number(title: str, known: dict[str, float], form: str) -> Overlay:
    """A number of each student, in five shades by rank."""
    ranked = sorted(known, key=lambda student_id: known[student_id])
    shade = {student_id: _LEVELS * n // len(ranked) for n, student_id in enumerate(ranked)}

    def note(student_id: str) -> str:
        return form.format(known[student_id]) if student_id in known else "?"

    return Overlay(title, note, shade.get)
