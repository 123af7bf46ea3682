"""The words themselves: headers, subjects, absences and sides of life, in three scripts.

They are parted by blanks; case, width and blanks inside a cell do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pairing.language import N_

__all__ = ["ABSENCE", "DIMENSIONS", "ROLES", "SHOWN", "SOURCES", "SUBJECTS", "Role"]


class Role(StrEnum):
    """What a column of a sheet holds."""

    NUMBER = "number"
    ID = "student_id"
    NAME = "name"
    TEACHER = "teacher"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    CLASS = "class_id"
    GRADE = "grade"
    GENDER = "gender"
    HEIGHT = "height_cm"
    VISION = "vision"
    HEARING = "hearing"
    AREA = "area"
    ATTENDS = "attends"
    TAGS = "tags"
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


SHOWN: Mapping[Role, str] = {
    Role.NUMBER: N_("number in the list"),
    Role.ID: N_("student number"),
    Role.NAME: N_("name"),
    Role.TEACHER: N_("teacher"),
    Role.FIRST_NAME: N_("first name"),
    Role.LAST_NAME: N_("family name"),
    Role.CLASS: N_("class"),
    Role.GENDER: N_("sex"),
    Role.HEIGHT: N_("height"),
    Role.VISION: N_("eyesight"),
    Role.HEARING: N_("hearing"),
    Role.AREA: N_("where the family lives"),
    Role.ATTENDS: N_("at school or remote"),
    Role.TAGS: N_("sets and chosen subjects"),
    Role.TEACHER_ID: N_("staff number"),
    Role.DUTIES: N_("duties"),
    Role.TEACHES: N_("subjects taught"),
    Role.TAUGHT_CLASSES: N_("classes taught"),
    Role.MOST: N_("at most so many mentees"),
    Role.LEAST: N_("at least so many mentees"),
    Role.DIMENSION: N_("kind of need"),
    Role.INDICATOR: N_("what was seen"),
    Role.CAUSE: N_("cause"),
    Role.SOURCE: N_("who has seen it"),
    Role.SEVERITY: N_("how severe"),
    Role.DATE: N_("date"),
    Role.TIME: N_("time"),
    Role.PERIOD: N_("period"),
    Role.SCORE: N_("mark"),
    Role.SUBJECT: N_("subject"),
    Role.EXAM: N_("exam"),
    Role.FULL: N_("out of how many"),
    Role.TOTAL: N_("total"),
    Role.RANK: N_("rank"),
    Role.MEAN: N_("mean"),
    Role.LEVEL: N_("grade of the mark"),
    Role.NOTE: N_("note"),
    Role.PRIVATE: N_("private"),
    Role.MENTOR: N_("mentor"),
    Role.MEASURE: N_("what is done"),
}
"""What people call a column of each kind."""


ROLES: Mapping[Role, str] = {
    Role.NUMBER: "序号 序號 编号 編號 no no. # number 座号 座號",
    Role.ID: (
        "学号 學號 考号 考號 准考证号 准考證號 学籍号 學籍號 学生编号 學生編號 studentid id"
        " studentno studentnumber pupilid admissionno candidatenumber upn"
    ),
    Role.NAME: "姓名 学生姓名 學生姓名 学生 學生 名字 name studentname student pupil fullname",
    Role.TEACHER: "教师姓名 教師姓名 教师 教師 老师 老師 任课教师 任課教師 任课老师 teacher teachername",
    Role.FIRST_NAME: "名 firstname forename givenname legalforename preferredname 名（名字）",
    Role.LAST_NAME: "姓 lastname surname familyname legalsurname",
    Role.CLASS: "班级 班級 班别 班別 班 所在班级 所在班級 行政班 行政班级 行政班級 所在行政班 原班 原班级 原班級 class classid form homeroom tutorgroup",
    Role.GRADE: "年级 年級 yeargroup year",
    Role.GENDER: "性别 性別 gender sex",
    Role.HEIGHT: "身高 身高cm 身高(cm) 身高(厘米) 身高(公分) height height(cm) heightcm",
    Role.VISION: "视力 視力 裸眼视力 裸眼視力 vision eyesight 左眼 右眼 左眼视力 右眼视力 左眼視力 右眼視力"
    " 左眼裸眼视力 右眼裸眼视力 裸眼视力左 裸眼视力右 视力(左) 视力(右) 左 右",
    Role.HEARING: "听力 聽力 hearing",
    Role.AREA: "家庭住址 家庭地址 住址 地址 家庭所在地 村 村庄 村莊 社区 社區 街道 address village area",
    Role.ATTENDS: "到校方式 attends attendance",
    Role.TAGS: "选科 選科 选科组合 選科組合 选考 選考 选考科目 選考科目 走班 走班班级 走班班級 走班教学班 教学班 教學班"
    " 教学班级 教學班級 教学班名称 教學班名稱 跑班 teachingset teachinggroup",
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
        " 具体情况 indicator sign signs what whatwasseen whathappened concern"
    ),
    Role.CAUSE: "成因 原因 形成原因 主要原因 致困原因 cause causes reason",
    Role.SOURCE: "来源 來源 信息来源 发现途径 source",
    Role.SEVERITY: "程度 严重程度 嚴重程度 等级程度 severity",
    Role.DATE: (
        "日期 时间日期 登记日期 date day 考试日期 考試日期 考试时间 考試時間 测验日期 測驗日期 测试日期"
        " 測試日期 考试日 考試日 examdate testdate dateofexam dateoftest dayofexam dayoftest"
        " assessmentdate quizdate"
    ),
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

SUBJECTS = (
    "语文 語文 国文 國文 国语 國語 中文 数学 數學 英语 英語 英文 物理 化学 化學 生物 历史 歷史 地理 政治"
    " 道德与法治 道德與法治 道法 思想品德 品德 思品 公民 社会 社會 科学 科學 自然 音乐 音樂 美术 美術 体育"
    " 體育 体育与健康 信息技术 信息技術 信息科技 资讯 資訊 计算机 劳动 勞動 综合实践 心理健康 书法 写字"
    " 阅读 作文 听力口语 日语 俄语 法语 德语 西班牙语 通用技术 技术 班会 班會"
    " maths math mathematics english chinese science physics chemistry biology history geography"
    " french german spanish latin art music pe computing ict citizenship economics politics"
    " literature reading writing technology religion rs drama"
)

ABSENCE = {
    "missed": "缺考 旷考 曠考 缺席 缺 旷 曠 未考 没考 未参加 absent abs a missed",
    "excused": "免考 免 缓考 緩考 请假 請假 病假 事假 公假 缓 緩 ill sick excused exempt ex e",
    "not_marked": "未批 待批 未阅 未閱 未登分 未登 pending ungraded unmarked",
    "not_taken": "未选 未選 不考 不选 - -- — / \\ na n/a ×",
}

DIMENSIONS = {
    "psychology": "心理 情绪 情緒 自卑 抑郁 焦虑",
    "behaviour": "行为 行為 品行 纪律 紀律 behaviour behavior 习惯",
    "relations": "人际 人際 交往 同伴 同学关系 relations peers",
    "study": "学习 學習 学业 學業 学困 study learning",
    "family": "家庭 留守 单亲 單親 family",
    "economy": "经济 經濟 贫困 貧困 economy poverty",
    "safety": "安全 safety",
    "psychology_": "psychology mental",
}
SOURCES = {
    "home_visit": "家访 家訪 homevisit",
    "peers": "同学 同學 同伴 学生反映 peers classmates",
    "parent": "家长 家長 父母 parent",
    "test": "测评 測評 测试 測試 考试 考試 问卷 test survey",
    "observation": "观察 觀察 教师 教師 老师 老師 班主任 科任 日常 平时 observation teacher",
}
