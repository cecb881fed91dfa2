"""Remedies arranged against the buyer's wish, amends in short words, who pays the way back, and an
apology in one word: Chinese."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tutor.check.wire import desk_from_wire
from tutor.domain import Finding

Find = Callable[..., tuple[Finding, ...]]
DESK = desk_from_wire(
    {
        "today": "2026-09-20",
        "order": {
            "id": "MY-3321",
            "status": "delivered",
            "currency": "MYR",
            "total": 218,
            "items": [{"name": "电热饭盒", "quantity": 1, "price": 88}],
        },
        "shipment": {"delivered": "2026-09-13"},
        "policy": {
            "return_window_days": 15,
            "return_shipping": "buyer",
            "compensation_limit": 30,
            "refund_days": [5, 10],
        },
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "您要的换货已经办理，新的明天寄。",
        "好的，换货单已经给您开了。",
        "换货我们已经登记好了。",
        "换货申请了，您等通知。",
        "您的换货都安排好了。",
    ],
)
def test_another_remedy_that_was_arranged(findings: Find, text: str) -> None:
    found = findings(text, buyer="我要退款，不要换。")
    assert [f.suggestion for f in found if f.check == "terminology.confused"] == ["退款"]
    assert not [f for f in findings(text, buyer="我要换货。") if f.check == "terminology.confused"]


@pytest.mark.parametrize(
    "text",
    [
        "好的，不换货，退款单已经开了。",
        "换货的话要等一个星期，退款三天就到，您看呢？",
        "如果您还是想换货，申请好了告诉我。",
        "退款已经办理，三天到账。",
        "您要换货还是退款？",
    ],
)
def test_a_remedy_only_named(findings: Find, text: str) -> None:
    found = findings(text, buyer="我要退款，不要换。")
    assert not [f.text for f in found if f.check == "terminology.confused"]


def test_sending_back_is_no_wish_for_money(findings: Find) -> None:
    found = findings("换货单我已经开好了。", buyer="我没有时间寄回来，怎么办？")
    assert not [f.text for f in found if f.check == "terminology.confused"]


@pytest.mark.parametrize(
    ("text", "conflict"),
    [
        ("抱歉，给您补50马币。", True),
        ("对不起，我们补五十马币给您。", True),
        ("这样吧，店里补40马币。", True),
        ("给您补30马币，您看行吗？", False),
        ("您补50马币的差价就能换大的。", False),
        ("今天给您补两个勺子。", False),
        ("我们补20马币给您。", False),
        ("差价50马币您补一下。", False),
    ],
)
def test_amends_in_short_words(findings: Find, text: str, conflict: bool) -> None:
    found = [f for f in findings(text, desk=DESK) if f.check == "facts.policy_conflict"]
    assert bool(found) == conflict


@pytest.mark.parametrize(
    ("text", "conflict"),
    [
        ("退货的邮费我们来。", True),
        ("寄回来的运费我来吧。", True),
        ("退回的快递费我们管。", True),
        ("退货的邮费您来。", False),
        ("退货的邮费我们来看一下。", False),
        ("退货的运费您出，新的运费我们来。", False),
    ],
)
def test_who_pays_the_way_back(findings: Find, text: str, conflict: bool) -> None:
    found = [f for f in findings(text, desk=DESK) if f.check == "facts.policy_conflict"]
    assert bool(found) == conflict


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("抱歉，补您20马币，您看行吗？", False),
        ("真不好意思，我马上补。", False),
        ("您好，实在抱歉，盖子明天寄。", False),
        ("亲，对不起哦，退您88马币。", False),
        ("太对不住了！新的今天发。", False),
        ("盖子明天寄，您等一下。", True),
        ("您不用说抱歉的话，盖子明天寄。", True),
        ("好的，退您88马币。", True),
    ],
)
def test_an_apology_in_one_word(findings: Find, text: str, missing: bool) -> None:
    found = findings(text, buyer="饭盒的盖子是裂的。")
    assert bool([f for f in found if f.check == "politeness.apology_missing"]) == missing


@pytest.mark.parametrize(
    ("text", "lay"),
    [
        ("我们会还您的钱。", "还您的钱"),
        ("明天还您钱。", "还您钱"),
        ("包还您，钱也还。", None),
        ("归还您的钱包。", None),
    ],
)
def test_money_given_back_has_a_term(findings: Find, text: str, lay: str | None) -> None:
    found = [f.text for f in findings(text) if f.check == "terminology.nonstandard"]
    assert found == ([lay] if lay else [])


@pytest.mark.parametrize(
    ("text", "conflict"),
    [
        ("退款要五到十个工作日，银行慢的话还要多一两天。", False),
        ("五到十个工作日到账，遇到放假会晚两天。", False),
        ("退款五到十个工作日能到，最多再等一天。", False),
        ("退款一两天就到您的卡上。", True),
        ("退款最快明天，一般两天到账。", True),
    ],
)
def test_days_on_top_of_the_days_of_the_policy(findings: Find, text: str, conflict: bool) -> None:
    found = [f for f in findings(text, desk=DESK) if f.check == "facts.policy_conflict"]
    assert bool(found) == conflict


@pytest.mark.parametrize(
    ("buyer", "missing"),
    [
        ("15太少了", False),
        ("退一半太少了，再多一点吧", False),
        ("二十块有点少了", False),
        ("盒子里少了两把勺子", True),
        ("少了一个盖子", True),
    ],
)
def test_an_offer_that_is_too_little_is_no_fault(findings: Find, buyer: str, missing: bool) -> None:
    found = findings("我再帮您问问店长。", buyer=buyer)
    assert bool([f for f in found if f.check == "politeness.apology_missing"]) == missing
