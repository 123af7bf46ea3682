"""Cards for students who reached a goal: kind words, and nothing of what was hard.

A card tells neither the subject nor a mark, a rank or the teacher's words: whoever sees it on a
desk learns that somebody set themselves something and did it. The two of a pair have one card.
"""

from __future__ import annotations

import datetime

from pairing.language import day, name_key
from pairing.model.enums import GoalKind, GoalStatus
from pairing.model.messages.message import Message, say
from pairing.model.records import Goal
from pairing.model.school import School
from pairing.monitoring import TermLog
from pairing.reports.paper.pdf import PALE, QUIET, Pages

__all__ = ["make_goal_cards"]

_DOWN = 3


def make_goal_cards(school: School, log: TermLog, student_id: str, on: datetime.date) -> bytes:
    """A PDF with a card for each goal that a student has reached; empty where there is none.

    Raises KeyError where there is no such student.
    """
    label = school.label(student_id)
    reached = [row for row in log.goals_of.get(student_id, ()) if row.status is GoalStatus.REACHED]
    if not reached:
        return b""
    pages = Pages(label)
    high = (pages.h - 24) / _DOWN
    for number, goal in enumerate(reached):
        if not number % _DOWN:
            pages.add_page()
        y = 12 + number % _DOWN * high
        pages.set_draw_color(*PALE)
        pages.set_dash_pattern(dash=2, gap=2)
        pages.rect(pages.l_margin, y, pages.epw, high)
        pages.set_dash_pattern()
        _card(pages, y + 10, school, goal, on)
    return bytes(pages.output())


def _card(pages: Pages, y: float, school: School, goal: Goal, on: datetime.date) -> None:
    x, width = pages.l_margin + 8, pages.epw - 16
    people = [one for one in goal.people if one in school.student]
    people.sort(key=lambda one: (name_key(school.student[one].name), one))
    names = " · ".join(school.label(one) for one in people)
    pages.write_in(x, y, width, 10, str(say("goal_card.title", "Well done!")), 22, align="C")
    pages.write_in(x, y + 14, width, 9, names, 18, align="C")
    pages.write_in(x, y + 27, width, 7, str(_praise(goal)), 13, QUIET, align="C")
    pages.write_in(x, y + 36, width, 6, day(on), 10, QUIET, align="C")
    following = say("goal_card.next", "What comes next, in own words:")
    pages.write_in(x, y + 48, width, 6, str(following), 10, QUIET)
    pages.line(x, y + 66, x + width, y + 66)


def _praise(goal: Goal) -> Message:
    if goal.with_id is not None:
        return say("goal_card.pair", "You set yourselves a goal together, and reached it.")
    if goal.kind is GoalKind.STANDARD:
        return say("goal_card.standard", "You set yourself a standard, and kept it up.")
    return say("goal_card.own", "You set yourself a goal, and reached it.")
