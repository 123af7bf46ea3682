"""The command about pairs and mentors: why these two, who else, and what another would cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from pairing.cli.shell.common import (
    NO_PLAN,
    PlanDir,
    SchoolPath,
    no_answer,
    plan_in_force,
    telling_faults,
)
from pairing.cli.shell.console import out, table_of, tell
from pairing.errors import NoAnswerError
from pairing.language import N_, translated
from pairing.model.enums import Part
from pairing.model.messages.expected import known_in
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import join, say
from pairing.model.plan import Mentorship, Pair, Plan

if TYPE_CHECKING:
    from pairing.model.school import School
    from pairing.planning import Alternative, Change
    from pairing.screening import Findings

__all__ = ["why"]


def why(
    school: SchoolPath,
    plan_dir: PlanDir,
    student: Annotated[str, typer.Option(help="The id of the student who is helped.")],
    subject: Annotated[
        str | None, typer.Option(help="The subject of a peer pair; left out: the mentor.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Why not this tutor or teacher? Their id.")] = None,
    pins: Annotated[Path | None, typer.Option(help="CSV of decisions that must stay.")] = None,
) -> None:
    """Say why a student has that tutor or mentor, who else could, and what it would cost.

    Example: pairing why data/sample my-plan --student S014 --subject maths --by S020
    """
    from pairing.io import read_pins
    from pairing.planning import Context, alternatives, explained, why_not

    with telling_faults():
        part = Part.MENTORS if subject is None else Part.PAIRS
        loaded, in_force = plan_in_force(school, plan_dir, part)
        fixed = read_pins(pins, loaded) if pins else ()
        context = Context.of(loaded)
        _known(context.findings, student, subject, by)
    row = _row(loaded, student, subject, by)
    try:
        if by is None:
            rows = explained(context, in_force, part)
            _tell_reasons(loaded, in_force.with_part(part, rows), student, subject)
            _tell_alternatives(loaded, alternatives(context, in_force, row, fixed))
            return
        change = why_not(context, in_force, row, fixed)
    except NoAnswerError as error:
        raise no_answer(error) from None
    _tell_change(loaded, change)


def _known(findings: Findings, student: str, subject: str | None, by: str | None) -> None:
    """InputError where a person or the need is unknown."""
    from pairing.model.soundness.nearest import nearest

    school = findings.school
    needs = [need.need for need in findings.needs_of.get(student, ())]
    if not needs:
        raise InputError(
            [
                Fault(
                    "needs",
                    None,
                    "student",
                    student,
                    say("needs.student_with_need", "a student with a need"),
                )
            ]
        )
    if subject is not None and subject not in needs:
        hint = nearest(subject, needs)
        raise InputError(
            [
                Fault(
                    "needs",
                    None,
                    "subject",
                    subject,
                    say("needs.one_of_theirs", "one of their needs"),
                    hint,
                )
            ]
        )
    if subject is None and not school.teacher:
        raise InputError([Fault("teachers", None, "", "", say("why.teachers", "teachers to ask"))])
    known = school.student if subject is not None else school.teacher
    if by is not None and by not in known:
        # Another teacher may be meant; another child is never named.
        hint = "" if subject is not None else nearest(by, known)
        expected = (
            known_in("student_id", "students")
            if subject is not None
            else known_in("teacher_id", "teachers")
        )
        raise InputError([Fault("plan", None, "by", by, expected, hint)])


def _row(school: School, student: str, subject: str | None, by: str | None) -> Pair | Mentorship:
    """The couple that is asked about; any will do where nobody is named."""
    if subject is not None:
        return Pair(student, by or next(iter(school.student)), subject)
    return Mentorship(student, by or next(iter(school.teacher)))


def _tell_reasons(school: School, plan: Plan, student: str, subject: str | None) -> None:
    from pairing.planning import row_words

    pairs = [row for row in plan.pairs or () if row.tutee_id == student and row.subject == subject]
    mentors = [row for row in plan.mentors or () if row.student_id == student]
    rows: list[Pair] | list[Mentorship] = mentors if subject is None else pairs
    for row in rows:
        told = say(
            "cli.labelled", "{label}: {text}", label=row_words(school, row), text=join(row.reasons)
        )
        tell(told)
    if not rows:
        tell(say("why.nobody", "The plan has nobody for this."))


def _tell_alternatives(school: School, found: tuple[Alternative, ...]) -> None:
    columns = N_("who"), N_("points lost"), N_("why not")
    title = say("why.how_far", "How far each is from being chosen")
    table = table_of(*columns, left=columns[::2], title=title)
    for one in found[:20]:
        match one.row:
            case Pair(tutor_id=tutor_id):
                name = school.label(tutor_id)
            case Mentorship(teacher_id=teacher_id):
                name = school.teacher_label(teacher_id)
            case _:
                continue
        never = translated("never") if one.cost is None else f"{one.cost:g}"
        cost = translated("chosen") if one.chosen else never
        table.add_row(escape(name), cost, escape(join(one.barred)))
    out.print(table)
    if any(one.cost is not None and one.cost < 0 for one in found):
        told = say(
            "why.below_0",
            "Below 0: a better match alone; loads would be less fair, and that counts first",
        )
        tell(told)


def _tell_change(school: School, change: Change) -> None:
    if not change.possible:
        told = say("why.not_together", "these do not hold together with it")
        tell(told, translated("impossible"), "red")
        for member in (*change.barred, *change.conflict):
            tell(member, indent=True)
        raise typer.Exit(NO_PLAN)
    tell(say("why.with_it", "{points} points; with it", points=f"{-change.cost:+g}"))
    for words in change.told:
        tell(words, colour="yellow", indent=True)
    for step in change.chain(school):
        tell(step, indent=True)
