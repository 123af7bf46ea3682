"""Who there is: students, teachers, the units of a town, and what people say of each other."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from pairing.model.enums import (
    Attendance,
    Dimension,
    Gender,
    RelationKind,
    Role,
    Sense,
    WishFor,
    WishRank,
)
from pairing.model.fields import Day, Identifier, Name, Names, Number, Word, split_cell
from pairing.model.messages.message import say
from pairing.model.messages.validation import unfit
from pairing.model.records.record import Record

__all__ = ["Relation", "Student", "Teacher", "Unit", "Wish"]


class Student(Record):
    table = "students"
    key = ("student_id",)

    student_id: Identifier = Field(description="An identifier of your own, used by all tables")
    name: Name = Field(description="Full name, as the class register has it")
    class_id: Identifier = Field(description="The class, as in the sheet classes")
    gender: Gender = Field(description="F, M or X")
    height_cm: Annotated[Number, Field(ge=50, le=250)] | None = Field(
        None, description="Height in centimetres, 50 to 250"
    )
    vision: Sense = Field(Sense.NORMAL, description="front: needs a place near the board")
    hearing: Sense = Field(Sense.NORMAL, description="front: needs a place near the teacher")
    area: Word | None = Field(None, description="Village or street")
    attends: Attendance = Field(Attendance.ONSITE, description="remote: takes part online")
    tags: Names = Field((), description="Marks of your own, parted by ;")


class Teacher(Record):
    table = "teachers"
    key = ("teacher_id",)

    teacher_id: Identifier = Field(description="An identifier of your own")
    name: Name = Field(description="Full name")
    roles: Annotated[tuple[Role, ...], BeforeValidator(split_cell)] = Field(
        description="cadre; homeroom; backbone; subject: one or several, parted by ;"
    )
    subjects: Names = Field((), description="The subjects taught, parted by ;")
    min_mentees: Annotated[int, Field(ge=0, le=500)] | None = Field(
        None, description="Carries at least so many students (a cadre: 1 if left empty)"
    )
    max_mentees: Annotated[int, Field(ge=0, le=500)] | None = Field(
        None, description="Carries at most so many students"
    )
    area: Word | None = Field(None, description="Village or street")

    @model_validator(mode="after")
    def _limits_in_order(self) -> Self:
        low, high = self.min_mentees, self.max_mentees
        if low is not None and high is not None and low > high:
            raise unfit(
                say(
                    "teachers.limits_in_order",
                    "min_mentees ({low}) no larger than max_mentees ({high})",
                    low=low,
                    high=high,
                ),
                "min_mentees",
            )
        return self


class Unit(Record):
    table = "units"
    key = ("unit_id",)
    required = False

    unit_id: Identifier = Field(description="An identifier of your own")
    name: Name = Field(description="Name of the office or service")
    kind: Word = Field(description="What it is: hospital, police station ...")
    serves: Annotated[tuple[Dimension, ...], BeforeValidator(split_cell)] = Field(
        description="The dimensions it helps with, parted by ;"
    )
    area: Word | None = Field(None, description="Village or street")
    capacity: Annotated[int, Field(ge=0)] = Field(description="How many families at once")


class Relation(Record):
    table = "relations"
    key = ("student_id", "other_id", "kind")
    required = False

    student_id: Identifier = Field(description="From the sheet students")
    other_id: Identifier = Field(description="The other student")
    kind: RelationKind = Field(description="friend or conflict")
    strength: Annotated[int, Field(ge=1, le=3)] = Field(2, description="1 to 3")


class Wish(Record):
    """Whom a person asks for, or asks to be spared; no free text is ever read as one."""

    table = "wishes"
    key = ("person_id", "wants_id", "purpose")
    required = False

    person_id: Identifier = Field(description="Who wishes: a student or a teacher")
    wants_id: Identifier = Field(description="Whom they wish for: a student or a teacher")
    purpose: WishFor = Field(alias="for", description="seat, tutor, mentor or group")
    rank: WishRank = Field(description="1, 2, 3, or avoid")
    by: Name | None = Field(None, description="Who wrote it down")
    date: Day | None = Field(None, description="When")

    @property
    def worth(self) -> int:
        """3 for a first choice, 2 for a second, 1 for a third, 0 for one to be spared."""
        return 0 if self.avoids else 4 - int(self.rank)

    @property
    def avoids(self) -> bool:
        """Whether it asks to be spared."""
        return self.rank is WishRank.AVOID
