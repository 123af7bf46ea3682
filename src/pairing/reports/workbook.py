"""A plan as one Excel workbook: a sheet a part, with names, and each class's seats as a map."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence

import xlsxwriter
from rich.cells import cell_len
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from pairing.language import N_, in_a_row, names, translated
from pairing.model.messages.message import join, say
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.screening import Findings

__all__ = ["Table", "plan_workbook", "tables_workbook"]

_LONGEST = 32_000
"""Excel takes no longer text in a cell."""
_WIDEST = 60
_MARGIN = 4
"""Signs of a column, and room beside them for the button of the filter."""


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
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(file, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#1F4E79", "font_color": "white"})
        for title, columns, rows in tables:
            _sheet(book, head, title, columns, rows)
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
                    f"{school.period[row.period_id].start:%H:%M}",
                    row.room,
                )
                for row in plan.sessions
            ],
        )


def _sheet(
    book: Workbook,
    head: Format,
    title: str,
    columns: Sequence[str],
    rows: list[tuple[object, ...]],
) -> None:
    sheet = book.add_worksheet(_title(book, title))
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        sheet.write(0, number, column, head)
    for line, row in enumerate(rows, 1):
        for number, value in enumerate(row):
            sheet.write(line, number, value[:_LONGEST] if isinstance(value, str) else value)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    # A Chinese sign is as wide as two Latin ones.
    for number, cells in enumerate(zip(columns, *rows, strict=True)):
        widest = max(cell_len(str(cell)[:_WIDEST]) for cell in cells)
        sheet.set_column(number, number, min(widest, _WIDEST) + _MARGIN)


def _seats(book: Workbook, school: School, plan: Plan) -> None:
    """A sheet a class: the room seen from the back, the front at the top."""
    place = book.add_format({"border": 1, "align": "center", "valign": "vcenter", "shrink": True})
    front = book.add_format({"border": 1, "align": "center", "bold": True})
    for class_id in school.class_:
        room, seat_of = school.room_of(class_id), plan.seats_of(class_id)
        if room is None or not seat_of:
            continue
        sheet = book.add_worksheet(_title(book, class_id))
        columns = max(seat.column for seat in room.seats)
        sheet.set_column(0, columns - 1, 12)
        if columns > 1:
            sheet.merge_range(0, 0, 0, columns - 1, "", front)
        sheet.write_string(0, 0, str(say("seating_plan.front", "Front")), front)
        name_on = {seat: school.label(one) for one, seat in seat_of.items()}
        for seat in room.seats:
            sheet.set_row(seat.row, 30)
            name = name_on.get(seat.seat_id, "")
            sheet.write_string(seat.row, seat.column - 1, name[:_LONGEST], place)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 1)


def _title(book: Workbook, wanted: str) -> str:
    """A name that Excel allows a sheet, and that no other sheet of the book has."""
    base = re.sub(r"[\[\]:*?/\\']", "_", wanted)[:25] or "_"
    taken = {sheet.name.casefold() for sheet in book.worksheets()}
    title, number = base, 2
    while title.casefold() in taken:
        title, number = f"{base} ({number})", number + 1
    return title
