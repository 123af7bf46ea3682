"""What is asked of a mentor where records look made up: questions with their rows, no verdicts.

Each question has a threshold in ``[monitoring]``, wide enough for what happens in schools: short
texts that are like each other, records written later, two entered at once, a session cut short.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pairing.language import N_
from pairing.model.enums import Held, RecordKind
from pairing.model.messages.message import Message, say_count
from pairing.model.records import HelpRecord
from pairing.model.settings import MonitoringSettings
from pairing.monitoring.log import TermLog
from pairing.monitoring.supervising.likeness import Names, alike, signs
from pairing.monitoring.supervising.possible import PossibleTimes

__all__ = ["QUESTION_TITLES", "Question", "QuestionKind", "Questions"]

_MINUTE = datetime.timedelta(minutes=1)
_NIGHT = datetime.timedelta(hours=4)
"""Until then an evening lasts."""
_CALLS = frozenset({RecordKind.PARENT_CONTACT})
"""Kinds that may well be short."""


class QuestionKind(StrEnum):
    """What may be asked."""

    SAME_TEXT = "same_text"
    SAME_MINUTE = "same_minute"
    IMPOSSIBLE_TIME = "impossible_time"
    ENTERED_IN_BULK = "entered_in_bulk"
    TOO_SHORT = "too_short"


QUESTION_TITLES: Mapping[QuestionKind, str] = {
    QuestionKind.SAME_TEXT: N_("the same words again and again"),
    QuestionKind.SAME_MINUTE: N_("several at one time"),
    QuestionKind.IMPOSSIBLE_TIME: N_("a time that does not fit"),
    QuestionKind.ENTERED_IN_BULK: N_("a month entered in one evening"),
    QuestionKind.TOO_SHORT: N_("very short sessions"),
}
"""What people call them."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a mentor, put kindly, with the records behind it.

    ``reasons`` has one for each record, None where the question itself says it all.
    """

    teacher_id: str
    kind: QuestionKind
    ask: Message
    records: tuple[HelpRecord, ...]
    reasons: tuple[Message | None, ...]


class Questions:
    """Asks of any mentor's records of a month; what all mentors share is worked out once."""

    def __init__(self, log: TermLog) -> None:
        self._log = log
        self._settings: MonitoringSettings = log.school.monitoring
        self._times = PossibleTimes(log.school)

    def of(self, teacher_id: str, records: Sequence[HelpRecord]) -> Iterator[Question]:
        """The questions about a mentor's records of a month, in the order of their kinds."""
        held = [row for row in records if row.held is Held.YES]
        if rows := self._same_text(held):
            yield _question(teacher_id, QuestionKind.SAME_TEXT, _same_text(len(rows)), rows)
        if rows := self._same_minute(records, held):
            yield _question(teacher_id, QuestionKind.SAME_MINUTE, _same_minute(len(rows)), rows)
        against = [(row, self._times.against(row)) for row in held]
        found = [(row, why) for row, why in against if why is not None]
        if len(found) >= self._settings.impossible_from:
            impossible, reasons = zip(*found, strict=True)
            ask = _impossible(len(found))
            yield Question(teacher_id, QuestionKind.IMPOSSIBLE_TIME, ask, impossible, reasons)
        if rows := self._in_bulk(records):
            yield _question(teacher_id, QuestionKind.ENTERED_IN_BULK, _in_bulk(len(rows)), rows)
        if rows := self._too_short(held):
            ask = _too_short(len(rows), self._settings.short_minutes)
            yield _question(teacher_id, QuestionKind.TOO_SHORT, ask, rows)

    def _same_text(self, held: Iterable[HelpRecord]) -> list[HelpRecord]:
        """The records whose text stands again and again, where that is much of a month's.

        What several students did together is one occasion and has one text.
        """
        settings, school = self._settings, self._log.school
        told = [row for row in held if row.text]
        known = {row.student_id for row in told} & school.student.keys()
        names = Names(school.student[student_id].name for student_id in sorted(known))
        texts = [names.without(row.text or "") for row in told]
        occasions: list[Hashable] = [
            (row.date, row.start) if row.start is not None else place
            for place, row in enumerate(told)
        ]
        all_of_them = len(set(occasions))
        least = max(settings.same_text_from, settings.same_text_often * all_of_them)
        # A few words may well be the same now and then, but hardly most of the time.
        least_short = max(settings.same_text_from, settings.same_text_share * all_of_them)
        again = [
            place
            for place, near in enumerate(alike(texts, settings.same_text, settings.same_text_signs))
            if len({occasions[other] for other in near})
            >= (least if signs(texts[place]) >= settings.same_text_signs else least_short)
        ]
        if len({occasions[place] for place in again}) < settings.same_text_share * all_of_them:
            return []
        return [told[place] for place in again]

    def _same_minute(
        self, records: Sequence[HelpRecord], held: Iterable[HelpRecord]
    ) -> list[HelpRecord]:
        """The records entered faster than one can write, where they are many of a month's, and
        those that overlap in time.
        """
        # Records cannot be told apart by what they hold; one that is found twice stands once.
        at_once = {row.occasion: row for row in self._entered_at_once(records)}
        if len(at_once) < self._settings.minute_share * len(records):
            at_once = {}
        at_once |= {row.occasion: row for row in self._overlapping(held)}
        return sorted(at_once.values(), key=_in_order)

    def _entered_at_once(self, records: Iterable[HelpRecord]) -> Iterator[HelpRecord]:
        """Records of several occasions entered in one minute, or in a run a minute apart."""
        entered: dict[datetime.datetime, list[HelpRecord]] = defaultdict(list)
        for row in records:
            at = self._entered(row)
            # A midnight is a day without a time: nobody knows the minute.
            if at is not None and at.time() != datetime.time():
                entered[at.replace(second=0, microsecond=0)].append(row)
        run: list[HelpRecord] = []
        minutes = sorted(entered)
        for minute, after in pairwise([*minutes, None]):
            assert minute is not None
            rows = entered[minute]
            if _occasions(rows) >= self._settings.same_minute_from:
                yield from rows
            run += rows
            if after is None or after - minute > _MINUTE:
                if _occasions(run) >= self._settings.minute_run_from:
                    yield from run
                run = []

    def _overlapping(self, held: Iterable[HelpRecord]) -> list[HelpRecord]:
        """Sessions that begin apart and have most of the shorter one's time in common.

        Those that begin together are held together: a mentor may meet several at once.
        """
        days: dict[datetime.date, dict[datetime.time, list[HelpRecord]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for row in held:
            if row.start is not None and row.minutes:
                days[row.date][row.start].append(row)
        found: dict[tuple[object, ...], list[HelpRecord]] = {}
        for day, begun in days.items():
            spans = sorted(
                (60 * start.hour + start.minute, max(row.minutes for row in rows), start)
                for start, rows in begun.items()
            )
            for place, (start, minutes, at) in enumerate(spans):
                for later, others, other_at in spans[place + 1 :]:
                    if later >= start + minutes:
                        break
                    common = min(start + minutes, later + others) - later
                    if common > self._settings.lesson_share * min(minutes, others):
                        found[day, at] = begun[at]
                        found[day, other_at] = begun[other_at]
        if len(found) < self._settings.same_minute_from:
            return []
        return [row for rows in found.values() for row in rows]

    def _in_bulk(self, records: Sequence[HelpRecord]) -> list[HelpRecord]:
        """The records entered in one evening, where they are most of the month's."""
        settings = self._settings
        if len(records) < settings.bulk_from:
            return []
        evenings = [None if (at := self._entered(row)) is None else _evening(at) for row in records]
        counts = Counter(evening for evening in evenings if evening is not None)
        if not counts:
            return []
        # Of two evenings with as many the earlier one.
        evening, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        rows = [row for row, own in zip(records, evenings, strict=True) if own == evening]
        days = [row.date for row in rows]
        reach = (max(days) - min(days)).days + 1
        enough = count >= settings.bulk_share * len(records) and reach >= settings.bulk_days
        return rows if enough else []

    def _too_short(self, held: Iterable[HelpRecord]) -> list[HelpRecord]:
        sessions = [row for row in held if row.kind not in _CALLS]
        short = [row for row in sessions if row.minutes < self._settings.short_minutes]
        least = max(self._settings.short_from, self._settings.short_share * len(sessions))
        return short if len(short) >= least else []

    def _entered(self, row: HelpRecord) -> datetime.datetime | None:
        """When a record was first written down: who corrects many in one evening made none up."""
        told = (one.entered_at for one in self._log.versions_of(row))
        return min((at for at in told if at is not None), default=None)


def _question(
    teacher_id: str, kind: QuestionKind, ask: Message, rows: Iterable[HelpRecord]
) -> Question:
    records = tuple(rows)
    return Question(teacher_id, kind, ask, records, (None,) * len(records))


def _occasions(rows: Iterable[HelpRecord]) -> int:
    """How many times people met: several students may have been there together."""
    return len({(row.date, row.start) for row in rows})


def _evening(at: datetime.datetime) -> datetime.date:
    """The day to whose evening a moment belongs; a midnight is a day without a time."""
    return at.date() if at.time() == datetime.time() else (at - _NIGHT).date()


def _in_order(row: HelpRecord) -> tuple[object, ...]:
    return row.date, row.start or datetime.time(), row.student_id, row.kind


def _same_text(count: int) -> Message:
    return say_count(
        "ask.same_text",
        "{count} record has much the same words as others. What was different that time?",
        "{count} records have much the same words. Could you add what was different each time?",
        count,
    )


def _same_minute(count: int) -> Message:
    return say_count(
        "ask.same_minute",
        "{count} record was entered, or held, at one time with others. How did that come about?",
        "{count} records were entered within a few minutes, or overlap in time. "
        "Could you tell how that came about?",
        count,
    )


def _impossible(count: int) -> Message:
    return say_count(
        "ask.impossible_time",
        "{count} record has a time that does not fit the timetable or the calendar. "
        "Was the time mistyped?",
        "{count} records have times that do not fit the timetable or the calendar. "
        "Were the times mistyped?",
        count,
    )


def _in_bulk(count: int) -> Message:
    return say_count(
        "ask.entered_in_bulk",
        "{count} record of the month was entered in one evening. Was it copied from notes?",
        "{count} records of the month were entered in one evening. "
        "Were they copied from notes, and is there a way to save you that evening?",
        count,
    )


def _too_short(count: int, minutes: int) -> Message:
    return say_count(
        "ask.too_short",
        "{count} session was shorter than {minutes} minutes. Was there enough time for it?",
        "{count} sessions were shorter than {minutes} minutes. Is there enough time for them?",
        count,
        minutes=minutes,
    )
