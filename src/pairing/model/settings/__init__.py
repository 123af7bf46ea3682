"""What a school may set about screening and sessions; each default says where it comes from."""

from __future__ import annotations

from pairing.model.settings.monitoring import MonitoringSettings
from pairing.model.settings.rule_entry import RuleEntry
from pairing.model.settings.screening import ScreeningSettings
from pairing.model.settings.sessions import KindSettings, SessionSettings

__all__ = [
    "KindSettings",
    "MonitoringSettings",
    "RuleEntry",
    "ScreeningSettings",
    "SessionSettings",
]
