"""The rule reference: every rule as a page of documentation, made from its own declarations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import PydanticUndefined

from pairing.language import N_, in_a_row, translated
from pairing.model.enums import Level
from pairing.model.messages.message import say, word
from pairing.rules.core.book import all_rules
from pairing.rules.core.rule import Rule

__all__ = ["rule_reference"]

_INTRODUCTION = (
    N_("# Rules"),
    N_(
        "This page is made from the rules themselves: "
        "`uv run pairing rules --lang en > docs/rules.md`."
    ),
    N_(
        """\
A rule is an entry of `rules.toml`. A **hard** rule must hold; a **soft** one earns or costs its
weight in points for each match. A rule marked *default* holds in every class for which no entry
names it; to switch it off, name it with `enabled = false`. Every rule also takes `scope`, the
classes it holds for (all, if it is left out)."""
    ),
    N_(
        """\
`who` is a list of expressions; whoever fits any of them is meant: `everybody`, `tutees`, `tutors`,
`tag=captain`, `area=...`, `need=relations`, `vision=front`, `hearing=front`, `gender=F`,
`attends=onsite`, `height_cm>165`, `ability<0`, `ability.maths<-1`."""
    ),
)
_COMMON = ("key", "level", "weight", "scope", "enabled")


def rule_reference(titles: Mapping[str, str]) -> str:
    """All rules as Markdown, part by part, in the language that is spoken.

    Args:
        titles: what each part is called, in the order in which they stand on the page.
    """
    introduction = "\n\n".join(map(translated, _INTRODUCTION))
    return "\n".join([f"{introduction}\n", *_parts(titles)])


def _parts(titles: Mapping[str, str]) -> Iterator[str]:
    for part, title in titles.items():
        rules = [rule for rule in all_rules().values() if rule.part == part]
        if rules:
            yield f"## {translated(title)}\n"
        for rule in rules:
            yield from _page(rule)


def _page(rule: type[Rule]) -> Iterator[str]:
    level = str(rule.model_fields["level"].default)
    if len(rule.levels) > 1:
        told = say(
            "rules.either_level",
            "hard or soft ({level} unless said)",
            level=word(level),
        )
    else:
        (only,) = rule.levels
        told = word(only.value)
    marks = [told, *([word(N_("default"))] if rule.default else [])]
    yield f"### `{rule.id}`: {translated(rule.title)}\n"
    yield f"*{in_a_row(map(str, marks))}*\n"
    yield _explained(rule) + "\n"
    headings = map(translated, (N_("parameter"), N_("default"), N_("meaning")))
    yield f"| {' | '.join(headings)} |\n|---|---|---|"
    if Level.SOFT in rule.levels:
        yield _row(rule, "weight")
    for name in rule.model_fields:
        if name not in _COMMON:
            yield _row(rule, name)
    yield ""


def _explained(rule: type[Rule]) -> str:
    """The rule's docstring; in English with the lines it has in the sources."""
    lines = [line.strip() for line in (rule.__doc__ or "").strip().splitlines()]
    text = " ".join(" ".join(lines).split())
    spoken = translated(text)
    return "\n".join(lines) if spoken == text else spoken


def _row(rule: type[Rule], name: str) -> str:
    field = rule.model_fields[name]
    if field.default is None:
        shown = ""
    else:
        needed = field.default is PydanticUndefined
        shown = translated(N_("needed")) if needed else f"`{_toml(field.default)}`"
    return f"| `{name}` | {shown} | {translated(field.description or '')} |"


def _toml(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else f"{value:g}"
