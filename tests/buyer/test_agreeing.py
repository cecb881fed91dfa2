"""What the buyer agrees to, and what is made of it afterwards."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tutor import resources
from tutor.buyer.agenda import open_state, react
from tutor.buyer.agreeing import agreed, as_asked_for
from tutor.buyer.hearing import asks
from tutor.buyer.offering import Offer, offers, still_to_do
from tutor.buyer.perceive import Stimulus
from tutor.dialogue.library import load_library
from tutor.domain import ActionRecord, BuyerState, Lang, Remedy, Scenario
from tutor.text.analyse import read_text
from tutor.understand.read import understand

LIBRARY = load_library(resources.dialogues_dir())
TEASET = LIBRARY.scenario("broken-teaset-cebu")  # wants a new set, then a coupon for the waiting
SHIRT = LIBRARY.scenario("black-shirt-mandalay")
RUG = LIBRARY.scenario("rug-picture-ipoh")


def waiting(scenario: Scenario, *offered: Remedy) -> BuyerState:
    """The buyer who has asked for the first wish, and has agreed to some remedies."""
    wants = tuple(f"want.{w.id}" for w in scenario.wants)
    return replace(open_state(scenario), agenda=wants, asked=wants[:1], offered=offered)


def act(scenario: Scenario, state: BuyerState, stimulus: Stimulus) -> str:
    return react(state, stimulus, scenario, turn=5, met=lambda _: False)[1].act


def heard(text: str, lang: Lang, scenario: Scenario) -> tuple[Offer, ...]:
    read = read_text(text, lang)
    return offers(read, understand(read, desk=scenario.desk), scenario)


def gift(**more: bool) -> Stimulus:
    offer = Offer(remedy="coupon", amount=Decimal(2), committed=False, **more)
    return Stimulus(acts=frozenset({"offer"}), offers=(offer,))


def test_a_gift_beside_what_was_agreed_on_is_welcome() -> None:
    assert act(SHIRT, waiting(SHIRT, "exchange"), gift()) == "accept.white-one"
    assert act(SHIRT, waiting(SHIRT), gift()) == "reject.white-one"


def test_a_gift_in_place_of_what_was_agreed_on_is_not() -> None:
    assert act(SHIRT, waiting(SHIRT, "exchange"), gift(instead=True)) == "reject.white-one"


def test_less_money_than_was_agreed_on_is_turned_down() -> None:
    less = Offer(remedy="partial_refund", amount=Decimal(5), committed=True)
    stimulus = Stimulus(acts=frozenset({"promise"}), offers=(less,))
    assert act(RUG, waiting(RUG, "refund"), stimulus) == "reject.money-back"


def test_who_has_agreed_asks_whether_it_is_done_and_not_for_it_anew() -> None:
    told = Stimulus(acts=frozenset({"inform"}))
    assert act(RUG, waiting(RUG, "refund"), told) == "ask_done"
    assert act(RUG, waiting(RUG), told) == "again.money-back"


def test_another_remedy_that_was_agreed_on_is_not_asked_away() -> None:
    """After a yes to a refund the last answer does not bring "could you exchange it?"."""
    state = replace(waiting(SHIRT, "refund"), agenda=("ask.black-one", "want.white-one"), asked=())
    told = Stimulus(acts=frozenset({"inform"}), answered=frozenset({"black-one"}))
    assert act(SHIRT, state, told) == "ask_done"


def test_a_question_whether_the_agreed_thing_is_fine_gets_a_yes() -> None:
    asked = Stimulus(acts=frozenset({"inform", "ask_agreement"}))
    assert act(RUG, waiting(RUG, "refund"), asked) == "confirm_yes"


def test_an_assurance_after_a_doubt_lets_the_offer_stand() -> None:
    state = replace(waiting(RUG), act="doubt")
    assert act(RUG, state, Stimulus(acts=frozenset({"confirm"}))) == "accept.money-back"
    assert act(RUG, state, Stimulus(acts=frozenset({"refuse"}), refused=True)) == "reject_refusal"


def test_what_is_done_is_agreed_on_no_more() -> None:
    done = (ActionRecord(action="reship", remedy="reship"),)
    state = waiting(TEASET, "reship", "coupon")
    state = replace(state, asked=state.agenda)
    after, _ = react(state, Stimulus(done=done), TEASET, turn=5, met=lambda w: w.id == "new-set")
    assert after.offered == ("coupon",)


def test_agreement_is_for_the_wish_that_takes_the_remedy() -> None:
    state = waiting(TEASET, "reship")
    assert agreed(state, "want.new-set", TEASET)
    assert not agreed(state, "want.silence-sorry", TEASET)
    assert as_asked_for(("exchange",), "want.new-set", TEASET)  # much like a new parcel
    assert not as_asked_for(("refund",), "want.new-set", TEASET)


@pytest.mark.parametrize(
    ("lang", "text", "left"),
    [
        ("zh", "退款已经办好了。", 0),
        ("zh", "退款两三天到账。", 0),
        ("zh", "另外再给您退20林吉特。", 1),
        ("en", "I have refunded it to you.", 0),
        ("en", "I can give you another 20 ringgit back.", 1),
    ],
)
def test_what_the_desk_has_done_is_no_offer_any_more(lang: Lang, text: str, left: int) -> None:
    done = (ActionRecord(action="refund", remedy="refund", amount=Decimal(48)),)
    assert len(still_to_do(heard(text, lang, RUG), done)) == left


@pytest.mark.parametrize(
    ("lang", "text", "offered"),
    [
        ("zh", "我们不能给您换，看到吊牌才能换货。", False),
        ("en", "We can't exchange it, only if the label is still on do we exchange it.", False),
        ("zh", "可以给您换货。", True),
    ],
)
def test_a_refusal_with_a_condition_offers_nothing(lang: Lang, text: str, offered: bool) -> None:
    assert bool(heard(text, lang, SHIRT)) is offered


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("zh", "看到照片才能给您换。", True),
        ("zh", "不用照片也能给您换。", False),
        ("en", "We can't do that without a picture of it.", True),
        ("en", "You don't need to send us a photo.", False),
    ],
)
def test_what_must_be_there_first_is_asked_for(lang: Lang, text: str, wanted: bool) -> None:
    read = read_text(text, lang)
    assert ("photo" in asks(read, understand(read, desk=SHIRT.desk), SHIRT)) is wanted


def test_the_sum_beside_a_set_up_return_does_not_turn_it_into_money() -> None:
    sweater = LIBRARY.scenario("sweater-shade-durban")
    found = heard(
        "I set up the return for you now, and you get 45 rand for the post.", "en", sweater
    )
    assert [o.remedy for o in found][:1] == ["return"]


def test_what_the_buyer_does_not_want_lends_no_name_to_a_sum() -> None:
    box = LIBRARY.scenario("third-box-iloilo")
    found = heard("如果您不想要优惠券，那我给您退280比索。", "zh", box)
    assert {o.remedy for o in found} <= {"refund", "partial_refund"}
    assert found


def test_asked_again_the_buyer_says_yes_once_and_then_wants_to_see_it() -> None:
    offer = Offer(remedy="refund", amount=None, committed=True, asked=True)
    stimulus = Stimulus(acts=frozenset({"promise"}), offers=(offer,))
    after, first = react(waiting(RUG, "refund"), stimulus, RUG, turn=5, met=lambda _: False)
    assert first.act == "accept.money-back"
    assert act(RUG, after, stimulus) == "ask_done"
    told = Stimulus(acts=frozenset({"promise"}), offers=(replace(offer, reports=True),))
    assert act(RUG, waiting(RUG, "refund"), told) == "ask_done"


def test_what_is_plain_needs_no_question_and_what_is_likely_does() -> None:
    state = replace(open_state(RUG), agenda=("ask.send-back", "want.money-back"))
    told = frozenset({"send-back"})
    likely = Stimulus(acts=frozenset({"inform"}), fitting=told)
    plain = Stimulus(acts=frozenset({"inform"}), fitting=told, plainly=told)
    assert act(RUG, state, likely) == "ask.send-back"
    assert act(RUG, state, plain) == "ask.money-back"
