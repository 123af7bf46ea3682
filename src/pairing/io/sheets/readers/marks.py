"""Mark sheets: a row a student, a column a subject, one exam or several; totals and ranks apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pairing.io.raw.cells import shown
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.day_order import in_order, with_order
from pairing.io.sheets.exam_days import know_exams
from pairing.io.sheets.found import Found, Member, Who
from pairing.io.sheets.page import cell_name, normal
from pairing.io.sheets.readers.facts import FACTS, facts_of
from pairing.io.sheets.readers.mark_cells import (
    MarkSheet,
    are_shares,
    full_of,
    hundredfold,
    mark_of,
    most_marks,
    number_in,
)
from pairing.io.sheets.readers.rows import (
    columns_of,
    is_somebody,
    leave_columns,
    student_of,
    summary_of,
    tell_of_people,
)
from pairing.io.sheets.recognising.headers import Block, Column, at
from pairing.io.sheets.recognising.titles import class_in, exam_in, exam_name, subject_in
from pairing.io.sheets.recognising.vocabulary import Role
from pairing.io.sheets.recognising.words import bare_subject, is_exam, is_item, summary_word
from pairing.io.sheets.told import SheetTold
from pairing.model.messages.message import named, say, say_count

__all__ = ["has_marks", "read_marks"]

_TOTALS = ("总分", "總分", "总成绩", "總成績", "total", "totalmarks", "totalscore")
_ITEMS = 2
_MOSTLY = 0.6
"""A column without a known header is one of marks where so many of its cells are."""


def has_marks(block: Block) -> bool:
    """Whether there are marks under a header."""
    return bool(_mark_columns(block)) or _is_long(block)


def _is_long(block: Block) -> bool:
    """A row a mark, with the subject in a column."""
    return bool(block.first(Role.SUBJECT) and block.of_role(Role.SCORE))


def _mark_columns(block: Block) -> tuple[Column, ...]:
    found = tuple(
        column
        for column in block.columns
        # 听力 is hearing in a list of pupils, and listening where it is marked.
        if column.role is Role.SCORE
        or (column.role in (None, Role.HEARING) and _holds_marks(block, column))
    )
    if (total := _total_of_items(block, found)) is not None:
        return (total,)
    if found:
        return found
    # Where nothing else is marked, the total is the mark.
    return tuple(
        column
        for column in block.of_role(Role.TOTAL)
        if normal(column.header) in _TOTALS and any(map(number_in, block.cells(column)))
    )[:1]


def _total_of_items(block: Block, found: tuple[Column, ...]) -> Column | None:
    """The mark of a paper whose questions have a column each; None where it is no such sheet."""
    items = [column for column in found if is_item(column.bare)]
    wholes = [column for column in found if column not in items]
    bare = [
        column
        for column in (*block.of_role(Role.TOTAL), *wholes)
        if not column.subject and not column.exam and any(map(number_in, block.cells(column)))
    ]
    if len(items) < _ITEMS or not bare or any(one not in bare for one in wholes):
        return None
    return replace(bare[0], role=Role.SCORE)


def _holds_marks(block: Block, column: Column) -> bool:
    cells = [
        at(cells, column.place)
        for _, cells in block.rows
        if at(cells, column.place) and not summary_of(block, cells)
    ]
    marks = sum(
        (found := number_in(cell)) is not None and 0 <= found[0] <= most_marks() for cell in cells
    )
    return bool(column.header) and bool(cells) and marks >= _MOSTLY * len(cells)


def read_marks(block: Block, answers: Answers, found: Found, told: SheetTold) -> None:
    """Add the marks of a sheet, and who stands in it."""
    sheet = MarkSheet(block, answers, found, told)
    own_class = class_in([*block.titles, block.page.name])
    if _is_long(block):
        _read_long(sheet, own_class)
    else:
        _read_wide(sheet, own_class)
    sheet.tell_odd()


def _read_wide(sheet: MarkSheet, own_class: str) -> None:
    block = sheet.block
    columns = _named(sheet, _mark_columns(block))
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
    count = 0
    blank: list[str] = []
    facts = _facts(block, columns)
    for who, cells in people:
        own = facts_of(block, cells, facts, who, sheet.answers, sheet.told)
        sheet.found.marked.append(Member(who, own))
        for column in columns:
            text, full = at(cells, column.place), fulls[column.place]
            if column.place in shares:
                # A hundred times as much, to the digit.
                text, full = hundredfold(text), 100.0
            mark = mark_of(sheet, who, column, text, full)
            if mark is not None:
                sheet.found.marks.append(mark)
                count += bool(text)
                if not text:
                    blank.append(cell_name(who.row, column.place))
    _tell(sheet, columns, len(people), count, summaries, nobody)
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


def _tell(
    sheet: MarkSheet,
    columns: tuple[Column, ...],
    people: int,
    count: int,
    summaries: list[str],
    nobody: list[str],
) -> None:
    told, block = sheet.told, sheet.block
    exams = dict.fromkeys(column.exam for column in columns)
    told.taken.append(
        say(
            "sheets.marks_taken",
            "{marks} marks of {students} students in {exams}: {subjects}",
            marks=count,
            students=people,
            exams=tuple(exams),
            subjects=tuple(dict.fromkeys(column.subject for column in columns)),
        )
    )
    if summaries:
        told.left_out.append(
            say("sheets.rows_left", "rows {rows}: no students", rows=named(summaries))
        )
    told.leave_rows(nobody)
    told.columns |= {column.header: f"{column.exam} {column.subject}" for column in columns}
    others = [column for role in _facts(block, columns) for column in columns_of(block, role)]
    told.columns |= {column.header: column.role for column in others if column.role}
    leave_columns(block, told, {column.place for column in (*columns, *others)})


def _facts(block: Block, marks: Iterable[Column]) -> tuple[Role, ...]:
    """What a mark sheet says of pupils beside marks."""
    places = {column.place for column in marks}
    first = ((role, block.first(role)) for role in FACTS)
    return tuple(role for role, column in first if column and column.place not in places)


def _named(sheet: MarkSheet, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of marks with a subject and an exam each."""
    block, page = sheet.block, sheet.block.page
    texts = (*block.titles, page.name, page.file.rsplit(".", 1)[0])
    title_subject = subject_in((page.name, *block.titles))
    named_columns = []
    days_of: dict[str, tuple[str, ...]] = {}
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
        days_of.setdefault(exam, own)
        named_columns.append(replace(column, subject=subject, exam=exam))
    know_exams(days_of, sheet.found, sheet.answers, block.shape)
    return tuple(named_columns)


