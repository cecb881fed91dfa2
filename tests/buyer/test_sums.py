"""Sums without a currency, and sums of which it is said that they are too much."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tutor import resources
from tutor.buyer.offering import offers
from tutor.buyer.sums import bare_sum, half_back
from tutor.dialogue.library import load_library
from tutor.domain import Lang, Scenario
from tutor.text.analyse import read_text
from tutor.understand.read import understand

LIBRARY = load_library(resources.dialogues_dir())
TABLET = LIBRARY.scenario("cracked-reader-arequipa")  # all the money back
RACK = LIBRARY.scenario("cod-shoe-rack-bandung")  # a coupon or money
BEAR = LIBRARY.scenario("toy-bear-dili")  # a new one, or money


def sums(text: str, lang: Lang) -> list[Decimal | None]:
    read = read_text(text, lang)
    return [bare_sum(c, c.span.of(read.folded), lang) for c in understand(read).clauses]


def offered(text: str, lang: Lang, scenario: Scenario) -> set[Decimal | None]:
    read = read_text(text, lang)
    return {o.amount for o in offers(read, understand(read, desk=scenario.desk), scenario)}


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("zh", "那就给您八十吧", 80),
        ("zh", "我们最多退两百五", 250),
        ("zh", "下单前领三十", 30),
        ("zh", "一万二行吗", 12000),
        ("zh", "地址是三号楼", None),
        ("zh", "箱子里有三十", None),
        ("en", "You get the 42.50 tomorrow", Decimal("42.50")),
        ("en", "I can pay 60 for you", 60),
        ("en", "You have the 75 back by Monday", 75),
        ("en", "We knock ten off", 10),
        ("en", "Let's say 3", 3),
        ("en", "How about 15, deal", 15),
        ("en", "We send 3 parcels on Monday", None),
        ("en", "It takes 15 days", None),
    ],
)
def test_a_sum_is_heard_without_its_currency(
    lang: Lang, text: str, value: Decimal | int | None
) -> None:
    assert sums(text, lang)[-1] == value


@pytest.mark.parametrize(
    ("lang", "text"), [("zh", "八万太多了。"), ("en", "80,000 is really too much.")]
)
def test_what_is_too_much_is_not_offered(lang: Lang, text: str) -> None:
    assert offered(text, lang, RACK) == set()


def test_the_price_of_a_thing_is_no_offer() -> None:
    assert offered("给您的是一百一十九美元的东西。", "zh", TABLET) == set()
    assert offered("给您一百一十九美元。", "zh", TABLET) == {Decimal(119)}


@pytest.mark.parametrize(
    ("lang", "text"), [("zh", "我们给您退一半。"), ("en", "We can refund half of the price.")]
)
def test_half_back_is_half_of_the_total(lang: Lang, text: str) -> None:
    order = TABLET.desk.order
    assert order is not None
    assert offered(text, lang, TABLET) == {order.total / 2}
    assert half_back("退一半运费", "zh", order.total) is None


def test_without_a_wish_for_money_a_number_is_no_sum() -> None:
    lock = LIBRARY.scenario("chairs-new-warehouse-nairobi")  # another address
    assert offered("最多三百。", "zh", lock) == set()
