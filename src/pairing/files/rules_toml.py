"""rules.toml: the school's rules and screening thresholds, read and written."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

import tomli_w
from pydantic import ValidationError

from pairing.files.raw import decode
from pairing.model.fault import Fault
from pairing.model.settings import RuleEntry, ScreeningSettings

__all__ = ["FILE", "read_rules_toml", "rules_toml"]

FILE = "rules.toml"


def read_rules_toml(
    data: bytes,
) -> tuple[tuple[RuleEntry, ...], ScreeningSettings, list[Fault]]:
    """The entries and thresholds of a rules.toml, and what is wrong with it."""
    try:
        content = tomllib.loads(decode(data))
    except (ValueError, RecursionError) as error:
        return (), ScreeningSettings(), [Fault(FILE, None, "", "", f"TOML: {error}")]
    faults = [
        Fault(FILE, None, key, "", "only [[rule]] and [screening]")
        for key in content
        if key not in ("rule", "screening")
    ]
    entries: list[RuleEntry] = []
    listed = content.get("rule", [])
    if not isinstance(listed, list):
        faults.append(Fault(FILE, None, "rule", "", "a list: [[rule]] with two brackets"))
        listed = []
    for number, item in enumerate(listed, 1):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            entries.append(RuleEntry.model_validate(item))
        else:
            faults.append(Fault(FILE, None, f"rule {number}, id", "", "the id of a rule"))
    settings = ScreeningSettings()
    try:
        settings = ScreeningSettings.model_validate(content.get("screening", {}))
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            column = ".".join(["screening", *(str(part) for part in problem["loc"])])
            expected = problem["msg"].removeprefix("Value error, ")
            faults.append(Fault(FILE, None, column, str(problem["input"]), expected))
    return tuple(entries), settings, faults


def rules_toml(entries: Sequence[RuleEntry], screening: ScreeningSettings) -> str:
    """The text of a rules.toml; thresholds that are the defaults are left out."""
    content: dict[str, Any] = {}
    changed = screening.model_dump(exclude_defaults=True, mode="json")
    if changed:
        content["screening"] = changed
    content["rule"] = [entry.model_dump(mode="json") for entry in entries]
    return tomli_w.dumps(content)
