"""Files: a folder, a workbook or a OneRoster export to a School; a Plan to files.

``read_school`` takes any of them; ``write_plan`` and ``read_plan`` keep the file contract.
"""

from pairing.files.plan_files import read_pins, read_plan, write_plan, write_weeks
from pairing.files.school_files import read_school, write_school
from pairing.files.template import write_template
from pairing.files.writing import write_table

__all__ = [
    "read_pins",
    "read_plan",
    "read_school",
    "write_plan",
    "write_school",
    "write_table",
    "write_template",
    "write_weeks",
]
