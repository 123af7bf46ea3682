"""Judge any plan, whoever made it, by the rules alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pairing.instances.agenda import Agenda
from pairing.model.enums import Part
from pairing.model.messages.message import Message, say
from pairing.model.plan import Plan
from pairing.model.school import School
from pairing.planning.parts.judge import judge_part
from pairing.planning.summary import RuleScore
from pairing.rules.core.book import RuleBook
from pairing.screening import Findings, screen

__all__ = ["Verdict", "verify"]


@dataclass(frozen=True)
class Verdict:
    """What the rules say of a plan, a part at a time.

    ``unsound`` lists what no plan may have, whatever the rules: a student on two seats,
    a pair without a need. ``scores`` is the score analysis.
    """

    scores: Mapping[Part, tuple[RuleScore, ...]]
    unsound: tuple[Message, ...]

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

    def objective(self, part: Part) -> int:
        """The part's score in thousandths of a point."""
        return sum(score.score for score in self.scores.get(part, ()))


def verify(school: School, plan: Plan, findings: Findings | None = None) -> Verdict:
    """Recompute every hard rule and every score of the parts that the plan has.

    Raises InputError where the school's rules cannot be read.
    """
    findings = findings or screen(school)
    book = RuleBook.of(school)
    scores: dict[Part, tuple[RuleScore, ...]] = {
        part: judge_part(findings, book, part, plan)
        for part, _ in plan.parts()
        if part is not Part.NEEDS
    }
    return Verdict(scores, tuple(_unsound(findings, plan)))


def _unsound(findings: Findings, plan: Plan) -> Iterator[Message]:
    yield from _repeated(plan)
    yield from _missing_needs(findings, plan)
    yield from _unsound_pairs(findings, plan)
    yield from _unsound_mentors(findings, plan)
    yield from _unsound_teams(findings, plan)
    yield from _unsound_sessions(findings, plan)
    yield from _unsound_seats(findings.school, plan)


def _repeated(plan: Plan) -> Iterator[Message]:
    for part, rows in plan.parts():
        keys = Counter(tuple(str(getattr(row, column)) for column in row.key) for row in rows)
        for key, count in keys.items():
            if count > 1:
                yield say(
                    "verify.repeated",
                    "{part}: {key} stands {count} times",
                    part=part,
                    key=key,
                    count=count,
                )


def _missing_needs(findings: Findings, plan: Plan) -> Iterator[Message]:
    if plan.needs is None:
        return
    told = {(need.student_id, need.need) for need in plan.needs}
    for need in findings.needs:
        if (need.student_id, need.need) not in told:
            yield say(
                "verify.need_left_out",
                "needs: {student} in {need} is left out",
                student=need.student_id,
                need=need.need,
            )


def _unsound_pairs(findings: Findings, plan: Plan) -> Iterator[Message]:
    students = findings.school.student
    needs = {(need.student_id, need.need) for need in findings.subject_needs}
    for pair in plan.pairs or ():
        for student_id in (pair.tutee_id, pair.tutor_id):
            if student_id not in students:
                yield say(
                    "verify.pair_no_student", "pairs: no student {student}", student=student_id
                )
        if pair.tutee_id == pair.tutor_id:
            yield say(
                "verify.pair_of_one",
                "pairs: {student} cannot tutor themselves",
                student=pair.tutee_id,
            )
        if (pair.tutee_id, pair.subject) not in needs:
            yield say(
                "verify.pair_without_need",
                "pairs: {student} has no need in {need}",
                student=pair.tutee_id,
                need=pair.subject,
            )


def _unsound_mentors(findings: Findings, plan: Plan) -> Iterator[Message]:
    school = findings.school
    for row in plan.mentors or ():
        if row.student_id not in school.student:
            yield say(
                "verify.mentor_no_student", "mentors: no student {student}", student=row.student_id
            )
        if row.teacher_id not in school.teacher:
            yield say(
                "verify.mentor_no_teacher", "mentors: no teacher {teacher}", teacher=row.teacher_id
            )


def _unsound_teams(findings: Findings, plan: Plan) -> Iterator[Message]:
    needs = {(need.student_id, need.need) for need in findings.needs}
    for row in plan.teams or ():
        if row.unit_id not in findings.school.unit:
            yield say("verify.team_no_unit", "teams: no unit {unit}", unit=row.unit_id)
        if (row.student_id, row.dimension) not in needs:
            yield say(
                "verify.team_without_need",
                "teams: {student} has no need in {need}",
                student=row.student_id,
                need=row.dimension,
            )


def _unsound_sessions(findings: Findings, plan: Plan) -> Iterator[Message]:
    if not plan.sessions:
        return
    agenda = Agenda.of_plan(findings, plan)
    for row in plan.sessions:
        if not agenda.knows(row):
            yield say(
                "verify.session_nobody",
                "sessions: no student {student}, or nobody {host} to hold it",
                student=row.student_id,
                host=row.host_id,
            )
        elif (row.date, row.period_id) not in agenda.index:
            yield say(
                "verify.session_no_period",
                "sessions: {date} has no period {period} in the weeks planned",
                date=row.date.isoformat(),
                period=row.period_id,
            )


def _unsound_seats(school: School, plan: Plan) -> Iterator[Message]:
    if plan.seats is None:
        return
    on_seat = Counter((row.class_id, row.seat_id) for row in plan.seats)
    for (class_id, seat_id), count in on_seat.items():
        if count > 1:
            yield say(
                "verify.seat_shared",
                "seats: {count} students on {seat} in {class_id}",
                count=count,
                seat=seat_id,
                class_id=class_id,
            )
    seats_of = Counter(row.student_id for row in plan.seats)
    for row in plan.seats:
        if row.class_id not in school.class_:
            yield say("verify.seat_no_class", "seats: no class {class_id}", class_id=row.class_id)
            continue
        room = school.room_of(row.class_id)
        if room is None or row.seat_id not in room.index:
            yield say(
                "verify.seat_unusable",
                "seats: {seat} is no usable seat of {class_id}",
                seat=row.seat_id,
                class_id=row.class_id,
            )
        student = school.student.get(row.student_id)
        if student is None or student.class_id != row.class_id:
            yield say(
                "verify.seat_not_in_class",
                "seats: {student} is not in {class_id}",
                student=row.student_id,
                class_id=row.class_id,
            )
    for class_id in school.class_:
        if school.room_of(class_id) is None:
            continue
        for student in school.seated(class_id):
            count = seats_of[student.student_id]
            if count != 1:
                yield say(
                    "verify.seats_of_one",
                    "seats: {student} has {count} seats",
                    student=student.student_id,
                    count=count,
                )
