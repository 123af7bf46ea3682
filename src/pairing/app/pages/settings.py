"""The page of settings: rules, other settings of the school, tables, room, data."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from pairing.app.state.edits import school_edits
from pairing.app.state.workspace import Workspace, ruled_parts
from pairing.app.text import markdown_safe, md, t
from pairing.app.theme import bullets
from pairing.app.widgets.frame.sidebar import rule_label
from pairing.app.widgets.school.data_panel import data_panel
from pairing.app.widgets.school.room_editor import SETTINGS_TAB, THE_ROOM, room_editor
from pairing.app.widgets.school.table_editor import table_editor
from pairing.app.widgets.settings.rule_form import rule_form, still_to_fill
from pairing.app.widgets.settings.settings_form import settings_form
from pairing.io.rules_toml import read_rules_toml, rules_toml
from pairing.language import in_a_row
from pairing.model.messages.fault import Fault
from pairing.model.settings import RuleEntry
from pairing.planning import planner_of
from pairing.rules.core.book import all_rules
from pairing.rules.core.rule import Rule

__all__ = ["settings_page"]


def settings_page(workspace: Workspace, class_id: str) -> None:
    """Everything that is set once and not every day."""
    rules, lines, sessions, after, tables, room, data = st.tabs(
        [
            t("Rules"),
            t("Lines of screening"),
            t("Sessions"),
            t("After the plan"),
            t("Tables"),
            t(THE_ROOM),
            t("Data"),
        ],
        # The open one stays open when a warning comes to stand above them.
        key="settings tab",
        default=t(first) if (first := st.session_state.get(SETTINGS_TAB)) else None,
        on_change="rerun",
    )
    with rules:
        _new_rule(workspace, class_id)
        _written(workspace)
        _file(workspace)
    _if_open(
        lines,
        t("What counts as a need, and who is able to help. Three values: severity 1, 2, 3."),
        partial(settings_form, workspace, "screening"),
    )
    _if_open(
        sessions,
        t("What sessions are held, how long, when and how often."),
        partial(settings_form, workspace, "sessions"),
    )
    _if_open(
        after,
        t("What is owed after the plan, what is asked about, and what reports tell."),
        partial(settings_form, workspace, "monitoring"),
    )
    _if_open(tables, "", partial(table_editor, workspace, class_id))
    with room:
        room_editor(workspace, class_id)
    with data:
        data_panel(workspace)


def _if_open(tab: TabContainer, about: str, draw: Callable[[], None]) -> None:
    """Draw a tab that is looked at: these have many fields, and keep what is typed elsewhere.

    A rule that is being filled in and a room that is being drawn would be forgotten.
    """
    if tab.open:
        with tab:
            if about:
                st.caption(about)
            draw()


def _new_rule(workspace: Workspace, class_id: str) -> None:
    """A form for any rule there is."""
    st.markdown("**" + t("Add a rule") + "**")
    part_, which = st.columns(2)
    part = part_.selectbox(
        t("About"),
        ruled_parts(),
        format_func=lambda part: t(planner_of(part).title),
        key="new part",
    )
    kinds = [kind for kind in all_rules().values() if kind.part == part]
    kinds.sort(key=lambda kind: t(kind.title))
    kind: type[Rule] = which.selectbox(
        t("Rule"), kinds, format_func=lambda kind: t(kind.title), key=f"new rule {part}"
    )
    st.caption(t(" ".join((kind.__doc__ or "").split())))
    # No st.form: what is still to be filled in is told while it is being filled in.
    with st.container(border=True, key=f"rule {kind.id}"):
        values = rule_form(kind, workspace.school, class_id)
        entry = RuleEntry.model_validate(values)
        missing = still_to_fill(kind, values)
        faults = () if missing else school_edits.rule_faults(workspace, entry)
        if missing:
            st.caption(md("Still to be filled in: {names}", names=in_a_row(missing)))
        elif faults:
            st.caption(t("This rule does not fit yet:"))
            bullets(_in_form(fault) for fault in faults)
        ready = not (missing or faults)
        if st.button(t("Add it"), type="primary", key="add rule", disabled=not ready):
            school_edits.add_rule(workspace, entry)
            st.rerun()


def _in_form(fault: Fault) -> str:
    """A fault in the form: what was left empty is not a value that anybody gave."""
    alone = fault.column.endswith(", parameters")
    return t("needed: {what}", what=fault.expected) if alone else str(fault)


def _written(workspace: Workspace) -> None:
    """The rules that the school has written, each with a button that removes it."""
    written = workspace.written_rules()
    with st.expander(t("The school's own rules: {count}", count=len(written))):
        for number, rule in enumerate(written):
            words, drop = st.columns([6, 1], vertical_alignment="center")
            scope = in_a_row(rule.scope) if rule.scope else t("every class")
            meaning = markdown_safe(str(rule.words(workspace.school)))
            words.markdown(f"{rule_label(workspace, rule)} · {markdown_safe(scope)} · {meaning}")
            if drop.button(t("Remove"), key=f"drop rule {number}", width="stretch"):
                school_edits.drop_rule(workspace, number)
                st.rerun()


def _file(workspace: Workspace) -> None:
    """rules.toml: save what is set here, or take what a file says."""
    with st.expander(t("Save or load rules.toml")):
        school = workspace.school
        st.download_button(
            t("Save as rules.toml"),
            # Written when somebody asks for it, and not with every step.
            partial(
                rules_toml,
                workspace.book.entries(),
                school.screening,
                school.session_settings,
                school.monitoring,
            ),
            "rules.toml",
            "application/toml",
            on_click="ignore",
        )
        upload = st.file_uploader(t("A rules.toml"), ["toml"])
        if upload is not None and st.button(t("Take these rules")):
            read = read_rules_toml(upload.getvalue())
            faults = tuple(read.faults) or school_edits.take_rules(workspace, read)
            if faults:
                st.error(t("These rules do not fit yet; nothing was changed:"))
                bullets(faults)
            else:
                st.rerun()
