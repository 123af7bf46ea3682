"""The timetable engine against brute force: best scores, valid bounds, limits kept."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.solvers.timetable import first_fit, solve_timetable
from pairing.solvers.timetable.parts import parts_of
from pairing.terms.timetable import (
    NOWHERE,
    Crowd,
    Limit,
    Meeting,
    Places,
    Tie,
    TimetableProblem,
    Wait,
)


def random_problem(seed: int, meetings: int, slots: int) -> TimetableProblem:
    random = np.random.default_rng(seed)
    hosts, guests = 2, 3
    made = []
    for _ in range(meetings):
        candidates = np.flatnonzero(random.random(slots) < 0.7)
        made.append(
            Meeting(
                host=int(random.integers(hosts)),
                guest=hosts + int(random.integers(guests)),
                topic=int(random.integers(2)),
                size=2,
                candidates=candidates,
                values=random.integers(1, 20, len(candidates)),
            )
        )
    # A guest may host as well, as a tutor does who has a teacher.
    if made and random.random() < 0.5:
        made[0] = replace(made[0], host=hosts, guest=hosts + 1)
    people = range(hosts + guests)
    terms: list[Limit | Crowd | Wait] = [
        Limit("limit", int(random.choice(people)), np.arange(slots), int(random.integers(1, 3))),
        Crowd("crowd", int(random.choice(people)), np.arange(slots // 2 + 1), 1, 3),
        Wait("wait", int(random.choice(people)), np.arange(slots), 4, bool(random.random() < 0.5)),
    ]
    overlaps = (np.array([0, 1]),) if random.random() < 0.5 and slots > 1 else ()
    named = {person for one in made for person in (one.host, one.guest)}
    kept = tuple(term for term in terms if term.person <= max(named, default=-1))
    weeks = np.arange(slots) // 3
    in_one = tuple(
        type(term)(**{**vars(term), "slots": term.slots[weeks[term.slots] == week]})
        for term in kept
        for week in np.unique(weeks)
    )
    places = [Places("places", np.array([slot]), 1) for slot in range(slots)]
    housed = bool(random.random() < 0.5)
    ties = [
        Tie("tie", one, other, int(random.integers(1, 9)))
        for one, other in combinations(range(meetings), 2)
        if random.random() < 0.4
    ]
    return TimetableProblem(
        slots,
        tuple(replace(one, housed=housed) for one in made),
        (*in_one, *(places if random.random() < 0.3 else ()), *ties),
        overlaps,
        weeks,
        np.arange(slots) % 3,
    )


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 100_000), st.integers(0, 5), st.integers(1, 5))
def test_the_best_timetable_and_a_bound_that_none_beats(
    seed: int, meetings: int, slots: int
) -> None:
    problem = random_problem(seed, meetings, slots)
    choices = [[NOWHERE, *one.candidates.tolist()] for one in problem.meetings]
    tables = (np.array(ways, dtype=np.int64) for ways in product(*choices))
    best = max(problem.score(table) for table in tables if problem.violations(table) == 0)
    result = solve_timetable(problem)
    assert problem.violations(result.slot_of) == 0
    assert result.score == problem.score(result.slot_of) <= best <= result.bound
    # Where ties join parts the bound may lie above, and the parts are placed in turn.
    parts = parts_of(problem)
    if any(part.outward for part in parts):
        assert result.score >= 0.8 * best
    else:
        assert result.score == result.bound == best
    joint = solve_timetable(problem, parted=False)
    assert joint.score == joint.bound == best
    quick = first_fit(problem)
    assert problem.violations(quick) == 0
    assert problem.score(quick) <= best


def test_a_group_shares_a_slot_and_a_person_is_in_one_place() -> None:
    slot = np.array([0])
    worth = np.array([5])
    three = tuple(Meeting(0, guest, 7, 2, slot, worth) for guest in (1, 2, 3))
    result = solve_timetable(TimetableProblem(1, three, weeks=np.zeros(1, dtype=np.int64)))
    assert (result.slot_of == NOWHERE).sum() == 1
    apart = (Meeting(0, 1, 7, 2, slot, worth), Meeting(0, 2, 8, 2, slot, worth))
    result = solve_timetable(TimetableProblem(1, apart, weeks=np.zeros(1, dtype=np.int64)))
    assert (result.slot_of == NOWHERE).sum() == 1
    two = np.array([0, 1])
    both = (Meeting(0, 1, 7, 1, two, np.array([5, 5])), Meeting(2, 1, 8, 1, two, np.array([5, 5])))
    problem = TimetableProblem(2, both, overlaps=(two,), weeks=np.zeros(2, dtype=np.int64))
    assert solve_timetable(problem).score == 5


def test_a_stop_gives_the_first_fit() -> None:
    problem = random_problem(3, 5, 5)
    result = solve_timetable(problem, watch=lambda *_: True)
    assert result.cut
    assert problem.violations(result.slot_of) == 0
    assert result.score <= result.bound
