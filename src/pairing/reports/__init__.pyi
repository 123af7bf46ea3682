from .calendars import Calendars, calendars
from .partner_cards import partner_cards
from .seating_plan import Paper, seat_sheet, seat_sheets, sheet_name
from .session_sheets import sheets
from .student_file import student_file
from .workbook import plan_workbook

__all__ = [
    "Calendars",
    "Paper",
    "calendars",
    "partner_cards",
    "plan_workbook",
    "seat_sheet",
    "seat_sheets",
    "sheet_name",
    "sheets",
    "student_file",
]
