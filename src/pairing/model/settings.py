"""What a school may set about screening and sessions; each default says where it comes from."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pairing.model.enums import PeriodKind, SessionKind
from pairing.model.fields import Day, Number, TimeZone, flags_as_words
from pairing.model.messages.message import say
from pairing.model.messages.validation import unfit

__all__ = [
    "KindSettings",
    "MonitoringSettings",
    "RuleEntry",
    "ScreeningSettings",
    "SessionSettings",
]


class ScreeningSettings(BaseModel):
    """The lines that screening draws; the table ``[screening]`` of rules.toml.

    Three values stand for severity 1, 2 and 3. Deviations are in standard
    deviations of the grade, marks in per cent of the full score.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _no_flag_is_a_number(cls, values: Any) -> Any:
        return flags_as_words(cls, values)

    half_life_days: Annotated[Number, Field(gt=0)] = Field(
        120, description="After so many days an exam counts half in a student's ability"
    )
    low_ability: tuple[Number, Number, Number] = Field(
        (-1.25, -1.75, -2.25),
        description="Ability at or below these lines is a need; mostly they are the lowest tenth "
        "of a grade, twenty-fifth and eightieth",
    )
    compare_from: Annotated[int, Field(ge=2, le=100_000)] = Field(
        10,
        description="So many of a grade must have sat an exam for how far somebody lies from "
        "its mean to be a sign",
    )
    failing_percent: tuple[Number, Number, Number] = Field(
        (60, 45, 30),
        description="Marks below these lines, weighted by recency, are a need; an exam's "
        "pass_mark takes the place of the first, and moves the others with it",
    )
    failing_share: Annotated[Number, Field(gt=0, le=1)] = Field(
        0.4, description="A line that a larger share of those who sat falls under is no sign"
    )
    drop: tuple[Number, Number, Number] = Field(
        (1.25, 1.75, 2.25),
        description="A fall of the last exam under the earlier ones; from k of them it must be "
        "sqrt(1 + 1/k) times as large, for more of it is chance",
    )
    missed: tuple[int, int, int] = Field(
        (2, 3, 4), description="So many exams missed in one subject are a need"
    )
    share_from: Annotated[int, Field(ge=1, le=100_000)] = Field(
        35, description="So many must have sat an exam for that share to speak of the line at all"
    )
    near_ability: Annotated[Number, Field(ge=0)] = Field(
        0.25, description="How close to the ability or drop line a person should look"
    )
    near_percent: Annotated[Number, Field(ge=0)] = Field(
        5, description="How close to the failing line a person should look"
    )
    indicator_days: Annotated[int, Field(ge=1, le=3650)] = Field(
        365, description="Indicators older than this, by the newest date in the tables, rest"
    )
    able_share: Annotated[Number, Field(gt=0, le=1)] = Field(
        1 / 3, description="The best share of a class that is able to tutor a subject"
    )


_QUIET = (PeriodKind.LUNCH, PeriodKind.SELF_STUDY, PeriodKind.AFTER_SCHOOL, PeriodKind.EVENING)
_SHORT = (PeriodKind.BREAK, PeriodKind.LUNCH, PeriodKind.AFTER_SCHOOL, PeriodKind.EVENING)


