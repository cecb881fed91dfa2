"""English replies at the edge of a rule: what a class of errors reaches and what looks like it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tutor.check.analyse import analyse
from tutor.domain import Bilingual, Context, Desk, Item, Order, Shipment
from tutor.text.analyse import read_text
from tutor.understand.classify import default_acts
from tutor.understand.read import understand

Find = Callable[..., tuple[Any, ...]]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("The order need is need three more days.", None),
        ("There have six lamps left.", "There are six lamps left."),
        ("Most buyers take two, the most of them in blue.", "Most of them take the blue one."),
        ("What can I help you?", "How can I help you?"),
        (
            "Because of the belt is broken, we send a new one.",
            "Because of the holiday, we pack on Monday.",
        ),
        ("No need pay for it.", "There is no need to pay for it."),
        (
            "When receive the parcel, please film it.",
            "When you receive the parcel, please film it.",
        ),
        ("The driver said will come at six.", "The driver said he will come at six."),
        ("Our shop was founded since 2011.", "Our shop was founded in 2011."),
        ("It is not so much heavy.", "It is not so heavy."),
        ("He carries a two years old child seat.", "He carries a two-year-old child seat."),
        ("We will give you a good news.", "We will give you good news."),
    ],
)
def test_what_learners_carry_over(findings: Find, wrong: str, right: str | None) -> None:
    assert "language.grammar" in [f.check for f in findings(wrong, "en")]
    if right is not None:
        assert "language.grammar" not in [f.check for f in findings(right, "en")]


@pytest.mark.parametrize(
    "text",
    [
        "It left by courier at noon.",
        "The belts came in yesterday.",
        "You pay the same as yesterday.",
        "It is late because of the snow, so the van comes tomorrow.",
        "What did you want to put in it?",
        "You can choose how to pay when the parcel arrives.",
        "The parcel was left at the front desk.",
    ],
)
def test_right_english_that_looks_like_an_error(findings: Find, text: str) -> None:
    assert not findings(text, "en")


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [
        (
            "compliance.off_platform",
            "You can pay with Western Union to our cashier.",
            "Western Union is not accepted on this platform.",
        ),
        (
            "compliance.off_platform",
            "Please send the money to my brother's account.",
            "Please send the money through the platform.",
        ),
        (
            "compliance.absolute_claim",
            "It is the crispest cracker in Asia.",
            "It is crisper than the plain one.",
        ),
        (
            "compliance.overpromise",
            "It will come on Friday, no doubt about it.",
            "Absolutely, you can pick it up on Friday.",
        ),
        (
            "compliance.review_bribe",
            "Rate us 5 stars and we send you 20 pesos.",
            "The voucher of 20 pesos comes with every order.",
        ),
        (
            "politeness.blame",
            "You never descaled it, and you must have used the wrong salt.",
            "As you never opened it, you can return it.",
        ),
        (
            "politeness.impatience",
            "If you are in such a hurry, buy it somewhere else.",
            "You can buy the cable somewhere else as well.",
        ),
        ("register.address", "Got it honey, it leaves today.", "The honey leaves today."),
    ],
)
def test_two_sides_of_a_rule(findings: Find, check: str, bad: str, good: str) -> None:
    assert check in [f.check for f in findings(bad, "en", channel="b2b")]
    assert check not in [f.check for f in findings(good, "en", channel="b2b")]


@pytest.mark.parametrize("text", ["Despite the rain, it arrived.", "We respect your choice."])
def test_a_learned_act_alone_accuses_nobody(text: str) -> None:
    read = read_text(text, lang="en")
    reading = understand(read, classifier=default_acts())
    assert not analyse(read, reading, Context(lang="en")).findings


@pytest.mark.parametrize(
    ("buyer", "fault"),
    [
        ("You said it ships today.", False),
        ("You said it would ship on Monday, today is Friday.", True),
        ("Will the stain come out?", False),
        ("How do I get a stain out?", False),
        ("The lamp has no plug.", True),
        ("My coupon code expired.", False),
        ("We opened the box and five screws are missing.", True),
    ],
)
def test_an_apology_is_due_for_what_is_reported(findings: Find, buyer: str, fault: bool) -> None:
    found = findings("Thank you for writing to us.", "en", buyer=buyer)
    assert ("politeness.apology_missing" in [f.check for f in found]) is fault


def test_a_no_to_a_question_of_fact_is_no_refusal(findings: Find) -> None:
    refusal = "politeness.blunt_refusal"
    fact = findings("No, we don't.", "en", buyer="Do you have a showroom?")
    asked = findings("No, we don't.", "en", buyer="Do you give a discount?")
    assert refusal not in [f.check for f in fact]
    assert refusal in [f.check for f in asked]


def test_a_buyer_who_mixes_english_in_may_be_answered_in_english(findings: Find) -> None:
    wrong = "language.wrong_language"
    mixed = findings("Thank you po, see you soon!", "en", buyer="received na po, salamat!")
    plain = findings("It arrives on Monday.", "en", buyer="kapan barang saya sampai ke rumah?")
    assert wrong not in [f.check for f in mixed]
    assert wrong in [f.check for f in plain]


@pytest.mark.parametrize(
    ("buyer", "text", "value"),
    [
        ("Who brought it?", "FedEx brought it on Monday.", "FedEx"),
        ("How many did we order?", "150 pieces at 4.20 each.", "150 pieces"),
        ("Who brought it?", "DPD brought it on Monday.", None),
        ("How many did we order?", "120 pieces at 4.20 each.", None),
    ],
)
def test_answers_of_few_words_against_the_desk(
    findings: Find, buyer: str, text: str, value: str | None
) -> None:
    item = Item(name=Bilingual(zh="支架", en="bracket"), quantity=120, price=Decimal("4.20"))
    desk = Desk(order=Order(items=(item,)), shipment=Shipment(carrier="DPD"))
    found = findings(text, "en", buyer=buyer, desk=desk)
    assert [f.text for f in found if f.check == "facts.wrong_value"] == ([value] if value else [])
