"""What a person changes of needs: decisions, pass marks, the day; all of it can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from pairing.model.enums import Ruling
from pairing.model.messages.message import say
from pairing.model.records import Decision, Exam

if TYPE_CHECKING:
    from pairing.app.state.workspace import Workspace

__all__ = [
    "NeedsState",
    "broad_exams",
    "decide",
    "marked_exams",
    "redo",
    "set_day",
    "set_pass_mark",
    "take_back",
    "undo",
]


class NeedsState(NamedTuple):
    """What needs rest on and a person may change on the page, to come back to."""

    given: tuple[Decision, ...]
    own: tuple[Decision, ...]
    exams: tuple[Exam, ...]
    on: date | None


class BroadExam(NamedTuple):
    """An exam whose pass mark is no sign of need: too many lie under it.

    ``share`` of those who sat lie under ``mark``, of ``full`` that could be reached; where
    several grades sat it, as in the grade in which most do.
    """

    exam: str
    subject: str
    share: float
    mark: float
    full: float


def decide(
    workspace: Workspace, student_id: str, need: str, ruling: Ruling, by: str, why: str = ""
) -> None:
    """Keep a person's decision about a need, found or not; nothing decided before is lost."""
    _remember(workspace)
    decision = Decision(
        student_id=student_id,
        need=need,
        ruling=ruling,
        by=by,
        at=datetime.now().astimezone().date(),
        note=why.strip() or None,
    )
    workspace.decisions.append(decision)
    workspace.journal.done = say(
        "screening.decided",
        "decided about {student_id}, {need}",
        student_id=student_id,
        need=need,
    )


def take_back(workspace: Workspace, decision: Decision) -> None:
    """Let a decision hold no longer; it stays on record in the versions before."""
    _remember(workspace)
    school = workspace.school
    if decision in workspace.decisions:
        workspace.decisions.remove(decision)
    else:
        left = tuple(row for row in school.decisions if row != decision)
        workspace.school = replace(school, decisions=left)
    workspace.journal.done = say(
        "screening.taken_back",
        "decision about {student_id}, {need} taken back",
        student_id=decision.student_id,
        need=decision.need,
    )


def set_day(workspace: Workspace, on: date | None) -> None:
    """Plan as of a day; None for the newest day of the tables that has come."""
    if on == workspace.school.on:
        return
    _remember(workspace)
    workspace.school = replace(workspace.school, on=on)
    day = workspace.school.today
    workspace.journal.done = say(
        "school.as_of", "as of {day}", day=day.isoformat() if day is not None else "-"
    )


def set_pass_mark(workspace: Workspace, exam: str, subject: str, mark: float | None) -> None:
    """Draw the pass mark of an exam in one subject; None for the school's usual one."""
    _remember(workspace)
    school = workspace.school
    rows = {(row.exam, row.subject): row for row in school.exams}
    # What the school says of the exam in all subjects holds in this one too.
    row = rows.get((exam, subject)) or rows.get((exam, None)) or Exam(exam=exam)
    rows[exam, subject] = row.model_copy(update={"subject": subject, "pass_mark": mark})
    bare = Exam(exam=exam, subject=subject)
    kept = tuple(one for one in rows.values() if one != bare)
    workspace.school = replace(school, exams=kept)
    workspace.journal.done = say(
        "edits.pass_mark", "pass mark of {exam} set in {subject}", exam=exam, subject=subject
    )


def broad_exams(workspace: Workspace) -> tuple[BroadExam, ...]:
    """The exams whose pass mark is no sign, those with most under it first."""
    school = workspace.findings.school
    full = {(row.exam, row.subject): row.full_score for row in school.known_scores}
    found: dict[tuple[str, str], BroadExam] = {}
    for sitting in sorted(school.sittings.values(), key=lambda one: one.below):
        if sitting.broad:
            key = sitting.exam, sitting.subject
            mark = sitting.line * full[key] / 100
            found[key] = BroadExam(*key, sitting.below, mark, full[key])
    return tuple(sorted(found.values(), key=lambda one: -one.share))


def marked_exams(workspace: Workspace) -> tuple[Exam, ...]:
    """The exams of one subject whose pass mark somebody drew."""
    return tuple(row for row in workspace.school.exams if row.subject and row.pass_mark is not None)


def undo(workspace: Workspace) -> None:
    """Take back the last change of needs."""
    _restore(workspace, workspace.needs_history.back(_now(workspace)))
    workspace.journal.done = say("workspace.undone", "undone")


def redo(workspace: Workspace) -> None:
    """Do again what was undone."""
    _restore(workspace, workspace.needs_history.forth(_now(workspace)))
    workspace.journal.done = say("workspace.done_again", "done again")


def _remember(workspace: Workspace) -> None:
    workspace.needs_history.remember(_now(workspace))


def _now(workspace: Workspace) -> NeedsState:
    school = workspace.school
    return NeedsState(school.decisions, tuple(workspace.decisions), school.exams, school.on)


def _restore(workspace: Workspace, state: NeedsState) -> None:
    workspace.decisions = list(state.own)
    workspace.school = replace(
        workspace.school, decisions=state.given, exams=state.exams, on=state.on
    )
