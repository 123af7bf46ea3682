"""How schools speak in the headers and cells of their own sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from pairing.io.sheets.page import normal

__all__ = [
    "SUBJECTS_BY_LENGTH",
    "Role",
    "absence",
    "bare_subject",
    "dimension_of",
    "is_exam",
    "is_subject",
    "parts_of",
    "period_kind",
    "role_of",
    "roles_of",
    "source_of",
    "summary_word",
    "weekday_of",
]


class Role(StrEnum):
    """What a column of a sheet holds."""

    NUMBER = "number"
    ID = "student_id"
    NAME = "name"
    TEACHER = "teacher"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    CLASS = "class_id"
    GENDER = "gender"
    HEIGHT = "height_cm"
    VISION = "vision"
    HEARING = "hearing"
    AREA = "area"
    ATTENDS = "attends"
    TEACHER_ID = "teacher_id"
    DUTIES = "roles"
    TEACHES = "subjects"
    TAUGHT_CLASSES = "teaching"
    MOST = "max_mentees"
    LEAST = "min_mentees"
    DIMENSION = "dimension"
    INDICATOR = "indicator"
    CAUSE = "cause"
    SOURCE = "source"
    SEVERITY = "severity"
    DATE = "date"
    TIME = "time"
    PERIOD = "period"
    SCORE = "score"
    SUBJECT = "subject"
    EXAM = "exam"
    FULL = "full_score"
    TOTAL = "total"
    RANK = "rank"
    MEAN = "mean"
    LEVEL = "level"
    NOTE = "note"
    PRIVATE = "private"
    MENTOR = "mentor"
    MEASURE = "measure"


_ROLES: Mapping[Role, str] = {
    Role.NUMBER: "序号 序號 编号 編號 no no. # number 座号 座號",
    Role.ID: (
        "学号 學號 考号 考號 准考证号 准考證號 学籍号 學籍號 学生编号 學生編號 studentid id"
        " studentno studentnumber pupilid admissionno candidatenumber upn"
    ),
    Role.NAME: "姓名 学生姓名 學生姓名 学生 學生 名字 name studentname student pupil fullname",
    Role.TEACHER: "教师姓名 教師姓名 教师 教師 老师 老師 任课教师 任課教師 任课老师 teacher teachername",
    Role.FIRST_NAME: "名 firstname forename givenname 名（名字）",
    Role.LAST_NAME: "姓 lastname surname familyname",
    Role.CLASS: "班级 班級 班别 班別 班 所在班级 所在班級 class classid form homeroom tutorgroup",
    Role.GENDER: "性别 性別 gender sex",
    Role.HEIGHT: "身高 身高cm 身高(cm) 身高(厘米) 身高(公分) height height(cm) heightcm",
    Role.VISION: "视力 視力 裸眼视力 裸眼視力 vision eyesight",
    Role.HEARING: "听力 聽力 hearing",
    Role.AREA: "家庭住址 家庭地址 住址 地址 家庭所在地 村 村庄 村莊 社区 社區 街道 address village area",
    Role.ATTENDS: "到校方式 attends attendance",
    Role.TEACHER_ID: "工号 工號 教师编号 教師編號 teacherid staffid",
    Role.DUTIES: "职务 職務 身份 角色 岗位 崗位 role roles position post duties",
    Role.TEACHES: "任教学科 任教學科 任教科目 所教学科 所教學科 任课 任課 subjects teaches",
    Role.TAUGHT_CLASSES: "任教班级 任教班級 所教班级 所教班級 classes teachesclasses",
    Role.MOST: "最多包保人数 最多包保 包保人数上限 最多帮扶人数 最多人数 most maxmentees maximum",
    Role.LEAST: "最少包保人数 最少包保 minmentees minimum",
    Role.DIMENSION: (
        "困难类型 困難類型 类型 類型 类别 類別 困难类别 问题类型 問題類型 维度 維度 dimension area"
        "ofneed kindofneed"
    ),
    Role.INDICATOR: (
        "具体表现 具體表現 表现 表現 主要表现 主要表現 现实表现 情况 情況 存在问题 主要问题"
        " 具体情况 indicator sign signs whatwasseen concern"
    ),
    Role.CAUSE: "成因 原因 形成原因 主要原因 致困原因 cause causes reason",
    Role.SOURCE: "来源 來源 信息来源 发现途径 source",
    Role.SEVERITY: "程度 严重程度 嚴重程度 等级程度 severity",
    Role.DATE: "日期 时间日期 登记日期 date day 考试日期 考試日期 考试时间 考試時間",
    Role.TIME: "时间 時間 上课时间 起止时间 time times hours",
    Role.PERIOD: "节次 節次 节 節 课节 period lesson 星期 节次/星期",
    Role.SCORE: "分数 分數 得分 成绩 成績 原始分 卷面分 score mark marks points result",
    Role.SUBJECT: "学科 學科 科目 subject",
    Role.EXAM: "考试 考試 考试名称 考試名稱 exam test assessment",
    Role.FULL: "满分 滿分 outof fullscore fullmarks max",
    Role.NOTE: "备注 備註 说明 說明 note notes remark remarks comment comments",
    Role.MENTOR: "包保教师 包保教師 帮扶教师 幫扶教師 导师 導師 责任人 mentor",
    Role.MEASURE: "帮扶措施 幫扶措施 措施 measures measure",
    Role.PRIVATE: (
        "家长姓名 家長姓名 家长 家長 监护人 監護人 监护人姓名 联系电话 聯絡電話 联系方式 电话 電話"
        " 手机 手機 手机号 身份证号 身份證號 身份证 出生日期 出生年月 民族 父亲 母亲 父亲姓名 母亲姓名"
        " 父亲电话 母亲电话 微信 phone telephone mobile email e-mail parent parents guardian"
        " emergencycontact dateofbirth dob birthday address2 postcode nationalid"
    ),
}
_ROLE_OF = {normal(word): role for role, words in _ROLES.items() for word in words.split()}
_PRIVATE = re.compile(
    r"电话|電話|手机|家长|家長|监护|監護|身份证|父亲|母亲|phone|parent|guardian|e-?mail"
)
_RANK = re.compile(
    r"名次|排名|位次|班名|级名|級名|校名|年名|^rank|ranking|rank$|position$|^班排|^年排|^校排|^级排"
)
_TOTAL = re.compile(
    r"总分|總分|总成绩|總成績|合计|合計|总计|總計|总评|總評|三科|主科|语数外|文综|理综|^total|total$|^sum$"
)
_MEAN = re.compile(r"平均|均分|^average|^mean$|average$|^avg")
_LEVEL = re.compile(
    r"等级|等級|等第|^grade$|^level$|评级|進退|进退|进步|升降|变化|差值|标准分|t分|z分"
)

_SUBJECTS = frozenset(
    normal(word)
    for word in (
        "语文 語文 国文 國文 国语 國語 中文 数学 數學 英语 英語 英文 物理 化学 化學 生物 历史 歷史 地理 政治"
        " 道德与法治 道德與法治 道法 思想品德 品德 思品 公民 社会 社會 科学 科學 自然 音乐 音樂 美术 美術 体育"
        " 體育 体育与健康 信息技术 信息技術 信息科技 资讯 資訊 计算机 劳动 勞動 综合实践 心理健康 书法 写字"
        " 阅读 作文 听力口语 日语 俄语 法语 德语 西班牙语 通用技术 技术 班会 班會"
        " maths math mathematics english chinese science physics chemistry biology history geography"
        " french german spanish latin art music pe computing ict citizenship economics politics"
        " literature reading writing technology religion rs drama"
    ).split()
)
SUBJECTS_BY_LENGTH = tuple(sorted(_SUBJECTS, key=lambda word: (-len(word), word)))
_DECORATION = re.compile(r"(成绩|成績|分数|分數|得分|总分|卷面分?|原始分|分|score|marks?)$")
_EXAM = re.compile(
    r"考|测|測|摸底|期中|期末|月考|模拟|模擬|单元|單元|检测|檢測|联考|聯考|小测|学业水平"
    r"|exam|test|quiz|mid-?term|final|mock|assessment|paper|diagnostic"
)
_SUMMARY = re.compile(
    r"^(班级|班級|年级|年級|全班|全级|总|總)?(平均分?|均分|最高分?|最低分?|及格率|及格人数|优秀率|優秀率|优秀人数|良好率|合格率"
    r"|合计|合計|总计|總計|总分|總分|人数|人數|参考人数|应考人数|实考人数|缺考人数|标准差|標準差|中位数|中位數|低分率|满分|滿分"
    r"|average|mean|median|max|maximum|min|minimum|highest|lowest|total|sum|count|passrate|sd|stdev"
    r"|standarddeviation|outof|fullmarks)[:：]?$"
)
_FULL_ROW = re.compile(r"^(满分|滿分|outof|fullmarks|fullscore)[:：]?$")

_ABSENCE = {
    "missed": "缺考 旷考 曠考 缺席 缺 旷 曠 未考 absent abs a missed",
    "excused": "免考 免 缓考 緩考 请假 請假 病假 事假 公假 缓 緩 excused exempt ex e",
    "not_marked": "未批 待批 未阅 未閱 未登分 未登 pending ungraded unmarked",
    "not_taken": "未选 未選 不考 不选 - -- — / \\ na n/a ×",
}
_ABSENT = {normal(word): kind for kind, words in _ABSENCE.items() for word in words.split()}

_WEEKDAYS = {
    day: words.split()
    for day, words in enumerate(
        (
            "一 1 mon monday", "二 2 tue tues tuesday", "三 3 wed weds wednesday",
            "四 4 thu thur thurs thursday", "五 5 fri friday", "六 6 sat saturday",
            "日 天 7 sun sunday",
        ),
        1,
    )
}  # fmt: skip
_WEEKDAY = {
    **{
        normal(f"{prefix}{word}"): day
        for day, words in _WEEKDAYS.items()
        for word in words
        if not word.isascii() or word.isdigit()
        for prefix in ("周", "週", "星期", "礼拜", "禮拜")
    },
    **{word: day for day, words in _WEEKDAYS.items() for word in words if word.isalpha()
       and word.isascii()},
}  # fmt: skip

_DIMENSIONS = {
    "psychology": "心理 情绪 情緒 自卑 抑郁 焦虑",
    "behaviour": "行为 行為 品行 纪律 紀律 behaviour behavior 习惯",
    "relations": "人际 人際 交往 同伴 同学关系 relations peers",
    "study": "学习 學習 学业 學業 学困 study learning",
    "family": "家庭 留守 单亲 單親 family",
    "economy": "经济 經濟 贫困 貧困 economy poverty",
    "safety": "安全 safety",
    "psychology_": "psychology mental",
}
_SOURCES = {
    "home_visit": "家访 家訪 homevisit",
    "peers": "同学 同學 同伴 学生反映 peers classmates",
    "parent": "家长 家長 父母 parent",
    "test": "测评 測評 测试 測試 考试 考試 问卷 test survey",
    "observation": "观察 觀察 教师 教師 老师 老師 班主任 科任 日常 平时 observation teacher",
}
_DUTIES = {
    "cadre": (
        "教干 教幹 校长 校長 书记 書記 副校长 园长 教导主任 教務主任 教务主任 德育主任 政教主任 总务主任 主任"
        " 大队辅导员 大隊輔導員 少先队辅导员 团委书记 工会主席 中层 中层干部 中層幹部 干部 幹部 党员 黨員 年级组长"
        " 年級組長 年级主任 年級主任 级长 cadre principal head headteacher deputyhead viceprincipal"
        " headofyear seniorleader"
    ),
    "homeroom": "班主任 级任老师 級任老師 正班主任 homeroom formtutor classteacher headteacherofclass",
    "backbone": (
        "骨干 骨幹 骨干教师 骨幹教師 教研组长 教研組長 备课组长 備課組長 学科带头人 名师 学科组长 backbone"
        " headofdepartment leadteacher"
    ),
    "subject": (
        "科任 科任教师 科任教師 科任老师 任课 任課 任课教师 任課教師 任课老师 教师 教師 老师 专任教师 副班主任"
        " subject subjectteacher teacher"
    ),
}
_DUTY_OF = {normal(word): role for role, words in _DUTIES.items() for word in words.split()}
_PARTS = re.compile(r"[;；,，、/|+＋兼\n]| ")

_KINDS = (
    ("after_school", re.compile(r"课后|課後|放学|放學|延时|after")),
    ("evening", re.compile(r"晚自习|晚自習|晚修|晚")),
    ("self_study", re.compile(r"自习|自習|早读|早讀|晨读|晨讀|study")),
    ("lunch", re.compile(r"午休|午餐|午间|午間|lunch")),
    ("break", re.compile(r"课间|課間|大课间|眼保健操|早操|break|recess")),
)


def role_of(header: str) -> Role | None:
    """What a column is for, by its header; None where the header does not say."""
    text = normal(header).replace("_", "").strip(":：*")
    if found := _ROLE_OF.get(text):
        return found
    for role, pattern in (
        (Role.PRIVATE, _PRIVATE),
        (Role.RANK, _RANK),
        (Role.TOTAL, _TOTAL),
        (Role.MEAN, _MEAN),
        (Role.LEVEL, _LEVEL),
    ):
        if pattern.search(text):
            return role
    return None


def is_subject(word: str) -> bool:
    """Whether a word is a school subject."""
    text = normal(word)
    return text in _SUBJECTS or _DECORATION.sub("", text) in _SUBJECTS


def bare_subject(word: str) -> str:
    """A subject without what a header says beside it: 语文成绩 is 语文."""
    text = word.strip()
    short = _DECORATION.sub("", text)
    return short if short and normal(short) in _SUBJECTS else text


def is_exam(word: str) -> bool:
    """Whether a text names an exam."""
    return _EXAM.search(normal(word)) is not None


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


def _within(words: Mapping[str, str], cell: str) -> str | None:
    text = normal(cell)
    for name, spoken in words.items():
        if any(normal(word) in text for word in spoken.split()):
            return name.rstrip("_")
    return None


def dimension_of(cell: str) -> str | None:
    """The side of life that a word means."""
    return _within(_DIMENSIONS, cell)


def source_of(cell: str) -> str | None:
    """Where a sign comes from."""
    return _within(_SOURCES, cell)


def roles_of(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles that a cell names, and the words of it that nobody knows."""
    known: dict[str, None] = {}
    unknown = []
    for part in _PARTS.split(cell):
        word = normal(part)
        if not word:
            continue
        role = _DUTY_OF.get(word) or _DUTY_OF.get(word.removesuffix("老师").removesuffix("教师"))
        if role is None:
            unknown.append(part.strip())
        else:
            known[role] = None
    return tuple(known), tuple(unknown)


def parts_of(cell: str) -> tuple[str, ...]:
    """Several values of one cell."""
    return tuple(part.strip() for part in re.split(r"[;；,，、/\n]", cell) if part.strip())


def period_kind(words: Iterable[str]) -> str:
    """What a period is for, by the words of its row."""
    text = normal("".join(words))
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), "lesson")
