"""Tables of goals, of exams, and of what is owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pairing.model.enums import GoalKind, GoalStatus, Missing
from pairing.model.messages.message import Message, quote, say, word
from pairing.monitoring.due import OWED_WORDS, Owed
from pairing.monitoring.reporting.basis import Basis, columns
from pairing.monitoring.reporting.tables import Tally

__all__ = ["tables_of_steps"]

_KINDS: tuple[tuple[str, Message], ...] = (
    (GoalKind.SHORT, say("report.goal_short", "short-term goal")),
    (GoalKind.LONG, say("report.goal_long", "long-term goal")),
    (GoalKind.STANDARD, say("report.goal_standard", "standard to keep up")),
)


def tables_of_steps(basis: Basis, owed: Sequence[Owed]) -> Iterator[Tally]:
    """Goals agreed and due in these days, exams in them, and what is owed at their end."""
    yield _goals(basis)
    if (exams := _exams(basis)).rows:
        yield exams
    yield Tally(
        "owed",
        say("report.owed", "What is due"),
        say("report.corner_owed", "What"),
        "owed",
        tuple((what.value, word(title)) for what, title in OWED_WORDS.items()),
        (
            columns(
                soon=say("report.soon", "due soon"),
                late=say("report.late", "late"),
            ),
        ),
        Counter((row.what.value, "late" if row.days_late else "soon") for row in owed),
    )


def _goals(basis: Basis) -> Tally:
    """Those due in these days by how they stand; how many were agreed stands beside them."""
    due = [row for row in basis.log.goals.values() if row.due in basis.span]
    counts = Counter((row.kind.value, row.status.value) for row in due)
    counts += Counter(
        (row.kind.value, "agreed")
        for row in basis.log.goals.values()
        if row.agreed_on is not None and row.agreed_on in basis.span
    )
    return Tally(
        "goals",
        say("report.goals", "Goals due in these days"),
        say("report.corner_goal", "Goal"),
        "goals",
        tuple((str(kind), title) for kind, title in _KINDS),
        (
            columns(
                **{
                    GoalStatus.REACHED: say("report.reached", "reached"),
                    GoalStatus.MISSED: say("report.missed", "missed"),
                    GoalStatus.DROPPED: say("report.dropped", "dropped"),
                    GoalStatus.OPEN: say("report.open", "open"),
                }
            ),
        ),
        counts,
        beside=columns(agreed=say("report.agreed", "newly agreed")),
    )


def _exams(basis: Basis) -> Tally:
    """Students in need at the exams of these days, whatever subjects they sat."""
    counts = Counter(
        (exam, _sat(states)) for exam, own in basis.at_exams.items() for states in own.values()
    )
    return Tally(
        "exams",
        say("report.exams", "Students in need at exams"),
        say("report.corner_exam", "Exam"),
        "exams",
        tuple((exam, quote(exam)) for exam in basis.at_exams),
        (
            columns(
                all_marks=say("report.every_mark", "all marks there"),
                missed=say("report.missed_one", "missed something"),
                other=say("report.no_mark_yet", "a mark not there yet, or excused"),
            ),
        ),
        counts,
    )


def _sat(states: set[Missing | None]) -> str:
    if Missing.MISSED in states:
        return "missed"
    return "all_marks" if states == {None} else "other"
