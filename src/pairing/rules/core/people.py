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
from pairing.model.messages.message import Message, say, word
from pairing.model.messages.validation import unfit
from pairing.model.records import Student
from pairing.rules.core.lines import as_typed
from pairing.rules.core.number import is_number, number_name, number_of, number_words
from pairing.screening import Findings

__all__ = ["Who", "fits", "who_words"]

_EXPRESSION = re.compile(r"^\s*([^<>=]+?)\s*(<=|>=|=|<|>)\s*(\S.*?)\s*$")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
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
_NAMED: dict[str, tuple[Message, str]] = {
    "everybody": (
        say("people.everybody", "everybody"),
        "每个人 每個人 所有人 所有学生 所有學生 全班 全体 全體",
    ),
    "tutees": (say("people.tutees", "tutees"), "受助学生 受助學生"),
    "tutors": (say("people.tutors", "tutors"), "小老师 小老師"),
    "gender=F": (
        say("people.girls", "girls"),
        "girls girl female 女生 女 女同学 女同學 女孩 gender=女 性别=女 性別=女",
    ),
    "gender=M": (
        say("people.boys", "boys"),
        "boys boy male 男生 男 男同学 男同學 男孩 gender=男 性别=男 性別=男",
    ),
    "vision=front": (
        say("people.see_in_front", "students who must see from the front"),
        "视力需靠前 視力需靠前 近视 近視",
    ),
    "hearing=front": (
        say("people.hear_in_front", "students who must hear from the front"),
        "听力需靠前 聽力需靠前",
    ),
    "attends=onsite": (say("people.onsite", "students at school"), "到校的学生 到校的學生"),
    "attends=remote": (say("people.remote", "students online"), "线上的学生 線上的學生"),
}
"""Expressions that have words: what each is called, and what is read as it."""
_READ = {
    "".join(read.split()).casefold(): expression
    for expression, (called, words) in _NAMED.items()
    for read in (*called.english, *words.split())
}
_EXPECTED = say(
    "people.expression",
    "everybody, tutees, tutors, tag=..., area=..., need=..., vision=front, hearing=front, "
    "gender=F, height_cm>165 or ability.SUBJECT<-1",
)


def _parse(expression: str) -> str:
    """The expression, if it is one; raises the error that says what was expected."""
    typed = as_typed(expression)
    typed = _READ.get("".join(typed.split()).casefold(), typed)
    if typed.strip() in _GROUPS:
        return typed.strip()
    match = _EXPRESSION.match(typed)
    if not match:
        raise unfit(_EXPECTED)
    column, sign, value = match.groups()
    column = number_name(column)
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
        # A name is as its table writes it, in whatever width.
        value = re.split("[=＝]", expression, maxsplit=1)[1].strip()
    elif is_number(column):
        if not _NUMBER.fullmatch(value):
            raise unfit(say("people.number_after", "a number after {sign}", sign=f"{column}{sign}"))
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


def who_words(expression: str) -> Message:
    """Whom an expression is about, as a person would say it."""
    if expression in _NAMED:
        return _NAMED[expression][0]
    found = _EXPRESSION.match(expression)
    assert found is not None, "checked when the rule was read"
    column, sign, value = found.groups()
    return _of_column(column, sign, value)


def _of_column(column: str, sign: str, value: str) -> Message:
    if column == "tag":
        return say("people.tagged", "tag={value}", value=value)
    if column == "area":
        return say("people.of_area", "area={value}", value=value)
    if column == "need":
        return say("people.in_need", "need={value}", value=word(value.replace("_", " ")))
    if is_number(column):
        return say(
            "people.number",
            "{number}{sign}{value}",
            number=number_words(column),
            sign=sign,
            value=value,
        )
    return say("people.value", "{column}={value}", column=column, value=value)
