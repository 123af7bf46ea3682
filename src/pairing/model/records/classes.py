"""Classes, who teaches them, and what is seen and decided of their students."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from pairing.model.enums import Cause, Dimension, Ruling, Source
from pairing.model.fields import Day, Identifier, Name, Names, Word, split_cell
from pairing.model.records.record import Record

__all__ = ["ClassRecord", "Decision", "Indicator", "TaughtSet", "Teaching"]


class ClassRecord(Record):
    table = "classes"
    key = ("class_id",)

    class_id: Identifier = Field(description="The class, 7A for example")
    grade: Word = Field(description="The grade whose exams are compared")
    homeroom_teacher_id: Identifier | None = Field(None, description="From the sheet teachers")
    layout_id: Identifier | None = Field(None, description="The room, from the sheet layouts")


class Teaching(Record):
    table = "teaching"
    key = ("class_id", "subject", "teacher_id")

    class_id: Identifier = Field(description="From the sheet classes")
    subject: Word = Field(description="The subject taught")
    teacher_id: Identifier = Field(description="From the sheet teachers")


class TaughtSet(Record):
    """A taught group that is no class: a set of some classes, or a half of one."""

    table = "sets"
    key = ("set_id",)
    required = False

    set_id: Identifier = Field(description="The set, named like no class")
    subject: Word = Field(description="The subject taught")
    teacher_id: Identifier = Field(description="From the sheet teachers")
    room: Identifier | None = Field(None, description="The room, from the sheet layouts")
    students: Names = Field(
        (), description="Their ids with ; between them, a whole class, or a tag of theirs"
    )


class Indicator(Record):
    table = "indicators"
    required = False

    student_id: Identifier = Field(description="From the sheet students")
    dimension: Dimension = Field(description="Which side of life")
    indicator: Word = Field(description="What was seen, in a few words")
    severity: Annotated[int, Field(ge=1, le=3)] = Field(description="1 mild, 2 marked, 3 severe")
    source: Source = Field(description="Who or what it comes from")
    date: Day = Field(description="Day it was noted")
    cause: Annotated[tuple[Cause, ...], BeforeValidator(split_cell)] = Field(
        (), description="Why, where somebody said: as in measures"
    )


class Decision(Record):
    """What a person decided about a need; later rows outrank earlier ones, none is removed."""

    table = "decisions"
    required = False

    student_id: Identifier = Field(description="From the sheet students")
    need: Word = Field(description="The subject or the dimension")
    ruling: Ruling = Field(description="confirmed or dismissed")
    by: Name = Field(description="Who decided")
    at: Day = Field(description="When")
    note: Name | None = Field(None, description="Why, in a few words")
