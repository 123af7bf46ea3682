"""Cards for partners to cut out: who works with whom, on what, when, and towards which goal.

The two of a pair have one card together, in the same words for both, and their names in the
order of the alphabet: it does not tell which of them helps. Whoever has several partners has
cards here and there on the sheet, so that nobody is to be seen as the one who needs three.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict

from pairing.language import name_key
from pairing.model.messages.message import listed, say, word
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.model.session_times import start_of
from pairing.reports.paper.pdf import INK, PALE, QUIET, Pages
from pairing.reports.sessions.times import moment

__all__ = ["make_partner_cards"]

_ACROSS, _DOWN = 2, 4
_TIMES = 4


def make_partner_cards(school: School, plan: Plan, class_id: str) -> bytes:
    """A PDF with a card for each two partners of a class; empty where nobody has a partner."""
    students = school.student
    subjects: dict[tuple[str, str], set[str]] = defaultdict(set)
    for pair in plan.pairs or ():
        one, other = sorted(
            (pair.tutee_id, pair.tutor_id),
            key=lambda student_id: (name_key(students[student_id].name), student_id),
        )
        if class_id in (students[one].class_id, students[other].class_id):
            subjects[one, other].add(pair.subject)
    if not subjects:
        return b""
    pages = Pages(class_id)
    in_order = sorted(subjects, key=_scattered)
    wide = pages.epw / _ACROSS
    high = (pages.h - 24) / _DOWN
    for number, two in enumerate(in_order):
        at = number % (_ACROSS * _DOWN)
        if not at:
            pages.add_page()
        line, column = divmod(at, _ACROSS)
        x, y = pages.l_margin + column * wide, 12 + line * high
        pages.set_draw_color(*PALE)
        pages.set_dash_pattern(dash=2, gap=2)
        pages.rect(x, y, wide, high)
        pages.set_dash_pattern()
        _card(pages, (x + 5, y + 5, wide - 10), school, plan, two, sorted(subjects[two]))
    return bytes(pages.output())


def _scattered(two: tuple[str, str]) -> bytes:
    """A key that puts cards in an order that says nothing, the same each time."""
    return hashlib.sha256("\0".join(two).encode()).digest()


def _card(
    pages: Pages,
    place: tuple[float, float, float],
    school: School,
    plan: Plan,
    two: tuple[str, str],
    subjects: list[str],
) -> None:
    x, y, width = place
    for line, student_id in enumerate(two):
        pages.write_in(x, y + 6 * line, width, 6, school.label(student_id), 13)
    words = say(
        "card.learn_together", "learn together: {subjects}", subjects=listed(map(word, subjects))
    )
    pages.write_in(x, y + 12, width, 5, str(words), 11, QUIET)
    times = _times(school, plan, two)
    for line, text in enumerate(
        times or [str(say("card.agree_times", "Agree on three times a week, 25 minutes each"))]
    ):
        pages.write_in(x, y + 19 + 5 * line, width, 5, text, 9, INK)
    goal = y + 19 + 5 * max(len(times), 1) + 2
    pages.write_in(x, goal, width, 5, str(say("card.goal", "Our goal for the two of us")), 9, QUIET)
    pages.set_draw_color(*PALE)
    pages.line(x, goal + 12, x + width, goal + 12)


def _times(school: School, plan: Plan, two: tuple[str, str]) -> list[str]:
    """The first times of the two together, where sessions have been planned."""
    found = sorted(
        (row.date, start)
        for row in plan.sessions or ()
        if row.tutor_id
        and {row.tutor_id, row.student_id} == set(two)
        and (start := start_of(school, row)) is not None
    )
    return [moment(date, start) for date, start in found[:_TIMES]]
