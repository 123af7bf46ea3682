"""The page Progress: who moved with an exam, a decision, a tick, and what help brought."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from pages import button, go_to, opened_with_plan
from pairing.app.state.workspace import Workspace
from pairing.model.enums import Ruling
from pairing.model.records import PastPair
from pairing.monitoring import around, exams_held, rescreened


def test_who_moved_is_confirmed_and_who_agrees_is_kept() -> None:
    page = opened_with_plan()
    next(one for one in page.text_input if one.label == "Your name").set_value("Ms Li").run()
    workspace: Workspace = page.session_state.workspace
    go_to(page, "Progress")
    page.segmented_control(key="progress where").set_value(True).run()
    assert not page.exception
    findings = workspace.findings
    exam = exams_held(findings.school)[0]
    moved = rescreened(*around(findings, exam))
    shown = {one.label: int(one.value) for one in page.metric}
    assert shown["Came into need"] == sum(row.was == 0 for row in moved) > 0
    # Who is near the line waits for a decision and has not left.
    assert shown["Left"] == sum(row.severity == 0 and not row.waits for row in moved)
    confirm = next(one for one in page.button if one.label == "Confirm")
    confirm.click().run()
    assert not page.exception
    assert [row.ruling for row in workspace.decisions] == [Ruling.CONFIRMED]
    tick = next(one for one in page.checkbox if str(one.key).startswith("presents"))
    tick.check().run()
    assert not page.exception
    name = tick.label.removesuffix(" agrees")
    assert any("They have agreed" in one.value and name in one.value for one in page.success)
    next(one for one in page.checkbox if one.label == tick.label).uncheck().run()
    assert not any("They have agreed" in one.value for one in page.success)
    button(page, "Work it out").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    assert any("no exam yet" in one.value for one in page.markdown)


def test_what_help_brought_is_drawn_with_its_caveats() -> None:
    page = opened_with_plan()
    workspace: Workspace = page.session_state.workspace
    planned = workspace.planned
    assert planned is not None
    school, pairs = workspace.school, planned.plan.pairs or ()
    today = school.today
    assert today is not None
    random = Random(5)
    last = [row for row in school.scores if row.date == today and row.score is not None]
    later = [
        row.model_copy(
            update={
                "exam": "after",
                "date": today + timedelta(days=40),
                "score": (0.6 * (row.score or 0) + random.uniform(0, 0.4) * row.full_score),
            }
        )
        for row in last
    ]
    history = [
        PastPair.model_validate(
            {
                "tutor_id": row.tutor_id,
                "tutee_id": row.tutee_id,
                "subject": row.subject,
                "from": today + timedelta(days=1),
            }
        )
        for row in pairs
    ]
    workspace.school = replace(
        school,
        scores=(*school.scores, *later),
        pair_history=(*school.pair_history, *history),
        on=today + timedelta(days=41),
    )
    go_to(page, "Progress")
    button(page, "Work it out").click().run()  # type: ignore[attr-defined]
    assert not page.exception
    said = [one.value for one in page.markdown]
    assert any("nobody drew lots" in one for one in said)
    assert any("too few to tell" in one for one in said)
    assert any("all subjects" in one and "95 %" in one for one in said)


def test_an_earlier_exam_changes_only_what_is_shown() -> None:
    page = opened_with_plan()
    go_to(page, "Progress")
    workspace = page.session_state.workspace
    page.selectbox(key="progress exam").select_index(1).run()
    assert not page.exception
    assert workspace.decisions == []
    assert not [one for one in page.button if one.label == "Confirm"]
