"""Values of a Chinese reply against the desk: what differs, and what speaks of something else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tutor.domain import Bilingual, Desk, Item, Order, Shipment
from tutor.text.analyse import read_text
from tutor.understand.contradictions import contradictions
from tutor.understand.read import understand

DESK = Desk(
    order=Order(
        id="W-4410",
        placed=date(2026, 5, 3),
        currency="IDR",
        total=Decimal(510000),
        items=(
            Item(name=Bilingual(zh="竹篮", en="basket"), quantity=3, price=Decimal(120000)),
            Item(name=Bilingual(zh="桌布", en="tablecloth"), quantity=1, price=Decimal(150000)),
        ),
    ),
    shipment=Shipment(
        carrier="JNE",
        shipped=date(2026, 5, 5),
        eta=date(2026, 5, 12),
        place=Bilingual(zh="雅加达", en="Jakarta"),
    ),
)


def wrong(text: str, buyer: str | None = None) -> list[str]:
    read = read_text(text, lang="zh")
    reading = understand(read, buyer=buyer, desk=DESK)
    return [c.slot.span.of(text) for c in contradictions(reading, read, DESK, buyer)]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("桌布十八万印尼盾一条。", "十八万印尼盾"),
        ("一共五十一万五。", "五十一万五"),
        ("您买了两个竹篮。", "两个"),
        ("包裹已经到万隆了。", "万隆"),
        ("预计5月12号到泗水。", "泗水"),
        ("是极兔给您送。", "极兔"),
        ("5月20号送到您家。", "5月20号"),
    ],
)
def test_a_value_that_differs(text: str, marked: str) -> None:
    assert wrong(text) == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "桌布Rp150.000一条，一共Rp510.000。",
        "三个竹篮都打包好了。",
        "您可以再买一个竹篮，第二个半价。",
        "运费一共两万印尼盾，由我们付。",
        "这种竹篮在日本卖得很好。",
        "退货请寄到万隆的仓库，用哪家快递都可以。",
        "发票5月20号发到您的邮箱。",
        "包裹到雅加达了，两天后到万隆。",
        "客服电话是021-555-0199。",
    ],
)
def test_what_speaks_of_something_else(text: str) -> None:
    assert wrong(text) == []


def test_a_bare_carrier_answers_only_the_question_for_it() -> None:
    assert wrong("顺丰。", "哪家快递送的？") == ["顺丰"]
    assert wrong("顺丰。", "哪家快递更快？") == []
