"""One field of a form of settings: the widget that suits what it takes, and the value it has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from streamlit.delta_generator import DeltaGenerator

from pairing.app.text import markdown_safe, t
from pairing.model.fields import FIRST_YEAR, LAST_YEAR
from pairing.model.messages.weekdays import weekday_word

__all__ = ["Field", "ask", "entry_word", "is_wide"]

_FIRST, _LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
_FINE, _MIDDLE, _COARSE = 0.05, 0.25, 1.0
"""Steps of a number that is a share, of one that is small, and of any other."""
_SMALL = 10


class Field(NamedTuple):
    """A widget's key, and the values that it has to do with."""

    key: str
    first: Any
    """What it begins with. It is handed to the widget itself: where a run is cut short, the browser
    would not hear of a value that the session alone was told."""
    saved: Any
    usual: Any
    """What it is where nobody sets it."""
    empty: Callable[[], None]
    """What empties it."""


def entry_word(value: str) -> str:
    """A word of a closed list as people read it."""
    return t(value.replace("_", " "))


def is_wide(shape: dict[str, Any]) -> bool:
    """Whether a field needs the whole width."""
    return shape.get("type") == "array"


def ask(where: DeltaGenerator, label: str, name: str, shape: dict[str, Any], field: Field) -> Any:
    """Draw the field and answer what it says, of the type that the model has.

    Bounds are told and not enforced by the widget: the browser would keep a number out of them to
    itself, and what is saved would be another than what is seen.

    Args:
        where: the column.
        label: what the field is called, in the reader's language.
        name: the field's name in the model.
        shape: what it takes.
        field: the key and the values.
    """
    about, first = t(shape.get("description", "")), field.first
    match shape.get("type"):
        case "boolean":
            return where.toggle(label, bool(first), key=field.key, help=about)
        case "integer" | "number":
            told = _help(about, shape, field.usual)
            return _number(where, label, shape, first, told, field.key)
        case "array" if "prefixItems" in shape:
            return _numbers(where, label, shape, _help(about, shape, field.usual), field)
        case "array":
            return _several(where, label, name, shape, about, field)
        case "string" if shape.get("format") == "date":
            return _day(where, label, about, field)
    return where.text_input(label, str(first or ""), key=field.key, help=about).strip()


def _day(where: DeltaGenerator, label: str, about: str, field: Field) -> date | None:
    """A day, or none: the widget itself is emptied only where it began so."""
    row = where.container(horizontal=True, vertical_alignment="bottom")
    found: date | None = row.date_input(
        label, field.first, _FIRST, _LAST, key=field.key, help=about, format="YYYY-MM-DD"
    )
    if field.first is not None:
        row.button(t("No day"), key=f"empty {field.key}", on_click=field.empty)
    return found


def _number(
    where: DeltaGenerator, label: str, shape: dict[str, Any], first: Any, about: str, key: str
) -> int | float:
    if shape["type"] == "integer":
        return int(where.number_input(label, value=int(first), step=1, key=key, help=about))
    step = _FINE if shape.get("maximum") == 1 else _MIDDLE if abs(first) < _SMALL else _COARSE
    return float(
        where.number_input(label, value=float(first), step=step, format="%g", key=key, help=about)
    )


def _numbers(
    where: DeltaGenerator, label: str, shape: dict[str, Any], about: str, field: Field
) -> tuple[int | float, ...]:
    """Several numbers in a row, each with its place."""
    # Under each other on a phone, so that each needs the whole label.
    parts = where.columns(len(shape["prefixItems"]), vertical_alignment="bottom")
    return tuple(
        _number(
            part,
            t("{label} ({number})", label=label, number=number),
            item,
            field.first[number - 1],
            about,
            f"{field.key} {number}",
        )
        for number, (part, item) in enumerate(zip(parts, shape["prefixItems"], strict=True), 1)
    )


def _several(
    where: DeltaGenerator, label: str, name: str, shape: dict[str, Any], about: str, field: Field
) -> tuple[Any, ...]:
    """Some of a closed list. In which order makes no difference: what is as it came stays so."""
    items = shape["items"]
    options: list[Any] = items.get("enum") or list(range(items["minimum"], items["maximum"] + 1))
    # All of them are seen, chosen or not; a long row of chosen ones would be cut off.
    chosen = where.pills(
        label,
        options,
        selection_mode="multi",
        default=[one for one in options if one in field.first],
        format_func=lambda one: _word(name, one),
        key=field.key,
        help=about,
    )
    for known in (field.saved, field.usual):
        if set(known) == set(chosen):
            return tuple(known)
    kind = type(field.usual[0]) if field.usual else type(options[0])
    return tuple(kind(one) for one in options if one in chosen)


def _word(name: str, value: Any) -> str:
    if name == "weekdays":
        return str(weekday_word(value))
    return entry_word(value) if isinstance(value, str) else str(value)


def _help(about: str, shape: dict[str, Any], usual: Any) -> str:
    """What a number means, how large it may be, and what it is where nobody sets it."""
    shown = usual if isinstance(usual, tuple) else (usual,)
    lines = [about, t("Unless set: {value}", value=", ".join(f"{one:g}" for one in shown))]
    if allowed := _allowed(shape):
        lines.insert(1, t("Allowed: {range}", range=allowed))
    return "\n\n".join(markdown_safe(line) for line in lines if line)


def _allowed(shape: dict[str, Any]) -> str:
    low, over, high = (shape.get(one) for one in ("minimum", "exclusiveMinimum", "maximum"))
    if low is not None and high is not None:
        return f"{low:g} – {high:g}"
    found = [
        f"{sign} {bound:g}"
        for sign, bound in (("≥", low), (">", over), ("≤", high))
        if bound is not None
    ]
    return ", ".join(found)
