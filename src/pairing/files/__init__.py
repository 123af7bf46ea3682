"""Files: a folder, a workbook or a OneRoster export to a School; a Plan to files.

``read_school`` takes any of them; ``write_plan`` and ``read_plan`` keep the file contract.
"""

from pairing.files.calendars import Calendars, calendars
from pairing.files.cards import partner_cards
from pairing.files.pins import read_pins
from pairing.files.plan_files import read_plan, rewrite_sessions, write_plan, write_weeks
from pairing.files.school_files import read_school, write_school
from pairing.files.seat_sheets import Paper, seat_sheet, seat_sheets, sheet_name
from pairing.files.sheets import sheets
from pairing.files.student_file import student_file
from pairing.files.template import write_template
from pairing.files.workbook import plan_workbook
from pairing.files.writing import write_atomically, write_table

__all__ = [
    "Calendars",
    "Paper",
    "calendars",
    "partner_cards",
    "plan_workbook",
    "read_pins",
    "read_plan",
    "read_school",
    "rewrite_sessions",
    "seat_sheet",
    "seat_sheets",
    "sheet_name",
    "sheets",
    "student_file",
    "write_atomically",
    "write_plan",
    "write_school",
    "write_table",
    "write_template",
    "write_weeks",
]
