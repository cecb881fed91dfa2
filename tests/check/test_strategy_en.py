"""Strategies of English replies: who acts, for whom, and what only frames a letter."""

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a fact of the parcel, the price or the policy resolves nothing
        ("Your parcel left our warehouse on Monday.", {"information"}),
        ("The small one is 12 dollars, the large one 15.", {"information"}),
        ("You can return it within two weeks, and we pay the postage.", {"information"}),
        ("If you take three, you get 10% off.", {"information"}),
        # what is done or promised for this buyer does
        ("I have asked the depot to call you.", {"resolution"}),
        ("A new cable will be posted to you tomorrow.", {"resolution"}),
        ("Your refund is on its way.", {"resolution"}),
        ("Let me see what the courier says.", {"resolution"}),
        # asking: for data of the order, for anything else, for consent
        ("May I have your order number?", {"identity"}),
        ("Could you film the screen for a moment?", {"refinement"}),
        ("I can send a blue one instead, would that suit you?", {"resolution", "feedback"}),
        ("So you received the left shoe twice, is that right?", {"restatement"}),
        # advice, with and without an order
        ("I would take the larger size.", {"suggestion"}),
        ("Please keep it out of the sun.", {"suggestion"}),
        ("It might be easier to open it from the back.", {"suggestion"}),
        # courtesy
        ("Write to us any time, we are always here.", {"relationship"}),
        ("It is not your fault at all.", {"emotion"}),
        ("Enjoy your new lamp!", {"closing"}),
    ],
)
def test_what_a_sentence_serves(text: str, expected: set[str]) -> None:
    assert strategies(text) == expected


def test_the_frame_of_a_letter_is_greeting_and_closing() -> None:
    text = "Dear Ms Adan,\nThe box holds twelve.\nKind regards,\nThuy Nguyen\nSales team"
    assert strategies(text) == {"greeting", "information", "closing"}


def test_assent_adds_nothing_to_what_follows_but_answers_alone() -> None:
    assert strategies("Sure, no problem. Which colour would you like?") == {"refinement"}
    assert strategies("Yes, of course.") == {"information"}


def test_what_serves_no_buyer_is_other() -> None:
    assert strategies("Give us five stars and you get a free gift.") == {"other"}


def test_a_reply_in_chinese_is_read_as_chinese() -> None:
    assert strategies("您好，这条线长两米。") == {"greeting", "information"}


def test_a_long_row_of_assents_is_read_in_no_time() -> None:
    assert strategies("all right " * 300 + "x")
