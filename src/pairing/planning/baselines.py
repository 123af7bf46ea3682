"""What schools do today, under the same rules: so that a plan's gain is seen.

- ``rank_split``: each class ranked by ability in the subject and cut in halves; the first of the
  upper half helps the first of the lower one (PALS: Fuchs, Fuchs, Mathes and Simmons 1997);
- ``greedy``: the most severe need first, each with the best fitting tutor who has room;
- ``random``: in any order, each with any able tutor who has room; the mean of several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from pairing.planning.problem import PartProblem
from pairing.planning.summary import Baseline
from pairing.rules.market import Couples, PairMarket
from pairing.solvers.assignment import deferred_acceptance

__all__ = ["baselines"]

_RANDOM = 5
_SEED = 2024


def baselines(asked: PartProblem) -> dict[str, Baseline]:
    """The score of each baseline for pairs; nothing where nobody needs help."""
    market = asked.market
    if not isinstance(market, PairMarket) or not market.tasks:
        return {}
    random = [_judged(asked, couples) for couples in _random(asked, market)]
    return {
        "rank_split": _judged(asked, _rank_split(market)),
        "greedy": _judged(asked, _greedy(asked, market)),
        "random": Baseline(
            round(sum(one.objective for one in random) / len(random)),
            sum(one.covered for one in random) / len(random),
            sum(one.violations for one in random) / len(random),
        ),
    }


def _judged(asked: PartProblem, couples: Couples) -> Baseline:
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


def _greedy(asked: PartProblem, market: PairMarket) -> Couples:
    severity = market.severity[asked.arcs.task]
    chosen = deferred_acceptance(asked.problem, asked.wanted, asked.fit, severity)
    return asked.couples(chosen)


def _random(asked: PartProblem, market: PairMarket) -> Iterator[Couples]:
    random = np.random.default_rng(_SEED)
    for _ in range(_RANDOM):
        liking = random.permutation(len(asked.arcs.task))
        turn = random.permutation(len(market.tasks))[asked.arcs.task]
        yield asked.couples(deferred_acceptance(asked.problem, asked.wanted, liking, turn))
