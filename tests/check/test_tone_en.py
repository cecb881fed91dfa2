"""English words that accuse or dismiss, and the kind words they are built from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., tuple[Any, ...]]

KIND = (
    "Again, your patience means a lot to us.",
    "We told you it would arrive on Monday, and it did not. That is our mistake.",
    "As we told you yesterday, the refund is booked.",
    "You should never have to repeat yourself, so I have written it all down.",
    "I see you asked us this before. Here is the answer you should have got then.",
    "It is the fourth time you write to us, and that should not happen.",
    "I am afraid this is not my department, but I will pass you on.",
    "Is it too difficult to open the lid? I can send you a short video.",
    "What did you expect the colour to look like?",
    "You can go ahead and report it to the post office.",
    "It is only three days, so it will be there before the party.",
    "Some customers don't like the strong scent, so we also have one without.",
    "There is no need to hurry up, the sale runs until Sunday.",
    "You will get used to it in a few days, the leather becomes soft.",
    "The plants grow up to two metres.",
    "You are not making a fuss at all.",
    "There are no stupid questions, ask anything.",
    "That was a stupid mistake on our side.",
    "Why don't you look at the red one? It is lighter.",
    "Can you wait until Friday? Then we can send all of it together.",
    "I'm not a robot, I am Lin from the shop.",
    "Many other buyers are happy with this size.",
    "Are you able to read the small print on the label?",
    "Have you ever tried our black tea?",
    "Can you see two green lights?",
    "The skin should calm down within a day.",
    "We will not tell anybody your address.",
    "You can check for yourself on the tracking page.",
    "We received too many messages during the sale, so our answer was slow.",
    "You are not the only customer with this problem, so we are changing the box.",
    "You're not the only one, several buyers told us the same.",
    "How do you want to deal with it, refund or a new one?",
    "I can try to stop it, but it has already left.",
    "Your keyboard didn't get lost, it is in the depot.",
    "The customs office did not tell us why.",
    "Because you are a regular customer, we add a small gift.",
    "It was you who found the error, thank you!",
    "You were the one who told us first, thank you.",
    "You should have received a mail with the label.",
    "The problem is on our side, not on yours.",
)
ACCUSING = (
    ("blame", "⟦It was you who ordered the wrong plug⟧."),
    ("blame", "⟦You were the one who cancelled it⟧."),
    ("blame", "⟦Why did you not check the voltage⟧?"),
    ("blame", "⟦That is the street you wrote yourself⟧."),
    ("blame", "⟦You should have known the size⟧."),
    ("impatience", "⟦We already explained this three times⟧."),
    ("impatience", "⟦Go ask the post office⟧."),
    ("impatience", "That is the price, ⟦take it or leave it⟧."),
    ("impatience", "⟦Get used to it⟧."),
    ("impatience", "⟦You told us this for the third time, stop writing⟧."),
    ("impatience", "⟦Asking every hour won't make it faster⟧."),
    ("impatience", "⟦Are you even able to read⟧?"),
    ("impatience", "⟦We are not magicians⟧."),
    ("impatience", "⟦This is already the fifth time you ask⟧."),
    ("impatience", "⟦Stop complaining⟧."),
    ("impatience", "⟦What a stupid question⟧."),
)


@pytest.mark.parametrize("text", KIND)
def test_kind_words_accuse_and_dismiss_nobody(text: str, findings: Find) -> None:
    assert not [f for f in findings(text, "en") if f.severity == "error"]


@pytest.mark.parametrize(("check", "text"), ACCUSING)
def test_what_accuses_or_dismisses_is_found(
    check: str, text: str, spans: Callable[..., Any]
) -> None:
    found, expected = spans(f"politeness.{check}", text, "en")
    assert [span for span in expected if any(span.overlaps(other) for other in found)]


def test_an_apology_takes_the_sting_out_of_a_count(findings: Find) -> None:
    counted = "This is the third time you write to us."
    assert [f.check for f in findings(counted, "en")] == ["politeness.impatience"]
    assert not findings(f"{counted} I am sorry about that.", "en")
