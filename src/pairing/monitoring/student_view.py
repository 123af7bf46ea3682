"""What a viewer sees of one student: the file of the student, cut down to what they may see.

The page and the printed file both draw this and nothing else.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pairing.language import N_, in_a_row
from pairing.model.enums import RecordKind
from pairing.model.plan import Mentorship, Need, Pair, Plan, Session, TeamMember
from pairing.model.records import HelpRecord, Measure, Review
from pairing.model.school import School
from pairing.monitoring.access import EVERYTHING, Facet, Viewer, ViewerRole, may_see_need, visible
from pairing.monitoring.due import Owed, What, owed_on
from pairing.monitoring.log import TermLog
from pairing.monitoring.matching import records_of_sessions
from pairing.monitoring.progress.goals import GoalStand, goal_stand
from pairing.monitoring.progress.marks import MarkLine, mark_lines
from pairing.monitoring.progress.measures import causes_now
from pairing.screening import Findings

__all__ = ["CONTACTS", "FACET_WORDS", "StudentView", "people_label", "person_label", "student_view"]

CONTACTS = frozenset({RecordKind.HOME_VISIT, RecordKind.FIRST_VISIT, RecordKind.PARENT_CONTACT})
"""The kinds of record that tell of the family."""
FACET_WORDS = {
    Facet.SEAT: N_("the seat"),
    Facet.SESSIONS: N_("sessions"),
    Facet.OWN_RECORDS: N_("your own records"),
    Facet.MARKS: N_("marks in exams"),
    Facet.NEEDS: N_("needs"),
    Facet.LIFE: N_("needs in sides of life"),
    Facet.CAUSES: N_("causes"),
    Facet.MEASURES: N_("measures"),
    Facet.RECORDS: N_("records of others"),
    Facet.CONTACTS: N_("words with the family"),
    Facet.GOALS: N_("goals"),
    Facet.REVIEWS: N_("reviews"),
    Facet.HELPERS: N_("who helps"),
}
"""What each part of the file is called."""
_OWED = {
    What.WEEKLY_HELP: Facet.RECORDS,
    What.RECORD: Facet.RECORDS,
    What.HOME_VISIT: Facet.CONTACTS,
    What.FIRST_VISIT: Facet.CONTACTS,
    What.REVIEW: Facet.REVIEWS,
    What.GOAL: Facet.GOALS,
}


@dataclass(frozen=True)
class StudentView:
    """One student on a day, for one viewer; what they may not see is empty.

    ``sessions`` are those planned, each with its record where the viewer may see it; ``records``
    are of help, ``contacts`` of the family, latest first both.
    """

    student_id: str
    on: datetime.date
    facets: frozenset[Facet]
    seat: str = ""
    needs: tuple[Need, ...] = ()
    measures: tuple[Measure, ...] = ()
    mentors: tuple[Mentorship, ...] = ()
    pairs: tuple[Pair, ...] = ()
    """Who helps the student, and whom the student helps."""
    teams: tuple[TeamMember, ...] = ()
    sessions: tuple[tuple[Session, HelpRecord | None], ...] = ()
    records: tuple[HelpRecord, ...] = ()
    contacts: tuple[HelpRecord, ...] = ()
    goals: tuple[GoalStand, ...] = ()
    reviews: tuple[Review, ...] = ()
    marks: tuple[MarkLine, ...] = ()
    owed: tuple[Owed, ...] = ()

    @property
    def hidden(self) -> tuple[Facet, ...]:
        """What is not shown to this viewer."""
        return tuple(one for one in Facet if one in EVERYTHING - self.facets)


def student_view(
    findings: Findings,
    plan: Plan,
    log: TermLog,
    viewer: Viewer,
    student_id: str,
    on: datetime.date,
) -> StudentView:
    """What a viewer sees of a student on a day; all of it is asked of ``visible``.

    Args:
        findings: the school and its needs.
        plan: who helps, where the student sits, when they meet.
        log: what was written down since.
        viewer: who looks.
        student_id: at whom; raises KeyError where nobody has this id.
        on: the day; marks and records after it are left out.
    """
    school = findings.school
    sees = visible(viewer, school, plan, student_id)
    records = tuple(row for row in log.records_of.get(student_id, ()) if row.date <= on)
    told = tuple(row for row in records if _may_read(row, sees, viewer))
    view = StudentView(student_id, on, sees)
    if Facet.SEAT in sees:
        view = replace(view, seat=_seats(school, plan, student_id))
    if Facet.SESSIONS in sees:
        own = _sessions(plan, viewer, student_id)
        sessions = tuple(
            sorted(own, key=lambda row: (row.date, row.period_id, row.start or datetime.time()))
        )
        view = replace(view, sessions=tuple(_as_told(log, sessions, view, viewer)))
    if Facet.HELPERS in sees:
        view = replace(
            view,
            mentors=tuple(row for row in plan.mentors or () if row.student_id == student_id),
            pairs=tuple(
                row for row in plan.pairs or () if student_id in (row.tutee_id, row.tutor_id)
            ),
            teams=tuple(row for row in plan.teams or () if row.student_id == student_id),
        )
    measures = log.measures_of.get(student_id, ())
    if Facet.NEEDS in sees:
        view = replace(view, needs=tuple(_needs(findings, student_id, measures, sees)))
    if Facet.MEASURES in sees:
        view = replace(view, measures=tuple(_measures(measures, sees)))
    if Facet.GOALS in sees:
        every = log.goals_of.get(student_id, ())
        goals = (row for row in every if may_see_need(sees, row.need))
        view = replace(view, goals=tuple(goal_stand(school, row, on) for row in goals))
    if Facet.REVIEWS in sees:
        reviews = (row for row in log.reviews_of.get(student_id, ()) if row.date <= on)
        view = replace(view, reviews=tuple(reviews)[::-1])
    if Facet.MARKS in sees:
        view = replace(view, marks=mark_lines(school, student_id, on))
    owed = owed_on(log, plan, on, student_id)
    return replace(
        view,
        records=tuple(row for row in told if row.kind not in CONTACTS)[::-1],
        contacts=tuple(row for row in told if row.kind in CONTACTS)[::-1],
        owed=tuple(row for row in owed if _OWED[row.what] in sees),
    )


def person_label(school: School, person_id: str) -> str:
    """What a person or a unit is called; the id where no table knows it."""
    if person_id in school.teacher:
        return school.teacher_label(person_id)
    if person_id in school.student:
        return school.label(person_id)
    return school.unit[person_id].name if person_id in school.unit else person_id


def people_label(school: School, text: str) -> str:
    """Who is meant by a cell that holds ids, parted by semicolons, or words."""
    return in_a_row(person_label(school, one.strip()) for one in text.split(";"))


def _may_read(row: HelpRecord, sees: frozenset[Facet], viewer: Viewer) -> bool:
    if Facet.OWN_RECORDS in sees and viewer.person_id and row.by == viewer.person_id:
        return True
    return (Facet.CONTACTS if row.kind in CONTACTS else Facet.RECORDS) in sees


def _seats(school: School, plan: Plan, student_id: str) -> str:
    """The seat in the class room, and after it those in the rooms of sets, by their names."""
    found = []
    for group_id in school.groups_of[student_id]:
        if seat_id := plan.seats_of(group_id).get(student_id):
            of_class = group_id in school.class_
            found.append(seat_id if of_class else f"{group_id}: {seat_id}")
    return ", ".join(found)


def _sessions(plan: Plan, viewer: Viewer, student_id: str) -> Iterator[Session]:
    """The student's meetings on either side; for a fellow student those of the two together."""
    for row in plan.sessions or ():
        if student_id in (row.student_id, row.tutor_id):
            both = {row.student_id, row.tutor_id}
            if viewer.role is not ViewerRole.PEER or viewer.person_id in both:
                yield row


