"""Settings as a form has them: every field set, saved and read back; every fault at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from pairing.app.state.edits.settings_edits import KEPT_AS, school_settings, set_settings
from pairing.app.state.edits.settings_values import SettingsPlace, built, faults_of, values_of
from pairing.app.state.workspace import Workspace
from pairing.app.widgets.settings.settings_words import label_of, sections_of, texts_of_settings
from pairing.app.widgets.settings.shapes import shape_of
from pairing.io.rules_toml import read_rules_toml, rules_toml
from pairing.language import speaking, translated
from pairing.model.enums import SessionKind
from pairing.model.school import School
from pairing.model.settings import (
    KindSettings,
    MonitoringSettings,
    ScreeningSettings,
    SessionSettings,
)

KINDS: tuple[type[BaseModel], ...] = (ScreeningSettings, SessionSettings, MonitoringSettings)
PLACES = [(kind, place) for kind in KINDS for place in values_of(kind())]
TABLE = dict(zip(KINDS, KEPT_AS, strict=True))
MONDAY = date(2026, 9, 7)


def another(kind: type[BaseModel], place: SettingsPlace, value: Any) -> Any:
    """Another value that the place may have."""
    shape = shape_of(kind.model_json_schema(), place)
    match shape.get("type"), value:
        case "integer", 4 if place[-1] == "week":
            # The cycle has no more of them.
            return 3
        case "boolean", _:
            return not value
        case ("integer" | "number") as type_, _:
            step = 1 if type_ == "integer" else 0.01
            return value + step if value + step <= shape.get("maximum", 1e9) else value - step
        case "array", _ if "prefixItems" in shape:
            return (value[0] + 1, *value[1:])
        case "array", _:
            return value[1:]
        case "string", _ if shape.get("format") == "date":
            return MONDAY
    return "Europe/London"


@pytest.mark.parametrize(
    ("kind", "place"),
    PLACES,
    ids=lambda one: ".".join(one) if isinstance(one, tuple) else one.__name__,
)
def test_each_field_is_set_saved_and_read_back(kind: type[BaseModel], place: SettingsPlace) -> None:
    values = values_of(kind())
    values[place] = another(kind, place, values[place])
    if place == ("kinds", "classwork", "week"):
        # Corrections come after it.
        values["kinds", "corrections", "week"] = 4
    if place == ("kinds", "home_visit", "group"):
        assert [fault.place for fault in faults_of(kind, values, values_of(kind()))] == [place]
        return
    assert faults_of(kind, values, values_of(kind())) == ()
    settings = built(kind, values)
    assert values_of(settings) == values
    workspace = Workspace(School(), "none")
    assert set_settings(workspace, TABLE[kind], settings) == ()
    school = workspace.school
    text = rules_toml(school.rules, school.screening, school.session_settings, school.monitoring)
    read = read_rules_toml(text.encode())
    assert read.faults == []
    again = {
        "screening": read.screening,
        "sessions": read.session_settings,
        "monitoring": read.monitoring,
    }[TABLE[kind]]
    assert again == settings == school_settings(school, TABLE[kind])
    assert values_of(again) == values
    # What is as it comes is not written.
    assert set(settings.model_fields_set) == {place[0]}
    if len(place) == 3:
        assert place[1] in settings.kinds  # type: ignore[attr-defined]
        assert len(settings.kinds) <= 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_as_it_comes_is_left_out(kind: type[BaseModel]) -> None:
    settings = built(kind, values_of(kind()))
    assert settings == kind()
    assert settings.model_fields_set == set()


def test_all_faults_are_told_at_once_each_at_its_place() -> None:
    usual = values_of(SessionSettings())
    values = usual | {
        ("weeks",): 0,
        ("time_zone",): "Nowhere",
        ("week_one",): date(2026, 9, 8),
        ("kinds", "talk", "minutes"): 1000,
        ("kinds", "home_visit", "group"): 2,
        ("kinds", "talk", "week"): 9,
    }
    faults = {one.place: one.expected.code for one in faults_of(SessionSettings, values, usual)}
    assert faults == {
        ("weeks",): "expected.not_under",
        ("time_zone",): "expected.time_zone",
        ("week_one",): "settings.week_one_monday",
        ("kinds", "talk", "minutes"): "expected.not_over",
        ("kinds", "home_visit", "group"): "settings.one_home",
        ("kinds", "talk", "week"): "settings.week_in_cycle",
    }


def test_a_list_is_one_place() -> None:
    usual = values_of(ScreeningSettings())
    values = usual | {("low_ability",): (-1.0, float("nan"), -3.0), ("half_life_days",): 0.0}
    faults = faults_of(ScreeningSettings, values, usual)
    assert {one.place for one in faults} == {("low_ability",), ("half_life_days",)}


def test_a_kind_is_written_whole_and_alone() -> None:
    values = values_of(SessionSettings()) | {("kinds", "classwork", "part"): True}
    settings = built(SessionSettings, values)
    assert set(settings.kinds) == {SessionKind.CLASSWORK}
    own = settings.of(SessionKind.CLASSWORK)
    assert own == SessionSettings().of(SessionKind.CLASSWORK).model_copy(update={"part": True})


def test_every_field_stands_under_one_heading_and_has_a_label_in_words() -> None:
    every: tuple[type[BaseModel], ...] = (*KINDS, KindSettings)
    for kind in every:
        shown = [name for section in sections_of(kind) for name in section.labels]
        assert sorted(shown) == sorted(kind.model_fields)
        for name in kind.model_fields:
            assert "_" not in label_of(kind, name)
    for code in ("zh_CN", "zh_TW"):
        with speaking(code):
            for text in filter(None, texts_of_settings()):
                assert translated(text) != text, text


def test_a_field_that_nobody_named_stands_last_under_its_own_name() -> None:
    class Wider(BaseModel):
        new_thing: int = 1

    (section,) = sections_of(Wider)
    assert section.labels == {"new_thing": "New thing"}
