"""aSc Timetables: its XML export, in which cards put lessons on days and periods.

Read as versions of 2010 to today write it (``aSc Timetables 2012 XML``): days, weeks and terms
are masks, such as 10000 for the first day. Older files have the number of the day in its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from pairing.io.timetables.clock import day_of, time_of
from pairing.io.timetables.timetable import Taught, Timetable
from pairing.io.timetables.xml import children
from pairing.model.messages.message import Message, say_count

__all__ = ["FORM", "asc_of_xml", "is_asc"]

FORM = "aSc Timetables"
_YES = ("1", "true", "yes")


def is_asc(root: Element) -> bool:
    """Whether a root called timetable is of aSc: it has lessons, and cards for them."""
    return bool(children(root, "lessons")) and bool(children(root, "cards"))


def _table(root: Element, name: str, row: str) -> dict[str, Element]:
    return {one.get("id", ""): one for one in children(root, name, row)}


def _ids(element: Element, *names: str) -> list[str]:
    """A list of ids; the attribute has another name where only one may stand."""
    text = next((own for name in names if (own := element.get(name, "").strip())), "")
    return [one.strip() for one in text.split(",") if one.strip()]


def _name(element: Element | None) -> str:
    if element is None:
        return ""
    name = element.get("name", "").strip()
    parts = (element.get("firstname", ""), element.get("lastname", ""))
    return name or " ".join(one.strip() for one in parts if one.strip()) or _short(element)


def _short(element: Element) -> str:
    return element.get("short", "").strip()


def _other_names(elements: Mapping[str, Element]) -> dict[str, tuple[str, ...]]:
    found = {}
    for one in elements.values():
        first, last = one.get("firstname", "").strip(), one.get("lastname", "").strip()
        names = (f"{first} {last}", f"{last} {first}", _short(one))
        found[_name(one)] = tuple(name.strip() for name in names if name.strip())
    return found


def asc_of_xml(root: Element) -> Timetable:
    """The timetable of an export."""
    subjects, teachers = _table(root, "subjects", "subject"), _table(root, "teachers", "teacher")
    classes, rooms = _table(root, "classes", "class"), _table(root, "classrooms", "classroom")
    groups, lessons = _table(root, "groups", "group"), _table(root, "lessons", "lesson")
    days = _days(root)
    periods = {one.get("period", "").strip(): one for one in children(root, "periods", "period")}
    weeks = {
        one.get("id", ""): one.get("weeks", "") for one in children(root, "weeksdefs", "weeksdef")
    }
    terms = {
        one.get("id", ""): one.get("terms", "") for one in children(root, "termsdefs", "termsdef")
    }
    taught = []
    lost: Counter[str] = Counter()
    for card, lesson, day, period in _placed(root, lessons, days, lost):
        times = periods.get(period)
        whole = [group for one in _ids(lesson, "groupids", "groupid")
                 if (group := groups.get(one)) is not None]  # fmt: skip
        parts = tuple(
            (_name(classes.get(one.get("classid", ""))), _name(one))
            for one in whole
            if one.get("entireclass", "").lower() not in _YES
        )
        own = [_name(classes.get(one)) for one in _ids(lesson, "classids", "classid")]
        in_parts = {class_name for class_name, _ in parts}
        entire = {_name(classes.get(one.get("classid", ""))) for one in whole} - in_parts
        taught.append(
            Taught(
                day,
                int(period),
                _name(subjects.get(lesson.get("subjectid", ""))),
                time_of(times.get("starttime", "")) if times is not None else "",
                time_of(times.get("endtime", "")) if times is not None else "",
                classes=tuple(one for one in own if one and (one not in in_parts or one in entire)),
                groups=parts,
                teachers=tuple(
                    name
                    for one in _ids(lesson, "teacherids", "teacherid")
                    if (name := _name(teachers.get(one)))
                ),
                room=next(
                    (
                        name
                        for one in (*_ids(card, "classroomids", "classroomid"),)
                        if (name := _name(rooms.get(one)))
                    ),
                    "",
                ),
                cycle=_mask(card.get("weeks") or weeks.get(lesson.get("weeksdefid", ""), "")),
                terms=_mask(card.get("terms") or terms.get(lesson.get("termsdefid", ""), "")),
            )
        )
    return Timetable(
        FORM,
        tuple(taught),
        tuple(days),
        {**_other_names(classes), **_other_names(teachers)},
        left_out=tuple(_told(lost)),
    )


def _mask(text: str) -> str:
    """A mask; '' for all of them, and for a choice between several (10,01)."""
    mask = text.strip()
    return mask if mask.strip("01") == "" and "1" in mask and "0" in mask else ""


def _days(root: Element) -> list[str]:
    """The days in the order of the masks, by the names that definitions of one day have."""
    found: dict[int, str] = {}
    longest = 0
    for one in children(root, "daysdefs", "daysdef"):
        mask = one.get("days", "").strip()
        longest = max(longest, *(len(part) for part in mask.split(",")))
        if mask.count("1") == 1 and not mask.strip("01"):
            found[mask.index("1")] = _name(one)
    for place, one in enumerate(children(root, "days", "day")):
        found.setdefault(place, _name(one))
        longest = max(longest, place + 1)
    return [day_of(found.get(place) or f"{place + 1}.") for place in range(min(longest, 14))]


def _placed(
    root: Element, lessons: Mapping[str, Element], days: Sequence[str], lost: Counter[str]
) -> Iterator[tuple[Element, Element, str, str]]:
    """Each (card, lesson, day, period); what cannot be placed is counted by why."""
    numbers = [one.get("day", "").strip() for one in children(root, "days", "day")]
    cards = [
        (card, lessons.get(card.get("lessonid", ""))) for card in children(root, "cards", "card")
    ]
    count = Counter(card.get("lessonid", "") for card, lesson in cards if lesson is not None)
    for card, lesson in cards:
        if lesson is None:
            lost["lesson"] += 1
            continue
        period, mask = card.get("period", "").strip(), card.get("days", "").strip()
        places = [place for place, one in enumerate(mask) if one == "1"]
        if not mask and card.get("day", "").strip() in numbers:
            places = [numbers.index(card.get("day", "").strip())]
        if not (period.isascii() and period.isdigit()) or len(period) > 3 or not places:
            lost["place"] += 1
            continue
        for place in places:
            day = days[place] if place < len(days) else day_of(f"{place + 1}.")
            for more in range(_length(lesson, count[card.get("lessonid", "")])):
                yield card, lesson, day, str(int(period) + more)


def _length(lesson: Element, cards: int) -> int:
    """The periods of one card of a lesson. Most versions write a card for each period of a double.

    Which it is here is seen from the number of cards and the periods of the week.
    """
    text = lesson.get("periodspercard", "") or lesson.get("durationperiods", "")
    length = int(text) if text.isascii() and text.isdigit() else 1
    week = lesson.get("periodsperweek", "").strip().partition(".")[0]
    whole = int(week) if week.isascii() and week.isdigit() else 0
    return length if 1 < length <= 10 and whole == cards * length else 1


def _told(lost: Counter[str]) -> Iterator[Message]:
    if lost["lesson"]:
        yield say_count(
            "timetables.card_of_nothing",
            "{count} card is of no lesson in the file",
            "{count} cards are of no lesson in the file",
            lost["lesson"],
        )
    if lost["place"]:
        yield say_count(
            "timetables.unplaced",
            "{count} lesson has no day and hour in the file",
            "{count} lessons have no day and hour in the file",
            lost["place"],
        )
