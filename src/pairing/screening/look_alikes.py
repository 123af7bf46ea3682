"""Names of subjects, and ids, that read the same and are not: most often a slip of the keyboard."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pairing.model.messages.message import Message, quote, say, say_count, some
from pairing.model.school import School

__all__ = ["look_alikes"]


def look_alikes(school: School) -> Iterator[Message]:
    """What differs by capitals, width or blanks alone, of subjects and of students' ids."""
    history = (row.subject for row in school.pair_history)
    lessons = (row.subject for row in school.timetable)
    if found := _alike((*school.subjects, *lessons, *history)):
        yield say_count(
            "screening.subjects_alike",
            "{count} subject is written in several ways, and each is taken for one of its own: "
            "{cases}",
            "{count} subjects are written in several ways, and each is taken for one of its own: "
            "{cases}",
            len(found),
            cases=some(found),
        )
    if found := _alike(row.student_id for row in school.students):
        yield say_count(
            "screening.ids_alike",
            "{count} id stands in several ways, and each is taken for another student: {cases}",
            "{count} ids stand in several ways, and each is taken for another student: {cases}",
            len(found),
            cases=some(found),
        )


def _alike(names: Iterable[str]) -> list[Message]:
    ways: dict[str, dict[str, None]] = defaultdict(dict)
    for name in names:
        ways[_as_read(name)][name] = None
    return [
        say("screening.alike", "{ways}", ways=tuple(map(quote, own)))
        for own in ways.values()
        if len(own) > 1
    ]


def _as_read(name: str) -> str:
    """A name as it looks: without what has no width, blanks and the difference of capitals."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(
        sign for sign in plain if not sign.isspace() and unicodedata.category(sign) != "Cf"
    )
