"""Mark sheets: a row a student, a column a subject, one exam or several; totals and ranks apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from pairing.io.cells import shown, spoilt
from pairing.io.sheets.answers import Answers
from pairing.io.sheets.found import ExamFound, Found, Mark, Who
from pairing.io.sheets.headers import Block, Column, at
from pairing.io.sheets.page import cell_name, normal
from pairing.io.sheets.titles import class_in, day_in, exam_in, exam_name, subject_in
from pairing.io.sheets.told import SheetTold
from pairing.io.sheets.words import Role, absence, bare_subject, is_exam, is_name, summary_word
from pairing.model.messages.message import Message, named, say, say_count

__all__ = ["has_marks", "is_somebody", "leave_columns", "number_in", "read_marks", "student_of"]

_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)\s*(%)?\s*(?:分|pts?|points?|marks?)?[*＊#]?")
_FULLS = (10, 20, 30, 40, 50, 60, 70, 80, 100, 110, 120, 130, 140, 150, 160, 180, 200, 250, 300)
_USUAL = (100, 120, 150)
_MOSTLY = 0.6
"""A column without a known header is one of marks where so many of its cells are."""


def number_in(cell: str) -> tuple[float, bool] | None:
    """(the number of a mark, whether it is a percentage), or None where it is none."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", cell).strip())
    return None if found is None else (float(found[1]), bool(found[2]))


def has_marks(block: Block) -> bool:
    """Whether there are marks under a header."""
    return bool(_mark_columns(block)) or _is_long(block)


def _is_long(block: Block) -> bool:
    """A row a mark, with the subject in a column."""
    return bool(block.first(Role.SUBJECT) and block.of_role(Role.SCORE))


def _mark_columns(block: Block) -> tuple[Column, ...]:
    return tuple(
        column
        for column in block.columns
        if column.role is Role.SCORE or (column.role is None and _holds_marks(block, column))
    )


def _holds_marks(block: Block, column: Column) -> bool:
    cells = [
        at(cells, column.place)
        for _, cells in block.rows
        if at(cells, column.place) and not _is_summary(block, cells)
    ]
    marks = sum(
        (found := number_in(cell)) is not None and 0 <= found[0] <= _FULLS[-1] for cell in cells
    )
    return bool(column.header) and bool(cells) and marks >= _MOSTLY * len(cells)


def _is_summary(block: Block, cells: tuple[str, ...]) -> str:
    """Whether a row is one of means, or of full marks."""
    for column in block.of_role(
        Role.NUMBER, Role.ID, Role.NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.CLASS
    ):
        if (text := at(cells, column.place)) and (word := summary_word(text)):
            return word
    return ""


def student_of(block: Block, row: int, cells: tuple[str, ...], default_class: str) -> Who:
    """Who a row is about."""

    def text(role: Role) -> str:
        column = block.first(role)
        return shown(at(cells, column.place)) if column else ""

    name, column = text(Role.NAME), block.first(Role.NAME)
    first, last = text(Role.FIRST_NAME), text(Role.LAST_NAME)
    if not name and (first or last):
        # A family name comes first where it is written without a space.
        name = f"{last}{first}" if not f"{last}{first}".isascii() else f"{first} {last}".strip()
        column = block.first(Role.LAST_NAME)
    place = (column or block.first(Role.ID) or block.columns[0]).place
    identifier = text(Role.ID)
    return Who(block.page, row, identifier, name, text(Role.CLASS) or default_class, place)


@dataclass
class _Sheet:
    """One mark sheet at work."""

    block: Block
    answers: Answers
    found: Found
    told: SheetTold
    odd: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    blanks: Counter[str] = field(default_factory=Counter)

    def exam_of(self, name: str, texts: tuple[str, ...]) -> str:
        """The exam's own name, with its day, asked for where it is not said."""
        if name in self.found.exams:
            return name
        day, whole = day_in(texts)
        if day is None:
            day = _last(self.found.exams)
        if not whole:
            words = say(
                "sheets.exam_day", "the day of {exam} is not said: {day}", exam=name, day=day
            )
            day = date.fromisoformat(
                str(self.answers.ask(f"exam {name}", "date", day.isoformat(), words))
            )
        kind = "exam"
        if re.search(r"小测|测验|周测|单元|quiz", name, re.IGNORECASE):
            kind = "quiz"
        elif re.search(r"摸底|诊断|diagnostic|baseline", name, re.IGNORECASE):
            kind = "diagnostic"
        self.found.exams[name] = ExamFound(name, day, kind)
        return name


def _last(exams: dict[str, ExamFound]) -> date:
    """A day for an exam of which none is said: after those that are known, else today."""
    today = date.today()  # noqa: DTZ011 - a day, and nobody's hour
    return max((one.day for one in exams.values()), default=today)


