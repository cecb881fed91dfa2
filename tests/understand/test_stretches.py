"""Weeks and parts of months that are named without a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tutor.domain import Desk, Order, Policy, Shipment
from tutor.text.analyse import read_text
from tutor.understand.contradictions import contradictions
from tutor.understand.facts import says
from tutor.understand.moments import find_dates, find_stretches
from tutor.understand.policy import policy_conflicts
from tutor.understand.read import understand

TODAY = date(2027, 3, 9)  # a Tuesday
DESK = Desk(
    today=TODAY,
    order=Order(id="K-7", currency="USD", total=Decimal(64)),
    shipment=Shipment(shipped=date(2027, 3, 2), eta=date(2027, 3, 12)),
    policy=Policy(coupon_limit=Decimal(5), repair_price=Decimal(18)),
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("下周到", date(2027, 3, 15), date(2027, 3, 21)),
        ("这个星期能到", date(2027, 3, 8), date(2027, 3, 14)),
        ("下下周", date(2027, 3, 22), date(2027, 3, 28)),
        ("月底发货", date(2027, 3, 21), date(2027, 3, 31)),
        ("四月初", date(2027, 4, 1), date(2027, 4, 10)),
        ("下个月", date(2027, 4, 1), date(2027, 4, 30)),
    ],
)
def test_a_stretch_of_days(text: str, first: date, last: date) -> None:
    assert [s[2:] for s in find_stretches(text, TODAY)] == [(first, last)]


@pytest.mark.parametrize("text", ["下周二到", "三个月", "上个月底", "每周发一次"])
def test_no_stretch(text: str) -> None:
    assert list(find_stretches(text, TODAY)) == []


def test_the_last_day_of_a_month() -> None:
    assert [d for _, _, d in find_dates("六月最后一天和下个月最后一天", TODAY)] == [
        date(2027, 6, 30),
        date(2027, 4, 30),
    ]


def wrong(text: str, desk: Desk = DESK) -> list[str]:
    read = read_text(text, lang="zh")
    return [c.slot.span.of(text) for c in contradictions(understand(read, desk=desk), read, desk)]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("包裹下周能到。", "下周"),
        ("预计月底送到您家。", "月底"),
        ("大概四月最后一天送到。", "四月最后一天"),
        ("预计下个月到。", "下个月"),
    ],
)
def test_another_time_than_the_due_day(text: str, marked: str) -> None:
    assert wrong(text) == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "包裹这周能到。",
        "最晚下周之前能到。",
        "月底有店庆活动。",
        "新的一批下周到货。",
        "样品下周二寄出。",
        "维修一共18美元。",
    ],
)
def test_no_word_of_the_due_day(text: str) -> None:
    assert wrong(text) == []


def test_without_a_today_no_week_is_wrong() -> None:
    desk = Desk(shipment=Shipment(shipped=date(2027, 3, 2), eta=date(2027, 3, 12)))
    assert wrong("预计周五送到。", desk) == wrong("下周能到。", desk) == []


@pytest.mark.parametrize(("text", "count"), [("给您发一张20块的券。", 1), ("送您一张5元的券。", 0)])
def test_coupons_in_the_shops_own_money(text: str, count: int) -> None:
    read = read_text(text, lang="zh")
    assert len(policy_conflicts(understand(read, desk=DESK), read, DESK)) == count


def test_one_character_says_nothing() -> None:
    assert not says("一个人", "很多人喜欢")
    assert says("一个人", "一个人就能装好")
