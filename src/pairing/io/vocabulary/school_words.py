"""Words of schools that tables and sheets read alike: duties of teachers, and days of the week.

They are parted by blanks; case, width and blanks inside a word do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["DUTIES", "WEEKDAYS", "WEEKDAY_SIGNS"]

DUTIES: Mapping[str, str] = {
    "cadre": (
        "教干 教幹 干部 幹部 中层干部 中層幹部 中层 学校干部 党员 黨員 党员教师 领导 校领导 "
        "校长 校長 副校长 副校長 书记 副书记 党支部书记 主任 副主任 处室主任 教导主任 "
        "教務主任 教务主任 学生处主任 學務主任 政教主任 德育主任 总务主任 總務主任 輔導主任 "
        "大队辅导员 大隊輔導員 年级组长 年級組長 年级主任 年級主任 级长 学年组长 學年主任 "
        "少先队辅导员 团委书记 行政 行政人员 行政人員 行政主管 組長 書記 园长 工会主席 "
        "principal head headteacher headmaster headmistress deputy deputyhead deputyheadteacher "
        "deputyprincipal viceprincipal assistanthead assistantheadteacher assistantprincipal "
        "headofyear headofgrade headofschool headoflowerschool headofupperschool yearleader "
        "seniorleader slt"
    ),
    "homeroom": (
        "班主任 正班主任 导师 導師 班導 班導師 级任 級任 级任老师 級任老師 級任教師 "
        "班级导师 formtutor formteacher classteacher classtutor homeroomteacher homeroomtutor "
        "registrationteacher headteacherofclass"
    ),
    "backbone": (
        "骨干 骨幹 骨干教师 骨幹教師 資深教師 资深教师 教研组长 教研組長 备课组长 備課組長 "
        "领域召集人 領域召集人 学科组长 科主任 学科带头人 名师 headofdepartment headoffaculty "
        "headofsubject subjectleader leadteacher"
    ),
    "subject": (
        "任课 任課 任课教师 任課教師 任课老师 任課老師 科任 科任教师 科任教師 科任老师 "
        "科任老師 专任教师 專任教師 普通教师 教师 教師 老师 老師 副班主任 subjectteacher "
        "teacher"
    ),
}
"""By role: what schools call the duties of a teacher."""

WEEKDAY_SIGNS = ("一", "二", "三", "四", "五", "六", "日天")
"""Monday to Sunday where it is known that a day is meant; by itself 一 may be a period too."""
_WEEKS = ("周", "週", "星期", "礼拜", "禮拜")
_ENGLISH = (
    "monday mon mon.",
    "tuesday tue tues tue. tues.",
    "wednesday wed weds wed.",
    "thursday thu thur thurs thu. thurs.",
    "friday fri fri.",
    "saturday sat sat.",
    "sunday sun sun.",
)

WEEKDAYS: Mapping[int, str] = {
    number: " ".join((*(week + sign for week in _WEEKS for sign in (*signs, str(number))), english))
    for number, (signs, english) in enumerate(zip(WEEKDAY_SIGNS, _ENGLISH, strict=True), 1)
}
"""By number from Monday on: the words that say the day wherever they stand."""
