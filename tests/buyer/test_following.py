"""What the buyer keeps of an earlier turn, and what is taken for an offer beside an answer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tutor import resources
from tutor.buyer.agenda import open_state, react
from tutor.buyer.hearing import asks, invites
from tutor.buyer.offering import Offer, offers
from tutor.buyer.perceive import Stimulus
from tutor.dialogue.library import load_library
from tutor.domain import BuyerState, Lang, Remedy, Scenario
from tutor.text.analyse import read_text
from tutor.understand.read import understand

LIBRARY = load_library(resources.dialogues_dir())
RUG = LIBRARY.scenario("rug-picture-ipoh")  # money back
SCARF = LIBRARY.scenario("late-scarf-lyon")  # remembers the day of the order wrongly
SKIRT = LIBRARY.scenario("skirt-changed-mind-seoul")
BEAR = LIBRARY.scenario("toy-bear-dili")  # a new one
CURTAINS = LIBRARY.scenario("coupon-curtains-luang-prabang")  # a coupon of two dollars
BOXES = LIBRARY.scenario("review-for-money-can-tho")  # an exchange, or money


def step(scenario: Scenario, state: BuyerState, stimulus: Stimulus) -> tuple[BuyerState, str]:
    after, move = react(state, stimulus, scenario, turn=4, met=lambda _: False)
    return after, move.act


def heard(text: str, lang: Lang, scenario: Scenario) -> set[Remedy]:
    read = read_text(text, lang)
    return {o.remedy for o in offers(read, understand(read, desk=scenario.desk), scenario)}


def wish(scenario: Scenario, *, asked: bool) -> BuyerState:
    """The buyer whose questions are all answered."""
    wants = tuple(f"want.{w.id}" for w in scenario.wants)
    return replace(open_state(scenario), agenda=wants, asked=wants[:1] if asked else ())


def test_what_was_granted_beside_a_question_is_asked_for_as_granted() -> None:
    refund = Offer(remedy="refund", amount=None, committed=False)
    first = Stimulus(acts=frozenset({"offer", "ask_photo"}), asks=("photo",), offers=(refund,))
    state, act = step(RUG, wish(RUG, asked=True), first)
    assert act == "give.photo"
    assert step(RUG, state, Stimulus(acts=frozenset({"inform"})))[1] == "ask_done"


def test_who_has_chosen_waits_for_what_was_chosen() -> None:
    unsure = Offer(remedy="exchange", amount=None, committed=False, sure=False)
    told = Stimulus(acts=frozenset({"inform"}), offers=(unsure,))
    state = wish(BEAR, asked=False)
    assert step(BEAR, state, told)[1].startswith("ask.")
    chosen = replace(state, given=("preference",))
    assert step(BEAR, chosen, told)[1].startswith("accept.")


@pytest.mark.parametrize(("asked", "act"), [(True, "accept.money-back"), (False, "ask.money-back")])
def test_an_offer_that_wants_a_yes_is_answered_beside_the_answer(asked: bool, act: str) -> None:
    state = replace(open_state(RUG), agenda=("ask.send-back", "want.money-back"))
    offer = Offer(
        remedy="refund", amount=None, committed=False, sure=False, to_buyer=True, asked=asked
    )
    told = Stimulus(acts=frozenset({"inform"}), answered=frozenset({"send-back"}), offers=(offer,))
    assert step(RUG, state, told)[1] == act


def test_who_asked_for_the_deed_and_is_promised_it_says_yes_once() -> None:
    promise = Offer(remedy="refund", amount=None, committed=True)
    told = Stimulus(acts=frozenset({"promise"}), offers=(promise,))
    pressing = replace(wish(RUG, asked=True), offered=("refund",), act="ask_done")
    state, act = step(RUG, pressing, told)
    assert act == "accept.money-back"
    assert step(RUG, replace(state, act="ask_done"), told)[1] == "ask_done"


def test_a_wrong_memory_is_let_be_once_the_buyer_is_content() -> None:
    claim = next(item for item in open_state(SCARF).agenda if item.startswith("misremember."))
    state = replace(open_state(SCARF), agenda=(claim, *wish(SCARF, asked=True).agenda))
    told = Stimulus(acts=frozenset({"inform"}))
    assert step(SCARF, state, told)[1] == claim
    content = replace(state, offered=("partial_refund",))
    assert step(SCARF, content, told)[1] == "ask_done"


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh", "您好，请问遇到了什么麻烦？", True),
        ("zh", "您好，您请讲。", True),
        ("zh", "您好，请说明书看一下。", False),
        ("en", "Good morning, how may I assist you?", True),
        ("en", "Hi! What is the problem?", True),
        ("en", "Good morning, this is Ming.", False),
    ],
)
def test_who_asks_what_the_matter_is_hears_it(lang: Lang, text: str, expected: bool) -> None:
    assert invites(read_text(text, lang)) is expected
    state = open_state(RUG)
    met = Stimulus(acts=frozenset({"greet"}), invites=expected)
    act = react(state, met, RUG, turn=1, met=lambda _: False)[1].act
    assert (act == state.agenda[0]) is expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "换货或者退款，由您决定。"),
        ("zh", "退款、换货都可以，看您。"),
        ("en", "Refund or exchange, up to you."),
    ],
)
def test_two_remedies_left_to_the_buyer_ask_for_a_choice(lang: Lang, text: str) -> None:
    read = read_text(text, lang)
    assert "preference" in asks(read, understand(read, desk=SKIRT.desk), SKIRT)


@pytest.mark.parametrize(
    ("lang", "text", "scenario", "expected"),
    [
        ("zh", "我发您一张2美元的，行吗？", CURTAINS, {"coupon"}),
        ("zh", "我少收您2美元，行吗？", CURTAINS, {"coupon"}),
        ("en", "We ship you a larger one, fine?", BOXES, {"exchange"}),
        ("zh", "我们给您寄大一号的。", BOXES, {"exchange"}),
        ("en", "Our factory will sew a new one for you.", BEAR, {"reship"}),
        ("zh", "工厂给您重新做一个。", BEAR, {"reship"}),
    ],
)
def test_remedies_by_what_is_done(
    lang: Lang, text: str, scenario: Scenario, expected: set[Remedy]
) -> None:
    assert heard(text, lang, scenario) == expected


@pytest.mark.parametrize(
    ("lang", "text", "instead"),
    [
        ("en", "If you decide to keep the rug, I can give you a coupon of 20 ringgit.", True),
        ("en", "If you send the photo, I can give you a coupon of 20 ringgit.", False),
        ("zh", "要是您不退，我可以给您一张20林吉特的优惠券。", True),
        ("zh", "要是您发照片，我可以给您一张20林吉特的优惠券。", False),
    ],
)
def test_what_is_offered_for_giving_the_wish_up_is_no_gift(
    lang: Lang, text: str, instead: bool
) -> None:
    read = read_text(text, lang)
    found = offers(read, understand(read, desk=RUG.desk), RUG)
    assert {o.instead for o in found if o.remedy == "coupon"} == {instead}
    assert Decimal(20) in {o.amount for o in found}


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "A coupon of 2 dollars, okay?"), ("zh", "2美元的优惠券，您看好吗？")],
)
def test_leave_asked_at_the_end_of_an_offer_wants_no_story(lang: Lang, text: str) -> None:
    read = read_text(text, lang)
    assert asks(read, understand(read, desk=CURTAINS.desk), CURTAINS) == ()
    assert heard(text, lang, CURTAINS) == {"coupon"}


def test_what_is_said_to_be_done_already_is_looked_for() -> None:
    done = Offer(remedy="refund", amount=None, committed=True, reports=True)
    told = Stimulus(acts=frozenset({"promise"}), offers=(done,))
    assert step(RUG, wish(RUG, asked=True), told)[1] == "ask_done"


@pytest.mark.parametrize(
    ("lang", "text", "reports"),
    [
        ("en", "We have sent a new bear to you.", True),
        ("en", "We'll have a new bear sent to you.", False),
        ("zh", "新的玩具熊给您寄了。", True),
        ("zh", "新的玩具熊马上就给您寄了。", False),
    ],
)
def test_what_will_be_done_is_no_report(lang: Lang, text: str, reports: bool) -> None:
    read = read_text(text, lang)
    found = offers(read, understand(read, desk=BEAR.desk), BEAR)
    assert {o.reports for o in found} == {reports}


@pytest.mark.parametrize(
    ("lang", "text", "sure"),
    [
        ("en", "We can send a new bear today.", True),
        ("en", "We can send a new bear.", False),
        ("zh", "店里直接寄一个新的玩具熊。", True),
        ("zh", "店里寄一个新的玩具熊。", False),
    ],
)
def test_what_is_done_at_once_is_decided(lang: Lang, text: str, sure: bool) -> None:
    read = read_text(text, lang)
    reading = understand(read, desk=BEAR.desk)
    told = replace(reading, clauses=tuple(replace(c, acts=("inform",)) for c in reading.clauses))
    found = offers(read, told, BEAR)
    assert found
    assert {o.sure for o in found} == {sure}


def test_who_turned_an_offer_down_waits_for_a_better_one() -> None:
    better = Offer(remedy="refund", amount=None, committed=False, sure=False)
    told = Stimulus(acts=frozenset({"inform"}), offers=(better,))
    state = replace(open_state(RUG), agenda=("ask.send-back", "want.money-back"))
    assert step(RUG, state, told)[1] == "ask.send-back"
    assert step(RUG, replace(state, act="reject.money-back"), told)[1] == "accept.money-back"


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Okay, another one tomorrow.", {"reship"}),
        ("en", "A new one of our series is a panda.", set[Remedy]()),
        ("zh", "好的，明天一个新的。", {"reship"}),
        ("zh", "新的价格明天出来。", set[Remedy]()),
    ],
)
def test_a_new_one_said_by_itself_is_one_for_who_waits(
    lang: Lang, text: str, expected: set[Remedy]
) -> None:
    assert heard(text, lang, BEAR) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh", "您家平时谁用什么样的洗衣机？", True),
        ("zh", "看看今天能不能发货。", False),
        ("en", "So how often do you wash your skirts?", True),
        ("en", "What do you think?", False),
    ],
)
def test_a_question_about_the_buyers_life_with_the_goods_is_asked_of_the_buyer(
    lang: Lang, text: str, expected: bool
) -> None:
    read = read_text(text, lang)
    reading = understand(read, desk=SKIRT.desk)
    plain = replace(
        reading,
        clauses=tuple(replace(c, acts=("inform",), question=True) for c in reading.clauses),
    )
    assert ("detail" in asks(read, plain, SKIRT)) is expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A new skirt or the money, which one suits you?"),
        ("zh", "换货、退款，哪个更好？"),
    ],
)
def test_which_is_better_asks_for_a_choice(lang: Lang, text: str) -> None:
    read = read_text(text, lang)
    assert asks(read, understand(read, desk=SKIRT.desk), SKIRT) == ("preference",)


@pytest.mark.parametrize(
    "text", ["A new bear, and a refund of the postage?", "Do you still want it?"]
)
def test_what_is_offered_with_a_question_mark_wants_no_story(text: str) -> None:
    read = read_text(text, "en")
    assert "detail" not in asks(read, understand(read, desk=BEAR.desk), BEAR)


def test_who_is_told_what_will_be_done_waits_once() -> None:
    told = Stimulus(acts=frozenset({"promise"}))
    content = replace(wish(RUG, asked=True), offered=("refund",), act="accept.money-back")
    state, act = step(RUG, content, told)
    assert act == "wait_ok"
    assert step(RUG, state, told)[1] == "ask_done"
    claimed = Stimulus(acts=frozenset({"promise"}), claims=True)
    assert step(RUG, content, claimed)[1] == "ask_done"
