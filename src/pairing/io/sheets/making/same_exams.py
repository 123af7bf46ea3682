"""Exams of sheets beside those of the school: whether their marks say that two are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pairing.io.sheets.exam_names import ExamFound
from pairing.io.sheets.found import Mark
from pairing.io.sheets.making.maker import Maker
from pairing.io.vocabulary.aliases import value_name
from pairing.model.messages.message import Message, say

__all__ = ["same_after_all"]

_MOSTLY = 0.5
"""Of one exam, more than so many marks are what they were; chance makes fewer the same."""
_FEW = 3
"""So few marks say nothing."""

Key = tuple[str, str, str]
"""(id of a student, subject, exam)"""


def same_after_all(maker: Maker, written: Mapping[Key, Mark]) -> dict[str, str]:
    """What exams of sheets are called in the school, where their marks say that it has them.

    An exam of another day whose marks the school has is that one, and its day is put right. Of
    one that is taken for an exam of the school without a day it is told where most marks differ.
    """
    called = {}
    marks: dict[str, list[tuple[Key, Mark]]] = defaultdict(list)
    for key, mark in written.items():
        if mark.score:
            marks[key[2]].append((key, mark))
    for exam in maker.found.exams.values():
        own = marks[exam.name]
        for other in exam.instead:
            same, both = _compared(own, maker.found.before[other].rows)
            if same > _MOSTLY * both:
                called[exam.name] = other
                maker.notes += _moved(maker, exam, other)
                break
        else:
            maker.notes += _told(maker, exam, own)
    return called


def _compared(
    marks: Iterable[tuple[Key, Mark]], rows: Iterable[Mapping[str, str]]
) -> tuple[int, int]:
    """(how many marks are what they were, how many there were before)."""
    then = {(row.get("student_id", ""), row.get("subject", "")): row for row in rows}
    pairs = [(mark.score, _score(then[key[:2]])) for key, mark in marks if key[:2] in then]
    return sum(now == was for now, was in pairs), len(pairs)


def _score(row: Mapping[str, str]) -> str:
    """A mark of the table of scores as sheets have it: a number, or the word for none."""
    text = row.get("score", "").strip()
    try:
        return f"{float(text):.12g}"
    except ValueError:
        return value_name("missing", row.get("missing", "") or text)


def _moved(maker: Maker, exam: ExamFound, other: str) -> Iterable[Message]:
    was = maker.found.before[other].day
    if was is not None and was != exam.day:
        yield say(
            "sheets.exam_moved",
            "{exam} has the same marks as before, so that its day is put right: {was} > {day}",
            exam=other,
            was=was,
            day=exam.day,
        )


def _told(maker: Maker, exam: ExamFound, own: list[tuple[Key, Mark]]) -> Iterable[Message]:
    """That an exam is another than one of its kind, or is taken for the same."""
    if exam.instead:
        other = exam.instead[0]
        yield say(
            "sheets.exam_apart",
            "{exam} of {day} is another exam than {other} of {was}, and its marks stand beside",
            exam=exam.name,
            day=exam.day,
            other=other,
            was=maker.found.before[other].day or "",
        )
    elif exam.again:
        same, both = _compared(own, maker.found.before[exam.name].rows)
        if both >= _FEW and same <= (1 - _MOSTLY) * both:
            yield say(
                "sheets.exam_again",
                "{exam}: no sheet says the day, and {others} of {all} marks are others than those "
                "of {was}. They take their place; if this is another exam, say its day",
                exam=exam.name,
                others=both - same,
                all=both,
                was=maker.found.before[exam.name].day or "",
            )
