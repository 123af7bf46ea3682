"""The command about what is owed: help, visits, reviews, goals, and what is to be written down."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from pairing.cli.shell.common import PlanDir, SchoolPath, in_years, plan_in_force, telling_faults
from pairing.cli.shell.console import err, marked, out

__all__ = ["due"]

_COLUMNS = ("person_id", "student_id", "what", "due", "days_late")


def due(
    school: SchoolPath,
    plan_dir: PlanDir,
    on: Annotated[
        datetime,
        typer.Option("--on", formats=["%Y-%m-%d"], callback=in_years, help="As of which day."),
    ],
) -> None:
    """List who owes whom what, as CSV: this week's help, visits, reviews, goals, records.

    Example: pairing due my-school my-plan --on 2026-11-06
    """
    from pairing.io.raw.writing import csv_text
    from pairing.monitoring import TermLog, due_notes, owed_on

    with telling_faults():
        loaded, plan = plan_in_force(school, plan_dir)
    log, day = TermLog(loaded), on.date()
    for note in due_notes(log, plan, day):
        err.print(marked(note, colour="yellow"))
    owed = owed_on(log, plan, day)
    rows = ([getattr(row, column) for column in _COLUMNS] for row in owed)
    out.out(csv_text(_COLUMNS, rows), end="")
