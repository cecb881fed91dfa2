"""English: the marked clause, months that look like verbs, what closed once, the parts of a payment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tutor.domain import Finding

Find = Callable[..., tuple[Finding, ...]]


def of(find: Find, check: str, text: str, buyer: str | None = None) -> list[tuple[str, str | None]]:
    return [(f.text, f.suggestion) for f in find(text, "en", buyer=buyer) if f.check == check]


@pytest.mark.parametrize(
    ("text", "marked", "right"),
    [
        (
            "I asked the mill this morning and we will on Friday ship the yarn.",
            "we will on Friday ship the yarn",
            "we will ship the yarn on Friday",
        ),
        (
            "We yesterday packed the lamp because you asked for it.",
            "We yesterday packed the lamp",
            "We packed the lamp yesterday",
        ),
        (
            "I will send to you the form when you confirm it.",
            "I will send to you the form",
            "I will send the form to you",
        ),
        (
            "The coat blue is sold out but we have the grey one.",
            "The coat blue is sold out",
            "The blue coat is sold out",
        ),
        (
            "They pack carefully the vases so that they do not break.",
            "They pack carefully the vases",
            "They pack the vases carefully",
        ),
        (
            "Please send back it before the month ends.",
            "Please send back it before the month ends",
            "Please send it back before the month ends",
        ),
        (
            "We can today pack it if you pay before noon.",
            "We can today pack it",
            "We can pack it today",
        ),
    ],
)
def test_the_clause_is_marked_and_put_right(
    findings: Find, text: str, marked: str, right: str
) -> None:
    assert of(findings, "language.word_order", text) == [(marked, right)]


@pytest.mark.parametrize(
    "text",
    [
        "Your order from May went by sea.",
        "The batch of May sold out in a week.",
        "Since May sent samples are free.",
        "The catalogue for May came late.",
        "Orders until May arrived in June.",
        "The harbour closed for two days.",
        "The shop closed at noon yesterday.",
        "The kiln closed in March.",
        "The price includes courier and packing.",
        "It is 25 euros including courier.",
        "The office closed early.",
    ],
)
def test_months_and_what_closed_once_are_right(findings: Find, text: str) -> None:
    assert of(findings, "language.grammar", text) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("It may went by sea.", "went"),
        ("You may sent it back.", "sent"),
        ("The price include a courier.", "include"),
        ("Our shop closed now.", "shop closed"),
    ],
)
def test_their_wrong_neighbours_are_still_marked(findings: Find, text: str, marked: str) -> None:
    assert [words for words, _ in of(findings, "language.grammar", text)] == [marked]


@pytest.mark.parametrize(
    ("buyer", "text"),
    [
        (
            "Can we pay the deposit in June?",
            "Sure, June is fine. The balance is due before shipment.",
        ),
        ("When do we pay the balance?", "The deposit is due now, and the rest before shipment."),
        ("How much is the balance?", "Your deposit was 30 %, so 4,200 euros are left."),
        ("We have paid the deposit.", "Thank you! The balance of 70 % can be paid in August."),
        ("I sent the deposit.", "Thanks. Once the balance is here, we ship."),
        ("Is the deposit refundable?", "Until we cut the cloth, yes. The balance you pay in May."),
        (
            "What is the balance?",
            "You paid a deposit of 900 euros, so 2,100 euros are outstanding.",
        ),
        ("Will you remind us of the balance?", "Yes, gladly. Your deposit arrived this morning."),
        ("Is the deposit 30 %?", "Yes, 30 % now. The balance follows in July."),
        ("Why is the balance so high?", "A deposit of 20 % is low, so the remaining sum is high."),
    ],
)
def test_both_parts_of_a_payment_may_be_named(findings: Find, buyer: str, text: str) -> None:
    assert of(findings, "terminology.confused", text, buyer) == []


@pytest.mark.parametrize(
    ("buyer", "text", "marked"),
    [
        ("How much is the deposit?", "The balance is 900 euros.", ("balance", "deposit")),
        (
            "We paid the deposit on Monday.",
            "Thank you, we received the balance.",
            ("balance", "deposit"),
        ),
        (
            "I have sent you the balance.",
            "Great, your deposit has arrived.",
            ("deposit", "balance"),
        ),
        ("When is the balance due?", "The deposit is due on 2 June.", ("deposit", "balance")),
    ],
)
def test_one_part_taken_for_the_other(
    findings: Find, buyer: str, text: str, marked: tuple[str, str]
) -> None:
    assert of(findings, "terminology.confused", text, buyer) == [marked]
