"""no_clash: nobody is in two places at once, and no group is too large."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from pydantic import Field

from pairing.instances.agenda import Agenda, HeldSession
from pairing.model.enums import Level, SessionKind
from pairing.model.messages.message import Message, say, say_count
from pairing.model.school import School
from pairing.rules.core.rule import Match
from pairing.rules.sessions._base import SessionRule, by_person, gatherings, host_key

__all__ = ["NoClash"]


class NoClash(SessionRule):
    """Everybody is in one session at a time; a host may have a group of one subject and kind.

    Two sessions that share a period have the minutes of ``[sessions] between_minutes`` between.
    """

    id = "no_clash"
    title = "One place at a time"
    levels = (Level.HARD,)
    default: ClassVar[bool] = True

    level: Level = Field(Level.HARD, description="Always hard")

    def words(self, school: School) -> Message:
        return say("no_clash.rule", "nobody is in two places at once")

    def judge(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        yield from self._at_once(held)
        yield from self._groups(agenda, held)
        used = by_person(held)
        for overlap in agenda.grid.overlaps:
            at_once = set(overlap.tolist())
            for (kind, key), slots in used.items():
                if (beyond := len(slots & at_once) - 1) > 0:
                    students = (key,) if kind == "student" else ()
                    text = say("no_clash.overlap", "{who} has sessions that overlap", who=key)
                    yield Match(-beyond, students, text)
        yield from self._hurried(agenda, used)

    def _hurried(self, agenda: Agenda, used: Mapping[tuple[str, str], set[int]]) -> Iterator[Match]:
        """Who has two sessions of one period with too few minutes between them."""
        between = agenda.findings.school.session_settings.between_minutes
        for hurried in agenda.grid.hurried:
            near = set(hurried.tolist())
            for (kind, key), slots in used.items():
                if (beyond := len(slots & near) - 1) > 0:
                    text = say_count(
                        "no_clash.hurried",
                        "{who} has sessions with less than {count} minute between them",
                        "{who} has sessions with less than {count} minutes between them",
                        between,
                        who=key,
                    )
                    yield Match(-beyond, (key,) if kind == "student" else (), text)

    def _at_once(self, held: Sequence[HeldSession]) -> Iterator[Match]:
        """Who is in several sessions of one slot; a group counts once for its host."""
        own: dict[tuple[tuple[str, str], int], list[tuple[str, ...]]] = defaultdict(list)
        for one in held:
            guest = ("student", one.row.student_id)
            own[guest, one.slot].append(("with", *host_key(one.row)))
            topic = ("holds", one.row.subject, one.row.kind)
            if topic not in own[host_key(one.row), one.slot]:
                own[host_key(one.row), one.slot].append(topic)
        for ((kind, key), _), sessions in own.items():
            if len(sessions) > 1:
                text = say(
                    "no_clash.sessions",
                    "{who} has {count} sessions at once",
                    who=key,
                    count=len(sessions),
                )
                yield Match(1 - len(sessions), (key,) if kind == "student" else (), text)

    def _groups(self, agenda: Agenda, held: Sequence[HeldSession]) -> Iterator[Match]:
        settings = agenda.findings.school.session_settings
        kinds = set(SessionKind)
        for (host, _, _), own in gatherings(held).items():
            kind = own[0].row.kind
            size = settings.of(SessionKind(kind)).group if kind in kinds else 1
            if (beyond := len(own) - size) > 0:
                text = say(
                    "no_clash.students",
                    "{who} has {count} students at once",
                    who=host[1],
                    count=len(own),
                )
                yield Match(-beyond, tuple(one.row.student_id for one in own), text)
