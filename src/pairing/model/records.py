"""The rows of a school's tables: one immutable, validated type a table.

A field's type, limits and description are declared here once; reading, the Excel
template's notes and the messages about faults all come from them. The columns are
those of the file contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from pairing.model.enums import (
    Attendance,
    DayKind,
    Dimension,
    Gender,
    PeriodKind,
    RelationKind,
    Role,
    Ruling,
    Sense,
    SessionKind,
    Source,
    Usable,
)
from pairing.model.fields import Day, Identifier, Name, Names, Number, TimeOfDay, Word, split_cell
from pairing.model.messages.message import say
from pairing.model.messages.validation import unfit
from pairing.model.plan import Session

__all__ = [
    "TABLES",
    "Absence",
    "Cancellation",
    "ClassRecord",
    "Decision",
    "Indicator",
    "LayoutSeat",
    "Lesson",
    "MeetingRoom",
    "PastMentor",
    "PastPair",
    "PastSeat",
    "Period",
    "Record",
    "Relation",
    "Score",
    "SpecialDays",
    "Student",
    "Teacher",
    "Teaching",
    "Unit",
]

_ABSENT = {"absent", "abs", "缺考", "缺席"}


def _score_or_absent(cell: Any) -> Any:
    return None if isinstance(cell, str) and cell.strip().lower() in _ABSENT else cell


class Record(BaseModel):
    """A row of a table. ``table`` names it, ``key`` the columns no two rows share."""

    # Built when the first row of its table is read: the template needs the fields alone.
    model_config = ConfigDict(
        frozen=True, extra="ignore", str_strip_whitespace=True, defer_build=True
    )

    table: ClassVar[str]
    key: ClassVar[tuple[str, ...]] = ()
    required: ClassVar[bool] = True

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The table's headers, in the contract's order."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def may_be_empty(cls, column: str) -> bool:
        """Whether a cell of this column may be left empty."""
        return not cls.field_of(column).is_required()

    @classmethod
    def field_of(cls, column: str) -> FieldInfo:
        """What is declared of a column."""
        fields = {field.alias or name: field for name, field in cls.model_fields.items()}
        return fields[column]


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
                )
            )
        return self


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


class Score(Record):
    table = "scores"
    key = ("student_id", "subject", "exam")

    student_id: Identifier = Field(description="From the sheet students")
    subject: Word = Field(description="The subject examined")
    exam: Word = Field(description="The exam's name, the same for everybody who sat it")
    date: Day = Field(description="Day of the exam, 2026-09-30 for example")
    score: Annotated[Number, Field(ge=0)] | None = Field(
        description="Marks reached; leave empty or write 'absent' for who missed the exam"
    )
    full_score: Annotated[Number, Field(gt=0, le=10_000)] = Field(
        description="Marks that could be reached"
    )

    @model_validator(mode="before")
    @classmethod
    def _blank_is_absent(cls, row: Any) -> Any:
        if isinstance(row, Mapping) and "score" in row:
            return {**row, "score": _score_or_absent(row["score"])}
        return row

    @model_validator(mode="after")
    def _within_full(self) -> Self:
        if self.score is not None and self.score > self.full_score:
            raise unfit(
                say(
                    "scores.within_full",
                    "score ({score}) no larger than full_score ({full})",
                    score=f"{self.score:g}",
                    full=f"{self.full_score:g}",
                )
            )
        return self


class Indicator(Record):
    table = "indicators"
    required = False

    student_id: Identifier = Field(description="From the sheet students")
    dimension: Dimension = Field(description="Which side of life")
    indicator: Word = Field(description="What was seen, in a few words")
    severity: Annotated[int, Field(ge=1, le=3)] = Field(description="1 mild, 2 marked, 3 severe")
    source: Source = Field(description="Who or what it comes from")
    date: Day = Field(description="Day it was noted")


class Relation(Record):
    table = "relations"
    key = ("student_id", "other_id", "kind")
    required = False

    student_id: Identifier = Field(description="From the sheet students")
    other_id: Identifier = Field(description="The other student")
    kind: RelationKind = Field(description="friend or conflict")
    strength: Annotated[int, Field(ge=1, le=3)] = Field(2, description="1 to 3")


class LayoutSeat(Record):
    table = "layouts"
    key = ("layout_id", "seat_id")

    layout_id: Identifier = Field(description="The room")
    seat_id: Identifier = Field(description="The seat, named once in its room")
    row: Annotated[int, Field(ge=1, le=1000)] = Field(description="1 is the front")
    column: Annotated[int, Field(ge=1, le=1000)] = Field(description="1 is left, from the back")
    desk: Word = Field(description="Seats with the same desk share a table")
    group: Word | None = Field(None, description="Seats that work together")
    tags: Names = Field((), description="window; door; aisle; power")
    usable: Usable = Field(Usable.YES, description="no: nobody may sit here")
    x: Annotated[Number, Field(ge=0, le=1000)] | None = Field(
        None, description="Free floor plan: widths of a seat from the left wall, seen from the back"
    )
    y: Annotated[Number, Field(ge=0, le=1000)] | None = Field(
        None, description="Free floor plan: widths of a seat from the front wall"
    )

    @property
    def depth(self) -> float:
        """How far from the front: y of a free floor plan, else the row."""
        return self.row if self.y is None else self.y

    @property
    def across(self) -> float:
        """How far from the left: x of a free floor plan, else the column."""
        return self.column if self.x is None else self.x


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


class PastSeat(Record):
    table = "seat_history"
    required = False

    class_id: Identifier = Field(description="From the sheet classes")
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


class MeetingRoom(Record):
    """A room in which sessions may be held; without such a table any place will do."""

    table = "meeting_rooms"
    key = ("room_id",)
    required = False

    room_id: Identifier = Field(description="The room")
    name: Name | None = Field(None, description="What people call it")


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


TABLES: tuple[type[Record], ...] = (
    Student,
    Teacher,
    ClassRecord,
    Teaching,
    Score,
    Indicator,
    Relation,
    LayoutSeat,
    Period,
    Lesson,
    PastSeat,
    PastPair,
    PastMentor,
    Unit,
    SpecialDays,
    Absence,
    Cancellation,
    MeetingRoom,
    Decision,
)
