"""When things are: periods, lessons, days out of the ordinary, who is away, what is called off."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from pairing.model.enums import DayKind, PeriodKind, SessionKind
from pairing.model.fields import Day, Identifier, Name, TimeOfDay, Word
from pairing.model.messages.message import say
from pairing.model.messages.validation import unfit
from pairing.model.plan import Session
from pairing.model.records.record import Record

__all__ = ["Absence", "Cancellation", "Lesson", "Period", "SpecialDays"]


class Period(Record):
    table = "periods"
    key = ("period_id",)

    period_id: Identifier = Field(description="The cell of the week")
    weekday: Annotated[int, Field(ge=1, le=7)] = Field(description="1 Monday to 7 Sunday")
    start: TimeOfDay = Field(description="08:00 for example")
    end: TimeOfDay = Field(description="08:40 for example")
    kind: PeriodKind = Field(description="What the time is for")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start >= self.end:
            raise unfit(
                say(
                    "periods.in_order",
                    "start ({start}) before end ({end})",
                    start=f"{self.start:%H:%M}",
                    end=f"{self.end:%H:%M}",
                )
            )
        return self


class Lesson(Record):
    table = "timetable"
    key = ("class_id", "period_id")
    required = False

    class_id: Identifier = Field(description="From the sheet classes")
    period_id: Identifier = Field(description="From the sheet periods")
    subject: Word = Field(description="The subject taught")
    teacher_id: Identifier = Field(description="From the sheet teachers")


class SpecialDays(Record):
    """Days of the term that are not as others."""

    table = "calendar"
    required = False

    since: Day = Field(alias="from", description="First day")
    until: Day | None = Field(None, alias="to", description="Last day; empty: that day only")
    kind: DayKind = Field(description="holiday; exam: no sessions; half_day: none after noon")


class Absence(Record):
    """When somebody is not there: a teacher or a student."""

    table = "absences"
    required = False

    person_id: Identifier = Field(description="From the sheet teachers or students")
    since: Day = Field(alias="from", description="First day")
    until: Day | None = Field(None, alias="to", description="Last day; empty: that day only")
    period_id: Identifier | None = Field(None, description="Only this period; empty: all day")


class Cancellation(Record):
    """A session that a person has called off: it is not asked for again."""

    table = "cancellations"
    required = False

    student_id: Identifier = Field(description="From the sheet students")
    host_id: Identifier = Field(description="The teacher, or the student who tutors")
    subject: Word = Field(description="The subject or dimension it is about")
    kind: SessionKind = Field(description="talk; classwork; corrections; study_check ...")
    date: Day = Field(description="The day on which it would have been")
    by: Name | None = Field(None, description="Who called it off")
    note: Name | None = Field(None, description="Why, in a few words")

    @classmethod
    def of(cls, row: Session) -> Cancellation:
        """The cancellation of a session of a plan."""
        return cls(
            student_id=row.student_id,
            host_id=row.host_id,
            subject=row.subject,
            kind=SessionKind(row.kind),
            date=row.date,
        )
