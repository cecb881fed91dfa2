"""Facts: a value that belongs to something else than what the desk tells is no mistake, and one that is
put in the words of the desk's own fact is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tutor.check.analyse import analyse
from tutor.check.rules.facts import RULES
from tutor.check.wire import desk_from_wire
from tutor.domain import Context, Desk, Fault, Lang
from tutor.text.analyse import read_text
from tutor.understand.read import understand


def desk(payer: str) -> Desk:
    return desk_from_wire(
        {
            "today": "2026-09-10",
            "order": {
                "id": "KR-5521",
                "placed": "2026-08-20",
                "status": "shipped",
                "currency": "USD",
                "total": 205,
                "items": [
                    {"name": "雨伞", "quantity": 3, "price": 20},
                    {"name": "背包", "quantity": 1, "price": 150},
                ],
            },
            "shipment": {
                "carrier": "DHL",
                "tracking_number": "DH900112",
                "shipped": "2026-08-23",
                "eta": "2026-09-15",
                "place": "釜山",
            },
            "policy": {
                "return_window_days": 14,
                "refund_days": [3, 5],
                "return_shipping": payer,
                "compensation_limit": 15,
                "coupon_limit": 25,
                "cancel_until": "packed",
            },
        }
    )


def marked(text: str, payer: str, buyer: str | None) -> list[str]:
    lang: Lang = "zh" if any(c >= "\u4e00" for c in text) else "en"
    read, at = read_text(text, lang=lang), desk(payer)
    context = Context(lang=lang, desk=at, buyer=buyer)
    found = analyse(read, understand(read, buyer=buyer, desk=at), context, rules=RULES).findings
    return [f.text for f in found]


@pytest.mark.parametrize(
    ("text", "payer"),
    [
        # Another parcel, another day, another sum.
        ("雨伞是另外一个包裹，单号是DH900340。", "buyer"),
        ("9月8日是下单时系统估的日子，现在预计9月15日送到。", "buyer"),
        ("Your deposit arrived on 28 August.", "buyer"),
        ("It said 9 September when the parcel left, and now it should come on 15 September.", "buyer"),
        ("签收后14天是9月29日。", "buyer"),
        ("东西一共210美元，用了5美元的券，您付了205美元。", "buyer"),
        ("您先付50美元，剩下155美元到货再付，一共205美元。", "buyer"),
        ("您朋友那一单是8月10日寄出的。", "buyer"),
        ("走加急的话，9月12日就能送到。", "buyer"),
        ("On that day 205 dollars was about 190 euros.", "buyer"),
        ("背包是DH900112，雨伞在DH900340那一件里。", "buyer"),
        # What was paid is given back, and that is no compensation.
        ("我们先补您10美元，月底还没到，再把剩下的195美元退给您。", "buyer"),
        # Who pays what.
        ("寄新雨伞的邮费我们出，旧的寄回来要您自己付邮费。", "buyer"),
        ("退货的运费怎么能让您出呢！", "shop"),
        ("The platform has free returns for its members only.", "buyer"),
        # An order on its way can be called back.
        ("已经发货了，不能直接取消，不过可以帮您拦截，拦下来就取消。", "buyer"),
    ],
)  # fmt: skip
def test_values_of_something_else_are_clean(text: str, payer: str) -> None:
    assert marked(text, payer, None) == []


@pytest.mark.parametrize(
    ("text", "payer", "buyer", "wrong"),
    [
        ("包裹最新的位置是首尔。", "buyer", None, ["首尔"]),
        ("The tracking page shows your parcel in Seoul.", "buyer", None, ["Seoul"]),
        ("雨伞是150美元。", "buyer", None, ["150美元"]),
        ("整箱货是6把雨伞。", "buyer", None, []),  # of goods of two kinds nothing is told
        ("退货的运费由贵司承担。", "shop", None, ["退货的运费由贵司承担"]),
        ("发货以后也能取消。", "buyer", "还能取消吗？", ["发货以后也能取消"]),
        (
            "I can cancel it for you right away.",
            "buyer",
            "Can I still cancel?",
            ["I can cancel it for you right away"],
        ),
        (
            "We will refund you $40 without a return.",
            "buyer",
            None,
            ["We will refund you $40 without a return"],
        ),
        ("I am sending you a coupon of $40.", "buyer", None, ["I am sending you a coupon of $40"]),
        ("You pay the postage for the old one.", "shop", None, ["You pay the postage for the old one"]),
    ],
)  # fmt: skip
def test_wrong_values_are_marked(
    text: str, payer: str, buyer: str | None, wrong: list[str]
) -> None:
    assert marked(text, payer, buyer) == wrong


def test_a_promise_to_cancel_is_marked_once_and_explained() -> None:
    text = "可以取消，我马上帮您取消订单。"
    assert marked(text, "buyer", "还能取消吗？") == ["可以取消"]
    read, at = read_text(text, lang="zh"), desk("buyer")
    (found,) = analyse(
        read, understand(read, desk=at), Context(lang="zh", desk=at), rules=RULES
    ).findings
    assert "打包以后不能取消" in found.message.zh
    assert "packed cannot be cancelled" in found.message.en


def faulty(reply: str, fault: Fault) -> list[str]:
    at = desk_from_wire(
        {
            "today": "2026-08-12",
            "order": {
                "id": "CL-0467",
                "placed": "2026-02-09",
                "status": "delivered",
                "currency": "USD",
                "total": 880,
                "items": [
                    {"name": "kettle", "sku": "K-1", "quantity": 20, "price": 44},
                    {"name": "lid", "sku": "K-2", "quantity": 5, "price": 7},
                ],
            },
            "policy": {"compensation_limit": 60, "cancel_until": "packed"},
        }
    )
    at = replace(at, fault=fault, fault_items=("K-1", "K-2") if fault != "none" else ())
    read = read_text(reply, lang="en")
    context = Context(lang="en", desk=at)
    return [
        f.text
        for f in analyse(read, understand(read, desk=at), context, rules=RULES).findings
        if f.check == "facts.policy_conflict"
    ]


def test_the_price_of_the_faulty_pieces_is_no_compensation() -> None:
    text = "I have refunded 132 dollars for the three kettles."
    assert not faulty(text, "defective")
    assert not faulty("I can refund 915 dollars for the kettles and the lids.", "defective")
    assert faulty("I have refunded 130 dollars to you.", "defective")
    assert faulty(text, "none")


def test_an_invoice_of_a_delivered_order_can_be_cancelled() -> None:
    assert not faulty("We will cancel the old invoice and write a new one.", "none")
    assert faulty("We can cancel the order for you.", "none")


@pytest.mark.parametrize("text", ["新背包明天从深圳寄出。", "换的这把雨伞今天用FedEx寄出。"])
def test_what_is_sent_after_the_delivery_is_another_parcel(text: str) -> None:
    arrived = desk_from_wire(
        {
            "today": "2026-09-20",
            "order": {"status": "delivered"},
            "shipment": {"carrier": "DHL", "shipped": "2026-08-23", "delivered": "2026-09-14"},
        }
    )
    read = read_text(text, lang="zh")
    context = Context(lang="zh", desk=arrived)
    assert not analyse(read, understand(read, desk=arrived), context, rules=RULES).findings
    old = replace(arrived, shipment=replace(arrived.shipment, delivered=None))
    context = Context(lang="zh", desk=old)
    assert analyse(read, understand(read, desk=old), context, rules=RULES).findings


@pytest.mark.parametrize("text", ["已经收到11750000盾。", "500张是7500000块，货款$98000000。"])
def test_a_great_sum_is_no_number_of_an_order(text: str) -> None:
    read = read_text(text, lang="zh")
    kinds = {slot.kind for clause in understand(read).clauses for slot in clause.slots}
    assert not kinds & {"order_id", "tracking_number"}
