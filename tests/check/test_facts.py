"""Facts: what agrees with the desk is clean in every way of saying it, what differs is marked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tutor.check.analyse import analyse
from tutor.check.rules.facts import RULES
from tutor.check.wire import desk_from_wire
from tutor.domain import Context, Finding, Lang
from tutor.text.analyse import read_text
from tutor.understand.policy import policy_conflicts
from tutor.understand.read import understand

DESK = desk_from_wire(
    {
        "order": {
            "id": "B-2207",
            "placed": "2026-05-06",
            "status": "shipped",
            "currency": "USD",
            "total": 1250,
            "items": [{"name": "台灯", "quantity": 5, "price": 250}],
        },
        "shipment": {
            "carrier": "FedEx",
            "tracking_number": "FX77123",
            "shipped": "2026-05-08",
            "eta": "2026-05-20",
            "place": "河内",
        },
        "policy": {
            "return_window_days": 14,
            "refund_days": [2, 4],
            "return_shipping": "buyer",
            "compensation_limit": 20,
        },
    }
)


def findings(text: str, lang: Lang, buyer: str | None = None) -> tuple[Finding, ...]:
    read = read_text(text, lang=lang)
    context = Context(lang=lang, desk=DESK, buyer=buyer)
    return analyse(read, understand(read, buyer=buyer, desk=DESK), context, rules=RULES).findings


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "您的订单B-2207一共1,250美元。"),
        ("zh", "包裹由FedEx派送，单号是FX77123。"),
        ("zh", "包裹预计5月20号到。"),
        ("zh", "收到货十天内可以退货。"),
        ("zh", "收到货两个星期内可以退货。"),
        ("zh", "退款大约三个工作日到账。"),
        ("zh", "退款2到4个工作日到账。"),
        ("zh", "退货的运费要您自己付，请您理解。"),
        ("zh", "我们可以补偿您15美元。"),
        ("zh", "超过14天就不能退货了。"),
        ("zh", "我们24小时内回复您。"),
        ("en", "Your order total is $1,250."),
        ("en", "It should arrive on May 20th."),
        ("en", "You can return it within ten days."),
        ("en", "The refund takes two to four business days."),
        ("en", "We cannot accept returns after 30 days."),
        ("en", "We can offer you $15 as compensation."),
        ("en", "Is your order number B-9999?"),
    ],
)
def test_what_agrees_or_asserts_nothing_is_clean(lang: Lang, text: str) -> None:
    assert not findings(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "marked", "check"),
    [
        ("zh", "您的订单号是B-2270，请您核对。", "B-2270", "facts.wrong_value"),
        ("zh", "包裹由DHL派送。", "DHL", "facts.wrong_value"),
        ("zh", "包裹预计5月25号到。", "5月25号", "facts.wrong_value"),
        ("en", "It should arrive on 25 May.", "25 May", "facts.wrong_value"),
        (
            "zh",
            "您好，收到货一个月内都可以退货。",
            "收到货一个月内都可以退货",
            "facts.policy_conflict",
        ),
        ("zh", "请放心，退款今天就能到账。", "退款今天就能到账", "facts.policy_conflict"),
        ("zh", "退货的话，运费我们出。", "运费我们出", "facts.policy_conflict"),
        ("zh", "我们赔您50美元。", "我们赔您50美元", "facts.policy_conflict"),
        (
            "en",
            "You can return it within 60 days.",
            "You can return it within 60 days",
            "facts.policy_conflict",
        ),
        (
            "en",
            "We will pay the return shipping.",
            "We will pay the return shipping",
            "facts.policy_conflict",
        ),
    ],
)
def test_what_differs_is_marked(lang: Lang, text: str, marked: str, check: str) -> None:
    assert [(f.text, f.check, f.severity) for f in findings(text, lang)] == [
        (marked, check, "error")
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("收到货30天内都可以退货。", "收到货14天内都可以退货"),
        ("我们赔您50美元。", "我们赔您20美元"),
        ("退款10天到账。", "退款2到4个工作日到账"),
    ],
)
def test_the_suggestion_puts_the_policys_number_into_the_clause(text: str, right: str) -> None:
    (found,) = findings(text, "zh")
    assert found.suggestion == right
    assert not findings(f"{right}。", "zh")


def test_two_dates_of_two_events_in_one_clause_agree() -> None:
    assert not findings("It shipped on 8 May and should arrive on 20 May.", "en")


def test_absent_fields_are_not_checked() -> None:
    read = read_text("收到货90天内都可以退货，退款今天到账，运费我们出。", lang="zh")
    for desk in (desk_from_wire({}), desk_from_wire({"policy": {}})):
        assert policy_conflicts(understand(read, desk=desk), read, desk) == ()


def test_a_full_refund_is_no_compensation() -> None:
    assert not findings("我们会给您退款1250美元。", "zh")
    assert findings("我们会补偿您1250美元。", "zh")


def test_a_conflict_names_the_field_and_the_policys_value() -> None:
    read = read_text("我们补偿您30美元。", lang="zh")
    (conflict,) = policy_conflicts(understand(read, desk=DESK), read, DESK)
    assert (conflict.field, conflict.expected) == ("compensation_limit", Decimal(20))


REFUND_POLICY = desk_from_wire(
    {
        "today": "2026-07-14",
        "order": {"id": "A-1", "currency": "USD"},
        "policy": {"refund_days": [5, 7]},
    }
)


@pytest.mark.parametrize(
    ("lang", "words", "wrong"),
    [
        ("en", "I've refunded $28.80 to your credit card today.", False),
        ("en", "We issued the refund to your account this morning.", False),
        ("zh", "今天已经给您退到银行卡了。", False),
        ("en", "The money will be on your card today.", True),
        ("en", "I've refunded it and you will get it today.", True),
        ("zh", "退款今天就能到账。", True),
    ],
)
def test_a_refund_made_today_is_not_one_that_arrives_today(
    lang: Lang, words: str, wrong: bool
) -> None:
    text = read_text(words, lang)
    reading = understand(text, desk=REFUND_POLICY)
    context = Context(lang=lang, buyer="When do I get my refund?", desk=REFUND_POLICY)
    found = analyse(text, reading, context).findings
    assert any(f.check == "facts.policy_conflict" for f in found) is wrong