def _read_long(sheet: MarkSheet, own_class: str) -> None:
    """A row a mark: who, which subject, which exam, how many of how many."""
    block = sheet.block
    subject, score = block.first(Role.SUBJECT), block.of_role(Role.SCORE)[0]
    exam, full, day = block.first(Role.EXAM), block.first(Role.FULL), block.first(Role.DATE)
    assert subject is not None
    base = exam_name(block.titles, block.page.name) or exam_in([block.page.file]) or block.page.name
    order = with_order(block.cells(day), block.shape, day.header, sheet.answers) if day else ""
    groups: dict[str, list[tuple[Who, tuple[str, ...]]]] = defaultdict(list)
    nobody: list[str] = []
    people: dict[tuple[str, str, str], Member] = {}
    facts = _facts(block, ())
    for row, cells in block.rows:
        who = student_of(block, row, cells, own_class)
        if summary_of(block, cells):
            continue
        if not at(cells, subject.place) or not is_somebody(block, cells, who):
            nobody.append(str(row))
            continue
        key = (who.identifier, who.name, who.class_id)
        if key not in people:
            own_facts = facts_of(block, cells, facts, who, sheet.answers, sheet.told)
            people[key] = Member(who, own_facts)
        groups[at(cells, subject.place)].append((who, cells))
    count = 0

    def exam_in_row(cells: tuple[str, ...]) -> str:
        return (at(cells, exam.place) if exam else "") or base

    days_of: dict[str, tuple[str, ...]] = {}
    for _, cells in (one for rows in groups.values() for one in rows):
        own_exam = exam_in_row(cells)
        own_day = in_order(at(cells, day.place), order) if day else ""
        days_of.setdefault(own_exam, (own_exam, own_day, *block.titles))
    know_exams(days_of, sheet.found, sheet.answers, block.shape)
    for name, rows in groups.items():
        named_subject = bare_subject(name)
        column = replace(score, subject=named_subject)
        fulls = [at(cells, full.place) for _, cells in rows] if full else []
        said = {found[0] for cell in fulls if (found := number_in(cell))}
        guessed = said.pop() if len(said) == 1 else full_of(sheet, column, (), rows)
        for who, cells in rows:
            own = number_in(at(cells, full.place)) if full else None
            here = replace(column, exam=exam_in_row(cells))
            mark = mark_of(sheet, who, here, at(cells, score.place), own[0] if own else guessed)
            if mark is not None:
                sheet.found.marks.append(mark)
                count += 1
    sheet.found.marked += people.values()
    sheet.told.taken.append(
        say(
            "sheets.long_taken",
            "{marks} marks of {students} students",
            marks=count,
            students=len(people),
        )
    )
    sheet.told.leave_rows(nobody)
    others = [one for role in facts for one in columns_of(block, role)]
    sheet.told.columns |= {one.header: one.role for one in others if one.role}
    taken = {one.place for one in (subject, score, exam, full, day, *others) if one}
    leave_columns(block, sheet.told, taken)
