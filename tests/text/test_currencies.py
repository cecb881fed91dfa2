"""Currencies are named rightly for every case, and read back as they are written."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tutor import resources
from tutor.dialogue.fill import format_money
from tutor.dialogue.library import load_library
from tutor.domain import LANGS, Desk, Lang, Order
from tutor.text.analyse import read_text
from tutor.text.currencies import currencies, meant_by
from tutor.text.vocabulary import text_level
from tutor.understand.read import understand

SUM = Decimal("12.5")


@pytest.mark.parametrize("code", currencies())
def test_a_row_has_a_code_a_chinese_name_and_a_prefix(code: str) -> None:
    row = currencies()[code]
    assert re.fullmatch("[A-Z]{3}", code)
    assert re.fullmatch("[\u4e00-\u9fff]+", row.zh)
    assert row.prefix.strip()
    assert row.prefix.isascii() or row.prefix in "€£"
    assert all(word == word.lower().strip() for word in (*row.names, *row.signs))


def test_no_two_currencies_look_alike() -> None:
    for shown in ([c.zh for c in currencies().values()], [c.prefix for c in currencies().values()]):
        assert len(shown) == len(set(shown))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", currencies())
def test_a_sum_is_read_back_as_it_is_written(code: str, lang: Lang) -> None:
    shown = format_money(SUM, code, lang)
    said = f"一共{shown}。" if lang == "zh" else f"That is {shown} in all."
    desk = Desk(order=Order(currency=code))
    slots = [s for s in understand(read_text(said), desk=desk).slots if s.kind == "amount"]
    assert [(s.value, s.unit) for s in slots] == [(SUM, code)]


def units(text: str, home: str | None) -> list[str | None]:
    """The currencies of the sums in a reply about an order in `home`."""
    slots = understand(read_text(text), desk=Desk(order=Order(currency=home))).slots
    return [slot.unit for slot in slots if slot.kind == "amount"]


def test_a_shared_name_means_the_orders_own_currency() -> None:
    for text, home in (
        ("退您300卢比", "PKR"),
        ("退您300卢比", "INR"),
        ("We give back 300 pesos.", "MXN"),
        ("We give back $300.", "BND"),
        ("退您300镑", "EGP"),
    ):
        assert units(text, home) == [home]
    assert units("退您300卢比", None) == [meant_by()["卢比"][0]] == ["INR"]


@pytest.mark.parametrize(
    "text", ["Please try 3 times.", "Use a pen 2 times.", "It is a gel 50 people like."]
)
def test_a_code_in_small_letters_may_be_a_word(text: str) -> None:
    assert [s for s in understand(read_text(text)).slots if s.kind == "amount"] == []


def test_the_courses_currencies_count_as_no_unknown_word() -> None:
    codes = {
        s.desk.order.currency
        for s in load_library(resources.dialogues_dir()).scenarios
        if s.desk.order is not None
    }
    for code in codes:
        assert code in currencies()
        assert text_level(f"一共{format_money(SUM, code, 'zh')}。", "2025").off_list == ()
