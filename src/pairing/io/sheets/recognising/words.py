"""How schools speak in the headers and cells of their own sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pairing.io.sheets.page import normal
from pairing.io.sheets.recognising.vocabulary import (
    ABSENCE,
    DIMENSIONS,
    ROLES,
    SOURCES,
    SUBJECTS,
    Role,
)
from pairing.io.vocabulary.school_words import DUTIES, WEEKDAYS

__all__ = [
    "SUBJECTS_BY_LENGTH",
    "Role",
    "absence",
    "bare_name",
    "bare_subject",
    "dimension_of",
    "is_dimension",
    "is_exam",
    "is_item",
    "is_money",
    "is_subject",
    "parts_of",
    "period_kind",
    "role_of",
    "roles_of",
    "source_of",
    "summary_word",
    "weekday_of",
]


_ROLE_OF = {normal(word): role for role, words in ROLES.items() for word in words.split()}
_PRIVATE = re.compile(
    r"电话|電話|手机|家长|家長|监护|監護|身份证|父亲|母亲|phone|parent|guardian|e-?mail"
)
_RANK = re.compile(
    r"名次|排名|位次|班名|级名|級名|校名|年名|^rank|ranking|rank$|position$|^班排|^年排|^校排|^级排|排序|^[班校级級年]次$"
)
_TOTAL = re.compile(
    r"总分|總分|总成绩|總成績|合计|合計|总计|總計|总评|總評|三科|主科|语数外|文综|理综|^total|total$|^sum$"
)
_MEAN = re.compile(r"平均|均分|^average|^mean$|average$|^avg")
_LEVEL = re.compile(
    r"等级|等級|等第|^grade$|^level$|评级|進退|进退|进步|升降|变化|差值|标准分|t分|z分|折合|折算|(得分|及格|优秀|優秀|合格|优良|完成|达标)率$"
)
_SOMEBODY = re.compile(
    "[王李张張刘劉陈陳杨楊黄黃赵趙吴吳徐孙孫马馬朱胡林郭何罗羅梁宋郑鄭谢謝韩韓唐冯馮董萧蕭程曹袁邓鄧许許"
    "傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈魏薛叶葉阎潘杜戴夏钟鍾汪田姜范范石姚谭譚廖邹鄒熊陆陸郝崔邱康史龙龍"
    "贺賀顾顧毛龚龔邵万萬钱錢严嚴武黎]([进進]步|升降)"
)
_MONEY = re.compile(
    r"金[额額]|.[费費]$|费用|費用|[单單总總]价|[單總]價|[余餘][额額]|[应應实實已未][缴繳交收付]|[缴繳交收付欠退捐]款|[(（](元|￥|¥|\$|£|€)[)）]$"
    r"|^(amount|fees?|paid|unpaid|price|unitprice|cost|balance)(paid|due|owed)?(\W|$)"
)
"""Headers of what somebody pays."""
_BESIDE = re.compile(
    r"^(体重|體重|年龄|年齡|胸围|胸圍|肺活量|血压|鞋码|校服|尺码|宿舍|寝室|床号|床位|座位|考场|考場|学分|學分|加分|扣分"
    r"|学号后|出勤|考勤|组别|組別|组号|小组|bmi$|\d+米跑?(\W|$)|(跳绳|仰卧起坐|立定跳远|坐位体前屈|引体向上)$|weight|age$|age\(|readingage|spellingage|effort|attitude|target|predicted"
    r"|attendance\W)|次数$|^(周|週|星期)[一二三四五六日天]$|[(（](秒|个|次|米|厘米|公斤|千克|毫升|cm|kg|ml|m|s)[)）]$"
)
"""Headers of numbers that are no marks."""

_SUBJECTS = frozenset(map(normal, SUBJECTS.split()))
SUBJECTS_BY_LENGTH = tuple(sorted(_SUBJECTS, key=lambda word: (-len(word), word)))
_DECORATION = re.compile(r"(成绩|成績|分数|分數|得分|总分|卷面分?|原始分|分|score|marks?|[%％])$")
_EXAM = re.compile(
    r"考|测|測|摸底|期中|期末|月考|模拟|模擬|单元|單元|检测|檢測|联考|聯考|小测|学业水平"
    r"|exam|test|quiz|mid-?term|final|mock|assessment|paper|diagnostic"
)
_ITEM = re.compile(
    r"第?[一二三四五六七八九十\d]{1,3}[、.]?[题題]?([(（]\d+[)）])?"
    r"|[题題]?[tq]?\d{1,2}|question\d{1,2}"
    r"|(单选|單選|多选|多選|选择|選擇|填空|判断|判斷|解答|计算|計算|应用|應用|简答|簡答|问答|問答|阅读|閱讀"
    r"|客观|客觀|主观|主觀|附加|听力|聽力|完形|证明|實驗|实验)[题題分][一二三四\d]?|[ⅰⅱ12ab一二]卷"
)
_SUMMARY = re.compile(
    r"^(班级|班級|年级|年級|全班|全级|总|總)?(平均分?|均分|最高分?|最低分?|最高|最低|优秀|優秀|良好|及格|不及格|优良率?|统计|統計|及格率|及格人数|优秀率|優秀率|优秀人数|良好率|合格率"
    r"|合计|合計|总计|總計|总分|總分|人数|人數|参考人数|应考人数|实考人数|缺考人数|标准差|標準差|中位数|中位數|低分率|满分|滿分"
    r"|average|mean|median|max|maximum|min|minimum|highest|lowest|total|sum|count|passrate|sd|stdev"
    r"|standarddeviation|outof|fullmarks)[:：]?$"
    r"|^\d{1,3}(\.\d)?分?(及|及其)?(以上|以下|段)|^[<>≥≤]=?\d{1,3}"
)
_NAME = re.compile(r"[^\W\d_][^\d_;；:：=/]{0,39}")
_NUMBERED = re.compile(r"^[(（]?\d{1,3}\s*[.．、,，)）:：号號]\s*")
_FULL_ROW = re.compile(r"^(满分|滿分|outof|fullmarks|fullscore)[:：]?$")

_ABSENT = {normal(word): kind for kind, words in ABSENCE.items() for word in words.split()}

_WEEKDAY = {normal(word): day for day, words in WEEKDAYS.items() for word in words.split()}

_DUTY_OF = {normal(word): role for role, words in DUTIES.items() for word in (role, *words.split())}
_OFFICE = re.compile(r"(班主任|主任|校长|校長|书记|書記)$")
"""Who heads something, by the end of the word: 德育处主任."""
_HEAD_OF = re.compile(r"headof(.+)")
_SMALL = frozenset(("of", "the", "for", "in", "a"))
_PARTS = re.compile(r"[;；,，、/|+＋&兼\n()（）]|\band\b", re.IGNORECASE)

_KINDS = (
    ("after_school", re.compile(r"课后|課後|放学|放學|延时|after")),
    ("evening", re.compile(r"晚自习|晚自習|晚修|晚")),
    ("self_study", re.compile(r"自习|自習|早读|早讀|晨读|晨讀|study")),
    ("lunch", re.compile(r"午休|午餐|午间|午間|lunch")),
    ("break", re.compile(r"课间|課間|大课间|眼保健操|早操|break|recess")),
)


@lru_cache(maxsize=1 << 12)
def role_of(header: str) -> Role | None:
    """What a column is for, by its header; None where the header does not say."""
    text = normal(header).replace("_", "").strip(":：*")
    if found := _ROLE_OF.get(text):
        return found
    for role, pattern in (
        (Role.PRIVATE, _PRIVATE),
        (Role.NOTE, _MONEY),
        (Role.RANK, _RANK),
        (Role.TOTAL, _TOTAL),
        (Role.MEAN, _MEAN),
        (Role.LEVEL, _LEVEL),
        (Role.NOTE, _BESIDE),
    ):
        if pattern.search(text):
            # 李进步 is somebody's name.
            return None if role is Role.LEVEL and _SOMEBODY.fullmatch(text) else role
    return None


def is_subject(word: str) -> bool:
    """Whether a word is a school subject."""
    text = normal(word)
    return text in _SUBJECTS or _DECORATION.sub("", text) in _SUBJECTS


def bare_subject(word: str) -> str:
    """A subject without what a header says beside it: 语文成绩 is 语文."""
    text = word.strip()
    short = _DECORATION.sub("", text).strip()
    if not short or normal(short) not in _SUBJECTS:
        return text
    # Blanks inside are of the drawing: 语　文.
    return short if short.isascii() else "".join(short.split())


def is_exam(word: str) -> bool:
    """Whether a text names an exam."""
    return _EXAM.search(normal(word)) is not None


def is_item(header: str) -> bool:
    """Whether a header is that of one question of a paper, or of one kind of them."""
    return _ITEM.fullmatch(normal(header)) is not None


def is_money(header: str) -> bool:
    """Whether a header is that of what somebody pays."""
    return _MONEY.search(normal(header)) is not None


def is_name(cell: str) -> bool:
    """Whether a text can be the name of a person: short, without figures and colons."""
    return _NAME.fullmatch(cell.strip()) is not None


def bare_name(cell: str) -> str:
    """A name without the number that a list puts before it: 1. 王子涵."""
    text = cell.strip()
    return _NUMBERED.sub("", text) if is_name(_NUMBERED.sub("", text)) else text


def summary_word(cell: str) -> str:
    """'full' for a row of full marks, 'summary' for one of means and the like, else ''."""
    text = normal(cell)
    if _FULL_ROW.match(text):
        return "full"
    return "summary" if _SUMMARY.match(text) else ""


def absence(cell: str) -> str | None:
    """Why there is no mark, of the four kinds, where a cell says so in a word."""
    return _ABSENT.get(normal(cell).strip("()（）"))


def weekday_of(cell: str) -> int | None:
    """The day of the week (1 is Monday) that a header names."""
    return _WEEKDAY.get(normal(cell).strip("()（）"))


_SIDES = frozenset(
    normal(one) for name, words in DIMENSIONS.items() for one in (name, *words.split())
)


def _within(words: Mapping[str, str], cell: str) -> str | None:
    text = normal(cell)
    for name, spoken in words.items():
        if any(normal(word) in text for word in spoken.split()):
            return name.rstrip("_")
    return None


def dimension_of(cell: str) -> str | None:
    """The side of life that a word means."""
    return _within(DIMENSIONS, cell)


def is_dimension(cell: str) -> bool:
    """Whether a cell is a word for a side of life, and nothing else."""
    return normal(cell) in _SIDES


def source_of(cell: str) -> str | None:
    """Where a sign comes from."""
    return _within(SOURCES, cell)


def roles_of(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles that a cell names, and the words of it that nobody knows."""
    known: dict[str, None] = {}
    unknown: list[str] = []
    for part in _PARTS.split(cell):
        words = part.split()
        while words:
            # Class teacher is one duty, and so is Head of Year: as many words as make one.
            ends = range(len(words), 0, -1)
            end = next((end for end in ends if _duty("".join(words[:end]))), 0)
            if end:
                known[_duty("".join(words[:end]))] = None
            elif normal(words[0]) not in _SMALL and not any(map(str.isdigit, words[0])):
                unknown.append(words[0])
            words = words[end or 1 :]
    return tuple(known), tuple(unknown)


def _duty(words: str) -> str:
    """The role of one duty; '' for none."""
    word = normal(words)
    role = _DUTY_OF.get(word) or _DUTY_OF.get(word.removesuffix("老师").removesuffix("教师"), "")
    if not role and (ending := _OFFICE.search(word)):
        role = "homeroom" if ending[0] == "班主任" else "cadre"
    if not role and (head := _HEAD_OF.fullmatch(word)):
        role = "backbone" if is_subject(head[1]) else ""
    return role


def parts_of(cell: str) -> tuple[str, ...]:
    """Several values of one cell."""
    return tuple(part.strip() for part in re.split(r"[;；,，、/\n]", cell) if part.strip())


def period_kind(words: Iterable[str]) -> str:
    """What a period is for, by the words of its row."""
    text = normal("".join(words))
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), "lesson")
