"""Odd schools, corrupted files and OneRoster exports: how many are planned wrongly, or end badly.

    uv run python -m benchmarks.soundness                       # all of them: some ten minutes
    uv run python -m benchmarks.soundness --schools 50 --inputs 30 --exports 20

Each is planned and judged, or refused in words; everything else is counted by its kind. The inputs
are those of the tests, and their judge.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.database import InMemoryExampleDatabase
from rich.progress import track

from benchmarks.figures import ROOT, parser_for, report
from pairing.io import read_school
from pairing.model.messages.fault import InputError
from pairing.model.school import School
from pairing.planning import make_plan
from pairing.sample import make_sample

sys.path.insert(0, str(ROOT / "tests"))

from builders import odd_tables
from corruptions import CORRUPTIONS
from exports import odd_export
from odd_inputs import ODDITIES
from soundness import (
    KINDS,
    NO_WORDS,
    TRACEBACK,
    wrong_with_export,
    wrong_with_plan,
)

Tried = tuple[bool, list[str]]
"""Whether an input was planned, and what is wrong with how it was taken."""


def odd_schools(count: int, first: int) -> Iterator[Tried]:
    """Schools of random tables and rules."""
    drawn: list[Any] = []
    no_more = settings(
        max_examples=count,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=InMemoryExampleDatabase(),
    )

    @seed(first)
    @no_more
    @given(odd_tables())
    def draw(one: Any) -> None:
        drawn.append(one)

    draw()
    for tables, rules in drawn[:count]:
        try:
            school = School.of(tables, rules)
        except InputError as error:
            yield False, _words(error)
        else:
            yield _planned(school)


def corrupted(count: int, first: int) -> Iterator[Tried]:
    """Sound schools whose files were spoiled, and files that no school ever meant."""
    ways = (*CORRUPTIONS, *ODDITIES)
    for number in range(count):
        way = ways[number % len(ways)]
        with tempfile.TemporaryDirectory() as folder:
            inside = Path(folder) / "school"
            if way in CORRUPTIONS:
                make_sample(2, 9, 3).write(inside)
            path = way(inside, random.Random(first + number))
            try:
                school = read_school(path)
            except InputError as error:
                yield False, _words(error)
            except Exception:
                yield False, [TRACEBACK]
            else:
                yield _planned(school)


def exports(count: int, first: int) -> Iterator[Tried]:
    """OneRoster exports of random statuses, dates and schools."""
    for number in range(count):
        yield wrong_with_export(*odd_export(random.Random(first + number)))


def _planned(school: School) -> Tried:
    try:
        outcome = make_plan(school, seed=3)
    except InputError as error:
        return False, _words(error)
    except Exception:
        return False, [TRACEBACK]
    return True, wrong_with_plan(school, outcome)


def _words(error: InputError) -> list[str]:
    return [] if error.faults and all(map(str, error.faults)) else [NO_WORDS]


def main() -> None:
    parser = parser_for(__doc__)
    parser.add_argument("--schools", type=int, default=500)
    parser.add_argument("--inputs", type=int, default=300)
    parser.add_argument("--exports", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="the first seed of each kind")
    arguments = parser.parse_args()
    with report(arguments) as out:
        out.writerow(["input", "tried", "planned", "refused", *KINDS])
        for name, make, count in (
            ("odd schools", odd_schools, arguments.schools),
            ("corrupted inputs", corrupted, arguments.inputs),
            ("OneRoster exports", exports, arguments.exports),
        ):
            done = list(track(make(count, arguments.first), name, total=count, transient=True))
            planned = sum(one for one, _ in done)
            wrong = Counter(kind for _, kinds in done for kind in kinds)
            out.writerow(
                [name, len(done), planned, len(done) - planned, *(wrong[one] for one in KINDS)]
            )
            out.figure(f"{name}: tried", len(done))
            out.figure(f"{name}: wrong", wrong.total())


if __name__ == "__main__":
    main()
