"""Remedies by the words people use for them."""

from __future__ import annotations

import pytest

from tutor.understand.clauses import split
from tutor.understand.remedies import find_remedies


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("送您一张50泰铢的券。", True),
        ("这张券下次买东西能用。", True),
        ("给您补一张优惠券。", True),
        ("我们开证券户头。", False),
        ("您中了奖券。", False),
    ],
)
def test_a_coupon_needs_no_other_word(words: str, named: bool) -> None:
    assert [name for *_, name in find_remedies(words, "zh") if name == "coupon"] == (
        ["coupon"] if named else []
    )


def test_an_offer_after_a_refusal_is_a_clause_of_its_own() -> None:
    words = "we can't dye it, but shall we send a blue one?"
    assert [words[c.span.start : c.span.end] for c in split(words, "en")] == [
        "we can't dye it",
        "shall we send a blue one",
    ]
