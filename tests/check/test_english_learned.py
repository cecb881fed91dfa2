"""English of learners from East and South-East Asia: what is carried over, and right words that look like it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., tuple[Any, ...]]

# Wrong sentences with the marked words and what is pasted for them, right sentences.
ORDER = (
    (
        ("I will it measure tonight.", "I will it measure tonight", "I will measure it tonight"),
        ("Please them keep for me.", "Please them keep for me", "Please keep them for me"),
        (
            "I have to your parcel added two straps.",
            "I have to your parcel added two straps",
            "I have added two straps to your parcel",
        ),
        (
            "We could for you print another label.",
            "We could for you print another label",
            "We could print another label for you",
        ),
        (
            "Sorry, we have only in stock three of them.",
            "we have only in stock three of them",
            "we have only three of them in stock",
        ),
        (
            "The syrup is thick not very.",
            "The syrup is thick not very",
            "The syrup is not very thick",
        ),
        (
            "Our all lanterns are tested.",
            "Our all lanterns are tested",
            "All our lanterns are tested",
        ),
        ("Both they are tested.", "Both they are tested", "They are both tested"),
        (
            "Maybe could you film the noise?",
            "Maybe could you film the noise",
            "Maybe you could film the noise",
        ),
        ("The shelf is deep 40 cm.", "The shelf is deep 40 cm", "The shelf is 40 cm deep"),
        (
            "Yesterday arrived your tent.",
            "Yesterday arrived your tent",
            "Your tent arrived yesterday",
        ),
        ("Please write down it.", "Please write down it", "Please write it down"),
        (
            "You can peel off it with water.",
            "You can peel off it with water",
            "You can peel it off with water",
        ),
        (
            "Please send me the invoice correct.",
            "Please send me the invoice correct",
            "Please send me the correct invoice",
        ),
        (
            "That is a question difficult.",
            "That is a question difficult",
            "That is a difficult question",
        ),
        (
            "The box heavy is at the port.",
            "The box heavy is at the port",
            "The heavy box is at the port",
        ),
        (
            "We still have it in green dark.",
            "We still have it in green dark",
            "We still have it in dark green",
        ),
        (
            "Please wait more two days.",
            "Please wait more two days",
            "Please wait two more days",
        ),
        (
            "We post it now, 6 days will arrive.",
            "6 days will arrive",
            "it will arrive in 6 days",
        ),
        (
            "Please use a label new.",
            "Please use a label new",
            "Please use a new label",
        ),
        (
            "It was sewn in a shop small near Hue.",
            "It was sewn in a shop small near Hue",
            "It was sewn in a small shop near Hue",
        ),
        (
            "You can change in the app the address.",
            "You can change in the app the address",
            "You can change the address in the app",
        ),
        (
            "I understand very well your worry.",
            "I understand very well your worry",
            "I understand your worry very well",
        ),
    ),
    (
        "When will it arrive, and can it be washed?",
        "Which of you will it suit?",
        "We have in our shop the same tent.",
        "What we can do for you is print a label.",
        "We have it in stock, but only in size 38.",
        "It is sweet, not too much sugar.",
        "Is it very thick?",
        "It is not very thick.",
        "This is all our stock, both new and old.",
        "Your all-in-one lamp is here.",
        "Both are tested, and both of them are new.",
        "Maybe you could film the noise.",
        "The shelf is 40 cm deep and 2 m high.",
        "It is old, 40 years at least.",
        "Yesterday your tent arrived.",
        "Please write it down.",
        "There is a switch on it.",
        "Press the lid down and look at it.",
        "Please check that the invoice is correct.",
        "Do you have the number right?",
        "How is the box so heavy?",
        "Is a deposit important?",
        "The lid with a button so small is new.",
        "If the blue darkens, wash it.",
        "I keep it in a box free of dust.",
        "Please enter the code on the page.",
    ),
)
GRAMMAR = (
    (
        ("Please you try the other plug.", "Please you", "Please"),
        ("You please check the lamp.", "You please", "Please"),
        ("What phone has your son?", "What phone has your son", "What phone does your son have"),
        ("You need which plug?", "You need which plug", "Which plug do you need"),
        ("It takes how long?", "It takes how long", "How long does it take"),
        ("Your shoe size is what?", "Your shoe size is what", "What is your shoe size"),
        ("You ordered how many lids?", "You ordered how many lids", None),
        (
            "Please tell me your phone model is what.",
            "your phone model is what",
            "what your phone model is",
        ),
        ("This is very nice story.", "very nice story", "a very nice story"),
        ("We are cooperate with DHL.", "are cooperate", "cooperate"),
        ("You need a key for to open the lid.", "for to", "to"),
        ("If any doubt, please ask us.", "If any doubt", "If you have any doubt"),
        ("Have any question, please write.", "Have any question", "If you have any question"),
        ("Any problem can tell me.", "Any problem can", "If you have any problem, you can"),
        ("Sorry that give you trouble.", "that", "to"),
        ("Let me asking the mill.", "asking", "ask"),
        ("The blue one is the most big.", "most big", "biggest"),
        ("This rope is more hard.", "more hard", "harder"),
        ("We can give you discount 15%.", "discount 15%", "a 15% discount"),
        ("You will receive it about 4 days.", "about", "in about"),
        ("It needs two weeks for produce.", "for produce", "to produce"),
        ("How many time does it take?", "many time", "much time"),
        ("We have no this model.", "have no", "do not have"),
        ("Inside has a small book.", "Inside has", "Inside there is"),
        ("Outside have two straps.", "Outside have", "Outside there are"),
        ("Welcome to visit us again.", "Welcome to", "You are welcome to"),
        ("Wish you lovely weekend.", "lovely weekend", "a lovely weekend"),
        ("The driver told that it was closed.", "told", "said"),
        ("I must say you sorry.", "you sorry", "sorry to you"),
        ("Please send to me by email.", "send", "send it"),
        ("It is up to you decide.", "up to you", "up to you to"),
        ("It is late because the storm.", "because", "because of"),
        ("Your parcel stuck in Jakarta.", "stuck", "is stuck"),
        ("It is at custom now.", "custom", "customs"),
        ("They packed wrong size.", "wrong size", "the wrong size"),
        ("You don't need sign anything.", "don't need sign", "don't need to sign"),
        ("Please do not worry for it.", "for", "about"),
        ("Was my mistake.", "Was", "It was"),
        ("We make sure never happen again.", "never happen", "it does not happen"),
        ("We will very careful.", "very careful", "be very careful"),
        ("We ship next week Friday.", "next week Friday", None),
        ("It has the same size like the old one.", "like", "as"),
        ("Which type battery is in it?", "Which type", "Which type of"),
        ("Most of they are sold.", "they", "them"),
        ("This your parcel is ready.", "This your", "Your"),
        ("It is 3 kg heavy.", "is 3 kg heavy", "weighs 3 kg"),
        ("The fee is dollars 12.", "dollars 12", "12 dollars"),
        ("We sent wrong gloves to you.", "wrong gloves", "the wrong gloves"),
        ("I can exchange for you new lid.", "for you new lid", "it for a new lid"),
        ("It has new logo now.", "new logo", "a new logo"),
        ("The refund will back to your card.", "back", "go back"),
        ("My boss says he will back to you.", "back", "get back"),
        ("We give a 25 dollars voucher.", "25 dollars", "25-dollar"),
        ("I can send you voucher 30 pesos.", "voucher 30 pesos", "a voucher of 30 pesos"),
        ("I am sorry that you feel embarrass.", "embarrass", "embarrassed"),
        ("You must sign the form until Friday.", "until", "by"),
        ("The crates will arrive until the end of June.", "until", "by"),
        ("The green one is out stock now.", "out stock", "out of stock"),
        ("Thank you for photo.", "photo", "your photo"),
        ("Thanks for interest our lamps.", "interest", "your interest in"),
        ("I understand you very sad.", "you", "that you are"),
        ("Here is a picture of the jar broken.", "the jar broken", "the broken jar"),
        ("I will send the code for you.", "for", "to"),
        ("We can offer for you a smaller crate.", "for you", "you"),
        ("We will refund full money.", "full money", "the full amount"),
        ("It is a gift for say thank you.", "for say", "to say"),
        ("Don't hesitate write to me.", "hesitate", "hesitate to"),
        ("We will pack new one today.", "new one", "a new one"),
        ("Here is a voucher 20 pesos.", "a voucher 20 pesos", "a voucher of 20 pesos"),
        ("The lid is 20 dollar.", "dollar", "dollars"),
        ("We have not size 44.", "have not", "do not have"),
        ("You no need to print it.", "no need to", "do not need to"),
        ("The mill will be repair it.", "be repair", "repair"),
        ("Your crate is already arrive.", "is already arrive", "has already arrived"),
        ("Sorry, the jar and two lids was broken.", "was", "were"),
        ("It will coming on Monday.", "coming", "come"),
        ("It will not be happen again.", "be happen", "happen"),
        ("The refund will be arrive soon.", "be arrive", "arrive"),
        ("It has been appear twice.", "been appear", "appeared"),
    ),
    (
        "We hope that these lamps please you.",
        "Could you please check the lamp?",
        "Which box has your son's lid?",
        "Do you need which plug fits?",
        "I will see what you need.",
        "Please tell me what it is.",
        "This is very nice cotton.",
        "It was a very nice story.",
        "The offer is for you to open.",
        "Is there any doubt? Please ask us.",
        "If any of them is late, please write.",
        "Do you have any questions?",
        "We are sorry that it gave you trouble.",
        "Let me bring it to you.",
        "Most big shops sell it.",
        "It is more hard work than fun.",
        "You get a discount of 15%.",
        "It arrived about 4 days ago.",
        "How many times did you try it?",
        "We have no blue ones.",
        "The inside has a small pocket.",
        "Welcome to our shop!",
        "We welcome you to our shop.",
        "I wish you good luck.",
        "We were told that it was closed.",
        "Which form should I send to you?",
        "It is up to you.",
        "It is late because the storm closed the port.",
        "Your parcel is stuck in Jakarta.",
        "We make custom boxes.",
        "They packed the wrong size.",
        "You don't need an open fire for it.",
        "Was my answer clear?",
        "Make sure not to drop it.",
        "We will very carefully wrap it.",
        "We ship on Friday next week.",
        "The same people like it.",
        "That was such a kind gift.",
        "This kind offer helps us.",
        "Most of those who ask are new.",
        "Is this your parcel?",
        "It is 3 kg heavier.",
        "The fee is 12 dollars.",
        "Once more two lids are missing.",
        "The more 20 people try it, the better.",
        "Ten days will be enough, and it will arrive in May.",
        "They brought back wrong answers and right ones.",
        "It has new owners.",
        "I will be back to help you.",
        "A 25-dollar voucher and 30 pesos are in your account.",
        "You can return it until Friday.",
        "It will not arrive until Friday.",
        "We will keep it until Friday.",
        "We clear out stock in May.",
        "Thanks for asking.",
        "I understand you very well.",
        "The photo of the jar shows it.",
        "I have a photo for you to compare.",
        "It is a gift for you and your son.",
        "We give a fair price for full crates.",
        "Please buy new ones.",
        "You paid a deposit in May and 200 pesos in June.",
        "Here is a ten dollar coupon.",
        "We have not sent it yet.",
        "There is no need to print it.",
        "It will be repaired this week.",
        "A set of two lids was broken.",
        "Your crate is already here.",
    ),
)


def marks(findings: Find, check: str, text: str) -> list[tuple[str, str | None]]:
    found = findings(text, "en")
    return [(f.text, f.suggestion) for f in found if f.check == f"language.{check}"]


CASES = [("word_order", *case) for case in ORDER[0]] + [("grammar", *case) for case in GRAMMAR[0]]


@pytest.mark.parametrize(("check", "text", "marked", "right"), CASES)
def test_what_is_carried_over_is_put_right(
    findings: Find, check: str, text: str, marked: str, right: str | None
) -> None:
    assert (marked, right) in marks(findings, check, text)


@pytest.mark.parametrize("text", [*ORDER[1], *GRAMMAR[1]])
def test_right_words_that_look_like_it_are_kept(findings: Find, text: str) -> None:
    assert marks(findings, "word_order", text) + marks(findings, "grammar", text) == []


@pytest.mark.parametrize("worry", ["be worry", "be angry", "be afraid", "be sad", "be nervous"])
def test_comfort_is_no_order(findings: Find, worry: str) -> None:
    checks = [f.check for f in findings(f"Don't {worry}, the parcel is safe.", "en")]
    assert "politeness.bare_imperative" not in checks
