"""English language checks on sentences that are not examples of the rules."""

from __future__ import annotations

import re

import pytest

from tutor.bench.gold import gold_items
from tutor.check.analyse import analyse
from tutor.check.english import data_rows, past_only, plurals, verbs
from tutor.check.english_phrases import calques, literals_of, phrases
from tutor.check.rules import all_rules
from tutor.domain import Context, Finding
from tutor.text.analyse import read_text
from tutor.understand.read import understand

LANGUAGE = [rule for rule in all_rules() if rule.check.startswith("language.")]


def findings(text: str, buyer: str | None = None) -> tuple[Finding, ...]:
    read = read_text(text, lang="en")
    return analyse(
        read, understand(read, buyer=buyer), Context(lang="en", buyer=buyer), LANGUAGE
    ).findings


@pytest.mark.parametrize(
    ("text", "marked", "right"),
    [
        ("We will reply your message tonight.", "reply your message", "reply to your message"),
        ("I recommend you to keep the box.", "recommend you to", "recommend that you"),
        (
            "We are looking forward to meet you.",
            "looking forward to meet",
            "looking forward to meeting",
        ),
        ("I am apologize for that.", "am apologize", "apologize"),
        ("Nobody has open the box, I have check it.", "check", "checked"),
        ("Does your phone supports it?", "supports", "support"),
        ("They has packed it twice.", "has", "have"),
        ("This products are new.", "products", "product"),
        ("It comes with two cable.", "cable", "cables"),
        ("Thank you for your advices.", "advices", "advice"),
        ("We refund the money two days ago.", "refund", "refunded"),
        ("Let me explain you how it works.", "explain you", "explain to you"),
        ("Your parcel not arrive yet.", "not arrive", "has not arrived"),
        ("It is arrived in Hanoi.", "is arrived", "has arrived"),
        ("You can to keep it.", "to keep", "keep"),
    ],
)
def test_grammar(text: str, marked: str, right: str) -> None:
    found = [(f.text, f.suggestion) for f in findings(text) if f.check == "language.grammar"]
    assert (marked, right) in found


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("I will tomorrow call the courier.", "I will call the courier tomorrow"),
        ("Please read carefully the label.", "Please read the label carefully"),
        ("The bag is not enough strong.", "The bag is not strong enough"),
        ("We sent yesterday the invoice.", "We sent the invoice yesterday"),
    ],
)
def test_word_order_marks_the_clause_and_puts_it_right(text: str, right: str) -> None:
    (found,) = findings(text)
    assert (found.check, found.text, found.suggestion) == ("language.word_order", text[:-1], right)


@pytest.mark.parametrize(
    "text",
    [
        "If you pay today it should reach you on Friday.",
        "All I can do is offer you a coupon.",
        "The return label is in the box, and the parcel and the gift are on their way.",
        "I have had it checked, and they let us know it works.",
        "Would you like to return it, or shall we send a new one?",
        "Our warehouse works five days a week.",
        "It's a 3 year warranty with a 30-day return.",
        "Please make sure it arrives before Monday.",
        "We suggest that it be returned.",
        "You told us “reply me soon”, so here I am.",
        "The two parcels arrived today and both boxes look fine.",
        "I understand how you feel about the wait.",
        "I have sent you a RM30 coupon, and an S10 case fits.",
    ],
)
def test_clean_sentences_raise_nothing(text: str) -> None:
    assert not findings(text)


def test_wrong_language_marks_the_whole_reply() -> None:
    reply = "Your parcel is on the way."
    (found,) = findings(reply, buyer="我的包裹到哪儿了？")
    assert (found.check, found.text) == ("language.wrong_language", reply)


def test_regular_and_irregular_forms() -> None:
    assert past_only()["shipped"].base == "ship"
    assert past_only()["sent"].base == "send"
    assert verbs()["apply"].third == "applies"
    assert verbs()["arrive"].ing == "arriving"
    assert plurals()["box"] == "boxes"


KINDS = ("complement", "preposition", "form", "calque", "link", "article")


def test_every_pattern_matches_no_empty_text_and_expands() -> None:
    assert {row.split("\t")[0] for row in data_rows("en_calques.tsv")} == set(KINDS)
    for kind in KINDS:
        assert all(calque.pattern.search("") is None for calque in calques(kind))
        assert all(
            calque.replacement is None or not re.search(r"\\[gx]$", calque.replacement)
            for calque in calques(kind)
        )
        list(
            phrases("please kindly to reply me, it depends of customs and we no have stock.", kind)
        )


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("insist(?:ed|s)? to", ("insist",)),
        ("(?:wait|wait for) you", (" you",)),
        ("(?:bcd|xyz)?foo", ("foo",)),
        ("(?:(?:see|hear) it)?", ()),
        ("x{2,3}yes", ("yes",)),
        ("abcd?", ("abc",)),
        ("(?<=will )answers?", ("answer",)),
        ("(?!never)ok", ()),
        ("foo|bar", ("foo", "bar")),
        ("foo|b+", ()),
        (r"\w+[abc]{2}end", ("end",)),
    ],
)
def test_what_every_match_holds(pattern: str, needed: tuple[str, ...]) -> None:
    assert literals_of(pattern) == needed


def test_no_pattern_is_passed_over() -> None:
    """Every reply of the English sets is searched with and without the words that a pattern needs."""
    sets = ("en", "en-grammar", "en-fresh", "en-fresh-3", "en-fresh-6", "en-fresh-7")
    texts = [item.request.text.lower() for name in sets for item in gold_items(name, "dev")]
    for kind in KINDS:
        for calque in calques(kind):
            if calque.needed:
                without = [t for t in texts if not any(word in t for word in calque.needed)]
                assert not [t for t in without if calque.pattern.search(t)]
