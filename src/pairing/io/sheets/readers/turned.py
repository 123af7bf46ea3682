"""Mark sheets that lie on their side: a column a pupil, a row a subject."""

from __future__ import annotations

from collections.abc import Sequence

from pairing.io.raw.cells import shown
from pairing.io.sheets.page import Page
from pairing.io.sheets.recognising.blocks import at
from pairing.io.sheets.recognising.words import Role, is_exam, is_name, is_subject, role_of

__all__ = ["upright"]

_LOOKED = 6
"""So many rows may stand above the names."""
_FEWEST = 3
_NAME = "姓名"
_LABELS = (Role.NAME, Role.SUBJECT)
"""What may stand before names that are side by side, if anything does."""


def upright(page: Page) -> Page | None:
    """The sheet with a row a pupil; None where it does not lie on its side."""
    for place, (_, cells) in enumerate(page.rows[:_LOOKED]):
        for label in (0, 1):
            if _names_follow(cells, label) and _subjects_below(page, place, label):
                return _turned(page, place, label)
    return None


def _names_follow(cells: Sequence[str], label: int) -> bool:
    own, others = at(cells, label), [cell for cell in cells[label + 1 :] if cell]
    names = [
        cell for cell in others if is_name(cell) and not is_subject(cell) and role_of(cell) is None
    ]
    fits = not own or role_of(own) in _LABELS
    # A mean may stand beside the pupils.
    return fits and len(names) >= max(_FEWEST, len(others) - 2)


def _subjects_below(page: Page, place: int, label: int) -> bool:
    below = [(at(cells, label), cells) for _, cells in page.rows[place + 1 :]]
    filled = [(own, cells) for own, cells in below if own]
    known = [own for own, _ in filled if is_subject(own) or is_exam(own) or role_of(own)]
    subjects = [cells for own, cells in filled if is_subject(own)]
    marks = [cell for cells in subjects for cell in cells[label + 1 :] if cell]
    numbers = sum(any(map(str.isdigit, cell)) for cell in marks)
    return bool(subjects) and len(known) >= 0.6 * len(filled) and numbers > len(marks) / 2


def _turned(page: Page, place: int, label: int) -> Page:
    """Titles as they stand; below them a row for each column, by the column's number."""
    first = place
    while first and role_of(at(page.rows[first - 1][1], label)) is not None:
        first -= 1  # Numbers or classes of the pupils may stand above the names.
    body = [cells for _, cells in page.rows[first:]]
    heads = [shown(at(cells, label)) for cells in body]
    heads[place - first] = _NAME
    rows = [(label + 1, tuple(heads))]
    rows += [
        (column + 1, tuple(at(cells, column) for cells in body))
        for column in range(label + 1, page.width)
    ]
    kept = tuple((number, cells) for number, cells in rows if any(cells))
    return Page(page.file, page.name, (*page.rows[:first], *kept), page.hidden)