class KindSettings(BaseModel):
    """One kind of session: how long, in which periods, in which week of the cycle, how many."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _no_flag_is_a_number(cls, values: Any) -> Any:
        return flags_as_words(cls, values)

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


def _kinds() -> dict[SessionKind, KindSettings]:
    late = (PeriodKind.AFTER_SCHOOL, PeriodKind.EVENING)
    return {
        SessionKind.TALK: KindSettings(minutes=15, periods=_SHORT, week=1),
        SessionKind.CLASSWORK: KindSettings(minutes=20, periods=_QUIET, week=2, group=3),
        SessionKind.CORRECTIONS: KindSettings(minutes=20, periods=_QUIET, week=3),
        SessionKind.STUDY_CHECK: KindSettings(minutes=10, periods=_QUIET, week=4),
        SessionKind.EXAM_REVIEW: KindSettings(minutes=20, periods=_QUIET, week=4),
        SessionKind.MENTORING: KindSettings(minutes=15, periods=_SHORT),
        SessionKind.HOME_VISIT: KindSettings(minutes=40, periods=late),
        SessionKind.PEER_TUTORING: KindSettings(minutes=25, periods=_QUIET),
    }


class SessionSettings(BaseModel):
    """What sessions are to be held; the table ``[sessions]`` of rules.toml.

    The five kinds of face-to-face make a cycle of four weeks with one of them in each week at
    least, corrections after classwork; a review comes within a week after an exam of the calendar
    where there is one. A kind that is named replaces its default; ``enabled`` leaves kinds out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _no_flag_is_a_number(cls, values: Any) -> Any:
        return flags_as_words(cls, values)

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
    peer_times: Annotated[int, Field(ge=0, le=5)] = Field(
        3, description="Times a week that a pair of students works together"
    )
    time_zone: TimeZone = Field("Asia/Shanghai", description="The time zone of calendars")
    kinds: dict[SessionKind, KindSettings] = Field(
        default_factory=_kinds, description="Kinds that differ from their defaults"
    )

    @model_validator(mode="after")
    def _sound(self) -> SessionSettings:
        if self.start is not None and self.start.weekday() != 0:
            raise unfit(say("settings.start_on_monday", "start is a Monday"))
        if self.term_start is not None:
            if self.term_start.weekday() != 0:
                raise unfit(say("settings.term_on_monday", "term_start is a Monday"))
            if self.start is not None and self.term_start > self.start:
                raise unfit(say("settings.term_before", "term_start is not after start"))
        late = [kind.value for kind in SessionKind if self.of(kind).week > self.cycle]
        if late:
            raise unfit(
                say(
                    "settings.week_in_cycle",
                    "the week of {kinds} lies in the cycle",
                    kinds=tuple(late),
                )
            )
        if self.of(SessionKind.CORRECTIONS).week < self.of(SessionKind.CLASSWORK).week:
            raise unfit(say("settings.corrections_after", "corrections come after classwork"))
        return self

    def of(self, kind: SessionKind) -> KindSettings:
        """The settings of one kind."""
        return self.kinds.get(kind) or _kinds()[kind]


