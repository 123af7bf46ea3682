"""What every rule of seating is: written in two ways that share nothing.

``compile`` says the rule in terms for the search; ``judge`` says it of a finished
seating, seat by seat, from the definitions of closeness, so that one can prove the
other wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from pairing.instances.classroom import ClassRoom, Seated
from pairing.model.enums import Part
from pairing.rules.core.rule import Match, Rule
from pairing.terms.seating import SeatingTerm

__all__ = ["SeatRule"]


class SeatRule(Rule):
    """A rule about who sits where."""

    part = Part.SEATS

    def compile(self, room: ClassRoom) -> Iterator[SeatingTerm]:
        """The rule as terms over the positions of ``room.students`` and its seats."""
        raise NotImplementedError

    def judge(self, seated: Seated) -> Iterator[Match]:
        """Every place in which a finished seating keeps or breaks the rule."""
        raise NotImplementedError
