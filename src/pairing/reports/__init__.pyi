from .seating_plan import Paper, seat_sheet, seat_sheets, seat_weeks, sheet_name
from .sessions.calendars import Calendars, make_calendars
from .sessions.session_sheets import sheets
from .students.goal_cards import make_goal_cards
from .students.partner_cards import make_partner_cards
from .students.student_file import make_student_file
from .term.supervision_book import make_supervision_book
from .term.term_report_book import term_report_workbook
from .term.term_report_word import term_report_document
from .workbook import plan_workbook

__all__ = [
    "Calendars",
    "Paper",
    "make_calendars",
    "make_goal_cards",
    "make_partner_cards",
    "make_student_file",
    "make_supervision_book",
    "plan_workbook",
    "seat_sheet",
    "seat_sheets",
    "seat_weeks",
    "sheet_name",
    "sheets",
    "term_report_document",
    "term_report_workbook",
]
