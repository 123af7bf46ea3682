"""The commands about seats: advice for one student, the cost of moving, many weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from pairing.cli.common import (
    NO_PLAN,
    OnDay,
    SchoolPath,
    in_years,
    plan_in_force,
    progress,
    school_on,
    tell_notes,
    telling_faults,
    to_write,
)
from pairing.cli.console import out
from pairing.model.enums import Part
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import join, say, say_count
from pairing.signals import held

if TYPE_CHECKING:
    from pairing.model.plan import Plan
    from pairing.model.school import School
    from pairing.planning import Context, Fit

__all__ = ["advise", "curve", "print_seats", "rotate_weeks"]

Class_ = Annotated[str, typer.Option("--class", help="The class.")]
PlanDir = Annotated[Path, typer.Argument(help="The folder of the plan in force.")]


def advise(
    school: SchoolPath,
    plan_dir: PlanDir,
    student: Annotated[str, typer.Option(help="The student's id.")],
    seat: Annotated[
        str | None, typer.Option(help="A wished seat: plan the class anew around it.")
    ] = None,
    pins: Annotated[Path | None, typer.Option(help="CSV of decisions that must stay.")] = None,
) -> None:
    """Say why a student sits there, the best other seats, or what a wished seat would cost.

    Example: pairing advise data/sample my-plan --student S014
    """
    from pairing.io import read_pins
    from pairing.model.checks import nearest
    from pairing.planning import Context, seat_fits, what_if

    with telling_faults():
        loaded, in_force = plan_in_force(school, plan_dir, Part.SEATS)
        fixed = read_pins(pins, loaded) if pins else ()
        found = loaded.student.get(student)
        class_id = found.class_id if found else ""
        room = loaded.room_of(class_id) if found else None
        if found is None or room is None or student not in in_force.seats_of(class_id):
            raise InputError(
                [
                    Fault(
                        "seats",
                        None,
                        "student",
                        student,
                        say("seats.seated_student", "a seated student"),
                    )
                ]
            )
        if seat is not None and seat not in room.index:
            hint = nearest(seat, room.index)
            raise InputError(
                [Fault("layouts", None, "seat", seat, say("seats.usable", "a usable seat"), hint)]
            )
        context = Context.of(loaded)
    if seat is None:
        _tell_why(context, in_force, class_id, student)
        _tell_fits(seat_fits(context, in_force, class_id, student, fixed), loaded)
        return
    wish = what_if(context, in_force, class_id, student, seat, fixed)
    if wish.change is None:
        out.print(f"[red]impossible[/]: {escape(found.name)} on {escape(seat)} breaks")
        tell_notes(Part.SEATS, wish.summary)
        raise typer.Exit(NO_PLAN)
    told = say_count(
        "seats.wish_costs",
        "{points} points, and {count} student changes seats",
        "{points} points, and {count} students change seats",
        wish.moved or 0,
        points=f"{wish.change:+g}",
    )
    out.print(str(told))


def _tell_why(context: Context, plan: Plan, class_id: str, student_id: str) -> None:
    from pairing.planning import why_here

    name = context.school.label(student_id)
    out.print(f"[bold]{escape(name)}[/] sits here because")
    for bearing in why_here(context, plan, class_id, student_id):
        out.print(f"  {bearing.points:+g} {escape(str(bearing.text))} ({bearing.rule})")


def _tell_fits(fits: Sequence[Fit], school: School) -> None:
    out.print("[bold]The best other seats[/], all others staying where they are:")
    for fit in [one for one in fits if one.possible][:5]:
        other = school.label(fit.swaps_with) if fit.swaps_with else "nobody: it is free"
        out.print(f"  {fit.change:+g} {escape(fit.seat_id)}, swapping with {escape(other)}")
    barred = [fit for fit in fits if not fit.possible]
    for fit in barred[:5]:
        out.print(f"  [red]no[/] {escape(fit.seat_id)}: {escape(join(fit.broken))}")
    if len(barred) > 5:
        out.print(f"  and {len(barred) - 5} more that would break a hard rule")


def curve(
    school: SchoolPath,
    plan_dir: PlanDir,
    class_id: Class_,
    pins: Annotated[Path | None, typer.Option(help="CSV of decisions that must hold.")] = None,
) -> None:
    """Show what moving 0, 2, 4, 8 ... students would gain over the plan in force.

    Example: pairing curve data/sample my-plan --class 7A
    """
    from rich.table import Table

    from pairing.io import read_pins
    from pairing.planning import Context, disruption_curve

    with telling_faults():
        loaded, in_force = plan_in_force(school, plan_dir, Part.SEATS)
        fixed = read_pins(pins, loaded) if pins else ()
        _known_class(loaded, class_id)
        points = disruption_curve(Context.of(loaded), class_id, in_force, pins=fixed)
    table = Table(box=None)
    for column in ("at most", "moved", "points", "hard rules broken by"):
        table.add_column(column, justify="right")
    for point in points:
        broken = str(point.violations or "")
        table.add_row(str(point.limit), str(point.moved), f"{point.points:g}", broken)
    out.print(table)


def print_seats(
    school: SchoolPath,
    plan_dir: PlanDir,
    out_dir: Annotated[
        Path, typer.Option("--out", help="The folder for the pages.", callback=to_write)
    ],
    class_id: Annotated[str | None, typer.Option("--class", help="One class; else all.")] = None,
) -> None:
    """Write PDFs to print: the plan as the teacher and as the pupils see it, and a door list.

    They have names and places only. Example: pairing print data/sample my-plan --out my-pages
    """
    from pairing.io import write_whole
    from pairing.reports import seat_sheets

    with telling_faults():
        loaded, in_force = plan_in_force(school, plan_dir, Part.SEATS)
        if class_id is not None:
            _known_class(loaded, class_id)
        classes = loaded.class_ if class_id is None else (class_id,)
        pages: dict[str, bytes] = {}
        for one in classes:
            pages |= seat_sheets(loaded, in_force, one)
        with held():
            write_whole(out_dir, pages)
    if not pages:
        out.print("No PDF was written: nobody has a seat in the plan")
        return
    out.print(f"{len(pages)} PDFs are in {escape(str(out_dir))}: open them and print")


def rotate_weeks(
    school: SchoolPath,
    class_id: Class_,
    out_dir: Annotated[
        Path, typer.Option("--out", help="The folder for the weeks.", callback=to_write)
    ],
    weeks: Annotated[int, typer.Option(min=1, max=60, help="How many.")] = 12,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            callback=in_years,
            help="The first Monday; the next one if left out.",
        ),
    ] = None,
    shift: Annotated[
        bool, typer.Option("--shift", help="Shift columns and rows by one, as schools do today.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same weeks.")] = 0,
    on: OnDay = None,
) -> None:
    """Plan the seats of many weeks: new neighbours, fair places, every need still covered.

    Example: pairing rotate data/sample --class 7A --weeks 8 --out my-weeks
    """
    from pairing.io import write_weeks
    from pairing.planning import Context, column_shift, fairness, make_plan, rotate

    with telling_faults():
        loaded = school_on(school, on)
        _known_class(loaded, class_id)
        monday = since.date() if since else _next_monday()
        context = Context.of(loaded)
        with progress(None) as (stop, show):
            pairs = make_plan(
                context, only=(Part.PAIRS,), stop=stop, progress=show, compare=False
            ).plan
            made = rotate(
                context,
                class_id,
                1 if shift else weeks,
                since=monday,
                pairs=pairs,
                seed=seed,
                stop=stop,
                progress=show,
            )
        if shift and made.weeks:
            first = made.weeks[0].seats
            made = column_shift(context, class_id, weeks, since=monday, first=first)
        if not made.weeks:
            out.print(
                f"[red]No seats for {escape(class_id)}[/]: pairing plan says which rules clash"
            )
            raise typer.Exit(NO_PLAN)
        with held():
            write_weeks({week.since: week.seats for week in made.weeks}, made.history(), out_dir)
    told = fairness(context, made)
    out.print(f"{len(made.weeks)} weeks are in {escape(str(out_dir))}")
    out.print(
        f"tutors within reach: {100 * told.coverage:.0f} % in the worst week; "
        f"deskmates who meet again: {told.repeats}, at least {told.least}; "
        f"weeks in front differ by {told.front_spread}"
    )


def _known_class(school: School, class_id: str) -> None:
    from pairing.model.checks import nearest

    if class_id not in school.class_ or school.room_of(class_id) is None:
        hint = nearest(class_id, school.class_)
        expected = say("seats.class_with_room", "a class that has a room")
        raise InputError([Fault("classes", None, "class_id", class_id, expected, hint)])


def _next_monday() -> date:
    today = datetime.now().astimezone().date()
    return today + timedelta(days=7 - today.weekday())