class MonitoringSettings(BaseModel):
    """What is owed after the plan, and when somebody asks; ``[monitoring]`` of rules.toml.

    The rhythm is that of three school and town plans: help every week, two home visits a term
    (``[sessions] home_visits``), supervision every month.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _no_flag_is_a_number(cls, values: Any) -> Any:
        return flags_as_words(cls, values)

    weekly_help: Annotated[int, Field(ge=0, le=20)] = Field(
        1, description="So often a week a student with a mentor is helped by somebody"
    )
    first_visit_weeks: Annotated[int, Field(ge=0, le=30)] = Field(
        4, description="The first visit is owed within so many weeks of the term; 0: none is"
    )
    review_weeks: Annotated[int, Field(ge=0, le=30)] = Field(
        4, description="Weeks from one review of a student to the next; 0: none is owed"
    )
    goal_weeks: Annotated[int, Field(ge=0, le=30)] = Field(
        2, description="A student without an open goal gets one within so many weeks; 0: never"
    )
    record_days: Annotated[int, Field(ge=0, le=60)] = Field(
        3, description="A session is written down within so many days"
    )
    ahead_days: Annotated[int, Field(ge=0, le=60)] = Field(
        7, description="What falls due within so many days is told beforehand"
    )
    same_text: Annotated[Number, Field(gt=0, le=100)] = Field(
        85, description="Texts of records that are so alike, in per cent, are asked about"
    )
    same_text_signs: Annotated[int, Field(ge=1, le=1000)] = Field(
        24,
        description="Texts of fewer signs are alike only where they are equal; a Chinese sign "
        "counts two",
    )
    same_text_from: Annotated[int, Field(ge=2, le=1000)] = Field(
        4, description="So many records of one mentor must be alike"
    )
    same_text_often: Annotated[Number, Field(gt=0, le=1)] = Field(
        0.15, description="And such a share of the mentor's records of the month"
    )
    same_text_share: Annotated[Number, Field(gt=0, le=1)] = Field(
        0.5, description="Such a share of a month's records must be alike to others"
    )
    same_minute_from: Annotated[int, Field(ge=2, le=1000)] = Field(
        3,
        description="So many sessions entered in one minute, or that overlap, are asked about",
    )
    minute_run_from: Annotated[int, Field(ge=2, le=1000)] = Field(
        5, description="So many sessions entered a minute after each other are asked about"
    )
    minute_share: Annotated[Number, Field(gt=0, le=1)] = Field(
        0.3, description="And they must be such a share of the month's records"
    )
    impossible_from: Annotated[int, Field(ge=1, le=1000)] = Field(
        1, description="So many sessions at a time that cannot be are asked about"
    )
    lesson_share: Annotated[Number, Field(gt=0, le=1)] = Field(
        0.5, description="Such a share of a session must lie in a lesson, or in another session"
    )
    hours_minutes: Annotated[int, Field(ge=0, le=720)] = Field(
        60, description="So long before the first period and after the last one people still meet"
    )
    early_minutes: Annotated[int, Field(ge=0, le=1440)] = Field(
        15, description="What is entered so long before it begins was not entered too early"
    )
    bulk_share: Annotated[Number, Field(gt=0, le=1)] = Field(
        0.75, description="Such a share of a month's records entered in one evening is asked about"
    )
    bulk_from: Annotated[int, Field(ge=2, le=1000)] = Field(
        8, description="So many records a month there must be for that"
    )
    bulk_days: Annotated[int, Field(ge=1, le=31)] = Field(
        8, description="And over so many days they must reach"
    )
    short_minutes: Annotated[int, Field(ge=0, le=240)] = Field(
        5, description="Sessions that are held and shorter than this are asked about"
    )
    short_from: Annotated[int, Field(ge=1, le=1000)] = Field(
        4, description="So many of one mentor in a month must be shorter"
    )
    short_share: Annotated[Number, Field(gt=0, le=1)] = Field(
        0.5, description="And such a share of the sessions held"
    )
    detail_signs: Annotated[int, Field(ge=1, le=1000)] = Field(
        12, description="A text of so many signs says something; a Chinese sign counts two"
    )
    progress_range: Annotated[Number, Field(gt=0, le=10)] = Field(
        0.5,
        description="Marks that rise by so many standard deviations of the grade are full "
        "progress, that fall by as many none",
    )
    completeness_weight: Annotated[Number, Field(ge=0, le=1000)] = Field(
        40, description="How much completeness counts in the score of supervision"
    )
    regularity_weight: Annotated[Number, Field(ge=0, le=1000)] = Field(
        30, description="How much regularity counts in it"
    )
    detail_weight: Annotated[Number, Field(ge=0, le=1000)] = Field(
        20, description="How much detail counts in it"
    )
    progress_weight: Annotated[Number, Field(ge=0, le=1000)] = Field(
        10,
        description="How much progress counts in it: little, for marks move for many reasons",
    )
    score_from: Annotated[Number, Field(ge=0, le=1)] = Field(
        0.4, description="Parts of such a share of all weight must be known for there to be a score"
    )
    small_count: Annotated[int, Field(ge=3, le=100)] = Field(
        3, description="No report that leaves the school tells a count under this"
    )
    pair_goals: bool = Field(
        True, description="A goal that the two of a pair share is proposed for each pair"
    )
    goal_step: Annotated[Number, Field(gt=0, le=100)] = Field(
        5, description="A proposed goal lies so many per cent of the full score over the last mark"
    )
    goal_due_weeks: Annotated[int, Field(ge=1, le=52)] = Field(
        8, description="A proposed goal is due in so many weeks"
    )
    middle_from: Annotated[int, Field(ge=4, le=1000)] = Field(
        8, description="The class's middle is shown where so many of the class sat the exam"
    )
    effect_weeks: Annotated[int, Field(ge=0, le=30)] = Field(
        4, description="An exam tells of help that began so many weeks before it, or more"
    )
    effect_from: Annotated[int, Field(ge=5, le=10_000)] = Field(
        10, description="Of fewer students, helped or compared, no effect is told"
    )
    effect_matches: Annotated[int, Field(ge=1, le=20)] = Field(
        2, description="So many students without help are compared with each who was helped"
    )
    improved: Annotated[Number, Field(ge=0)] = Field(
        0.75,
        description="A rise of the last exam over one's own earlier ones that may be shown, in "
        "standard deviations of the grade; from k of them it must be sqrt(1 + 1/k) times as large",
    )
    presenters: Annotated[int, Field(ge=1, le=50)] = Field(
        3, description="So many of a grade are asked in each subject to present how they learn"
    )
    keep_years: Annotated[int, Field(ge=1, le=100)] = Field(
        6, description="Records of students are kept for so many years"
    )


class RuleEntry(BaseModel):
    """One ``[[rule]]`` as it was written, before its rule has read it."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
