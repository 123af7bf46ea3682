"""Other names for tables, columns and values: Chinese, simplified and traditional.

English is matched without regard to case, blanks or underscores.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

__all__ = ["GUIDE", "column_name", "near_column", "near_table", "table_name", "value_name"]

GUIDE = "how to"
"""The sheet of the template that holds no table."""

_TABLES = {
    "students": "学生 學生 学生表 學生表",
    "teachers": "教师 教師 老师 老師 教师表 教師表",
    "classes": "班级 班級 班级表 班級表",
    "teaching": "任课 任課 任课表 任課表 授课 授課",
    "scores": "成绩 成績 成绩表 成績表",
    "indicators": "指标 指標 表现 表現",
    "relations": "关系 關係 同伴关系 同伴關係",
    "layouts": "座位 座位表 教室 教室布局 教室佈局",
    "periods": "时段 時段 节次 節次",
    "timetable": "课表 課表 课程表 課程表",
    "seat_history": "座位历史 座位歷史",
    "pair_history": "结对历史 結對歷史",
    "mentor_history": "包保历史 包保歷史 帮扶历史 幫扶歷史",
    "units": "单位 單位 帮扶单位 幫扶單位",
    "calendar": "校历 校曆",
    "absences": "请假 請假 缺勤",
    "cancellations": "取消",
    "meeting_rooms": "谈话室 談話室 辅导室 輔導室",
    "exams": "考试 考試 考试表 考試表",
    "wishes": "意愿 意願 志愿 志願 愿望 願望",
    "decisions": "认定 認定 认定记录 認定記錄",
}

_COLUMNS = {
    "student_id": "学号 學號 学生编号 學生編號 学生 學生",
    "name": "姓名 名字 名称 名稱",
    "class_id": "班级 班級 班级编号 班級編號 班别 班別",
    "gender": "性别 性別",
    "height_cm": "身高 身高cm 身高(厘米) 身高(公分) 身高（厘米） 身高（公分）",
    "vision": "视力 視力",
    "hearing": "听力 聽力",
    "area": "地区 地區 住址 村庄 村莊 街道",
    "attends": "到校方式 上课方式 上課方式",
    "tags": "标签 標籤 标记 標記",
    "teacher_id": "教师编号 教師編號 工号 工號 教师 教師",
    "roles": "身份 角色 职务 職務",
    "subjects": "任教学科 任教學科 任教科目",
    "min_mentees": "最少包保 最少帮扶 最少幫扶 最少人数 最少人數",
    "max_mentees": "最多包保 最多帮扶 最多幫扶 最多人数 最多人數",
    "grade": "年级 年級",
    "homeroom_teacher_id": "班主任 班主任编号 班主任編號 導師",
    "layout_id": "教室 教室编号 教室編號 布局编号 佈局編號",
    "subject": "学科 學科 科目",
    "exam": "考试 考試",
    "date": "日期 考试日期 考試日期",
    "score": "分数 分數 得分 成绩 成績",
    "full_score": "满分 滿分",
    "missing": "缺分原因 缺考原因",
    "pass_mark": "及格分 及格线 及格線 合格分",
    "wants_id": "意愿对象 意願對象 希望对象 希望對象",
    "for": "用途 事项 事項",
    "rank": "志愿顺序 志願順序 第几志愿 第幾志願",
    "dimension": "维度 維度 方面",
    "indicator": "表现 表現 指标 指標 情况 情況",
    "severity": "程度 严重程度 嚴重程度",
    "source": "来源 來源",
    "other_id": "对方学号 對方學號 另一学生 另一學生",
    "kind": "类型 類型 类别 類別",
    "strength": "强度 強度",
    "seat_id": "座位编号 座位編號 座位",
    "row": "排 行",
    "column": "列",
    "x": "横坐标 橫坐標",
    "y": "纵坐标 縱坐標",
    "desk": "课桌 課桌 桌号 桌號",
    "group": "小组 小組 组 組",
    "usable": "可用",
    "period_id": "时段编号 時段編號 节次 節次",
    "weekday": "星期 周几 週幾",
    "start": "开始 開始 开始时间 開始時間",
    "end": "结束 結束 结束时间 結束時間",
    "from": "开始日期 開始日期 起",
    "to": "结束日期 結束日期 止",
    "tutor_id": "帮助者 幫助者 小老师 小老師",
    "tutee_id": "被帮助者 被幫助者 受助者",
    "rating": "评价 評價 评分 評分",
    "unit_id": "单位编号 單位編號",
    "serves": "服务方面 服務方面 帮扶内容 幫扶內容",
    "capacity": "容量 名额 名額",
    "host_id": "主持人编号 主持人編號",
    "room_id": "房间编号 房間編號 房间 房間",
    "person_id": "人员编号 人員編號 工号或学号 工號或學號",
    "need": "需求 帮扶需求 幫扶需求",
    "ruling": "认定 認定 结论 結論",
    "by": "认定人 認定人",
    "at": "认定日期 認定日期",
    "note": "备注 備註",
}

_VALUES: dict[str, dict[str, str]] = {
    "gender": {"F": "女 女生 female girl", "M": "男 男生 male boy", "X": "其他 未知 other"},
    "vision": {"normal": "正常", "front": "近视 近視 靠前 需靠前"},
    "hearing": {"normal": "正常", "front": "弱听 弱聽 靠前 需靠前"},
    "attends": {"onsite": "到校 在校", "remote": "线上 線上 远程 遠程"},
    "roles": {
        "cadre": "干部 幹部 党员 黨員",
        "homeroom": "班主任 导师 導師",
        "backbone": "骨干 骨幹 骨干教师 骨幹教師",
        "subject": "任课 任課 任课教师 任課教師 科任",
    },
    "dimension": {
        "psychology": "心理",
        "behaviour": "行为 行為 behavior",
        "relations": "人际 人際 同伴关系 同伴關係",
        "study": "学习 學習",
        "family": "家庭",
        "economy": "经济 經濟",
        "safety": "安全",
    },
    "source": {
        "observation": "观察 觀察",
        "home_visit": "家访 家訪",
        "peers": "同学 同學",
        "parent": "家长 家長",
        "test": "测评 測評 测试 測試",
    },
    "kind": {
        "friend": "朋友 好友",
        "conflict": "冲突 衝突 矛盾",
        "lesson": "上课 上課",
        "break": "课间 課間",
        "self_study": "自习 自習",
        "lunch": "午休 午餐",
        "after_school": "放学后 放學後",
        "evening": "晚自习 晚自習 晚修",
        "holiday": "假期 放假",
        "exam": "考试 考試",
        "quiz": "测验 測驗 小测 小測",
        "diagnostic": "摸底 摸底考试 摸底考試",
        "make_up": "补考 補考",
        "half_day": "半天",
        "talk": "谈话 談話 谈心 談心",
        "classwork": "作业面批 作業面批 面批",
        "corrections": "订正 訂正",
        "study_check": "自习检查 自習檢查",
        "exam_review": "考后分析 考後分析",
        "mentoring": "包保谈话 包保談話 辅导 輔導",
        "home_visit": "家访 家訪",
        "peer_tutoring": "同伴互助 结对互助 結對互助",
    },
    "usable": {"yes": "是 可用 true 1", "no": "否 不可用 false 0"},
    "missing": {
        "not_taken": "未选 未選 不考",
        "excused": "免考 缓考 緩考 请假 請假",
        "not_marked": "未批 未阅 未閱",
        "missed": "缺考 旷考 曠考 缺席",
    },
    "for": {
        "seat": "座位 邻座 鄰座",
        "tutor": "小老师 小老師",
        "mentor": "导师 導師 包保教师 包保教師",
        "group": "小组 小組",
    },
    "rank": {
        "1": "第一志愿 第一志願 first",
        "2": "第二志愿 第二志願 second",
        "3": "第三志愿 第三志願 third",
        "avoid": "回避 迴避 避开 避開 不愿 不願",
    },
    "ruling": {"confirmed": "确认 確認", "dismissed": "排除 驳回 駁回"},
}
_VALUES["serves"] = _VALUES["dimension"]
_MANY = ("roles", "serves")


def _fold(word: str) -> str:
    return word.strip().strip("\ufeff").lower().replace(" ", "").replace("_", "")


def _index(names: Mapping[str, str]) -> dict[str, str]:
    index = {}
    for name, others in names.items():
        for other in (name, *others.split()):
            index[_fold(other)] = name
    return index


_ELSEWHERE = {
    "rules.toml": "rules constraints requests requirements 规则 規則 要求 排座要求 座位要求"
}
"""What people give tables of their own, and stands elsewhere."""

_TABLE_INDEX = _index(_TABLES)
_COLUMN_INDEX = _index(_COLUMNS)
_VALUE_INDEX = {column: _index(names) for column, names in _VALUES.items()}


def table_name(word: str) -> str | None:
    """The table that a sheet or a file is about, or None."""
    return _TABLE_INDEX.get(_fold(word))


def column_name(word: str) -> str:
    """The contract's name of a header, or the header itself."""
    return _COLUMN_INDEX.get(_fold(word), word.strip())


def value_name(column: str, cell: str) -> str:
    """The contract's word for a cell of this column, or the cell itself."""
    index = _VALUE_INDEX.get(column)
    if index is None:
        return cell
    if column in _MANY:
        parts = cell.replace("\N{FULLWIDTH SEMICOLON}", ";").split(";")
        return ";".join(index.get(_fold(part), part) for part in parts)
    return index.get(_fold(cell), cell)


def near_table(word: str, known: Container[str] = ()) -> str:
    """The table, or the file, that a name which nobody knows may mean, or ''.

    ``known`` are those that are there already: nobody means a second one.
    """
    names = {alias: name for alias, name in _TABLE_INDEX.items() if name not in known}
    return _near(word, {**names, **_index(_ELSEWHERE)})


def near_column(word: str, columns: Iterable[str]) -> str:
    """The one of these columns that a header which nobody knows may mean, or ''."""
    wanted = set(columns)
    return _near(word, {alias: name for alias, name in _COLUMN_INDEX.items() if name in wanted})


def _near(word: str, names: Mapping[str, str]) -> str:
    # Imported here: the process that reads workbooks needs the names alone.
    from pairing.model.checks import nearest

    found = nearest(_fold(word), names)
    return names.get(found, "")
