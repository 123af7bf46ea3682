"""What a person sets for the whole school beside its rules: the other tables of rules.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from pairing.app.state.schools.changed_school import move_into
from pairing.app.state.workspace import Workspace
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import Message, say
from pairing.model.school import School
from pairing.rules.core.book import RuleBook

__all__ = ["KEPT_AS", "go_on_with", "school_settings", "set_settings"]

KEPT_AS: Mapping[str, str] = {
    "screening": "screening",
    "sessions": "session_settings",
    "monitoring": "monitoring",
}
"""What a school calls each of the tables."""
_DONE: Mapping[str, Message] = {
    "screening": say("screening.lines_set", "lines of screening set"),
    "sessions": say("sessions.settings_set", "what sessions are held, set"),
    "monitoring": say("monitoring.settings_set", "what is asked for after the plan, set"),
}


def school_settings(school: School, table: str) -> BaseModel:
    """What a school has in a table of settings."""
    found: BaseModel = getattr(school, KEPT_AS[table])
    return found


def go_on_with(
    workspace: Workspace, tables: Mapping[str, BaseModel], done: Message
) -> tuple[Fault, ...]:
    """Move the work into its school under other settings, by their tables.

    Plan, pins and decisions stay, and what rests on the settings is out of date. Answers with
    every fault where the school's rules do not fit them.
    """
    before = workspace.school
    changed: dict[str, Any] = {
        KEPT_AS[table]: settings
        for table, settings in tables.items()
        if settings != school_settings(before, table)
    }
    if not changed:
        return ()
    school = replace(before, **changed)
    try:
        RuleBook.of(school)
    except InputError as error:
        return tuple(error.faults)
    rules = range(len(school.rules))
    move_into(workspace, school, dict(zip(rules, rules, strict=True)), done)
    return ()


def set_settings(workspace: Workspace, table: str, settings: BaseModel) -> tuple[Fault, ...]:
    """Save one table of settings; answers with every fault where rules do not fit it."""
    return go_on_with(workspace, {table: settings}, _DONE[table])
