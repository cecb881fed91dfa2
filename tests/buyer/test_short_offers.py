"""Offers in a few words, heard by who waits for that remedy."""

from __future__ import annotations

import pytest

from tutor import resources
from tutor.buyer.offering import offers
from tutor.buyer.payer import payer
from tutor.buyer.short_offers import in_short
from tutor.dialogue.library import load_library
from tutor.domain import Lang, Scenario
from tutor.text.analyse import read_text
from tutor.understand.read import understand

LIBRARY = load_library(resources.dialogues_dir())
FAN = LIBRARY.scenario("fan-certificate-hat-yai")  # a fee back
COAT = LIBRARY.scenario("presale-deposit-coat-almaty")
BEAR = LIBRARY.scenario("toy-bear-dili")  # a new one
LOCK = LIBRARY.scenario("door-lock-fit-singapore")  # a coupon, no money


def remedies(text: str, lang: Lang, scenario: Scenario) -> set[str]:
    read = read_text(text, lang)
    return {o.remedy for o in offers(read, understand(read, desk=scenario.desk), scenario)}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It's on us."),
        ("en", "We'll take that over, we pay it."),
        ("en", "You get it back."),
        ("en", "I'll return it."),
        ("zh", "这个我们出。"),
        ("zh", "马上退给您。"),
        ("zh", "放心，一定给您退。"),
    ],
)
def test_who_wants_money_hears_it_without_its_name(lang: Lang, text: str) -> None:
    assert remedies(text, lang, FAN) <= {"refund", "partial_refund"}
    assert remedies(text, lang, FAN)
    assert remedies(text, lang, LOCK) == set()


def test_who_pays_the_postage_gives_no_money_back() -> None:
    for text in ("the postage is on us", "we pay the shipping"):
        found = in_short(text, "en", FAN, bears=payer(text, "en"), agreed=False)
        assert found == []


def test_a_new_one_is_offered_where_leave_is_asked() -> None:
    assert remedies("A new bear, free of charge, okay?", "en", BEAR) == {"reship"}
    assert "reship" not in remedies("The new timetable of the post.", "en", BEAR)


@pytest.mark.parametrize(
    "text", ["Coupon of 8 dollars, deal?", "Here is an 8 dollar voucher, okay?"]
)
def test_a_tag_asks_whether_the_buyer_agrees(text: str) -> None:
    assert remedies(text, "en", COAT) == {"coupon"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "再补您一只，邮费别管。"),
        ("zh", "那就来一个新的。"),
        ("zh", "明天就给您寄出去。"),
        ("en", "It goes out to you tomorrow."),
        ("en", "Everything new, okay?"),
    ],
)
def test_more_of_the_same_is_a_new_one(lang: Lang, text: str) -> None:
    assert remedies(text, lang, BEAR) == {"reship"}
    # Who waits for no goods hears none in it.
    assert in_short(text, lang, LOCK, bears=None, agreed=True) == []


SAMPLES = LIBRARY.scenario("samples-germany")  # the fee off the next order


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The sample money we pay back when you order."),
        ("en", "You order, we give the sample fee back."),
        ("zh", "样品费以后还给您。"),
    ],
)
def test_a_fee_given_back_does_for_one_taken_off(lang: Lang, text: str) -> None:
    assert remedies(text, lang, SAMPLES) == {"coupon"}
    assert "coupon" not in remedies("We give it back.", "en", SAMPLES)
