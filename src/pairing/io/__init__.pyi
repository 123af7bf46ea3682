from .oneroster import schools_to_choose
from .pins import read_pins
from .plan_files import (
    parts_without_file,
    plan_day,
    read_plan,
    rewrite_part,
    write_plan,
    write_weeks,
)
from .raw.writing import write_table, write_whole
from .school_files import Reading, read_any, read_school, write_school
from .template import write_template

__all__ = [
    "Reading",
    "parts_without_file",
    "plan_day",
    "read_any",
    "read_pins",
    "read_plan",
    "read_school",
    "rewrite_part",
    "schools_to_choose",
    "write_plan",
    "write_school",
    "write_table",
    "write_template",
    "write_weeks",
    "write_whole",
]
