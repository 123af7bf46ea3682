"""What a part of a plan is: one planner says all there is to say of it.

Making and judging a plan, the report, the plan's files, pins, the store and the app's pages ask
the registry for planners and know no part by name. A new part is one module with one planner.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from pairing.model.messages.message import Message
from pairing.model.pin import Pin
from pairing.model.plan import Plan, PlanRow
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.tables import PlanTable, Unknown, unknown_names
from pairing.planning.stop import Watch
from pairing.planning.summary import Comparison, PartSummary, RuleScore

__all__ = ["Effort", "Planned", "Planner", "Task"]

RowT = TypeVar("RowT", bound=PlanRow)


@dataclass(frozen=True)
class Effort:
    """How hard to work for seats: 1 and 1 take about a second a class.

    ``search`` multiplies the length of the search; ``proof`` counts the rounds of work for
    the bound, and 0 gives a quick one.
    """

    search: float = 1.0
    proof: int = 1


@dataclass(frozen=True)
class Task:
    """What a planner is asked for.

    ``given`` has the parts that come before, and of the plan in force those that are not
    planned anew. ``keep`` is the plan in force where decisions that differ from it are charged
    for; ``begin`` has seats to begin from, which stay unless better ones are found. ``classes``
    are those to be planned, of a part that is planned class by class.
    """

    context: Context
    given: Plan = field(default_factory=Plan)
    pins: tuple[Pin, ...] = ()
    keep: Plan | None = None
    classes: tuple[str, ...] = ()
    seed: int = 0
    watch: Watch = field(default_factory=Watch)
    effort: Effort = field(default_factory=Effort)
    begin: Plan | None = None


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class Planned(Generic[RowT]):
    """The rows of a part, None where there is no plan, and how they came to be.

    ``compare`` sets them beside other ways of choosing, where there are any.
    """

    rows: tuple[RowT, ...] | None
    summary: PartSummary
    compare: Callable[[], Comparison | None] = _nothing


class Planner(ABC, Generic[RowT]):
    """One part of a plan: its rows and tables, how it is planned and judged, and its words."""

    part: ClassVar[str]
    title: ClassVar[str]
    """What people call it."""
    order: ClassVar[int]
    """Parts are planned from the lowest order on."""
    row: type[RowT]
    rests_on: ClassVar[tuple[str, ...]] = ()
    """The parts whose rows it is planned from."""
    by_class: ClassVar[bool] = False
    """Whether it is planned class by class."""
    pinnable: ClassVar[bool] = True
    """Whether a person may fix a row of it."""

    # --- planning and judging ---------------------------------------------------------

    def possible(self, school: School) -> bool:
        """Whether the school has what this part is about at all."""
        return True

    def missing(self, school: School) -> Message | None:
        """What the school lacks for this part, where it is not possible; None: nothing to tell."""
        return None

    @abstractmethod
    def plan(self, task: Task) -> Planned[RowT]:
        """The part's rows, and how they came to be."""

    @abstractmethod
    def judge(self, context: Context, plan: Plan) -> tuple[RuleScore, ...]:
        """Every rule of the part with its matches in a plan, whoever made it."""

    @abstractmethod
    def unsound(self, context: Context, plan: Plan) -> Iterator[Message]:
        """What no plan may have, whatever the rules: a student on two seats."""

    def remarks(self, context: Context, plan: Plan) -> Iterator[Message]:
        """What a reader of a verdict should know, though nothing is wrong with it."""
        return iter(())

    def resumed(self, context: Context, plan: Plan, kept: PartSummary) -> tuple[Plan, PartSummary]:
        """A plan taken up again, and the summary of this part with its scores judged anew.

        Args:
            context: the school under the rules that the plan is judged by.
            plan: the plan as it was kept.
            kept: what was reported of this part. Bounds and notes are taken from it; scores
                are not.
        """
        return plan, kept.judged(self.judge(context, plan)) if kept.planned else kept

    def comparison(
        self, context: Context, plan: Plan, pins: Iterable[Pin] = ()
    ) -> Comparison | None:
        """A plan's rows of this part beside other ways of choosing, where there are any."""
        return None

    def rows_of(self, plan: Plan) -> tuple[RowT, ...]:
        """The part's rows in a plan; none where it was not planned."""
        rows: Any = plan.part(self.part)
        return rows or ()

    def own(self, pins: Iterable[Pin]) -> tuple[Pin, ...]:
        """The pins of this part."""
        return tuple(pin for pin in pins if pin.part == self.part)

    # --- words ------------------------------------------------------------------------

    @abstractmethod
    def words(self, school: School, row: RowT, taken: bool = True) -> Message:
        """A row as a decision that is taken, or given up."""

    @abstractmethod
    def pin_words(self, school: School, row: RowT) -> Message:
        """A pinned row as a head teacher would say it."""

    # --- tables -----------------------------------------------------------------------

    @property
    @abstractmethod
    def tables(self) -> tuple[PlanTable[RowT], ...]:
        """The tables that its rows stand in; pins are read by the first."""

    def unknown(self, school: School, row: RowT) -> Iterator[Unknown]:
        """The names in a row that the school does not know."""
        return unknown_names(school, row)

    def completed(self, school: School, cells: Mapping[str, str]) -> Mapping[str, str]:
        """The cells of a pin, with what goes without saying."""
        return cells
