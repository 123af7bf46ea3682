"""What happens after the plan: records of help, measures, goals and reviews of a student.

No row is ever overwritten: a correction is a later row of the same occasion, goal or measure, and
of such rows the last one counts.
"""

from __future__ import annotations

import math
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from pairing.model.enums import (
    Cause,
    GoalKind,
    GoalMeasure,
    GoalStatus,
    Held,
    RecordKind,
    Topic,
)
from pairing.model.fields import Day, Identifier, Moment, Name, TimeOfDay, Word, split_cell
from pairing.model.messages.message import say
from pairing.model.messages.validation import unfit
from pairing.model.records.record import Record

__all__ = ["Goal", "HelpRecord", "Measure", "Review"]


class HelpRecord(Record):
    """That help was given to a student, or was not."""

    table = "records"
    required = False

    student_id: Identifier = Field(description="From the sheet students")
    by: Identifier = Field(description="The teacher, the unit or the student who helped")
    kind: RecordKind = Field(description="talk; home_visit; parent_contact; peer_tutoring ...")
    date: Day = Field(description="The day on which it was, or should have been")
    start: TimeOfDay | None = Field(None, description="When it began, 12:30 for example")
    minutes: Annotated[int, Field(ge=0, le=1440)] = Field(description="How long it took")
    held: Held = Field(description="yes; no: it did not take place")
    content: Annotated[tuple[Topic, ...], BeforeValidator(split_cell)] = Field(
        (), description="study; thought; psychology; safety: one or several, parted by ;"
    )
    text: Name | None = Field(None, description="What it was about, in a few words")
    next_step: Name | None = Field(None, description="What comes next")
    entered_at: Moment | None = Field(None, description="When it was written down")
    entered_by: Name | None = Field(None, description="Who wrote it down")

    @property
    def occasion(self) -> tuple[object, ...]:
        """What it is about: of several rows of one occasion the last one counts."""
        return self.student_id, self.by, self.kind, self.date, self.start


class Measure(Record):
    """What is done for a student about a need: one policy a student."""

    table = "measures"
    required = False

    student_id: Identifier = Field(description="From the sheet students")
    need: Word = Field(description="The subject or the dimension")
    cause: Annotated[tuple[Cause, ...], BeforeValidator(split_cell)] = Field(
        (), description="social; school; family; non_intellectual; other"
    )
    measure: Name = Field(description="What is done, in a few words")
    by: Name = Field(description="Who does it")
    since: Day = Field(alias="from", description="First day")
    until: Day | None = Field(None, alias="to", description="Last day; empty: until now")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise unfit(
                say(
                    "expected.not_before",
                    "a day that is not before {date}",
                    date=self.since.isoformat(),
                ),
                "to",
            )
        return self

    @property
    def subject_matter(self) -> tuple[object, ...]:
        """What it is: of several rows of one measure the last one counts."""
        return self.student_id, self.need, self.measure, self.since


class Goal(Record):
    """What a student, or a pair together, wants to reach, and by when."""

    table = "goals"
    required = False

    goal_id: Identifier = Field(description="An identifier of your own; a later row replaces it")
    student_id: Identifier = Field(description="From the sheet students")
    with_id: Identifier | None = Field(None, description="The other half of the pair")
    kind: GoalKind = Field(description="short, long, or standard: what is to be kept up")
    need: Word = Field(description="The subject or the dimension")
    measure: GoalMeasure = Field(description="percent of the full score, rank, or words")
    baseline: Name | None = Field(None, description="Where the student stood at first")
    target: Name = Field(description="What is to be reached: a number, or words")
    due: Day = Field(description="By when")
    agreed_with: Name | None = Field(None, description="Who agreed: the student, the parents ...")
    agreed_on: Day | None = Field(None, description="When it was agreed")
    status: GoalStatus = Field(GoalStatus.OPEN, description="open, reached, missed, dropped")

    @model_validator(mode="after")
    def _measured(self) -> Self:
        if self.with_id == self.student_id:
            raise unfit(say("relations.another", "another person"), "with_id")
        if self.measure is GoalMeasure.WORDS:
            return self
        for column, told in (("baseline", self.baseline), ("target", self.target)):
            if told is not None and number_of(told) is None:
                raise unfit(
                    say("goals.number", "numbers: the measure is {measure}", measure=self.measure),
                    column,
                )
        return self

    @property
    def reach(self) -> float | None:
        """The target as a number; None where it is told in words."""
        return None if self.measure is GoalMeasure.WORDS else number_of(self.target)

    @property
    def people(self) -> tuple[str, ...]:
        """Whose goal it is."""
        return (self.student_id,) if self.with_id is None else (self.student_id, self.with_id)


class Review(Record):
    """How things stand with a student, written down on a rhythm, and what comes next."""

    table = "reviews"
    required = False

    student_id: Identifier = Field(description="From the sheet students")
    date: Day = Field(description="The day of the review")
    by: Name = Field(description="Who wrote it")
    text: Name = Field(description="How things stand")
    next_goal: Name | None = Field(None, description="What is to be reached next")


def number_of(text: str) -> float | None:
    """The number that a cell tells, per cent or not; None where it tells none."""
    try:
        # Python reads 8_5 as 85, and nan and inf as numbers; no mark can be held against those.
        found = math.nan if "_" in text else float(text.strip().removesuffix("%").strip())
    except ValueError:
        return None
    return found if math.isfinite(found) else None
