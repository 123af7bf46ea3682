"""Markets: all that an assignment may be chosen from, and what rules ask about it, as arrays.

A market holds tasks (needs, mentees) and workers (tutors, mentors). Couples are named by
their positions, so that a rule measures a whole county of them at once.
"""

from pairing.instances.markets.market import Couples, Market, students_of
from pairing.instances.markets.mentors import MentorMarket
from pairing.instances.markets.pairs import PairMarket
from pairing.instances.markets.teams import TeamMarket

__all__ = ["Couples", "Market", "MentorMarket", "PairMarket", "TeamMarket", "students_of"]
