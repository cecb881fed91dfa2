"""Questions in the order of a statement, with the question put right; and forms that are pasted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tutor.domain import Finding

Find = Callable[..., tuple[Finding, ...]]


def grammar(find: Find, text: str) -> list[tuple[str, str | None]]:
    return [(f.text, f.suggestion) for f in find(text, "en") if f.check == "language.grammar"]


@pytest.mark.parametrize(
    ("text", "marked", "right"),
    [
        ("What size you wear?", "What size you wear", "What size do you wear"),
        ("Which one you prefer", "Which one you prefer", "Which one do you prefer"),
        ("Hello, which one you need?", "which one you need", "which one do you need"),
        ("Cotton or linen, which one you like?", "which one you like", "which one do you like"),
        (
            "We have two lengths, which length you want?",
            "which length you want",
            "which length do you want",
        ),
        (
            "How many boxes you ordered?",
            "How many boxes you ordered",
            "How many boxes did you order",
        ),
        ("When she received it?", "When she received", "When did she receive"),
        ("How you will pay?", "How you will", "How will you"),
        ("What kind of plug you use?", "What kind of plug you use", "What kind of plug do you use"),
        ("What time you are at home?", "What time you are", "What time are you"),
        (
            "Which hook he usually takes?",
            "Which hook he usually takes",
            "Which hook does he usually take",
        ),
        ("Where the leak is?", "Where the leak is", "Where is the leak"),
    ],
)
def test_a_question_is_put_right(findings: Find, text: str, marked: str, right: str) -> None:
    assert grammar(findings, text) == [(marked, right)]


@pytest.mark.parametrize(
    "text",
    [
        "Which one do you prefer?",
        "Tell me, which one you prefer.",
        "Please choose, which one you want?",
        "Which one you prefer is up to you.",
        "Take whichever one you like.",
        "What size you need, we have it.",
        "What we can do is send a new one.",
        "When you open the crate, do you see a note?",
        "The hook, which you chose, is in stock.",
        "I see which one you need.",
        "It depends on how many you want.",
        "What good taste you have!",
    ],
)
def test_what_only_looks_like_a_question_is_none(findings: Find, text: str) -> None:
    assert grammar(findings, text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("We look forward to cooperate with your shop.", "look forward to cooperating"),
        ("I look forward to get the samples.", "look forward to getting"),
        ("Looking forward to see you again.", "Looking forward to seeing"),
        ("We look forward to serve you.", "look forward to serving"),
        ("We look forward to establish a branch there.", "look forward to establishing"),
        ("This bag is more big than that.", "bigger"),
        ("The next boat is more late.", "later"),
        ("The lace is more thin.", None),
        ("Please wash it gentle in the sink.", "gently"),
    ],
)
def test_the_pasted_form_is_a_word(findings: Find, text: str, right: str | None) -> None:
    assert [fixed for _, fixed in grammar(findings, text)] == ([right] if right else [])


@pytest.mark.parametrize(
    "text",
    [
        "We look forward to work with you soon, and to your orders.",
        "We look forward to your visit.",
        "I look forward to the weekend sale.",
        "We look forward to seeing the samples.",
    ],
)
def test_what_may_be_a_noun_is_kept_where_it_is_one(findings: Find, text: str) -> None:
    expected = ["looking"] if "work with" in text else []
    assert [marked[:4] for marked, _ in grammar(findings, text)] == [e[:4] for e in expected]


@pytest.mark.parametrize(
    ("text", "marked", "right"),
    [
        ("The kettle works very good on gas.", "good", "well"),
        ("These caps sell very good, so be quick.", "good", "well"),
        ("Please write your name of shop.", "name of shop", "shop name"),
        ("I can exchange it to a longer one.", "to", "for"),
        ("We exchanged the lamp to another size.", "to", "for"),
        ("Please reply until Monday.", "until", "by"),
        ("Please send the sample back until 4 June.", "until", "by"),
        ("Two lids were forgotten to pack.", "forgotten to pack", None),
    ],
)
def test_words_carried_over_from_another_language(
    findings: Find, text: str, marked: str, right: str | None
) -> None:
    assert grammar(findings, text) == [(marked, right)]


@pytest.mark.parametrize(
    "text",
    [
        "The kettle looks very good on gas.",
        "It is very good on rice.",
        "Please write the name of your shop.",
        "We exchanged the lamp for another size.",
        "We send it to another address.",
        "You can reply until Monday.",
        "Please wait until Monday.",
        "Please keep the sample until 4 June.",
        "Please don't send it until 4 June.",
        "We forgot to pack two lids.",
    ],
)
def test_their_right_neighbours_are_kept(findings: Find, text: str) -> None:
    assert grammar(findings, text) == []


def test_an_order_with_the_thing_first_is_an_order(findings: Find) -> None:
    found = findings("The postage you must pay by yourself, I'm afraid.", "en")
    assert [(f.check, f.suggestion) for f in found] == [
        ("politeness.bare_imperative", "Please pay the postage yourself")
    ]
    assert findings("The form you must fill in is on the page.", "en") == ()
    assert findings("The deposit you have to pay is 30 %.", "en") == ()
