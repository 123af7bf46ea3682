"""Two plans of one class side by side: by rule, who sits elsewhere, who gains and who loses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pairing.model.enums import Part
from pairing.model.messages.message import Message
from pairing.model.plan import PlanRow, Session
from pairing.model.points import points
from pairing.model.school import School
from pairing.model.session_times import part_words
from pairing.planning.outcome import Outcome
from pairing.planning.parts.registry import row_words
from pairing.planning.summary import PartSummary

__all__ = ["Differences", "RuleDifference", "StudentDifference", "plan_changes", "seat_differences"]


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """A rule's points in each of the two plans."""

    rule: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class StudentDifference:
    """A student's seats, and the points of all matches that name them, in each plan."""

    student_id: str
    seat_before: str
    seat_after: str
    before: float
    after: float

    @property
    def moved(self) -> bool:
        """Whether they sit elsewhere."""
        return self.seat_before != self.seat_after


@dataclass(frozen=True)
class Differences:
    """What differs between two plans of a class; rules and students without change left out."""

    before: float
    after: float
    rules: tuple[RuleDifference, ...]
    students: tuple[StudentDifference, ...]


def seat_differences(before: Outcome, after: Outcome, class_id: str) -> Differences | None:
    """The seats of a class in two plans; None where one of them has none."""
    parts = [one.summary.parts[Part.SEATS].details.get(class_id) for one in (before, after)]
    old, new = parts
    seats_before, seats_after = (one.plan.seats_of(class_id) for one in (before, after))
    if old is None or new is None or not seats_before or not seats_after:
        return None
    rules_before, rules_after = _by_rule(old), _by_rule(new)
    titles = dict.fromkeys([*rules_before, *rules_after])
    rules = [
        RuleDifference(title, rules_before.get(title, 0.0), rules_after.get(title, 0.0))
        for title in titles
    ]
    points_before, points_after = _by_student(old), _by_student(new)
    students = [
        StudentDifference(
            student_id,
            seats_before.get(student_id, ""),
            seats_after.get(student_id, ""),
            points_before.get(student_id, 0.0),
            points_after.get(student_id, 0.0),
        )
        for student_id in dict.fromkeys([*seats_after, *seats_before])
    ]
    return Differences(
        old.objective,
        new.objective,
        tuple(one for one in rules if one.before != one.after),
        tuple(
            sorted(
                (one for one in students if one.moved or one.before != one.after),
                key=lambda one: one.after - one.before,
            )
        ),
    )


def plan_changes(
    before: Outcome, after: Outcome, part: str
) -> tuple[tuple[Message, ...], tuple[Message, ...]]:
    """The couples that only the earlier plan has, and those that only the later one has."""
    old, new = (
        {(row, _time(one.school, row)): row for row in one.plan.part(part) or ()}
        for one in (before, after)
    )
    gone = (row_words(before.school, row) for key, row in old.items() if key not in new)
    come = (row_words(after.school, row) for key, row in new.items() if key not in old)
    return tuple(gone), tuple(come)


def _time(school: School, row: PlanRow) -> str:
    """Which part of its period a session takes: rows are equal whatever it is."""
    return part_words(school, row) if isinstance(row, Session) else ""


def _by_rule(detail: PartSummary) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for score in detail.rules:
        found[score.rule.title] += score.score
    return found


def _by_student(detail: PartSummary) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for score in detail.rules:
        for match in score.matches:
            for student_id in match.students:
                found[student_id] += points(score.rule.worth([match]))
    return found
