"""The rule reference: every rule as a page of documentation, made from its own declarations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import PydanticUndefined

from pairing.model.enums import Level
from pairing.rules.core.book import all_rules
from pairing.rules.core.rule import Rule

__all__ = ["rule_reference"]

_INTRODUCTION = """\
# Rules

This page is made from the rules themselves: `uv run pairing rules > docs/rules.md`.

A rule is an entry of `rules.toml`. A **hard** rule must hold; a **soft** one earns or costs its
weight in points for each match. A rule marked *default* holds in every class for which no entry
names it; to switch it off, name it with `enabled = false`. Every rule also takes `scope`, the
classes it holds for (all, if it is left out).

`who` is a list of expressions; whoever fits any of them is meant: `everybody`, `tutees`, `tutors`,
`tag=captain`, `area=...`, `need=relations`, `vision=front`, `hearing=front`, `gender=F`,
`attends=onsite`, `height_cm>165`, `ability<0`, `ability.maths<-1`.
"""
_COMMON = ("key", "level", "weight", "scope", "enabled")


def rule_reference(titles: Mapping[str, str]) -> str:
    """All rules as Markdown, part by part.

    Args:
        titles: what each part is called, in the order in which they stand on the page.
    """
    return "\n".join([_INTRODUCTION, *_parts(titles)])


def _parts(titles: Mapping[str, str]) -> Iterator[str]:
    for part, title in titles.items():
        rules = [rule for rule in all_rules().values() if rule.part == part]
        if rules:
            yield f"## {title}\n"
        for rule in rules:
            yield from _page(rule)


def _page(rule: type[Rule]) -> Iterator[str]:
    level = rule.model_fields["level"].default
    levels = " or ".join(one.value for one in rule.levels)
    marks = [f"{levels}{f' ({level} unless said)' if len(rule.levels) > 1 else ''}"]
    if rule.default:
        marks.append("default")
    yield f"### `{rule.id}`: {rule.title}\n"
    yield f"*{', '.join(marks)}*\n"
    yield "\n".join(line.strip() for line in (rule.__doc__ or "").strip().splitlines()) + "\n"
    yield "| parameter | default | meaning |\n|---|---|---|"
    if Level.SOFT in rule.levels:
        yield _row(rule, "weight")
    for name in rule.model_fields:
        if name not in _COMMON:
            yield _row(rule, name)
    yield ""


def _row(rule: type[Rule], name: str) -> str:
    field = rule.model_fields[name]
    if field.default is None:
        shown = ""
    else:
        shown = "needed" if field.default is PydanticUndefined else f"`{_toml(field.default)}`"
    return f"| `{name}` | {shown} | {field.description} |"


def _toml(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else f"{value:g}"
