"""The commands about groups: small learning groups of a class, teaching groups of a grade."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairing.cli.shell.common import (
    NO_PLAN,
    OnDay,
    SchoolPath,
    plan_in_force,
    progress,
    school_on,
    telling_faults,
    to_write,
)
from pairing.cli.shell.console import tell
from pairing.model.enums import Part
from pairing.model.messages.expected import known_in
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import say, say_count, word

if TYPE_CHECKING:
    from pairing.planning import GroupTime

__all__ = ["groups", "teaching"]

OutDir = Annotated[
    Path, typer.Option("--out", help="The folder for the groups.", callback=to_write)
]

BesidePlan = Annotated[
    Path | None,
    typer.Option(
        "--plan", help="A plan with whose sessions the times of the groups may not clash."
    ),
]

# Those of planning.groups.learning, which is not loaded to say how a command is used.
_SMALLEST, _LARGEST = 3, 5


def groups(
    school: SchoolPath,
    class_id: Annotated[str, typer.Option("--class", help="The class.")],
    out_dir: OutDir,
    size: Annotated[
        int, typer.Option(min=_SMALLEST, max=_LARGEST, help="Students of a group, about.")
    ] = 4,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same groups.")] = 0,
    on: OnDay = None,
) -> None:
    """Part a class into learning groups of 3 to 5: a tutor for each need, alike among themselves.

    Example: pairing groups data/sample --class 7A --size 4 --out my-groups
    """
    from pairing.io import write_table
    from pairing.model.soundness.nearest import nearest
    from pairing.planning import Context, learning_groups

    with telling_faults():
        loaded = school_on(school, on)
        if class_id not in loaded.class_:
            hint = nearest(class_id, loaded.class_)
            raise InputError(
                [
                    Fault(
                        "classes", None, "class_id", class_id, known_in("class_id", "classes"), hint
                    )
                ]
            )
        context = Context.of(loaded)
        with progress(None) as (stop, show):
            made = learning_groups(
                context, class_id, size=size, seed=seed, stop=stop, progress=show
            )
        if not made.groups:
            no_groups = say("groups.none", "No groups for {class_id}", class_id=class_id)
            clash = say("groups.clash", "these do not hold together")
            tell(clash, str(no_groups), "red")
            for member in made.summary.conflict:
                tell(member, indent=True)
            raise typer.Exit(NO_PLAN)
        members = ((class_id, group.number, one) for group in made.groups for one in group.members)
        write_table("groups", ("class_id", "group", "student_id"), members, out_dir)
        # Who needs help in what stands in a file of its own: the first one can be put on a wall.
        help_ = (
            (class_id, group.number, pair.tutee_id, pair.tutor_id, pair.subject)
            for group in made.groups
            for pair in group.help
        )
        header = ("class_id", "group", "tutee_id", "tutor_id", "subject")
        write_table("group_help", header, help_, out_dir)
    alone = sum(len(group.alone) for group in made.groups)
    sizes = tuple(len(group.members) for group in made.groups)
    score, bound = made.summary.objective, made.summary.bound
    told = say_count(
        "groups.made",
        "{groups} groups of {sizes}; {count} need without a tutor in the group",
        "{groups} groups of {sizes}; {count} needs without a tutor in the group",
        alone,
        groups=len(made.groups),
        sizes=sizes,
    )
    tell(told)
    for note in made.notes:
        tell(note, colour="cyan", indent=True)
    told = say(
        "groups.written",
        "{score} points of {bound} at most; {file} is in {folder}",
        score=f"{score:g}",
        bound=f"{bound:g}",
        file="groups.csv",
        folder=out_dir,
    )
    tell(told)
    told = say(
        "groups.for_staff", "{file}, who can help whom, is for staff only", file="group_help.csv"
    )
    tell(told)


def teaching(
    school: SchoolPath,
    out_dir: OutDir,
    least: Annotated[int, typer.Option(min=1, help="Students of a group, at least.")] = 3,
    most: Annotated[int, typer.Option(min=1, help="Students of a group, at most.")] = 8,
    of_a_teacher: Annotated[int, typer.Option(min=1, help="Groups of one teacher, at most.")] = 2,
    mixed: Annotated[bool, typer.Option("--mixed", help="Put all levels together.")] = False,
    plan_dir: BesidePlan = None,
    on: OnDay = None,
) -> None:
    """Group students with the same need and level under one teacher, each group at a time for all.

    Example: pairing teaching-groups data/sample --least 3 --most 6 --out my-groups
    """
    from pairing.io import write_table
    from pairing.planning import Context, TeachingLimits, group_times, teaching_groups

    with telling_faults():
        plan = None
        if plan_dir is None:
            loaded = school_on(school, on)
        elif on is None:
            loaded, plan = plan_in_force(school, plan_dir, Part.SESSIONS)
        else:
            expected = say("groups.day_of_plan", "none with --plan: the plan has its day")
            raise InputError([Fault("command", None, "--on", f"{on:%Y-%m-%d}", expected)])
        if least > most:
            expected = say("groups.at_most", "at most the {most} of --most", most=most)
            raise InputError([Fault("command", None, "least", str(least), expected)])
        limits = TeachingLimits(least, most, of_a_teacher, not mixed)
        context = Context.of(loaded)
        made = teaching_groups(context.findings, limits)
        found = group_times(context, made.groups, plan)
        rows = (
            (
                *(number, group.grade, group.subject, group.level or "", group.teacher_id),
                *(student_id, *_time_cells(time)),
            )
            for number, (group, time) in enumerate(zip(made.groups, found.times, strict=True), 1)
            for student_id in group.students
        )
        header = ("group", "grade", "subject", "level", "teacher_id", "student_id")
        times_header = ("period_id", "weekday", "start", "end")
        write_table("teaching_groups", (*header, *times_header), rows, out_dir)
    for number, (group, time) in enumerate(zip(made.groups, found.times, strict=True), 1):
        teacher = loaded.teacher_label(group.teacher_id)
        facts = {
            "number": number,
            "subject": word(group.subject),
            "grade": group.grade,
            "students": len(group.students),
            "teacher": teacher,
            "time": say("groups.no_time", "no time") if time is None else time.when,
        }
        if group.level is None:
            told = say(
                "groups.teaching_at",
                "{number}. {subject}, grade {grade}: {students} with {teacher}, {time}",
                **facts,
            )
        else:
            told = say(
                "groups.teaching_level_at",
                "{number}. {subject}, grade {grade}, severity {severity}: {students} with "
                "{teacher}, {time}",
                severity=group.level,
                **facts,
            )
        tell(told)
    for note in (*made.notes, *found.notes):
        tell(note, colour="yellow")
    told = say_count(
        "groups.teaching_made",
        "{count} group, {proved}; {file} is in {folder}",
        "{count} groups, {proved}; {file} is in {folder}",
        len(made.groups),
        proved=say("groups.best", "no grouping is better")
        if made.optimal
        else say("groups.maybe_better", "a better grouping was not ruled out"),
        file="teaching_groups.csv",
        folder=out_dir,
    )
    tell(told)


def _time_cells(time: GroupTime | None) -> tuple[object, ...]:
    """The period, weekday and times of a group as a row has them; empty where it has none."""
    if time is None:
        return "", "", "", ""
    period = time.period
    return period.period_id, period.weekday, f"{period.start:%H:%M}", f"{period.end:%H:%M}"
