"""When a mark or a sign is a need."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pairing.model.fields import Number
from pairing.model.settings.table import SettingsTable

__all__ = ["ScreeningSettings"]


class ScreeningSettings(SettingsTable):
    """The lines that screening draws; the table ``[screening]`` of rules.toml.

    Three values stand for severity 1, 2 and 3. Deviations are in standard
    deviations of the grade, marks in per cent of the full score.
    """

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
