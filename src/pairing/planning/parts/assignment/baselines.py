"""What schools do today and what people would choose, under the same rules as the plan.

- ``rank_split``: each class ranked by ability in the subject and cut in halves; the first of the
  upper half helps the first of the lower one (PALS: Fuchs, Fuchs, Mathes and Simmons 1997);
- ``greedy``: the most severe need first, each with the best fitting tutor who has room;
- ``random``: in any order, each with any able tutor who has room; the mean of several;
- ``stable``: tutees propose, tutors hold the best they have room for (Gale and Shapley 1962).

Both sides like a couple as much as the two fit, which is what the soft rules say of it whoever
else is chosen; tutors prefer the more severe of two needs that fit as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from pairing.instances.markets import Couples, PairMarket
from pairing.planning.parts.assignment.problem import AssignmentQuestion
from pairing.planning.summary import Baseline, Comparison
from pairing.solvers.assignment import blocking_arcs, deferred_acceptance
from pairing.terms.assignment import BoolArray, IntArray

__all__ = ["compared"]

_RANDOM = 5
_SEED = 2024
_SEVEREST = 4


def compared(asked: AssignmentQuestion, chosen: BoolArray) -> Comparison | None:
    """A choice of pairs beside others; None where nobody needs help."""
    market = asked.market
    if not isinstance(market, PairMarket) or not market.tasks:
        return None
    severity = market.severity[asked.arcs.task]
    liking = asked.problem.arc_values
    ranking = _SEVEREST * liking + severity
    random = [_judged(asked, couples) for couples in _random(asked, market)]
    return Comparison(
        {
            "rank_split": _judged(asked, _rank_split(market)),
            "greedy": _judged(asked, _proposed(asked, liking, severity)),
            "random": Baseline(
                round(sum(one.amount for one in random) / len(random)),
                sum(one.covered for one in random) / len(random),
                sum(one.violations for one in random) / len(random),
            ),
            "stable": _judged(asked, _proposed(asked, liking, ranking)),
        },
        int(blocking_arcs(asked.problem, chosen, asked.wanted, liking, ranking).sum()),
    )


def _proposed(asked: AssignmentQuestion, liking: IntArray, ranking: IntArray) -> Couples:
    return asked.couples(deferred_acceptance(asked.problem, asked.wanted, liking, ranking))


def _judged(asked: AssignmentQuestion, couples: Couples) -> Baseline:
    score, violations = asked.worth(couples)
    return Baseline(score, len(np.unique(couples.task)), violations)


def _rank_split(market: PairMarket) -> Couples:
    """The partner of each need's student in the other half of the class, if they are below."""
    members: dict[int, list[int]] = defaultdict(list)
    for student, class_ in enumerate(market.class_of.tolist()):
        members[class_].append(student)
    partner: dict[tuple[int, int], int] = {}
    for own in members.values():
        for subject in market.subjects.values():
            ability = market.ability[own, subject]
            known = np.flatnonzero(~np.isnan(ability))
            ranked = known[np.argsort(-ability[known], kind="stable")].tolist()
            half = (len(ranked) + 1) // 2
            for upper, lower in zip(ranked, ranked[half:], strict=False):
                partner[own[lower], subject] = own[upper]
    ends = zip(market.tutee.tolist(), market.subject.tolist(), strict=True)
    return Couples.of((task, partner[end]) for task, end in enumerate(ends) if end in partner)


def _random(asked: AssignmentQuestion, market: PairMarket) -> Iterator[Couples]:
    random = np.random.default_rng(_SEED)
    for _ in range(_RANDOM):
        liking = random.permutation(len(asked.arcs.task))
        turn = random.permutation(len(market.tasks))[asked.arcs.task]
        yield _proposed(asked, liking, turn)
