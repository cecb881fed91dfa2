"""What a Chinese buyer's message reports of the shop: faults, and what only looks like one."""

from __future__ import annotations

import pytest

from tutor.understand.buyer_side import read_buyer


@pytest.mark.parametrize(
    "message",
    [
        "台布中间有一块油渍",
        "水龙头装好就渗水",
        "我定的是深灰，寄来的是浅灰",
        "贺卡上的名字印错了",
        "十个碗里有三个碎了",
        "你们答应周二寄出，现在周五了还没寄",
        "给客服写了两封邮件都没有回音",
        "明明免运费，还收了我八块",
    ],
)
def test_a_fault_of_the_shop(message: str) -> None:
    assert read_buyer(message).fault


@pytest.mark.parametrize(
    "message",
    [
        "请问有没有说明书",
        "还差五块钱就能免运费吗",
        "我家的狗最近掉毛，这个刷子行吗",
        "我用洗衣机洗了，毛衣缩水了",
        "这种木头时间长了会开裂吗",
        "上次买的杯子被我摔碎了，想再买一个",
        "包裹在海关停了一周",
        "为什么用不了优惠券",
    ],
)
def test_no_fault_of_the_shop(message: str) -> None:
    assert not read_buyer(message).fault
