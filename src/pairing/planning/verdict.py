"""Judge any plan, whoever made it, by the rules alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pairing.model.messages.message import Message, say
from pairing.model.plan import Plan
from pairing.model.points import points
from pairing.model.school import School
from pairing.planning.context import Context
from pairing.planning.parts.registry import planners
from pairing.planning.summary import RuleScore

__all__ = ["Verdict", "verify"]


@dataclass(frozen=True)
class Verdict:
    """What the rules say of a plan, a part at a time.

    ``unsound`` lists what no plan may have, whatever the rules: a student on two seats,
    a pair without a need. ``scores`` is the score analysis, ``notes`` what
    a reader should know though nothing is wrong with it.
    """

    scores: Mapping[str, tuple[RuleScore, ...]]
    unsound: tuple[Message, ...]
    notes: tuple[Message, ...] = ()

    @property
    def violations(self) -> int:
        """Units by which hard rules are broken, and everything unsound."""
        return len(self.unsound) + sum(
            score.violations for scores in self.scores.values() for score in scores
        )

    @property
    def approved(self) -> bool:
        """Whether no hard rule is broken and nothing is unsound."""
        return self.violations == 0

    def objective(self, part: str) -> float:
        """The part's score in points."""
        return points(sum(score.amount for score in self.scores.get(part, ())))


def verify(asked: School | Context, plan: Plan) -> Verdict:
    """Recompute every hard rule and every score of the parts that the plan has.

    Raises InputError where the school's rules cannot be read.
    """
    context = Context.of(asked)
    own = [planner for planner in planners() if plan.part(planner.part) is not None]
    judged = {planner.part: planner.judge(context, plan) for planner in own}
    unsound = [message for planner in own for message in planner.unsound(context, plan)]
    return Verdict(
        {part: scores for part, scores in judged.items() if scores},
        (*_repeated(plan), *unsound),
        tuple(message for planner in own for message in planner.remarks(context, plan)),
    )


def _repeated(plan: Plan) -> Iterator[Message]:
    """Rows that stand more than once."""
    for part, rows in plan.parts():
        for key, count in Counter(row.identity for row in rows).items():
            if count > 1:
                yield say(
                    "verify.repeated",
                    "{part}: {key} stands {count} times",
                    part=part,
                    key=key,
                    count=count,
                )
