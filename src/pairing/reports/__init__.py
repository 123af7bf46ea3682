"""Paper and files for people: seating plans, cards, session sheets, calendars, workbooks."""

from pairing.reports.calendars import Calendars, calendars
from pairing.reports.partner_cards import partner_cards
from pairing.reports.seating_plan import Paper, seat_sheet, seat_sheets, sheet_name
from pairing.reports.session_sheets import sheets
from pairing.reports.student_file import student_file
from pairing.reports.workbook import plan_workbook

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
