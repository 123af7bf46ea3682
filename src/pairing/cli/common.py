"""What all commands share: the two consoles, exit statuses, faults in words, a progress bar.

A command's module is imported for ``--help`` too, so what it needs to do its work is imported
inside it, when it runs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from pairing.model.fields import FIRST_YEAR, LAST_YEAR
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import say
from pairing.signals import asking

if TYPE_CHECKING:
    from pairing.model.plan import Plan
    from pairing.model.school import School
    from pairing.planning import PartSummary, Step, Stop

__all__ = [
    "BAD_INPUT",
    "BROKEN",
    "NO_PLAN",
    "OnDay",
    "OneSchool",
    "SchoolPath",
    "err",
    "in_years",
    "out",
    "plan_as_written",
    "plan_in_force",
    "progress",
    "school_on",
    "tell_notes",
    "telling_faults",
    "to_write",
]


class _Patient(Console):
    """A console that goes on in silence where nobody reads any more: ``pairing rules | head``."""

    def on_broken_pipe(self) -> None:
        """Keep the command going to its end, and to an exit status of its own."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.file.fileno())


out = _Patient(highlight=False, soft_wrap=True)
err = _Patient(stderr=True, highlight=False, soft_wrap=True)

BAD_INPUT = 2
NO_PLAN = 3
BROKEN = 1

SchoolPath = Annotated[
    Path,
    typer.Argument(
        metavar="SCHOOL",
        help="A folder of CSV files, an .xlsx workbook, or a OneRoster export (zip or folder).",
    ),
]


def in_years(day: datetime | None) -> datetime | None:
    """A day of a command, if a school can have to do with its year."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise typer.BadParameter(f"a year from {FIRST_YEAR} to {LAST_YEAR}")
    return day


OnDay = Annotated[
    datetime | None,
    typer.Option(
        "--on",
        formats=["%Y-%m-%d"],
        callback=in_years,
        metavar="DATE",
        help="Plan as of this day, 2026-09-30 for example: no later date moves anything.",
    ),
]
OneSchool = Annotated[
    str | None,
    typer.Option(
        "--school",
        metavar="ID|NAME",
        help="Of a OneRoster export with several schools: which one.",
    ),
]


def school_on(path: Path, day: datetime | None, one_school: str | None = None) -> School:
    """The school as it is known on a day; raises InputError."""
    from pairing.io import read_school

    return read_school(path, school=one_school, on=None if day is None else day.date())


def plan_as_written(
    path: Path, plan_dir: Path, one_school: str | None = None
) -> tuple[School, Plan]:
    """A plan and its school, as it was known on the day of the plan; raises InputError."""
    from pairing.io import plan_day, read_plan, read_school

    school = read_school(path, school=one_school, on=plan_day(plan_dir))
    return school, read_plan(plan_dir)


def plan_in_force(path: Path, plan_dir: Path, needed: str | None = None) -> tuple[School, Plan]:
    """The same with the rows that can still hold; what is left aside is told.

    Args:
        path: the school.
        plan_dir: the folder of the plan.
        needed: the part that the command is about.

    Raises InputError where one of them cannot be read, where the plan does not have that part,
    or has it of people of another school.
    """
    from pairing.planning import without_strangers

    school, written = plan_as_written(path, plan_dir)
    plan, notes = without_strangers(school, written)
    if needed is not None:
        if written.part(needed) is None:
            expected = say("cli.part", "a plan with the file {part}.csv", part=needed)
            raise InputError([Fault(plan_dir.name, None, "", "", expected)])
        if written.part(needed) and not plan.part(needed):
            expected = say(
                "cli.of_school",
                "a plan of this school: everybody who stands there is gone, or of another school",
            )
            raise InputError([Fault(f"{needed}.csv", None, "", "", expected)])
    for note in notes:
        err.print(f"[yellow]plan[/]: {escape(str(note))}")
    return school, plan


@contextmanager
def telling_faults() -> Iterator[None]:
    """Bad input becomes a list of everything that is wrong, and exit status 2."""
    try:
        yield
    except InputError as error:
        faults = "1 fault" if len(error.faults) == 1 else f"{len(error.faults)} faults"
        err.print(f"[bold red]{faults}[/], and no file was changed:")
        for fault in error.faults:
            err.print(f"  {escape(str(fault))}")
        raise typer.Exit(BAD_INPUT) from None
    except OSError as error:
        err.print(f"[bold red]Cannot read or write:[/] {escape(str(error))}")
        raise typer.Exit(BAD_INPUT) from None


def to_write(folder: Path) -> Path:
    """A folder to write to, of which it is known before any work that this can be done."""
    from pairing.io.writing import check_writable

    with telling_faults():
        check_writable(folder)
    return folder


@contextmanager
def progress(limit: float | None) -> Iterator[tuple[Stop, Callable[[Step], None]]]:
    """When to stop, and a bar to show steps on; one Ctrl-C means 'stop with the best so far'.

    What comes of it is written inside, so that no signal falls between.
    """
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from pairing.planning import Asked, FirstOf, MaxSeconds, Never

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[best]}"),
        TimeElapsedColumn(),
    )
    asked = Asked()
    limited = Never() if limit is None else MaxSeconds(limit)

    with Progress(*columns, console=err, transient=True) as progress:
        bar = progress.add_task("planning", total=1.0, best="")

        def show(step: Step) -> None:
            best = "" if step.score is None else f"{step.score:g} of at most {step.bound:g}"
            progress.update(
                bar,
                description=f"{step.part} {escape(step.where)}",
                completed=step.done,
                total=step.total,
                best=best,
            )

        with asking(asked.ask):
            yield FirstOf((asked, limited)), show


def tell_notes(part: str, summary: PartSummary) -> None:
    """Print what a part's summary says in words."""
    if summary.cut:
        out.print(f"[yellow]{part}[/]: the search was cut short; this is the best so far")
    for note in summary.notes:
        out.print(f"[cyan]{part}[/]: {escape(str(note))}")
    for member in summary.conflict:
        out.print(f"[red]{part}[/]:   - {escape(str(member))}")
