"""What the seat map may show on top of names: needs, a number, gender. For staff only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from pairing.app.text import t
from pairing.language import N_, in_a_row
from pairing.planning import Outcome

__all__ = ["NEEDS", "Overlay", "overlays_of"]

NEEDS = N_("needs and help")
_LEVELS = 5
_FRONT = 2


@dataclass(frozen=True)
class Overlay:
    """A note under each student's name, and how dark the seat is, 0 to 4, or None for white.

    ``title`` is in the reader's language, ``key`` in none.
    """

    key: str
    title: str
    note: Callable[[str], str]
    shade: Callable[[str], int | None]


def _nothing(_: str) -> None:
    return None


def overlays_of(outcome: Outcome, class_id: str) -> dict[str, Overlay]:
    """The overlays of a class by key: needs, gender, height, history, and each subject."""
    school = outcome.school
    members = {student.student_id: student for student in school.group_members[class_id]}

    def needs(student_id: str) -> str:
        return in_a_row(t(need.need) for need in outcome.findings.needs_of.get(student_id, ()))

    def gender(student_id: str) -> str:
        return members[student_id].gender.value

    heights = {
        student.student_id: student.height_cm
        for student in members.values()
        if student.height_cm is not None
    }
    found = [
        Overlay(NEEDS, t(NEEDS), needs, _nothing),
        Overlay("gender", t("gender"), gender, _nothing),
    ]
    if heights:
        found.append(_number("height", t("height"), heights, "{:.0f} cm"))
    if in_front := _times_in_front(outcome, class_id):
        found.append(_number("history", t("times in the front rows so far"), in_front, "{:.0f}"))
    for subject in school.subjects:
        known = {
            student_id: ability
            for student_id in members
            if (ability := school.ability(student_id, subject)) is not None
        }
        if known:
            title = t("ability in {subject}", subject=subject)
            found.append(_number(f"ability in {subject}", title, known, "{:+.1f}"))
    return {overlay.key: overlay for overlay in found}


def _times_in_front(outcome: Outcome, class_id: str) -> dict[str, float]:
    """How often each student had a seat in the two front rows; empty without a history."""
    school = outcome.school
    room = school.room_of(class_id)
    front = {seat.seat_id for seat in room.seats if seat.row <= _FRONT} if room else set()
    past = school.past_seats.get(class_id, ())
    if not past:
        return {}
    times = Counter(row.student_id for row in past if row.seat_id in front)
    members = (student.student_id for student in school.group_members[class_id])
    return {student_id: float(times[student_id]) for student_id in members}


def _number(key: str, title: str, known: dict[str, float], form: str) -> Overlay:
    """A number of each student, in five shades by rank."""
    ranked = sorted(known, key=lambda student_id: known[student_id])
    shade = {student_id: _LEVELS * n // len(ranked) for n, student_id in enumerate(ranked)}

    def note(student_id: str) -> str:
        return form.format(known[student_id]) if student_id in known else "?"

    return Overlay(key, title, note, shade.get)
