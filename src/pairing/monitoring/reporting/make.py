"""A report: counted, and told to its reader as far as they may know it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pairing.model.enums import ReportKind, ReportLevel
from pairing.model.messages.message import Message, say, say_count
from pairing.model.plan import Plan
from pairing.monitoring.access import Facet, Viewer, ViewerRole, visible
from pairing.monitoring.due import Owed, owed_on
from pairing.monitoring.due_notes import due_notes
from pairing.monitoring.log import TermLog
from pairing.monitoring.reporting.basis import Basis
from pairing.monitoring.reporting.disclosure import guarded
from pairing.monitoring.reporting.meetings import relations_of_meetings, tables_of_meetings
from pairing.monitoring.reporting.named import NamedRows, lists_of
from pairing.monitoring.reporting.people import tables_of_people
from pairing.monitoring.reporting.spans import Span, span_of
from pairing.monitoring.reporting.steps import tables_of_steps
from pairing.monitoring.reporting.summary import Paragraph, summary_of
from pairing.monitoring.reporting.tables import Key, Relation, Shown, ShownTable, Tally
from pairing.monitoring.reporting.untabled import untabled
from pairing.monitoring.term import term_of

__all__ = ["NamedRows", "Report", "report_on", "tallies_of"]

_COORDINATOR = Viewer(ViewerRole.COORDINATOR)
_FOR_ALL = {"due.no_mentors", "due.term_guessed", "due.term_over", "due.since"}
"""Notes that name nobody and count nothing."""


@dataclass(frozen=True)
class Report:
    """What a reader may know of some days.

    ``exact`` says that no count was kept back; ``least`` is the limit of small counts. ``names``
    is empty above the school.
    """

    kind: ReportKind
    level: ReportLevel
    span: Span
    exact: bool
    least: int
    tables: tuple[ShownTable, ...]
    summary: tuple[Paragraph, ...]
    names: tuple[NamedRows, ...]
    notes: tuple[Message, ...]

    def table(self, code: str) -> ShownTable | None:
        """A table by its code; None where there was nothing to count."""
        return next((one for one in self.tables if one.code == code), None)


def report_on(
    log: TermLog,
    plan: Plan,
    kind: ReportKind,
    on: datetime.date,
    level: ReportLevel = ReportLevel.SCHOOL,
    viewer: Viewer = _COORDINATOR,
) -> Report:
    """The report of the days in which a day lies, as far as it is known on that day.

    Within the school a viewer who may see everybody in need is told every count; others, and all
    above the school, are told no small one.
    """
    basis = basis_of(log, plan, kind, on)
    # Nothing is owed any more after these days.
    owed = owed_on(log, plan, basis.span.known)
    tallies = tallies_of(basis, owed)
    counts = {key: value for tally in tallies for key, value in tally.values()}
    school = log.school
    least = school.monitoring.small_count
    beside, differences = untabled(basis, counts, owed, least)

    @cache
    def seen(student_id: str) -> frozenset[Facet]:
        return visible(viewer, school, plan, student_id)

    exact = not level.leaves_school and all(Facet.RECORDS in seen(one) for one in basis.severity)
    told: dict[Key, Shown] = (
        dict(counts)
        if exact
        else guarded(counts | beside, (*_relations(tallies, counts), *differences), least)
    )
    names = (
        ()
        if level.leaves_school
        else lists_of(basis, owed, lambda student_id, facet: facet in seen(student_id))
    )
    notes = (*_notes(basis, level, on), *_left_out(names))
    if level.leaves_school:
        tallies = tuple(map(_nameless, tallies))
    tables = tuple(tally.shown(told) for tally in tallies)
    summary = summary_of(told, least)
    return Report(kind, level, basis.span, exact, least, tables, summary, names, notes)


def basis_of(log: TermLog, plan: Plan, kind: ReportKind, on: datetime.date) -> Basis:
    """What the tables of such a report are counted from."""
    term = term_of(log.school, plan, log, on)
    return Basis(log, plan, term, span_of(kind, term, on))


def tallies_of(basis: Basis, owed: Sequence[Owed]) -> tuple[Tally, ...]:
    """Every table of a report as it was counted."""
    return (
        *tables_of_people(basis),
        *tables_of_meetings(basis),
        *tables_of_steps(basis, owed),
    )


def _nameless(tally: Tally) -> Tally:
    """The table as it leaves the school: what a school calls an exam may name somebody."""
    if tally.code != "exams":
        return tally
    rows = (
        (key, say("report.exam_number", "exam {number}", number=number))
        for number, (key, _) in enumerate(tally.rows, 1)
    )
    return replace(tally, rows=tuple(rows))


def _relations(tallies: Iterable[Tally], counts: dict[Key, int]) -> Iterator[Relation]:
    for tally in tallies:
        yield from tally.relations()
    yield from relations_of_meetings()
    if ("needs", "") in counts:
        # The needs of the plan are those that stayed, changed, or went.
        stayed = tuple(("changes", "", one) for one in ("worse", "same", "better", "gone"))
        yield ("needs", ""), stayed


def _notes(basis: Basis, level: ReportLevel, on: datetime.date) -> Iterator[Message]:
    if on < basis.span.first:
        yield say("report.before", "the term begins on {date} only", date=basis.span.first)
    if basis.plan.needs is None:
        yield say("report.no_needs", "needs are not planned: nobody is known to be in need")
    if basis.plan.sessions is None:
        yield say(
            "report.no_sessions",
            "sessions are not planned: whatever was recorded counts as beside the plan",
        )
    inside = False
    for note in due_notes(basis.log, basis.plan, on):
        if not level.leaves_school or note.code in _FOR_ALL:
            yield note
        else:
            inside = True
    if inside:
        yield say(
            "report.notes_inside",
            "what more there is to know of the records stands in the school's own report",
        )
    undated = sum(row.agreed_on is None for row in basis.log.goals.values())
    if undated and level.leaves_school:
        yield say(
            "report.goals_undated",
            "goals that do not say when they were agreed count not among those newly agreed",
        )
    elif undated:
        yield say_count(
            "report.undated_goals",
            "{count} goal does not say when it was agreed, and is not among those newly agreed",
            "{count} goals do not say when they were agreed, and are not among those newly agreed",
            undated,
        )


def _left_out(names: Iterable[NamedRows]) -> Iterator[Message]:
    if count := sum(one.left_out for one in names):
        yield say_count(
            "report.left_out",
            "{count} line of the lists is about a student whom you may not see",
            "{count} lines of the lists are about students whom you may not see",
            count,
        )
