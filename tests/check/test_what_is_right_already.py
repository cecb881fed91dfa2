"""Right replies that look like a slip: numbers in groups, chat names, problems that are solved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tutor.check.wire import desk_from_wire
from tutor.domain import Finding, Lang, Utterance

Find = Callable[..., tuple[Finding, ...]]

DESK: dict[str, Any] = {
    "today": "2026-05-12",
    "order": {
        "id": "MY-40418",
        "status": "returned",
        "currency": "MYR",
        "total": 310,
        "items": [{"name": "台灯", "quantity": 2, "price": 155}],
    },
    "shipment": {"carrier": "J&T Express", "tracking_number": "JT5500918246", "place": "怡保"},
    "policy": {"return_window_days": 14, "refund_days": [5, 9], "compensation_limit": 40},
}


def facts(findings: Find, text: str, lang: Lang, buyer: str | None = None) -> list[str]:
    found = findings(text, lang, desk=desk_from_wire(DESK), buyer=buyer)
    return [f.text for f in found if f.check.startswith("facts.")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "单号是JT5500 9182 46。"),
        ("zh", "快递单号JT 5500 918 246，今天到。"),
        ("en", "The tracking number is JT55 0091 8246."),
        ("en", "Your number is jt5500-918246."),
        ("zh", "请加我的微信lamp40977。"),
        ("en", "My WhatsApp is shop88123."),
    ],
)
def test_grouped_numbers_and_chat_names_are_no_wrong_number(
    findings: Find, lang: Lang, text: str
) -> None:
    assert facts(findings, text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [("zh", "单号是JT5500918299。"), ("en", "The tracking number is JT5500918277.")],
)
def test_another_number_stays_wrong(findings: Find, lang: Lang, text: str) -> None:
    assert len(facts(findings, text, lang)) == 1


def test_goods_that_came_back_are_no_money_that_is_there(findings: Find) -> None:
    buyer = "You have the lamp back. When do I see my refund?"
    assert facts(findings, "We have received your lamp today.", "en", buyer) == []
    assert facts(findings, "You get your refund today.", "en", buyer)


@pytest.mark.parametrize(
    "text",
    [
        "A new lamp leaves today, and 30 ringgit go back to you for the trouble.",
        "I can send 25 ringgit for the wait.",
    ],
)
def test_amends_are_no_wrong_total(findings: Find, text: str) -> None:
    assert facts(findings, text, "en", "The lamp is broken again!") == []


@pytest.mark.parametrize(
    ("lang", "before", "now", "owed"),
    [
        ("zh", "灯不亮", "两盏都亮了，谢谢你教我", False),
        ("zh", "软件打不开", "能用了，谢谢您", False),
        ("en", "The lamp doesn't work", "It works now, thanks!", False),
        ("zh", "灯不亮", "谢谢，我再等等", True),
        ("en", "The lamp doesn't work", "Thanks, I'm waiting for your answer", True),
        ("zh", "灯不亮", "一盏亮了，谢谢，另一盏还是坏的", True),
    ],
)
def test_what_is_solved_owes_no_apology(
    findings: Find, lang: Lang, before: str, now: str, owed: bool
) -> None:
    said = "不客气。" if lang == "zh" else "You're welcome."
    history = (Utterance(role="buyer", text=before, lang=lang),)
    found = findings(said, lang, buyer=now, history=history)
    assert ("politeness.apology_missing" in {f.check for f in found}) is owed


@pytest.mark.parametrize(
    ("buyer", "fault"),
    [
        ("四个颜色都不一样吧", False),
        ("三条的花纹都不一样吗", False),
        ("收到的颜色和图片不一样", True),
        ("发来的款式跟订单不一样", True),
    ],
)
def test_things_that_differ_from_each_other_are_no_fault(
    findings: Find, buyer: str, fault: bool
) -> None:
    found = findings("是的，请看照片。", "zh", buyer=buyer)
    assert ("politeness.apology_missing" in {f.check for f in found}) is fault


def test_spanish_is_answered_in_spanish(findings: Find) -> None:
    buyer = "¿Tienen la talla 38 en verde?"
    checks = {f.check for f in findings("Sí, la 38 está en verde y en gris.", "en", buyer=buyer)}
    assert "language.wrong_language" not in checks
    assert "language.wrong_language" in {
        f.check for f in findings("Yes, we have 38 in green.", "en", buyer=buyer)
    }
