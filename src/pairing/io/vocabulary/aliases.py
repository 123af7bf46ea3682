"""Other names for tables and columns: Chinese, simplified and traditional; of values, ``values``.

All are matched without regard to case, blanks or underscores.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from pairing.io.vocabulary.folding import fold, index
from pairing.io.vocabulary.values import value_name

__all__ = [
    "GUIDE",
    "column_name",
    "is_guide",
    "near_column",
    "near_table",
    "table_name",
    "value_name",
]

GUIDE = "how to"
"""The sheet of the template that holds no table."""
_GUIDES = index({GUIDE: "填写说明 填寫說明"})

_TABLES = {
    "students": "学生 學生 学生表 學生表",
    "teachers": "教师 教師 老师 老師 教师表 教師表",
    "classes": "班级 班級 班级表 班級表",
    "teaching": "任课 任課 任课表 任課表 授课 授課 任课安排 任課安排",
    "scores": "成绩 成績 成绩表 成績表",
    "indicators": "指标 指標 表现 表現 日常表现 日常表現",
    "relations": "关系 關係 同伴关系 同伴關係 同学关系 同學關係 同儕關係",
    "layouts": "座位 座位表 教室 教室布局 教室佈局 教室座位 座位布局 座位佈局 座位配置",
    "periods": "时段 時段 节次 節次 作息时间 作息時間 作息时间表 作息時間表",
    "timetable": "课表 課表 课程表 課程表",
    "seat_history": "座位历史 座位歷史 座位记录 座位記錄 座位紀錄 历史座位 歷史座位",
    "pair_history": "结对历史 結對歷史 结对记录 結對記錄 結對紀錄 互助记录 互助紀錄",
    "mentor_history": "包保历史 包保歷史 帮扶历史 幫扶歷史 包保记录 包保記錄 認輔紀錄 认辅记录"
    " 帮扶记录 幫扶記錄",
    "units": "单位 單位 帮扶单位 幫扶單位 支援單位 支援单位 协助单位 協助單位",
    "sets": "走班 走班表 教学班 教學班 分班 分组 分組 走班教学班 走班教學班 跑班 跑班表 分組教學",
    "calendar": "校历 校曆 行事曆 行事历",
    "absences": "请假 請假 缺勤 请假表 請假表 请假外出",
    "cancellations": "取消 取消的辅导 取消的輔導 取消辅导 取消輔導",
    "meeting_rooms": "谈话室 談話室 辅导室 輔導室 晤談室 晤谈室 面谈室 面談室",
    "exams": "考试 考試 考试表 考試表",
    "wishes": "意愿 意願 志愿 志願 愿望 願望",
    "decisions": "认定 認定 认定记录 認定記錄 認定紀錄",
    "records": "帮扶记录表 幫扶紀錄表 辅导记录 輔導紀錄 帮扶台账 谈话记录 談話紀錄 工作记录"
    " 工作紀錄",
    "measures": "帮扶措施 幫扶措施 措施 一生一策 辅导措施 輔導措施 支援措施",
    "goals": "目标 目標 帮扶目标 幫扶目標 学习目标 學習目標 輔導目標 辅导目标",
    "reviews": "阶段评价 階段評價 階段檢視 阶段小结 階段小結 评价记录 評估紀錄 階段評估 阶段评估",
}

_COLUMNS = {
    "student_id": "学号 學號 学生编号 學生編號 学生 學生 学生学号 學生學號",
    "name": "姓名 名字 名称 名稱",
    "class_id": "班级 班級 班级编号 班級編號 班别 班別",
    "gender": "性别 性別",
    "height_cm": "身高 身高cm 身高(厘米) 身高(公分) 身高（厘米） 身高（公分） 身高公分 身高厘米",
    "vision": "视力 視力",
    "hearing": "听力 聽力",
    "area": "地区 地區 住址 村庄 村莊 街道 村或街道 村里 居住地",
    "attends": "到校方式 上课方式 上課方式 上课形式 上課形式",
    "tags": "标签 標籤 标记 標記",
    "teacher_id": "教师编号 教師編號 工号 工號 教师 教師 教职工编号 教職員編號",
    "roles": "身份 角色 职务 職務 教师身份 教師身分 身分 职务或身份",
    "subjects": "任教学科 任教學科 任教科目",
    "min_mentees": "最少包保 最少帮扶 最少幫扶 最少人数 最少人數 最少包保人数 最少包保人數"
    " 最少認輔人數 最少认辅人数 最少帮扶人数 最少幫扶人數",
    "max_mentees": "最多包保 最多帮扶 最多幫扶 最多人数 最多人數 最多包保人数 最多包保人數"
    " 最多認輔人數 最多认辅人数 最多帮扶人数 最多幫扶人數",
    "grade": "年级 年級",
    "homeroom_teacher_id": "班主任 班主任编号 班主任編號 導師 導師編號 导师编号 班導師 級任老師",
    "layout_id": "教室 教室编号 教室編號 布局编号 佈局編號",
    "subject": "学科 學科 科目",
    "exam": "考试 考試 考试名称 考試名稱",
    "date": "日期 考试日期 考試日期",
    "score": "分数 分數 得分 成绩 成績",
    "full_score": "满分 滿分",
    "missing": "缺分原因 缺考原因 无成绩原因 無成績原因",
    "pass_mark": "及格分 及格线 及格線 合格分 及格分数 及格分數",
    "wants_id": "意愿对象 意願對象 希望对象 希望對象 志愿对象 志願對象",
    "for": "用途 事项 事項 意愿事项 志愿事项 志願事項 意願事項",
    "rank": "志愿顺序 志願順序 第几志愿 第幾志願",
    "dimension": "维度 維度 方面 面向 层面 層面",
    "indicator": "表现 表現 指标 指標 情况 情況 具体表现 具體表現",
    "severity": "程度 严重程度 嚴重程度",
    "source": "来源 來源",
    "other_id": "对方学号 對方學號 另一学生 另一學生",
    "kind": "类型 類型 类别 類別",
    "strength": "强度 強度",
    "seat_id": "座位编号 座位編號 座位",
    "row": "排 行 排次 排号 排號 第几排 第幾排",
    "column": "列 欄 栏 第几列 直行",
    "x": "横坐标 橫坐標 橫座標 x坐标 x座標",
    "y": "纵坐标 縱坐標 縱座標 y坐标 y座標",
    "desk": "课桌 課桌 桌号 桌號",
    "group": "小组 小組 组 組",
    "usable": "可用 是否可用",
    "period_id": "时段编号 時段編號 节次 節次",
    "weekday": "星期 周几 週幾",
    "start": "开始 開始 开始时间 開始時間",
    "end": "结束 結束 结束时间 結束時間",
    "from": "开始日期 開始日期 起",
    "to": "结束日期 結束日期 止",
    "tutor_id": "帮助者 幫助者 小老师 小老師 小老师学号 小老師學號",
    "tutee_id": "被帮助者 被幫助者 受助者 受助学生 受助學生 受助学生学号 受助學生學號",
    "rating": "评价 評價 评分 評分",
    "unit_id": "单位编号 單位編號 帮扶单位编号 支援單位編號",
    "serves": "服务方面 服務方面 帮扶内容 幫扶內容 帮扶方面 幫扶方面 支援面向 支援方面",
    "capacity": "容量 名额 名額 可帮扶户数 可幫扶戶數 可支援戶數",
    "host_id": "主持人编号 主持人編號 辅导者编号 輔導者編號 辅导者 輔導者",
    "room_id": "房间编号 房間編號 房间 房間",
    "person_id": "人员编号 人員編號 工号或学号 工號或學號 教師編號或學號 教师编号或学号",
    "need": "需求 帮扶需求 幫扶需求 支援需求 需求方面",
    "ruling": "认定 認定 结论 結論 认定结果 認定結果",
    "by": "记录人 紀錄人 认定人 認定人 填写人 填寫人 取消人 帮扶人 幫扶人"
    " 輔導人 辅导人 负责人 負責人 评价人 評估人",
    "at": "认定日期 認定日期 认定时间 認定時間",
    "note": "备注 備註",
    "minutes": "时长 時長 分钟 分鐘 时长(分钟) 時間(分鐘) 分钟数 分鐘數",
    "held": "是否进行 是否進行 是否开展 已开展 已進行 是否完成",
    "content": "内容类别 內容類別 谈话内容 談話內容 内容 內容",
    "text": "记录 紀錄 记录内容 紀錄內容 具体内容 具體內容 评价内容 評估內容 说明 說明",
    "next_step": "下一步 下步措施 下一步措施 后续 後續",
    "entered_at": "填写时间 填寫時間 录入时间 登錄時間",
    "entered_by": "录入人 登錄人 登记人 登記人",
    "cause": "成因 原因",
    "measure": "衡量方式 衡量标准 衡量標準 措施 帮扶措施 幫扶措施 具体措施 具體措施",
    "set_id": "教学班 教學班 教学班编号 教學班編號 走班 走班班 分组 分組 跑班",
    "weeks": "单双周 單雙週 周次 週次 上课周 上課週",
    "follows": "按星期 按周几 按週幾 补星期 補星期 上周几的课 補上週幾的課",
    "room": "上课教室 上課教室 走班教室",
    "students": "学生名单 學生名單 成员 成員 名单 名單",
    "goal_id": "目标编号 目標編號",
    "with_id": "共同目标学号 共同目標學號 结对同学 結對同學 配對同學 同伴学号 同儕學號",
    "baseline": "起点 起點 现状 現狀 基线 基線",
    "target": "目标 目標 目标值 目標值 达成目标 達成目標",
    "due": "期限 完成期限 截止日期 达成日期 達成日期",
    "agreed_with": "商定人 约定人 約定人 共同商定",
    "agreed_on": "商定日期 约定日期 約定日期",
    "status": "状态 狀態 完成情况 完成情況",
    "next_goal": "下一目标 下一目標 下阶段目标 下階段目標",
}

_ELSEWHERE = {
    "rules.toml": "rules constraints requests requirements 规则 規則 要求 排座要求 座位要求"
}
"""What people give tables of their own, and stands elsewhere."""

_TABLE_INDEX = index(_TABLES)
_COLUMN_INDEX = index(_COLUMNS)


def is_guide(word: str) -> bool:
    """Whether this is the sheet of a template that says how to fill it in."""
    return fold(word) in _GUIDES


def table_name(word: str) -> str | None:
    """The table that a sheet or a file is about, or None."""
    return _TABLE_INDEX.get(fold(word))


def column_name(word: str) -> str:
    """The contract's name of a header, or the header itself."""
    return _COLUMN_INDEX.get(fold(word), word.strip())


def near_table(word: str, known: Container[str] = ()) -> str:
    """The table, or the file, that a name which nobody knows may mean, or ''.

    ``known`` are those that are there already: nobody means a second one.
    """
    names = {alias: name for alias, name in _TABLE_INDEX.items() if name not in known}
    return _near(word, {**names, **index(_ELSEWHERE)})


def near_column(word: str, columns: Iterable[str]) -> str:
    """The one of these columns that a header which nobody knows may mean, or ''."""
    wanted = set(columns)
    return _near(word, {alias: name for alias, name in _COLUMN_INDEX.items() if name in wanted})


def _near(word: str, names: Mapping[str, str]) -> str:
    # Imported here: the process that reads workbooks needs the names alone.
    from pairing.model.soundness.nearest import nearest

    found = nearest(fold(word), names)
    return names.get(found, "")
