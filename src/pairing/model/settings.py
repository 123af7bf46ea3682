"""What a school may set about screening; each default says where it comes from."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from pairing.model.fields import Number

__all__ = ["RuleEntry", "ScreeningSettings"]


class ScreeningSettings(BaseModel):
    """The lines that screening draws; the table ``[screening]`` of rules.toml.

    Three values stand for severity 1, 2 and 3. Deviations are in standard
    deviations of the grade, marks in per cent of the full score.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    half_life_days: Annotated[Number, Field(gt=0)] = Field(
        120, description="After so many days an exam counts half in a student's ability"
    )
    low_ability: tuple[Number, Number, Number] = Field(
        (-1.25, -1.75, -2.25), description="Ability at or below these lines is a need"
    )
    failing_percent: tuple[Number, Number, Number] = Field(
        (60, 45, 30), description="Marks below these lines, weighted by recency, are a need"
    )
    drop: tuple[Number, Number, Number] = Field(
        (1.25, 1.75, 2.25), description="A fall of the last exam under the earlier ones"
    )
    missed: tuple[int, int, int] = Field(
        (2, 3, 4), description="So many exams missed in one subject are a need"
    )
    near_ability: Annotated[Number, Field(ge=0)] = Field(
        0.25, description="How close to the ability or drop line a person should look"
    )
    near_percent: Annotated[Number, Field(ge=0)] = Field(
        5, description="How close to the failing line a person should look"
    )
    indicator_days: Annotated[int, Field(ge=1)] = Field(
        365, description="Indicators older than this, by the newest date in the tables, rest"
    )
    able_share: Annotated[Number, Field(gt=0, le=1)] = Field(
        1 / 3, description="The best share of a class that is able to tutor a subject"
    )


class RuleEntry(BaseModel):
    """One ``[[rule]]`` as it was written, before its rule has read it."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
