"""Who sat where, who helped whom and who carried whom before."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pairing.model.fields import Day, Identifier, Word
from pairing.model.records.record import Record

__all__ = ["PastMentor", "PastPair", "PastSeat"]


class PastSeat(Record):
    table = "seat_history"
    required = False

    class_id: Identifier = Field(description="From the sheet classes, or a set_id")
    since: Day = Field(alias="from", description="First day in this seat")
    until: Day | None = Field(None, alias="to", description="Last day; empty: until now")
    student_id: Identifier = Field(description="From the sheet students")
    seat_id: Identifier = Field(description="From the sheet layouts")


class PastPair(Record):
    table = "pair_history"
    required = False

    tutor_id: Identifier = Field(description="The student who helped")
    tutee_id: Identifier = Field(description="The student who was helped")
    subject: Word = Field(description="In which subject")
    since: Day = Field(alias="from", description="First day")
    until: Day | None = Field(None, alias="to", description="Last day; empty: until now")
    rating: Annotated[int, Field(ge=1, le=5)] | None = Field(
        None, description="How it went: 1 badly, 5 very well"
    )


class PastMentor(Record):
    table = "mentor_history"
    required = False

    student_id: Identifier = Field(description="From the sheet students")
    teacher_id: Identifier = Field(description="Who carried the student")
    since: Day = Field(alias="from", description="First day")
    until: Day | None = Field(None, alias="to", description="Last day; empty: until now")
    rating: Annotated[int, Field(ge=1, le=5)] | None = Field(
        None, description="How it went: 1 badly, 5 very well"
    )
