"""What happened, in a student's file: marks, sessions, records, visits, reviews."""

from __future__ import annotations

import io
from collections.abc import Iterable

from docx.document import Document as DocumentObject
from docx.shared import Cm

from pairing.instances.agenda import LessonTimes
from pairing.language import N_, day, names, translated
from pairing.model.enums import Held, RecordKind, SessionKind
from pairing.model.messages.message import join, quote, say, say_count
from pairing.model.records import HelpRecord
from pairing.model.school import School
from pairing.model.session_times import start_of
from pairing.monitoring import StudentView, people_label, person_label
from pairing.reports.paper.word_paper import heading, listed
from pairing.reports.sessions.missed import called_from
from pairing.reports.sessions.times import moment
from pairing.reports.students.marks_picture import marks_picture

__all__ = [
    "contacts_section",
    "marks_section",
    "records_section",
    "reviews_section",
    "sessions_section",
]

_MOST = 40
_VISITS = (RecordKind.HOME_VISIT, RecordKind.FIRST_VISIT)


def marks_section(paper: DocumentObject, view: StudentView) -> None:
    """The subjects of needs first; where there are none, the others."""
    needs = {need.need for need in view.needs}
    lines = sorted(view.marks, key=lambda line: line.subject not in needs)
    if picture := marks_picture(lines):
        heading(paper, say("student_file.marks", "Marks over time"))
        paper.add_picture(io.BytesIO(picture), width=Cm(17))
        told = say(
            "student_file.marks_told",
            "Per cent of the full score; dotted: the student's own mean before the last exam; "
            "grey: the middle half of the class.",
        )
        paper.add_paragraph(str(told))


def sessions_section(paper: DocumentObject, school: School, view: StudentView) -> None:
    """When the student meets whom, and what came of it where that was written down."""
    if not view.sessions:
        return
    heading(paper, say("student_file.sessions", "Sessions"))
    header = names(N_("When"), N_("What"), N_("With"), N_("Held, what came of it"))
    rows = []
    times = LessonTimes(school)
    for row, record in view.sessions:
        start = start_of(school, row)
        other = row.host_id if row.student_id == view.student_id else row.student_id
        when = moment(row.date, start) if start else day(row.date)
        if called := called_from(times, row, view.student_id):
            when = join([quote(when), called])
        what = f"{translated(row.title)} {translated(row.topic)}"
        rows.append(
            (when, what, person_label(school, other), "" if record is None else _came(record))
        )
    # What is to come is what a reader looks for: of a long term the first rows are left out.
    past = sum(row.date < view.on for row, _ in view.sessions)
    left = max(0, past - _MOST // 2) if len(rows) > _MOST else 0
    if left:
        told = say_count(
            "student_file.earlier",
            "{count} earlier one is left out",
            "{count} earlier ones are left out",
            left,
        )
        paper.add_paragraph(str(told))
    listed(paper, header, rows[left:])


def _came(record: HelpRecord) -> str:
    if record.held is not Held.YES:
        return str(say("student_file.not_held", "not held"))
    minutes = say_count("student_file.minutes", "{count} minute", "{count} minutes", record.minutes)
    told = [minutes, *(quote(one) for one in (record.text, record.next_step) if one)]
    return join(told)


def records_section(paper: DocumentObject, school: School, view: StudentView) -> None:
    """The records of help, where there are any."""
    if not view.records:
        return
    heading(paper, say("student_file.records", "Records of help"))
    header = names(N_("Date"), N_("What"), N_("With"), N_("Held, what came of it"))
    listed(paper, header, _lines(school, view.records))


def contacts_section(paper: DocumentObject, school: School, view: StudentView) -> None:
    """Visits and words with the parents, and a line for each visit that is still to come."""
    heading(paper, say("student_file.home_visits", "Home visits"))
    header = names(N_("Date"), N_("What"), N_("Who went"), N_("What was found and agreed"))
    settings = school.session_settings
    held = sum(row.kind in _VISITS and row.held is Held.YES for row in view.contacts)
    wanted = settings.home_visits if SessionKind.HOME_VISIT in settings.enabled else 1
    blank = [("", "", "", "")] * max(0, wanted - held)
    listed(paper, header, [*_lines(school, view.contacts), *blank])


def _lines(school: School, rows: Iterable[HelpRecord]) -> list[tuple[object, ...]]:
    return [
        (
            day(row.date),
            translated(row.kind.value.replace("_", " ")),
            person_label(school, row.by),
            _came(row),
        )
        for row in rows
    ]


def reviews_section(paper: DocumentObject, school: School, view: StudentView) -> None:
    """The reviews there are, and lines for those of the rest of the term."""
    heading(paper, say("student_file.reviews", "Stage reviews"))
    header = names(N_("Date"), N_("How things stand"), N_("What comes next"), N_("Signed"))
    rows = [
        (day(row.date), row.text, row.next_goal or "", people_label(school, row.by))
        for row in view.reviews[::-1]
    ]
    weeks = school.monitoring.review_weeks
    wanted = school.session_settings.term_weeks // weeks if weeks else 1
    blank = [("", "", "", "")] * max(0, wanted - len(rows))
    listed(paper, header, [*rows, *blank])
