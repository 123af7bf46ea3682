"""Exams and their marks; a mark that is missing says which of four it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from pairing.model.enums import ExamKind, Missing
from pairing.model.fields import Day, Identifier, Number, Word
from pairing.model.messages.message import say
from pairing.model.messages.validation import unfit
from pairing.model.records.record import Record

__all__ = ["BONUS", "Exam", "Score"]

BONUS = 1.2
"""Marks over the full score are taken up to so many times of it; beyond, a column is mistaken."""

_WORDS = {
    Missing.MISSED: "absent abs missed 缺考 旷考 曠考 缺席 缺",
    Missing.EXCUSED: "excused exempt ex 免考 缓考 緩考 请假 請假 病假 事假 公假",
    Missing.NOT_MARKED: "pending ungraded unmarked 未批 待批 未批改 未批阅 未批閱 未阅 未閱 未登分",
    Missing.NOT_TAKEN: "na n/a 未选 未選 未选考 未選考 不考",
}
_MISSING = {word: state for state, words in _WORDS.items() for word in words.split()}


class Score(Record):
    table = "scores"
    key = ("student_id", "subject", "exam")

    student_id: Identifier = Field(description="From the sheet students")
    subject: Word = Field(description="The subject examined")
    exam: Word = Field(description="The exam's name, the same for everybody who sat it")
    date: Day = Field(description="Day of the exam, 2026-09-30 for example")
    score: Annotated[Number, Field(ge=0)] | None = Field(
        description="Marks reached; empty: not taken. Or absent (a sign of need), excused, pending"
    )
    full_score: Annotated[Number, Field(gt=0, le=10_000)] = Field(
        description="Marks that could be reached"
    )
    missing: Missing | None = Field(
        None, description="Why there is no mark: not_taken, excused, not_marked, missed"
    )

    @model_validator(mode="before")
    @classmethod
    def _word_for_a_mark(cls, row: Any) -> Any:
        """A word in the place of a mark says why there is none."""
        # Nearly every row is a dict, which is quicker to tell than a Mapping.
        if not isinstance(row, (dict, Mapping)) or not isinstance(row.get("score"), str):
            return row
        state = _MISSING.get(row["score"].strip().lower())
        if state is None:
            return row
        return {**row, "score": None, "missing": row.get("missing") or state}

    @model_validator(mode="after")
    def _marked_or_missing(self) -> Self:
        if self.score is None:
            if self.missing is None:
                # A row may be written down before its marks: nobody says that they were missed.
                object.__setattr__(self, "missing", Missing.NOT_TAKEN)
            return self
        if self.missing is not None:
            raise unfit(
                say("scores.marked_or_missing", "either a score, or why there is none"), "missing"
            )
        if self.score > BONUS * self.full_score:
            raise unfit(
                say(
                    "scores.within_full",
                    "score ({score}) no larger than full_score ({full})",
                    score=f"{self.score:g}",
                    full=f"{self.full_score:g}",
                ),
                "score",
            )
        return self


class Exam(Record):
    """What is known of an exam, in all its subjects or in one."""

    table = "exams"
    key = ("exam", "subject")
    required = False

    exam: Word = Field(description="The exam's name, as in the sheet scores")
    subject: Word | None = Field(None, description="Only in this subject; empty: in all")
    date: Day | None = Field(None, description="Day of the exam")
    kind: ExamKind = Field(ExamKind.EXAM, description="exam, quiz, diagnostic, make_up")
    full_score: Annotated[Number, Field(gt=0, le=10_000)] | None = Field(
        None, description="Marks that could be reached"
    )
    pass_mark: Annotated[Number, Field(ge=0, le=10_000)] | None = Field(
        None, description="Marks below it are a sign of need; empty: 60 % of the full score"
    )
