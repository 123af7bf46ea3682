"""Small problems of seating with every kind of term, and their best seatings by brute force."""

from __future__ import annotations

from itertools import permutations

import numpy as np

from pairing.terms.seating import (
    Budget,
    Coverage,
    IntArray,
    Pairwise,
    SeatingProblem,
    SeatingTerm,
    Tally,
    Unary,
    ZoneSum,
)


def random_matrix(random: np.random.Generator, size: int, low: int, high: int) -> IntArray:
    matrix = random.integers(low, high + 1, (size, size))
    np.fill_diagonal(matrix, 0)
    return matrix.astype(np.int64)


def random_closeness(random: np.random.Generator, size: int, most: int = 1) -> IntArray:
    upper = np.triu(random.integers(0, most + 1, (size, size)), 1)
    return (upper + upper.T).astype(np.int64)


def random_problem(seed: int, students: int, seats: int, hard: bool) -> SeatingProblem:
    """Every kind of term, soft and (if asked for) hard."""
    random = np.random.default_rng(seed)
    near, wide = random_closeness(random, seats), random_closeness(random, seats, 2)
    one_sided = random_matrix(random, seats, 0, 1)
    people = random.integers(0, 2, students).astype(bool)
    zone = random.integers(0, 2, seats).astype(bool)
    amounts = random.integers(0, 4, students).astype(np.int64)
    terms: list[SeatingTerm] = [
        Pairwise("near", random_matrix(random, students, -3, 3), near),
        Pairwise("near too", random_matrix(random, students, -1, 1), near),
        Pairwise("wide", random_matrix(random, students, -2, 2), wide),
        Pairwise("one-sided", random_matrix(random, students, -2, 2), one_sided),
        Unary("unary", random.integers(-5, 6, (students, seats)).astype(np.int64)),
        ZoneSum("zone", zone, amounts, 2, 3, 2),
    ]
    for student in range(min(3, students)):
        helpers = people.copy()
        helpers[student] = False
        terms.append(Coverage("cover", student, helpers, int(random.integers(1, 3)), near, 7))
    if hard and students > 1:
        apart = np.zeros((students, students), dtype=np.int64)
        apart[0, 1] = 1
        terms.append(Pairwise("apart", apart, near, hard=True))
        barred = (random.random((students, seats)) < 0.3).astype(np.int64)
        terms.append(Unary("barred", barred, hard=True))
        terms.append(Coverage("must", 0, people & (np.arange(students) > 0), 1, near, hard=True))
        terms.append(ZoneSum("full", zone, np.ones(students, np.int64), 1, 2, hard=True))
    return SeatingProblem(students, seats, tuple(terms))


def brute_force(problem: SeatingProblem) -> tuple[Tally, Tally | None]:
    """The best tally of all seatings, and of those that keep the hard terms."""
    tallies = [
        problem.tally(np.array(seats))
        for seats in permutations(range(problem.seats), problem.students)
    ]
    best = min(tallies, key=lambda tally: (tally.violations, -tally.score))
    return best, best if best.violations == 0 else None


def grid_problem(seed: int, rows: int, columns: int, tables: bool) -> SeatingProblem:
    """A room as rooms are: desks for two in rows, or every row one table; some seats spare."""
    random = np.random.default_rng(seed)
    seats = rows * columns
    students = max(2, seats - int(random.integers(0, 3)))
    row, column = np.divmod(np.arange(seats), columns)
    across, apart = np.abs(column[:, None] - column), np.abs(row[:, None] - row)
    same_desk = apart == 0 if tables else (apart == 0) & (column[:, None] // 2 == column // 2)
    desk = (same_desk & (across > 0)).astype(np.int64)
    front = ((apart == 1) & (across == 0)).astype(np.int64)
    reach = ((desk + front) > 0).astype(np.int64)
    alike = np.triu(random.random((students, students)) < 0.4, 1).astype(np.int64)
    helpers = random.random(students) < 0.3
    helpers[0] = False
    some = random.integers(-2, 3, students).astype(np.int64)
    apart_pair = np.zeros((students, students), dtype=np.int64)
    apart_pair[0, 1] = 1
    terms: list[SeatingTerm] = [
        Pairwise("alike", -3 * alike, desk),
        Pairwise("friends", np.triu(random_matrix(random, students, -1, 2), 1), reach),
        Pairwise("apart", apart_pair, reach, hard=True),
        Unary("place", random.integers(-2, 3, (students, seats)).astype(np.int64)),
        Coverage("cover", 0, helpers, 1, reach, 9),
        Coverage("load", 1, helpers & (np.arange(students) != 1), 0, reach, 2, most=1),
        Budget("moves", (random.random((students, seats)) < 0.5).astype(np.int64), 2, 2),
        *(ZoneSum("sum", row == number, some, -1, 1, 2) for number in range(rows)),
    ]
    return SeatingProblem(students, seats, tuple(terms), row if random.random() < 0.7 else None)
