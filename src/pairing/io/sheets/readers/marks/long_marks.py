"""Mark sheets with a row a mark: who, in which subject, of which exam."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pairing.io.sheets.exam_names import ExamSaid
from pairing.io.sheets.found import Member, Who
from pairing.io.sheets.readers.facts import facts_beside, facts_of
from pairing.io.sheets.readers.marks.exam_rows import ExamRows
from pairing.io.sheets.readers.marks.mark_cells import MarkSheet, full_of, mark_of, number_in
from pairing.io.sheets.readers.rows import (
    columns_of,
    is_somebody,
    leave_columns,
    student_of,
    summary_of,
)
from pairing.io.sheets.recognising.blocks import at
from pairing.io.sheets.recognising.titles import exam_in, exam_name
from pairing.io.sheets.recognising.vocabulary import Role
from pairing.io.sheets.recognising.words import bare_subject
from pairing.model.messages.message import say

__all__ = ["read_long"]


def read_long(sheet: MarkSheet, own_class: str) -> None:
    """A row a mark: who, which subject, which exam, how many of how many."""
    block = sheet.block
    subject, score = block.first(Role.SUBJECT), block.of_role(Role.SCORE)[0]
    exam, full, day = block.first(Role.EXAM), block.first(Role.FULL), block.first(Role.DATE)
    assert subject is not None
    base = exam_name(block.titles, block.page.name) or exam_in([block.page.file]) or block.page.name
    sat = ExamRows(sheet, day, alone=exam is None)
    groups: dict[str, list[tuple[Who, tuple[str, ...]]]] = defaultdict(list)
    nobody: list[str] = []
    people: dict[tuple[str, str, str], Member] = {}
    facts = facts_beside(block, ())
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
    counts: dict[tuple[int, int], tuple[object, int]] = {}

    def exam_in_row(cells: tuple[str, ...]) -> str:
        return (at(cells, exam.place) if exam else "") or base

    said: dict[str, ExamSaid] = {}
    for name, rows in groups.items():
        for who, cells in rows:
            own_exam = exam_in_row(cells)
            sat.add(own_exam, sat.day(who, cells), who, (bare_subject(name),))
            said.setdefault(own_exam, ExamSaid(own_exam, (own_exam, *block.titles)))
    sat.know(said.values())
    for name, rows in groups.items():
        named_subject = bare_subject(name)
        column = replace(score, subject=named_subject)
        fulls = [at(cells, full.place) for _, cells in rows] if full else []
        all_fulls = {found[0] for cell in fulls if (found := number_in(cell))}
        guessed = all_fulls.pop() if len(all_fulls) == 1 else full_of(sheet, column, (), rows)
        for who, cells in rows:
            own = number_in(at(cells, full.place)) if full else None
            known = sat.of(exam_in_row(cells), sat.day(who, cells))
            here = replace(column, exam=known.name)
            mark = mark_of(sheet, who, here, at(cells, score.place), own[0] if own else guessed)
            if mark is not None:
                sheet.found.marks.append(mark._replace(day=known.day))
            person = (who.identifier, who.name, who.class_id)
            counts[who.row, who.column] = (person, int(mark is not None))
    sheet.found.marked += people.values()
    sheet.told.take_marks(
        counts,
        lambda marks, students: say(
            "sheets.long_taken",
            "{marks} marks of {students} students",
            marks=marks,
            students=students,
        ),
    )
    sheet.told.leave_rows(nobody)
    others = [one for role in facts for one in columns_of(block, role)]
    sheet.told.columns |= {one.header: one.role for one in others if one.role}
    taken = {one.place for one in (subject, score, exam, full, day, *others) if one}
    leave_columns(block, sheet.told, taken)
