"""The command that reports: what a week, a fortnight, a month or a term came to."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pairing.cli.shell.common import SchoolPath, in_years, plan_in_force, telling_faults, to_write
from pairing.cli.shell.console import err, marked, tell
from pairing.model.enums import ReportKind, ReportLevel
from pairing.model.messages.message import quote

__all__ = ["report"]


def report(
    kind: Annotated[ReportKind, typer.Argument(help="How long a time it is about.")],
    school: SchoolPath,
    plan_dir: Annotated[Path, typer.Argument(metavar="PLAN", help="The plan in force.")],
    on: Annotated[
        datetime,
        typer.Option(
            "--on",
            formats=["%Y-%m-%d"],
            callback=in_years,
            help="A day of the week, month or term: what comes after it is not known.",
        ),
    ],
    out_dir: Annotated[Path, typer.Option("--out", help="The folder of the two files.")],
    level: Annotated[
        ReportLevel,
        typer.Option(help="Who reads it: above the school it has counts only, and no small one."),
    ] = ReportLevel.SCHOOL,
) -> None:
    """Write a report as Word document and workbook: who was in need, what was done and reached.

    Example: pairing report monthly my-school my-plan --on 2026-11-06 --out reports --level town
    """
    from pairing.io.raw.writing import write_whole
    from pairing.monitoring import TermLog
    from pairing.monitoring.reporting import report_on
    from pairing.reports import term_report_document, term_report_workbook
    from pairing.reports.term.term_report import report_file

    to_write(out_dir)
    with telling_faults():
        loaded, plan = plan_in_force(school, plan_dir)
    day = on.date()
    made = report_on(TermLog(loaded), plan, kind, day, level)
    for note in made.notes:
        err.print(marked(note, colour="yellow"))
    files = {
        report_file(made, day, "docx"): term_report_document(made),
        report_file(made, day, "xlsx"): term_report_workbook(made),
    }
    with telling_faults():
        write_whole(out_dir, files)
    for name in files:
        tell(quote(str(out_dir / name)))
