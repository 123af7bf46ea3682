"""Peer tutoring, mentors and seating for schools: needs in, a checked plan out.

>>> from pathlib import Path
>>> import pairing
>>> school = pairing.read_school(Path("data/sample"))
>>> outcome = pairing.make_plan(school)
>>> pairing.verify(school, outcome.plan).approved
True
"""

from pairing.io import read_plan, read_school, write_plan
from pairing.model import Plan, School
from pairing.planning import make_plan, verify
from pairing.version import __version__

__all__ = [
    "Plan",
    "School",
    "__version__",
    "make_plan",
    "read_plan",
    "read_school",
    "verify",
    "write_plan",
]
