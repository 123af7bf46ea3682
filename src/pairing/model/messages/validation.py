"""What a validator expected, as a message: one of ours, or what pydantic's own error says."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from pairing.model.messages.expected import DATE, EMPTY, TIME, one_of
from pairing.model.messages.message import Message, quote, say, say_count

__all__ = ["choices", "column_of", "expected_of", "unfit", "unfit_at"]

_NUMBER = say("expected.number", "a number")
_WHOLE = say("expected.whole_number", "a whole number")
_LIST = say("expected.list", "a list")
_TEXT = say("expected.text", "a text")
_SWITCH = say("expected.switch", "true or false")
_TABLE = say("expected.table", "a table of names and values")
_BY_TYPE = {
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _SWITCH,
    "bool_parsing": _SWITCH,
    "string_type": _TEXT,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
    "date_type": DATE,
    "time_type": TIME,
    "string_too_short": EMPTY,
    "string_pattern_mismatch": say(
        "expected.word", "a word without ; that does not begin with = + - or @"
    ),
    "missing": say("expected.there", "a value; there is none"),
    "extra_forbidden": say("expected.no_such", "no such parameter"),
}
_MESSAGE, _COLUMN = "message", "column"


def unfit(expected: Message, column: str = "") -> PydanticCustomError:
    """The error of a validator that expected something else; ``expected_of`` finds it again.

    ``column`` is the one to look at first, where several of a row do not go together.
    """
    # Pydantic fills the facts into its own copy of the words, for whoever has no reader of ours.
    return PydanticCustomError(
        expected.code,
        expected.english[0],
        {
            **{name: str(value) for name, value in expected.facts.items()},
            _MESSAGE: expected,
            _COLUMN: column,
        },
    )


def unfit_at(title: str, faults: Iterable[tuple[tuple[str, ...], Any, Message]]) -> ValidationError:
    """The error of a model's validator that found several: where, which value, what it expected."""
    return ValidationError.from_exception_data(
        title,
        [
            InitErrorDetails(type=unfit(expected), loc=place, input=value)
            for place, value, expected in faults
        ],
    )


def column_of(error: ErrorDetails) -> str:
    """The column that an error is about; '' where it is about the whole row."""
    context: dict[str, Any] = error.get("ctx", {})
    return str(error["loc"][0]) if error["loc"] else str(context.get(_COLUMN, ""))


def expected_of(error: ErrorDetails, model: type[BaseModel] | None = None) -> Message:
    """What was expected where pydantic, or one of our validators, found something else.

    ``model`` knows the words of a closed list, where the error is of one of its fields.
    """
    context: dict[str, Any] = error.get("ctx", {})
    if isinstance(told := context.get(_MESSAGE), Message):
        return told
    kind = error["type"]
    match kind:
        case "greater_than_equal":
            return say("expected.not_under", "a number not under {limit}", limit=context["ge"])
        case "less_than_equal":
            return say("expected.not_over", "a number not over {limit}", limit=context["le"])
        case "greater_than":
            return say("expected.over", "a number over {limit}", limit=context["gt"])
        case "less_than":
            return say("expected.under", "a number under {limit}", limit=context["lt"])
        case "string_too_long":
            return say(
                "expected.shorter",
                "at most {most} characters; it has {count}",
                most=context["max_length"],
                count=len(str(error["input"])),
            )
        case "too_short" | "too_long":
            return _length(kind, context)
        case "enum" | "literal_error":
            if words := _choices_at(model, error["loc"]):
                return one_of(words)
    known = _BY_TYPE.get(kind)
    # Pydantic's own words where there are none of ours: better than nothing.
    return known or quote(error["msg"].removeprefix("Input should be "))


def _length(kind: str, context: dict[str, Any]) -> Message:
    if kind == "too_short":
        return say_count(
            "expected.longer_list",
            "a list of at least {count} value",
            "a list of at least {count} values",
            context["min_length"],
        )
    return say_count(
        "expected.shorter_list",
        "a list of at most {count} value",
        "a list of at most {count} values",
        context["max_length"],
    )


def choices(annotation: Any) -> tuple[str, ...]:
    """The words that a field of this type may hold, where it is a closed list of them."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(annotation)
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    return tuple(word for part in get_args(annotation) for word in choices(part))


def _choices_at(model: type[BaseModel] | None, place: tuple[int | str, ...]) -> tuple[str, ...]:
    if model is None or not all(isinstance(step, int) or step == "[key]" for step in place[1:]):
        return ()
    for name, field in model.model_fields.items():
        if place[0] in (name, field.alias):
            return choices(field.annotation)
    return ()
