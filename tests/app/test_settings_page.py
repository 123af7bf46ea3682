"""Settings of sessions set on the page: saved, refused with all that was typed, and planned by."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages import button, go_to, opened, opened_with_plan, wait_for_plan
from pairing.app.state.edits.settings_draft import SettingsDraft
from pairing.app.state.stale import Why
from pairing.io.rules_toml import read_rules_toml, rules_toml
from pairing.model.enums import Part, SessionKind
from pairing.model.school import School

TABS = {
    "screening": "Lines of screening",
    "sessions": "Sessions",
    "monitoring": "After the plan",
}


def field(page: AppTest, table: str, *place: str) -> Any:
    """The field of a place, whichever widget it is, on the tab of its table."""
    start = f"set {table} {' '.join(place)} "
    if not any(one.key == f"save {table}" for one in page.button):
        go_to(page, "Settings", TABS[table])
    kinds = (page.number_input, page.date_input, page.toggle, page.text_input, page.pills)
    return next(one for kind in kinds for one in kind if (one.key or "").startswith(start))


def save(page: AppTest, table: str) -> None:
    page.button(key=f"save {table}").click().run()
    assert not page.exception


def draft(page: AppTest, table: str) -> SettingsDraft:
    known: tuple[str, SettingsDraft] = page.session_state[f"settings at work {table}"]
    return known[1]


def school_of(page: AppTest) -> School:
    found: School = page.session_state.workspace.school
    return found


def test_what_is_set_is_what_sessions_are_planned_by() -> None:
    page = opened_with_plan()
    workspace = page.session_state.workspace
    workspace.begin_sessions(workspace.planned)
    wait_for_plan(page)
    before = workspace.planned.plan.sessions
    assert before
    go_to(page, "Settings", TABS["sessions"])
    assert not draft(page, "sessions").typed
    first = school_of(page).session_settings.week_one
    week_one = date(2026, 9, 7)
    assert first != week_one
    field(page, "sessions", "week_one").set_value(week_one).run()
    field(page, "sessions", "kinds", "talk", "part").set_value(True).run()
    field(page, "sessions", "kinds", "talk", "minutes").set_value(5).run()
    field(page, "sessions", "enabled").set_value(["talk", "mentoring"]).run()
    assert school_of(page).session_settings.week_one == first
    save(page, "sessions")
    settings = school_of(page).session_settings
    assert settings.week_one == week_one
    assert settings.of(SessionKind.TALK).part
    assert set(settings.enabled) == {SessionKind.TALK, SessionKind.MENTORING}
    assert set(settings.kinds) == {SessionKind.TALK}
    # The plan in force stays, and says that it was made before.
    assert workspace.planned.plan.sessions == before
    stale = workspace.stale("7A")
    assert stale[Part.SESSIONS] == (Why.SETTINGS,)
    assert Part.MENTORS not in stale
    school = school_of(page)
    text = rules_toml(school.rules, school.screening, school.session_settings, school.monitoring)
    assert read_rules_toml(text.encode()).session_settings == settings
    workspace.begin_sessions(workspace.planned)
    wait_for_plan(page)
    after = workspace.planned.plan.sessions
    assert {row.kind for row in after} == {"talk", "mentoring"}
    assert Part.SESSIONS not in workspace.stale("7A")


def test_faults_are_told_together_and_nothing_typed_is_lost() -> None:
    page = opened()
    go_to(page, "Settings")
    school = school_of(page)
    tuesday = date(2026, 9, 8)
    typed: dict[tuple[str, ...], Any] = {
        ("weeks",): 99,
        ("week_one",): tuesday,
        ("time_zone",): "Nowhere",
        ("kinds", "home_visit", "group"): 3,
        ("home_visits",): 4,
    }
    for place, value in typed.items():
        field(page, "sessions", *place).set_value(value).run()
    save(page, "sessions")
    faults = {one.place for one in draft(page, "sessions").faults}
    assert faults == typed.keys() - {("home_visits",)}
    assert page.error
    assert school_of(page) is school
    # Whoever looks at another page finds it all again.
    go_to(page, "Start")
    go_to(page, "Settings")
    for place, value in typed.items():
        assert field(page, "sessions", *place).value == value
    right: dict[tuple[str, ...], Any] = {
        ("weeks",): 3,
        ("week_one",): None,
        ("time_zone",): "Asia/Shanghai",
        ("kinds", "home_visit", "group"): 1,
    }
    for place, value in right.items():
        field(page, "sessions", *place).set_value(value).run()
    save(page, "sessions")
    settings = school_of(page).session_settings
    assert (settings.weeks, settings.home_visits, settings.week_one) == (3, 4, None)
    assert not draft(page, "sessions").typed


def test_another_language_keeps_what_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened()
    go_to(page, "Settings")
    # A made-up school that nobody touched would make room for that of the other language.
    field(page, "sessions", "weeks").set_value(3).run()
    save(page, "sessions")
    field(page, "sessions", "enabled").set_value(["talk"]).run()
    field(page, "monitoring", "weekly_help").set_value(5).run()
    next(one for one in page.selectbox if one.key == "language").set_value("zh_CN").run()
    assert not page.exception
    # The tester names the options of a list itself, in a thread of its own.
    monkeypatch.setattr("pairing.language._spoken", ContextVar("language", default="zh_CN"))
    assert field(page, "sessions", "enabled").value == ["talk"]
    assert field(page, "monitoring", "weekly_help").value == 5


def test_what_was_typed_is_taken_back() -> None:
    page = opened()
    go_to(page, "Settings")
    before = school_of(page).screening
    field(page, "screening", "low_ability").set_value(-1.0).run()
    assert draft(page, "screening").typed == {("low_ability",): (-1.0, *before.low_ability[1:])}
    page.button(key="discard screening").click().run()
    assert not draft(page, "screening").typed
    assert field(page, "screening", "low_ability").value == before.low_ability[0]
    assert button(page, "Discard")
