"""A form for any rule, made from the rule's own declaration of its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pairing.app.text import t
from pairing.app.widgets.settings.shapes import shape
from pairing.language import N_, name_key
from pairing.model.enums import Level
from pairing.model.school import School
from pairing.rules.core.people import who_words
from pairing.rules.core.rule import Rule

__all__ = ["rule_form", "still_to_fill"]

_NOT_ASKED = ("key", "enabled", "scope", "level", "weight")
_ONE_STUDENT, _STUDENTS = ("student", "front", "behind"), ("students",)
_WHO = (
    "everybody",
    "tutees",
    "tutors",
    "gender=F",
    "gender=M",
    "vision=front",
    "hearing=front",
    "height_cm>165",
    "ability<0",
)


def rule_form(kind: type[Rule], school: School, class_id: str) -> dict[str, Any]:
    """Ask for every parameter of a rule for one class; answers what the entry says of it."""
    key = f"new {kind.id}"
    found: dict[str, Any] = {"id": kind.id}
    scope, level, weight = st.columns(3)
    everywhere = scope.selectbox(
        t("Where"),
        (False, True) if kind.scoped else (True,),
        format_func=lambda all_classes: t("every class") if all_classes else class_id,
        key=f"{key} scope",
    )
    if not everywhere:
        found["scope"] = [class_id]
    found["level"] = level.selectbox(
        t("level"),
        [each.value for each in kind.levels],
        format_func=t,
        index=list(kind.levels).index(kind.model_fields["level"].default),
        key=f"{key} level",
        help=t("hard must hold; soft may be traded"),
    )
    if found["level"] == Level.SOFT:
        found["weight"] = weight.number_input(
            t("weight"),
            0.0,
            1000.0,
            float(kind.model_fields["weight"].default),
            key=f"{key} weight",
            help=t(kind.model_fields["weight"].description or ""),
        )
    return found | _parameters(kind, key, school, class_id)


def still_to_fill(kind: type[Rule], values: Mapping[str, Any]) -> list[str]:
    """What a rule cannot do without and the form does not say yet, by its labels."""
    return [
        t(name.replace("_", " "))
        for name, declared in kind.model_fields.items()
        if declared.is_required() and name not in values
    ]


def _parameters(kind: type[Rule], key: str, school: School, class_id: str) -> dict[str, Any]:
    """A field for each parameter of its own, those left empty left out."""
    schema = kind.model_json_schema()
    names = [name for name in schema["properties"] if name not in _NOT_ASKED]
    columns = st.columns(2)
    found = {}
    for number, name in enumerate(names):
        taken = shape(schema["properties"][name], schema.get("$defs", {}))
        value = _ask(columns[number % 2], name, taken, f"{key} {name}", school, class_id)
        if value not in (None, "", [], ()):
            found[name] = value
    return found


def _ask(
    where: DeltaGenerator,
    name: str,
    shape: dict[str, Any],
    key: str,
    school: School,
    class_id: str,
) -> Any:
    """The widget that suits a parameter, and what it says."""
    label = t(name.replace("_", " "))
    about = t(shape.get("description", ""))
    if (people := _people(name, school, class_id)) is not None:
        names = {student_id: school.label(student_id) for student_id in people}
        show: dict[str, Any] = {"format_func": names.__getitem__, "help": about, "key": key}
        if name in _STUDENTS:
            return where.multiselect(label, people, placeholder=t("Pick students"), **show)
        return where.selectbox(label, people, None, placeholder=t("Pick one"), **show)
    if name in ("seat", "seats"):
        room = school.room_of(class_id)
        seats = list(room.index) if room else []
        if name == "seats":
            some = t("Pick one or more")
            return where.multiselect(label, seats, help=about, key=key, placeholder=some)
        return where.selectbox(label, seats, None, help=about, key=key, placeholder=t("Pick one"))
    if "enum" in shape:
        start = (
            shape["enum"].index(shape["default"]) if shape.get("default") in shape["enum"] else 0
        )
        return where.selectbox(
            label, shape["enum"], index=start, format_func=t, help=about, key=key
        )
    match shape.get("type"):
        case "boolean":
            return where.toggle(label, bool(shape.get("default")), help=about, key=key)
        case "integer" | "number":
            return _number(where, label, shape, about, key)
        case "array":
            return _list(where, name, label, shape, about, key)
    return where.text_input(label, str(shape.get("default") or ""), help=about, key=key)


def _people(name: str, school: School, class_id: str) -> list[str] | None:
    """The students to choose from, where a parameter names students."""
    if name not in (*_ONE_STUDENT, *_STUDENTS):
        return None
    members = sorted(school.members[class_id], key=lambda student: name_key(student.name))
    return [student.student_id for student in members]


def _number(
    where: DeltaGenerator, label: str, shape: dict[str, Any], about: str, key: str
) -> int | float | None:
    kind = int if shape["type"] == "integer" else float
    low = shape.get("minimum", shape.get("exclusiveMinimum"))
    high = shape.get("maximum")
    default = shape.get("default")
    found: int | float | None = where.number_input(
        label,
        None if low is None else kind(low),
        None if high is None else kind(high),
        None if default is None else kind(default),
        step=kind(1) if kind is int else 0.1,
        help=about,
        key=key,
    )
    return found


def _list(
    where: DeltaGenerator, name: str, label: str, shape: dict[str, Any], about: str, key: str
) -> Any:
    if name == N_("who"):
        return where.multiselect(
            label,
            _WHO,
            # What somebody writes is checked, and told, by the rule itself.
            format_func=lambda one: str(who_words(one)) if one in _WHO else one,
            help=t("Choose or write: tag=captain, area=..., ability.maths<-1"),
            accept_new_options=True,
            placeholder=t("Choose or write"),
            key=key,
        )
    if all(item.get("type") in ("number", "integer") for item in shape.get("prefixItems", [{}])):
        parts = where.columns(len(shape["prefixItems"]), vertical_alignment="bottom")
        return [
            _number(
                part,
                label if not number else "\N{NO-BREAK SPACE}",
                {**item, "default": shape["default"][number]},
                about,
                f"{key} {number}",
            )
            for number, (part, item) in enumerate(zip(parts, shape["prefixItems"], strict=True))
        ]
    return where.multiselect(
        label,
        [str(value) for value in shape.get("default") or ()],
        default=[str(value) for value in shape.get("default") or ()],
        accept_new_options=True,
        help=about,
        placeholder=t("Choose or write"),
        key=key,
    )
