"""What a person changes of sessions by hand, and the way back from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.model.messages.message import say
from pairing.model.plan import Session
from pairing.planning import Context, Rescheduled

__all__ = ["pin", "redo", "take", "undo"]


def take(
    workspace: Workspace,
    planned: Planned,
    context: Context,
    change: Rescheduled,
    moved_pins: Iterable[tuple[Session, Session]] = (),
) -> None:
    """Take sessions that were changed by hand, and who is away or what is cancelled since then.

    Args:
        workspace: the work.
        planned: its plan.
        context: the school that knows who is away and what is cancelled.
        change: the sessions from now on.
        moved_pins: (before, after) of sessions that are pinned where they are now.
    """
    planned.session_history.remember(planned.sessions_now())
    for before, after in moved_pins:
        planned.pin_session(before, False)
        planned.pin_session(after, True)
    planned.take_sessions(context, change)
    _tell_the_school(workspace, planned)


def pin(planned: Planned, row: Session, fixed: bool) -> None:
    """Fix a session where it is, or let it loose."""
    planned.session_history.remember(planned.sessions_now())
    planned.pin_session(row, fixed)


def undo(workspace: Workspace, planned: Planned) -> None:
    """Take back the last change of sessions by hand."""
    planned.restore_sessions(planned.session_history.back(planned.sessions_now()))
    _tell_the_school(workspace, planned)
    workspace.journal.done = say("workspace.undone", "undone")


def redo(workspace: Workspace, planned: Planned) -> None:
    """Do again what was undone."""
    planned.restore_sessions(planned.session_history.forth(planned.sessions_now()))
    _tell_the_school(workspace, planned)
    workspace.journal.done = say("workspace.done_again", "done again")


def _tell_the_school(workspace: Workspace, planned: Planned) -> None:
    known = planned.outcome.school
    workspace.school = replace(
        workspace.school, absences=known.absences, cancellations=known.cancellations
    )
