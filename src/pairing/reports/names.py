"""What files for people are called, in their language: what it is, and whose.

Files that programs read have the same names in all languages, and are none of these.
"""

from __future__ import annotations

from collections.abc import Iterable

from pairing.io.raw.writing import file_name
from pairing.model.enums import ReportKind
from pairing.model.messages.message import Message, say

__all__ = [
    "ALL_PARTS",
    "CALENDARS_AND_RECORDS",
    "CARDS",
    "CLASS_CALENDAR",
    "DOOR_LIST",
    "GOAL_CARDS",
    "PLAN_FILES",
    "PUPILS_SEATS",
    "RECORDS",
    "SEAT_WEEKS",
    "SEAT_WEEKS_OF_TEACHER",
    "STUDENT_FILE",
    "STUDENT_FILES",
    "SUPERVISION",
    "TEACHERS_SEATS",
    "TEACHER_CALENDAR",
    "TERM_REPORTS",
    "WEEKS",
    "named_file",
]

PUPILS_SEATS = say("file.seats_pupils", "seats-{name}-pupils")
TEACHERS_SEATS = say("file.seats_teacher", "seats-{name}-teacher")
DOOR_LIST = say("file.door", "door-{name}")
GOAL_CARDS = say("file.goal_cards", "goal-{name}")
CARDS = say("file.cards", "cards-{name}")
TEACHER_CALENDAR = say("file.teacher_calendar", "teacher-{name}")
CLASS_CALENDAR = say("file.class_calendar", "class-{name}")
SEAT_WEEKS = say("file.seat_weeks", "seats-by-week-{name}")
SEAT_WEEKS_OF_TEACHER = say("file.seat_weeks_of_teacher", "seats-by-week-for-the-teacher-{name}")
WEEKS = say("file.weeks", "week-{name}")
RECORDS = say("file.records", "records-{name}")
STUDENT_FILE = say("file.student", "file-{name}")
STUDENT_FILES = say("file.students", "files-{name}")
TERM_REPORTS = {
    ReportKind.WEEKLY: say("file.report_weekly", "weekly-report-{name}"),
    ReportKind.FORTNIGHTLY: say("file.report_fortnightly", "fortnightly-report-{name}"),
    ReportKind.MONTHLY: say("file.report_monthly", "monthly-report-{name}"),
    ReportKind.TERM: say("file.report_term", "term-report-{name}"),
}
ALL_PARTS = say("file.all_parts", "plan")
SUPERVISION = say("file.supervision", "supervision-{name}")
PLAN_FILES = say("file.plan", "plan")
CALENDARS_AND_RECORDS = say("file.sessions", "sessions")


def named_file(what: Message, ending: str, whose: str = "", among: Iterable[str] = ()) -> str:
    """A file's name in the language that is spoken.

    Args:
        what: one of the names above.
        ending: the kind of file, without a dot.
        whose: the id of whom or what it is about.
        among: all ids that get such files.
    """
    name = file_name(whose, among) if whose else ""
    return f"{Message(what.code, {'name': name}, what.english)}.{ending}"
