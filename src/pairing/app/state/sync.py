"""Keeping a workspace, as versions in the store, and taking one of them up again."""

from __future__ import annotations

from dataclasses import replace

from pairing.app.state.edits.undo import History
from pairing.app.state.planned import Planned
from pairing.app.state.workspace import Workspace
from pairing.model.messages.message import say
from pairing.model.plan import Mentorship, Pair, Session
from pairing.model.school import School
from pairing.planning import Outcome
from pairing.store import ClashError, Store, Work, from_pieces, to_pieces

__all__ = ["changed", "forget_changes", "save", "take_up"]


def save(
    workspace: Workspace, store: Store, by: str, *, always: bool = False, over: bool = False
) -> None:
    """Keep a version, if anything changed since the last one, or ``always`` a first one.

    What somebody else changed elsewhere meanwhile is taken over. Where they changed the same,
    nothing is kept, and ``clash`` says so until a person has chosen; ``over`` is their word.
    """
    if (not changed(workspace) and not (always and workspace.kept is None)) or (
        workspace.clash is not None and not over
    ):
        return
    state = _state(workspace)
    base = workspace.kept or store.start(workspace.name)
    pieces = to_pieces(_work(workspace), workspace.memo)
    try:
        workspace.kept = store.save(base, pieces, by=by, what=workspace.journal.done, over=over)
    except ClashError as clash:
        workspace.clash = clash
        return
    workspace.clash, workspace.saved = None, state
    if workspace.kept.merged:
        take_up(workspace, store)


def changed(workspace: Workspace) -> bool:
    """Whether anything differs from what was kept, or opened, last."""
    return workspace.saved is None or not all(map(_alike, _state(workspace), workspace.saved))


def take_up(workspace: Workspace, store: Store, number: int | None = None) -> None:
    """Put a kept version in place of what the workspace has, the newest by default.

    Undoing ends there: it would take back what somebody else did too. Before anything was kept,
    nothing happens.

    Raises UnknownVersionError where there is none; InputError where it cannot be read.
    """
    if workspace.kept is None:
        return
    kept, pieces = store.load(workspace.kept.work_id, number)
    work = from_pieces(pieces)
    workspace.name, workspace.school = kept.name, work.school
    workspace.settings, workspace.decisions = dict(work.settings), list(work.decisions)
    workspace.answers = {place: dict(own) for place, own in work.answers.items()}
    workspace.planned = None if work.outcome is None else _planned(workspace, work, work.outcome)
    workspace.clash, workspace.known = None, None
    workspace.needs_history = History()
    workspace.new_edition()
    if number is None:
        workspace.kept, workspace.saved = kept, _state(workspace)
    else:
        workspace.journal.done = say(
            "workspace.back_to_version", "back to version {number}", number=number
        )


def _planned(workspace: Workspace, work: Work, outcome: Outcome) -> Planned:
    return Planned(
        outcome,
        workspace.journal,
        marks=dict(work.planned),
        seat_pins=work.seat_pins,
        couple_pins=tuple(row for row in work.pins if isinstance(row, Pair | Mentorship)),
        session_pins=tuple(row for row in work.pins if isinstance(row, Session)),
        in_force=outcome.plan.sessions,
    )


def forget_changes(workspace: Workspace) -> None:
    """Take what the workspace has for kept: nothing is saved before the next change."""
    workspace.saved = _state(workspace)


def _work(workspace: Workspace) -> Work:
    work = Work(
        workspace.school,
        workspace.settings,
        tuple(workspace.decisions),
        answers=workspace.answers,
    )
    if (planned := workspace.planned) is None:
        return work
    return replace(
        work,
        outcome=planned.outcome,
        planned=planned.marks,
        seat_pins=planned.seat_pins,
        pins=(*planned.couple_pins, *planned.session_pins),
    )


def _alike(one: object, other: object) -> bool:
    """Whether two are the same. Schools and plans never change, and are too big to compare."""
    return one is other or (not isinstance(one, School | Outcome) and one == other)


def _state(workspace: Workspace) -> tuple[object, ...]:
    """What differs whenever there is something to keep."""
    planned = workspace.planned
    pins = (planned.seat_pins, planned.couple_pins, planned.session_pins) if planned else None
    return (
        workspace.school,
        workspace.outcome,
        tuple(sorted(workspace.settings.items())),
        tuple(workspace.decisions),
        pins,
    )
