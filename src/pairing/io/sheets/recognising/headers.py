"""Where the header of a sheet stands, what its columns hold, and which rows belong to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pairing.io.raw.cells import shown
from pairing.io.sheets.page import Page, normal
from pairing.io.sheets.recognising.blocks import FULL, Block, Column, at
from pairing.io.sheets.recognising.by_cells import by_cells
from pairing.io.sheets.recognising.words import (
    SUBJECTS_BY_LENGTH,
    Role,
    bare_subject,
    is_exam,
    is_subject,
    role_of,
)

__all__ = ["blocks_of"]

_WHO = (Role.ID, Role.NAME, Role.FIRST_NAME, Role.LAST_NAME, Role.TEACHER)
_FIGURES = re.compile(r"-?\d+(\.\d+)?%?")
_ENDS = frozenset("0123456789%０１２３４５６７８９％")
_LOOKED = 25
"""A header stands within so many filled rows."""


def blocks_of(page: Page) -> tuple[Block, ...]:
    """The parts of a sheet that have a header of their own, one below or beside another."""
    found: list[Block] = []
    for part in _beside(page):
        heads = [place for place, (_, cells) in enumerate(part.rows) if _is_header(cells)]
        heads = heads or _bare_heads(part)
        if not heads or heads[0] >= _LOOKED:
            continue
        ends = [*heads[1:], len(part.rows)]
        start = 0
        for head, end in zip(heads, ends, strict=True):
            # What stands between the rows of one class and the header of the next is a title.
            until = end if end == len(part.rows) else _titles_before(part, head, end)
            found.append(_block(part, start, head, until))
            start = until
    return tuple(found)


def _beside(page: Page) -> Iterator[Page]:
    """Lists that stand side by side, each with a name of its own, as pages of their own."""
    for _, cells in page.rows[:_LOOKED]:
        names = [
            place
            for place, cell in enumerate(cells)
            if role_of(cell) in (Role.NAME, Role.TEACHER, Role.ID, Role.NUMBER)
        ]
        roles = Counter(role_of(cells[place]) for place in names)
        if not roles or not _is_header(cells):
            continue
        role = next(role_of(cells[place]) for place in names)
        starts = [place for place in names if role_of(cells[place]) is role]
        if len(starts) > 1:
            ends = [*starts[1:], page.width]
            for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
                yield page.part(0, len(page.rows), range(0 if number == 0 else start, end))
            return
        break
    yield page


def _is_header(cells: Sequence[str]) -> bool:
    if any(map(_is_number, cells)) and not _counts_items(cells):
        return False
    roles = [role_of(cell) for cell in cells if cell]
    if not any(role in _WHO for role in roles):
        return False
    known = sum(
        role is not None or is_subject(cell) or is_exam(cell)
        for role, cell in zip(roles, filter(None, cells), strict=True)
    )
    return known >= 2 or len(roles) == 1


def _counts_items(cells: Sequence[str]) -> bool:
    """Whether the numbers of a row count the questions of a paper, whose total stands beside."""
    numbers = [cell for cell in cells if _is_number(cell)]
    counted = [str(one) for one in range(1, len(numbers) + 1)]
    total = any(role_of(cell) in (Role.TOTAL, Role.SCORE) for cell in cells)
    return len(numbers) > 1 and total and [*map(normal, numbers)] == counted


def _bare_heads(page: Page) -> list[int]:
    """Where names stand beside words that nobody knows, with numbers below: own subjects."""
    for place, (_, cells) in enumerate(page.rows[:_LOOKED]):
        names = [one for one, cell in enumerate(cells) if role_of(cell) is Role.NAME]
        if any(map(_is_number, cells)) or not names or place + 1 == len(page.rows):
            continue
        below = page.rows[place + 1][1]
        # Where subjects stand below, pupils stand side by side.
        if not is_subject(at(below, names[0])) and any(map(_is_number, below)):
            return [place]
    return []


def _is_number(cell: str) -> bool:
    return bool(cell) and cell[-1] in _ENDS and bool(_FIGURES.fullmatch(normal(cell)))


def _titles_before(page: Page, head: int, end: int) -> int:
    """Where the titles of the next header begin."""
    first = end
    while first > head + 1 and sum(map(bool, page.rows[first - 1][1])) <= 2:
        if any(map(_is_number, page.rows[first - 1][1])):
            break
        first -= 1
    return first


def _block(page: Page, start: int, head: int, end: int) -> Block:
    upper: Sequence[str] = ()
    main = page.rows[head][1]
    lower: Sequence[str] = ()
    who = [place for place, cell in enumerate(main) if role_of(cell) in _WHO]
    titles_end = head
    if head > start and _groups(page.rows[head - 1][1], who):
        upper = page.rows[head - 1][1]
        titles_end = head - 1
    body = head + 1
    if body < end and _refines(page.rows[body][1], who):
        lower = page.rows[body][1]
        body += 1
    titles = tuple(
        shown(cell) for _, cells in page.rows[start:titles_end] for cell in cells if shown(cell)
    )
    before = tuple(
        row for row, cells in page.rows[start:titles_end] if sum(map(_is_number, cells)) > 1
    )
    columns = by_cells(tuple(_columns(page, upper, main, lower)), page.rows[body:end])
    return Block(page, titles, columns, page.rows[body:end], before)


def _groups(cells: Sequence[str], who: Sequence[int]) -> bool:
    """Whether a row above the header names exams or subjects over several columns."""
    filled = [place for place, cell in enumerate(cells) if cell]
    return (
        bool(filled)
        and not any(at(cells, place) for place in who)
        and min(filled) > min(who)
        and all(is_exam(cells[place]) or is_subject(cells[place]) for place in filled)
    )


def _refines(cells: Sequence[str], who: Sequence[int]) -> bool:
    """Whether a row below the header says what each of several columns under one word holds."""
    filled = [cell for cell in cells if cell]
    return (
        bool(filled)
        and not any(at(cells, place) for place in who)
        and all(role_of(cell) is not None or is_subject(cell) for cell in filled)
    )


def _columns(
    page: Page, upper: Sequence[str], main: Sequence[str], lower: Sequence[str]
) -> Iterator[Column]:
    above = over = ""
    # With subjects in a column of their own, exams are in one too; else each has its own column.
    long = any(role_of(cell) is Role.SUBJECT for cell in main)
    for place in range(page.width):
        above = at(upper, place) or above
        own, below = at(main, place), at(lower, place)
        if own:
            over = own
        elif below:
            own = over
        parts = [part for part in (above if own else "", own, below) if part]
        yield _column(place, parts, long)


def _column(place: int, parts: Sequence[str], long: bool) -> Column:
    header = " ".join(shown(part) for part in parts)
    role: Role | None = None
    subject = exam = ""
    full: float | None = None
    for part in parts:
        text = shown(part)
        if (found := FULL.search(text)) and text[: found.start()].strip():
            full = float(found[1] or found[2])
            text = text[: found.start()].strip()
        mixed = _mixed(text)
        if mixed:
            exam, subject = mixed
        elif is_subject(text):
            subject = bare_subject(text)
        elif (own := role_of(text)) is not None and (long or own is not Role.EXAM):
            role = own if role in (None, Role.SCORE) else role
        elif is_exam(text):
            exam = text
    if role in (None, Role.SCORE) and (subject or exam):
        role = Role.SCORE
    return Column(place, header, role, subject, exam, full)


def _mixed(text: str) -> tuple[str, str] | None:
    """(exam, subject) of a header that names both: 期中语文."""
    word = text.strip()
    plain = normal(word)
    if not is_exam(plain) or is_subject(plain):
        return None
    for subject in SUBJECTS_BY_LENGTH:
        for found, rest in (
            (plain.startswith(subject), plain[len(subject) :]),
            (plain.endswith(subject), plain[: -len(subject)]),
        ):
            if found and is_exam(rest) and len(normal(word)) == len(word):
                named = word[: len(subject)] if plain.startswith(subject) else word[-len(subject) :]
                return word.replace(named, "", 1).strip(" -_·"), named
    return None
