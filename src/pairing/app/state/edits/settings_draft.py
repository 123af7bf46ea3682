"""What a visitor has set in a form of settings and not saved yet, whichever page is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from pydantic import BaseModel

from pairing.app.state.edits.settings_edits import school_settings, set_settings
from pairing.app.state.edits.settings_values import (
    PlaceFault,
    SettingsPlace,
    built,
    faults_of,
    values_of,
)
from pairing.app.state.workspace import Workspace
from pairing.model.messages.fault import Fault

__all__ = ["SettingsDraft", "settings_draft"]


@dataclass
class SettingsDraft:
    """One table of settings at work: ``typed`` is what differs from what is saved."""

    table: str
    saved: BaseModel
    typed: dict[SettingsPlace, Any] = field(default_factory=dict)
    faults: tuple[PlaceFault, ...] = ()
    of_rules: tuple[Fault, ...] = ()
    """What the school's rules have against it."""
    told: bool = False
    """Whether it was saved just now."""
    edition: int = 0
    """Fields are filled in anew with each."""
    begun: dict[str, Any] = field(default_factory=dict)
    """What each widget began with, by its key: it must not change under one that is seen."""

    def now(self) -> dict[SettingsPlace, Any]:
        """The value at each place as the form has it."""
        return {**values_of(self.saved), **self.typed}

    def take(self, place: SettingsPlace, value: Any, saved: Any) -> None:
        """Take what the field of a place says."""
        if value == saved:
            self.typed.pop(place, None)
        elif place not in self.typed or self.typed[place] != value:
            self.typed[place] = value
            self.told = False

    def empty(self, place: SettingsPlace) -> None:
        """Let a place have no value."""
        self.take(place, None, values_of(self.saved)[place])
        self._fill_in()

    def save(self, workspace: Workspace) -> bool:
        """Make it the school's; False where it does not fit: then all stays as typed."""
        kind, values = type(self.saved), self.now()
        self.of_rules = ()
        self.faults = faults_of(kind, values, values_of(self.saved))
        if not self.faults:
            self.of_rules = set_settings(workspace, self.table, built(kind, values))
        if self.faults or self.of_rules:
            return False
        self.forget(workspace)
        self.told = True
        return True

    def forget(self, workspace: Workspace) -> None:
        """Begin again with what is saved."""
        self.saved = school_settings(workspace.school, self.table)
        self.typed, self.faults, self.of_rules = {}, (), ()
        self._fill_in()

    def follow(self, workspace: Workspace) -> None:
        """Carry what was typed over to settings that were changed elsewhere."""
        saved = school_settings(workspace.school, self.table)
        if saved is self.saved:
            return
        if saved != self.saved:
            known = values_of(saved)
            self.typed = {one: value for one, value in self.typed.items() if value != known[one]}
            self.faults, self.of_rules, self.told = (), (), False
            self._fill_in()
        self.saved = saved

    def _fill_in(self) -> None:
        """Draw every field anew, with all that was typed."""
        self.edition += 1
        self.begun.clear()


def settings_draft(workspace: Workspace, table: str) -> SettingsDraft:
    """The visitor's table of settings at work; of another work than before, there is none yet."""
    key = f"settings at work {table}"
    known: tuple[str, SettingsDraft] | None = st.session_state.get(key)
    if known is None or known[0] != workspace.name:
        edition = 0 if known is None else known[1].edition + 1
        saved = school_settings(workspace.school, table)
        known = (workspace.name, SettingsDraft(table, saved, edition=edition))
        st.session_state[key] = known
    known[1].follow(workspace)
    return known[1]
