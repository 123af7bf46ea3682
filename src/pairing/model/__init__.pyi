from .plan import Plan
from .school import School

__all__ = ["Plan", "School"]
