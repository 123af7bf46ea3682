"""Changed sessions in the shell: the plan anew, what changed of it, and rows for the tables."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from pairing.cli.shell.common import NO_PLAN, telling_faults, to_write
from pairing.cli.shell.console import dated, tell
from pairing.errors import NoAnswerError
from pairing.language import N_, translated
from pairing.model.enums import Part
from pairing.model.messages.message import Message, quote, say, say_count, word
from pairing.model.plan import Plan, Session
from pairing.model.session_times import place_of
from pairing.signals import held

if TYPE_CHECKING:
    from pairing.model.records import Absence, Cancellation
    from pairing.model.school import School
    from pairing.planning import Context, Move, Rescheduled

__all__ = [
    "OutDir",
    "Pins",
    "apply_changes",
    "csv_of",
    "session_line",
    "tell_moves",
    "write_changes",
]

OutDir = Annotated[
    Path, typer.Option("--out", help="The folder for the changed plan.", callback=to_write)
]
Pins = Annotated[
    Path | None, typer.Option("--pins", help="CSV of sessions that must stay where they are.")
]


def csv_of(row: Absence | Cancellation) -> str:
    """A row as a line of its table."""
    values = (getattr(row, name) for name in type(row).model_fields)
    return escape(",".join("" if value is None else str(value) for value in values))


def apply_changes(
    context: Context,
    plan: Plan,
    before: Path,
    folder: Path,
    since: datetime | None,
    pins: Path | None,
    moves: Collection[Move] = (),
) -> None:
    """Re-plan, write the plan, and say what changed."""
    from pairing.io import read_pins
    from pairing.planning import reschedule

    with telling_faults():
        fixed = [pin.row for pin in read_pins(pins, context.school)] if pins else []
    day = since.date() if since else None
    stay = [row for row in fixed if isinstance(row, Session)]
    try:
        done = reschedule(context, plan, since=day, moves=moves, pins=stay)
    except NoAnswerError as error:
        tell(quote(str(error)), translated("impossible"), "red")
        raise typer.Exit(NO_PLAN) from None
    write_changes(done, before, folder)
    tell_changes(context.school, done)
    tell(say("cli.plan_in", "The plan is in {folder}", folder=folder))


def write_changes(done: Rescheduled, before: Path, folder: Path) -> None:
    """Write the plan with its sessions changed."""
    from pairing.io import rewrite_part

    with telling_faults(), held():
        rewrite_part(Part.SESSIONS, done.sessions, done.summary, before, folder)


def tell_changes(school: School, done: Rescheduled) -> None:
    fewest = say("sessions.fewest", "fewer is impossible")
    maybe_fewer = say("sessions.maybe_fewer", "fewer may be possible")
    told = say_count(
        "sessions.moved",
        "{count} session moved, {lost} lost ({proved}):",
        "{count} sessions moved, {lost} lost ({proved}):",
        len(done.moved),
        lost=len(done.lost),
        proved=fewest if done.least else maybe_fewer,
    )
    tell(told)
    tell_moves(school, done)
    for title, rows in ((N_("lost"), done.lost), (N_("gained"), done.gained)):
        for row in rows:
            tell(session_line(school, row), translated(title), indent=True)
    if done.change is not None:
        tell(say("sessions.points", "{points} points", points=f"{done.change:+g}"))


def tell_moves(school: School, done: Rescheduled) -> None:
    """Where each session that moved is now, and with whom where that is somebody else."""
    for before, after in done.moved:
        now = f"{dated(after.date)} {place_of(school, after)}"
        if after.host_id != before.host_id:
            now = f"{now}, {school.host_name(after.teacher_id, after.tutor_id)}"
        tell(quote(f"{session_line(school, before)} -> {now}"), indent=True)


def session_line(school: School, row: Session) -> Message:
    """Who meets whom for what, and when."""
    return say(
        "sessions.line",
        "{kind} of {host} with {name}, {time}",
        kind=word(row.title),
        host=school.host_name(row.teacher_id, row.tutor_id),
        name=school.label(row.student_id),
        time=f"{dated(row.date)} {place_of(school, row)}",
    )
