"""The sidebar: which school is open, and its rules with their switches and weights."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from pairing.files import write_template
from pairing.model.enums import Level, Part
from pairing.model.fault import Fault, InputError
from pairing.rules.base import Rule
from pairing.ui.state import Desk, open_upload, parts_in_order
from pairing.ui.text import markdown_safe

__all__ = ["AT_ONCE", "rules_panel", "school_panel", "switch_key"]

AT_ONCE = "plan at once"
"""The session's key of the switch for planning whenever a rule changes."""

_PART_TITLES = {
    Part.SEATS: "Seats",
    Part.PAIRS: "Peer pairs",
    Part.MENTORS: "Mentors",
    Part.TEAMS: "Teams",
    Part.SESSIONS: "Sessions",
}
_SHOWN = 25


@st.cache_data
def _template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "school.xlsx"
        write_template(file)
        return file.read_bytes()


def school_panel(own: Desk | None) -> tuple[Fault, ...]:
    """Name the open school and take another; returns what is wrong with an upload."""
    st.header("School", anchor=False)
    if own is not None:
        school = own.school
        st.markdown(f"**{markdown_safe(own.name)}**")
        st.caption(
            f"{len(school.classes)} classes, {len(school.students)} students, "
            f"{len(school.teachers)} teachers"
        )
    with st.expander("Open your own school", expanded=own is None):
        st.download_button(
            "Get the template", _template(), "school.xlsx", width="stretch", on_click="ignore"
        )
        upload = st.file_uploader(
            "A filled-in workbook (.xlsx) or a OneRoster export (.zip)", ["xlsx", "zip"]
        )
        return _take(upload) if upload is not None else ()


def _take(upload: object) -> tuple[Fault, ...]:
    """Open an upload once; the same file is not read again at each redraw."""
    file_id = str(getattr(upload, "file_id", ""))
    if st.session_state.get("upload_id") == file_id:
        faults: tuple[Fault, ...] = st.session_state.get("upload_faults", ())
        return faults
    st.session_state.upload_id = file_id
    st.session_state.upload_faults = ()
    try:
        open_upload(str(getattr(upload, "name", "")), bytes(getattr(upload, "getvalue", bytes)()))
    except InputError as error:
        st.session_state.upload_faults = error.faults
        return error.faults
    st.rerun()
    return ()


def rules_panel(own: Desk) -> None:
    """A switch for each rule, and a slider for each soft one."""
    st.header("Rules", anchor=False)
    st.toggle(
        "Plan at once when one changes",
        True,
        key=AT_ONCE,
        help="From the plan in force, with few moves. Off: press the button when you are ready.",
    )
    class_id = st.session_state.get("class_id") or next(iter(own.school.class_), None)
    for part in parts_in_order():
        rules = [
            rule
            for rule in own.book.rules
            if rule.part is part
            and (class_id is None or rule.scope is None or class_id in rule.scope)
        ]
        with st.expander(_PART_TITLES[part], expanded=part is Part.SEATS):
            for rule in rules[:_SHOWN]:
                _setting(own, rule)
            if len(rules) > _SHOWN:
                st.caption(f"{len(rules) - _SHOWN} more in rules.toml")


def switch_key(own: Desk, rule_key: str) -> str:
    """The session's key of a rule's switch."""
    return f"on {own.name} {rule_key}"


def _setting(own: Desk, rule: Rule) -> None:
    about = f"{(type(rule).__doc__ or '').strip()}\n\n*{rule.id}*, {rule.level}"
    label = markdown_safe(rule.title)
    named = [own.school.student[student_id].name for _, student_id in rule.named_students()]
    if named:
        shown = ", ".join(named[:3]) + (" ..." if len(named) > 3 else "")
        label += f": {markdown_safe(shown)}"
    enabled = st.toggle(label, rule.enabled, key=switch_key(own, rule.key), help=about)
    weight = rule.weight
    if rule.level is Level.SOFT and enabled:
        weight = st.slider(
            f"Weight of {label}",
            0.0,
            max(10.0, 3.0 * type(rule).model_fields["weight"].default),
            float(rule.weight),
            0.2 if type(rule).model_fields["weight"].default < 1 else 1.0,
            key=f"weight {own.name} {rule.key}",
            format="%g",
            label_visibility="collapsed",
            help=type(rule).model_fields["weight"].description,
        )
    own.settings[rule.key] = (enabled, weight)
