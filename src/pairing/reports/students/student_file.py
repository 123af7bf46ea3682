"""One file a student, as a Word document in the form that schools use. For staff only.

What is there is printed, as far as whoever prints it may see it: needs with causes, measures,
goals, who helps, marks, sessions, records, visits, reviews. Lines to fill in by hand stand only
where something is still to come.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from docx.document import Document as DocumentObject

from pairing.language import N_, day, in_a_row, names, translated
from pairing.model.enums import DIMENSIONS
from pairing.model.messages.message import Message, join, say, word
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.monitoring import (
    FACET_WORDS,
    GOAL_KINDS,
    GOAL_STATUSES,
    Facet,
    GoalStand,
    StudentView,
    TermLog,
    Viewer,
    goal_now,
    goal_words,
    people_label,
    person_label,
    student_view,
)
from pairing.reports.paper.word_paper import add_table, clean, empty_paper, heading, listed, saved
from pairing.reports.students.student_days import (
    contacts_section,
    marks_section,
    records_section,
    reviews_section,
    sessions_section,
)
from pairing.screening import Findings

__all__ = ["make_student_file"]


def make_student_file(
    findings: Findings,
    plan: Plan,
    log: TermLog,
    viewer: Viewer,
    student_id: str,
    on: datetime.date,
) -> bytes:
    """The Word document of one student, with what the viewer may see on a day.

    Raises KeyError where there is no such student.
    """
    view = student_view(findings, plan, log, viewer, student_id, on)
    school = findings.school
    paper = empty_paper()
    title = say("student_file.title", "Student file: {name}", name=school.label(student_id))
    paper.add_heading(clean(title), 1)
    quiet = paper.add_paragraph().add_run(
        str(say("student_file.confidential", "Confidential: staff only"))
    )
    quiet.italic = True
    if view.hidden:
        hidden = in_a_row(translated(FACET_WORDS[one]) for one in view.hidden)
        paper.add_paragraph(
            str(say("student_file.hidden", "Not in this copy: {what}", what=hidden))
        )
    _who(paper, school, view)
    seen = view.facets
    if Facet.NEEDS in seen:
        _needs(paper, school, plan, view)
    if Facet.MEASURES in seen:
        _measures(paper, school, view)
    if Facet.GOALS in seen:
        _goals(paper, school, view)
    if Facet.HELPERS in seen:
        _helpers(paper, school, view)
    if Facet.MARKS in seen:
        marks_section(paper, view)
    if Facet.SESSIONS in seen:
        sessions_section(paper, school, view)
    records_section(paper, school, view)
    if Facet.CONTACTS in seen:
        contacts_section(paper, school, view)
    if Facet.REVIEWS in seen:
        reviews_section(paper, school, view)
        heading(paper, say("student_file.term_end", "At the end of the term"))
        paper.add_paragraph(
            str(say("student_file.outcome", "What came of it, and how it goes on:"))
        )
    return saved(paper)


def _who(paper: DocumentObject, school: School, view: StudentView) -> None:
    student = school.student[view.student_id]
    head = school.class_[student.class_id].homeroom_teacher_id
    # Where somebody lives is nothing for a fellow student.
    area = (student.area or "") if Facet.NEEDS in view.facets else ""
    cells = [
        (say("student_file.name", "Name"), school.label(view.student_id)),
        (say("student_file.class", "Class"), student.class_id),
        (say("student_file.number", "Number"), student.student_id),
        (say("student_file.attends", "Attends"), translated(student.attends.value)),
        (say("student_file.area", "Area"), area),
        (
            say("student_file.homeroom_teacher", "Homeroom teacher"),
            school.teacher_label(head) if head else "",
        ),
    ]
    if view.seat:
        cells += [
            (say("student_file.seat", "Seat"), view.seat),
            (say("student_file.as_of", "As of"), day(view.on)),
        ]
    pairs = zip(cells[::2], cells[1::2], strict=True)
    add_table(paper, None, [(*one, *other) for one, other in pairs])


def _needs(paper: DocumentObject, school: School, plan: Plan, view: StudentView) -> None:
    heading(paper, say("student_file.needs", "Needs and measures"))
    if not view.needs:
        paper.add_paragraph(str(say("student_file.no_need", "No need was found.")))
        return
    causes = Facet.CAUSES in view.facets
    header = [N_("Need"), N_("Severity"), N_("Reasons"), N_("Causes"), N_("Measures")]
    if not causes:
        header.remove("Causes")
    rows = []
    for need in view.needs:
        row = [translated(need.need), translated(need.degree), join(need.reasons)]
        if causes:
            row.append(in_a_row(translated(cause.label) for cause in need.causes))
        rows.append([*row, join(_planned(school, plan, view.student_id, need.need))])
    add_table(paper, names(*header), rows)


def _planned(school: School, plan: Plan, student_id: str, need: str) -> Iterable[Message]:
    """What the plan does about one need of the student."""
    for pair in plan.pairs or ():
        if (pair.tutee_id, pair.subject) == (student_id, need):
            yield say(
                "student_file.learns_with",
                "learns with {name}",
                name=person_label(school, pair.tutor_id),
            )
    kinds: dict[tuple[str, str], int] = {}
    for row in plan.sessions or ():
        if row.student_id == student_id and row.subject == need and row.teacher_id:
            kinds[row.teacher_id, row.title] = kinds.get((row.teacher_id, row.title), 0) + 1
    for (teacher_id, title), count in kinds.items():
        yield say(
            "student_file.sessions_with",
            "{count} x {kind} with {name}",
            count=count,
            kind=word(title),
            name=person_label(school, teacher_id),
        )
    for member in plan.teams or ():
        if (member.student_id, member.dimension) == (student_id, need):
            unit = person_label(school, member.unit_id)
            yield say("student_file.unit_helps", "{unit} helps", unit=unit)
    if need in DIMENSIONS:
        yield say("student_file.talk_weekly", "talk with the mentor at least weekly")


def _measures(paper: DocumentObject, school: School, view: StudentView) -> None:
    """What people wrote down; a line or two to write on where nobody has."""
    heading(paper, say("student_file.measures", "Measures of this student's own"))
    header = names(N_("Need"), N_("What is done"), N_("By whom"), N_("From"), N_("To"))
    rows = [
        (
            translated(row.need),
            row.measure,
            people_label(school, row.by),
            day(row.since),
            day(row.until) if row.until else "",
        )
        for row in view.measures
    ]
    listed(paper, header, rows or [("",) * len(header)] * 2)


def _goals(paper: DocumentObject, school: School, view: StudentView) -> None:
    heading(paper, say("student_file.goals", "Goals"))
    header = names(N_("In what"), N_("Goal"), N_("Where it stands"), N_("Agreed"), N_("Status"))
    rows = [
        (
            translated(stand.goal.need),
            join(_goal(school, stand, view.student_id)),
            _stands(stand),
            _agreed(school, stand),
            translated(GOAL_STATUSES[stand.goal.status]),
        )
        for stand in view.goals
    ]
    listed(paper, header, rows or [("",) * len(header)] * 2)


def _goal(school: School, stand: GoalStand, student_id: str) -> Iterable[Message]:
    goal = stand.goal
    yield word(GOAL_KINDS[goal.kind])
    yield goal_words(goal)
    for other in goal.people:
        if other != student_id:
            name = person_label(school, other)
            yield say("student_file.together", "together with {name}", name=name)


def _stands(stand: GoalStand) -> str:
    now = goal_now(stand)
    return join(stand.notes) if now is None else str(now)


def _agreed(school: School, stand: GoalStand) -> str:
    goal = stand.goal
    told = [people_label(school, goal.agreed_with)] if goal.agreed_with else []
    return in_a_row([*told, *([day(goal.agreed_on)] if goal.agreed_on else [])])


def _helpers(paper: DocumentObject, school: School, view: StudentView) -> None:
    heading(paper, say("student_file.who_helps", "Who helps"))
    mentor = say("student_file.mentor", "Mentor")
    rows: list[tuple[object, ...]] = [
        (mentor, person_label(school, row.teacher_id), join(row.reasons)) for row in view.mentors
    ]
    for row in view.pairs:
        subject = word(row.subject)
        if row.tutee_id == view.student_id:
            role = say("student_file.partner", "Learning partner, {subject}", subject=subject)
            rows.append((role, person_label(school, row.tutor_id), join(row.reasons)))
        else:
            role = say("student_file.helps", "Helps in {subject}", subject=subject)
            rows.append((role, person_label(school, row.tutee_id), ""))
    rows += [
        (translated(row.dimension), person_label(school, row.unit_id), join(row.reasons))
        for row in view.teams
    ]
    header = names(N_("Role"), N_("Name"), N_("Reasons"))
    add_table(paper, header, rows or [("", "", "")])