def read_marks(block: Block, answers: Answers, found: Found, told: SheetTold) -> None:
    """Add the marks of a sheet, and who stands in it."""
    sheet = _Sheet(block, answers, found, told)
    own_class = class_in([*block.titles, block.page.name])
    if _is_long(block):
        _read_long(sheet, own_class)
    else:
        _read_wide(sheet, own_class)
    for cell, where in sheet.odd.items():
        told.doubts.append(
            say_count(
                "sheets.odd_mark",
                "{cell} is no mark, and nobody knows the word: left out at {where}",
                "{cell} is no mark, and nobody knows the word: left out at {where}",
                len(where),
                cell=cell,
                where=named(where),
            )
        )


def _read_wide(sheet: _Sheet, own_class: str) -> None:
    block = sheet.block
    columns = _named(sheet, _mark_columns(block))
    people, summaries, nobody = [], [], []
    full_row: tuple[str, ...] = ()
    for row, cells in block.rows:
        word = _is_summary(block, cells)
        who = student_of(block, row, cells, own_class)
        if word == "full":
            full_row = cells
        elif word:
            summaries.append(shown(next(cell for cell in cells if summary_word(cell))))
        elif is_somebody(block, cells, who):
            people.append((who, cells))
        else:
            nobody.append(str(row))
    fulls = {column.place: _full(sheet, column, full_row, people) for column in columns}
    shares = {column.place for column in columns if _are_shares(sheet, column, people)}
    count = 0
    for who, cells in people:
        sheet.found.marked.append(who)
        for column in columns:
            text, full = at(cells, column.place), fulls[column.place]
            if column.place in shares:
                # A hundred times as much, to the digit.
                text, full = _hundredfold(text), 100.0
            mark = _mark(sheet, who, column, text, full)
            if mark is not None:
                sheet.found.marks.append(mark)
                count += 1
    _tell(sheet, columns, len(people), count, summaries, nobody)


def _are_shares(sheet: _Sheet, column: Column, people: list[tuple[Who, tuple[str, ...]]]) -> bool:
    """Whether a column shows per cent and keeps shares of one: 62 % as 0.62."""
    numbers = [found[0] for _, cells in people if (found := number_in(at(cells, column.place)))]
    shares = bool(numbers) and max(numbers) <= 1 and any(0 < one < 1 for one in numbers)
    if not shares or column.full:
        return False
    words = say(
        "sheets.shares",
        "all marks in {column} lie between 0 and 1: taken for per cent",
        column=column.header,
    )
    return bool(sheet.answers.ask(sheet.block.shape, f"percent {column.subject}", True, words))


def _hundredfold(text: str) -> str:
    found = number_in(text)
    return text if found is None else f"{found[0] * 100:.10g}"


def is_somebody(block: Block, cells: tuple[str, ...], who: Who) -> bool:
    """Whether a row is about a student. A footnote is nobody: it stands alone, and is no name."""
    beside = sum(map(bool, cells)) > 1 or sum(bool(one.header) for one in block.columns) == 1
    return is_name(who.name) or (beside and bool(who.identifier or who.name))


def _tell(
    sheet: _Sheet,
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
            exams=", ".join(exams),
            subjects=", ".join(dict.fromkeys(column.subject for column in columns)),
        )
    )
    if summaries:
        told.left_out.append(
            say("sheets.rows_left", "rows {rows}: no students", rows=named(summaries))
        )
    if nobody:
        told.left_out.append(
            say("sheets.nobody", "rows {rows}: nobody and nothing to read", rows=named(nobody))
        )
    taken = {column.place for column in columns}
    told.columns |= {column.header: f"{column.exam} {column.subject}" for column in columns}
    leave_columns(block, told, taken)


def leave_columns(block: Block, told: SheetTold, taken: set[int]) -> None:
    """Tell which columns are not taken, and why."""
    why: dict[str, tuple[list[str], Message]] = {}
    for column in block.columns:
        if column.place in taken or not column.header or not any(block.cells(column)):
            continue
        role = column.role
        if role in (Role.TOTAL, Role.RANK, Role.MEAN, Role.LEVEL, Role.NUMBER):
            key, words = "sums", say("sheets.sums", "worked out from the others")
        elif role is Role.PRIVATE:
            key, words = "private", say("sheets.private", "nobody needs them here")
        elif role in (Role.ID, Role.NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.CLASS):
            told.columns[column.header] = role.value
            continue
        else:
            key, words = "unknown", say("sheets.unknown", "nothing here asks for them")
        why.setdefault(key, ([], words))[0].append(column.header)
    for names, words in why.values():
        told.leave_columns(names, words)


