"""Cards for partners to cut out: who works with whom, on what, when, and towards which goal.

Both partners of a pair get the same card. It does not tell which of them helps: roles go both
ways wherever they can, and nobody is to be seen as the weak one.
"""

from __future__ import annotations

from collections import defaultdict

from pairing.language import day, name_key
from pairing.model.messages.message import say
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.reports.pdf import INK, PALE, QUIET, Pages

__all__ = ["make_partner_cards"]

_ACROSS, _DOWN = 2, 4
_TIMES = 4


def make_partner_cards(school: School, plan: Plan, class_id: str) -> bytes:
    """A PDF with a card for each partner of a class; empty where nobody there has a partner."""
    subjects: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pair in plan.pairs or ():
        for one, other in ((pair.tutee_id, pair.tutor_id), (pair.tutor_id, pair.tutee_id)):
            if school.student[one].class_id == class_id:
                subjects[one, other].append(pair.subject)
    if not subjects:
        return b""
    pages = Pages(class_id)
    in_order = sorted(subjects, key=lambda two: name_key(school.student[two[0]].name))
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
        _card(pages, (x + 5, y + 5, wide - 10), school, plan, two, subjects[two])
    return bytes(pages.output())


def _card(
    pages: Pages,
    place: tuple[float, float, float],
    school: School,
    plan: Plan,
    two: tuple[str, str],
    subjects: list[str],
) -> None:
    x, y, width = place
    own, partner = (school.student[one].name for one in two)
    pages.write_in(x, y, width, 6, own, 14)
    words = say("card.learns_together", "learns together with {name}", name=partner)
    pages.write_in(x, y + 7, width, 5, str(words), 11)
    pages.write_in(x, y + 12, width, 5, ", ".join(dict.fromkeys(subjects)), 11, QUIET)
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
    periods = school.period
    found = sorted(
        (row.date, periods[row.period_id].start)
        for row in plan.sessions or ()
        if row.tutor_id and {row.tutor_id, row.student_id} == set(two) and row.period_id in periods
    )
    return [f"{day(date)}, {start:%H:%M}" for date, start in found[:_TIMES]]
