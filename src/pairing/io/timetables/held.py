"""In which weeks the lessons of a file are: by its masks or its days, and what is asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pairing.io.sheets.answers import ANSWERS, Answers
from pairing.io.timetables.timetable import PLACE, Taught, Timetable
from pairing.io.timetables.weeks import EVEN, ODD, monday, of_cycle, of_dates, of_numbers
from pairing.language import N_
from pairing.model.fields import read_day
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import say, word

__all__ = ["weeks_of"]

_WEEKS = (N_("every week"), N_("week 1 alone"))
"""In which weeks the lessons of a file of one week may be."""


def weeks_of(timetable: Timetable, lessons: Sequence[Taught], answers: Answers) -> list[str | None]:
    """The weeks of each lesson as the table has them; None where it is in no week of the term."""
    first = ODD
    if any(len(one.cycle) == 2 for one in lessons):
        words = say(
            "timetables.first_of_two",
            "the file has two weeks in turn; the first of them is taken to be {weeks}: week 1 is "
            "the one in which sessions begin",
            weeks=word(ODD),
        )
        first = str(answers.ask(PLACE, "first_of_two", ODD, words, (ODD, EVEN)))
    held = _held(timetable, lessons, answers)
    return [
        one.weeks or (of_cycle(one.cycle, first) if one.cycle else own)
        for one, own in zip(lessons, held, strict=True)
    ]


def _held(timetable: Timetable, lessons: Sequence[Taught], answers: Answers) -> list[str | None]:
    """The weeks of each lesson by its days; '' where it has none, None where it is in no week.

    Raises InputError where the answer when week 1 is, is no day.
    """
    every = [day for one in lessons for day in one.dates]
    if not every:
        return [""] * len(lessons)
    of_day: dict[str, set[date]] = {}
    for one in lessons:
        of_day.setdefault(one.day, set()).update(one.dates)

    def read(first: date) -> list[str | None]:
        return [
            of_dates(one.dates, of_day[one.day], first, every) if one.dates else ""
            for one in lessons
        ]

    first = monday(timetable.first_day or min(every))
    if monday(min(every)) == monday(max(every)) and not _goes_on(min(every), answers):
        return [of_numbers([1]) if one.dates else "" for one in lessons]
    found = read(first)
    return found if not any(found) else read(_week_1(first, answers))


def _goes_on(day: date, answers: Answers) -> bool:
    """Whether the lessons of a file of one week are those of every week."""
    words = say(
        "timetables.one_week",
        "the file has the lessons of the week of {day} alone; they are taken to be in {weeks}",
        day=monday(day),
        weeks=word(_WEEKS[0]),
    )
    return answers.ask(PLACE, "one_week", _WEEKS[0], words, _WEEKS) == _WEEKS[0]


def _week_1(guess: date, answers: Answers) -> date:
    words = say(
        "timetables.week_1",
        "some lessons are not in every week; week 1, in which sessions begin, is taken to be that "
        "of {day}",
        day=guess,
    )
    said = str(answers.ask(PLACE, "week_1", guess.isoformat(), words))
    try:
        return read_day(said)
    except ValueError:
        expected = say("timetables.a_day", "a day such as 2026-09-07")
        raise InputError([Fault(ANSWERS, None, f"{PLACE}.week_1", said, expected)]) from None
