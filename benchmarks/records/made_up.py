"""Ten ways of making records up, each put on a month of honest ones: only what it is differs."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Mapping
from typing import NamedTuple

from benchmarks.records.honest import HOLIDAY
from pairing.model.records import HelpRecord
from pairing.model.school import School

__all__ = ["PATTERNS", "Made"]

_DAY, _MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)
_STOCK = (
    "Talked about how the week went and what to do next, the student was open and listened.",
    "今天与学生谈心，了解近期学习和生活情况，鼓励其继续努力，学生态度较好。",
)
_ENDS = ("", " Good.", " Will go on.", "。继续关注", "，家长配合", "!", " (see above)")


class Made(NamedTuple):
    """Where records are made up, and by what chance."""

    school: School
    rng: random.Random

    def name(self, row: HelpRecord) -> str:
        """The name of a record's student."""
        return self.school.student[row.student_id].name


def copied(rows: list[HelpRecord], made: Made) -> list[HelpRecord]:
    """One text for all."""
    text = made.rng.choice(_STOCK)
    return [_with(row, text=text) for row in rows]


def varied(rows: list[HelpRecord], made: Made) -> list[HelpRecord]:
    """One text with small changes."""
    text = made.rng.choice(_STOCK)

    def changed() -> str:
        place = made.rng.randrange(4, len(text) - 4)
        return text[:place] + text[place + made.rng.randint(0, 2) :] + made.rng.choice(_ENDS)

    return [_with(row, text=changed()) for row in rows]


def named(rows: list[HelpRecord], made: Made) -> list[HelpRecord]:
    """A template with the student's name put in twice."""
    template = made.rng.choice(
        (
            "{0} did well today. {0} knows what to do.",
            "{0}同学今天表现较好，{0}能认真听讲，{0}还需努力。",
        )
    )
    return [_with(row, text=template.format(made.name(row))) for row in rows]


def one_evening(rows: list[HelpRecord], made: Made) -> list[HelpRecord]:
    """All of the month entered in one evening, some minutes apart."""
    at = datetime.datetime.combine(max(row.date for row in rows), datetime.time(19, 5))
    found = []
    for row in rows:
        at += made.rng.randint(2, 5) * _MINUTE
        found.append(_with(row, entered_at=at))
    return found


def minute_apart(rows: list[HelpRecord], _: Made) -> list[HelpRecord]:
    """Each week's entered on its Friday, one minute after the other."""
    weeks: dict[datetime.date, int] = {}
    found = []
    for row in rows:
        friday = row.date + (4 - row.date.weekday()) * _DAY
        number = weeks[friday] = weeks.get(friday, -1) + 1
        evening = datetime.datetime.combine(friday, datetime.time(18, 30))
        found.append(_with(row, entered_at=evening + number * _MINUTE))
    return found


def in_lessons(rows: list[HelpRecord], made: Made) -> list[HelpRecord]:
    """A third of them at a time when the mentor or the class has a lesson."""
    found = []
    for number, row in enumerate(rows):
        own = made.school.student[row.student_id].class_id
        lessons = [
            made.school.period[one.period_id]
            for one in made.school.timetable
            if own == one.class_id or row.by == one.teacher_id
        ]
        lessons = [one for one in lessons if one.weekday == row.date.isoweekday()]
        if number % 3 == 0 and lessons:
            start = made.rng.choice(lessons).start
            entered = datetime.datetime.combine(row.date, datetime.time(20, number % 60))
            row = _with(row, start=start, entered_at=entered)
        found.append(row)
    return found


def closed_days(rows: list[HelpRecord], made: Made) -> list[HelpRecord]:
    """Four of them on holidays and Sundays."""
    changed = set(made.rng.sample(range(len(rows)), min(4, len(rows))))
    found = []
    for number, row in enumerate(rows):
        if number in changed:
            sunday = row.date + (6 - row.date.weekday()) * _DAY
            day = made.rng.choice((HOLIDAY[0] + made.rng.randint(0, 6) * _DAY, sunday))
            entered = datetime.datetime.combine(day + _DAY, datetime.time(8, number % 60))
            row = _with(row, date=day, entered_at=entered)
        found.append(row)
    return found


def three_minutes(rows: list[HelpRecord], _: Made) -> list[HelpRecord]:
    """Three minutes each."""
    return [_with(row, minutes=3) for row in rows]


def same_for_all(rows: list[HelpRecord], _: Made) -> list[HelpRecord]:
    """Each week one text and one next step for every student."""
    found = []
    for row in rows:
        week = row.date.isocalendar().week
        text = f"This week ({_TOPIC[week % 4]}) was gone through again, with some success."
        found.append(_with(row, text=text, next_step="goes on like that"))
    return found


_TOPIC = ("fractions and parts", "spelling rules", "reading in a loud voice", "what the test asked")


def before_it_was(rows: list[HelpRecord], _: Made) -> list[HelpRecord]:
    """The whole week entered on its Monday morning."""
    found = []
    for number, row in enumerate(rows):
        monday = row.date - row.date.weekday() * _DAY
        at = datetime.datetime.combine(monday, datetime.time(7, 0)) + 3 * number * _MINUTE
        found.append(_with(row, entered_at=at))
    return found


def _with(row: HelpRecord, **more: object) -> HelpRecord:
    return row.model_copy(update=more)


Pattern = Callable[[list[HelpRecord], Made], list[HelpRecord]]

PATTERNS: Mapping[str, Pattern] = {
    one.__name__: one
    for one in (
        copied,
        varied,
        named,
        one_evening,
        minute_apart,
        in_lessons,
        closed_days,
        three_minutes,
        same_for_all,
        before_it_was,
    )
}
