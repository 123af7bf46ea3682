"""Who teaches what, as a grid: a row a class, a column a subject, teachers' names in the cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pairing.io.raw.cells import shown
from pairing.io.sheets.found import Found
from pairing.io.sheets.page import Page, cell_name, normal
from pairing.io.sheets.recognising.blocks import at
from pairing.io.sheets.recognising.words import (
    Role,
    bare_subject,
    is_name,
    is_subject,
    parts_of,
    role_of,
)
from pairing.io.sheets.told import SheetTold
from pairing.model.messages.message import named, say

__all__ = ["is_teaching_grid", "read_teaching_grid"]

_LOOKED = 6
_HEAD = re.compile(
    r"^(班主任(姓名|老师|老師|教师|教師)?|级任|級任|导师|導師|formtutor|classteacher)$"
)
_MOSTLY = 0.6


def is_teaching_grid(page: Page) -> bool:
    """Whether a sheet has classes below each other, subjects side by side, and names in between."""
    return _head(page) is not None


def _head(page: Page) -> int | None:
    for place, (_, cells) in enumerate(page.rows[:_LOOKED]):
        roles = [role_of(cell) for cell in cells if cell]
        subjects = [one for one, cell in enumerate(cells) if is_subject(cell)]
        heads = [one for one, cell in enumerate(cells) if _HEAD.match(normal(cell))]
        if roles.count(Role.CLASS) != 1 or len(subjects) + bool(heads) < 2 or not subjects:
            continue
        if any(role in (Role.NAME, Role.ID, Role.TEACHER, Role.SCORE) for role in roles):
            continue
        filled = [
            at(own, one)
            for _, own in page.rows[place + 1 :]
            for one in (*subjects, *heads)
            if at(own, one)
        ]
        if filled and sum(map(_is_teacher, filled)) >= _MOSTLY * len(filled):
            return place
    return None


def _is_teacher(cell: str) -> bool:
    return is_name(cell) or all(map(is_name, parts_of(cell)))


def read_teaching_grid(page: Page, found: Found, told: SheetTold) -> None:
    """Add the teachers of a grid: what each teaches in which class, and who heads it."""
    head = _head(page)
    assert head is not None
    header = page.rows[head][1]
    classes = next(place for place, cell in enumerate(header) if role_of(cell) is Role.CLASS)
    heads = [place for place, cell in enumerate(header) if _HEAD.match(normal(cell))]
    taught = {
        place: bare_subject(shown(cell))
        for place, cell in enumerate(header)
        if is_subject(cell) or (cell and place not in (classes, *heads) and role_of(cell) is None)
    }
    lessons: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    leaders: dict[str, str] = {}
    several: list[str] = []
    for row, cells in page.rows[head + 1 :]:
        if not (class_id := shown(at(cells, classes))):
            continue
        for place in (*heads, *taught):
            names = [one for one in parts_of(shown(at(cells, place))) if is_name(one)]
            if len(names) > 1:
                several.append(cell_name(row, place))
            if names and place in heads:
                leaders[class_id] = names[0]
            elif names:
                lessons[names[0], taught[place]][class_id] = None
    found.homerooms.update(leaders)
    found.staff += [_staff(name, "homeroom") for name in dict.fromkeys(leaders.values())]
    found.staff += [_staff(*key, classes=tuple(own)) for key, own in _by_teacher(lessons)]
    _tell(told, header, {classes: "", **taught, **dict.fromkeys(heads, "")})
    everybody = dict.fromkeys([*leaders.values(), *(name for name, _ in lessons)])
    told.taken.append(
        say(
            "sheets.grid_taken",
            "{count} teachers, with what they teach in which class",
            count=len(everybody),
        )
    )
    if several:
        told.doubts.append(
            say(
                "sheets.several_teachers",
                "several names in one cell, of which the first is taken: {cells}",
                cells=named(several),
            )
        )


def _by_teacher(
    lessons: Mapping[tuple[str, str], dict[str, None]],
) -> list[tuple[tuple[str, str, str], dict[str, None]]]:
    return [((name, "subject", subject), own) for (name, subject), own in lessons.items()]


def _staff(name: str, role: str, subject: str = "", classes: Sequence[str] = ()) -> dict[str, str]:
    """A row of the list of teachers."""
    blank = dict.fromkeys(("teacher_id", "max_mentees", "min_mentees", "area"), "")
    own = {"name": name, "roles": role, "subjects": subject, "classes": ";".join(classes)}
    return {**blank, **own}


def _tell(told: SheetTold, header: Sequence[str], taken: Mapping[int, str]) -> None:
    left = [shown(cell) for place, cell in enumerate(header) if cell and place not in taken]
    told.leave_columns(left, say("sheets.unknown", "nothing here asks for them"))
