"""What became of wishes: how many got their first, second or third choice, and who got none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from pairing.model.enums import WishFor, WishRank
from pairing.model.messages.message import Message, quote, say_count, some
from pairing.model.school import School
from pairing.planning.summary import RuleScore
from pairing.rules.seats.include import Include

__all__ = ["friendless", "wishes_told"]

_RANKS = (WishRank.FIRST, WishRank.SECOND, WishRank.THIRD)


def wishes_told(
    school: School, purpose: WishFor, given: Mapping[str, Collection[str]]
) -> Iterator[Message]:
    """One line on the wishes of those people who could have been granted one, if any wished.

    Args:
        school: its table of wishes.
        purpose: what they wished for.
        given: whom each of these people was given.
    """
    best: Counter[WishRank] = Counter()
    none: list[str] = []
    wished = 0
    for person_id, partners in given.items():
        rows = [
            row for row in school.ties.wishes_of.get((purpose, person_id), ()) if not row.avoids
        ]
        if not rows:
            continue
        wished += 1
        granted = next((row.rank for row in rows if row.wants_id in partners), None)
        if granted is None:
            none.append(person_id)
        else:
            best[granted] += 1
    if not wished:
        return
    first, second, third = (best[rank] for rank in _RANKS)
    yield say_count(
        "wishes.granted",
        "of {count} who wished, {first} got their first choice, {second} their second, "
        "{third} their third",
        "of {count} who wished, {first} got their first choice, {second} their second, "
        "{third} their third",
        wished,
        first=first,
        second=second,
        third=third,
    )
    if none:
        yield say_count(
            "wishes.none",
            "{count} got none of their wishes ({names})",
            "{count} got none of their wishes ({names})",
            len(none),
            names=some([quote(_name(school, one)) for one in none]),
        )


def friendless(scores: Iterable[RuleScore]) -> Iterator[list[str]]:
    """Of each rule about friends those who have none near, if there are any."""
    for score in scores:
        if isinstance(score.rule, Include):
            alone = [match.students[0] for match in score.matches if match.amount <= 0]
            if alone:
                yield alone


def _name(school: School, person_id: str) -> str:
    return (
        school.label(person_id) if person_id in school.student else school.teacher_label(person_id)
    )
