"""What screening left out, took for granted or cannot know, one line a cause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from pairing.model.enums import ExamKind, Missing
from pairing.model.exams.sittings import Sitting
from pairing.model.messages.message import Message, quote, say, say_count, some
from pairing.model.school import School
from pairing.screening.findings import Findings
from pairing.screening.look_alikes import look_alikes

__all__ = ["doubts"]

_LONG = timedelta(days=3653)
_WISH = re.compile(r"trust|信任|信賴|信赖", re.IGNORECASE)


def doubts(findings: Findings) -> Iterator[Message]:
    """Everything that a reader of the needs should know about them."""
    school = findings.school
    yield from _undecided(findings)
    yield from _missing(school)
    yield from _exams(school)
    yield from _later(school)
    yield from _long_past(school)
    yield from look_alikes(school)
    yield from _free_text(school)


def _undecided(findings: Findings) -> Iterator[Message]:
    if near := len(findings.near_line):
        yield say_count(
            "screening.near_line",
            "{count} more near a line waits for a person's decision",
            "{count} more near a line wait for a person's decision",
            near,
        )
    if dismissed := len(findings.dismissed):
        yield say_count(
            "screening.dismissed",
            "{count} was dismissed by a person",
            "{count} were dismissed by a person",
            dismissed,
        )


def _missing(school: School) -> Iterator[Message]:
    """How many marks there are not, by why."""
    counts = Counter(row.missing for row in school.known_scores if row.score is None)
    if count := counts[Missing.MISSED]:
        yield say_count(
            "screening.marks_missed",
            "{count} exam was missed: exams missed again and again are a sign of need",
            "{count} exams were missed: exams missed again and again are a sign of need",
            count,
        )
    if count := counts[Missing.EXCUSED]:
        yield say_count(
            "screening.marks_excused",
            "{count} exam is excused and counts nowhere",
            "{count} exams are excused and count nowhere",
            count,
        )
    if count := counts[Missing.NOT_MARKED]:
        yield say_count(
            "screening.marks_to_come",
            "{count} exam is not marked yet and counts nowhere",
            "{count} exams are not marked yet and count nowhere",
            count,
        )
    if count := counts[Missing.NOT_TAKEN]:
        yield say_count(
            "screening.marks_not_taken",
            "{count} mark is empty: taken as an exam that is not the student's, no sign of need",
            "{count} marks are empty: taken as exams that are not the student's, no sign of need",
            count,
        )


def _exams(school: School) -> Iterator[Message]:
    """What could not be read from exams as from others."""
    sat = tuple(school.sittings.values())
    few = [
        one
        for one in sat
        if not one.compares and not one.by_name and one.kind is not ExamKind.MAKE_UP
    ]
    if few:
        yield say_count(
            "screening.too_few",
            "{count} exam was sat by fewer than {least}, too few to compare: only its marks count "
            "as a sign ({exams})",
            "{count} exams were sat by fewer than {least}, too few to compare: only their marks "
            "count as a sign ({exams})",
            len(few),
            least=school.screening.compare_from,
            exams=_named(few),
        )
    if broad := [one for one in sat if one.broad]:
        yield say_count(
            "screening.broad_line",
            "in {count} exam more than {share} % of those who sat lie under the pass mark: it is "
            "no sign of need by itself there; set pass_mark in exams ({exams})",
            "in {count} exams more than {share} % of those who sat lie under the pass mark: it is "
            "no sign of need by itself there; set pass_mark in exams ({exams})",
            len(broad),
            share=f"{100 * school.screening.failing_share:g}",
            exams=_named(broad, shares=True),
        )
    if many := [one for one in sat if one.many_below and not one.broad]:
        yield say_count(
            "screening.many_below",
            "in {count} exam more than {share} % of those who sat lie under the pass mark; they "
            "are too few to say that of the paper, and each is in need: if it was hard, set "
            "pass_mark in exams ({exams})",
            "in {count} exams more than {share} % of those who sat lie under the pass mark; they "
            "are too few to say that of the papers, and each is in need: if they were hard, set "
            "pass_mark in exams ({exams})",
            len(many),
            share=f"{100 * school.screening.failing_share:g}",
            exams=_named(many, shares=True),
        )
    if bonus := sum(one.above_full for one in sat):
        yield say_count(
            "screening.bonus",
            "{count} mark lies over the full score and counts as it stands",
            "{count} marks lie over the full score and count as they stand",
            bonus,
        )
    if by_name := [one for one in sat if one.by_name]:
        yield say_count(
            "screening.make_up",
            "{count} exam is taken for a make-up by its name, and its marks are compared with "
            "nobody's ({exams}); say in exams what it is",
            "{count} exams are taken for make-ups by their names, and their marks are compared "
            "with nobody's ({exams}); say in exams what they are",
            len(by_name),
            exams=_named(by_name),
        )
    known = {row.exam for row in school.scores}
    if unknown := sorted({row.exam for row in school.exams} - known):
        yield say_count(
            "screening.exam_without_marks",
            "{count} exam of the table exams has no marks ({exams})",
            "{count} exams of the table exams have no marks ({exams})",
            len(unknown),
            exams=some([quote(name) for name in unknown]),
        )


def _named(sat: Sequence[Sitting], shares: bool = False) -> Message:
    return some(
        [
            say(
                "screening.exam_share",
                "{subject} {exam}: {share} %",
                subject=one.subject,
                exam=one.exam,
                share=f"{100 * one.below:.0f}",
            )
            if shares
            else say("screening.exam", "{subject} {exam}", subject=one.subject, exam=one.exam)
            for one in sat
        ]
    )


def _later(school: School) -> Iterator[Message]:
    """The rows whose day has not come."""
    if school.today is None:
        return
    dated = (
        ("scores", (row.date for row in school.scores)),
        ("indicators", (row.date for row in school.indicators)),
        ("seat_history", (row.since for row in school.seat_history)),
        ("pair_history", (row.since for row in school.pair_history)),
        ("mentor_history", (row.since for row in school.mentor_history)),
    )
    for table, days in dated:
        later = sorted(day.isoformat() for day in days if not school.by_today(day))
        if later:
            yield say_count(
                "screening.later",
                "{table}: {count} row is dated after {today} and moves nothing ({days})",
                "{table}: {count} rows are dated after {today} and move nothing ({days})",
                len(later),
                table=table,
                today=school.today.isoformat(),
                days=some([quote(day) for day in dict.fromkeys(later)]),
            )


def _long_past(school: School) -> Iterator[Message]:
    """The rows of a year that is hardly meant."""
    if school.today is None:
        return
    oldest = school.today - _LONG
    for table, rows in (("scores", school.scores), ("indicators", school.indicators)):
        if days := sorted(row.date.isoformat() for row in rows if row.date < oldest):
            yield say_count(
                "screening.long_past",
                "{table}: {count} row is dated more than ten years back ({days}): is the year "
                "right?",
                "{table}: {count} rows are dated more than ten years back ({days}): is the year "
                "right?",
                len(days),
                table=table,
                days=some([quote(day) for day in dict.fromkeys(days)]),
            )


def _free_text(school: School) -> Iterator[Message]:
    """Signs that sound like a wish: they are signs, and a wish has a table of its own."""
    names = _students(
        school, (row.student_id for row in school.indicators if _WISH.search(row.indicator))
    )
    if names:
        yield say_count(
            "screening.no_wish",
            "{count} student has a sign that speaks of trust: no free text is read as a wish, "
            "write it into the table wishes ({names})",
            "{count} students have signs that speak of trust: no free text is read as a wish, "
            "write it into the table wishes ({names})",
            len(names),
            names=some(names),
        )


def _students(school: School, student_ids: Iterable[str]) -> list[Message]:
    return [quote(school.label(one)) for one in dict.fromkeys(student_ids)]
