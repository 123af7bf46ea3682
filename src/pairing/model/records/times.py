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
from pairing.model.weeks import Weeks

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
                ),
                "start",
            )
        return self


class Lesson(Record):
    """A lesson of the week. A cell may have several: sets, team teaching, weeks in turn."""

    table = "timetable"
    key = ("class_id", "period_id", "subject", "teacher_id", "set_id", "weeks")
    required = False

    class_id: Identifier = Field(description="From the sheet classes")
    period_id: Identifier = Field(description="From the sheet periods")
    subject: Word = Field(description="The subject taught")
    teacher_id: Identifier = Field(description="From the sheet teachers")
    set_id: Identifier | None = Field(
        None, description="From the sheet sets: who is in it; empty: the whole class"
    )
    weeks: Weeks = Field(None, description="odd; even; or weeks such as 1-8;11; empty: every week")


class SpecialDays(Record):
    """Days of the term that are not as others."""

    table = "calendar"
    required = False

    since: Day = Field(alias="from", description="First day")
    until: Day | None = Field(None, alias="to", description="Last day; empty: that day only")
    kind: DayKind = Field(
        description="holiday; exam: no sessions; half_day: none after noon; swapped: see follows"
    )
    follows: Annotated[int, Field(ge=1, le=7)] | None = Field(
        None, description="Of swapped days: whose weekday's timetable they have, 1 Monday"
    )

    @model_validator(mode="after")
    def _swapped_follows(self) -> Self:
        if (self.kind is DayKind.SWAPPED) != (self.follows is not None):
            raise unfit(
                say(
                    "calendar.follows",
                    "a weekday in follows (1 to 7) where kind is swapped, and only there",
                ),
                "follows",
            )
        return self


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
            # Whose session it is, whoever was to cover it: that one is asked for no more.
            host_id=row.covers or row.host_id,
            subject=row.subject,
            kind=SessionKind(row.kind),
            date=row.date,
        )
