"""The commands about seats: advice for one student, the cost of moving, many weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairing.cli.shell.common import (
    NO_PLAN,
    OnDay,
    PlanDir,
    SchoolPath,
    in_years,
    plan_in_force,
    progress,
    school_on,
    tell_notes,
    telling_faults,
    to_write,
)
from pairing.cli.shell.console import out, table_of, tell
from pairing.language import N_, translated
from pairing.model.enums import Part
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import join, quote, say, say_count
from pairing.signals import held

if TYPE_CHECKING:
    from pairing.model.plan import Plan
    from pairing.model.school import School
    from pairing.planning import Context, Fit

__all__ = ["advise", "curve", "print_seats", "rotate_weeks"]

Class_ = Annotated[str, typer.Option("--class", help="The class, or a set that has a room.")]


def advise(
    school: SchoolPath,
    plan_dir: PlanDir,
    student: Annotated[str, typer.Option(help="The student's id.")],
    seat: Annotated[
        str | None, typer.Option(help="A wished seat: plan the class anew around it.")
    ] = None,
    pins: Annotated[Path | None, typer.Option(help="CSV of decisions that must stay.")] = None,
    class_id: Annotated[
        str | None,
        typer.Option("--class", help="A set in whose room the seat is; else the student's class."),
    ] = None,
) -> None:
    """Say why a student sits there, the best other seats, or what a wished seat would cost.

    Example: pairing advise data/sample my-plan --student S014
    """
    from pairing.io import read_pins
    from pairing.model.soundness.nearest import nearest
    from pairing.planning import Context, seat_fits, what_if

    with telling_faults():
        loaded, in_force = plan_in_force(school, plan_dir, Part.SEATS)
        fixed = read_pins(pins, loaded) if pins else ()
        if class_id is not None:
            _known_class(loaded, class_id)
        found = loaded.student.get(student)
        class_id = class_id or (found.class_id if found else "")
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
        told = say(
            "seats.wish_breaks",
            "{name} on {seat} breaks",
            name=loaded.label(found.student_id),
            seat=seat,
        )
        tell(told, translated("impossible"), "red")
        tell_notes(Part.SEATS, wish.summary)
        raise typer.Exit(NO_PLAN)
    told = say_count(
        "seats.wish_costs",
        "{points} points, and {count} student changes seats",
        "{points} points, and {count} students change seats",
        wish.moved or 0,
        points=f"{wish.change:+g}",
    )
    tell(told)


def _tell_why(context: Context, plan: Plan, class_id: str, student_id: str) -> None:
    from pairing.planning import why_here

    name = context.school.label(student_id)
    tell(say("seats.because", "{name} sits here because", name=name), colour="bold")
    for bearing in why_here(context, plan, class_id, student_id):
        tell(quote(f"{bearing.points:+g} {bearing.text} ({translated(bearing.rule)})"), indent=True)


def _tell_fits(fits: Sequence[Fit], school: School) -> None:
    told = say("seats.best_others", "The best other seats, all others staying where they are:")
    tell(told, colour="bold")
    for fit in [one for one in fits if one.possible][:5]:
        place = f"{fit.change:+g} {fit.seat_id}"
        if fit.swaps_with:
            other = school.label(fit.swaps_with)
            told = say("seats.swap", "{place}, swapping with {name}", place=place, name=other)
        else:
            told = say("seats.free", "{place}, which is free", place=place)
        tell(told, indent=True)
    barred = [fit for fit in fits if not fit.possible]
    for fit in barred[:5]:
        label = say("seats.not_there", "not {seat}", seat=fit.seat_id)
        tell(quote(join(fit.broken)), str(label), "red", indent=True)
    if len(barred) > 5:
        told = say_count(
            "seats.more_barred",
            "and {count} more that would break a hard rule",
            "and {count} more that would break a hard rule",
            len(barred) - 5,
        )
        tell(told, indent=True)


def curve(
    school: SchoolPath,
    plan_dir: PlanDir,
    class_id: Class_,
    pins: Annotated[Path | None, typer.Option(help="CSV of decisions that must hold.")] = None,
) -> None:
    """Show what moving 0, 2, 4, 8 ... students would gain over the plan in force.

    Example: pairing curve data/sample my-plan --class 7A
    """
    from pairing.io import read_pins
    from pairing.planning import Context, disruption_curve

    with telling_faults():
        loaded, in_force = plan_in_force(school, plan_dir, Part.SEATS)
        fixed = read_pins(pins, loaded) if pins else ()
        _known_class(loaded, class_id)
        points = disruption_curve(Context.of(loaded), class_id, in_force, pins=fixed)
    table = table_of(N_("at most"), N_("moved"), N_("points"), N_("hard rules broken by"))
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
    class_id: Annotated[
        str | None, typer.Option("--class", help="One class or set; else all.")
    ] = None,
) -> None:
    """Write PDFs to print: the plan as the teacher and as the pupils see it, and a door list.

    They have names and places only.

    Example: pairing print data/sample my-plan --out my-pages
    """
    from pairing.io import write_whole
    from pairing.reports import seat_sheets

    with telling_faults():
        loaded, in_force = plan_in_force(school, plan_dir, Part.SEATS)
        if class_id is not None:
            _known_class(loaded, class_id)
        classes = loaded.seating_groups if class_id is None else (class_id,)
        pages: dict[str, bytes] = {}
        for one in classes:
            pages |= seat_sheets(loaded, in_force, one)
        with held():
            write_whole(out_dir, pages)
    if not pages:
        tell(say("seats.no_pdf", "No PDF was written: nobody has a seat in the plan"))
        return
    told = say_count(
        "seats.pdfs",
        "{count} PDF is in {folder}: open it and print",
        "{count} PDFs are in {folder}: open them and print",
        len(pages),
        folder=out_dir,
    )
    tell(told)


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
            label = say("seats.none", "No seats for {class_id}", class_id=class_id)
            told = say(
                "seats.which_clash", "{command} says which rules clash", command="pairing plan"
            )
            tell(told, str(label), "red")
            raise typer.Exit(NO_PLAN)
        with held():
            write_weeks({week.since: week.seats for week in made.weeks}, made.history(), out_dir)
    fair = fairness(context, made)
    told = say_count(
        "seats.weeks",
        "{count} week is in {folder}",
        "{count} weeks are in {folder}",
        len(made.weeks),
        folder=out_dir,
    )
    tell(told)
    told = say(
        "seats.fairness",
        "tutors within reach: {coverage} % in the worst week; "
        "deskmates who meet again: {repeats}, at least {least}; weeks in front differ by {spread}",
        coverage=f"{100 * fair.coverage:.0f}",
        repeats=fair.repeats,
        least=fair.least,
        spread=fair.front_spread,
    )
    tell(told)


def _known_class(school: School, class_id: str) -> None:
    from pairing.model.soundness.nearest import nearest

    groups = school.seating_groups
    if class_id not in groups or school.room_of(class_id) is None:
        hint = nearest(class_id, groups)
        expected = (
            say("seats.class_with_room", "a class that has a room")
            if len(groups) == len(school.class_)
            else say("rules.group_with_room", "a class, or a set that has a room")
        )
        raise InputError([Fault("classes", None, "class_id", class_id, expected, hint)])


def _next_monday() -> date:
    today = datetime.now().astimezone().date()
    return today + timedelta(days=7 - today.weekday())
