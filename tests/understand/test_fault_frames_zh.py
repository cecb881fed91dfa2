"""Faults of the shop that a buyer tells by what happens, and the same words where nothing is wrong."""

from __future__ import annotations

import pytest

from tutor.understand.buyer_side import read_buyer
from tutor.understand.fault_frames_zh import shows_fault


@pytest.mark.parametrize(
    "clause",
    [
        "雨伞撑开以后收不回去",
        "订书机压下去弹不起来",
        "水果刀切不动苹果",
        "电水壶烧不开水",
        "手电筒照不亮",
        "喷壶喷不出来",
        "三脚架的腿缩不回去",
        "开关按下去没反应不亮",
        "盖子怎么拧都不动",
        "暖风机吹出来的是冷风",
        "吸尘器没有吸力",
        "吊灯的罩子扣不上",
    ],
)
def test_what_it_does_not_do(clause: str) -> None:
    assert shows_fault(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "项链一戴就断",
        "杯子一倒热水就裂",
        "拖鞋走两步就散",
        "键盘连上就断",
        "看着看着就黑屏",
        "椅子坐上去就晃",
        "毛巾洗两次就破了",
        "灯开几分钟就灭",
        "窗帘挂上就掉",
        "鼠标用两天就坏了",
    ],
)
def test_what_it_does_at_once(clause: str) -> None:
    assert shows_fault(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "梳子的齿是弯的",
        "面膜打开都是干的",
        "瓶盖已经开着",
        "豆浆酸了",
        "书里的字看不清",
        "电池胀起来了",
        "里面装的居然是报纸",
        "只有右边响",
        "手套只有一只",
        "两条裤腿长短差很多",
        "收件人写成别人",
        "又寄到以前的地址去了",
        "两天了还在备货",
        "昨天说给我打电话，到现在也没有",
    ],
)
def test_in_what_state_it_came(clause: str) -> None:
    assert shows_fault(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "伞收起来有多长",
        "水果刀能切苹果吗",
        "链接打不开",
        "门锁装不上",
        "信用卡刷不了",
        "箱子装不下我的电脑",
        "鞋有点儿紧穿不上",
        "我怕杯子一倒热水就裂",
        "拖鞋走两步就掉吗",
        "是不是一戴就断",
        "灯用了三年就坏了",
        "豆浆可以放几天",
        "饼干是软的还是硬的",
        "手套只有一种颜色吗",
        "两条裤子颜色有什么不一样",
        "收件人写我妈妈的名字",
        "请寄到我公司的地址",
        "今天会发货吗",
        "还没发货吧",
        "我弄不开，可能是我不会用",
        "昨天说的那双鞋我要了",
        "找不到订单号",
        "一般三天就到",
        "一起买就便宜",
        "我想换个新的，旧的那个用两天就坏了",
    ],
)
def test_what_is_asked_feared_or_ones_own(clause: str) -> None:
    assert not shows_fault(clause)


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        ("从你们店买的充电宝鼓起来了，外面都快破了，万一着火怎么办？", True),
        ("我很担心，热水壶漏水了，触电怎么办？", True),
        ("杯子裂了，孩子割到手怎么办？", True),
        ("我有点儿担心，杯子路上会碎吗？", False),
        ("万一充电宝鼓起来了怎么办？", False),
        ("我怕热水壶漏水，有保护吗？", False),
    ],
)
def test_a_fault_stays_one_beside_what_is_feared(message: str, fault: bool) -> None:
    assert read_buyer(message).fault == fault
