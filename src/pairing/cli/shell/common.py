"""What all commands share: arguments, exit statuses, faults in words, a progress bar.

A command's module is imported for ``--help`` too, so what it needs to do its work is imported
inside it, when it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from pairing.cli.shell.console import err, marked, tell
from pairing.language import LANGUAGES, language, speaking, translated
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, quote, say, say_count
from pairing.signals import asking

if TYPE_CHECKING:
    from rich.progress import TaskID

    from pairing.model.plan import Plan
    from pairing.model.school import School
    from pairing.planning import PartSummary, Step, Stop

__all__ = [
    "BAD_INPUT",
    "BROKEN",
    "NO_PLAN",
    "Lang",
    "OnDay",
    "OneSchool",
    "PlanDir",
    "SchoolPath",
    "in_years",
    "no_answer",
    "plan_as_written",
    "plan_in_force",
    "progress",
    "school_on",
    "tell_notes",
    "telling_faults",
    "to_write",
]


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

PlanDir = Annotated[Path, typer.Argument(help="The folder of the plan in force.")]


def in_years(day: datetime | None) -> datetime | None:
    """A day of a command, if a school can have to do with its year."""
    from pairing.model.fields import FIRST_YEAR, LAST_YEAR

    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        told = say("cli.year", "a year from {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR)
        raise typer.BadParameter(str(told))
    return day


def _known_language(code: str | None) -> str | None:
    if code is not None and code not in LANGUAGES:
        told = say(
            "cli.no_language",
            "{code} is none of the languages: {known}",
            code=code,
            known=tuple(LANGUAGES),
        )
        raise typer.BadParameter(str(told))
    return code


Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="|".join(LANGUAGES),
        callback=_known_language,
        is_eager=True,
        expose_value=False,
        help="The language of all that is said and of what is written for people; without it, "
        "your system's.",
    ),
]
"""The language, which the command line reads before all else; here it is only looked at."""


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


def no_answer(error: Exception) -> typer.Exit:
    """Say why a question has no answer; what is raised then."""
    tell(quote(str(error)), translated("No answer"), "red")
    return typer.Exit(NO_PLAN)


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
        err.print(marked(note, translated("plan"), "yellow"))
    return school, plan


@contextmanager
def telling_faults() -> Iterator[None]:
    """Bad input becomes a list of everything that is wrong, and exit status 2."""
    try:
        yield
    except InputError as error:
        told = say_count(
            "cli.faults",
            "{count} fault, and no file was changed:",
            "{count} faults, and no file was changed:",
            len(error.faults),
        )
        err.print(marked(told, colour="bold red"))
        for fault in error.faults:
            err.print(f"  {escape(str(fault))}")
        raise typer.Exit(BAD_INPUT) from None
    except OSError as error:
        label = translated("Cannot read or write")
        err.print(marked(quote(str(error)), label, "bold red"))
        raise typer.Exit(BAD_INPUT) from None


def to_write(folder: Path | None) -> Path | None:
    """A folder to write to, of which it is known before any work that this can be done.

    None where nobody asks for one.
    """
    from pairing.io.raw.writing import check_writable

    if folder is not None:
        with telling_faults():
            check_writable(folder)
    return folder


@contextmanager
def progress(limit: float | None) -> Iterator[tuple[Stop, Callable[[Step], None]]]:
    """When to stop, and bars to show steps on, one a part.

    One Ctrl-C means 'stop with the best so far'. What comes of it is written inside, so that no
    signal falls between.
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
        bars: dict[str, TaskID] = {}
        spoken = language()

        def show(step: Step) -> None:
            # Whoever tells of a step may do so in a thread of its own.
            with speaking(spoken):
                if step.part not in bars:
                    bars[step.part] = progress.add_task("", total=1.0, best="")
                progress.update(
                    bars[step.part],
                    description=f"{translated(step.part)} {escape(step.where)}",
                    completed=step.done,
                    total=step.total,
                    best="" if step.score is None else str(_best(step)),
                    visible=not step.ended,
                )

        with asking(asked.ask):
            yield FirstOf((asked, limited)), show


def _best(step: Step) -> Message:
    """The points so far, and those that none can beat."""
    return say(
        "cli.best",
        "{score} of at most {bound}",
        score=f"{step.score:g}",
        bound=f"{step.bound:g}",
    )


def tell_notes(part: str, summary: PartSummary) -> None:
    """Print what a part's summary says in words."""
    title = translated(part)
    if summary.cut:
        told = say("cli.cut", "the search was cut short; this is the best so far")
        tell(told, title, "yellow")
    for note in summary.notes:
        tell(note, title, "cyan")
    for member in summary.conflict:
        tell(quote(f"- {member}"), title, "red")
