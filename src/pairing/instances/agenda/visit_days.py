"""The evening that the home visits of an area share: the one on which most of them could be."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pairing.instances.agenda.requests import SessionRequest
from pairing.model.enums import SessionKind
from pairing.model.plan import Session
from pairing.model.school import School

if TYPE_CHECKING:
    from pairing.instances.agenda.agenda import Agenda

__all__ = ["shared_days", "visited_area"]


def visited_area(school: School, row: SessionRequest | Session) -> str:
    """The area that a home visit leads to; "" of other sessions and where nobody noted it."""
    if row.kind != SessionKind.HOME_VISIT or row.student_id not in school.student:
        return ""
    return school.student[row.student_id].area or ""


def shared_days(agenda: Agenda) -> dict[tuple[str, datetime.date], int]:
    """The day, from 0, of each (area, first day) with several visits; of equal days the first.

    A day counts the visits that its hosts have time for, one in each slot.
    """
    together: dict[tuple[str, datetime.date], list[SessionRequest]] = defaultdict(list)
    for request in agenda.requests:
        if area := visited_area(agenda.findings.school, request):
            together[area, request.first].append(request)
    return {
        key: day
        for key, requests in together.items()
        if len(requests) > 1 and (day := _best_day(agenda, requests)) is not None
    }


def _best_day(agenda: Agenda, requests: list[SessionRequest]) -> int | None:
    visits: Counter[tuple[int, int]] = Counter()
    slots: dict[tuple[int, int], set[int]] = defaultdict(set)
    for request in requests:
        own = agenda.candidates(request)
        host = agenda.host(request)
        visits.update((day, host) for day in set(agenda.grid.days[own].tolist()))
        for slot in own.tolist():
            slots[int(agenda.grid.days[slot]), host].add(slot)
    found: Counter[int] = Counter()
    for (day, host), count in visits.items():
        found[day] += min(count, len(slots[day, host]))
    return min(found, key=lambda day: (-found[day], day), default=None)
