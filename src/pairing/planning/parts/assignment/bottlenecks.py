"""Where peer help runs short: by class and subject, whom there is and what is left uncovered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pairing.model.messages.message import Message, say_count
from pairing.model.plan import Need, Pair
from pairing.screening import Findings

__all__ = ["Bottleneck", "bottlenecks", "uncovered"]


@dataclass(frozen=True)
class Bottleneck:
    """``needs`` of a class in a subject have no tutor; ``able`` students of the grade could."""

    class_id: str
    subject: str
    needs: int
    able: int

    @property
    def text(self) -> Message:
        if self.able:
            return say_count(
                "pairs.tutors_taken",
                "all {able} able {subject} tutors within reach of {class_id} are taken or barred: "
                "{count} need uncovered",
                "all {able} able {subject} tutors within reach of {class_id} are taken or barred: "
                "{count} needs uncovered",
                self.needs,
                able=self.able,
                subject=self.subject,
                class_id=self.class_id,
            )
        return say_count(
            "pairs.no_tutor_in_reach",
            "no able {subject} tutor within reach of {class_id}: {count} need uncovered",
            "no able {subject} tutor within reach of {class_id}: {count} needs uncovered",
            self.needs,
            subject=self.subject,
            class_id=self.class_id,
        )


def uncovered(findings: Findings, pairs: Iterable[Pair]) -> Iterator[Need]:
    """The subject needs that no pair helps with."""
    covered = {(pair.tutee_id, pair.subject) for pair in pairs}
    return (need for need in findings.subject_needs if (need.student_id, need.need) not in covered)


def bottlenecks(findings: Findings, pairs: Iterable[Pair]) -> tuple[Bottleneck, ...]:
    """Each class and subject with uncovered needs, the most needs first."""
    school = findings.school
    counts = Counter(
        (school.student[need.student_id].class_id, need.need) for need in uncovered(findings, pairs)
    )
    found = []
    for (class_id, subject), needs in counts.most_common():
        grade = school.class_[class_id].grade
        peers = (record.class_id for record in school.classes if record.grade == grade)
        able = sum(len(findings.able(peer, subject)) for peer in peers)
        found.append(Bottleneck(class_id, subject, needs, able))
    return tuple(found)