def _named(sheet: _Sheet, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of marks with a subject and an exam each."""
    block, page = sheet.block, sheet.block.page
    texts = (*block.titles, page.name, page.file.rsplit(".", 1)[0])
    title_subject = subject_in((page.name, *block.titles))
    named_columns = []
    seen: Counter[tuple[str, str]] = Counter()
    for column in columns:
        subject = column.subject or ("" if column.exam else bare_subject(column.header))
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
        named_columns.append(replace(column, subject=subject, exam=sheet.exam_of(exam, own)))
    return tuple(named_columns)


def _full(
    sheet: _Sheet,
    column: Column,
    full_row: tuple[str, ...],
    people: list[tuple[Who, tuple[str, ...]]],
) -> float:
    """Out of how many: by the header, a row of full marks, or asked about."""
    if column.full:
        return column.full
    if (said := number_in(at(full_row, column.place))) and said[0] > 0:
        return said[0]
    numbers = [found for _, cells in people if (found := number_in(at(cells, column.place)))]
    if any(percent for _, percent in numbers):
        return 100.0
    most = max((number for number, _ in numbers), default=0.0)
    likely = next((full for full in _USUAL if most <= full), None)
    if most <= _USUAL[0] / 2.5:
        # Marks of a small paper: the next round number holds them.
        likely = next(full for full in _FULLS if most <= full)
    if likely is None:
        likely = next((full for full in _FULLS if most <= full), int(most))
    words = say(
        "sheets.out_of",
        "out of how many {subject} is marked is not said: {full}",
        subject=column.subject,
        full=likely,
    )
    if likely == _USUAL[0]:
        words = say("sheets.out_of_hundred", "out of how many is not said: 100")
    key = f"full_score {column.subject}"
    if likely == _USUAL[0] and key not in sheet.answers.given.get(sheet.block.shape, {}):
        key = "full_score"
    return float(sheet.answers.ask(sheet.block.shape, key, likely, words))


def _mark(sheet: _Sheet, who: Who, column: Column, cell: str, full: float) -> Mark | None:
    """The mark of a cell; None where it cannot be read, and that is noted."""
    text = cell.strip()
    where = cell_name(who.row, column.place)
    if (kind := _word(sheet, text)) is not None:
        return Mark(who, column.subject, column.exam, kind, full)
    if (expected := spoilt(text, identifier=False)) is not None:
        sheet.told.doubts.append(
            say(
                "sheets.spoilt",
                "{where}: expected {expected}; the mark is left out",
                where=where,
                expected=expected,
            )
        )
        return None
    found = number_in(text)
    if found is None or found[0] < 0:
        sheet.odd[shown(text)].append(where)
        return None
    return Mark(who, column.subject, column.exam, f"{found[0]:.12g}", full, found[1])


def _word(sheet: _Sheet, text: str) -> str | None:
    """The word of the table of scores for a cell without a number; None for a number."""
    if not text:
        return ""
    kind = absence(text)
    if kind == "not_taken" and normal(text) in ("-", "--", "—", "/", "\\", "×"):
        if not sheet.blanks[text]:
            sheet.told.doubts.append(
                say("sheets.dash", "{cell} is taken for a subject that is not taken", cell=text)
            )
        sheet.blanks[text] += 1
    return kind


def _read_long(sheet: _Sheet, own_class: str) -> None:
    """A row a mark: who, which subject, which exam, how many of how many."""
    block = sheet.block
    subject, score = block.first(Role.SUBJECT), block.of_role(Role.SCORE)[0]
    exam, full, day = block.first(Role.EXAM), block.first(Role.FULL), block.first(Role.DATE)
    assert subject is not None
    base = exam_name(block.titles, block.page.name) or exam_in([block.page.file]) or block.page.name
    groups: dict[str, list[tuple[Who, tuple[str, ...]]]] = defaultdict(list)
    nobody: list[str] = []
    people: dict[tuple[str, str, str], Who] = {}
    for row, cells in block.rows:
        who = student_of(block, row, cells, own_class)
        if _is_summary(block, cells):
            continue
        if not at(cells, subject.place) or not is_somebody(block, cells, who):
            nobody.append(str(row))
            continue
        people.setdefault((who.identifier, who.name, who.class_id), who)
        groups[at(cells, subject.place)].append((who, cells))
    count = 0
    for name, rows in groups.items():
        named_subject = bare_subject(name)
        column = replace(score, subject=named_subject)
        fulls = [at(cells, full.place) for _, cells in rows] if full else []
        said = {found[0] for cell in fulls if (found := number_in(cell))}
        guessed = said.pop() if len(said) == 1 else _full(sheet, column, (), rows)
        for who, cells in rows:
            own_exam = (at(cells, exam.place) if exam else "") or base
            texts = (own_exam, at(cells, day.place) if day else "", *block.titles)
            own = number_in(at(cells, full.place)) if full else None
            here = replace(column, exam=sheet.exam_of(own_exam, texts))
            mark = _mark(sheet, who, here, at(cells, score.place), own[0] if own else guessed)
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
    if nobody:
        sheet.told.left_out.append(
            say("sheets.nobody", "rows {rows}: nobody and nothing to read", rows=named(nobody))
        )
    taken = {one.place for one in (subject, score, exam, full, day) if one}
    leave_columns(block, sheet.told, taken)
