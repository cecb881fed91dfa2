"""English replies of shops all over the world: what learned wordings must find, and what they must leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tutor.check.wire import desk_from_wire
from tutor.domain import Desk

Find = Callable[..., tuple[Any, ...]]


def desk() -> Desk:
    """An order of 47.50 pounds that came on 12 May, with fourteen days to return it."""
    return desk_from_wire(
        {
            "order": {
                "id": "UK-5120",
                "placed": "2026-05-03",
                "status": "shipped",
                "currency": "GBP",
                "total": 47.5,
                "items": [{"name": "desk lamp", "quantity": 1, "price": 47.5}],
            },
            "shipment": {
                "carrier": "Evri",
                "shipped": "2026-05-05",
                "eta": "2026-05-12",
                "place": "Leeds",
            },
            "policy": {
                "return_window_days": 14,
                "refund_days": [3, 5],
                "return_shipping": "buyer",
                "compensation_limit": 8,
            },
        }
    )


def checks(find: Find, text: str, **context: Any) -> list[tuple[str, str]]:
    return [(f.check, f.text) for f in find(text, "en", **context)]


@pytest.mark.parametrize(
    "text",
    [
        "For five stars you get 50 kroner from us.",
        "Write a good review and you get 3,000 won back.",
        "A keychain is yours once you have left five stars.",
        "Please change your two stars to five, and I'll send you 1,000 forint.",
        "If we get a top rating, your next delivery is on us.",
    ],
)
def test_a_reward_in_any_currency_is_a_bribe(findings: Find, text: str) -> None:
    assert "compliance.review_bribe" in dict(checks(findings, text))


@pytest.mark.parametrize(
    "text",
    [
        "The hotel has five stars and costs 200 euros.",
        "The flag with five stars costs 500 yen.",
        "If you like it, five stars would make our day.",
        "We will send you 1,000 tenge for the broken lid. Your five stars last month made us happy.",
        "Our flask got five stars in a test, and we will send it today.",
        "You left us five stars, we will send you a new lid because the old one is cracked.",
    ],
)
def test_a_price_beside_stars_is_no_bribe(findings: Find, text: str) -> None:
    assert "compliance.review_bribe" not in dict(checks(findings, text))


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("You can order from us on Facebook, it is cheaper.", True),
        ("On Telegram it is 10% cheaper.", True),
        ("Let's finish the sale on Zalo.", True),
        ("Just send the money to my M-Pesa number.", True),
        ("Many buyers show this lamp on Instagram.", False),
        ("Please keep our chat here and do not pay on WhatsApp.", False),
        ("The speaker works with Facebook Messenger.", False),
        ("You can buy from us again at any time.", False),
    ],
)
def test_a_deal_elsewhere_leaves_the_platform(findings: Find, text: str, leaves: bool) -> None:
    assert ("compliance.off_platform" in dict(checks(findings, text))) is leaves


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("This is the softest blanket in all of Poland.", "the softest blanket in all of Poland"),
        ("Our tea is the finest in Sri Lanka.", "the finest in Sri Lanka"),
        ("The brightest lamp in East Africa!", "The brightest lamp in East Africa"),
        ("The best way to get it in India is by courier.", None),
        ("The coldest month in Norway is January.", None),
        ("It is the biggest bag of our whole range.", None),
        ("The fastest delivery in India takes two days.", None),
    ],
)
def test_a_claim_for_a_country_is_absolute(findings: Find, text: str, claim: str | None) -> None:
    assert dict(checks(findings, text)).get("compliance.absolute_claim") == claim


@pytest.mark.parametrize(
    ("buyer", "text", "blunt"),
    [
        ("can you do it for 40?", "No, we don't bargain.", True),
        ("could I have a sample?", "No, we never send samples.", True),
        ("can I still cancel?", "No. Use your eyes.", True),
        ("can you engrave it?", "That's not something we do.", True),
        ("does it leak?", "No, it doesn't leak.", False),
        ("is it loud?", "No, you won't hear it.", False),
        ("cheaper?", "We don't lower prices because they are already tight.", False),
        ("will the price go up?", "No, the price stays the same for two weeks.", False),
        ("do you need anything else from me?", "No, nothing else. Thank you!", False),
    ],
)
def test_a_short_no_to_a_favour_is_blunt(
    findings: Find, buyer: str, text: str, blunt: bool
) -> None:
    assert ("politeness.blunt_refusal" in dict(checks(findings, text, buyer=buyer))) is blunt


@pytest.mark.parametrize(
    ("text", "blames"),
    [
        ("You probably threw it out with the box.", True),
        ("You twisted the lid too tightly.", True),
        ("You held it the wrong way.", True),
        ("Your children must have broken it.", True),
        ("Please pull it gently, not too hard.", False),
        ("If you pull it too hard, the zip can break.", False),
        ("You have waited too long, I am sorry.", False),
        ("You probably need a smaller size.", False),
    ],
)
def test_what_a_buyer_is_said_to_have_done(findings: Find, text: str, blames: bool) -> None:
    assert ("politeness.blame" in dict(checks(findings, text))) is blames


@pytest.mark.parametrize(
    "text",
    [
        "May your garden grow well this year.",
        "I hope the lamp serves you well.",
        "Safe travels to Cebu!",
        "Happy reading under the new lamp!",
    ],
)
def test_a_wish_of_any_kind_closes(findings: Find, text: str) -> None:
    assert "politeness.closing_missing" not in dict(checks(findings, text, position="last"))


@pytest.mark.parametrize("text", ["May I ask for your order number?", "It may take two days."])
def test_what_may_be_is_no_wish(findings: Find, text: str) -> None:
    assert "politeness.closing_missing" in dict(checks(findings, text, position="last"))


@pytest.mark.parametrize(
    ("buyer", "text", "missing"),
    [
        ("broken the day before my concert!! awful", "What a bad moment, I'm very sorry.", False),
        ("three weeks!! ridiculous", "Nobody should have to wait that long. I'm sorry.", False),
        ("all smashed! worst shop", "That is not how a gift should arrive. I'm sorry.", False),
        ("torn!! I am furious", "Sorry. We send a new one.", True),
        ("one more question and I'm done", "It is blue.", False),
        ("I'm done packing it, where do I send it?", "To Leeds, please.", False),
        ("That's it, I'm done waiting. Nobody answers.", "Please wait.", True),
    ],
)
def test_care_is_seen_where_it_is_due(findings: Find, buyer: str, text: str, missing: bool) -> None:
    found = dict(checks(findings, text, buyer=buyer))
    assert ("politeness.empathy_missing" in found) is missing


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("The handle of the Gonna Go bag is leather.", None),
        ("Our Kinda Cool cap is blue.", None),
        ("You wanna walk with it? It folds to 28 cm.", "wanna"),
        ("We Gonna send it today.", "Gonna"),
    ],
)
def test_the_name_of_goods_is_no_slang(findings: Find, text: str, loose: str | None) -> None:
    assert dict(checks(findings, text)).get("register.colloquial") == loose


@pytest.mark.parametrize(
    ("buyer", "text", "wrong"),
    [
        ("i paid but it says unpaid", "Payments by bKash can take three hours to show.", None),
        ("did my money arrive", "Your payment arrived today, thank you.", None),
        (
            "when do I get my refund",
            "The refund shows on your card in two hours.",
            ("facts.policy_conflict", "The refund shows on your card in two hours"),
        ),
        (
            "Thanks for the refund.",
            "The £74.50 will be back on your card in four working days.",
            ("facts.wrong_value", "£74.50"),
        ),
        ("ok, I keep it for the £8", "The £8 will be on your card in four working days.", None),
        ("And the postage?", "We will send the £3.50 postage back to your card.", None),
        (
            "can I return it?",
            "You have until 20 June to return it.",
            ("facts.policy_conflict", "You have until 20 June to return it"),
        ),
        ("can I return it?", "You can return it until 26 May.", None),
        (
            "when?",
            "Your lamp will be in your hands on 20 May.",
            ("facts.wrong_value", "20 May"),
        ),
        ("who brings it?", "It is on its way with Yodel.", ("facts.wrong_value", "Yodel")),
    ],
)
def test_sums_days_and_carriers_against_the_desk(
    findings: Find, buyer: str, text: str, wrong: tuple[str, str] | None
) -> None:
    found = [one for one in checks(findings, text, buyer=buyer, desk=desk()) if "facts" in one[0]]
    assert found == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The deposit of 70% is due before loading.", True),
        ("Please send the remaining deposit before shipment.", True),
        ("The deposit of 30% has arrived, thank you.", False),
    ],
)
def test_the_rest_of_a_payment_is_no_deposit(findings: Find, text: str, marked: bool) -> None:
    found = dict(checks(findings, text, buyer="We have paid the 30% deposit.", channel="b2b"))
    assert ("terminology.confused" in found) is marked


@pytest.mark.parametrize(
    ("text", "check", "suggestion"),
    [
        ("The list of packing is in box one.", "terminology.nonstandard", "packing list"),
        ("I will ask the office in this evening.", "language.grammar", "this evening"),
        ("Here is the drawing what you requested.", "language.grammar", "that"),
        (
            "We packed yesterday evening your vases.",
            "language.word_order",
            "We packed your vases yesterday evening",
        ),
    ],
)
def test_phrases_are_put_right(findings: Find, text: str, check: str, suggestion: str) -> None:
    assert [f.suggestion for f in findings(text, "en") if f.check == check] == [suggestion]


@pytest.mark.parametrize(
    "text",
    [
        "Here is a list of packing materials.",
        "New vases came in this morning.",
        "You can see in the drawing what you ordered.",
        "We packed yesterday's vases again.",
    ],
)
def test_right_english_is_left(findings: Find, text: str) -> None:
    assert not [f for f in findings(text, "en") if f.check.startswith(("language", "terminology"))]


@pytest.mark.parametrize(
    ("buyer", "fault"),
    [
        ("Insects in the rice!!", True),
        ("Moth holes all over the rug", True),
        ("cracks in three of the tiles", True),
        ("I want to hide scratches on my car with it", False),
        ("there are two orders in my account for the same shoes", False),
    ],
)
def test_a_fault_is_told_by_what_is_on_the_goods(findings: Find, buyer: str, fault: bool) -> None:
    found = dict(checks(findings, "We will have a look at it.", buyer=buyer))
    assert ("politeness.apology_missing" in found) is fault
