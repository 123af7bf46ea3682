"""Class lists, lists of teachers, and lists of signs in a teacher's words."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from pairing.io.sheets.answers import Answers
from pairing.io.sheets.day_order import in_order, with_order
from pairing.io.sheets.found import Found, Member, Sign, Who
from pairing.io.sheets.page import Page
from pairing.io.sheets.readers.facts import FACTS, facts_of
from pairing.io.sheets.readers.marks.mark_cells import number_in
from pairing.io.sheets.readers.rows import (
    is_somebody,
    student_of,
    take_columns,
    tell_of_people,
    text_of,
)
from pairing.io.sheets.readers.set_lists import is_set_list
from pairing.io.sheets.recognising.blocks import Block
from pairing.io.sheets.recognising.titles import class_in, day_in
from pairing.io.sheets.recognising.words import (
    Role,
    bare_name,
    bare_subject,
    dimension_of,
    is_money,
    is_name,
    parts_of,
    roles_of,
    source_of,
    summary_word,
)
from pairing.io.sheets.told import SheetTold
from pairing.io.vocabulary.values import value_name
from pairing.model.enums import Cause
from pairing.model.messages.message import named, say

__all__ = ["is_names", "read_class_list", "read_names", "read_signs", "read_staff"]


def read_class_list(block: Block, answers: Answers, found: Found, told: SheetTold) -> None:
    """Add the pupils of a class list, with what it says of them."""
    own_class = class_in([*block.titles, block.page.name, block.page.file])
    # A list of a set has not all of a class: who does not stand in it has not left.
    # Nor has a list of who has paid.
    partly = is_set_list(block) or any(is_money(column.bare) for column in block.columns)
    into = found.marked if partly else found.members
    people: list[Who] = []
    nobody: list[str] = []
    for row, cells in block.rows:
        who = student_of(block, row, cells, own_class)
        if any(map(summary_word, cells)):
            continue
        if not is_somebody(block, cells, who):
            nobody.append(str(row))
            continue
        into.append(Member(who, facts_of(block, cells, FACTS, who, answers, told)))
        people.append(who)
    told.taken.append(say("sheets.list_taken", "{count} students", count=len(people)))
    told.leave_rows(nobody)
    tell_of_people(block, people, told)
    take_columns(block, told, FACTS)


def is_names(page: Page) -> bool:
    """Whether a sheet is nothing but names: one to a row, or a block of them without a header."""
    cells = [cell for _, row in page.rows for cell in row if cell and not class_in([cell])]
    names = [cell for cell in cells if is_name(bare_name(cell))]
    return len(names) >= 3 and len(names) >= 0.9 * len(cells) and page.width <= 3


def read_names(page: Page, found: Found, told: SheetTold) -> None:
    """Add the pupils of a list that has names and nothing else."""
    own_class = class_in([page.name, page.file])
    count = 0
    for row, cells in page.rows:
        for place, cell in enumerate(cells):
            # A title names the class, with figures that no name has: 801班名单.
            if said := class_in([cell]):
                own_class = said
                continue
            name = bare_name(cell)
            if not is_name(name):
                continue
            who = Who(page, row, "", name, own_class, place)
            found.members.append(Member(who, {}))
            count += 1
    told.taken.append(say("sheets.list_taken", "{count} students", count=count))


def read_staff(block: Block, found: Found, told: SheetTold) -> None:
    """Add the teachers of a list."""
    count = 0
    unknown: list[str] = []
    for _, cells in block.rows:
        name = text_of(block, cells, Role.NAME) or text_of(block, cells, Role.TEACHER)
        if not name or any(map(summary_word, cells)):
            continue
        duties = text_of(block, cells, Role.DUTIES)
        roles, odd = roles_of(duties)
        unknown += odd
        said = text_of(block, cells, Role.TEACHES) or text_of(block, cells, Role.SUBJECT)
        subjects = tuple(map(bare_subject, parts_of(said)))
        found.staff.append(
            {
                "teacher_id": text_of(block, cells, Role.TEACHER_ID)
                or text_of(block, cells, Role.ID),
                "name": name,
                "roles": ";".join(roles) or "subject",
                "subjects": ";".join(subjects),
                "classes": ";".join(
                    parts_of(
                        text_of(block, cells, Role.TAUGHT_CLASSES)
                        or text_of(block, cells, Role.CLASS)
                    )
                ),
                "max_mentees": _whole(text_of(block, cells, Role.MOST)),
                "min_mentees": _whole(text_of(block, cells, Role.LEAST)),
                "area": text_of(block, cells, Role.AREA),
            }
        )
        count += 1
    told.taken.append(say("sheets.staff_taken", "{count} teachers", count=count))
    if unknown:
        told.doubts.append(
            say(
                "sheets.odd_duties",
                "duties that nobody knows: {words}; taken for subject teachers where nothing "
                "else is said",
                words=named(dict.fromkeys(unknown)),
            )
        )
    roles_taken = (
        Role.DUTIES, Role.TEACHES, Role.TAUGHT_CLASSES, Role.MOST, Role.LEAST, Role.AREA,
        Role.TEACHER_ID, Role.TEACHER, Role.SUBJECT,
    )  # fmt: skip
    take_columns(block, told, roles_taken)


def _whole(text: str) -> str:
    found = number_in(text)
    return "" if found is None else f"{int(found[0])}"


def read_signs(block: Block, answers: Answers, found: Found, told: SheetTold) -> None:
    """Add the signs of a list: what a teacher saw of whom, in words."""
    own_class = class_in([*block.titles, block.page.name])
    day = _day_of(block, answers, found)
    dated = block.first(Role.DATE)
    order = with_order(block.cells(dated), block.shape, dated.header, answers) if dated else ""
    count, unknown = 0, []
    for row, cells in block.rows:
        who = student_of(block, row, cells, own_class)
        if not (who.identifier or who.name):
            continue
        said = text_of(block, cells, Role.DIMENSION)
        text = text_of(block, cells, Role.INDICATOR) or said
        dimension = dimension_of(said) or dimension_of(text)
        if not text or dimension is None:
            unknown.append(f"{who.name or who.identifier} ({said or text})")
            continue
        cause = text_of(block, cells, Role.CAUSE)
        if cause:
            text = f"{text}（{cause}）" if not text.isascii() else f"{text} ({cause})"
        severity = _severity(text_of(block, cells, Role.SEVERITY), block, answers)
        own_day = in_order(text_of(block, cells, Role.DATE), order)
        found.signs.append(
            Sign(
                who,
                {
                    "dimension": dimension,
                    "indicator": text.replace(";", "，"),
                    "severity": severity,
                    "source": source_of(text_of(block, cells, Role.SOURCE)) or "observation",
                    "date": own_day or day.isoformat(),
                    "cause": ";".join(_causes(cause)),
                },
            )
        )
        count += 1
    told.taken.append(say("sheets.signs_taken", "{count} signs", count=count))
    if unknown:
        told.doubts.append(
            say(
                "sheets.odd_signs",
                "left out, for the side of life is not known: {cases}",
                cases=named(unknown),
            )
        )
    roles = (
        Role.DIMENSION, Role.INDICATOR, Role.CAUSE, Role.SOURCE, Role.SEVERITY, Role.DATE,
    )  # fmt: skip
    take_columns(block, told, roles)


def _causes(said: str) -> list[str]:
    """The causes that a cell names by words of ours; ``other`` where it names none of them."""
    words = re.split(r"[;；,，、/（()）\s]+", said)
    known = {value_name("cause", word) for word in words if word} & set(Cause)
    return sorted(known) or (["other"] if said else [])


def _day_of(block: Block, answers: Answers, found: Found) -> date:
    day, whole = day_in([*block.titles, block.page.name])
    if day is not None and whole:
        return day
    if block.first(Role.DATE) is not None:
        return day or date.today()  # noqa: DTZ011 - for rows alone that have none
    last = max((one.day for one in found.exams.values()), default=date.today())  # noqa: DTZ011
    words = say(
        "sheets.signs_day",
        "the day of the signs in {sheet} is not said: {day}",
        sheet=block.page.name,
        day=last,
    )
    answer = answers.ask(f"sheet {block.page.name}", "date", (day or last).isoformat(), words)
    return date.fromisoformat(str(answer))


def _severity(text: str, block: Block, answers: Answers) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in ("1", "2", "3"):
        return plain
    for number, words in (("1", "轻 輕 一般 低 不严重 不嚴重 mild low"),
                          ("2", "中 较重 較重 marked medium moderate"),
                          ("3", "严重 嚴重 重 高 severe high")):  # fmt: skip
        if plain and any(word in plain.lower() for word in words.split()):
            return number
    words_ = say("sheets.severity", "how severe signs are is not said: 2 of 3")
    return str(answers.ask(block.shape, "severity", 2, words_))
