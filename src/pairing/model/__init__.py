"""The data model: School, Plan and the records they are made of.

It knows no file, no solver and no screen.
"""

from pairing.model.plan import Plan
from pairing.model.school import School

__all__ = ["Plan", "School"]
