"""What planning reports of each part, as plain data: status, score, bound, rules and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pairing.language import contract
from pairing.model.enums import Status
from pairing.model.messages.message import Message
from pairing.model.points import Millipoints, points
from pairing.rules.core.rule import Match, Rule

__all__ = ["NOT_PLANNED", "Baseline", "Comparison", "PartSummary", "RuleScore", "Summary", "gap"]


def gap(objective: float, bound: float) -> float:
    """(bound - objective) / max(1, abs(bound)): how much better any plan could be."""
    return (bound - objective) / max(1.0, abs(bound))


@dataclass(frozen=True)
class RuleScore:
    """One rule's share of the score analysis."""

    rule: Rule
    amount: Millipoints
    violations: int
    matches: tuple[Match, ...]

    @classmethod
    def of(cls, rule: Rule, matches: Iterable[Match]) -> RuleScore:
        found = tuple(matches)
        return cls(rule, rule.worth(found), rule.violations(found), found)

    @property
    def score(self) -> float:
        """Its points."""
        return points(self.amount)

    @property
    def counted(self) -> int:
        """How many matches there are that earn or cost anything."""
        return sum(match.amount != 0 for match in self.matches)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.rule.id,
            "key": self.rule.key,
            "level": self.rule.level.value,
            "weight": self.rule.weight,
            "score": self.score,
            "matches": self.counted,
        }


@dataclass(frozen=True)
class Baseline:
    """What another way of choosing comes to under the same rules, or a mean of several.

    ``covered`` tasks have somebody; ``violations`` of hard rules, which the plan itself
    never has.
    """

    amount: Millipoints
    covered: float
    violations: float

    @property
    def objective(self) -> float:
        """Its points."""
        return points(self.amount)

    def as_json(self) -> dict[str, Any]:
        return {
            "objective": self.objective,
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


@dataclass(frozen=True)
class PartSummary:
    """How one part ended: ``reached`` of at most ``limit``.

    ``notes`` say in words what a reader should know; ``conflict`` lists the rules and
    pins of a smallest set that cannot hold together, ``owners`` the key of each of them, where a
    single class is meant. ``details`` has one summary a class where the part is planned class
    by class. ``comparison`` sets the part beside other ways of choosing, where there are any.
    """

    status: Status
    reached: Millipoints = 0
    limit: Millipoints = 0
    seconds: float = 0.0
    violations: int = 0
    rules: tuple[RuleScore, ...] = ()
    notes: tuple[Message, ...] = ()
    conflict: tuple[Message, ...] = ()
    owners: tuple[str, ...] = ()
    cut: bool = False
    details: Mapping[str, PartSummary] = field(default_factory=dict)
    comparison: Comparison | None = None

    @classmethod
    def of(cls, scores: tuple[RuleScore, ...], limit: Millipoints, **more: Any) -> PartSummary:
        """The summary of a part that has a plan with these scores.

        Args:
            scores: every rule of the part with its matches.
            limit: what no plan can beat.
            more: notes, seconds and whatever else there is to tell.
        """
        return cls(Status.FEASIBLE, limit=limit, **more).judged(scores)

    @classmethod
    def together(
        cls, rules: Iterable[Rule], details: Mapping[str, PartSummary], seconds: float
    ) -> PartSummary:
        """The classes of a part together: scores and limits add up, the worst status counts.

        Args:
            rules: every rule of the part, whether or not a class has a match of it.
            details: the summary of each class.
            seconds: what they took, some of it side by side.
        """
        matches: dict[str, list[Match]] = {}
        for detail in details.values():
            for own in detail.rules:
                matches.setdefault(own.rule.key, []).extend(own.matches)
        scores = tuple(RuleScore.of(rule, matches.get(rule.key, ())) for rule in rules)
        statuses = {detail.status for detail in details.values()}
        status = next(
            (one for one in (Status.INFEASIBLE, Status.FEASIBLE) if one in statuses),
            Status.OPTIMAL,
        )
        return cls(
            status,
            sum(score.amount for score in scores),
            sum(detail.limit for detail in details.values()),
            seconds,
            sum(score.violations for score in scores),
            scores,
            tuple(note for detail in details.values() for note in detail.notes),
            tuple(member for detail in details.values() for member in detail.conflict),
            cut=any(detail.cut for detail in details.values()),
            details=details,
        )

    def judged(self, scores: tuple[RuleScore, ...]) -> PartSummary:
        """The same with the scores of a plan, which is the best if it reaches the limit."""
        reached = sum(score.amount for score in scores)
        return replace(
            self,
            status=Status.OPTIMAL if reached >= self.limit else Status.FEASIBLE,
            reached=reached,
            violations=sum(score.violations for score in scores),
            rules=scores,
        )

    @property
    def planned(self) -> bool:
        """Whether there is a plan."""
        return self.status in (Status.OPTIMAL, Status.FEASIBLE)

    @property
    def objective(self) -> float:
        """The points reached."""
        return points(self.reached)

    @property
    def bound(self) -> float:
        """The points that no plan can beat."""
        return points(self.limit)

    @property
    def gap(self) -> float:
        return gap(self.objective, self.bound)

    @contract()
    def as_json(self) -> dict[str, Any]:
        if self.status is Status.NOT_PLANNED:
            told: dict[str, Any] = {"status": self.status.value}
            return told | ({"notes": [str(note) for note in self.notes]} if self.notes else {})
        report: dict[str, Any] = {
            "status": self.status.value,
            "objective": self.objective,
            "bound": self.bound,
            "gap": round(self.gap, 6),
            # The report is the same for the same input; what it took stands in ``timing``.
            "seconds": None,
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


NOT_PLANNED = PartSummary(Status.NOT_PLANNED)


@dataclass(frozen=True)
class Summary:
    """The report beside a plan: the file summary.json.

    ``parts`` has every part there is; ``on`` is the day on which the plan was made, so that
    whoever judges it later does so from that day.
    ``notes`` are what reading the school's tables had to tell.
    """

    version: str
    seed: int
    parts: Mapping[str, PartSummary]
    on: date | None = None
    notes: tuple[Message, ...] = ()

    @property
    def solved(self) -> bool:
        """Whether every part that was asked for has a plan."""
        return all(part.status is not Status.INFEASIBLE for part in self.parts.values())

    def with_part(self, part: str, summary: PartSummary) -> Summary:
        """The same with another summary of one part."""
        return replace(self, parts={**self.parts, part: summary})

    def timing(self) -> dict[str, float]:
        """The seconds that each part took: the file timing.json."""
        return {
            str(part): round(summary.seconds, 3)
            for part, summary in self.parts.items()
            if summary.status is not Status.NOT_PLANNED
        }

    @contract()
    def as_json(self) -> dict[str, Any]:
        """The report as the file contract has it: the same for the same input and seed,
        in English."""
        parts = {str(part): summary.as_json() for part, summary in self.parts.items()}
        report: dict[str, Any] = {"version": self.version, "seed": self.seed}
        if self.on is not None:
            report["on"] = self.on.isoformat()
        report["parts"] = parts
        if self.notes:
            report["notes"] = [str(note) for note in self.notes]
        return report
