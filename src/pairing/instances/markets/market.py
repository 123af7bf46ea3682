"""What every market is: tasks, workers, and couples named by their positions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from pairing.model.plan import Need
from pairing.model.records import Student, Teacher, Unit
from pairing.screening import Findings
from pairing.terms.assignment import BoolArray, IntArray

__all__ = [
    "Couples",
    "Market",
    "NeedMarket",
    "among",
    "codes",
    "in_one_area",
    "ints",
    "students_of",
]

TaskT = TypeVar("TaskT", Need, Student)
WorkerT = TypeVar("WorkerT", Student, Teacher, Unit)


class Couples(NamedTuple):
    """The positions of a task and a worker in their market, one entry a couple."""

    task: IntArray
    worker: IntArray

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Couples:
        table = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
        return cls(table[:, 0], table[:, 1])


def students_of(task: Need | Student, worker: Student | Teacher | Unit) -> tuple[str, ...]:
    """The students that a couple is about: tutee and tutor, or the one who is helped."""
    if isinstance(worker, Student):
        return task.student_id, worker.student_id
    return (task.student_id,)


@dataclass(frozen=True, eq=False)
class Market(Generic[TaskT, WorkerT]):
    """Tasks and workers; subclasses add what their rules ask."""

    findings: Findings
    tasks: tuple[TaskT, ...]
    workers: tuple[WorkerT, ...]

    @cached_property
    def _class_code(self) -> dict[str, int]:
        return {class_id: code for code, class_id in enumerate(self.findings.school.class_)}

    @cached_property
    def task_class(self) -> IntArray:
        """The class of each task's student, as a position among the school's classes."""
        student, code = self.findings.school.student, self._class_code
        return ints(code[student[task.student_id].class_id] for task in self.tasks)

    def concerned(self, applies_to: Callable[[str], bool]) -> BoolArray:
        """Whether a rule that holds for some classes holds for each task."""
        return self.of_classes(applies_to)[self.task_class]

    def of_classes(self, applies_to: Callable[[str], bool]) -> BoolArray:
        """Whether a rule holds for each class of the school."""
        return np.array([applies_to(class_id) for class_id in self._class_code], dtype=bool)

    def couples(self, rows: Iterable[Any]) -> Couples:
        """The couples that a plan's rows name, without those the market knows nothing of."""
        places = (self.place(row) for row in rows)
        return Couples.of(place for place in places if place is not None)

    def place(self, row: Any) -> tuple[int, int] | None:
        """The positions of the task and the worker that a plan's row names."""
        raise NotImplementedError

    def row(self, task: int, worker: int) -> Any:
        """The plan's row that a couple would make."""
        raise NotImplementedError


class NeedMarket(Market[Need, WorkerT]):
    """A market whose tasks are needs."""

    @cached_property
    def _task_of(self) -> dict[tuple[str, str], int]:
        return {(need.student_id, need.need): number for number, need in enumerate(self.tasks)}

    @cached_property
    def severity(self) -> IntArray:
        """How severe each need is."""
        return ints(need.severity for need in self.tasks)


def in_one_area(
    homes: Sequence[str | None], places: Sequence[str | None], couples: Couples
) -> BoolArray:
    """Whether the home and the place of each couple are known to be in one area."""
    names = codes([*homes, *places])
    known = np.array([area is not None for area in homes], dtype=bool)
    same = names[couples.task] == names[len(homes) + couples.worker]
    found: BoolArray = same & known[couples.task]
    return found


def among(values: IntArray, known: IntArray) -> BoolArray:
    """Whether each value is one of the few sorted ``known`` ones; the many are not sorted."""
    if not len(known):
        return np.zeros(len(values), dtype=bool)
    places = np.searchsorted(known, values).clip(max=len(known) - 1)
    found: BoolArray = known[places] == values
    return found


def ints(values: Iterable[int]) -> IntArray:
    """Whole numbers as an array."""
    return np.fromiter(values, dtype=np.int64)


def codes(values: Sequence[object]) -> IntArray:
    """A number for each distinct value."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return ints(numbers[value] for value in values)
