"""What is owed after the plan, and when somebody asks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pairing.model.fields import Day, Number
from pairing.model.settings.table import SettingsTable

__all__ = ["MonitoringSettings"]


class MonitoringSettings(SettingsTable):
    """What is owed after the plan, and when somebody asks; ``[monitoring]`` of rules.toml.

    The rhythm is that of three school and town plans: help every week, two home visits a term
    (``[sessions] home_visits``), supervision every month.
    """

    since: Day | None = Field(
        None, description="What was to be done before is not asked for; empty: all of the term is"
    )
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
