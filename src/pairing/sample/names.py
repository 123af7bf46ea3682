"""Fictional names, Chinese and English side by side."""

from __future__ import annotations

import numpy as np

from pairing.model.enums import Gender

__all__ = ["AREAS", "person_name"]

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢"
_GIVEN = {
    Gender.F: "欣怡 雨桐 子涵 诗涵 梓萱 佳怡 思彤 语嫣 晓琳 静雯 若曦 梦瑶 雪莹 嘉欣 婉清 芷若 可馨 美玲 丽娜 秀英",
    Gender.M: "浩然 子轩 宇航 俊杰 博文 明轩 志强 天佑 家豪 文博 建国 晨阳 振宇 泽宇 立诚 鹏飞 一鸣 思远 伟杰 国栋",
}
_ENGLISH_GIVEN = {
    Gender.F: "Alice Beth Clara Diana Emma Fiona Grace Hannah Iris Julia Kate Lily Mia Nora Olivia",
    Gender.M: "Adam Ben Carl Daniel Ethan Felix George Henry Isaac Jack Kevin Leo Max Noah Oscar",
}
_ENGLISH_SURNAMES = [
    "Archer",
    "Barton",
    "Carter",
    "Dawson",
    "Ellis",
    "Foster",
    "Grant",
    "Harris",
    "Irving",
    "Jenkins",
    "Kelly",
    "Lawson",
    "Mercer",
    "Norton",
    "Owens",
    "Parker",
    "Quincy",
    "Rhodes",
    "Sutton",
    "Turner",
    "Vaughan",
    "Walsh",
    "Young",
]
AREAS = ("东村", "西村", "南街", "北街", "River Lane", "Mill Street")


def person_name(random: np.random.Generator, gender: Gender, english: float = 0.25) -> str:
    """A name for a person, English with the given probability."""
    given = gender if gender in _GIVEN else Gender.F
    if random.random() < english:
        first = str(random.choice(_ENGLISH_GIVEN[given].split()))
        return f"{first} {random.choice(_ENGLISH_SURNAMES)}"
    return str(random.choice(list(_SURNAMES))) + str(random.choice(_GIVEN[given].split()))
