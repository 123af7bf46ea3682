"""Pins: decisions that a person has fixed."""

from __future__ import annotations

from dataclasses import dataclass

from pairing.model.enums import Part
from pairing.model.messages.message import Message, say, word
from pairing.model.plan import Mentorship, Pair, PlanRow, Seating, Session, TeamMember
from pairing.model.school import School

__all__ = ["Pin"]


@dataclass(frozen=True, slots=True)
class Pin:
    """A row of the plan that must stay as it is."""

    row: PlanRow

    @property
    def part(self) -> Part:
        return self.row.part

    @property
    def owner(self) -> str:
        """The key under which solvers name this pin."""
        return "pin " + " ".join(str(getattr(self.row, column)) for column in self.row.key)

    def words(self, school: School) -> Message:
        """The pin as a head teacher would say it."""
        match self.row:
            case Seating(student_id=student_id, seat_id=seat_id):
                name = school.student[student_id].name
                return say("pins.seat", "{name} is pinned to {seat}", name=name, seat=seat_id)
            case Pair(tutee_id=tutee_id, tutor_id=tutor_id, subject=subject):
                return say(
                    "pins.pair",
                    "{tutor} is pinned as tutor of {tutee} in {subject}",
                    tutor=school.student[tutor_id].name,
                    tutee=school.student[tutee_id].name,
                    subject=subject,
                )
            case Mentorship(student_id=student_id, teacher_id=teacher_id):
                return say(
                    "pins.mentor",
                    "{teacher} is pinned as mentor of {name}",
                    teacher=school.teacher[teacher_id].name,
                    name=school.student[student_id].name,
                )
            case TeamMember(student_id=student_id, unit_id=unit_id, dimension=dimension):
                return say(
                    "pins.unit",
                    "{unit} is pinned to help {name} with {need}",
                    unit=school.unit[unit_id].name,
                    name=school.student[student_id].name,
                    need=word(dimension),
                )
            case Session(student_id=student_id, title=title, date=date):
                return say(
                    "pins.session",
                    "{kind} of {host} with {name} is pinned to {date}, {period}",
                    kind=word(title),
                    host=school.host_name(self.row.teacher_id, self.row.tutor_id),
                    name=school.student[student_id].name,
                    date=date.isoformat(),
                    period=self.row.period_id,
                )
        raise TypeError(f"no pins in part {self.part}")
