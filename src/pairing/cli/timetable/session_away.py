"""The commands about who is away: plan anew from a day on, or who could hold the sessions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairing.cli.shell.common import (
    PlanDir,
    SchoolPath,
    in_years,
    plan_in_force,
    telling_faults,
    to_write,
)
from pairing.cli.shell.console import dated, out, tell
from pairing.cli.timetable.session_changes import (
    OutDir,
    Pins,
    apply_changes,
    csv_of,
    session_line,
    tell_moves,
    write_changes,
)
from pairing.language import N_, translated
from pairing.model.enums import Part
from pairing.model.messages.expected import known_in
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, join, quote, say, say_count, word
from pairing.model.session_times import place_of

if TYPE_CHECKING:
    from pairing.model.records import Absence
    from pairing.model.school import School
    from pairing.planning import Cover

__all__ = ["away", "cover"]


LastDay = Annotated[
    datetime | None,
    typer.Option(
        "--to",
        formats=["%Y-%m-%d"],
        callback=in_years,
        help="The last day; that day only if left out.",
    ),
]


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
    until: LastDay = None,
    pins: Pins = None,
) -> None:
    """Somebody falls ill: plan anew from that day on, and change as little as can be.

    Example: pairing sessions away data/sample my-plan --person T02 --from 2026-10-20
    --to 2026-10-21 --out my-plan
    """
    from pairing.model.soundness.nearest import nearest
    from pairing.planning import Context

    with telling_faults():
        loaded, in_force = plan_in_force(school, plan_dir, Part.SESSIONS)
        known = [*loaded.teacher, *loaded.student]
        if person not in known:
            # Another teacher may be meant; another child is never named.
            hint = nearest(person, loaded.teacher)
            expected = say("expected.person", "a student_id or a teacher_id")
            raise InputError([Fault("absences", None, "person", person, expected, hint)])
        absence = _absence(person, since.date(), until.date() if until else None)
        context = Context.of(replace(loaded, absences=(*loaded.absences, absence)))
    apply_changes(context, in_force, plan_dir, out_dir, since, pins)
    _for_absences(absence)


def cover(
    school: SchoolPath,
    plan_dir: PlanDir,
    teacher: Annotated[
        str | None,
        typer.Option(help="The id of the one teacher who is away; everybody of absences if none."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], callback=in_years, help="The first day away."),
    ] = None,
    until: LastDay = None,
    accept: Annotated[
        str | None,
        typer.Option(help="The numbers of the proposals to accept, as in 1,3; or all."),
    ] = None,
    out_dir: Annotated[
        Path | None,
        typer.Option("--out", help="The folder for the changed plan.", callback=to_write),
    ] = None,
) -> None:
    """A teacher is away: another time, a colleague of the subject, or a later week for each.

    Nothing changes until proposals are accepted.

    Example: pairing sessions cover data/sample my-plan --teacher T02 --from 2026-10-20
    --to 2026-10-21 --accept all --out my-plan
    """
    from pairing.model.soundness.nearest import nearest
    from pairing.planning import Context, propose_covers, take_covers

    with telling_faults():
        loaded, in_force = plan_in_force(school, plan_dir, Part.SESSIONS)
        if teacher is not None and teacher not in loaded.teacher:
            hint = nearest(teacher, loaded.teacher)
            expected = known_in("teacher_id", "teachers")
            raise InputError([Fault("absences", None, "teacher", teacher, expected, hint)])
        if (accept is None) != (out_dir is None):
            expected = say("expected.accept_and_out", "--accept and --out together")
            raise InputError([Fault("sessions", None, "accept", accept or "", expected)])
        absence = None
        if since is not None or until is not None:
            if teacher is None or since is None:
                expected = say("expected.who_and_from", "--teacher and --from with the days")
                raise InputError([Fault("absences", None, "from", "", expected)])
            absence = _absence(teacher, since.date(), until.date() if until else None)
            loaded = replace(loaded, absences=(*loaded.absences, absence))
        context = Context.of(loaded)
    found = propose_covers(context, in_force, teacher, since.date() if since else None)
    if not found.proposals:
        tell(say("cover.nothing", "No session of the plan falls into these days."))
        return
    if not found.best:
        tell(say("cover.maybe_better", "The search was cut short: better may be possible."))
    for number, one in enumerate(found.proposals, 1):
        _tell(loaded, number, one)
    if out_dir is None:
        return
    with telling_faults():
        taken = _accepted(accept or "", found.proposals)
    done = take_covers(context, in_force, taken)
    write_changes(done, plan_dir, out_dir)
    told = say_count(
        "cover.taken", "{count} proposal is taken:", "{count} proposals are taken:", len(done.moved)
    )
    tell(told)
    tell_moves(loaded, done)
    for one in found.proposals:
        if one not in taken or one.after is None:
            tell(session_line(loaded, one.before), translated(N_("still open")), "red", indent=True)
    tell(say("cli.plan_in", "The plan is in {folder}", folder=out_dir))
    if absence is not None:
        _for_absences(absence)


def _absence(person: str, since: date, last: date | None) -> Absence:
    """Raises InputError where the last day is before the first."""
    from pairing.model.records import Absence

    if last is not None and last < since:
        expected = say(
            "expected.not_before", "a day that is not before {date}", date=since.isoformat()
        )
        raise InputError([Fault("absences", None, "to", last.isoformat(), expected)])
    return Absence.model_validate({"person_id": person, "from": since, "to": last})


def _for_absences(absence: Absence) -> None:
    told = say(
        "sessions.for_absences", "For {file}, so that the next plan knows:", file="absences.csv"
    )
    tell(told)
    out.print(f"  person_id,from,to,period_id\n  {csv_of(absence)}")


def _accepted(text: str, proposals: tuple[Cover, ...]) -> list[Cover]:
    """Raises InputError where it is neither all nor numbers of proposals."""
    if text.strip().lower() == "all":
        return list(proposals)
    try:
        numbers = [int(one) for one in text.split(",")]
    except ValueError:
        numbers = [0]
    if not all(1 <= number <= len(proposals) for number in numbers):
        expected = say(
            "expected.proposals", "all, or numbers from 1 to {last}", last=len(proposals)
        )
        raise InputError([Fault("sessions", None, "accept", text, expected)])
    return [proposals[number - 1] for number in sorted(set(numbers))]


def _tell(school: School, number: int, one: Cover) -> None:
    """A proposal, and why nothing nearer to the plan is possible."""
    tell(quote(f"{number}. {session_line(school, one.before)}"))
    tell(_words(school, one), colour="red" if one.after is None else "green", indent=True)
    if one.why:
        tell(quote(join(one.why)), indent=True)


def _words(school: School, one: Cover) -> Message:
    if one.after is None:
        return say("cover.nobody", "nobody can hold it; it stays in the plan until you decide")
    when = f"{dated(one.after.date)} {place_of(school, one.after)}"
    if one.kind == "colleague":
        return say(
            "cover.by",
            "{name} holds it then ({near}; covers in this plan: {count})",
            name=school.teacher_label(one.after.teacher_id),
            near=word(one.nearness),
            count=one.carried,
        )
    return say("cover.moves_to", "it moves to {time}", time=when)
