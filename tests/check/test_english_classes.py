"""Each class of English errors: found where it is, and silent on right sentences that look alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

# The class, the wrong sentences with the wrong words marked, the right ones.
AGREEMENT = (
    (
        "Every pillow ⟦are⟧ filled with buckwheat.",
        "Each lantern ⟦need⟧ two small batteries.",
        "One roll ⟦contain⟧ thirty metres.",
        "It is a stove which ⟦have⟧ three rings.",
        "We only sell to shops which ⟦sells⟧ tea.",
        "I hope your friends ⟦enjoys⟧ the tea.",
        "The teapot and the tray ⟦is⟧ packed in one box.",
        "These ⟦is⟧ the last two in olive.",
        "Our guide shows how it ⟦work⟧ in the rain.",
        "Was there any ⟦damages⟧ on the crate?",
        "I think your cousin ⟦have⟧ the spare key.",
        "Everything ⟦have⟧ a sticker with the date.",
    ),
    (
        "Each of them has a number, and every drawer is numbered too.",
        "Does each lantern need two batteries?",
        "One of the rolls contains thirty metres.",
        "The crates, which were full, are at the port.",
        "It is one of the few stoves that have three rings.",
        "Let the courier and the porter have the papers.",
        "There are a few lids left, and there are a dozen cups.",
        "I suggest that every parcel have its own label.",
        "The set of knives that is on the page is sold out.",
        "See how it works and whether it helps you sleep.",
        "I hope they arrive while the kids are home.",
        "There were a lot of boats and a number of nets.",
    ),
)
VERBS = (
    (
        "You ⟦need press⟧ the green key for two seconds.",
        "You can ⟦try change⟧ the password.",
        "Please don't ⟦drying⟧ it in the sun.",
        "This fabric ⟦doesn't suitable⟧ for babies.",
        "My brother ⟦is having⟧ a similar drill.",
        "The fee ⟦is including⟧ the tax.",
        "We have ⟦packing⟧ your mirror in foam.",
        "⟦It made⟧ of bamboo and a little cork.",
        "The ⟦driver waiting⟧ for you at the gate.",
        "Please read the leaflet before ⟦open⟧ the valve.",
        "Rinse the net well after ⟦use⟧ it.",
        "Our ⟦warehouse located⟧ in Ningbo.",
        "The time ⟦is depends⟧ on the harbour.",
        "Thank you for your ⟦pay⟧.",
        "The ⟦arrive⟧ date is on the slip.",
        "We need to ⟦sent⟧ the papers first.",
        "We received your photo ⟦and checking⟧ it now.",
    ),
    (
        "You need only press the green key.",
        "There is no need to change the password, but try it if you like.",
        "Don't go sailing with it and don't stop smiling.",
        "This fabric doesn't clean well and doesn't dry fast.",
        "My brother is having a look at the drill.",
        "We are including a small gift.",
        "We have packing paper and shipping labels here.",
        "The crate made of bamboo is lighter.",
        "The driver waiting for you at the gate has your parcel.",
        "The shop opens before work and closes after lunch.",
        "What it is depends on the season.",
        "Pay the fee and you get the key.",
        "He was used to damaged boxes, and so were we.",
        "We went to great lengths and returned to used cartons.",
        "The machine is for cutting and packing it yourself.",
        "I sat at my desk drinking tea and reading your note.",
    ),
)
TIME = (
    (
        "Your kite ⟦is⟧ at the port since Friday.",
        "We ⟦work⟧ with this carrier since 2015.",
        "I ⟦am⟧ on duty since this morning.",
        "They ⟦are⟧ out of stock since last week.",
        "It ⟦works⟧ badly since 2020.",
        "The stain goes away if you ⟦will soak⟧ it overnight.",
        "We can refund you if you ⟦will send⟧ the label.",
        "It will last longer if you ⟦will charge⟧ it fully.",
        "You can save ten dollars if you ⟦will order⟧ two.",
        "We will call the carrier if it ⟦will be⟧ late again.",
    ),
    (
        "It has been at the port since Friday.",
        "It's the first complaint since Monday.",
        "Since the belt is new, it is stiff.",
        "It is three years since we moved.",
        "Tell me if you will be at home.",
        "I don't know if it will rain.",
        "We'd be grateful if you would reply.",
        "Our best month since 2015 was May.",
        "It depends if they will agree.",
        "It opened in 2015, and since then we sell tea only.",
    ),
)
QUESTIONS = (
    (
        "Just write ⟦what do you⟧ need on the form.",
        "I will ask the driver ⟦why did he⟧ leave.",
        "Please choose ⟦which colour do you⟧ prefer.",
        "I will find out ⟦where is it⟧ now.",
        "Nobody could tell us ⟦when will they⟧ open.",
        "It depends on ⟦how do you⟧ wash it.",
        "Let me explain ⟦how does the⟧ timer work.",
        "⟦Which one you like⟧?",
        "Could you check ⟦what did they⟧ write on it?",
        "I don't understand ⟦why is it⟧ so late.",
    ),
    (
        "What do you need, and when?",
        "Why did he leave? I will ask him.",
        "I'll see which shop has it.",
        "So how do you wash it?",
        "We know what is wrong and who was there.",
        "The question is why it broke.",
        "Hello, how can I help you.",
        "And where is it now?",
        "Write down what you need and where you live.",
        "Whichever one you like is fine.",
    ),
)
NOUNS = (
    (
        "Some ⟦of shops⟧ sell it in pairs.",
        "You can choose any ⟦of button⟧ you like.",
        "We have three new ⟦mirror⟧ in the shop.",
        "All ⟦bowl⟧ are washed by hand.",
        "Do you want to try ⟦other⟧ size?",
        "I will send you ⟦a new photos⟧.",
        "⟦One people⟧ can carry it.",
        "Take ⟦this⟧ two screws out first.",
        "Keep it in ⟦fridge⟧.",
        "You can hang it on ⟦wall⟧.",
        "The jar comes with ⟦lid⟧.",
        "Two black ⟦cup⟧ are missing.",
    ),
    (
        "Some of our shops sell it in pairs.",
        "Most of Europe is covered.",
        "We have three new glass designs and one ten mirror set.",
        "All day long we wash bowls.",
        "Any other size will do, and no other model fits.",
        "He stayed a good three weeks.",
        "People like it.",
        "Take these two out first and leave that one in.",
        "It is a fridge magnet, so put it on the fridge.",
        "It is wall mounted, with a lid and a spout.",
        "It comes with lid, cap and straw.",
        "A replacement leaves tomorrow.",
    ),
)
SMALL_WORDS = (
    (
        "You can see the price ⟦in⟧ our website.",
        "Turn the knob ⟦to left⟧ and pull.",
        "The reason ⟦of⟧ the delay is a storm.",
        "You can return it ⟦in 14 days since⟧ you receive it.",
        "Please clean the blade ⟦with using⟧ a brush.",
        "It lasts ⟦during⟧ one month.",
        "We can ⟦provide you⟧ a bigger crate.",
        "Please send ⟦it our manager⟧.",
        "I will ⟦look⟧ the photos tonight.",
        "Please pay ⟦the goods⟧ by card.",
        "The barrel is full ⟦with⟧ sand.",
        "They arrive ⟦in⟧ the same time.",
        "My boss will ask ⟦a refund⟧ from the carrier.",
        "The tin costs 4 dollars ⟦one piece⟧.",
        "I will let my colleague ⟦to⟧ check it.",
    ),
    (
        "You can see it in our catalogue or on our website.",
        "Read it from left to right.",
        "The reason for the delay is a storm.",
        "You can return it within 14 days of receiving it.",
        "Are you comfortable with using a brush?",
        "It rained during the fair.",
        "We can provide you with a bigger crate.",
        "Show it to our manager.",
        "You look the same in the photo.",
        "Please pay the fee by card.",
        "The card is full, with no room left.",
        "It happens in the same time zone.",
        "Ask the return team.",
        "It costs 4 dollars one way.",
        "Let my colleague know, or help my colleague to check it.",
    ),
)
COMPARISON = (
    (
        "The new one looks ⟦more big⟧.",
        "The more you order, ⟦cheaper⟧ it gets.",
        "With the new wheel it feels ⟦more fast⟧.",
        "This lamp is ⟦more light⟧ than yours.",
        "It is a bit ⟦more thick⟧ than paper.",
        "Please pack it ⟦careful⟧.",
        "You can open the box very ⟦easy⟧.",
        "Wash the wool ⟦gentle⟧ by hand.",
        "We don't have it ⟦no more⟧.",
        "It ⟦have not⟧ any buttons.",
    ),
    (
        "It gives more light than yours.",
        "The more you order, the cheaper it gets.",
        "We have more big boxes and more fast chargers.",
        "Add a little more warm water.",
        "Check that the box is safe.",
        "Make it easy and keep it safe.",
        "Use the wool gentle cycle.",
        "It has no more than five buttons.",
        "The harbour is closed, more boats wait outside.",
        "They have not a single scratch.",
    ),
)
ORDER = (
    (
        "⟦We ship always⟧ by train.",
        "⟦He yesterday called⟧ the bank.",
        "My colleague said ⟦she tomorrow sends⟧ the key.",
        "⟦We refunded you yesterday the⟧ rest.",
        "⟦I will check again carefully the⟧ list.",
        "⟦You in our app can⟧ follow the ship.",
        "⟦We from Shenzhen ship⟧ it.",
        "It is sold in ⟦a box small⟧ near the till.",
        "⟦They pay never⟧ with cash.",
        "⟦I sent you already the⟧ link.",
    ),
    (
        "We always ship by train.",
        "The driver tries the following day.",
        "She told me yesterday the price had changed.",
        "I will check the list again carefully.",
        "Those of you in the app can follow it.",
        "It is sold in a box smaller than this.",
        "They never pay with cash.",
        "I sent you the link already.",
        "We in turn will call them.",
        "He tried a second time and left.",
    ),
)
CLASSES = {
    "agreement": AGREEMENT,
    "verbs": VERBS,
    "time": TIME,
    "questions": QUESTIONS,
    "nouns": NOUNS,
    "small words": SMALL_WORDS,
    "comparison": COMPARISON,
    "order": ORDER,
}

Find = Callable[..., tuple[Any, ...]]
IDS = ("language.grammar", "language.word_order")
WRONG = [sentence for wrong, _ in CLASSES.values() for sentence in wrong]
RIGHT = [sentence for _, right in CLASSES.values() for sentence in right]


@pytest.mark.parametrize("marked", WRONG)
def test_the_marked_words_are_found(findings: Find, marked: str) -> None:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    sentence = marked.replace("⟦", "").replace("⟧", "")
    check = IDS[marked in CLASSES["order"][0]]
    found = [f for f in findings(sentence, "en") if f.check == check]
    assert [f for f in found if f.span.start < end and start < f.span.end]


@pytest.mark.parametrize("sentence", RIGHT)
def test_right_sentences_are_left_alone(findings: Find, sentence: str) -> None:
    assert [f.check for f in findings(sentence, "en") if f.check in IDS] == []
