"""Planning: make a plan, judge it, and say why. The only room that screens and shells ask."""

from pairing.model.pin import Pin
from pairing.planning.make import PLANNED, Outcome, make_plan
from pairing.planning.progress import Clock, Step
from pairing.planning.verify import Verdict, verify

__all__ = ["PLANNED", "Clock", "Outcome", "Pin", "Step", "Verdict", "make_plan", "verify"]
