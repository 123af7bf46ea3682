"""A plan as one Excel workbook: a sheet a part, with names, and each class's seats as a map."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence

from xlsxwriter.workbook import Workbook

from pairing.language import N_, in_a_row, names, translated
from pairing.model.messages.message import join, say
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.model.session_times import room_words, start_of
from pairing.reports.paper.excel import LONGEST, add_sheet, head_format, open_book, sheet_title
from pairing.screening import Findings

__all__ = ["Table", "plan_workbook", "tables_workbook"]


Table = tuple[str, Sequence[str], list[tuple[object, ...]]]
"""A sheet: its title, its columns, its rows."""


def plan_workbook(findings: Findings, plan: Plan) -> bytes:
    """The workbook's bytes. Text is text: nothing in it is run as a formula or a link."""
    return _workbook(_parts(findings, plan), lambda book: _seats(book, findings.school, plan))


def tables_workbook(tables: Iterable[Table]) -> bytes:
    """A workbook of tables, a sheet each, as safe as that of a plan."""
    return _workbook(tables, None)


def _workbook(tables: Iterable[Table], then: Callable[[Workbook], None] | None) -> bytes:
    file = io.BytesIO()
    with open_book(file) as book:
        head = head_format(book)
        for title, columns, rows in tables:
            add_sheet(book, head, title, columns, rows)
        if then is not None:
            then(book)
    return file.getvalue()


def _parts(findings: Findings, plan: Plan) -> Iterable[Table]:
    school = findings.school
    student, unit = school.student, school.unit

    def who(student_id: str) -> tuple[str, str, str]:
        return student[student_id].class_id, student_id, school.label(student_id)

    yield (
        translated("Needs"),
        names(
            N_("Class"),
            N_("Number"),
            N_("Name"),
            N_("Need"),
            N_("Severity"),
            N_("Reasons"),
            N_("Causes"),
        ),
        [
            (
                *who(need.student_id),
                translated(need.need),
                need.severity,
                join(need.reasons),
                in_a_row(translated(cause.label) for cause in need.causes),
            )
            for need in findings.needs
        ],
    )
    yield (
        translated("Pairs"),
        names(N_("Class"), N_("Number"), N_("Tutee"), N_("Subject"), N_("Tutor"), N_("Reasons")),
        [
            (
                *who(row.tutee_id),
                translated(row.subject),
                school.label(row.tutor_id),
                join(row.reasons),
            )
            for row in plan.pairs or ()
        ],
    )
    yield (
        translated("Mentors"),
        names(N_("Class"), N_("Number"), N_("Name"), N_("Mentor"), N_("Reasons")),
        [
            (*who(row.student_id), school.teacher_label(row.teacher_id), join(row.reasons))
            for row in plan.mentors or ()
        ],
    )
    if plan.teams:
        yield (
            translated("Teams"),
            names(N_("Class"), N_("Number"), N_("Name"), N_("Need"), N_("Unit"), N_("Reasons")),
            [
                (
                    *who(row.student_id),
                    translated(row.dimension),
                    unit[row.unit_id].name,
                    join(row.reasons),
                )
                for row in plan.teams
            ],
        )
    if plan.sessions:
        yield (
            translated("Sessions"),
            names(
                N_("Class"),
                N_("Number"),
                N_("Name"),
                N_("With"),
                N_("Subject"),
                N_("Kind"),
                N_("Date"),
                N_("Time"),
                N_("Room"),
            ),
            [
                (
                    *who(row.student_id),
                    school.host_name(row.teacher_id, row.tutor_id),
                    translated(row.subject),
                    translated(row.title),
                    row.date,
                    "" if (start := start_of(school, row)) is None else f"{start:%H:%M}",
                    room_words(row),
                )
                for row in plan.sessions
            ],
        )


def _seats(book: Workbook, school: School, plan: Plan) -> None:
    """A sheet a class or set: the room seen from the back, the front at the top."""
    place = book.add_format({"border": 1, "align": "center", "valign": "vcenter", "shrink": True})
    front = book.add_format({"border": 1, "align": "center", "bold": True})
    for class_id in school.seating_groups:
        room, seat_of = school.room_of(class_id), plan.seats_of(class_id)
        if room is None or not seat_of:
            continue
        sheet = book.add_worksheet(sheet_title(book, class_id))
        columns = max(seat.column for seat in room.seats)
        sheet.set_column(0, columns - 1, 12)
        if columns > 1:
            sheet.merge_range(0, 0, 0, columns - 1, "", front)
        sheet.write_string(0, 0, str(say("seating_plan.front", "Front")), front)
        name_on = {seat: school.label(one) for one, seat in seat_of.items()}
        for seat in room.seats:
            sheet.set_row(seat.row, 30)
            name = name_on.get(seat.seat_id, "")
            sheet.write_string(seat.row, seat.column - 1, name[:LONGEST], place)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 1)