def _as_told(
    log: TermLog, sessions: tuple[Session, ...], view: StudentView, viewer: Viewer
) -> Iterator[tuple[Session, HelpRecord | None]]:
    """Each session with its record, where that is the viewer's to see.

    All are matched before any is left out, so that no record goes to another session. Of help
    that the student gave it is told whether it was held, and nothing of the other student.
    """
    bare = {"text": None, "next_step": None, "content": ()}
    matched = records_of_sessions(
        log, Plan(sessions=sessions), datetime.date.min, datetime.date.max
    )
    for row, record in matched.items():
        if record is None or record.date > view.on:
            yield row, None
        elif row.student_id != view.student_id:
            yield row, record.model_copy(update=bare) if Facet.RECORDS in view.facets else None
        else:
            yield row, record if _may_read(record, view.facets, viewer) else None


def _needs(
    findings: Findings, student_id: str, measures: tuple[Measure, ...], sees: frozenset[Facet]
) -> Iterator[Need]:
    for need in findings.needs_of.get(student_id, ()):
        if not may_see_need(sees, need.need):
            continue
        own = causes_now(measures, need.need, need.causes) if Facet.CAUSES in sees else ()
        yield replace(need, causes=own)


def _measures(measures: tuple[Measure, ...], sees: frozenset[Facet]) -> Iterator[Measure]:
    for row in measures:
        if not may_see_need(sees, row.need):
            continue
        yield row if Facet.CAUSES in sees else row.model_copy(update={"cause": ()})
