"""The command that supervises a month: how complete records are, and what is asked of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pairing.cli.shell.common import (
    PlanDir,
    SchoolPath,
    in_years,
    plan_in_force,
    telling_faults,
    to_write,
)
from pairing.cli.shell.console import err, marked

__all__ = ["supervise"]


def supervise(
    school: SchoolPath,
    plan_dir: PlanDir,
    month: Annotated[
        datetime,
        typer.Option(
            "--month", formats=["%Y-%m"], callback=in_years, metavar="YYYY-MM", help="The month."
        ),
    ],
    folder: Annotated[
        Path, typer.Option("--out", metavar="DIR", callback=to_write, help="The folder to write.")
    ],
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on",
            formats=["%Y-%m-%d"],
            callback=in_years,
            metavar="DATE",
            help="Where the month is not over: the last day that counts.",
        ),
    ] = None,
) -> None:
    """Supervise a month: supervision.csv by mentor and grade, and questions.csv with their rows.

    Questions are no verdicts: ask the mentor before you think the worse of them.

    Example: pairing supervise my-school my-plan --month 2026-10 --out october
    """
    from pairing.io.raw.writing import csv_text, write_whole
    from pairing.model.messages.message import say_count
    from pairing.monitoring import TermLog
    from pairing.monitoring import supervise as supervised
    from pairing.monitoring.supervising.supervision_tables import (
        QUESTION_COLUMNS,
        SUPERVISION_COLUMNS,
        question_rows,
        supervision_rows,
    )

    with telling_faults():
        loaded, plan = plan_in_force(school, plan_dir)
    found = supervised(TermLog(loaded), plan, month.date(), None if on is None else on.date())
    for note in found.notes:
        err.print(marked(note, colour="yellow"))
    texts = {
        "supervision.csv": csv_text(SUPERVISION_COLUMNS, supervision_rows(found)),
        "questions.csv": csv_text(
            QUESTION_COLUMNS, question_rows(found, loaded.grade_of.__getitem__)
        ),
    }
    with telling_faults():
        write_whole(folder, texts)
    told = say_count(
        "supervise.questions",
        "{count} question to mentors",
        "{count} questions to mentors",
        len(found.questions),
    )
    err.print(marked(told))
