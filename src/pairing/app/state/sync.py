"""Keeping what lies on a desk, as versions in the store, and taking one of them up again."""

from __future__ import annotations

from pairing.app.state.undo import History
from pairing.app.state.workspace import Desk
from pairing.model.messages.message import say
from pairing.model.plan import Mentorship, Pair, Session
from pairing.model.school import School
from pairing.planning import Outcome
from pairing.store import ClashError, Store, Work, from_pieces, to_pieces

__all__ = ["forget_changes", "save", "take_up"]


def save(own: Desk, store: Store, by: str, *, always: bool = False, over: bool = False) -> None:
    """Keep a version, if anything changed since the last one, or ``always`` a first one.

    What somebody else changed elsewhere meanwhile is taken over. Where they changed the same,
    nothing is kept, and ``clash`` says so until a person has chosen; ``over`` is their word.
    """
    state = _state(own)
    kept = own.saved is not None and all(map(_alike, state, own.saved))
    if (kept and not (always and own.kept is None)) or (own.clash is not None and not over):
        return
    base = own.kept or store.start(own.name)
    pieces = to_pieces(_work(own), own.memo)
    try:
        own.kept = store.save(base, pieces, by=by, what=own.done, over=over)
    except ClashError as clash:
        own.clash = clash
        return
    own.clash, own.saved = None, state
    if own.kept.merged:
        take_up(own, store)


def take_up(own: Desk, store: Store, number: int | None = None) -> None:
    """Put a kept version on the desk in place of what lies there, the newest by default.

    Undoing ends there: it would take back what somebody else did too.

    Raises UnknownVersionError where there is none; InputError where it cannot be read.
    """
    assert own.kept is not None
    kept, pieces = store.load(own.kept.work_id, number)
    work = from_pieces(pieces)
    own.name, own.school, own.outcome = kept.name, work.school, work.outcome
    own.settings, own.decisions = dict(work.settings), list(work.decisions)
    own.seat_pins = work.seat_pins
    own.pinned = [row for row in work.pins if isinstance(row, Session)]
    own.pins = tuple(row for row in work.pins if isinstance(row, Pair | Mentorship))
    own.planned = dict(work.planned)
    own.in_force = work.outcome.plan.sessions if work.outcome else None
    own.history, own.clash, own.known = History(), None, None
    own.new_edition()
    if number is None:
        own.kept, own.saved = kept, _state(own)
    else:
        own.done = say("workspace.back_to_version", "back to version {number}", number=number)


def forget_changes(own: Desk) -> None:
    """Take what is on the desk for kept: nothing is saved before the next change."""
    own.saved = _state(own)


def _work(own: Desk) -> Work:
    return Work(
        own.school,
        own.settings,
        tuple(own.decisions),
        own.outcome,
        own.planned,
        own.seat_pins,
        (*own.pins, *own.pinned),
    )


def _alike(one: object, other: object) -> bool:
    """Whether two are the same. Schools and plans never change, and are too big to compare."""
    return one is other or (not isinstance(one, School | Outcome) and one == other)


def _state(own: Desk) -> tuple[object, ...]:
    """What differs whenever there is something to keep."""
    return (
        own.school,
        own.outcome,
        tuple(sorted(own.settings.items())),
        tuple(own.decisions),
        own.seat_pins,
        own.pins,
        tuple(own.pinned),
    )
