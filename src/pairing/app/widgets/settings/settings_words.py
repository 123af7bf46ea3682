"""What forms of settings call each field, and under which heading it stands.

A field that is named nowhere here stands last, under its own name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from pairing.language import N_
from pairing.model.settings import (
    KindSettings,
    MonitoringSettings,
    ScreeningSettings,
    SessionSettings,
)

__all__ = ["Section", "label_of", "sections_of", "texts_of_settings"]


class Section(NamedTuple):
    """Fields that stand together, by name, and the heading over them."""

    title: str
    labels: Mapping[str, str]


_SCREENING = (
    Section(
        N_("What counts as a need"),
        {
            "low_ability": N_("Low ability: lines"),
            "failing_percent": N_("Failing marks in per cent: lines"),
            "drop": N_("Fall of marks: lines"),
            "missed": N_("Exams missed: lines"),
        },
    ),
    Section(
        N_("What is weighed and asked"),
        {
            "half_life_days": N_("Days after which an exam counts half"),
            "able_share": N_("Share of a class that is able to tutor"),
            "compare_from": N_("Fewest who sat an exam to be compared"),
            "failing_share": N_("Largest share under a line that is a sign"),
            "share_from": N_("Fewest who sat an exam for that share"),
            "near_ability": N_("How near to a line of ability a person decides"),
            "near_percent": N_("How near to the failing line a person decides"),
            "indicator_days": N_("Days that an indicator counts"),
        },
    ),
)
_SESSIONS = (
    Section(
        N_("What is planned"),
        {
            "start": N_("First Monday of the plan"),
            "weeks": N_("Weeks that are planned"),
            "week_one": N_("Monday of week 1 of odd and even weeks"),
            "cycle": N_("Weeks of a cycle"),
            "enabled": N_("Kinds that are held"),
            "peer_times": N_("Times a week that a pair works together"),
            "between_minutes": N_("Minutes between two sessions in a period"),
            "time_zone": N_("Time zone"),
        },
    ),
    Section(
        N_("The term and home visits"),
        {
            "term_start": N_("First Monday of the term"),
            "term_weeks": N_("Weeks of the term"),
            "home_visits": N_("Home visits to each mentee in a term"),
            "first_visit_by": N_("Last day for the first home visit"),
        },
    ),
    Section(N_("Each kind of session"), {"kinds": N_("Kinds of session")}),
)
_KIND = (
    Section(
        N_("Kinds of session"),
        {
            "minutes": N_("Length in minutes"),
            "group": N_("Students together, at most"),
            "part": N_("Takes a part of a period"),
            "week": N_("Week of the cycle"),
            "periods": N_("Periods it may be in"),
            "weekdays": N_("Days it may be on"),
        },
    ),
)
_MONITORING = (
    Section(
        N_("What is owed, and when somebody asks"),
        {
            "since": N_("Asked for from this day on"),
            "weekly_help": N_("Times a week that a student is helped"),
            "first_visit_weeks": N_("Weeks to the first home visit"),
            "review_weeks": N_("Weeks from review to review"),
            "goal_weeks": N_("Weeks to a new goal"),
            "record_days": N_("Days to write a session down"),
            "ahead_days": N_("Days that are told beforehand"),
        },
    ),
    Section(
        N_("Goals, presenters and reports"),
        {
            "pair_goals": N_("Propose a goal that a pair shares"),
            "goal_step": N_("Step of a proposed goal, in per cent"),
            "goal_due_weeks": N_("Weeks until a proposed goal is due"),
            "presenters": N_("Presenters in each subject of a grade"),
            "improved": N_("Rise that may be shown"),
            "middle_from": N_("Fewest in an exam for the class's middle"),
            "small_count": N_("Smallest count outside the school"),
            "keep_years": N_("Years that records are kept"),
        },
    ),
    Section(
        N_("Records that are asked about"),
        {
            "same_text": N_("Texts alike, in per cent"),
            "same_text_signs": N_("Signs from which texts may be alike"),
            "same_text_from": N_("Records alike, at least"),
            "same_text_often": N_("Share of a mentor's records alike"),
            "same_text_share": N_("Share alike to others' records"),
            "same_minute_from": N_("Sessions in the same minute"),
            "minute_run_from": N_("Sessions minute after minute"),
            "minute_share": N_("Share of the month's records by the minute"),
            "impossible_from": N_("Sessions at impossible times"),
            "lesson_share": N_("Share of a session in a lesson"),
            "hours_minutes": N_("Minutes around the school day"),
            "early_minutes": N_("Minutes that may be entered early"),
            "bulk_share": N_("Share entered in one evening"),
            "bulk_from": N_("Records a month for that"),
            "bulk_days": N_("Days that these reach over"),
            "short_minutes": N_("Minutes under which a session is short"),
            "short_from": N_("Short sessions in a month"),
            "short_share": N_("Share of short sessions"),
        },
    ),
    Section(
        N_("Score of supervision"),
        {
            "completeness_weight": N_("Weight of completeness"),
            "regularity_weight": N_("Weight of regularity"),
            "detail_weight": N_("Weight of detail"),
            "progress_weight": N_("Weight of progress"),
            "detail_signs": N_("Signs of a text that says something"),
            "progress_range": N_("Rise that is full progress"),
            "score_from": N_("Share of weight that must be known"),
        },
    ),
    Section(
        N_("What help brought"),
        {
            "effect_weeks": N_("Weeks of help before an exam"),
            "effect_from": N_("Fewest students to tell an effect of"),
            "effect_matches": N_("Students compared with each"),
        },
    ),
)
_OF: Mapping[type[BaseModel], tuple[Section, ...]] = {
    ScreeningSettings: _SCREENING,
    SessionSettings: _SESSIONS,
    KindSettings: _KIND,
    MonitoringSettings: _MONITORING,
}


def sections_of(kind: type[BaseModel]) -> tuple[Section, ...]:
    """The fields of a model under their headings, those without one last."""
    known = _OF.get(kind, ())
    named = {name for section in known for name in section.labels}
    other = {name: label_of(kind, name) for name in kind.model_fields if name not in named}
    return (*known, Section(N_("Further"), other)) if other else known


def label_of(kind: type[Any], name: str) -> str:
    """What a field is called, in English."""
    for section in _OF.get(kind, ()):
        if name in section.labels:
            return section.labels[name]
    return name.replace("_", " ").capitalize()


def texts_of_settings() -> Iterator[str]:
    """Every label and every explanation, for the catalogues."""
    for kind in _OF:
        for name, field in kind.model_fields.items():
            yield label_of(kind, name)
            yield field.description or ""
