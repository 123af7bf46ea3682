"""The page's states, by Streamlit's own tester."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import (
    ROOT,
    button,
    class_list,
    go_to,
    links,
    opened,
    opened_in,
    opened_with_plan,
    shown,
    wait_for_plan,
)
from pairing import read_school
from pairing.app.pages import start
from pairing.app.state.edits import school_edits
from pairing.app.state.visitor import TERM_PAGES
from pairing.app.state.workspace import ruled_parts
from pairing.model.enums import Part
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.rules.core.book import all_rules
from pairing.sample import make_sample, sample_folder

PAGES = (
    "Start",
    "Seats",
    "Needs",
    "Pairs",
    "Mentors",
    "Sessions",
    "Compare",
    "Print",
    "Settings",
)


def test_it_opens_on_the_sample_and_says_how_to_start() -> None:
    page = opened()
    assert class_list(page).value == "7A"
    assert links(page) == list(PAGES)
    assert any("in a minute" in one.value for one in page.subheader)
    assert not page.error
    go_to(page, "Needs")
    assert any("students of 7A need help" in one.value for one in page.subheader)
    for name in ("Seats", "Pairs", "Mentors", "Sessions", "Compare", "Print"):
        go_to(page, name)
        assert any("no plan yet" in one.value for one in page.info)


@pytest.mark.parametrize(
    ("role", "first"), [("head", "Seats"), ("subject", "Needs"), ("coordinator", "Mentors")]
)
def test_each_role_sees_its_own_page_first(role: str, first: str) -> None:
    page = opened()
    for one in ("coordinator" if role == "subject" else "subject", role):
        next(list_ for list_ in page.selectbox if list_.label == "I am").set_value(one).run()
    assert links(page)[:2] == ["Start", first]
    assert shown(page) == first


def test_one_press_plans_the_class_and_a_changed_rule_asks_for_another() -> None:
    page = opened_with_plan()
    assert links(page) == [*PAGES, *TERM_PAGES]
    assert any("points" in one.value for one in page.markdown)
    assert not page.warning
    page.toggle(key="plan at once").set_value(False).run()
    toggle = next(one for one in page.toggle if one.label == "Mixed desks")
    toggle.set_value(False).run()
    assert any("Out of date" in one.value for one in page.warning)
    button(page, "Plan class 7A").click().run()  # type: ignore[attr-defined]
    wait_for_plan(page)
    assert not page.warning
    used = {
        score.rule.id
        for score in page.session_state.workspace.planned.outcome.summary.parts["seats"].rules
    }
    assert "gender_mix" not in used


def test_a_changed_rule_plans_at_once_from_the_plan_in_force() -> None:
    page = opened_with_plan()
    before = page.session_state.workspace.planned.outcome.plan.seats_of("7A")
    next(one for one in page.toggle if one.label == "Mixed desks").set_value(False).run()
    wait_for_plan(page)
    workspace = page.session_state.workspace
    assert not page.warning
    used = {score.rule.id for score in workspace.planned.outcome.summary.parts["seats"].rules}
    assert "gender_mix" not in used
    after = workspace.planned.outcome.plan.seats_of("7A")
    assert sum(before[one] != seat for one, seat in after.items()) < len(before) / 2
    button(page, "↶ Undo").click().run()  # type: ignore[attr-defined]
    assert not page.exception


def test_rules_that_cannot_hold_are_named_and_let_go() -> None:
    page = opened()
    workspace = page.session_state.workspace
    school = workspace.school
    free = [
        student.student_id
        for student in school.seated("7A")
        if not any(student.student_id in str(rule) for rule in school.rules)
    ]
    # A desk has two seats: one of three cannot sit beside both others.
    rules = [
        RuleEntry.model_validate(
            {
                "id": "keep_together",
                "level": "hard",
                "scope": ["7A"],
                "students": [free[0], friend],
                "within": "deskmate",
            }
        )
        for friend in free[1:3]
    ]
    workspace.school = school.with_rules((*school.rules, *rules))
    assert not school_edits.keep_apart(workspace, "7A", free[0], free[1])
    assert "contradicts another rule" in str(workspace.journal.news)
    page.run()
    button(page, "Plan class 7A").click().run()  # type: ignore[attr-defined]
    wait_for_plan(page)
    assert any("cannot hold together" in told.value for told in page.error)
    page.button(key="let go 0").click().run()
    wait_for_plan(page)
    assert not page.error
    assert any("All hard rules hold" in told.value for told in page.markdown)
    switched = [
        key for key, (enabled, _) in page.session_state.workspace.settings.items() if not enabled
    ]
    assert len(switched) == 1


def test_two_plans_side_by_side() -> None:
    page = opened_with_plan()
    go_to(page, "Compare")
    assert any("no plan yet" in one.value for one in page.info)
    workspace = page.session_state.workspace
    seats = list(workspace.planned.outcome.plan.seats_of("7A").values())
    workspace.planned.swap("7A", seats[0], seats[9])
    page.run()
    assert not page.exception
    page.selectbox(key="compare with").select_index(0).run()
    assert next(one.value for one in page.metric if one.label == "Sit elsewhere") == "2"
    table = next(one.value for one in page.dataframe if "seat then" in one.value.columns)
    assert (table["seat then"] != table["seat now"]).sum() == 2


def test_going_back_brings_the_rules_back_too() -> None:
    page = opened_with_plan()
    before = page.session_state.workspace.planned.outcome.plan.seats_of("7A")
    next(one for one in page.toggle if one.label == "Mixed desks").set_value(False).run()
    wait_for_plan(page)
    page.run()
    go_to(page, "Compare")
    versions = page.selectbox(key="compare with")
    versions.set_value(2).run()
    button(page, "Go back to it").click().run()  # type: ignore[attr-defined]
    wait_for_plan(page)
    page.run()
    assert next(one for one in page.toggle if one.label == "Mixed desks").value
    workspace = page.session_state.workspace
    assert workspace.settings == {}
    assert workspace.planned.outcome.plan.seats_of("7A") == before
    assert workspace.stale_parts("7A") == frozenset()


@pytest.mark.parametrize("code", ["en", "zh_CN", "zh_TW"])
def test_every_page_can_be_drawn_in_every_language_with_a_plan(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened_in(code, monkeypatch)
    for name in PAGES:
        go_to(page, name)
        assert not page.error
        if name == "Settings":
            for part in (Part.PAIRS, Part.MENTORS, Part.TEAMS, Part.SESSIONS):
                page.selectbox(key="new part").set_value(part).run()
                assert not page.exception
    workspace = page.session_state.workspace
    class_id = next(iter(workspace.school.class_))
    student = next(iter(workspace.planned.outcome.plan.seats_of(class_id)))
    page.session_state["selected"] = student
    go_to(page, "Seats")
    page.button(key="curve").click().run()
    assert not page.exception
    take = next(one for one in page.selectbox if one.key == "curve point")
    assert len(take.options) >= 4


def switched(page: AppTest, code: str, monkeypatch: pytest.MonkeyPatch) -> School:
    """The school that is open once the language is chosen in the side bar."""
    page.selectbox(key="language").set_value(code).run()
    assert not page.exception
    # The tester names the options of what is on the page now.
    monkeypatch.setattr("pairing.language._spoken", ContextVar("language", default=code))
    school: School = page.session_state.workspace.school
    return school


def test_the_sample_speaks_the_visitors_language_until_something_is_done_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened()
    english = page.session_state.workspace.school
    assert english.subjects == read_school(sample_folder()).subjects
    for code in ("zh_TW", "zh_CN"):
        school = switched(page, code, monkeypatch)
        assert school.classes == read_school(sample_folder(code)).classes
        assert class_list(page).value == school.classes[0].class_id
        assert page.session_state.workspace.kept is None
    # A change makes it the visitor's own, and it stays.
    workspace = page.session_state.workspace
    school_edits.drop_rule(workspace, 0)
    page.run()
    assert switched(page, "en", monkeypatch).classes == school.classes
    button(page, "Begin anew with the school given at the start").click().run()  # type: ignore[attr-defined]
    assert page.session_state.workspace.school.classes == english.classes
    assert not page.exception


def test_a_school_given_on_the_command_line_stays_whatever_is_spoken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_sample(1, 6, 3).write(tmp_path / "mine")
    monkeypatch.setattr("sys.argv", ["server.py", str(tmp_path / "mine")])
    page = opened()
    before = page.session_state.workspace
    assert before.name == "mine"
    switched(page, "zh_CN", monkeypatch)
    assert page.session_state.workspace is before


@pytest.mark.parametrize("code", ["en", "zh_CN", "zh_TW"])
def test_the_template_speaks_as_the_page_does(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def write(path: Path, school: object = None, language: str = "en") -> None:
        written.append(language)
        path.write_bytes(b"")

    start._template.clear()
    monkeypatch.setattr("pairing.app.pages.start.write_template", write)
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.query_params["lang"] = code
    monkeypatch.setattr("pairing.language._spoken", ContextVar("language", default=code))
    page.run()
    start._template.clear()
    assert not page.exception
    assert written == [code]


@pytest.mark.parametrize("part", ruled_parts())
def test_every_rules_form_is_valid_at_its_defaults_or_asks_for_the_rest(part: str) -> None:
    page = opened()
    go_to(page, "Settings")
    page.selectbox(key="new part").set_value(part).run()
    kinds = [kind for kind in all_rules().values() if kind.part == part]
    assert kinds
    for kind in kinds:
        page.selectbox(key=f"new rule {part}").set_value(kind).run()
        assert not page.exception
        before = len(page.session_state.workspace.school.rules)
        press = page.button(key="add rule")
        if press.disabled:
            told = [one.value for one in page.caption]
            assert any("Still to be filled in" in one or "does not fit" in one for one in told)
            needed = {name for name, one in kind.model_fields.items() if one.is_required()}
            assert needed or "zone" in kind.model_fields, kind.id
            continue
        press.click().run()
        assert not page.exception
        assert len(page.session_state.workspace.school.rules) == before + 1, kind.id


def test_a_rules_form_can_be_sent_once_it_has_what_it_needs() -> None:
    page = opened()
    go_to(page, "Settings")
    page.selectbox(key="new rule seats").set_value(all_rules()["keep_apart"]).run()
    assert page.button(key="add rule").disabled
    people = page.multiselect(key="new keep_apart students")
    people.set_value([page.session_state.workspace.school.members["7A"][0].student_id]).run()
    assert page.button(key="add rule").disabled
    members = page.session_state.workspace.school.members["7A"]
    people = page.multiselect(key="new keep_apart students")
    people.set_value([members[3].student_id, members[9].student_id]).run()
    assert not page.button(key="add rule").disabled
    page.button(key="add rule").click().run()
    assert page.session_state.workspace.school.rules[-1].id == "keep_apart"


def test_a_link_leads_to_a_class_a_tab_and_a_student() -> None:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    page.query_params.update({"class": "8A", "view": "Pairs", "student": "S100"})
    page.run()
    assert class_list(page).value == "8A"
    assert shown(page) == "Pairs"
    assert page.session_state["selected"] == "S100"
    wrong = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    wrong.query_params.update({"class": "<script>", "view": "Nowhere", "student": "?"})
    wrong.run()
    assert not wrong.exception
    assert class_list(wrong).value == "7A"


def test_who_else_could_be_chosen_and_what_comes_with_it() -> None:
    page = opened_with_plan()
    for name in ("Mentors", "Pairs"):
        go_to(page, name)
        picker = next(one for one in page.selectbox if one.key == f"for {name.lower()}")
        picker.select_index(0).run()
        assert not page.exception
        assert any("points" in one.value and "and then" in one.value for one in page.markdown)
        # Whoever is exchanged one for one is told of in one line.
        assert any(": from " in one.value and " to " in one.value for one in page.markdown)
        costs = next(one.value for one in page.dataframe if "who" in one.value.columns)
        gains = costs["change of the plan's points"].dropna()
        told = next(one.value for one in page.markdown if "and then" in one.value)
        assert ("gain" in told) == (gains.iloc[0] > 0)
        assert f"{abs(gains.iloc[0]):g}" in told or gains.iloc[0] == 0
    ways = next(one.value for one in page.dataframe if "way" in one.value.columns)
    assert ways["way"].iloc[0] == "This plan"
    assert ways["points"].idxmax() == 0


def test_teaching_groups_are_made_beside_the_sessions_and_have_times() -> None:
    page = opened_with_plan()
    go_to(page, "Sessions")
    page.slider(key="teaching sizes").set_range(2, 6).run()
    page.checkbox(key="teaching mixed").check().run()
    next(one for one in page.button if one.key == "make teaching groups").click().run()
    assert not page.exception
    made = next(one.value for one in page.dataframe if "teacher" in one.value.columns)
    assert len(made) > 0
    assert made["time"].str.contains("–").any()
    # Another plan has other times: what was made beside the last one is gone.
    button(page, "Plan the sessions").click().run()  # type: ignore[attr-defined]
    wait_for_plan(page)
    assert not any("teacher" in one.value.columns for one in page.dataframe)


def test_another_time_for_a_session_and_a_teacher_who_falls_ill() -> None:
    page = opened_with_plan()
    go_to(page, "Sessions")
    button(page, "Plan the sessions").click().run()  # type: ignore[attr-defined]
    wait_for_plan(page)
    assert any("this week" in one.value for one in page.markdown)
    picker = next(one for one in page.selectbox if one.label == "Session")
    picker.select_index(0).run()
    wished = page.radio(key="session to").value
    assert wished is not None
    button(page, "Move it there").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    assert any("1 moved, 0 not held" in one.value for one in page.success)
    workspace = page.session_state.workspace
    assert any(
        (row.date, row.period_id) == (wished.date, wished.period_id)
        for row in workspace.planned.outcome.plan.sessions
    )
    before = workspace.planned.outcome.plan.sessions
    button(page, "Who could cover?").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    assert workspace.planned.outcome.plan.sessions == before
    button(page, "Take what is ticked").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    taken = set(workspace.planned.outcome.plan.sessions) - set(before)
    assert taken and len(workspace.planned.outcome.plan.sessions) == len(before)
    button(page, "Plan anew from then on").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    away = workspace.school.absences[0]
    assert not [
        row
        for row in workspace.planned.outcome.plan.sessions
        if row.teacher_id == away.person_id and row.date == away.since
    ]
    # A pin that could not stay holds nobody up.
    standing = set(workspace.planned.outcome.plan.sessions)
    assert set(workspace.planned.session_pins) <= standing
    picker = next(one for one in page.selectbox if one.label == "Session")
    picker.select_index(0).run()
    button(page, "Move it there").click().run()  # type: ignore[attr-defined]
    assert not page.error
    assert any("1 moved" in one.value for one in page.success)
    # Seats made anew keep the sessions: nothing they rest on has changed.
    kept = workspace.planned.outcome.plan.sessions
    button(page, "Plan class 7A").click().run()  # type: ignore[attr-defined]
    wait_for_plan(page)
    assert page.session_state.workspace.planned.outcome.plan.sessions == kept


def test_learning_groups_at_a_press() -> None:
    page = opened_with_plan()
    go_to(page, "Pairs")
    button(page, "Make groups").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    table = next(one.value for one in page.dataframe if "group 1" in one.value.columns)
    assert (table != "").sum().sum() == 42
    assert not any("can help" in one.value.columns for one in page.dataframe)
    next(one for one in page.toggle if one.key == "group help").set_value(True).run()
    assert any("can help" in one.value.columns for one in page.dataframe)


def test_a_second_class_keeps_the_first() -> None:
    page = opened_with_plan()
    class_list(page).set_value("8B").run()
    assert any("no seats yet" in one.value for one in page.info)
    button(page, "Plan class 8B").click().run()  # type: ignore[attr-defined]
    wait_for_plan(page)
    planned = {row.class_id for row in page.session_state.workspace.planned.outcome.plan.seats}
    assert planned == {"7A", "8B"}


def test_a_decision_near_the_line_is_kept_with_its_name() -> None:
    page = opened()
    go_to(page, "Needs")
    confirm = next(one for one in page.button if one.label == "Confirm")
    assert confirm.disabled
    next(one for one in page.text_input if one.label == "Your name").set_value("Ms Li").run()
    before = len(page.session_state.workspace.findings.needs)
    next(one for one in page.button if one.label == "Confirm").click().run()
    assert [row.by for row in page.session_state.workspace.decisions] == ["Ms Li"]
    assert len(page.session_state.workspace.findings.needs) == before + 1


def test_a_decision_keeps_the_page_the_seats_and_the_timetable() -> None:
    page = opened_with_plan()
    go_to(page, "Sessions")
    button(page, "Plan the sessions").click().run()  # type: ignore[attr-defined]
    wait_for_plan(page)
    workspace = page.session_state.workspace
    sessions = workspace.planned.plan.sessions
    go_to(page, "Needs")
    next(one for one in page.text_input if one.label == "Your name").set_value("Ms Li").run()
    next(one for one in page.button if one.label == "Confirm").click().run()
    assert not page.exception
    assert shown(page) == "Needs"
    assert workspace.job is None
    assert workspace.planned.plan.sessions == sessions
    (told,) = page.warning
    assert all(word in told.value for word in ("needs changed", "of 7A", "Sessions"))
    button(page, "Plan class 7A").click().run()  # type: ignore[attr-defined]
    wait_for_plan(page)
    assert workspace.planned.plan.sessions == sessions
    assert any("Sessions" in one.value for one in page.warning)
    go_to(page, "Sessions")
    button(page, "Plan the sessions anew").click().run()  # type: ignore[attr-defined]
    wait_for_plan(page)
    # The weeks of the sample are over, whatever is planned in them.
    assert all("The weeks planned begin on" in one.value for one in page.warning)


@pytest.mark.parametrize("text", ["<img src=x>", "**bold**", ":red[x]", "[a](b)", "$x$"])
def test_untrusted_words_are_shown_letter_by_letter(text: str) -> None:
    from pairing.app.text import markdown_safe, plotly_safe

    escaped = markdown_safe(text)
    assert all(f"\\{mark}" in escaped for mark in "<*:[$" if mark in text)
    assert "<" not in plotly_safe(text)


@pytest.mark.parametrize("text", ["www.evil.test", "HTTP://evil.test", "https://x.y", "a@b.test"])
def test_an_address_is_broken_without_a_visible_mark(text: str) -> None:
    from pairing.app.text import markdown_safe

    shown = markdown_safe(text).replace("\\", "")
    assert text not in shown
    assert shown.replace("\N{WORD JOINER}", "") == text


def test_a_plan_holds_from_the_schools_own_day() -> None:
    page = opened_with_plan()
    go_to(page, "Print")
    (since,) = (one for one in page.date_input if (one.key or "").startswith("in force"))
    assert since.value == page.session_state["workspace"].school.today


def test_weeks_that_are_over_are_told_before_anybody_plans_sessions_in_them() -> None:
    page = opened_with_plan()
    go_to(page, "Sessions")
    (told,) = (one.value for one in page.warning if "The weeks planned begin on" in one.value)
    # It leads to the field that says another day.
    assert "First Monday" in told
    first = date.today() + timedelta(days=7 - date.today().weekday())  # noqa: DTZ011 - as the app
    workspace = page.session_state.workspace
    settings = workspace.school.session_settings.model_copy(update={"start": first})
    workspace.school = replace(workspace.school, session_settings=settings)
    page.run()
    assert not any("The weeks planned begin on" in one.value for one in page.warning)
