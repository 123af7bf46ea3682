"""A form for any table of settings, made from its model: every field, its faults, and saving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.app.state.edits.settings_draft import SettingsDraft, settings_draft
from pairing.app.state.edits.settings_values import PlaceFault, SettingsPlace, values_of
from pairing.app.state.visitor import speak
from pairing.app.state.workspace import Workspace
from pairing.app.text import labelled, markdown_safe, t, tn
from pairing.app.theme import bullets
from pairing.app.widgets.settings.settings_field import Field, ask, entry_word, is_wide
from pairing.app.widgets.settings.settings_words import Section, label_of, sections_of
from pairing.app.widgets.settings.shapes import shape_of
from pairing.language import in_a_row, language

__all__ = ["settings_form"]


@st.fragment
def settings_form(workspace: Workspace, table: str) -> None:
    """Ask for every field of a table of settings; saved are all of them, or none with its faults.

    What is typed stays until it is saved or taken back, whichever page is looked at.
    """
    speak()
    draft = settings_draft(workspace, table)
    form = _Form(draft)
    sections = sections_of(type(draft.saved))
    for number, section in enumerate(sections):
        form.draw(section, opened=not number)
    _unsaved(draft, form)
    _told(draft, form)
    save, back, _ = st.columns([1, 1, 2])
    if save.button(
        t("Save"),
        type="primary",
        key=f"save {table}",
        width="stretch",
        disabled=workspace.job is not None,
        help=t("While a plan is made nothing is saved here.") if workspace.job else None,
    ):
        draft.save(workspace)
        st.rerun()
    if back.button(t("Discard"), key=f"discard {table}", width="stretch", disabled=not draft.typed):
        draft.forget(workspace)
        st.rerun()


class _Form:
    """The fields of one table, over what is typed of them."""

    def __init__(self, draft: SettingsDraft) -> None:
        self.draft, self.kind = draft, type(draft.saved)
        self._schema = self.kind.model_json_schema()
        self._saved = values_of(draft.saved)
        self._usual = values_of(self.kind())
        self._wrong = {fault.place: fault for fault in draft.faults}

    def draw(self, section: Section, opened: bool) -> None:
        """A section: its fields two by two, and each entry of a table in it unfolded alone."""
        entries = {name: self._entries(name) for name in section.labels}
        plain: list[SettingsPlace] = [(name,) for name in section.labels if not entries[name]]
        if plain:
            with st.expander(t(section.title), expanded=opened or self._in_hand(plain)):
                self._fields(plain)
        elif any(entries.values()):
            st.markdown("**" + t(section.title) + "**")
        for each in entries.values():
            for (name, key), places in each.items():
                told = self._of_entry((name, key))
                with st.expander(told, expanded=self._in_hand(places)):
                    self._fields(places)

    def name(self, place: SettingsPlace) -> str:
        """What the value at a place is called, in words."""
        if len(place) == 1:
            return t(label_of(self.kind, place[0]))
        if len(place) == 3:
            model = type(getattr(self.kind(), place[0])[place[1]])
            return f"{entry_word(place[1])} · {t(label_of(model, place[2]))}"
        return ""

    def _entries(self, name: str) -> Mapping[tuple[str, str], list[SettingsPlace]]:
        found: dict[tuple[str, str], list[SettingsPlace]] = {}
        for place in self._saved:
            if place[0] == name and len(place) == 3:
                found.setdefault((name, place[1]), []).append(place)
        for (_, key), places in found.items():
            model = type(getattr(self.kind(), name)[key])
            order = [one for section in sections_of(model) for one in section.labels]
            places.sort(key=lambda place: order.index(place[2]))
        return found

    def _of_entry(self, entry: tuple[str, str]) -> str:
        """An entry in a word, and how long it takes as it is saved."""
        minutes = self._saved.get((*entry, "minutes"))
        told = entry_word(entry[1])
        told = told[:1].upper() + told[1:]
        return told if minutes is None else f"{told} · " + t("{minutes} min", minutes=minutes)

    def _in_hand(self, places: Iterable[SettingsPlace]) -> bool:
        """Whether something of these is wrong."""
        return any(place in self._wrong for place in places)

    def _fields(self, places: Iterable[SettingsPlace]) -> None:
        """Two by two, and alone what needs the whole width."""
        beside: list[DeltaGenerator] = []
        for place in places:
            shape = shape_of(self._schema, place)
            if is_wide(shape):
                beside = []
                self._field(st.container(), place, shape)
            else:
                beside = beside or list(st.columns(2))
                self._field(beside.pop(0), place, shape)

    def _field(self, where: DeltaGenerator, place: SettingsPlace, shape: dict[str, Any]) -> None:
        draft = self.draft
        key = f"set {draft.table} {' '.join(place)} {draft.edition} {language()}"
        saved = self._saved[place]
        if not any(one in st.session_state for one in (key, f"{key} 1")):
            # It is drawn for the first time, or again after another page.
            draft.begun[key] = draft.typed.get(place, saved)
        label = t(label_of(self.kind, place[0]))
        if len(place) == 3:
            model = type(getattr(self.kind(), place[0])[place[1]])
            label = t(label_of(model, place[2]))
        first = draft.begun.setdefault(key, draft.typed.get(place, saved))
        field = Field(key, first, saved, self._usual[place], partial(draft.empty, place))
        value = ask(where, label, place[-1], shape, field)
        draft.take(place, value, saved)
        if fault := self._wrong.get(place):
            where.caption(f":red[{markdown_safe(_words(fault))}]")


def _words(fault: PlaceFault) -> str:
    return t("expected {what}", what=fault.expected)


def _unsaved(draft: SettingsDraft, form: _Form) -> None:
    """What was typed and is not in use."""
    if draft.typed:
        names = in_a_row(map(form.name, draft.typed))
        st.info(markdown_safe(t("Not saved yet: {names}", names=names)))


def _told(draft: SettingsDraft, form: _Form) -> None:
    """What came of saving: every fault, or that all of it is in use."""
    count = len(draft.faults) + len(draft.of_rules)
    if count:
        st.error(
            tn(
                "Nothing was changed, and what you typed stays: {count} thing to mend.",
                "Nothing was changed, and what you typed stays: {count} things to mend.",
                count,
            )
        )
        bullets(
            labelled(form.name(one.place), _words(one)) if one.place else _words(one)
            for one in draft.faults
        )
        bullets(draft.of_rules)
    elif draft.told:
        st.success(t("Saved. What is out of date because of it says so on its page."))
