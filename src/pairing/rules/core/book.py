"""The rule book: finds every rule there is, reads a school's entries, knows what holds where."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import ValidationError

from pairing.model.enums import Part
from pairing.model.messages.expected import one_of
from pairing.model.messages.fault import Fault, InputError
from pairing.model.messages.message import say
from pairing.model.messages.validation import expected_of
from pairing.model.school import School
from pairing.model.settings import RuleEntry
from pairing.model.soundness.nearest import nearest
from pairing.rules import mentors, pairs, seats, sessions, teams
from pairing.rules.core.contradictions import contradictions
from pairing.rules.core.rule import Rule

__all__ = ["RuleBook", "all_rules", "read_rules", "rule_keys"]

_EXISTS = say("rules.exists", "a rule that exists")
_FOLDERS = (pairs, mentors, teams, sessions, seats)


@cache
def all_rules() -> dict[str, type[Rule]]:
    """Every rule by id. A rule is known by lying in one of the folders, without a leading _."""
    found: dict[str, type[Rule]] = {}
    for folder in _FOLDERS:
        for module in sorted(pkgutil.iter_modules(folder.__path__), key=lambda item: item.name):
            if module.name.startswith("_"):
                continue  # what the rules of the folder share
            loaded = importlib.import_module(f"{folder.__name__}.{module.name}")
            for name in loaded.__all__:
                rule: type[Rule] = getattr(loaded, name)
                found[rule.id] = rule
    return found


def rule_keys(entries: Iterable[RuleEntry]) -> list[str]:
    """The key of the rule of each entry: its id, with a number from the second of one id on."""
    seen: Counter[str] = Counter()
    keys = []
    for entry in map(_of_today, entries):
        seen[entry.id] += 1
        keys.append(entry.id if seen[entry.id] == 1 else f"{entry.id}#{seen[entry.id]}")
    return keys


def read_rules(entries: Iterable[RuleEntry], school: School) -> tuple[list[Rule], list[Fault]]:
    """The rules of these entries, and every fault of those that cannot be read."""
    rules: list[Rule] = []
    faults: list[Fault] = []
    today = list(map(_of_today, entries))
    for entry, key in zip(today, rule_keys(today), strict=True):
        kind = all_rules().get(entry.id)
        if kind is None:
            hint = nearest(entry.id, all_rules())
            faults.append(Fault("rules.toml", None, "id", entry.id, _EXISTS, hint))
            continue
        try:
            rule = kind.model_validate({**(entry.model_extra or {}), "key": key})
        except ValidationError as error:
            faults.extend(_faults(error, key, kind))
            continue
        if rule.level not in kind.levels:
            allowed = one_of(kind.levels)
            faults.append(Fault("rules.toml", None, f"{key}, level", rule.level, allowed))
            continue
        own = list(rule.faults(school))
        faults.extend(own)
        if not own:
            rules.append(rule)
    return rules, faults + list(contradictions(rules, school))


def _of_today(entry: RuleEntry) -> RuleEntry:
    """An entry of 0.1.0 under the rule that has taken its place, so that kept work opens."""
    if entry.id != "trusted_teacher":
        return entry
    more = {name: value for name, value in (entry.model_extra or {}).items() if name != "level"}
    return RuleEntry.model_validate({**more, "id": "mentor_wishes"})


def _faults(error: ValidationError, key: str, kind: type[Rule]) -> Iterator[Fault]:
    for item in error.errors():
        column = ".".join(str(part) for part in item["loc"]) or "parameters"
        unknown = item["type"] == "extra_forbidden"
        hint = nearest(column, kind.model_fields) if unknown else ""
        # Of an entry that is wrong as a whole there is no one value to show.
        whole = not item["loc"] or item["type"] == "missing"
        shown = "" if unknown or whole else str(item["input"])
        yield Fault("rules.toml", None, f"{key}, {column}", shown, expected_of(item, kind), hint)


@dataclass(frozen=True)
class RuleBook:
    """All rules of a school: the written ones, then the defaults that nothing overrides."""

    rules: tuple[Rule, ...]
    written: frozenset[str] = frozenset()
    """The keys of those that somebody wrote."""

    @classmethod
    def of(cls, school: School, entries: Iterable[RuleEntry] | None = None) -> RuleBook:
        """The school's own rules, or what other entries come to in it.

        Raises InputError with every fault where an entry cannot be read.
        """
        rules, faults = read_rules(school.rules if entries is None else entries, school)
        if faults:
            raise InputError(faults)
        written = frozenset(rule.key for rule in rules)
        named = {rule.id for rule in rules}
        for rule_id, kind in all_rules().items():
            if not kind.default:
                continue
            if rule_id not in named:
                rules.append(kind(key=rule_id))
            elif left := _groups_left(rules, kind, school):
                rules.append(kind(key=f"{rule_id}#default", scope=left))
        return cls(tuple(rules), written)

    def entries(self) -> tuple[RuleEntry, ...]:
        """Every rule written out as an entry, the defaults and what is switched off too."""
        return tuple(
            RuleEntry.model_validate(
                {"id": rule.id, **rule.model_dump(mode="json", exclude_none=True)}
            )
            for rule in self.rules
        )

    def of_part(self, part: str) -> tuple[Rule, ...]:
        """The rules of one part that are switched on."""
        return tuple(rule for rule in self.rules if rule.part == part and rule.enabled)


def _groups_left(rules: Iterable[Rule], kind: type[Rule], school: School) -> tuple[str, ...]:
    """The classes, and of seats the sets, that no written entry of a default rule speaks of."""
    scopes = [rule.scope for rule in rules if rule.id == kind.id]
    if None in scopes:
        return ()
    named = {class_id for scope in scopes for class_id in scope or ()}
    groups = school.seating_groups if kind.part == Part.SEATS else school.class_
    return tuple(group_id for group_id in groups if group_id not in named)
