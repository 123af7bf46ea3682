"""The exams of a sheet and their days: as sheets say them, else one question for all of a sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pairing.io.sheets.answers import ANSWERS, Answers
from pairing.io.sheets.exam_names import ExamFound, ExamSaid, free_name, of_its_kind, same_exam
from pairing.io.sheets.found import Found
from pairing.io.sheets.recognising.exam_times import When, when_in
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import say

__all__ = ["ExamKnown", "know_exams"]

_DAYS = "exam_days"


class ExamKnown(NamedTuple):
    """What an exam of a sheet is called, and the day that is said of it."""

    name: str
    day: date | None


def know_exams(
    exams: Sequence[ExamSaid], found: Found, answers: Answers, shape: str
) -> tuple[ExamKnown, ...]:
    """Know each exam of a sheet and its day; one question for the days that nothing says.

    Returns what each is called: two of one name and of days apart are two exams.
    """
    others = bool(found.exams)
    asked: dict[str, date] = {}
    known_exams = []
    for said in exams:
        when = when_in(said.texts, said.around)
        dated = when.whole
        if not dated and (answered := _answered(said, when, answers)) is not None:
            when = replace(when, day=answered, whole=True)
        name = same_exam(said, when, found.exams)
        if name:
            _add(found.exams[name], said, when)
        elif name := same_exam(said, when, found.before):
            known = found.before[name].day or when.nearest(_last(found.exams))
            if not when.whole:
                # A day that the school knows stays, until a sheet or somebody says another.
                known = _asked_alone(name, known, answers, sure=True)
            _know(found, name, said, when, known).again = not dated
        else:
            name = free_name(said, when, (*found.exams, *found.before))
            day = when.nearest(_last(found.exams))
            own = _know(found, name, said, when, day)
            own.instead = of_its_kind(said, found.before)
            if not when.whole:
                # Whoever comes next is after it.
                asked[name] = day
        known_exams.append(ExamKnown(name, when.day if when.whole else None))
    if len(asked) == 1:
        ((name, day),) = asked.items()
        # Which of several exams was first is for a person to say; of one alone it is no matter.
        sure = not others and len(exams) == 1
        found.exams[name].day = _asked_alone(name, day, answers, sure=sure)
    elif asked:
        _ask_days(asked, found, answers, shape)
    return tuple(known_exams)


def _answered(said: ExamSaid, when: When, answers: Answers) -> date | None:
    """The day that somebody said, where the titles allow it.

    Where they named the exam too, it may stand under the name that was assumed before.
    """
    for name in filter(None, (said.fuller, said.name, said.assumed)):
        place = f"exam {name}"
        answer = answers.given.get(place, {}).get("date")
        if answer is not None and when.fits(day := _day_said(place, str(answer))):
            answers.said(place, "date")
            own = said.name if name == said.assumed else name
            answers.keep(f"exam {own}", "date", day.isoformat())
            return day
    return None


def _asked_alone(name: str, day: date, answers: Answers, *, sure: bool) -> date:
    words = say("sheets.exam_day", "the day of {exam} is not said: {day}", exam=name, day=day)
    place = f"exam {name}"
    return _day_said(place, str(answers.ask(place, "date", day.isoformat(), words, sure=sure)))


def _ask_days(asked: Mapping[str, date], found: Found, answers: Answers, place: str) -> None:
    """Ask once for the days of several exams of a sheet, in the order in which they stand."""
    days = "; ".join(day.isoformat() for day in asked.values())
    words = say(
        "sheets.exam_days",
        "the days of {exams} are not said, one for each in this order: {days}",
        exams=tuple(asked),
        days=days,
    )
    answer = str(answers.ask(place, _DAYS, days, words))
    said = [one for one in re.split(r"[;；,，、\s]+", answer) if one]
    if len(said) != len(asked):
        expected = say(
            "answers.days", "{count} days, one for each exam, such as {days}",
            count=len(asked), days=days,
        )  # fmt: skip
        raise InputError([Fault(ANSWERS, None, f"{place}.{_DAYS}", answer, expected)])
    for name, day in zip(asked, said, strict=True):
        found.exams[name].day = _day_said(f"{place}.{_DAYS}", day)


def _know(found: Found, name: str, said: ExamSaid, when: When, day: date) -> ExamFound:
    kind = "exam"
    if re.search(r"小测|测验|周测|单元|quiz", name, re.IGNORECASE):
        kind = "quiz"
    elif re.search(r"摸底|诊断|diagnostic|baseline", name, re.IGNORECASE):
        kind = "diagnostic"
    days = frozenset([day]) if when.whole else frozenset()
    own = found.exams[name] = ExamFound(name, day, kind, when, said.sat, days)
    return own


def _add(exam: ExamFound, said: ExamSaid, when: When) -> None:
    """Another sheet is of an exam that is known."""
    exam.sat |= said.sat
    if when.whole and when.day is not None:
        if not exam.days:
            exam.day = when.day
        exam.days |= {when.day}


def _day_said(place: str, answer: str) -> date:
    """The day of an answer; raises InputError where it is none."""
    try:
        return date.fromisoformat(answer)
    except ValueError:
        expected = say("answers.like", "an answer such as {value}", value="2026-11-27")
        raise InputError([Fault(ANSWERS, None, place, answer, expected)]) from None


def _last(exams: dict[str, ExamFound]) -> date:
    """A day for an exam of which none is said: after those that are known, else today."""
    today = date.today()  # noqa: DTZ011 - a day, and nobody's hour
    return max((one.day for one in exams.values()), default=today)
