"""What every rule is: declared parameters, words, and a judgement of a finished plan.

A rule is a frozen pydantic model. Its fields are the parameters of its TOML entry
and of its form; its docstring is its explanation. The three kinds below add what
they compile to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pairing.model.enums import Level, Part
from pairing.model.fields import Identifier, Number, flags_as_words
from pairing.model.messages.expected import known_in
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import Message, say
from pairing.model.points import PER_POINT, Millipoints
from pairing.model.school import School
from pairing.model.soundness.nearest import nearest

__all__ = ["Match", "Rule", "Weight"]

Weight: TypeAlias = Annotated[Number, Field(ge=0, le=1000)]
"""Points for one unit of a soft rule's match."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule bears on a plan: who, by how much, and in words.

    ``amount`` is in the rule's own units, positive where the plan earns it and
    negative where it costs. For a hard rule each negative unit is a violation.
    """

    amount: int
    students: tuple[str, ...]
    text: Message


class Rule(BaseModel):
    """One requirement. Subclasses set the class attributes and add parameters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: ClassVar[str]
    part: ClassVar[str]
    title: ClassVar[str]
    levels: ClassVar[tuple[Level, ...]] = (Level.HARD, Level.SOFT)
    default: ClassVar[bool] = False
    """Whether the rule holds in classes for which rules.toml does not name it."""

    scoped: ClassVar[bool] = True
    """Whether it may hold for some classes only."""

    grain: ClassVar[int] = 1
    """A match's amount counts such parts of a whole: 10 where tenths matter."""

    @model_validator(mode="before")
    @classmethod
    def _no_flag_is_a_number(cls, values: Any) -> Any:
        return flags_as_words(cls, values)

    key: str = Field("", exclude=True, description="Which entry this is; set by the rule book")
    level: Level = Field(Level.SOFT, description="hard must hold; soft may be traded")
    weight: Weight = Field(1, description="Points for each match of a soft rule")
    scope: tuple[Identifier, ...] | None = Field(
        None, description="The classes, and of seats the sets, it holds for; empty: all"
    )
    enabled: bool = Field(True, description="false switches the rule off")

    @field_validator("scope", mode="after")
    @classmethod
    def _no_class_is_every_class(
        cls, scope: tuple[Identifier, ...] | None
    ) -> tuple[Identifier, ...] | None:
        return scope or None

    @property
    def hard(self) -> bool:
        return self.level is Level.HARD

    @property
    def unit(self) -> Millipoints:
        """What one unit of a match is worth."""
        return round(self.weight * PER_POINT / self.grain)

    def worth(self, matches: Iterable[Match]) -> Millipoints:
        """What the matches come to; 0 for a hard rule."""
        return 0 if self.hard else self.unit * sum(match.amount for match in matches)

    def violations(self, matches: Iterable[Match]) -> int:
        """Units by which a hard rule is broken; 0 for a soft one."""
        return -sum(match.amount for match in matches if match.amount < 0) if self.hard else 0

    def applies_to(self, group_id: str) -> bool:
        """Whether it holds in a class, or of seats in a set."""
        return self.enabled and (self.scope is None or group_id in self.scope)

    def words(self, school: School) -> Message:
        """The rule as a head teacher would say it."""
        raise NotImplementedError

    def named_students(self) -> Iterator[tuple[str, str]]:
        """(parameter, student id) of each student that ``student`` or ``students`` names."""
        if (one := getattr(self, "student", None)) is not None:
            yield "student", one
        for one in getattr(self, "students", ()):
            yield "students", one

    def faults(self, school: School) -> Iterator[Fault]:
        """What does not fit the school, or itself: names that it has not, students named twice.

        Whoever names a student twice has somebody else in mind, and nobody sits apart from, or
        at one desk with, themselves.
        """
        seats = self.part == Part.SEATS and len(school.seating_groups) > len(school.class_)
        groups = school.seating_groups if seats else tuple(school.class_)
        expected = (
            say("rules.group_with_room", "a class, or a set that has a room")
            if seats
            else known_in("class_id", "classes")
        )
        for group_id in self.scope or ():
            if group_id not in groups:
                yield self._fault("scope", group_id, expected, nearest(group_id, groups))
        seen: set[str] = set()
        for column, student_id in self.named_students():
            if student_id in seen:
                expected = say("rules.named_once", "each student once")
                yield self._fault(column, student_id, expected)
                continue
            seen.add(student_id)
            if student_id not in school.student:
                yield self._fault(column, student_id, known_in("student_id", "students"))

    def _fault(self, column: str, value: str, expected: Message, hint: str = "") -> Fault:
        return Fault("rules.toml", None, f"{self.key or self.id}, {column}", value, expected, hint)
