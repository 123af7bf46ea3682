"""What planning reports about each part: status, score, bound, gap, rules and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pairing.model.enums import Part, Status
from pairing.model.messages.message import Message
from pairing.rules.core.rule import SCALE, Match, Rule

__all__ = ["Baseline", "Comparison", "PartSummary", "RuleScore", "Summary", "gap"]


def gap(objective: float, bound: float) -> float:
    """(bound - objective) / max(1, abs(bound)): how much better any plan could be."""
    return (bound - objective) / max(1.0, abs(bound))


@dataclass(frozen=True)
class RuleScore:
    """One rule's share of the score analysis; ``score`` in thousandths of a point."""

    rule: Rule
    score: int
    violations: int
    matches: tuple[Match, ...]

    @classmethod
    def of(cls, rule: Rule, matches: Iterable[Match]) -> RuleScore:
        found = tuple(matches)
        return cls(rule, rule.score(found), rule.violations(found), found)

    def as_json(self) -> dict[str, Any]:
        counted = sum(match.amount != 0 for match in self.matches)
        return {
            "id": self.rule.id,
            "key": self.rule.key,
            "level": self.rule.level.value,
            "weight": self.rule.weight,
            "score": self.score / SCALE,
            "matches": counted,
        }


@dataclass(frozen=True)
class Baseline:
    """What another way of choosing comes to under the same rules, or a mean of several.

    ``objective`` in thousandths of a point; ``covered`` tasks have somebody; ``violations`` of
    hard rules, which the plan itself never has.
    """

    objective: int
    covered: float
    violations: float

    def as_json(self) -> dict[str, Any]:
        return {
            "objective": self.objective / SCALE,
            "covered": self.covered,
            "hard_violations": self.violations,
        }


@dataclass(frozen=True)
class Comparison:
    """The plan beside other ways of choosing, and how stable it is: a diagnosis, no aim.

    ``blocking`` tutors and tutees would both rather have each other than what the plan gives
    them; the baseline ``stable`` is what they would end up with if they had a say.
    """

    baselines: Mapping[str, Baseline]
    blocking: int

    def as_json(self) -> dict[str, Any]:
        return {
            "baselines": {name: one.as_json() for name, one in self.baselines.items()},
            "blocking_pairs": self.blocking,
        }


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class PartSummary:
    """How one part ended. Scores in thousandths of a point.

    ``notes`` say in words what a reader should know; ``conflict`` lists the rules and
    pins of a smallest set that cannot hold together, ``owners`` the key of each of them, where a
    single class is meant. ``details`` has one summary a class
    where the part is planned class by class.
    ``compare`` sets the part beside other ways of choosing; it is asked for with the report.
    """

    status: Status
    objective: int = 0
    bound: int = 0
    seconds: float = 0.0
    violations: int = 0
    rules: tuple[RuleScore, ...] = ()
    notes: tuple[Message, ...] = ()
    conflict: tuple[Message, ...] = ()
    owners: tuple[str, ...] = ()
    cut: bool = False
    details: Mapping[str, PartSummary] = field(default_factory=dict)
    compare: Callable[[], Comparison | None] = field(default=_nothing, compare=False, repr=False)

    @property
    def gap(self) -> float:
        return gap(self.objective / SCALE, self.bound / SCALE)

    @cached_property
    def comparison(self) -> Comparison | None:
        """The part beside other ways of choosing, where there are any; worked out once."""
        return self.compare()

    def as_json(self) -> dict[str, Any]:
        if self.status is Status.NOT_PLANNED:
            return {"status": self.status.value}
        report: dict[str, Any] = {
            "status": self.status.value,
            "objective": self.objective / SCALE,
            "bound": self.bound / SCALE,
            "gap": round(self.gap, 6),
            "seconds": round(self.seconds, 3),
            "hard_violations": self.violations,
            "rules": [rule.as_json() for rule in self.rules],
            "notes": [str(note) for note in self.notes],
            "conflict": [str(member) for member in self.conflict],
            "cut_by_time": self.cut,
        }
        if self.comparison is not None:
            report |= self.comparison.as_json()
        if self.details:
            report["classes"] = {
                name: {
                    key: value
                    for key, value in detail.as_json().items()
                    if key not in ("rules", "seconds")
                }
                for name, detail in self.details.items()
            }
        return report


@dataclass(frozen=True)
class Summary:
    """The report beside a plan: the file summary.json."""

    version: str
    seed: int
    parts: Mapping[Part, PartSummary]

    @property
    def solved(self) -> bool:
        """Whether every part that was asked for has a plan."""
        return all(part.status is not Status.INFEASIBLE for part in self.parts.values())

    def as_json(self) -> dict[str, Any]:
        """The report as the file contract has it."""
        return {
            "version": self.version,
            "seed": self.seed,
            "parts": {part.value: self.parts[part].as_json() for part in Part},
        }
