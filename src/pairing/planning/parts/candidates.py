"""Who may be chosen for whom: the arcs of the markets of pairs, mentors and teams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from pairing.instances.markets import Couples, MentorMarket, PairMarket, TeamMarket
from pairing.model.enums import Part, Reach
from pairing.model.plan import Pair
from pairing.rules.core.book import RuleBook
from pairing.rules.pairs.able_tutors import AbleTutors
from pairing.rules.pairs.tutor_reach import TutorReach
from pairing.terms.assignment import IntArray

__all__ = ["mentor_arcs", "pair_arcs", "team_arcs"]


def pair_arcs(market: PairMarket, book: RuleBook, pinned: Iterable[Pair] = ()) -> Couples:
    """Each subject need with all who may be asked to tutor it, and with whom a pin names.

    The rules of the book say who is asked, and from how far.
    """
    if not market.tasks:
        return Couples.of(())
    place = market.grade_of
    offered = market.able
    for rule in book.of_part(Part.PAIRS):
        if isinstance(rule, TutorReach) and rule.within is Reach.SCHOOL:
            place = np.zeros_like(place)
        if isinstance(rule, AbleTutors):
            offered = offered | rule.offered(market)
    able: dict[tuple[int, int], IntArray] = {}
    keys = list(zip(place[market.tutee].tolist(), market.subject.tolist(), strict=True))
    for where, subject in dict.fromkeys(keys):
        able[where, subject] = np.flatnonzero((place == where) & offered[:, subject])
    fixed: dict[int, list[int]] = defaultdict(list)
    for task, worker in zip(*(ends.tolist() for ends in market.couples(pinned)), strict=True):
        fixed[task].append(worker)
    tutors = [able[key] for key in keys]
    for task, workers in fixed.items():
        tutors[task] = np.union1d(tutors[task], workers)
    sizes = [len(own) for own in tutors]
    arcs = Couples(np.repeat(np.arange(len(tutors)), sizes), np.concatenate(tutors))
    own = market.tutee[arcs.task] == arcs.worker
    return Couples(arcs.task[~own], arcs.worker[~own])


def mentor_arcs(market: MentorMarket) -> Couples:
    """Each student who has a need with every teacher."""
    mentees, teachers = len(market.tasks), len(market.workers)
    return Couples(np.repeat(np.arange(mentees), teachers), np.tile(np.arange(teachers), mentees))


def team_arcs(market: TeamMarket) -> Couples:
    """Each need of life with every unit that helps with such needs."""
    needs, units = len(market.tasks), len(market.workers)
    every = Couples(np.repeat(np.arange(needs), units), np.tile(np.arange(units), needs))
    serving = market.serves(every)
    return Couples(every.task[serving], every.worker[serving])
