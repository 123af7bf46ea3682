"""The paper of sessions: calendars, weeks to print, record sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairing.cli.shell.common import PlanDir, SchoolPath, plan_in_force, telling_faults, to_write
from pairing.cli.shell.console import tell
from pairing.model.enums import Part
from pairing.model.messages.message import say, say_count
from pairing.model.plan import Session
from pairing.signals import held

if TYPE_CHECKING:
    from pairing.instances.agenda import Agenda

__all__ = ["calendars", "sheets"]


def calendars(
    school: SchoolPath,
    plan_dir: PlanDir,
    out_dir: Annotated[
        Path, typer.Option("--out", help="The folder for the .ics files.", callback=to_write)
    ],
    earlier: Annotated[
        Path | None,
        typer.Option(help="The plan given out before: what is gone becomes cancelled."),
    ] = None,
) -> None:
    """Write a calendar (.ics) for each teacher and class, for teachers' eyes only.

    Example: pairing sessions calendars data/sample my-plan --out my-calendars
    """
    from pairing.io import read_plan, write_whole
    from pairing.reports import make_calendars

    with telling_faults():
        agenda, rows = _agenda(school, plan_dir)
        before = read_plan(earlier).sessions or () if earlier else ()
        made = make_calendars(agenda, rows, datetime.now().astimezone(), before)
        with held():
            write_whole(out_dir, made.texts)
    for note in made.notes:
        tell(note, colour="yellow")
    if not made.texts:
        told = say(
            "sessions.no_calendar", "No calendar was written: there is no session in the plan"
        )
        tell(told)
        return
    told = say_count(
        "sessions.calendars",
        "{count} calendar is in {folder}",
        "{count} calendars are in {folder}",
        len(made.texts),
        folder=out_dir,
    )
    tell(told)


def sheets(
    school: SchoolPath,
    plan_dir: PlanDir,
    out_dir: Annotated[
        Path, typer.Option("--out", help="The folder for the pages.", callback=to_write)
    ],
) -> None:
    """Write for each teacher the weeks to print, and a record sheet for each session.

    Example: pairing sessions sheets data/sample my-plan --out my-sheets
    """
    from pairing.io import write_whole
    from pairing.reports import sheets as make_sheets

    with telling_faults():
        agenda, rows = _agenda(school, plan_dir)
        pages = make_sheets(agenda, rows)
        with held():
            write_whole(out_dir, pages)
    if not pages:
        tell(say("sessions.no_page", "No page was written: there is no session in the plan"))
        return
    told = say_count(
        "sessions.pages",
        "{count} page is in {folder}: open it and print",
        "{count} pages are in {folder}: open them and print",
        len(pages),
        folder=out_dir,
    )
    tell(told)


def _agenda(school: Path, plan_dir: Path) -> tuple[Agenda, Sequence[Session]]:
    from pairing.planning import Context

    loaded, plan = plan_in_force(school, plan_dir, Part.SESSIONS)
    return Context.of(loaded).agenda(plan), plan.sessions or ()
