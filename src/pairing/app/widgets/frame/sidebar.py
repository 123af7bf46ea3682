"""The sidebar: who comes, which school is open, and its rules with their switches and weights."""

from __future__ import annotations

import streamlit as st

from pairing.app.state.address import class_shown, go_to
from pairing.app.state.visitor import (
    LANGUAGE,
    ROLE,
    ROLES,
    keep_choice,
    role,
    role_key,
)
from pairing.app.state.workspace import Workspace, ruled_parts
from pairing.app.text import markdown_safe, md, t, tn
from pairing.app.widgets.rule_names import rule_name
from pairing.app.widgets.term.who_enters import name_field
from pairing.language import LANGUAGES, language
from pairing.model.enums import Level, Part
from pairing.planning import planner_of
from pairing.rules.core.rule import Rule

__all__ = ["AT_ONCE", "rule_label", "rules_panel", "visitor_panel"]

AT_ONCE = "plan at once"
"""The session's key of the switch for planning whenever a rule changes."""

_SHOWN = 25


def visitor_panel(workspace: Workspace | None) -> None:
    """The visitor's language, role and name, and the school that lies open."""
    st.selectbox(
        t("I am"),
        list(ROLES),
        list(ROLES).index(role()),
        format_func=lambda role: t(ROLES[role].title),
        key=role_key(),
        persist_state="session",
        on_change=_show_first_page,
        # The language is not spoken yet when it is called.
        args=(role_key(),),
        help=t("Your own pages stand first; all others are there as well."),
    )
    st.selectbox(
        "Language · 语言",
        list(LANGUAGES),
        list(LANGUAGES).index(language()),
        format_func=LANGUAGES.__getitem__,
        key=LANGUAGE,
        persist_state="session",
        on_change=keep_choice,
        args=(LANGUAGE,),
    )
    name_field(t("Your name"), "name in the side bar")
    if workspace is None:
        return
    school = workspace.school
    st.markdown(f"**{markdown_safe(workspace.name)}**")
    counted = (
        tn("{count} class", "{count} classes", len(school.classes)),
        tn("{count} student", "{count} students", len(school.students)),
        tn("{count} teacher", "{count} teachers", len(school.teachers)),
    )
    words = " · ".join(counted)
    saved = workspace.kept.number if workspace.kept else 0
    st.caption(f"{words} · " + (t("saved") if saved else t("nothing to save yet")))


def _show_first_page(key: str) -> None:
    """Show the first page of a role that was just chosen in the list of this key."""
    st.session_state[ROLE] = st.session_state[key]
    keep_choice(ROLE)
    go_to(ROLES[role()].first)


def rules_panel(workspace: Workspace) -> None:
    """A switch for each rule, and a slider for each soft one."""
    st.header(t("Rules"), anchor=False)
    st.toggle(
        t("Plan at once when one changes"),
        True,
        key=AT_ONCE,
        persist_state="session",
        help=t("From the plan in force, with few moves. Off: press the button when you are ready."),
    )
    school = workspace.school
    class_id = class_shown(school) if school.class_ else None
    for part in ruled_parts():
        rules = [
            rule
            for rule in workspace.book.rules
            if rule.part == part
            and (class_id is None or rule.scope is None or class_id in rule.scope)
        ]
        with st.expander(t(planner_of(part).title), expanded=part == Part.SEATS):
            for rule in rules[:_SHOWN]:
                _setting(workspace, rule)
            if len(rules) > _SHOWN:
                st.caption(t("{count} more in rules.toml", count=len(rules) - _SHOWN))


def rule_label(workspace: Workspace, rule: Rule) -> str:
    """A rule's title with the students whom it names, as Markdown."""
    return markdown_safe(rule_name(workspace.school, rule))


def _setting(workspace: Workspace, rule: Rule) -> None:
    about = t(" ".join((type(rule).__doc__ or "").split()))
    label = rule_label(workspace, rule)
    enabled = st.toggle(
        label,
        rule.enabled,
        key=f"on {workspace.edition} {rule.key}",
        help=f"{about}\n\n*{rule.id}*, {t(rule.level.value)}",
    )
    weight = rule.weight
    usual = type(rule).model_fields["weight"].default
    if rule.level is Level.SOFT and enabled:
        weight = st.slider(
            md("Weight of {rule}", rule=t(rule.title)),
            0.0,
            max(10.0, 3.0 * usual, rule.weight),
            float(rule.weight),
            0.2 if usual < 1 else 1.0,
            key=f"weight {workspace.edition} {rule.key}",
            format="%g",
            label_visibility="collapsed",
            help=t(type(rule).model_fields["weight"].description or ""),
        )
    workspace.set_rule(rule.key, enabled, weight)
