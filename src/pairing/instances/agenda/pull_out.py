"""Called out of a lesson: from which lessons a student may be called to which sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pairing.instances.agenda.times.free_time import FreeTime
from pairing.model.enums import SessionKind
from pairing.screening import Findings
from pairing.terms.assignment import BoolArray

__all__ = ["CallingOut", "PullOut", "may_miss"]


@dataclass(frozen=True, slots=True)
class PullOut:
    """Lessons that a requirement opens to some kinds of session, in some classes (None: in all).

    ``subjects`` None: those of every subject. ``never`` wins over whatever opens a lesson to the
    same kinds. ``of_need``: also lessons of a subject in which the student needs help.
    """

    classes: frozenset[str] | None
    kinds: frozenset[SessionKind]
    subjects: frozenset[str] | None
    never: frozenset[str]
    of_need: bool

    def governs(self, class_id: str, kind: str) -> bool:
        """Whether it speaks of a kind of session with the students of a class."""
        return kind in self.kinds and (self.classes is None or class_id in self.classes)

    def opens(self, subject: str, needed: bool) -> bool:
        """Whether a student may be called from a subject, in which they need help or not."""
        named = self.subjects is None or subject in self.subjects
        return named and subject not in self.never and (self.of_need or not needed)


def may_miss(pull_outs: Iterable[PullOut], subject: str, needed: bool) -> bool:
    """Whether a student may be called from a subject under all that governs them."""
    own = tuple(pull_outs)
    never = any(subject in one.never for one in own)
    return not never and any(one.opens(subject, needed) for one in own)


class CallingOut:
    """When students are free for a kind of session, in a lesson they may be called from or in none.

    Of several lessons at once a student must be free to leave each.
    """

    def __init__(
        self, findings: Findings, free_time: FreeTime, pull_outs: tuple[PullOut, ...]
    ) -> None:
        self._findings, self._free_time, self._pull_outs = findings, free_time, pull_outs
        self._needed: dict[str, set[str]] = {}
        for need in findings.subject_needs if pull_outs else ():
            self._needed.setdefault(need.student_id, set()).add(need.need)
        self._open: dict[tuple[str, str], frozenset[str]] = {}
        self._free: dict[tuple[str, frozenset[str]], BoolArray] = {}

    def needs(self, student_id: str, subject: str) -> bool:
        """Whether a student needs help in a subject."""
        return subject in self._needed.get(student_id, ())

    def governing(self, student_id: str, kind: str) -> tuple[PullOut, ...]:
        """Whatever speaks of a kind of session with a student."""
        class_id = self._findings.school.student[student_id].class_id
        return tuple(one for one in self._pull_outs if one.governs(class_id, kind))

    def open_subjects(self, student_id: str, kind: str) -> frozenset[str]:
        """The subjects of the student's lessons from which they may be called."""
        if not self._pull_outs:
            return frozenset()
        if (student_id, kind) not in self._open:
            governing = self.governing(student_id, kind)
            self._open[student_id, kind] = frozenset(
                subject
                for subject in self._free_time.by_subject(student_id)
                if may_miss(governing, subject, self.needs(student_id, subject))
            )
        return self._open[student_id, kind]

    def free(self, student_id: str, kind: str) -> BoolArray:
        """In which slots a student is there and in no lesson that they may not leave."""
        key = student_id, self.open_subjects(student_id, kind)
        if key not in self._free:
            self._free[key] = self._free_time.student(*key)
        return self._free[key]

    def missed(self, student_id: str, slot: int) -> tuple[str, ...]:
        """The subjects of the lessons that a student has in a slot."""
        lessons = self._free_time.by_subject(student_id)
        return tuple(subject for subject, slots in lessons.items() if slots[slot])
