"""The days of exams: as sheets say them, else one question for all exams of a sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from pairing.io.sheets.answers import ANSWERS, Answers
from pairing.io.sheets.found import ExamFound, Found
from pairing.io.sheets.recognising.titles import day_in
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import say

__all__ = ["know_exams"]

_DAYS = "exam_days"


def know_exams(
    exams: Mapping[str, tuple[str, ...]], found: Found, answers: Answers, shape: str
) -> None:
    """Know the day of each exam, by the texts that may say it; one question for the rest."""
    others = bool(found.exams)
    asked: dict[str, date] = {}
    for name, texts in exams.items():
        if name in found.exams:
            continue
        day, whole = day_in(texts)
        day = day or _last(found.exams)
        given = answers.given.get(f"exam {name}", {}).get("date")
        if whole:
            _know(found, name, day)
        elif given is not None:
            _know(found, name, _asked_alone(name, day, answers, sure=False))
        else:
            asked[name] = day
            # Whoever comes next is after it.
            _know(found, name, day)
    if len(asked) == 1:
        ((name, day),) = asked.items()
        # Which of several exams was first is for a person to say; of one alone it is no matter.
        sure = not others and len(exams) == 1
        _know(found, name, _asked_alone(name, day, answers, sure=sure))
    elif asked:
        _ask_days(asked, found, answers, shape)


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
        _know(found, name, _day_said(f"{place}.{_DAYS}", day))


def _know(found: Found, name: str, day: date) -> None:
    kind = "exam"
    if re.search(r"小测|测验|周测|单元|quiz", name, re.IGNORECASE):
        kind = "quiz"
    elif re.search(r"摸底|诊断|diagnostic|baseline", name, re.IGNORECASE):
        kind = "diagnostic"
    found.exams[name] = ExamFound(name, day, kind)


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
