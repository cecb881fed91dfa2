"""Who bears a cost, however it is put."""

from __future__ import annotations

import pytest

from tutor.buyer.payer import payer
from tutor.domain import Lang


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("这笔检查费算我们的", "zh"),
        ("仓库的钱由公司来付", "zh"),
        ("哪能让您掏钱", "zh"),
        ("不用您出一分钱", "zh"),
        ("上门费不该您出", "zh"),
        ("the inspection fee is on us", "en"),
        ("you won't have to spend anything", "en"),
        ("it costs you nothing", "en"),
        ("that is covered by us", "en"),
        ("the parking ticket is ours to pay", "en"),
    ],
)
def test_the_shop_bears_it(words: str, lang: Lang) -> None:
    assert payer(words, lang) == "shop"


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("这次的费用请您自己出", "zh"),
        ("税归买方", "zh"),
        ("这笔钱我们付不了", "zh"),
        ("the fee is on you this time", "en"),
        ("the buyer bears it", "en"),
        ("we cannot pay for that", "en"),
    ],
)
def test_the_buyer_bears_it(words: str, lang: Lang) -> None:
    assert payer(words, lang) == "buyer"


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("这不是我们的事", "zh"),
        ("这个颜色还是您的最好看", "zh"),
        ("包裹在路上", "zh"),
        ("the parcel is on the way", "en"),
    ],
)
def test_nobody_is_named(words: str, lang: Lang) -> None:
    assert payer(words, lang) is None
