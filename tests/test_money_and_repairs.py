"""Whole cases about money that went back before, repairs that the buyer pays for, and two wishes
at once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tutor.dialogue.load import load_scenarios
from tutor.dialogue.published import Published
from tutor.domain import Lang, Session
from tutor.services import Services, build_services
from tutor.session import do_action, start, take_turn

CASE = """
format: 1
id: {id}
title: {{zh: 试一试, en: A try}}
briefing: {{zh: 顾客来问事。, en: A buyer asks.}}
can_do: {{zh: 能回答顾客。, en: I can answer.}}
module: after-sale
level: 6
standard: "2025"
channel: storefront
buyer: {{name: {{zh: 马克, en: Mark}}, country: BN, languages: [en, zh], mood: calm, patience: 5}}
desk:
  today: 2026-03-20
  order:
    id: BN-7001
    placed: 2024-03-02
    status: {status}
    currency: BND
    total: 80
    payment: {{zh: 银行卡, en: bank card}}
    items: [{{sku: FN-1, name: {{zh: 风扇, en: fan}}, quantity: 1, price: 80}}]
{order}
  shipment: {{delivered: 2024-03-09}}
  policy: {{warranty_months: {warranty}, return_window_days: 7, coupon_limit: 10, compensation_limit: 20{policy}}}
  fault: {fault}
questions:
{questions}
wants:
{wants}
lines:
  open:
    zh: [{{level: 3, text: 你好，我想问一下我的风扇。}}]
    en: ["Hi, I have a question about my fan."]
"""
WHEN = """
  - id: when
    facts: [order.refunded_on]
    ask:
      zh: [{level: 3, text: 我的钱什么时候退给我？}]
      en: [When do I get my money back?]
"""
COST = """
  - id: cost
    facts: [policy.repair_price]
    ask:
      zh: [{level: 3, text: 修一下要多少钱？}]
      en: [How much is a repair?]
"""
FIX = """
  - id: fix
    remedy: repair
    accepts: {repair: %s}
    ask:
      zh: [{level: 3, text: 那请帮我修一下。}]
      en: ["Then please have it repaired."]
"""
TWO = """
  - id: money
    remedy: partial_refund
    accepts: {partial_refund: 12}
    ask:
      zh: [{level: 3, text: 可以退我一点儿钱吗？}]
      en: ["Could I have some money back?"]
  - id: trouble
    remedy: coupon
    accepts: {coupon: 5, partial_refund: 5}
    ask:
      zh: [{level: 3, text: 我很不方便，你们不给一点儿补偿吗？}]
      en: ["It was a lot of trouble. Will you make up for it?"]
