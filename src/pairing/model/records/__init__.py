"""The rows of a school's tables: one immutable, validated type a table.

A field's type, limits and description are declared there once; reading, the Excel
template's notes and the messages about faults all come from them. The columns are
those of the file contract.
"""

from __future__ import annotations

from pairing.model.records.classes import ClassRecord, Decision, Indicator, TaughtSet, Teaching
from pairing.model.records.history import PastMentor, PastPair, PastSeat
from pairing.model.records.marks import Exam, Score
from pairing.model.records.people import Relation, Student, Teacher, Unit, Wish
from pairing.model.records.record import Record
from pairing.model.records.rooms import LayoutSeat, MeetingRoom
from pairing.model.records.term import Goal, HelpRecord, Measure, Review
from pairing.model.records.times import Absence, Cancellation, Lesson, Period, SpecialDays

__all__ = [
    "TABLES",
    "Absence",
    "Cancellation",
    "ClassRecord",
    "Decision",
    "Exam",
    "Goal",
    "HelpRecord",
    "Indicator",
    "LayoutSeat",
    "Lesson",
    "Measure",
    "MeetingRoom",
    "PastMentor",
    "PastPair",
    "PastSeat",
    "Period",
    "Record",
    "Relation",
    "Review",
    "Score",
    "SpecialDays",
    "Student",
    "TaughtSet",
    "Teacher",
    "Teaching",
    "Unit",
    "Wish",
]

TABLES: tuple[type[Record], ...] = (
    Student,
    Teacher,
    ClassRecord,
    Teaching,
    Score,
    Exam,
    Indicator,
    Relation,
    Wish,
    LayoutSeat,
    Period,
    Lesson,
    TaughtSet,
    PastSeat,
    PastPair,
    PastMentor,
    Unit,
    SpecialDays,
    Absence,
    Cancellation,
    MeetingRoom,
    Decision,
    HelpRecord,
    Measure,
    Goal,
    Review,
)
