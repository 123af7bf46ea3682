"""What a visitor has typed into tables and not put in use yet, whichever table is looked at."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from pairing.app.state.edits.school_tables import Used, use_tables
from pairing.app.state.edits.table_edits import Row, TableEdits, edits_of
from pairing.app.state.workspace import Workspace
from pairing.model.messages.fault import Fault

__all__ = ["Drafts", "drafts_of"]

_DRAFTS = "tables at work"


@dataclass
class Drafts:
    """Every table at work.

    The grid keeps by itself what is typed into it, over the rows that it was given: these are
    ``base``, and stay until another part of the tables is shown. ``now`` has all that was typed.
    """

    base: dict[str, TableEdits]
    now: dict[str, TableEdits]
    view: Hashable = None
    edition: int = 0
    faults: tuple[Fault, ...] = ()
    used: Used | None = None
    """The last change that was put in use, to be taken back."""

    @property
    def touched(self) -> tuple[TableEdits, ...]:
        """The tables in which anything differs from those in use."""
        return tuple(one for one in self.now.values() if one.touched)

    def look(self, view: Hashable) -> None:
        """Show this part of the tables from here on."""
        if view != self.view:
            self.view = view
            self._settle()

    def take(
        self, table: str, shown: Mapping[int, Row], now: Sequence[tuple[int | None, Row]]
    ) -> None:
        """Take what was typed into the rows that are shown of a table."""
        self.now[table] = self.base[table].seen(shown, now)

    def put_in_use(self, workspace: Workspace) -> bool:
        """Make the tables the school's; False where they do not fit: then all stays as typed."""
        used, self.faults = use_tables(workspace, self.now.values())
        if used is None:
            # The rows get their numbers, by which the faults call them.
            self._settle()
            return False
        self.used = used
        self.forget(workspace)
        return True

    def forget(self, workspace: Workspace) -> None:
        """Begin again with the tables in use."""
        self.now, self.faults = edits_of(workspace.school), ()
        self._settle()

    def follow(self, workspace: Workspace) -> None:
        """Carry what was typed over to tables that were changed elsewhere."""
        school = workspace.school
        for name, one in self.now.items():
            records = school.table(name)
            if one.before is records:
                continue
            self.now[name] = one.onto(records) if one.touched else replace(one, before=records)
            self._settle()

    def _settle(self) -> None:
        """Give the grid all that was typed as its rows, and let it forget its own memory."""
        self.base = dict(self.now)
        self.edition += 1


def drafts_of(workspace: Workspace) -> Drafts:
    """The visitor's tables at work; of another work than before, there are none yet."""
    known: tuple[str, Drafts] | None = st.session_state.get(_DRAFTS)
    work = workspace.name
    if known is None or known[0] != work:
        tables = edits_of(workspace.school)
        known = (work, Drafts(tables, dict(tables)))
        st.session_state[_DRAFTS] = known
    known[1].follow(workspace)
    return known[1]
