"""Ties: whom people named, as a friend, in conflict, or in a wish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from functools import cached_property

from pairing.model.enums import RelationKind, WishFor
from pairing.model.grouped import grouped
from pairing.model.records import Relation, Wish

__all__ = ["Ties"]


class Ties:
    """Who named whom among the people of a school.

    Each says what they think of the other: it is enough that one of two has named the other.
    """

    def __init__(
        self, relations: Iterable[Relation], wishes: Iterable[Wish], students: Set[str]
    ) -> None:
        self._relations, self._wishes = tuple(relations), tuple(wishes)
        self._students = students

    @cached_property
    def _named(self) -> dict[RelationKind, frozenset[frozenset[str]]]:
        named = {
            kind: frozenset(
                frozenset((row.student_id, row.other_id))
                for row in self._relations
                if row.kind is kind
            )
            for kind in RelationKind
        }
        # Where two disagree the conflict weighs more.
        named[RelationKind.FRIEND] -= named[RelationKind.CONFLICT]
        return named

    def couples(self, kind: RelationKind) -> frozenset[frozenset[str]]:
        """Each two of whom either named the other so, friends without those in conflict."""
        return self._named[kind]

    def related(self, one: str, other: str, kind: RelationKind) -> bool:
        """Whether either of the two named the other as a friend, or a conflict."""
        return frozenset((one, other)) in self.couples(kind)

    @cached_property
    def wishes_of(self) -> dict[tuple[WishFor, str], tuple[Wish, ...]]:
        """What each person wishes, by (purpose, person_id), the first choice first."""
        ranked = sorted(self._wishes, key=lambda row: row.rank)
        return grouped(((row.purpose, row.person_id), row) for row in ranked)

    def apart(self, purpose: WishFor) -> tuple[tuple[str, str], ...]:
        """Each two students who are in conflict, or of whom one avoids the other for this."""
        return self._apart[purpose]

    def apart_from(self, student_id: str, purpose: WishFor) -> frozenset[str]:
        """Whom a student is to be kept apart from for this."""
        return self._apart_from[purpose].get(student_id, frozenset())

    @cached_property
    def _apart(self) -> dict[WishFor, tuple[tuple[str, str], ...]]:
        avoided: dict[WishFor, set[frozenset[str]]] = defaultdict(set)
        for row in self._wishes:
            couple = frozenset((row.person_id, row.wants_id))
            if row.avoids and couple <= self._students:
                avoided[row.purpose].add(couple)
        conflicts = self.couples(RelationKind.CONFLICT)
        return {
            purpose: tuple(sorted((min(one), max(one)) for one in conflicts | avoided[purpose]))
            for purpose in WishFor
        }

    @cached_property
    def _apart_from(self) -> dict[WishFor, dict[str, frozenset[str]]]:
        both = {
            purpose: [*known, *((other, one) for one, other in known)]
            for purpose, known in self._apart.items()
        }
        return {
            purpose: {one: frozenset(others) for one, others in grouped(known).items()}
            for purpose, known in both.items()
        }
