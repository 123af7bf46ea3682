"""Mark sheets: a row a student, a column a subject, one exam or several; totals and ranks apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from pairing.io.raw.cells import shown
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.exam_names import ExamSaid
from pairing.io.sheets.found import Found, Member, Who
from pairing.io.sheets.page import cell_name
from pairing.io.sheets.readers.facts import facts_beside, facts_of
from pairing.io.sheets.readers.marks.exam_rows import ExamRows
from pairing.io.sheets.readers.marks.long_marks import read_long
from pairing.io.sheets.readers.marks.mark_cells import (
    MarkSheet,
    are_shares,
    full_of,
    hundredfold,
    mark_of,
)
from pairing.io.sheets.readers.marks.mark_columns import is_long, mark_columns
from pairing.io.sheets.readers.rows import (
    columns_of,
    is_somebody,
    leave_columns,
    student_of,
    summary_of,
    tell_of_people,
)
from pairing.io.sheets.recognising.blocks import Block, Column, at
from pairing.io.sheets.recognising.titles import class_in, exam_name, subject_in
from pairing.io.sheets.recognising.vocabulary import Role
from pairing.io.sheets.recognising.words import bare_subject, is_exam, summary_word
from pairing.io.sheets.told import SheetTold
from pairing.model.messages.message import named, say, say_count

__all__ = ["read_marks"]


def read_marks(block: Block, answers: Answers, found: Found, told: SheetTold) -> None:
    """Add the marks of a sheet, and who stands in it."""
    sheet = MarkSheet(block, answers, found, told)
    own_class = class_in([*block.titles, block.page.name])
    if is_long(block):
        read_long(sheet, own_class)
    else:
        _read_wide(sheet, own_class)
    sheet.tell_odd()


def _read_wide(sheet: MarkSheet, own_class: str) -> None:
    block = sheet.block
    columns, exams = _named(sheet, mark_columns(block))
    people, summaries, nobody = [], [], []
    full_row: tuple[str, ...] = ()
    for row, cells in block.rows:
        word = summary_of(block, cells)
        who = student_of(block, row, cells, own_class)
        if word == "full":
            full_row = cells
        elif word:
            summaries.append(shown(next(cell for cell in cells if summary_word(cell))))
        elif is_somebody(block, cells, who):
            people.append((who, cells))
        else:
            nobody.append(str(row))
    filled = tuple(one for one in columns if any(at(cells, one.place) for _, cells in people))
    empty = [one.header for one in columns if filled and one not in filled]
    columns = filled or columns
    fulls = {column.place: full_of(sheet, column, full_row, people) for column in columns}
    shares = {column.place for column in columns if are_shares(sheet, column, people)}
    sat, days = _sat(sheet, columns, exams, people)
    counts: dict[tuple[int, int], tuple[object, int]] = {}
    blank: list[str] = []
    facts = facts_beside(block, columns)
    for (who, cells), day in zip(people, days, strict=True):
        own = facts_of(block, cells, facts, who, sheet.answers, sheet.told)
        sheet.found.marked.append(Member(who, own))
        count = 0
        for column in columns:
            text, full = at(cells, column.place), fulls[column.place]
            if column.place in shares:
                # A hundred times as much, to the digit.
                text, full = hundredfold(text), 100.0
            mark = mark_of(sheet, who, column, text, full)
            if mark is not None:
                known = sat.of(column.exam, day)
                sheet.found.marks.append(mark._replace(exam=known.name, day=known.day))
                count += bool(text)
                if not text:
                    blank.append(cell_name(who.row, column.place))
        counts[who.row, who.column] = (who.row, count)
    _tell(sheet, columns, sat, counts, summaries, nobody)
    sheet.told.leave_columns(empty, say("sheets.empty", "nothing stands in them"))
    tell_of_people(block, (who for who, _ in people), sheet.told)
    if blank:
        sheet.told.left_out.append(
            say_count(
                "sheets.blank",
                "{count} blank cell, which is no mark: {cells}",
                "{count} blank cells, which are no marks: {cells}",
                len(blank),
                cells=named(blank),
            )
        )


def _sat(
    sheet: MarkSheet,
    columns: Iterable[Column],
    exams: tuple[ExamSaid, ...],
    people: Iterable[tuple[Who, tuple[str, ...]]],
) -> tuple[ExamRows, list[date | None]]:
    """Which exam each row is of, and the day that each says."""
    # Of several exams side by side one day in a column is nobody's.
    sat = ExamRows(sheet, sheet.block.first(Role.DATE) if len(exams) == 1 else None)
    days = []
    for who, cells in people:
        day = sat.day(who, cells)
        days.append(day)
        for column in columns:
            subjects = (column.subject,) if at(cells, column.place) else ()
            sat.add(column.exam, day, who, subjects)
    sat.know(exams)
    return sat, days


def _tell(
    sheet: MarkSheet,
    columns: tuple[Column, ...],
    sat: ExamRows,
    counts: Mapping[tuple[int, int], tuple[object, int]],
    summaries: list[str],
    nobody: list[str],
) -> None:
    told, block = sheet.told, sheet.block
    exams = sat.names()
    subjects = tuple(dict.fromkeys(column.subject for column in columns))
    told.take_marks(
        counts,
        lambda marks, students: say(
            "sheets.marks_taken",
            "{marks} marks of {students} students in {exams}: {subjects}",
            marks=marks,
            students=students,
            exams=exams,
            subjects=subjects,
        ),
    )
    if summaries:
        told.left_out.append(
            say("sheets.rows_left", "rows {rows}: no students", rows=named(summaries))
        )
    told.leave_rows(nobody)
    told.columns |= {
        column.header: f"{name} {column.subject}"
        for column in columns
        for name in (sat.first_name(column.exam),)
    }
    others = [column for role in facts_beside(block, columns) for column in columns_of(block, role)]
    if sat.column is not None:
        others.append(sat.column)
    told.columns |= {column.header: column.role for column in others if column.role}
    leave_columns(block, told, {column.place for column in (*columns, *others)})


def _named(
    sheet: MarkSheet, columns: tuple[Column, ...]
) -> tuple[tuple[Column, ...], tuple[ExamSaid, ...]]:
    """The columns of marks with a subject and an exam each, and the exams."""
    block, page = sheet.block, sheet.block.page
    texts = (*block.titles, page.name, page.file.rsplit(".", 1)[0])
    title_subject = subject_in((page.name, *block.titles))
    named_columns = []
    exams: dict[str, ExamSaid] = {}
    assumed = ""
    seen: Counter[tuple[str, str]] = Counter()
    for column in columns:
        subject = column.subject or ("" if column.exam else bare_subject(column.bare))
        if not subject or (column.role is Role.SCORE and not column.subject):
            words = say(
                "sheets.which_subject", "the subject of {column} is not said", column=column.header
            )
            subject = title_subject or str(
                sheet.answers.ask(block.shape, "subject", column.header, words)
            )
        exam = column.exam
        if not exam or not is_exam(exam):
            name = exam_name((*block.titles, page.file.rsplit(".", 1)[0]), page.name)
            if not name:
                name = str(
                    sheet.answers.ask(
                        f"sheet {page.name}",
                        "exam",
                        page.name,
                        say(
                            "sheets.which_exam",
                            "the exam of {sheet} is not named: it is called so",
                            sheet=page.name,
                        ),
                        sure=True,
                    )
                )
                assumed = page.name if name != page.name else ""
            exam = name
        seen[exam, subject] += 1
        if (again := seen[exam, subject]) > 1:
            exam = f"{exam} {again}"
            sheet.told.doubts.append(
                say(
                    "sheets.same_subject",
                    "{column} stands more than once: taken for {exam}",
                    column=column.header,
                    exam=exam,
                )
            )
        own = (column.header, *((column.exam,) if column.exam else texts))
        around = texts if column.exam else ()
        exams.setdefault(exam, ExamSaid(exam, own, around, assumed=assumed))
        named_columns.append(replace(column, subject=subject, exam=exam))
    return tuple(named_columns), tuple(exams.values())