"""
TOLD = {
    "zh": "您好，维修费是{price}文莱元。",
    "en": "Hello, the repair costs {price} Brunei dollars.",
}
ARRANGED = {
    "zh": "好的，我已经为您安排了维修。",
    "en": "All right, I have arranged the repair for you.",
}


@pytest.fixture(scope="module")
def course() -> Services:
    return build_services(encoder="none")


@pytest.fixture
def services(course: Services) -> Services:
    return replace(course, published=Published())


def publish(services: Services, folder: Path, **parts: str) -> None:
    """Loads the case with these parts and publishes it as "try"."""
    filled = {"status": "delivered", "order": "", "policy": "", "fault": "none", "warranty": "12"}
    filled |= {"questions": "", "wants": "", "id": "try"} | parts
    file = folder / "try.yaml"
    file.write_text(CASE.format(**filled), "utf-8")
    loaded = load_scenarios(file)
    assert not loaded.errors, loaded.errors
    services.published.put(*loaded.scenarios)


def say(services: Services, session: Session, text: str) -> Session:
    return take_turn(services, session, text).session


def act(services: Services, session: Session, command: str, *, against: bool) -> Session:
    session, record = do_action(services, session, command)
    assert (record.violation is not None) is against, record.violation
    return session


# --- money that went back before -------------------------------------------------------------------

GIVEN = "    refunded: 80\n    refunded_on: 2026-03-12"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "您好，80文莱元已经在3月12日退到您的银行卡了。"),
        ("en", "Hello, the 80 Brunei dollars went back to your bank card on 12 March."),
    ],
)
def test_saying_when_the_money_went_back_answers_the_buyer(
    services: Services, tmp_path: Path, lang: Lang, text: str
) -> None:
    publish(services, tmp_path, status="returned", order=GIVEN, questions=WHEN)
    session = start(services, "try", lang=lang)
    result = take_turn(services, session, text)
    assert not [f for f in result.feedback.findings if f.check.startswith("facts.")]
    assert result.session.buyer_state.agenda == ()


@pytest.mark.parametrize("command", ["refund", "refund 80", "refund 1"])
def test_giving_it_back_again_is_done_but_against_the_policy(
    services: Services, tmp_path: Path, command: str
) -> None:
    publish(services, tmp_path, status="returned", order=GIVEN, questions=WHEN)
    session = act(services, start(services, "try"), command, against=True)
    session = say(services, session, "您好，80文莱元已经在3月12日退给您了。")
    session = say(services, session, "谢谢您，祝您生活愉快！")
    assert session.outcome == "solved against policy"


def test_the_rest_of_a_part_given_back_before_is_still_due(
    services: Services, tmp_path: Path
) -> None:
    part = "    refunded: 30\n    refunded_on: 2026-03-12"
    publish(services, tmp_path, status="returned", order=part, questions=WHEN)
    session = start(services, "try")
    _, record = do_action(services, session, "refund")
    assert (record.amount, record.violation) == (Decimal(50), None)
    act(services, session, "refund 51", against=True)


# --- repairs for money ------------------------------------------------------------------------------

PRICED = {"policy": ", repair_price: 25", "questions": COST, "fault": "defective"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_repair_is_paid_for_once_the_buyer_has_agreed(
    services: Services, tmp_path: Path, lang: Lang
) -> None:
    publish(services, tmp_path, wants=FIX % 30, **PRICED)
    session = start(services, "try", lang=lang)
    session = say(services, session, TOLD[lang].format(price=25))
    assert session.case.agreed_price == 25
    session = act(services, session, "repair 25", against=False)
    session = say(services, session, ARRANGED[lang])
    assert session.buyer_state.agenda == ()
    session = say(services, session, "谢谢您，再见！")
    assert session.outcome == "solved"


@pytest.mark.parametrize(
    ("command", "met"), [("repair 25", True), ("repair 31", False), ("repair", True)]
)
def test_a_repair_before_the_buyer_agreed_is_against_the_policy(
    services: Services, tmp_path: Path, command: str, met: bool
) -> None:
    publish(services, tmp_path, wants=FIX % 30, **PRICED)
    session = act(services, start(services, "try"), command, against=True)
    session = say(services, session, ARRANGED["zh"])
    assert ("want.fix" not in session.buyer_state.agenda) is met


def test_a_buyer_who_pays_less_than_the_price_does_not_agree(
    services: Services, tmp_path: Path
) -> None:
    publish(services, tmp_path, wants=FIX % 20, **PRICED)
    session = say(services, start(services, "try"), TOLD["zh"].format(price=25))
    assert session.case.agreed_price is None
    act(services, session, "repair 25", against=True)


def test_another_price_than_the_lists_is_against_the_policy(
    services: Services, tmp_path: Path
) -> None:
    publish(services, tmp_path, wants=FIX % 30, **PRICED)
    session = say(services, start(services, "try"), TOLD["zh"].format(price=25))
    act(services, session, "repair 28", against=True)
    act(services, session, "repair 25", against=False)


def test_within_the_warranty_nothing_is_to_be_paid(services: Services, tmp_path: Path) -> None:
    publish(services, tmp_path, wants=FIX % "", warranty="36", **PRICED)
    session = start(services, "try")
    act(services, session, "repair 25", against=True)
    session = act(services, session, "repair", against=False)
    session = say(services, session, ARRANGED["zh"])
    assert "want.fix" not in session.buyer_state.agenda


def test_who_wants_a_free_repair_is_not_served_by_a_paid_one(
    services: Services, tmp_path: Path
) -> None:
    publish(services, tmp_path, wants=FIX % "", **PRICED)
    session = act(services, start(services, "try"), "repair 25", against=True)
    session = say(services, session, ARRANGED["zh"])
    assert "want.fix" in session.buyer_state.agenda


# --- two wishes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("commands", "left"),
    [
        (["refund 12"], {"trouble"}),
        (["refund 16"], {"trouble"}),
        (["refund 17"], set()),
        (["refund 12", "refund 5"], set()),
        (["refund 12", "coupon 5"], set()),
        (["coupon 5"], {"money"}),
        (["refund 5"], {"money"}),
    ],
)
def test_money_counts_for_one_wish_only(
    services: Services, tmp_path: Path, commands: list[str], left: set[str]
) -> None:
    publish(services, tmp_path, wants=TWO)
    session = start(services, "try")
    for command in commands:
        session = act(services, session, command, against=False)
    session = say(services, session, "您好，我已经为您处理好了。")
    assert set(session.buyer_state.agenda) == {f"want.{name}" for name in left}
