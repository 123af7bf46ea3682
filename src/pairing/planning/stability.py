"""How stable the pairs are: who would rather have each other, and what they would end up with.

Both sides like a couple as much as the two fit, which is what the soft rules say of it whoever
else is chosen; tutors prefer the more severe of two needs that fit as well.
"""

from __future__ import annotations

import numpy as np

from pairing.planning.problem import PartProblem
from pairing.planning.summary import Baseline, Stability
from pairing.rules.market import PairMarket
from pairing.solvers.assignment import blocking_arcs, deferred_acceptance
from pairing.terms.assignment import BoolArray

__all__ = ["stability"]

_SEVEREST = 4


def stability(asked: PartProblem, chosen: BoolArray) -> Stability | None:
    """Blocking pairs of a choice of arcs, and the stable choice; None where nobody needs help."""
    market = asked.market
    if not isinstance(market, PairMarket) or not market.tasks:
        return None
    liking = asked.fit
    ranking = _SEVEREST * asked.fit + market.severity[asked.arcs.task]
    blocking = blocking_arcs(asked.problem, chosen, asked.wanted, liking, ranking)
    stable = asked.couples(deferred_acceptance(asked.problem, asked.wanted, liking, ranking))
    score, violations = asked.worth(stable)
    return Stability(int(blocking.sum()), Baseline(score, len(np.unique(stable.task)), violations))
