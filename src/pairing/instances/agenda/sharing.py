"""Teachers who share a subject of a class share its sessions, each need with one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from pairing.instances.agenda.requests import FIVE, SessionRequest
from pairing.model.plan import Session
from pairing.model.records import Cancellation
from pairing.model.school import School
from pairing.terms.assignment import IntArray

__all__ = ["shared_out"]

_Need = tuple[str, str]
"""(student_id, subject)"""


def shared_out(
    school: School,
    requests: Sequence[SessionRequest],
    candidates: Callable[[SessionRequest], IntArray],
    standing: Iterable[Session | Cancellation],
) -> tuple[SessionRequest, ...]:
    """The requests, those of shared subjects with whoever has time, and the work balanced.

    A need goes to one teacher throughout, for a student comes to somebody they know: whoever
    holds a session of it in ``standing``; else of those who could hold most of it the one whose
    sessions take up least of the periods they are free in. What stands with somebody else stays.

    Args:
        candidates: the slots in which a request could be met by the teacher it names.
        standing: sessions of a plan, and those called off, that have their teacher already.
    """
    needs: dict[_Need, list[int]] = defaultdict(list)
    load: Counter[str] = Counter()
    for number, one in enumerate(requests):
        if one.kind in FIVE and len(_sharing(school, one)) > 1:
            needs[one.student_id, one.subject].append(number)
        elif one.teacher_id:
            load[one.teacher_id] += 1
    if not needs:
        return tuple(requests)
    known: dict[_Need, list[Session | Cancellation]] = defaultdict(list)
    for row in standing:
        key = row.student_id, row.subject
        if key in needs and row.kind in FIVE and _teacher(row) in _sharing(school, row):
            known[key].append(row)
    could = {
        (number, teacher_id): frozenset(
            candidates(replace(requests[number], teacher_id=teacher_id)).tolist()
        )
        for numbers in needs.values()
        for number in numbers
        for teacher_id in _sharing(school, requests[number])
    }
    room: dict[str, set[int]] = defaultdict(set)
    for (_, teacher_id), slots in could.items():
        room[teacher_id] |= slots
    found = list(requests)
    # Who is settled already comes first, then the most severe need.
    for key in sorted(needs, key=lambda key: (-len(known[key]), *_rank(requests, needs[key]))):
        numbers = needs[key]
        names = _sharing(school, requests[numbers[0]])
        counts = Counter(_teacher(row) for row in known[key])
        holder = (
            min(counts, key=lambda name: (-counts[name], name))
            if counts
            else _freest(names, numbers, could, room, load)
        )
        for number in numbers:
            own = found[number] = _held_by(requests[number], holder, known[key])
            load[own.teacher_id] += 1
    return tuple(found)


def _sharing(school: School, row: SessionRequest | Session | Cancellation) -> tuple[str, ...]:
    """The ids of those who teach a student a subject."""
    taught = school.taught(row.student_id) if row.student_id in school.student else {}
    return tuple(sorted(taught.get(row.subject, ())))


def _teacher(row: Session | Cancellation) -> str:
    return row.teacher_id if isinstance(row, Session) else row.host_id


def _rank(requests: Sequence[SessionRequest], numbers: Sequence[int]) -> tuple[int, int]:
    return -requests[numbers[0]].severity, numbers[0]


def _freest(
    names: Sequence[str],
    numbers: Sequence[int],
    could: Mapping[tuple[int, str], frozenset[int]],
    room: Mapping[str, set[int]],
    load: Mapping[str, int],
) -> str:
    """Who could hold most of a need's sessions; of equals, whose periods are least taken up."""

    def rank(name: str) -> tuple[int, float, str]:
        holds = sum(bool(could[number, name]) for number in numbers)
        taken = (load[name] + len(numbers)) / max(1, len(room[name]))
        return -holds, taken, name

    return min(names, key=rank)


def _held_by(
    request: SessionRequest, holder: str, known: Sequence[Session | Cancellation]
) -> SessionRequest:
    """The request with its teacher: who holds it already, or else the need's."""
    own = (
        _teacher(row)
        for row in known
        if row.kind == request.kind and request.first <= row.date <= request.last
    )
    return replace(request, teacher_id=next(own, holder))
