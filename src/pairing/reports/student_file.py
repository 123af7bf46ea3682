"""One file a student, as a Word document in the form that schools use. For staff only.

Needs and their reasons, the measures for this student, who carries and who helps, the sessions
to come, and tables to fill in by hand: home visits, the monthly review, what came of it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from docx.document import Document as DocumentObject

from pairing.language import N_, in_a_row, names, translated
from pairing.model.enums import DIMENSIONS
from pairing.model.messages.message import Message, join, say, word
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.reports.paper import add_table, clean, empty_paper
from pairing.reports.times import moment
from pairing.screening import Findings

__all__ = ["make_student_file"]

_VISITS, _MONTHS = 2, 4
_SESSIONS = 40
_SEVERITY = {1: N_("mild"), 2: N_("moderate"), 3: N_("severe")}


def make_student_file(findings: Findings, plan: Plan, student_id: str) -> bytes:
    """The Word document of one student.

    Raises KeyError where there is no such student.
    """
    school = findings.school
    student = school.student[student_id]
    paper = empty_paper()
    paper.add_heading(
        clean(say("student_file.title", "Student file: {name}", name=school.label(student_id))), 1
    )
    quiet = paper.add_paragraph().add_run(
        str(say("student_file.confidential", "Confidential: staff only"))
    )
    quiet.italic = True
    add_table(
        paper,
        None,
        [
            (
                str(say("student_file.name", "Name")),
                school.label(student_id),
                str(say("student_file.class", "Class")),
                student.class_id,
            ),
            (
                str(say("student_file.number", "Number")),
                student.student_id,
                str(say("student_file.attends", "Attends")),
                translated(student.attends.value),
            ),
            (
                str(say("student_file.area", "Area")),
                student.area or "",
                str(say("student_file.homeroom_teacher", "Homeroom teacher")),
                _homeroom(school, student.class_id),
            ),
        ],
    )
    _needs(paper, findings, plan, student_id)
    _helpers(paper, school, plan, student_id)
    _sessions(paper, school, plan, student_id)
    _by_hand(paper)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def _homeroom(school: School, class_id: str) -> str:
    teacher_id = school.class_[class_id].homeroom_teacher_id
    return school.teacher_label(teacher_id) if teacher_id else ""


def _needs(paper: DocumentObject, findings: Findings, plan: Plan, student_id: str) -> None:
    paper.add_heading(str(say("student_file.needs", "Needs and measures")), 2)
    needs = findings.needs_of.get(student_id, ())
    if not needs:
        paper.add_paragraph(str(say("student_file.no_need", "No need was found.")))
        return
    add_table(
        paper,
        names(N_("Need"), N_("Severity"), N_("Reasons"), N_("Causes"), N_("Measures")),
        [
            (
                translated(need.need),
                translated(_SEVERITY[need.severity]),
                join(need.reasons),
                in_a_row(translated(cause.label) for cause in need.causes),
                join(_measures(findings.school, plan, student_id, need.need)),
            )
            for need in needs
        ],
    )


def _measures(school: School, plan: Plan, student_id: str, need: str) -> Iterable[Message]:
    """What the plan does about one need of the student."""
    for pair in plan.pairs or ():
        if (pair.tutee_id, pair.subject) == (student_id, need):
            yield say(
                "student_file.learns_with",
                "learns with {name}",
                name=school.label(pair.tutor_id),
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
            name=school.teacher_label(teacher_id),
        )
    for member in plan.teams or ():
        if (member.student_id, member.dimension) == (student_id, need):
            yield say(
                "student_file.unit_helps", "{unit} helps", unit=school.unit[member.unit_id].name
            )
    if need in DIMENSIONS:
        yield say("student_file.talk_weekly", "talk with the mentor at least weekly")


def _helpers(paper: DocumentObject, school: School, plan: Plan, student_id: str) -> None:
    paper.add_heading(str(say("student_file.who_helps", "Who helps")), 2)
    rows = [
        (
            str(say("student_file.mentor", "Mentor")),
            school.teacher_label(row.teacher_id),
            join(row.reasons),
        )
        for row in plan.mentors or ()
        if row.student_id == student_id
    ]
    rows += [
        (
            str(
                say(
                    "student_file.partner", "Learning partner, {subject}", subject=word(row.subject)
                )
            ),
            school.label(row.tutor_id),
            join(row.reasons),
        )
        for row in plan.pairs or ()
        if row.tutee_id == student_id
    ]
    rows += [
        (
            translated(row.dimension),
            school.unit[row.unit_id].name,
            join(row.reasons),
        )
        for row in plan.teams or ()
        if row.student_id == student_id
    ]
    header = names(N_("Role"), N_("Name"), N_("Reasons"))
    add_table(paper, header, rows or [("", "", "")])


def _sessions(paper: DocumentObject, school: School, plan: Plan, student_id: str) -> None:
    own = sorted(
        (row for row in plan.sessions or () if row.student_id == student_id),
        key=lambda row: (row.date, row.period_id),
    )
    if not own:
        return
    paper.add_heading(str(say("student_file.sessions", "Sessions")), 2)
    header = names(N_("When"), N_("What"), N_("With"), N_("Held, what came of it"))
    add_table(
        paper,
        header,
        [
            (
                moment(row.date, school.period[row.period_id].start),
                f"{translated(row.title)} {translated(row.topic)}",
                school.host_name(row.teacher_id, row.tutor_id),
                "",
            )
            for row in own[:_SESSIONS]
        ],
    )
    if len(own) > _SESSIONS:
        paper.add_paragraph(
            str(say("student_file.more", "and {count} more", count=len(own) - _SESSIONS))
        )


def _by_hand(paper: DocumentObject) -> None:
    """What a person fills in: two home visits a term, a review a month, the outcome."""
    paper.add_heading(str(say("student_file.home_visits", "Home visits")), 2)
    header = names(N_("Date"), N_("Who went"), N_("What was found and agreed"))
    add_table(paper, header, [("", "", "")] * _VISITS)
    paper.add_heading(str(say("student_file.monthly_review", "Monthly review")), 2)
    header = names(N_("Month"), N_("Progress"), N_("What changes"), N_("Signed"))
    add_table(paper, header, [("", "", "", "")] * _MONTHS)
    paper.add_heading(str(say("student_file.term_end", "At the end of the term")), 2)
    paper.add_paragraph(str(say("student_file.outcome", "What came of it, and how it goes on:")))
