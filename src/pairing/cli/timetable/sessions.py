"""The commands about sessions: another time, a move, a cancellation, who is away, paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from pairing.cli.shell.common import (
    PlanDir,
    SchoolPath,
    in_years,
    no_answer,
    plan_in_force,
    telling_faults,
)
from pairing.cli.shell.console import dated, out, table_of, tell
from pairing.cli.timetable.session_away import away, cover
from pairing.cli.timetable.session_changes import OutDir, Pins, apply_changes, csv_of
from pairing.cli.timetable.session_paper import calendars, sheets
from pairing.errors import NoAnswerError
from pairing.language import N_, weekday
from pairing.model.enums import Part
from pairing.model.messages.expected import DATE
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import join, quote, say
from pairing.model.plan import Plan, Session

if TYPE_CHECKING:
    from pairing.model.school import School
    from pairing.planning import OtherTime

__all__ = ["sessions"]

sessions = typer.Typer(
    help="Sessions of a plan: another time, move, cancel, who is away, calendars, sheets.",
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
)

Student = Annotated[str, typer.Option(help="The student's id.")]
Host = Annotated[str, typer.Option("--with", help="The teacher's id, or the tutor's.")]
On = Annotated[
    datetime,
    typer.Option("--on", formats=["%Y-%m-%d"], callback=in_years, help="The session's day."),
]
Period = Annotated[
    str | None, typer.Option("--period", help="Its period, if there are two that day.")
]
Start = Annotated[
    datetime | None,
    typer.Option(
        "--start", formats=["%H:%M"], help="When it begins, if there are two in that period."
    ),
]
Since = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        callback=in_years,
        help="Nothing before this day changes; today as a rule.",
    ),
]


def _asked(
    school: Path,
    plan_dir: Path,
    student: str,
    host: str,
    day: date,
    period: str | None,
    start: datetime | None,
) -> tuple[School, Plan, Session]:
    """The school, the plan in force, and its session of two people on a day.

    Raises InputError where one of them cannot be read, or there is no such session.
    """
    from pairing.model.soundness.nearest import nearest
    from pairing.planning import find_session

    loaded, in_force = plan_in_force(school, plan_dir, Part.SESSIONS)
    row = find_session(in_force, student, host, day, period, start.time() if start else None)
    if row is not None:
        return loaded, in_force, row
    own = [
        f"{one.host_id} {one.date}" for one in in_force.sessions or () if one.student_id == student
    ]
    wanted = f"{host} {day}"
    expected = say("sessions.of_student", "a session of {student} in the plan", student=student)
    raise InputError(
        [Fault("sessions", None, "--with, --on", wanted, expected, nearest(wanted, own))]
    )


@sessions.command()
def times(
    school: SchoolPath,
    plan_dir: PlanDir,
    student: Student,
    host: Host,
    on: On,
    period: Period = None,
    start: Start = None,
    since: Since = None,
) -> None:
    """Find a session another time: the five best slots with their cost, and why not the others.

    Example: pairing sessions times data/sample my-plan --student S014 --with T02 --on 2026-10-19
    """
    from pairing.planning import Context, other_times

    with telling_faults():
        loaded, in_force, row = _asked(school, plan_dir, student, host, on.date(), period, start)
        context = Context.of(loaded)
    try:
        found = other_times(context, in_force, row, since.date() if since else None)
    except NoAnswerError as error:
        raise no_answer(error) from None
    told = say(
        "sessions.best_times", "The best other times, all other sessions staying where they are:"
    )
    tell(told, colour="bold")
    for one in [one for one in found if one.possible][:5]:
        tell(quote(f"{one.change:+g} {dated(one.date)} {_place(loaded, one)}"), indent=True)
    for one in [one for one in found if not one.possible]:
        label = say(
            "sessions.not_then", "not {time}", time=f"{weekday(one.date)} {_place(loaded, one)}"
        )
        tell(quote(join(one.barred)), str(label), "red", indent=True)


@sessions.command()
def move(
    school: SchoolPath,
    plan_dir: PlanDir,
    student: Student,
    host: Host,
    on: On,
    to: Annotated[tuple[str, str], typer.Option(help="The day and the period it goes to.")],
    out_dir: OutDir,
    period: Period = None,
    start: Start = None,
    at: Annotated[
        datetime | None,
        typer.Option(
            "--at", formats=["%H:%M"], help="When in it, where the session takes a part of it."
        ),
    ] = None,
    since: Since = None,
    pins: Pins = None,
) -> None:
    """Move a session; whoever is in the way moves too, and as few as can be.

    Example: pairing sessions move data/sample my-plan --student S014 --with T02 --on 2026-10-19
    --to 2026-10-20 D2-AS --out my-plan
    """
    from pairing.model.fields import read_day
    from pairing.planning import Context

    with telling_faults():
        loaded, in_force, row = _asked(school, plan_dir, student, host, on.date(), period, start)
        try:
            day = read_day(to[0])
        except ValueError:
            fault = Fault("sessions", None, "to", to[0], DATE)
            raise InputError([fault]) from None
        context = Context.of(loaded)
    apply_changes(
        context,
        in_force,
        plan_dir,
        out_dir,
        since,
        pins,
        [(row, day, to[1], at.time() if at else None)],
    )


@sessions.command()
def cancel(
    school: SchoolPath,
    plan_dir: PlanDir,
    student: Student,
    host: Host,
    on: On,
    out_dir: OutDir,
    period: Period = None,
    start: Start = None,
    since: Since = None,
    pins: Pins = None,
) -> None:
    """Call a session off; all others stay. Add the row it prints to cancellations.csv.

    Example: pairing sessions cancel data/sample my-plan --student S014 --with T02 --on 2026-10-19
    --out my-plan
    """
    from pairing.model.records import Cancellation
    from pairing.planning import Context

    with telling_faults():
        loaded, in_force, row = _asked(school, plan_dir, student, host, on.date(), period, start)
        called_off = Cancellation.of(row)
        now = replace(loaded, cancellations=(*loaded.cancellations, called_off))
        context = Context.of(now)
    apply_changes(context, in_force, plan_dir, out_dir, since, pins)
    told = say(
        "sessions.for_cancellations",
        "For {file}, so that nobody plans it again:",
        file="cancellations.csv",
    )
    tell(told)
    out.print(f"  student_id,host_id,subject,kind,date,by,note\n  {csv_of(called_off)}")


def _place(school: School, time: OtherTime) -> str:
    """A period, and when in it, where it is a part."""
    whole = school.period[time.period_id]
    if (time.start, time.end) == (whole.start, whole.end):
        return time.period_id
    return f"{time.period_id} {time.start:%H:%M}"


@sessions.command()
def short(school: SchoolPath, plan_dir: PlanDir) -> None:
    """Whose time is short, and what one more free period, or a wider limit, would buy.

    Example: pairing sessions short data/sample my-plan
    """
    from pairing.planning import Context, shortages

    with telling_faults():
        loaded, in_force = plan_in_force(school, plan_dir, Part.SESSIONS)
        context = Context.of(loaded)
    found = shortages(context, in_force)
    if not found:
        told = say(
            "sessions.nothing_short",
            "Nothing that one more period or a wider limit would change is left out.",
        )
        tell(told)
        return
    columns = N_("week"), N_("whose"), N_("left out"), N_("one more period")
    table = table_of(*columns, N_("a limit wider by one"), left=(columns[1],))
    for one in found:
        who = escape(str(one.who))
        table.add_row(str(one.week), who, str(one.left_out), f"+{one.slot}", f"+{one.limit}")
    out.print(table)


sessions.command()(away)
sessions.command()(cover)
sessions.command()(calendars)
sessions.command()(sheets)
