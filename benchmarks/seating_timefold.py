"""Timefold as a peer of the seating engine: rules in Java, compiled against the wheel's own jars.

Needs Java 17 and the dependency group ``peers`` (``uv run --group peers ...``). The terms are
handed over as numbers in a text file, and Timefold's default construction and local search
get an incremental score of the same terms.
"""

from __future__ import annotations

import importlib.util
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np

from pairing.solvers.seating.search.links import felt_kinds
from pairing.solvers.seating.search.packing import unpack
from pairing.terms.seating import (
    Coverage,
    IntArray,
    Pairwise,
    SeatingProblem,
    Unary,
    ZoneSum,
)

__all__ = ["timefold"]

_SOURCE = Path(__file__).with_name("timefold") / "SeatingPeer.java"


@cache
def _compiled() -> tuple[str, tempfile.TemporaryDirectory[str]]:
    """The class path, and the folder that keeps the compiled peer."""
    found = importlib.util.find_spec("timefold")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("the peer needs: uv run --group peers")
    jars = Path(next(iter(found.submodule_search_locations))) / "solver" / "jars"
    folder = tempfile.TemporaryDirectory()
    subprocess.run(["javac", "-cp", f"{jars}/*", "-d", folder.name, str(_SOURCE)], check=True)
    return f"{folder.name}:{jars}/*", folder


def _numbers(problem: SeatingProblem) -> Iterable[IntArray]:
    """The terms in the order in which the peer reads them."""
    terms = problem.terms
    unary = np.zeros((problem.students, problem.seats, 2), dtype=np.int64)
    for term in terms:
        if isinstance(term, Unary):
            unary[:, :, 0 if term.hard else 1] += term.values
    kinds = felt_kinds((one for one in terms if isinstance(one, Pairwise)), problem.students)
    covers = [term for term in terms if isinstance(term, Coverage)]
    zones = [term for term in terms if isinstance(term, ZoneSum)]
    matrices: list[IntArray] = []
    couples: list[tuple[int, ...]] = []
    for closeness, weight in kinds:
        symmetric = np.array_equal(closeness, closeness.T)
        sides = (
            [(closeness, weight + weight.T)]
            if symmetric
            else [(closeness, weight), (closeness.T, weight.T)]
        )
        for matrix, felt in sides:
            for one, other in np.argwhere(felt):
                tally = unpack(int(felt[one, other]))
                couples.append((one, other, len(matrices), tally.violations, tally.score))
            matrices.append(matrix)
    first = len(matrices)
    near = {term.closeness.tobytes(): (term.closeness > 0).astype(np.int64) for term in covers}
    numbers = {key: first + place for place, key in enumerate(near)}
    matrices += near.values()
    sizes = [len(matrices), len(couples), len(covers), len(zones)]
    yield np.array([problem.students, problem.seats, *sizes])
    yield unary
    yield np.array(matrices)
    yield np.array(couples)
    yield np.array(
        [
            (
                term.student,
                numbers[term.closeness.tobytes()],
                term.want,
                term.most,
                term.value,
                term.hard,
            )
            for term in covers
        ]
    )
    yield np.array([term.helpers for term in covers], dtype=np.int64)
    yield np.array([(term.low, term.high, term.value, term.hard) for term in zones])
    yield np.array([term.zone for term in zones], dtype=np.int64)
    yield np.array([term.amounts for term in zones])


def timefold(problem: SeatingProblem, seconds: float) -> tuple[IntArray, float | None]:
    """The seating that Timefold finds; the start of Java is not counted against it."""
    path, _ = _compiled()
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        for numbers in _numbers(problem):
            file.write(" ".join(map(str, numbers.ravel().tolist())) + "\n")
        file.flush()
        command = ["java", "-cp", path, "SeatingPeer", file.name, str(seconds)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    line = next(line for line in done.stdout.splitlines() if line.startswith("SEATS"))
    return np.array(line.split()[1:], dtype=np.int64), None
