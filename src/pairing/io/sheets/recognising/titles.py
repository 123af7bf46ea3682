"""What titles, sheet names and file names say: a class, an exam, a day, a homeroom teacher."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from pairing.io.sheets.page import normal
from pairing.io.sheets.recognising.words import SUBJECTS_BY_LENGTH, is_exam, is_subject

__all__ = [
    "MONTHS",
    "SCHOOL_YEAR",
    "class_in",
    "class_order",
    "day_in",
    "exam_in",
    "grade_in",
    "grade_of",
    "homeroom_in",
    "subject_in",
]

_DIGIT = "一二三四五六七八九十"
_CLASS = (
    re.compile(rf"(?:高|初|小)?[{_DIGIT}]{{1,2}}(?:年级|年級)?\s*[(（]?\s*(?:\d{{1,2}}|[{_DIGIT}]{{1,2}})\s*[)）]?\s*班"),
    re.compile(r"(?<!\d)\d{1,2}(?:年级|年級)\s*[(（]?\s*\d{1,2}\s*[)）]?\s*班"),
    re.compile(r"(?<!\d)\d{3,4}班|(?<![\d年月.])\d{1,2}班"),
    re.compile(
        r"\b(?:class|form|year)\s+(\d{1,2}\s?[A-Za-z]\b|\d{1,2}[-/.]\d{1,2}\b)", re.IGNORECASE
    ),
    re.compile(r"(?<![\w.])(1[0-3]|[1-9])[A-H](?![\w])"),
)  # fmt: skip
_YEAR = re.compile(rf"(?:高|初|小)?(?:[{_DIGIT}]{{1,2}}|(?<!\d)\d{{1,2}})(?:年级|年級)")
_STAGES = "小初高"
_GRADE = re.compile(rf"(?:高|初|小)?(?:\d{{1,2}}|[{_DIGIT}]{{1,2}})")
_DAY = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?")
_MONTH = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*月?(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*月\s*(?:(\d{1,2})\s*[日号號])?")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH_WORD = rf"({MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_DAY_IN_WORDS = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?\b{_MONTH_WORD}\s+(?:(\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(20\d\d)\b"
)
SCHOOL_YEAR = re.compile(
    r"(20\d\d)\s*[-—–－~～至/]+\s*(20\d\d|\d\d)(?!\s*[-/.月]\d)\s*(?:学年|學年|school year)?度?"
)
_EXAM = re.compile(
    rf"(?:第?\s*(?:[{_DIGIT}]|\d{{1,2}})\s*(?:次|单元|單元|周|章)\s*)?"
    r"(?:开学|入学|開學|入學|单元|單元|期中|期末|月|周|摸底|模拟|模擬|一模|二模|三模|诊断|診斷|学业水平|小|联|聯|会|中|高)?"
    r"(?:摸底|模拟|模擬|质量|質量|素养|能力|水平|综合|阶段性?|階段)*"
    r"(?:考试|考試|测试|測試|测验|測驗|检测|檢測|监测|監測|统考|統考|联考|聯考|月考|期中|期末|摸底|小测|小測|周测|调研|[一二三]模|考)"
)
_EXAM_WORDS = re.compile(
    r"((?:(?:unit|chapter|module|topic|week|term|semester)\s+\d{1,2}"
    r"|first|second|third|mid-?\s?term|half-?\s?term|(?:start|end)[- ]of[- ](?:term|year)"
    r"|final"
    r"|(?:autumn|spring|summer|winter)(?:\s+term)?|mock|unit|baseline|diagnostic|weekly|monthly)\s+)*(?:mid-?\s?terms?|finals?|mocks?|exams?"
    r"|examinations?|tests?|quiz(?:zes)?|assessments?|papers?)(\s+\d{1,2})?",
    re.IGNORECASE,
)
_MONTH_OF_EXAM = re.compile(
    rf"(?<![\d第高初])(?:\d{{1,2}}|[{_DIGIT}]|十[一二])月份?(?=[月期]|考[试試]|阶段|階段|质量|質量|[检檢联聯统統])"
)
"""The month in 10月月考, which is the kind of exam beside."""
_ITEMS = re.compile(
    r"(小题|小題|各题|各題|逐题|题目)(得)?分?|(试卷|試卷|质量|質量)分析|答题(情况|明细)"
)
"""What a sheet is called that has the questions of a paper."""
_HOMEROOM = re.compile(
    r"(?:班主任|级任老师|級任老師|homeroom teacher|form tutor|class teacher)\s*[:：]?\s*"
    r"([^\s,，;；:：]{2,30}(?: [A-Z][\w'-]+)?)",
    re.IGNORECASE,
)


def class_in(texts: Iterable[str]) -> str:
    """The class that titles name, as they write it; '' where none does."""
    for text in texts:
        for pattern in _CLASS:
            if found := pattern.search(text):
                return (found[1] if found.groups() and pattern is _CLASS[3] else found[0]).strip()
    return ""


def grade_of(class_id: str) -> str:
    """The grade of a class, by how classes are called: 四（3）班 is of 四年级, 7A of 7."""
    text = unicodedata.normalize("NFKC", class_id).strip()
    if found := re.match(rf"((?:高|初|小)?(?:[{_DIGIT}]{{1,2}}|\d{{1,2}}))(?:年级|年級)", text):
        return f"{found[1]}年级"
    if found := re.match(rf"((?:高|初|小)?[{_DIGIT}]{{1,2}})\s*\(?\d", text):
        return f"{found[1]}年级"
    if found := re.match(r"(\d)\d\d班?$", text):
        return found[1]
    if found := re.match(r"(?:class|form|year)?\s*(\d{1,2})(?=\D|$)", text, re.IGNORECASE):
        return found[1]
    return text


def grade_in(texts: Iterable[str]) -> str:
    """The grade that titles name without a class, 七年级; '' where none does."""
    for text in texts:
        if found := _YEAR.search(text):
            return found[0]
    return ""


def class_order(class_id: str) -> tuple[tuple[int, int, str], ...]:
    """The place of a class among others: by its numbers, in figures or in words, 七 before 八."""
    plain = unicodedata.normalize("NFKC", class_id)
    parts = re.findall(rf"\d+|[{_DIGIT}]+|[^\d{_DIGIT}]+", plain)
    return tuple(
        (0, number, "") if (number := _number(part)) else (1, _STAGES.find(part[0]), part)
        for part in parts
    )


def _number(text: str) -> int:
    """The number of a text, up to 99 in Chinese; 0 where it is none."""
    if text.isdecimal():
        return int(text)
    if not all(sign in _DIGIT for sign in text):
        return 0
    tens, ten, ones = text.rpartition("十")
    value = (_DIGIT.index(tens[0]) + 1 if tens else 1) * 10 if ten else 0
    return value + (_DIGIT.index(ones[0]) + 1 if ones else 0)


def exam_in(texts: Iterable[str]) -> str:
    """The exam that titles name; '' where none does."""
    for text in texts:
        plain = unicodedata.normalize("NFKC", text)
        for pattern in (_DAY_IN_WORDS, _DAY, SCHOOL_YEAR, _MONTH_OF_EXAM):
            plain = pattern.sub(" ", plain)
        longest = max((found[0].strip() for found in _EXAM.finditer(plain)), key=len, default="")
        if len(longest) > 1:
            return longest
        if found := _EXAM_WORDS.search(plain):
            return found[0].strip()
    return ""


def subject_in(texts: Iterable[str]) -> str:
    """The one subject that titles name; '' where none or several."""
    found: dict[str, None] = {}
    for text in texts:
        for part in re.split(r"[\s\-_/,，、:：()（）]+", _ITEMS.sub("", text)):
            if is_subject(part):
                found[part] = None
            elif subject := _subject_of_exam(part):
                found[subject] = None
    return next(iter(found)) if len(found) == 1 else ""


def _subject_of_exam(word: str) -> str:
    """The subject of an exam that is named without a blank: 数学 of 数学期中."""
    text = normal(word)
    for subject in SUBJECTS_BY_LENGTH:
        rest = text.removeprefix(subject).removesuffix(subject)
        if rest != text and not subject.isascii() and is_exam(rest):
            return "" if any(other in rest for other in SUBJECTS_BY_LENGTH) else subject
    return ""


def homeroom_in(texts: Iterable[str]) -> str:
    """The homeroom teacher whom titles name."""
    for text in texts:
        if found := _HOMEROOM.search(text):
            return found[1].strip()
    return ""


def day_in(texts: Iterable[str]) -> tuple[date | None, bool]:
    """(the day that titles name, whether all of it is said); (None, False) where none does.

    Where the day of the month is not said it is the first; where the year is not, it follows
    from the school year.
    """
    years: tuple[int, int] | None = None
    texts = tuple(unicodedata.normalize("NFKC", text) for text in texts)
    for text in texts:
        if found := SCHOOL_YEAR.search(text):
            years = int(found[1]), int(found[1]) + 1
    if (day := next(filter(None, map(_day_in_figures, texts)), None)) is not None:
        return day, True
    in_words = next((own for text in texts if (own := _day_in_words(text))[0]), (None, False))
    if in_words[0]:
        return in_words
    for text in texts:
        rest = SCHOOL_YEAR.sub(" ", text)
        if (found := _MONTH.search(rest)) and (day := _date(int(found[1]), int(found[2]), 1)):
            return day, False
    for text in texts:
        if years and (found := _MONTH_DAY.search(text)):
            month = int(found[1])
            year = years[0] if month >= 8 else years[1]
            if day := _date(year, month, int(found[2] or 1)):
                return day, bool(found[2])
    return None, False


def _day_in_figures(text: str) -> date | None:
    found = (found for pattern in (_DAY, _COMPACT) for found in pattern.finditer(text))
    return next(filter(None, (_date(*map(int, one.groups())) for one in found)), None)


def _day_in_words(text: str) -> tuple[date | None, bool]:
    """The day of 12 October 2026 or October 12, 2026, and the first of October 2026."""
    found = _DAY_IN_WORDS.search(text)
    if found is None:
        return None, False
    month = [name[:3] for name in MONTHS.split("|")].index(found[2][:3]) + 1
    said = found[1] or found[3]
    return _date(int(found[4]), month, int(said or 1)), bool(said)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def exam_name(texts: Iterable[str], sheet: str) -> str:
    """How an exam is called: by its sheet where that names one, else by its titles."""
    return sheet.strip() if is_exam(sheet) and exam_in([sheet]) else exam_in(texts)
