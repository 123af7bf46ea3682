"""What a field of a model takes, from the model's schema: references looked up, no "or nothing"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["shape", "shape_of"]


def shape(declared: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    """What one field takes; ``others`` are the definitions that it may refer to."""
    found = dict(declared)
    if "anyOf" in found:
        options = [option for option in found["anyOf"] if option.get("type") != "null"]
        found |= options[0]
    if "$ref" in found:
        found |= others[found["$ref"].rsplit("/", 1)[-1]] | {
            name: value for name, value in declared.items() if name != "$ref"
        }
    if isinstance(items := found.get("items"), dict):
        found["items"] = shape(items, others)
    return found


def shape_of(schema: Mapping[str, Any], place: tuple[str, ...]) -> dict[str, Any]:
    """The same for a field, or for a field of each entry of a table."""
    others = schema.get("$defs", {})
    found = shape(schema["properties"][place[0]], others)
    if len(place) == 1:
        return found
    entry = shape(found["additionalProperties"], others)
    return shape(entry["properties"][place[-1]], others)
