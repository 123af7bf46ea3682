"""Tables in and out: a folder, a workbook or a OneRoster export to a School; a Plan to files.

``read_school`` takes any of them; ``write_plan`` and ``read_plan`` keep the file contract.
"""

from pairing.io.pins import read_pins
from pairing.io.plan_files import read_plan, rewrite_part, write_plan, write_weeks
from pairing.io.school_files import read_school, write_school
from pairing.io.template import write_template
from pairing.io.writing import write_atomically, write_table

__all__ = [
    "read_pins",
    "read_plan",
    "read_school",
    "rewrite_part",
    "write_atomically",
    "write_plan",
    "write_school",
    "write_table",
    "write_template",
    "write_weeks",
]
