"""Settings as a form has them: a value for each place, read from a model and made into one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from pairing.model.messages.message import Message
from pairing.model.messages.validation import expected_of

__all__ = ["PlaceFault", "SettingsPlace", "built", "faults_of", "values_of"]

SettingsT = TypeVar("SettingsT", bound=BaseModel)
SettingsPlace = tuple[str, ...]
"""Where a value stands: the field; or a field, which of its entries, and the field of that."""


class PlaceFault(NamedTuple):
    """What is wrong with the value at a place, which is empty where it is of the whole."""

    place: SettingsPlace
    expected: Message


def values_of(settings: BaseModel) -> dict[SettingsPlace, Any]:
    """The value at each place, also of those entries that are as they come."""
    found: dict[SettingsPlace, Any] = {}
    as_they_come = type(settings)()
    for name, value in settings:
        if not isinstance(value, Mapping):
            found[name,] = value
            continue
        for key, entry in {**getattr(as_they_come, name), **value}.items():
            found |= {(name, str(key), inner): each for inner, each in entry}
    return found


def built(kind: type[SettingsT], values: Mapping[SettingsPlace, Any]) -> SettingsT:
    """The settings of these values; it names only what differs from how it comes.

    Raises ``ValidationError`` where they do not fit.
    """
    return kind.model_validate(_differing(kind, values))


def faults_of(
    kind: type[BaseModel],
    values: Mapping[SettingsPlace, Any],
    instead: Mapping[SettingsPlace, Any],
) -> tuple[PlaceFault, ...]:
    """All that is wrong with the values.

    How values fit each other is asked only where each is sound, so that those that are not stand
    back for the values ``instead``, and what follows from these is told of no other place.
    """
    found = _faults(kind, values)
    alone = {fault.place for fault in found}
    if alone:
        sound = {place: value for place, value in values.items() if place not in alone}
        beside = _faults(kind, {**instead, **sound})
        found += [fault for fault in beside if fault.place not in alone]
    return tuple(found)


def _faults(kind: type[BaseModel], values: Mapping[SettingsPlace, Any]) -> list[PlaceFault]:
    try:
        built(kind, values)
    except ValidationError as error:
        found: dict[SettingsPlace, PlaceFault] = {}
        for one in error.errors(include_url=False):
            place = _place(one["loc"], values)
            # One fault of a place is enough to mend it by.
            found.setdefault(place, PlaceFault(place, expected_of(one, kind)))
        return list(found.values())
    return []


def _place(found: tuple[int | str, ...], values: Mapping[SettingsPlace, Any]) -> SettingsPlace:
    """The place that an error is of: a list is one place."""
    steps = tuple(str(step) for step in found)
    return next((steps[:end] for end in range(len(steps), 0, -1) if steps[:end] in values), ())


def _differing(kind: type[BaseModel], values: Mapping[SettingsPlace, Any]) -> dict[str, Any]:
    usual = values_of(kind())
    found: dict[str, Any] = {}
    for place, value in values.items():
        if value == usual[place]:
            continue
        if len(place) == 1:
            found[place[0]] = value
            continue
        name, key, inner = place
        found.setdefault(name, {}).setdefault(key, {})[inner] = value
    return found
