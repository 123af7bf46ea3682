"""The commands about sessions: another time, a move, a cancellation, who is away, paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from pairing.cli.common import (
    NO_PLAN,
    PlanDir,
    SchoolPath,
    in_years,
    no_answer,
    plan_in_force,
    telling_faults,
    to_write,
)
from pairing.cli.console import dated, out, table_of, tell
from pairing.cli.session_paper import calendars, sheets
from pairing.errors import NoAnswerError
from pairing.language import N_, translated, weekday
from pairing.model.enums import Part
from pairing.model.messages.expected import DATE
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, join, quote, say, say_count, word
from pairing.model.plan import Plan, Session
from pairing.signals import held

if TYPE_CHECKING:
    from pairing.model.records import Absence, Cancellation
    from pairing.model.school import School
    from pairing.planning import Context, Rescheduled

__all__ = ["sessions"]

sessions = typer.Typer(
    help="Sessions of a plan: another time, move, cancel, who is away, calendars, sheets.",
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
)

OutDir = Annotated[
    Path, typer.Option("--out", help="The folder for the changed plan.", callback=to_write)
]
Student = Annotated[str, typer.Option(help="The student's id.")]
Host = Annotated[str, typer.Option("--with", help="The teacher's id, or the tutor's.")]
On = Annotated[
    datetime,
    typer.Option("--on", formats=["%Y-%m-%d"], callback=in_years, help="The session's day."),
]
Period = Annotated[
    str | None, typer.Option("--period", help="Its period, if there are two that day.")
]
Since = Annotated[
    datetime | None,
    typer.Option(
        formats=["%Y-%m-%d"],
        callback=in_years,
        help="Nothing before this day changes; today as a rule.",
    ),
]
Pins = Annotated[
    Path | None, typer.Option("--pins", help="CSV of sessions that must stay where they are.")
]


def _asked(
    school: Path, plan_dir: Path, student: str, host: str, day: date, period: str | None
) -> tuple[School, Plan, Session]:
    """The school, the plan in force, and its session of two people on a day.

    Raises InputError where one of them cannot be read, or there is no such session.
    """
    from pairing.model.checks import nearest
    from pairing.planning import find_session

    loaded, in_force = plan_in_force(school, plan_dir, Part.SESSIONS)
    row = find_session(in_force, student, host, day, period)
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
    since: Since = None,
) -> None:
    """Find a session another time: the five best slots with their cost, and why not the others.

    Example: pairing sessions times data/sample my-plan --student S014 --with T02 --on 2026-10-19
    """
    from pairing.planning import Context, other_times

    with telling_faults():
        loaded, in_force, row = _asked(school, plan_dir, student, host, on.date(), period)
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
        tell(quote(f"{one.change:+g} {dated(one.date)} {one.period_id}"), indent=True)
    for one in [one for one in found if not one.possible]:
        label = say("sessions.not_then", "not {time}", time=f"{weekday(one.date)} {one.period_id}")
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
        loaded, in_force, row = _asked(school, plan_dir, student, host, on.date(), period)
        try:
            day = read_day(to[0])
        except ValueError:
            fault = Fault("sessions", None, "to", to[0], DATE)
            raise InputError([fault]) from None
        context = Context.of(loaded)
    _apply(context, in_force, plan_dir, out_dir, since, pins, [(row, day, to[1])])


@sessions.command()
def cancel(
    school: SchoolPath,
    plan_dir: PlanDir,
    student: Student,
    host: Host,
    on: On,
    out_dir: OutDir,
    period: Period = None,
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
        loaded, in_force, row = _asked(school, plan_dir, student, host, on.date(), period)
        called_off = Cancellation.of(row)
        now = replace(loaded, cancellations=(*loaded.cancellations, called_off))
        context = Context.of(now)
    _apply(context, in_force, plan_dir, out_dir, since, pins)
    told = say(
        "sessions.for_cancellations",
        "For {file}, so that nobody plans it again:",
        file="cancellations.csv",
    )
    tell(told)
    out.print(f"  student_id,host_id,subject,kind,date,by,note\n  {_csv(called_off)}")


@sessions.command()
def away(
    school: SchoolPath,
    plan_dir: PlanDir,
    person: Annotated[str, typer.Option(help="The id of the teacher or student.")],
    since: Annotated[
        datetime,
        typer.Option(
            "--from", formats=["%Y-%m-%d"], callback=in_years, help="The first day; today."
        ),
    ],
    out_dir: OutDir,
    until: Annotated[
        datetime | None,
        typer.Option(
            "--to",
            formats=["%Y-%m-%d"],
            callback=in_years,
            help="The last day; that day only if left out.",
        ),
    ] = None,
    pins: Pins = None,
) -> None:
    """Somebody falls ill: plan anew from that day on, and change as little as can be.

    Example: pairing sessions away data/sample my-plan --person T02 --from 2026-10-20
    --to 2026-10-21 --out my-plan
    """
    from pairing.model.checks import nearest
    from pairing.model.records import Absence
    from pairing.planning import Context

    with telling_faults():
        loaded, in_force = plan_in_force(school, plan_dir, Part.SESSIONS)
        known = [*loaded.teacher, *loaded.student]
        if person not in known:
            # Another teacher may be meant; another child is never named.
            hint = nearest(person, loaded.teacher)
            expected = say("expected.person", "a student_id or a teacher_id")
            raise InputError([Fault("absences", None, "person", person, expected, hint)])
        last = until.date() if until else None
        if last is not None and last < since.date():
            expected = say(
                "expected.not_before",
                "a day that is not before {date}",
                date=since.date().isoformat(),
            )
            raise InputError([Fault("absences", None, "to", last.isoformat(), expected)])
        absence = Absence.model_validate({"person_id": person, "from": since.date(), "to": last})
        context = Context.of(replace(loaded, absences=(*loaded.absences, absence)))
    _apply(context, in_force, plan_dir, out_dir, since, pins)
    told = say(
        "sessions.for_absences", "For {file}, so that the next plan knows:", file="absences.csv"
    )
    tell(told)
    out.print(f"  person_id,from,to,period_id\n  {_csv(absence)}")


def _csv(row: Absence | Cancellation) -> str:
    values = (getattr(row, name) for name in type(row).model_fields)
    return escape(",".join("" if value is None else str(value) for value in values))


def _apply(
    context: Context,
    plan: Plan,
    before: Path,
    folder: Path,
    since: datetime | None,
    pins: Path | None,
    moves: Collection[tuple[Session, date, str]] = (),
) -> None:
    """Re-plan, write the plan, and say what changed."""
    from pairing.io import read_pins, rewrite_part
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
    with telling_faults(), held():
        rewrite_part(Part.SESSIONS, done.sessions, done.summary, before, folder)
    _tell(context.school, done)
    tell(say("cli.plan_in", "The plan is in {folder}", folder=folder))


def _tell(school: School, done: Rescheduled) -> None:
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
    for before, after in done.moved:
        now = f"{dated(after.date)} {after.period_id}"
        tell(quote(f"{_line(school, before)} -> {now}"), indent=True)
    for title, rows in ((N_("lost"), done.lost), (N_("gained"), done.gained)):
        for row in rows:
            tell(_line(school, row), translated(title), indent=True)
    if done.change is not None:
        tell(say("sessions.points", "{points} points", points=f"{done.change:+g}"))


def _line(school: School, row: Session) -> Message:
    return say(
        "sessions.line",
        "{kind} of {host} with {name}, {time}",
        kind=word(row.title),
        host=school.host_name(row.teacher_id, row.tutor_id),
        name=school.label(row.student_id),
        time=f"{dated(row.date)} {row.period_id}",
    )


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


sessions.command()(calendars)
sessions.command()(sheets)
