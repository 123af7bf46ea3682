"""rules.toml: the school's rules and screening thresholds, read and written."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

import tomli_w
from pydantic import BaseModel, ValidationError

from pairing.io.raw.text import decode
from pairing.io.raw.unreadable import UnreadableError
from pairing.model.messages.fault import Fault
from pairing.model.messages.message import Message, say
from pairing.model.messages.validation import expected_of
from pairing.model.settings import (
    MonitoringSettings,
    RuleEntry,
    ScreeningSettings,
    SessionSettings,
)

__all__ = ["FILE", "RulesFile", "read_rules_toml", "rules_toml"]

SettingsT = TypeVar("SettingsT", bound=BaseModel)

FILE = "rules.toml"
_SETTINGS = ("screening", "sessions", "monitoring")
"""The tables of the file that hold settings."""


class RulesFile(NamedTuple):
    """What a rules.toml says, and what is wrong with it."""

    entries: tuple[RuleEntry, ...]
    screening: ScreeningSettings
    session_settings: SessionSettings
    monitoring: MonitoringSettings
    faults: list[Fault]


def read_rules_toml(data: bytes) -> RulesFile:
    """The entries and settings of a rules.toml, and what is wrong with it."""
    try:
        content = tomllib.loads(decode(data))
    except (ValueError, RecursionError) as error:
        fault = Fault(FILE, None, "", "", _told(error))
        settings = ScreeningSettings(), SessionSettings(), MonitoringSettings()
        return RulesFile((), *settings, [fault])
    faults = [
        Fault(
            FILE,
            None,
            key,
            "",
            say(
                "rules_file.all_tables",
                "only [[rule]], {tables}",
                tables=", ".join(f"[{name}]" for name in _SETTINGS),
            ),
        )
        for key in content
        if key not in ("rule", *_SETTINGS)
    ]
    entries: list[RuleEntry] = []
    listed = content.get("rule", [])
    if not isinstance(listed, list):
        faults.append(
            Fault(
                FILE, None, "rule", "", say("rules_file.list", "a list: [[rule]] with two brackets")
            )
        )
        listed = []
    for number, item in enumerate(listed, 1):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            entries.append(RuleEntry.model_validate(item))
        else:
            faults.append(
                Fault(
                    FILE, None, f"rule {number}, id", "", say("rules_file.id", "the id of a rule")
                )
            )
    return RulesFile(
        tuple(entries),
        _settings(ScreeningSettings, content, "screening", faults),
        _settings(SessionSettings, content, "sessions", faults),
        _settings(MonitoringSettings, content, "monitoring", faults),
        faults,
    )


def _told(error: Exception) -> Message:
    if isinstance(error, UnreadableError):
        return error.message
    # The words of Python's own reader, with the line and the column.
    return say("rules_file.toml", "TOML: {error}", error=str(error))


def _settings(
    kind: type[SettingsT], content: dict[str, Any], name: str, faults: list[Fault]
) -> SettingsT:
    """The settings in a table of the file; the defaults, and faults, where it cannot be read."""
    try:
        return kind.model_validate(content.get(name, {}))
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            column = ".".join([name, *(str(part) for part in problem["loc"])])
            expected = expected_of(problem, kind)
            shown = str(problem["input"]) if problem["loc"] else ""
            faults.append(Fault(FILE, None, column, shown, expected))
    return kind()


def rules_toml(
    entries: Sequence[RuleEntry],
    screening: ScreeningSettings,
    session_settings: SessionSettings,
    monitoring: MonitoringSettings,
) -> str:
    """The text of a rules.toml; settings that are the defaults are left out."""
    content: dict[str, Any] = {}
    every = (screening, session_settings, monitoring)
    for name, settings in zip(_SETTINGS, every, strict=True):
        default = type(settings)()
        changed = {
            field
            for field in type(settings).model_fields
            if getattr(settings, field) != getattr(default, field)
        }
        if changed:
            content[name] = settings.model_dump(include=changed, mode="json", exclude_none=True)
    content["rule"] = [entry.model_dump(mode="json") for entry in entries]
    return tomli_w.dumps(content)
