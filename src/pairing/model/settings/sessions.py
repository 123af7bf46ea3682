"""What sessions are to be held, and in which periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, field_validator, model_validator

from pairing.model.enums import PeriodKind, SessionKind
from pairing.model.fields import Day, TimeZone
from pairing.model.messages.message import Message, say
from pairing.model.messages.validation import unfit_at
from pairing.model.settings.table import SettingsTable

__all__ = ["KindSettings", "SessionSettings"]


_QUIET = (PeriodKind.LUNCH, PeriodKind.SELF_STUDY, PeriodKind.AFTER_SCHOOL, PeriodKind.EVENING)
_SHORT = (PeriodKind.BREAK, PeriodKind.LUNCH, PeriodKind.AFTER_SCHOOL, PeriodKind.EVENING)


class KindSettings(SettingsTable):
    """One kind of session: how long, in which periods, in which week of the cycle, how many."""

    minutes: Annotated[int, Field(ge=5, le=240)] = Field(15, description="How long it takes")
    periods: tuple[PeriodKind, ...] = Field(_SHORT, description="The kinds of period it may be in")
    week: Annotated[int, Field(ge=1, le=20)] = Field(
        1, description="The week of the cycle; of those every week it says nothing"
    )
    weekdays: tuple[Annotated[int, Field(ge=1, le=7)], ...] = Field(
        (1, 2, 3, 4, 5, 6, 7), description="The days it may be on, 1 Monday to 7 Sunday"
    )
    group: Annotated[int, Field(ge=1, le=12)] = Field(
        1, description="So many students of one teacher may be in it together"
    )
    part: bool = Field(
        False,
        description="It takes only its minutes of a longer period, which others share; if not, "
        "all of it",
    )


_LATE = (PeriodKind.AFTER_SCHOOL, PeriodKind.EVENING)
_USUAL = {
    SessionKind.TALK: KindSettings(minutes=15, periods=_SHORT, week=1),
    SessionKind.CLASSWORK: KindSettings(minutes=20, periods=_QUIET, week=2, group=3),
    SessionKind.CORRECTIONS: KindSettings(minutes=20, periods=_QUIET, week=3),
    SessionKind.STUDY_CHECK: KindSettings(minutes=10, periods=_QUIET, week=4),
    SessionKind.EXAM_REVIEW: KindSettings(minutes=20, periods=_QUIET, week=4),
    SessionKind.MENTORING: KindSettings(minutes=15, periods=_SHORT),
    SessionKind.HOME_VISIT: KindSettings(minutes=40, periods=_LATE),
    SessionKind.PEER_TUTORING: KindSettings(minutes=25, periods=_QUIET),
}
"""Each kind where nobody sets it."""


class SessionSettings(SettingsTable):
    """What sessions are to be held; the table ``[sessions]`` of rules.toml.

    The five kinds of face-to-face make a cycle of four weeks with one of them in each week at
    least, corrections after classwork; a review comes within a week after an exam of the calendar
    where there is one. Of a kind only what is named differs from its default; ``enabled`` leaves
    kinds out.
    """

    start: Day | None = Field(
        None, description="The first Monday; empty: the one after the newest day of the tables"
    )
    weeks: Annotated[int, Field(ge=1, le=30)] = Field(4, description="How many weeks are planned")
    cycle: Annotated[int, Field(ge=1, le=20)] = Field(
        4, description="Weeks of a cycle of the five kinds"
    )
    enabled: tuple[SessionKind, ...] = Field(
        tuple(SessionKind), description="The kinds that are held"
    )
    home_visits: Annotated[int, Field(ge=0, le=20)] = Field(
        2, description="Home visits to each mentee in a term"
    )
    term_weeks: Annotated[int, Field(ge=1, le=30)] = Field(18, description="Weeks of a term")
    term_start: Day | None = Field(
        None, description="The first Monday of the term, for home visits; empty: the start"
    )
    first_visit_by: Day | None = Field(
        None, description="The last day for the first home visit to each mentee; empty: none is set"
    )
    week_one: Day | None = Field(
        None, description="The Monday of week 1 of odd and even weeks; empty: the start"
    )
    peer_times: Annotated[int, Field(ge=0, le=5)] = Field(
        3, description="Times a week that a pair of students works together"
    )
    between_minutes: Annotated[int, Field(ge=0, le=60)] = Field(
        0, description="Between two sessions that share a period there are so many minutes"
    )
    time_zone: TimeZone = Field("Asia/Shanghai", description="The time zone of calendars")
    kinds: dict[SessionKind, KindSettings] = Field(
        default_factory=_USUAL.copy, description="Kinds that differ from their defaults"
    )

    @field_validator("kinds", mode="before")
    @classmethod
    def _rest_as_usual(cls, kinds: Any) -> Any:
        """What is not said of a kind is as it comes: who sets its minutes leaves it its week."""
        if not isinstance(kinds, Mapping):
            return kinds
        usual = {str(kind): own.model_dump() for kind, own in _USUAL.items()}
        return {
            kind: {**usual.get(str(kind), {}), **said} if isinstance(said, Mapping) else said
            for kind, said in kinds.items()
        }

    @model_validator(mode="after")
    def _sound(self) -> SessionSettings:
        """All in which its values do not fit each other, each at the field that it is told of."""
        found = [(place, self._at(place), expected) for place, expected in self._unfit()]
        if found:
            raise unfit_at(type(self).__name__, found)
        return self

    def _at(self, place: tuple[str, ...]) -> Any:
        if len(place) == 1:
            return getattr(self, place[0])
        return getattr(self.of(SessionKind(place[1])), place[2])

    def _unfit(self) -> Iterator[tuple[tuple[str, ...], Message]]:
        if self.start is not None and self.start.weekday() != 0:
            yield ("start",), say("settings.start_on_monday", "a Monday")
        if self.term_start is not None:
            if self.term_start.weekday() != 0:
                yield ("term_start",), say("settings.term_on_monday", "a Monday")
            if self.start is not None and self.term_start > self.start:
                yield (
                    ("term_start",),
                    say("settings.term_before", "a day not after the first Monday of the plan"),
                )
        begin = self.term_start or self.start
        if self.first_visit_by and begin and self.first_visit_by < begin:
            yield (
                ("first_visit_by",),
                say("settings.first_visit_by", "a day not before the term begins"),
            )
        if self.week_one is not None and self.week_one.weekday() != 0:
            yield ("week_one",), say("settings.week_one_monday", "a Monday")
        for kind in SessionKind:
            if self.of(kind).week > self.cycle:
                yield (
                    ("kinds", kind.value, "week"),
                    say(
                        "settings.week_in_cycle",
                        "a week of the cycle, which has {weeks}",
                        weeks=self.cycle,
                    ),
                )
        if self.of(SessionKind.CORRECTIONS).week < self.of(SessionKind.CLASSWORK).week:
            yield (
                ("kinds", SessionKind.CORRECTIONS.value, "week"),
                say("settings.corrections_after", "a week not before that of classwork"),
            )
        if self.of(SessionKind.HOME_VISIT).group > 1:
            yield (
                ("kinds", SessionKind.HOME_VISIT.value, "group"),
                say("settings.one_home", "1: nobody is in two homes at once"),
            )

    def of(self, kind: SessionKind) -> KindSettings:
        """The settings of one kind."""
        return self.kinds.get(kind) or _USUAL[kind]
