"""Other words for the closed lists of values: Chinese, as schools and our own pages say them.

A column decides what an ambiguous word means, and of columns with one name the table: a list that
stands for one table alone is named ``table.column``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pairing.io.vocabulary.folding import fold, index
from pairing.io.vocabulary.school_words import DUTIES, WEEKDAY_SIGNS, WEEKDAYS
from pairing.model.many import joined, parted
from pairing.model.room.places import MARKS, ZONES

__all__ = ["VALUES", "value_name"]

_DIMENSIONS = {
    "psychology": "心理 心理健康",
    "behaviour": "行为 行為 behavior 行为习惯 行為習慣 品行",
    "relations": "人际 人際 人际关系 人際關係 人际交往 人際互動 同伴关系 同伴關係 同儕關係 交往",
    "study": "学习 學習 学业 學業 课业 課業",
    "family": "家庭 家庭情况 家庭狀況",
    "economy": "经济 經濟 经济困难 經濟困難 家庭经济 家庭經濟",
    "safety": "安全",
}
_NEEDS = {
    "psychology": "心理",
    "behaviour": "行为 行為",
    "relations": "人际关系 人際關係",
    "study": "学习 學習",
    "family": "家庭",
    "economy": "经济 經濟",
    "safety": "安全",
}
"""Where subjects stand too, only what our pages show: 心理健康 is a subject of many schools."""

_SESSIONS = {
    "talk": "谈心 談心 谈话 談話 思想教育面谈 思想教育面談 面谈 面談 晤談",
    "classwork": "当面批改 當面批改 面批 作业面批 作業面批 课堂作业面批 課堂作業面批 作業當面批改",
    "corrections": "当面订正 當面訂正 订正 訂正 面改 错误作业面改 錯誤作業面改 錯題當面訂正",
    "study_check": "自习检查 自習檢查 自习 自習 面查 自习辅导面查 自習輔導面查 自習當面檢查",
    "exam_review": "试卷分析 試卷分析 考后分析 考後分析 面评 面評 阶段考试面评 階段考試面評"
    " 考後檢討 試卷檢討",
    "mentoring": "包保谈心 导师谈心 導師談心 包保谈话 包保談話 包保教师谈心 包保教师谈话 認輔"
    " 認輔晤談 認輔教師談心 認輔談話 辅导 輔導",
    "home_visit": "家访 家訪 入户家访 家庭訪問",
    "peer_tutoring": "同伴辅导 同伴輔導 同伴互助 结对互助 結對互助 同儕輔導 同儕互助 小老师辅导"
    " 小老師輔導",
}

_WEEKDAY = {
    str(number): f"{words} {' '.join(signs)}"
    for (number, words), signs in zip(WEEKDAYS.items(), WEEKDAY_SIGNS, strict=True)
}

VALUES: dict[str, dict[str, str]] = {
    "gender": {
        "F": "女 女生 女性 female girl",
        "M": "男 男生 男性 male boy",
        "X": "其他 其它 未知 未说明 未說明 other",
    },
    "vision": {
        "normal": "正常 良好",
        "front": "近视 近視 视力差 視力差 靠前 需靠前 前排 需坐前排",
    },
    "hearing": {
        "normal": "正常 良好 无 無",
        "front": "弱听 弱聽 重听 重聽 听力差 聽力差 靠前 需靠前 前排 需坐前排",
    },
    "attends": {
        "onsite": "到校 在校 现场 現場 实体 實體 走读 住校",
        "remote": "线上 線上 远程 遠程 遠端 网课 網課 在家",
    },
    "roles": dict(DUTIES),
    "dimension": _DIMENSIONS,
    "serves": _DIMENSIONS,
    "need": _NEEDS,
    "cancellations.subject": _NEEDS,
    "source": {
        "observation": "观察 觀察 教师观察 教師觀察 日常观察 日常觀察",
        "home_visit": "家访 家訪 入户家访",
        "peers": "同学 同學 同伴 同儕 同学反映 同學反映",
        "parent": "家长 家長 家长反映 家長反映",
        "test": "测验 測驗 测评 測評 测试 測試 量表 问卷 問卷 筛查 篩檢",
    },
    "severity": {
        "1": "轻 輕 轻度 輕度 轻微 輕微 mild",
        "2": "中 中度 明显 明顯 marked moderate",
        "3": "重 重度 严重 嚴重 severe",
    },
    "weekday": _WEEKDAY,
    "follows": _WEEKDAY,
    "relations.kind": {
        "friend": "朋友 好友 好朋友 友好 友谊",
        "conflict": "冲突 衝突 矛盾 不和 对立",
    },
    "periods.kind": {
        "lesson": "课 課 上课 上課 正课 正課 课堂 課堂 class",
        "break": "课间 課間 大课间 大課間 下课 下課 下課時間 课间休息 recess",
        "self_study": "自习 自習 自习课 自習課 早自习 早自習 早读",
        "lunch": "午休 午餐 午间 午間 中午",
        "after_school": "放学后 放學後 课后 課後 课后服务 課後服務 課後輔導 课后辅导 第八節",
        "evening": "晚上 晚间 晚間 晚自习 晚自習 晚修",
    },
    "calendar.kind": {
        "holiday": "假期 放假 假日 节假日 節假日 休假",
        "exam": "考试 考試 考试日 考試日",
        "half_day": "半天 半日",
        "swapped": "调休 調休 补课 補課 补班 補班 调课 調課 换课 換課 调休上课 調休上課 swap",
    },
    "exams.kind": {
        "exam": "考试 考試 正式考试 正式考試 大考 段考 期中 期末 期中考试 期末考试",
        "quiz": "小测验 小測驗 测验 測驗 小测 小測 单元测验 單元測驗 小考 平時考 随堂测验 隨堂測驗",
        "diagnostic": "摸底 摸底考试 摸底考試 诊断 診斷 诊断测验 診斷測驗 前測",
        "make_up": "补考 補考",
    },
    "cancellations.kind": _SESSIONS,
    "records.kind": {
        **_SESSIONS,
        "parent_contact": "联系家长 聯繫家長 聯絡家長 家长沟通 家長溝通 家校沟通 家校溝通 家校联系"
        " 親師溝通 电话联系 電話聯繫",
        "first_visit": "首次走访 首次走訪 首次家访 首次家訪 初次家訪 初次家访 首访 首訪 首次訪視",
        "other": "其他 其它",
    },
    "held": {
        "yes": "是 已进行 已進行 已开展 已完成 完成 true 1 y √ ✓",
        "no": "否 未进行 未進行 未开展 未完成 false 0 n × ✗",
    },
    "content": {
        "study": "学习 學習 学业 學業",
        "thought": "思想 思想教育 品德 品行",
        "psychology": "心理 心理健康",
        "safety": "安全 安全教育",
    },
    "cause": {
        "social": "社会 社會 社会因素 社會因素 社会原因 社會原因",
        "school": "学校 學校 学校因素 學校因素 学校原因 學校原因",
        "family": "家庭 家庭因素 家庭原因",
        "non_intellectual": "非智力因素 非智力 非智力原因 个人因素 個人因素 个人原因 個人原因 "
        "学习习惯 學習習慣 習慣 习惯",
        "other": "其他 其它 其他因素 其他原因",
    },
    "goals.kind": {
        "short": "短期 短期目标 短期目標",
        "long": "长期 長期 长期目标 長期目標",
        "standard": "自身标准 自身標準 自我标准 自我標準 标准 標準",
    },
    "goals.measure": {
        "percent": "得分率 百分比 % 分数 分數 成绩 成績",
        "rank": "名次 排名",
        "words": "文字 描述 表现 表現",
    },
    "status": {
        "open": "进行中 進行中 未到期",
        "reached": "达成 達成 已达成 已達成 完成",
        "missed": "未达成 未達成 未完成",
        "dropped": "放弃 放棄 取消 已取消 中止",
    },
    "usable": {
        "yes": "是 可用 可以 能 true 1 y √ ✓",
        "no": "否 不可用 不可以 不能 停用 false 0 n × ✗",
    },
    "missing": {
        "not_taken": "未选 未選 未选考 未選考 不考 na n/a",
        "excused": "免考 缓考 緩考 请假 請假 病假 事假 公假 exempt",
        "not_marked": "未批 待批 未批改 未批閱 未批阅 未阅 未閱 未登分 pending ungraded unmarked",
        "missed": "缺考 缺 旷考 曠考 缺席 absent",
    },
    "for": {
        "seat": "座位 邻座 鄰座 同桌",
        "tutor": "小老师 小老師",
        "mentor": "导师 導師 包保教师 包保教師 認輔教師 认辅教师",
        "group": "小组 小組",
    },
    "rank": {
        "1": "第一志愿 第一志願 第一 first 一",
        "2": "第二志愿 第二志願 第二 second 二",
        "3": "第三志愿 第三志願 第三 third 三",
        "avoid": "回避 迴避 避开 避開 不愿 不願",
    },
    "layouts.tags": {**MARKS, **ZONES},
    "ruling": {
        "confirmed": "确认 確認 认定 認定 列为帮扶对象 列為輔導對象 列為幫扶對象 列入",
        "dismissed": "排除 驳回 駁回 不列入 不认定 不認定",
    },
}
"""By column, or by table and column: each value's other words, parted by blanks."""

