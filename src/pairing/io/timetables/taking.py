"""A timetable of a file as what sheets find: periods and lessons, and the doubts asked once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from pairing.io.sheets.answers import ANSWERS, Answers
from pairing.io.sheets.found import Found, Lesson
from pairing.io.sheets.making.weeks.times import add_gaps, add_slot, clock, times_assumed
from pairing.io.sheets.page import Page
from pairing.io.sheets.told import SheetTold
from pairing.io.timetables.clock import minutes_of
from pairing.io.timetables.held import weeks_of
from pairing.io.timetables.timetable import PLACE, Taught, Timetable
from pairing.io.timetables.weeks import EVEN, ODD
from pairing.language import N_, translated
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import say, say_count

__all__ = ["page_of", "take_timetable"]

_NOTHING = "nothing"
_DAYS = tuple("1234567")
_LONGEST = 45
"""Minutes of a lesson of which the start alone is said."""
_HEADER = (
    N_("weekday or date"), N_("number in the day"), N_("begins"), N_("ends"), N_("subject"),
    N_("for whom"), N_("taught by"), N_("in the room"), N_("in the weeks"),
)  # fmt: skip


def page_of(timetable: Timetable, file: str, name: str) -> Page:
    """The lessons of a file as a sheet, for people to look at."""
    rows = [
        (
            one.day,
            str(one.number or ""),
            one.start,
            one.end,
            one.subject,
            ", ".join((*one.classes, *(f"{own} {part}" for own, part in one.groups))),
            ", ".join(one.teachers),
            one.room,
            translated(one.weeks) if one.weeks in (ODD, EVEN) else one.weeks or one.cycle,
        )
        for one in timetable.lessons
    ]
    return Page(
        file,
        name,
        tuple(enumerate((tuple(map(translated, _HEADER)), *rows), 1)),
        timetable=timetable,
    )


def take_timetable(
    timetable: Timetable, page: Page, answers: Answers, found: Found, told: SheetTold
) -> None:
    """Add the periods and lessons of a file.

    Raises InputError where an answer is none.
    """
    told.left_out += timetable.left_out
    told.doubts += timetable.doubts
    days = _days(timetable, answers)
    lessons = [one for one in timetable.lessons if one.subject and days[one.day]]
    _tell_lost(timetable, days, told)
    lessons = _of_this_term(lessons, answers, told)
    times = _times(lessons, page, answers)
    weeks = weeks_of(timetable, lessons, answers)
    if over := weeks.count(None):
        told.left_out.append(
            say_count(
                "timetables.not_this_term",
                "{count} lesson is in no week of this term",
                "{count} lessons are in no week of this term",
                over,
            )
        )
    found.other_names.update(timetable.other_names)
    found.parents.update(timetable.parents)
    found.in_part |= not timetable.whole
    spans = sorted(set(times.values()))
    for one, own_weeks in zip(lessons, weeks, strict=True):
        if own_weeks is None:
            continue
        day = days[one.day]
        start, end = times[one.start, one.end, one.number]
        # A calendar does not count its periods: they are counted by their hours.
        place = one.number if timetable.counted else spans.index((start, end)) + 1
        number = add_slot(found, day, place, start, end, "lesson")
        found.lessons += _rows(one, day, number, own_weeks)
    _add_gaps(found, lessons, days, times)
    told.taken.append(
        say(
            "timetables.taken",
            "{form}: {lessons} lessons a week in {periods} periods on {days} days",
            form=timetable.form,
            lessons=len(lessons) - over,
            periods=len({(days[one.day], one.number, one.start) for one in lessons}),
            days=len({days[one.day] for one in lessons}),
        )
    )


def _rows(one: Taught, day: int, number: int, weeks: str) -> Iterable[Lesson]:
    """A row for each class, or part of one, and each teacher."""
    parts = [*((name, "") for name in one.classes), *one.groups] or [("", "")]
    names = (*chain.from_iterable(parts), *one.teachers)
    together = " ".join((one.subject, *names)) if len(parts) > 1 or one.groups else ""
    for class_id, group in parts:
        for teacher in one.teachers or ("",):
            yield Lesson(
                class_id,
                number,
                day,
                one.subject,
                teacher,
                group,
                weeks,
                one.room,
                together,
                one.words,
                one.owners,
                sure=True,
            )


def _days(timetable: Timetable, answers: Answers) -> dict[str, int]:
    """The day of the week of each name of a day; 0 where nobody knows."""
    found = {}
    for name in dict.fromkeys(one.day for one in timetable.lessons):
        if name in _DAYS:
            found[name] = int(name)
            continue
        place = timetable.days.index(name) + 1 if name in timetable.days else 0
        guess = str(place) if 1 <= place <= len(_DAYS) else _NOTHING
        words = say(
            "timetables.day",
            "which day of the week {name} is (1 Monday to 7 Sunday) is not said: {day}",
            name=name,
            day=guess,
        )
        said = str(answers.ask(PLACE, f"day {name}", guess, words, (*_DAYS, _NOTHING)))
        found[name] = int(said) if said in _DAYS else 0
    return found


def _tell_lost(timetable: Timetable, days: dict[str, int], told: SheetTold) -> None:
    nameless = sum(not one.subject for one in timetable.lessons)
    if nameless:
        told.left_out.append(
            say_count(
                "timetables.no_subject",
                "{count} lesson has no subject",
                "{count} lessons have no subject",
                nameless,
            )
        )
    dayless = sum(not days[one.day] for one in timetable.lessons if one.subject)
    if dayless:
        told.left_out.append(
            say_count(
                "timetables.no_day",
                "{count} lesson is on a day that nobody knows",
                "{count} lessons are on days that nobody knows",
                dayless,
            )
        )


def _of_this_term(lessons: list[Taught], answers: Answers, told: SheetTold) -> list[Taught]:
    """The lessons of the term that it is; of files without terms, all of them."""
    count = max((len(one.terms) for one in lessons), default=0)
    if not count:
        return lessons
    options = tuple(map(str, range(1, count + 1)))
    words = say(
        "timetables.term",
        "the file has {count} terms; the lessons of term {term} are taken",
        count=count,
        term=options[0],
    )
    term = int(answers.ask(PLACE, "term", options[0], words, options))
    kept = [one for one in lessons if not one.terms or one.terms[term - 1 : term] == "1"]
    if len(kept) < len(lessons):
        told.left_out.append(
            say_count(
                "timetables.other_terms",
                "{count} lesson of other terms",
                "{count} lessons of other terms",
                len(lessons) - len(kept),
            )
        )
    return kept


def _times(
    lessons: Sequence[Taught], page: Page, answers: Answers
) -> dict[tuple[str, str, int], tuple[str, str]]:
    """(start, end) of each (start, end, number) that lessons have; what is not said is asked."""
    known = {(one.start, one.end, one.number) for one in lessons}
    untimed = [one for one in known if not one[0]]
    found = {one: one[:2] for one in known if one[0] and one[0] < one[1]}
    if untimed:
        last = max(number for _, _, number in untimed)
        first = min(1, min(number for _, _, number in untimed))
        made = times_assumed(last - first + 1, page.name, answers)
        for one in untimed:
            begin, end = made[one[2] - first]
            found[one] = clock(begin), clock(end)
    if endless := sorted({one for one in known if one not in found}):
        starts = sorted({minutes_of(start) for start, _, _ in known if start})
        words = say(
            "timetables.length",
            "{sheet} says when lessons begin, and not how long they are: {minutes} minutes",
            sheet=page.name,
            minutes=_LONGEST,
        )
        length = int(answers.ask(PLACE, "minutes", _LONGEST, words))
        if not 5 <= length <= 240:
            expected = say("timetables.minutes", "from 5 to 240 minutes")
            raise InputError([Fault(ANSWERS, None, f"{PLACE}.minutes", str(length), expected)])
        for one in endless:
            begin = minutes_of(one[0])
            after = next((start for start in starts if start > begin), 24 * 60 - 1)
            found[one] = one[0], clock(min(begin + length, after))
    return found


def _add_gaps(
    found: Found,
    lessons: Sequence[Taught],
    days: dict[str, int],
    times: dict[tuple[str, str, int], tuple[str, str]],
) -> None:
    """The time between lessons, where all days of the file have the same hours."""
    spans = sorted({times[one.start, one.end, one.number] for one in lessons})
    minutes = [(minutes_of(start), minutes_of(end)) for start, end in spans]
    if all(end <= begin for (_, end), (begin, _) in pairwise(minutes)):
        add_gaps(found, minutes, sorted({days[one.day] for one in lessons}))
