"""Whom a rule is about: ``everybody``, ``tutees``, ``vision=front``, ``height_cm>165`` ...

An expression is a group (everybody, tutees, tutors), a tag (``tag=captain``), a
column and a value (``gender=F``), a need (``need=relations``), or a number and a limit
(``height_cm>165``, ``ability.maths<-1``). Several expressions mean: whoever fits any of them.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator

from pairing.model.enums import Attendance, Gender, Sense
from pairing.model.messages.message import say
from pairing.model.messages.validation import unfit
from pairing.model.records import Student
from pairing.rules.core.number import is_number, number_of
from pairing.screening import Findings

__all__ = ["Who", "fits"]

_EXPRESSION = re.compile(r"^\s*([A-Za-z_]+(?:\.[^<>=]+)?)\s*(<=|>=|=|<|>)\s*(\S.*?)\s*$")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
_GROUPS = ("everybody", "tutees", "tutors")
_VALUES: dict[str, tuple[str, ...]] = {
    "vision": tuple(Sense),
    "hearing": tuple(Sense),
    "gender": tuple(Gender),
    "attends": tuple(Attendance),
}
_EXPECTED = say(
    "people.expression",
    "everybody, tutees, tutors, tag=..., area=..., need=..., vision=front, hearing=front, "
    "gender=F, height_cm>165 or ability.SUBJECT<-1",
)


def _parse(expression: str) -> str:
    """The expression, if it is one; raises the error that says what was expected."""
    if expression.strip() in _GROUPS:
        return expression.strip()
    match = _EXPRESSION.match(expression)
    if not match:
        raise unfit(_EXPECTED)
    column, sign, value = match.groups()
    if column in _VALUES:
        if sign != "=" or value not in _VALUES[column]:
            raise unfit(
                say(
                    "people.column_is_one_of",
                    "{column}= one of {words}",
                    column=column,
                    words=tuple(_VALUES[column]),
                )
            )
    elif column in ("tag", "area", "need"):
        if sign != "=":
            raise unfit(say("people.column_is", "{column}=...", column=column))
    elif is_number(column):
        try:
            float(value)
        except ValueError:
            raise unfit(
                say("people.number_after", "a number after {sign}", sign=f"{column}{sign}")
            ) from None
    else:
        raise unfit(_EXPECTED)
    return f"{column}{sign}{value}"


Who = Annotated[str, AfterValidator(_parse)]


def fits(who: tuple[str, ...], student: Student, findings: Findings) -> bool:
    """Whether the student fits any of the expressions."""
    return any(_fits(expression, student, findings) for expression in who)


def _fits(expression: str, student: Student, findings: Findings) -> bool:
    match expression:
        case "everybody":
            return True
        case "tutees":
            return any(need.student_id == student.student_id for need in findings.subject_needs)
        case "tutors":
            return any(
                student.student_id in findings.able(student.class_id, subject)
                for subject in findings.school.subjects
            )
    found = _EXPRESSION.match(expression)
    assert found is not None, "checked when the rule was read"
    column, sign, value = found.groups()
    if column == "tag":
        return value in student.tags
    if column == "need":
        return any(need.need == value for need in findings.needs_of.get(student.student_id, ()))
    if is_number(column):
        number = number_of(column, student, findings)
        return number is not None and _COMPARE[sign](number, float(value))
    return str(getattr(student, column)) == value
