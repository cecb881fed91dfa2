"""English of learners by class of error, each beside the right sentence; and replies that are no finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tutor.understand.buyer_side import cues_of

Find = Callable[..., tuple[Any, ...]]

PAIRS = (
    # articles
    ("We will send you new bracelet this week.", "We will send you a new bracelet this week."),
    ("The spare key is in warehouse.", "The spare key is in the warehouse."),
    ("It is mistake of our designer.", "It is a mistake of our designer."),
    ("You can ask technician about it.", "You can ask the technician about it."),
    ("The tag is on bottom of the box.", "The tag is on the bottom of the box."),
    ("It costs the same and is lowest price.", "It costs the same and is the lowest price."),
    # agreement and number
    ("The handle of these mugs are white.", "The handles of these mugs are white."),
    ("Each of our pots have a lid.", "Each of our pots has a lid."),
    ("Both bracelet are silver.", "Both bracelets are silver."),
    ("We have less buttons on this model.", "We have fewer buttons on this model."),
    ("There are much scratches on it.", "There are many scratches on it."),
    # tense
    ("The carrier tries to deliver it yesterday.", "The carrier tried to deliver it yesterday."),
    ("Last week our printer stops.", "Last week our printer stopped."),
    ("We change the strap last month.", "We changed the strap last month."),
    ("As soon as it will leave, I write to you.", "As soon as it leaves, I will write to you."),
    # passive and “be”
    ("The parcel will deliver by sea.", "The parcel will be delivered by sea."),
    ("The navy one already sold out.", "The navy one is already sold out."),
    ("The kettle not available now.", "The kettle is not available now."),
    ("Sorry, is our fault.", "Sorry, it is our fault."),
    ("Your sample ready to ship.", "Your sample is ready to ship."),
    ("The seal is broke.", "The seal is broken."),
    # verbs and what follows them
    ("Thank you for wait.", "Thank you for waiting."),
    ("Please avoid to iron it.", "Please avoid ironing it."),
    ("We want you choose the colour.", "We want you to choose the colour."),
    ("This cap makes it closes well.", "This cap makes it close well."),
    ("The agent said me the price.", "The agent told me the price."),
    ("We are busy to pack gifts.", "We are busy packing gifts."),
    # comparison, too and either, since and ago
    ("The old one is heavy than this one.", "The old one is heavier than this one."),
    ("It is cheaper as the last one.", "It is cheaper than the last one."),
    ("We don't sell the gold one too.", "We don't sell the gold one either."),
    ("We shipped it before two days.", "We shipped it two days ago."),
    ("We are waiting since Tuesday.", "We have been waiting since Tuesday."),
    # questions and clauses
    ("Which colour you like?", "Which colour do you like?"),
    ("Where the crack is?", "Where is the crack?"),
    ("The customer which wrote it is happy.", "The customer who wrote it is happy."),
    ("The bag that you sent it is here.", "The bag that you sent is here."),
)


@pytest.mark.parametrize(("wrong", "right"), PAIRS)
def test_what_learners_write_and_what_they_mean(wrong: str, right: str, findings: Find) -> None:
    language = ("language.grammar", "language.word_order")
    assert [f for f in findings(wrong, "en") if f.check in language]
    assert not [f for f in findings(right, "en") if f.check in language]


FINE = (
    "May I know what is your order number?",
    "Would you like model A or model B?",
    "I must say no to that, I am afraid.",
    "My thanks to your whole team.",
    "It went out to you two days ago.",
    "You sure can use it outdoors.",
    "Fill in the attached form, please.",
    "One photo of the box and one of the label, please.",
    "Thank you for answering so quickly.",
    "Can points be used with a coupon?",
    "The truck had a flat tyre, so it lost a day.",
    "It might also have expired yesterday.",
    "Please have them call before they come.",
    "Most people in the office speak English.",
    "The plug has two pins and fits at home.",
    "If you deal off the platform, nobody can protect your money.",
    "A gift for five stars breaks the rules, so we never do that.",
    "Which of the two pins is missing, the one of the strap?",
)


@pytest.mark.parametrize("text", FINE)
def test_right_english_raises_nothing(text: str, findings: Find) -> None:
    assert not [f for f in findings(text, "en") if f.severity in ("error", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "Film the plug while it charges, would you?",
        "Do ask your neighbour first.",
        "Keep it for half the price, or send it back?",
        "Throw the shards away, there is no need to return them.",
        "Show us the slip and we refund the fee.",
        "Take a deep breath, we are on it.",
        "Leave the paperwork to us.",
    ],
)
def test_an_offer_or_a_request_is_no_bare_order(text: str, findings: Find) -> None:
    assert "politeness.bare_imperative" not in [f.check for f in findings(text, "en")]


@pytest.mark.parametrize(
    "text", ["Send me the slip of the bank.", "Fill in the form today.", "Press the left button."]
)
def test_a_bare_order_stays_one(text: str, findings: Find) -> None:
    assert "politeness.bare_imperative" in [f.check for f in findings(text, "en")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("The pot is cloudy. is it spoiled?", False),
        ("Do you make it yourselves? fake?", False),
        ("Thanks, the new lid didn't leak.", False),
        ("The coat is too tight. Can I get a bigger size?", False),
        ("The lid of the pot leaks.", True),
        ("You sent the wrong coat.", True),
    ],
)
def test_what_a_buyer_asks_is_no_report(text: str, fault: bool) -> None:
    assert cues_of(text, "en").fault is fault
