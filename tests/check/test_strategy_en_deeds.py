"""Strategies of learners' English: money sent, deeds in the present, offers as questions, open doors."""

from __future__ import annotations

import pytest

from tutor.check.analyse import analyse
from tutor.domain import Context
from tutor.text.analyse import read_text
from tutor.understand.classify import default_acts
from tutor.understand.read import understand


def strategies(text: str) -> set[str]:
    read = read_text(text, lang="en")
    reading = understand(read, classifier=default_acts())
    return set(analyse(read, reading, Context(lang="en")).strategies)


DEEDS = (
    "I have just sent the 4,500 pesos to your wallet.",
    "We paid you 18 euros back this morning.",
    "The difference has been paid back to your card.",
    "We have posted a replacement to you.",
    "I sent you the missing handle yesterday.",
    "OK, I cancel it for you.",
    "Sorry, I replace the torn cover for free.",
    "We repair it for free.",
    "We'd like to send you a second lid.",
    "I want to give you 200 baht back.",
    "To say sorry we can give you 12 pesos back.",
)
NO_DEEDS = (
    "We paid 18 euros to the courier.",
    "You have paid the 4,500 pesos by card.",
    "We have sent you the new catalogue.",
    "We sent your parcel on Monday.",
    "We replace lids within ten days.",
    "We refund it within five days.",
    "We never cancel it without asking.",
    "I usually repair it myself.",
    "The missing handle is in the small box.",
    "The new size costs 200 baht.",
)


@pytest.mark.parametrize("text", DEEDS)
def test_what_is_done_for_this_buyer_resolves(text: str) -> None:
    assert "resolution" in strategies(text)


@pytest.mark.parametrize("text", NO_DEEDS)
def test_a_fact_or_a_rule_resolves_nothing(text: str) -> None:
    assert "resolution" not in strategies(text)


@pytest.mark.parametrize(
    "text",
    [
        "How about a coupon of 8 dollars?",
        "What about a full refund?",
        "How about we send you another mirror?",
        "And what about 30 pesos back?",
        "How about a 10% discount?",
        "What about a new mirror?",
    ],
)
def test_an_offer_as_a_question_offers_and_asks(text: str) -> None:
    assert strategies(text) == {"resolution", "feedback"}


@pytest.mark.parametrize(
    "text",
    [
        "How about the size?",
        "What about your address?",
        "What about Monday?",
        "How about the green one?",
    ],
)
def test_another_question_stays_a_question(text: str) -> None:
    assert "resolution" not in strategies(text)


@pytest.mark.parametrize(
    "text",
    [
        "Please write us if the new lid has any problem.",
        "Just message me if something is wrong with the frame.",
        "Please contact us if you have a question.",
        "Let me know if you need help with the stand.",
        "Please tell me if it does not arrive.",
        "You can ask me whenever anything is unclear.",
    ],
)
def test_an_open_door_is_for_later(text: str) -> None:
    assert strategies(text) == {"relationship"}


@pytest.mark.parametrize(
    "text",
    [
        "Please tell me if you want the lid in green or in blue.",
        "Please write your number on the box if you send it back.",
        "Please tell me if it is the left shoe.",
        "Please write me the name of the shop.",
    ],
)
def test_a_question_about_this_order_is_none(text: str) -> None:
    assert "relationship" not in strategies(text)


@pytest.mark.parametrize(
    "text",
    [
        "You want to wait or you want a refund?",
        "So you prefer the lid or the whole jar?",
        "You need one or two?",
    ],
)
def test_a_choice_in_the_order_of_a_statement_asks(text: str) -> None:
    assert strategies(text) == {"refinement"}
    assert "restatement" in strategies("So you want the lid in green, is that right?")
