"""Who may be chosen for whom: the arcs of the markets of pairs, mentors and teams."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from pairing.model.plan import Pair
from pairing.rules.market import Couples, MentorMarket, PairMarket, TeamMarket
from pairing.terms.assignment import IntArray

__all__ = ["mentor_arcs", "pair_arcs", "team_arcs"]


def pair_arcs(market: PairMarket, pinned: Iterable[Pair] = ()) -> Couples:
    """Each subject need with every able tutor of its grade, and with whom a pin names."""
    if not market.tasks:
        return Couples.of(())
    school = market.findings.school
    grades = {grade: code for code, grade in enumerate(dict.fromkeys(school.grade_of.values()))}
    grade_of = np.array(
        [grades[school.grade_of[student.student_id]] for student in market.workers],
        dtype=np.int64,
    )
    able: dict[tuple[int, int], IntArray] = {}
    keys = list(zip(grade_of[market.tutee].tolist(), market.subject.tolist(), strict=True))
    for grade, subject in dict.fromkeys(keys):
        able[grade, subject] = np.flatnonzero((grade_of == grade) & market.able[:, subject])
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
