"""Slots are filled from the case in the language of the line, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tutor.dialogue.fill import case_values, fill, format_money
from tutor.domain import LANGS, Bilingual, Desk, Item, Order, Shipment

DESK = Desk(
    order=Order(
        id="A-1",
        total=Decimal("35.8"),
        currency="USD",
        items=(Item(name=Bilingual(zh="保温杯", en="flask"), quantity=2, price=Decimal("17.9")),),
    ),
    shipment=Shipment(eta=date(2026, 3, 24), place=Bilingual(zh="曼谷", en="Bangkok")),
)


def test_each_language_has_its_forms() -> None:
    line = "{quantity} {item} {order.total} {shipment.eta} {shipment.place}"
    assert fill(line, case_values(DESK, "zh")) == "2 保温杯 35.80美元 3月24日 曼谷"
    assert fill(line, case_values(DESK, "en")) == "2 flask US$35.80 24 March Bangkok"


def test_a_fact_the_case_lacks_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"order\.placed"):
        fill("{order.placed}", case_values(DESK, "zh"))


def test_only_slots_are_substituted() -> None:
    text = "{0} {} {__class__} {item.__class__} %s"
    assert fill("{} %s {0}", case_values(DESK, "en")) == "{} %s {0}"
    with pytest.raises(KeyError):
        fill(text, case_values(DESK, "en"))


def test_money() -> None:
    assert format_money(Decimal("5.00"), "USD", "zh") == "5美元"
    assert format_money(Decimal("5.50"), "MYR", "en") == "RM5.50"
    assert format_money(Decimal("7"), None, "en") == "7"
    assert format_money(Decimal(205_000), "IDR", "en") == "IDR 205,000"
    assert format_money(Decimal(205_000), "IDR", "zh") == "205000印尼盾"
    assert format_money(Decimal("12.5"), "BND", "en") == "B$12.50"
    assert format_money(Decimal("12.5"), "BND", "zh") == "12.50文莱元"


def test_how_it_was_paid_is_said_in_the_language_of_the_line() -> None:
    both = replace(DESK, order=Order(payment="银行卡", payment_en="bank card"))
    assert case_values(both, "zh")["order.payment"] == "银行卡"
    assert case_values(both, "en")["order.payment"] == "bank card"
    name = replace(DESK, order=Order(payment="PayPal"))
    assert {case_values(name, lang)["order.payment"] for lang in LANGS} == {"PayPal"}


def test_what_was_given_back_before_can_be_said() -> None:
    order = Order(currency="THB", refunded=Decimal(350), refunded_on=date(2026, 3, 12))
    values = case_values(replace(DESK, order=order), "zh")
    assert fill("{order.refunded_on}退了{order.refunded}", values) == "3月12日退了350泰铢"