_CLOSED = ("roles", "serves", "content", "cause")
"""The columns of many values that are all of a closed list."""
_OPEN = ("subjects", "tags")
"""The columns of many values that may be any; some of a seat's have words of their own."""


def value_name(column: str, cell: str, table: str = "") -> str:
    """The contract's word for a cell of this column, or the cell itself.

    Without its table, a word for a kind means what it means in the first table that knows it.
    """
    words = _words(table, column)
    if column in _CLOSED:
        return _closed(cell, words)
    if column in _OPEN and words:
        return joined(words.get(fold(one), one) for one in parted(cell))
    return words.get(fold(cell), cell)


def _closed(cell: str, words: Mapping[str, str]) -> str:
    """Several words of a closed list, in which no comma can be a part of one."""
    found: list[str] = []
    for between in cell.split(";"):
        for part in parted(between):
            blanks = part.split()
            # 'home visit' is one word, and so is a name that nobody knows.
            several = fold(part) not in words and all(fold(one) in words for one in blanks)
            found += [words.get(fold(one), one) for one in (blanks if several else (part,))]
    return ";".join(dict.fromkeys(found))


@cache
def _words(table: str, column: str) -> dict[str, str]:
    """The values by the folded words for them, as this column of this table has them."""
    found: dict[str, str] = {}
    for place, names in VALUES.items():
        owner, _, name = place.rpartition(".")
        # Of a table that nobody names each list of kinds may be meant; a subject is free elsewhere.
        if name == column and (not owner or table == owner or (not table and name == "kind")):
            found = {**index(names), **found}
    return found
