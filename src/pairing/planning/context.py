"""What every question of planning rests on: a school, what screening found, and the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from pairing.instances.agenda import Agenda, PullOut
from pairing.model.enums import Part
from pairing.model.plan import Plan
from pairing.model.records import Decision
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.rules.core.book import RuleBook
from pairing.rules.sessions._base import pull_outs_of
from pairing.screening import Findings, screen

__all__ = ["Context"]


@dataclass(frozen=True, eq=False)
class Context:
    """A school with its findings and its rules: made once for a question, and handed on.

    Nothing in it ever changes; what differs is another context, which keeps whatever it can
    of this one: rules change no need and no look-up of the school, decisions no look-up.
    ``book`` and ``findings`` are what holds; ``school.rules`` and ``school.decisions`` are only
    what the tables came with.
    """

    findings: Findings
    book: RuleBook

    @classmethod
    def of(cls, asked: School | Context) -> Context:
        """The context of a school; a context is its own.

        Raises InputError with every fault where the school's rules cannot be read.
        """
        if isinstance(asked, Context):
            return asked
        # The rules first: who wrote them wrongly need not wait for the screening.
        book = RuleBook.of(asked)
        return cls(screen(asked), book)

    @property
    def school(self) -> School:
        return self.findings.school

    @cached_property
    def pull_outs(self) -> tuple[PullOut, ...]:
        """From which lessons students may be called, as the rules say."""
        return pull_outs_of(self.book.of_part(Part.SESSIONS))

    def agenda(self, plan: Plan) -> Agenda:
        """What a plan's mentors and pairs ask for under the rules; who holds a session stays."""
        return Agenda.of_plan(self.findings, plan, self.pull_outs)

    def under(self, rules: RuleBook | Iterable[RuleEntry]) -> Context:
        """The same school under other rules.

        Raises InputError with every fault where an entry cannot be read.
        """
        book = rules if isinstance(rules, RuleBook) else RuleBook.of(self.school, rules)
        return replace(self, book=book)

    def decided(self, decisions: Iterable[Decision]) -> Context:
        """The same school under these decisions of people, in place of those so far."""
        return replace(self, findings=self.findings.decided(decisions))

    def within(self, school: School) -> Context:
        """The same needs and rules in a school that differs only in what neither rests on.

        Absences, cancellations, special days and the history of seats are such.
        """
        return replace(self, findings=replace(self.findings, school=school))
