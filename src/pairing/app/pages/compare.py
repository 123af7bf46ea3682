"""The page that sets the plan beside an earlier version of it, and shows the score by rule."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from pairing.app.state.planned import Planned
from pairing.app.state.schools.opening import store
from pairing.app.state.sync import take_up
from pairing.app.state.workspace import Workspace
from pairing.app.text import plotly_safe, t
from pairing.app.theme import BLUE, GREY, ORANGE, bullets, chart, table, version_words
from pairing.app.widgets.seat_map.seat_names import seat_name
from pairing.language import N_
from pairing.model.enums import Part
from pairing.model.school import School
from pairing.planning import Differences, Outcome, plan_changes, planner_of, seat_differences
from pairing.store import from_pieces

__all__ = ["compare_page"]

_KEPT = "compared version"


def compare_page(workspace: Workspace, planned: Planned, class_id: str) -> None:
    """Pick an earlier version: scores by rule, who sits elsewhere, who gains, who loses."""
    outcome, earlier = planned.outcome, _pick(workspace)
    if earlier is not None:
        found = seat_differences(earlier, outcome, class_id)
        if found is None:
            st.info(t("That version has no seats for this class."))
        else:
            _differences(earlier, outcome, found, class_id)
        _other_parts(earlier, outcome)
    _score(outcome, class_id)


def _pick(workspace: Workspace) -> Outcome | None:
    """The version that the visitor chose, with its plan judged by the rules it was kept with."""
    if workspace.kept is None:
        return None
    notes = {note.number: note for note in store().versions(workspace.kept.work_id)}
    older = [number for number in notes if number < workspace.kept.number]
    if not older:
        st.info(
            t(
                "There is only one version so far. Drag somebody, change a rule or ask for the "
                "next plan, and compare."
            )
        )
        return None
    pick, back = st.columns([4, 1], vertical_alignment="bottom")
    number = pick.selectbox(
        t("Compare with"),
        older,
        format_func=lambda number: f"{number} · {version_words(notes[number])}",
        key="compare with",
    )
    back.button(
        t("Go back to it"),
        width="stretch",
        help=t("As a new version; nothing is lost."),
        on_click=take_up,
        args=(workspace, store(), number),
    )
    kept: tuple[tuple[str, int], Outcome | None] | None = st.session_state.get(_KEPT)
    wanted = (workspace.kept.work_id, number)
    if kept is None or kept[0] != wanted:
        _, pieces = store().load(*wanted)
        kept = (wanted, from_pieces(pieces).outcome)
        st.session_state[_KEPT] = kept
    if kept[1] is None:
        st.info(t("That version has no plan yet."))
    return kept[1]


def _differences(earlier: Outcome, outcome: Outcome, found: Differences, class_id: str) -> None:
    before, after, elsewhere, gains, loses = st.columns(5)
    before.metric(t("Points then"), f"{found.before:g}")
    change = found.after - found.before
    after.metric(t("Points now"), f"{found.after:g}", f"{change:+g}" if change else None)
    elsewhere.metric(t("Sit elsewhere"), sum(student.moved for student in found.students))
    gains.metric(t("Gain"), sum(student.after > student.before for student in found.students))
    loses.metric(t("Lose"), sum(student.after < student.before for student in found.students))
    if not found.students and not found.rules:
        st.success(t("The seats of the two are the same."))
        return
    rules, students = st.columns([2, 3], gap="large")
    names = [plotly_safe(t(rule.rule), 24) for rule in found.rules]
    figure = go.Figure(
        [
            go.Bar(x=[rule.before for rule in found.rules], y=names, orientation="h",
                   name=t("then"), marker_color=GREY),
            go.Bar(x=[rule.after for rule in found.rules], y=names, orientation="h",
                   name=t("now"), marker_color=BLUE),
        ]
    )  # fmt: skip
    figure.update_layout(legend={"orientation": "h", "y": -0.1})
    if names:
        chart(figure, t("Points by rule"), 130 + 46 * len(names), "compared rules", rules)
    with students:
        _students(earlier, outcome, found, class_id)


def _students(earlier: Outcome, outcome: Outcome, found: Differences, class_id: str) -> None:
    before, school = earlier.school, outcome.school
    table(
        [
            {
                N_("student"): school.label(student.student_id)
                if student.student_id in school.student
                else student.student_id,
                N_("seat then"): _seat(before, class_id, student.seat_before),
                N_("seat now"): _seat(school, class_id, student.seat_after),
                N_("points"): round(student.after - student.before, 3),
                N_("so"): t("gains")
                if student.after > student.before
                else t("loses")
                if student.after < student.before
                else "",
            }
            for student in found.students
        ]
    )
    st.caption(t("Points of all matches that name a student; a match of two counts for both."))


def _seat(school: School, class_id: str, seat_id: str | None) -> str | None:
    return seat_name(school, class_id, seat_id) if seat_id else seat_id


def _other_parts(earlier: Outcome, outcome: Outcome) -> None:
    """What differs in the parts beside seats, in words."""
    for part in (Part.PAIRS, Part.MENTORS, Part.TEAMS):
        gone, new = plan_changes(earlier, outcome, part)
        if not (gone or new):
            continue
        title = t(planner_of(part).title)
        with st.expander(f"{title}: −{len(gone)} +{len(new)}"):
            bullets([f"− {words}" for words in gone] + [f"+ {words}" for words in new])


def _score(outcome: Outcome, class_id: str) -> None:
    """What each rule brings and costs: the score analysis."""
    st.subheader(t("Score by rule"), anchor=False)
    detail = outcome.summary.parts[Part.SEATS].details.get(class_id)
    groups = [(Part.SEATS, detail.rules if detail else ())]
    groups += [
        (part, outcome.summary.parts[part].rules)
        for part in (Part.PAIRS, Part.MENTORS, Part.TEAMS, Part.SESSIONS)
    ]
    scores = [(part, score) for part, of_part in groups for score in of_part]
    parts = [part for part, of_part in groups if of_part]
    shown = st.segmented_control(
        t("Part"),
        parts,
        format_func=lambda part: t(planner_of(part).title),
        default=parts[0],
        key="score of part",
        label_visibility="collapsed",
    )
    counted = [score for part, score in scores if part is shown and score.score]
    figure = go.Figure(
        go.Bar(
            x=[score.score for score in counted],
            y=[plotly_safe(t(score.rule.title), 40) for score in counted],
            orientation="h",
            marker_color=[BLUE if score.score > 0 else ORANGE for score in counted],
            texttemplate="%{x:,.5~g}",
            hovertemplate="%{y}: %{x:g}<extra></extra>",
        )
    )
    figure.update_yaxes(autorange="reversed")
    if counted:
        words = t("Points that each soft rule brings, and costs")
        chart(figure, words, 90 + 28 * len(counted), "score by rule")
    with st.expander(t("All rules as a table")):
        table(
            [
                {
                    N_("part"): t(planner_of(part).title),
                    N_("rule"): t(score.rule.title),
                    N_("level"): t(score.rule.level.value),
                    N_("points"): score.score,
                    N_("matches"): sum(match.amount != 0 for match in score.matches),
                    N_("broken"): score.violations,
                }
                for part, score in scores
            ]
        )
        st.caption(t("Soft rules add up to the score; hard rules must not be broken."))
