"""Places in a room that have names: marks of seats that rules know, and the zones of any room."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pairing.model.messages.message import Message, say

__all__ = ["MARKS", "ZONES", "place_name", "place_word"]

MARKS: Mapping[str, str] = {
    "window": "靠窗 窗 窗边 窗邊 窗口 临窗 臨窗 窗户 窗戶",
    "door": "靠门 靠門 门 門 门边 門邊 门口 門口",
    "aisle": "靠过道 靠過道 过道 過道 走道 靠走道 通道",
    "power": "电源 電源 有电源 有電源 靠电源 靠電源 插座 有插座",
}
"""The tags of seats that have a meaning of their own, each with its other words."""
ZONES: Mapping[str, str] = {
    "front": "前排 前 前面 前部",
    "middle": "中间 中 中間 中排 中部",
    "back": "后排 后 後 後排 后面 後面 后部 後部",
    "left": "左侧 左 左側 左边 左邊",
    "right": "右侧 右 右側 右边 右邊",
    "edge": "两侧 边 邊 兩側 两边 兩邊 靠边 靠邊",
}
"""The zones that every room has, each with its other words."""


def place_name(word: str) -> str:
    """The name of a mark or a zone, in whichever language it was written; else the word itself."""
    return _names().get("".join(word.split()).casefold(), word)


def place_word(name: str) -> Message | str:
    """What a mark or a zone is called in the reader's language; any other word is one's own."""
    return _words().get(name, name)


@cache
def _names() -> Mapping[str, str]:
    every = {**MARKS, **ZONES}
    return {word: name for name, words in every.items() for word in (name, *words.split())}


@cache
def _words() -> Mapping[str, Message]:
    return {
        "window": say("places.window", "window"),
        "door": say("places.door", "door"),
        "aisle": say("places.aisle", "aisle"),
        "power": say("places.power", "power"),
        "front": say("places.front", "front"),
        "middle": say("places.middle", "middle"),
        "back": say("places.back", "back"),
        "left": say("places.left", "left"),
        "right": say("places.right", "right"),
        "edge": say("places.edge", "edge"),
    }
