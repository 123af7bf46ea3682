"""Lists with names, for the school's own report: each row only for whom may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pairing.language import N_
from pairing.model.enums import GoalStatus
from pairing.model.messages.message import Message, quote, say, word
from pairing.model.plan import DEGREES
from pairing.model.school import School
from pairing.monitoring.access import Facet
from pairing.monitoring.due import HELP, OWED_WORDS, Owed
from pairing.monitoring.reporting.basis import Basis
from pairing.monitoring.reporting.people import change_of

__all__ = ["NamedRows", "lists_of"]

_Sees = Callable[[str, Facet], bool]
_STATUS = {
    GoalStatus.OPEN: say("report.open", "open"),
    GoalStatus.REACHED: say("report.reached", "reached"),
    GoalStatus.MISSED: say("report.missed", "missed"),
    GoalStatus.DROPPED: say("report.dropped", "dropped"),
}
_CLASS, _STUDENT = say("report.class", "Class"), say("report.student", "Student")
_NEED, _MENTOR = say("report.corner_need", "Need"), say("report.who", "Who")


@dataclass(frozen=True)
class NamedRows:
    """A list with names. ``left_out`` rows are of students whom the reader may not see."""

    code: str
    title: Message
    columns: tuple[Message, ...]
    rows: tuple[tuple[Message, ...], ...]
    left_out: int


def lists_of(basis: Basis, owed: Sequence[Owed], sees: _Sees) -> tuple[NamedRows, ...]:
    """Whose needs changed, who was not helped, whose goals are due, and what is late."""
    school = basis.log.school
    return (
        _listed(
            "changed",
            say("report.names_changed", "Whose needs have changed"),
            (_CLASS, _STUDENT, _NEED, say("report.was", "Was"), say("report.is", "Is")),
            _changed(basis),
            # Needs in sides of life stand among them.
            Facet.LIFE,
            sees,
        ),
        _listed(
            "not_helped",
            say("report.names_not_helped", "Who was not helped in these days"),
            (_CLASS, _STUDENT, say("report.mentor_title", "Mentor")),
            _not_helped(basis),
            Facet.RECORDS,
            sees,
        ),
        _listed(
            "goals_due",
            say("report.names_goals", "Whose goals were due"),
            (
                _CLASS,
                _STUDENT,
                _NEED,
                say("report.target", "Target"),
                say("report.due", "Due"),
                say("report.state", "State"),
            ),
            _goals(basis),
            Facet.LIFE,
            sees,
        ),
        _listed(
            "late",
            say("report.names_late", "What is late"),
            (
                _MENTOR,
                _CLASS,
                _STUDENT,
                say("report.corner_owed", "What"),
                say("report.due", "Due"),
                say("report.days_late", "Days late"),
            ),
            (
                (
                    row.student_id,
                    (
                        quote(_helper(school, row.person_id)),
                        *_who(school, row.student_id),
                        word(OWED_WORDS[row.what]),
                        quote(row.due.isoformat()),
                        quote(str(row.days_late)),
                    ),
                )
                for row in owed
                if row.days_late
            ),
            Facet.RECORDS,
            sees,
        ),
    )


def _listed(
    code: str,
    title: Message,
    columns: tuple[Message, ...],
    rows: Iterable[tuple[str, tuple[Message, ...]]],
    needed: Facet,
    sees: _Sees,
) -> NamedRows:
    every = list(rows)
    own = tuple(row for student_id, row in every if sees(student_id, needed))
    return NamedRows(code, title, columns, own, len(every) - len(own))


def _who(school: School, student_id: str) -> tuple[Message, Message]:
    return quote(school.student[student_id].class_id), quote(school.label(student_id))


def _helper(school: School, person_id: str) -> str:
    if person_id in school.teacher:
        return school.teacher_label(person_id)
    return school.label(person_id) if person_id in school.student else person_id


def _changed(basis: Basis) -> Iterable[tuple[str, tuple[Message, ...]]]:
    for student_id, need in sorted(basis.then.keys() | basis.now.keys()):
        was, now = (found.get((student_id, need), 0) for found in (basis.then, basis.now))
        if change_of(was, now) != "same":
            who = _who(basis.log.school, student_id)
            yield student_id, (*who, word(need), _severity(was), _severity(now))


def _severity(severity: int) -> Message:
    return word(DEGREES[severity]) if severity else word(N_("none"))


def _not_helped(basis: Basis) -> Iterable[tuple[str, tuple[Message, ...]]]:
    school = basis.log.school
    helped = {row.student_id for row in basis.held if row.kind in HELP}
    mentors: dict[str, str] = {}
    for row in basis.plan.mentors or ():
        mentors.setdefault(row.student_id, row.teacher_id)
    for student_id in sorted(basis.severity):
        if student_id not in helped:
            mentor = _helper(school, mentors.get(student_id, ""))
            yield student_id, (*_who(school, student_id), quote(mentor))


def _goals(basis: Basis) -> Iterable[tuple[str, tuple[Message, ...]]]:
    school = basis.log.school
    for goal in sorted(basis.log.goals.values(), key=lambda row: (row.due, row.goal_id)):
        if goal.due in basis.span and goal.student_id in school.student:
            yield (
                goal.student_id,
                (
                    *_who(school, goal.student_id),
                    word(goal.need),
                    quote(goal.target),
                    quote(goal.due.isoformat()),
                    _STATUS[goal.status],
                ),
            )
