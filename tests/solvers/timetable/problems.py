"""Small problems of timetabling with every kind of term."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np

from pairing.terms.timetable import (
    Covered,
    Crowd,
    Limit,
    Places,
    Request,
    Tie,
    TimetableProblem,
    TimetableTerm,
    Wait,
)


def _in_units(random: np.random.Generator, term: TimetableTerm) -> TimetableTerm:
    """A limit counts units of its slots now and then; a slot may be in two of them."""
    if not isinstance(term, Limit) or len(term.slots) < 2 or random.random() < 0.5:
        return term
    first, rest = term.slots[:2], term.slots[1 + int(random.integers(2)) :]
    return replace(term, units=tuple(one for one in (first, rest) if len(one)))


def random_problem(seed: int, requests: int, slots: int) -> TimetableProblem:
    random = np.random.default_rng(seed)
    hosts, guests = 2, 3
    made = []
    for _ in range(requests):
        candidates = np.flatnonzero(random.random(slots) < 0.7)
        made.append(
            Request(
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
    terms: list[Limit | Crowd | Covered | Wait] = [
        Limit("limit", int(random.choice(people)), np.arange(slots), int(random.integers(1, 3))),
        Crowd("crowd", int(random.choice(people)), np.arange(slots // 2 + 1), 1, 3),
        Wait("wait", int(random.choice(people)), np.arange(slots), 4, bool(random.random() < 0.5)),
    ]
    # Worth more than any two requests, as a student's first session of a week is.
    terms += [
        Covered("covered", guest, np.arange(slots), int(random.integers(1, 60)))
        for guest in range(hosts, hosts + guests)
        if random.random() < 0.5
    ]
    overlaps = (np.array([0, 1]),) if random.random() < 0.5 and slots > 1 else ()
    named = {person for one in made for person in (one.host, one.guest)}
    kept = tuple(term for term in terms if term.person <= max(named, default=-1))
    weeks = np.arange(slots) // 3
    in_one = tuple(
        _in_units(random, type(term)(**{**vars(term), "slots": own}))
        for term in kept
        for week in np.unique(weeks)
        for own in [term.slots[weeks[term.slots] == week]]
    )
    places = [Places("places", np.array([slot]), 1) for slot in range(slots)]
    housed = bool(random.random() < 0.5)
    ties = [
        Tie("tie", one, other, int(random.integers(1, 9)))
        for one, other in combinations(range(requests), 2)
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
