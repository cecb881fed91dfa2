"""The agenda: what the buyer does next, for each thing that a reply can do."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.buyer.agenda import Move, open_state, react
from tutor.buyer.offering import Offer
from tutor.buyer.perceive import Stimulus
from tutor.domain import (
    ActionRecord,
    Bilingual,
    BuyerState,
    Desk,
    Persona,
    Question,
    Scenario,
    Want,
)

TWO = Bilingual(zh="字", en="word")
SCENARIO = Scenario(
    id="case",
    title=TWO,
    briefing=TWO,
    can_do=TWO,
    module="logistics",
    level=4,
    standard="2025",
    channel="marketplace",
    persona=Persona(name=TWO, country="TH", languages=("th",), mood="worried", patience=3),
    desk=Desk(),
    questions=(
        Question(id="where", facts=("shipment.place",)),
        Question(id="when", facts=("shipment.eta",)),
    ),
    wants=(Want(id="money", remedy="refund", accepts={"refund": Decimal(10), "coupon": None}),),
    knows=("order_id", "photo"),
    lines=(),
    key_terms=(),
    model_answers=(),
)
ACTS = [
    "greet",
    "apologise",
    "empathise",
    "check",
    "wait",
    "refuse",
    "rude",
    "inform",
    "close",
    "other",
]


def step(
    state: BuyerState, *, done: bool = False, turn: int = 1, **stimulus: Any
) -> tuple[BuyerState, Move]:
    return react(state, Stimulus(**stimulus), SCENARIO, turn=turn, met=lambda _: done)


@pytest.fixture
def state() -> BuyerState:
    return open_state(SCENARIO)


def acts(*names: str) -> frozenset[str]:
    return frozenset(names)


def test_questions_lie_before_wants(state: BuyerState) -> None:
    assert state.agenda == ("ask.where", "ask.when", "want.money")


def test_an_answer_is_taken_and_the_next_thing_raised(state: BuyerState) -> None:
    after, move = step(state, acts=acts("inform"), answered=frozenset({"where"}))
    assert after.agenda == ("ask.when", "want.money")
    assert (move.act, move.lead) == ("ask.when", "acknowledge")
    assert after.satisfaction > state.satisfaction


def test_a_question_answered_before_it_is_asked_is_not_asked(state: BuyerState) -> None:
    after, move = step(state, acts=acts("inform"), answered=frozenset({"where", "when"}))
    assert move.act == "ask.money"
    assert after.met == ("ask.where", "ask.when")


def test_an_ignored_buyer_presses_and_loses_patience(state: BuyerState) -> None:
    state, first = step(state, acts=acts("inform"))
    assert first.act == "ask.where"
    after, move = step(state, acts=acts("inform"))
    assert move.act == "again.where"
    assert after.patience < state.patience


def test_an_apology_softens_once(state: BuyerState) -> None:
    after, move = step(state, acts=acts("apologise"))
    assert move.lead == "soften"
    assert (after.mood, after.apologised) == ("calm", True)
    again, move = step(after, acts=acts("apologise"))
    assert move.lead is None
    assert again.satisfaction <= after.satisfaction


def test_what_is_asked_is_given_once(state: BuyerState) -> None:
    after, move = step(state, acts=acts("ask_order"), asks=("order_id", "email"))
    assert move.act == "give.order_id"
    assert after.patience == state.patience
    _, move = step(after, acts=acts("ask_address"), asks=("address",))
    assert move.act == "dont_know"


def test_a_promise_to_look_is_no_end(state: BuyerState) -> None:
    seen = []
    for turn in range(1, 4):
        state, move = step(state, acts=acts("check"), turn=turn)
        seen.append(move.act)
        assert not move.done or state.left
    assert seen[:2] == ["wait_ok", "press_wait"]
    assert state.agenda


def offer(remedy: Any, amount: str | None = None, committed: bool = True) -> Offer:
    return Offer(remedy=remedy, amount=Decimal(amount) if amount else None, committed=committed)


def test_a_promised_remedy_must_be_done(state: BuyerState) -> None:
    state, move = step(state, acts=acts("promise"), offers=(offer("refund", "10"),))
    assert move.act == "accept.money"
    state, move = step(state, acts=acts("promise"), offers=(offer("refund", "10"),))
    assert move.act == "ask_done"
    assert "want.money" in state.agenda
    state, _ = step(state, done=True)
    assert "want.money" in state.met


@pytest.mark.parametrize("bad", [offer("exchange"), offer("refund", "2")])
def test_what_does_not_solve_it_is_refused(state: BuyerState, bad: Offer) -> None:
    after, move = step(state, acts=acts("offer"), offers=(bad,))
    assert move.act == "reject.money"
    assert after.agenda == state.agenda


def test_a_refusal_is_answered(state: BuyerState) -> None:
    after, move = step(state, acts=acts("refuse"), refused=True)
    assert move.act == "reject_refusal"
    assert after.satisfaction < state.satisfaction


def test_rudeness_drives_the_buyer_away(state: BuyerState) -> None:
    state, move = step(state, acts=acts("rude"))
    assert move.act == "complain_rude"
    state, move = step(state, acts=acts("rude"))
    assert (move.act, move.done, state.left) == ("leave", True, True)


def test_the_wrong_language_answers_nothing(state: BuyerState) -> None:
    after, move = step(state, understood=False, answered=frozenset({"where"}))
    assert move.act == "wrong_language"
    assert after.agenda == state.agenda


def test_secrets_and_private_chats_are_declined(state: BuyerState) -> None:
    assert step(state, secret=True)[1].act == "ask_why_needed"
    assert step(state, off_platform=True)[1].act == "prefer_platform"


def test_solved_means_thanks_first_and_goodbye_after_it(state: BuyerState) -> None:
    state, move = step(state, done=True, answered=frozenset({"where", "when"}))
    assert (move.act, move.done) == ("thank", False)
    assert not state.agenda
    state, move = step(state, acts=acts("thank", "close"))
    assert (move.act, move.done) == ("thank_close", True)


def test_escalation_closes(state: BuyerState) -> None:
    record = ActionRecord(action="escalate", remedy="escalate")
    _, move = react(state, Stimulus(done=(record,)), SCENARIO, turn=1, met=lambda _: False)
    assert (move.act, move.done) == ("close_escalated", True)


def test_the_last_turn_closes(state: BuyerState) -> None:
    patient = replace(state, patience=50)
    _, move = step(patient, acts=acts("inform"), turn=SCENARIO.max_turns)
    assert (move.act, move.done) == ("close_unsolved", True)


stimuli = st.builds(
    Stimulus,
    understood=st.booleans(),
    acts=st.frozensets(st.sampled_from(ACTS), max_size=4),
    answered=st.frozensets(st.sampled_from(["where", "when"])),
    asks=st.lists(st.sampled_from(["order_id", "photo", "address", "detail"]), max_size=2).map(
        tuple
    ),
    offers=st.lists(
        st.builds(
            Offer,
            remedy=st.sampled_from(["refund", "coupon", "exchange"]),
            amount=st.none() | st.just(Decimal(5)),
            committed=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
    refused=st.booleans(),
    secret=st.booleans(),
    hard_word=st.none() | st.just("斟酌"),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(stimuli, st.booleans()), min_size=1, max_size=20))
def test_every_conversation_ends_and_stays_sound(moves: list[tuple[Stimulus, bool]]) -> None:
    state = open_state(SCENARIO)
    settled: set[str] = set()
    for turn, (stimulus, done) in enumerate(moves, 1):
        state, move = react(state, stimulus, SCENARIO, turn=turn, met=lambda _, d=done: d)
        assert 0 <= state.satisfaction <= 100
        assert set(state.agenda) | set(state.met) == {"ask.where", "ask.when", "want.money"}
        assert settled <= set(state.met)
        settled = set(state.met)
        if move.done:
            return
    assert len(moves) < SCENARIO.max_turns


def test_a_wrong_value_is_doubted_once(state: BuyerState) -> None:
    state, move = step(state, acts=acts("inform"), wrong=True)
    assert move.act == "ask_sure"
    _, move = step(state, acts=acts("inform"), wrong=True)
    assert move.act != "ask_sure"


def test_a_goodbye_too_early_is_held_up(state: BuyerState) -> None:
    after, move = step(state, acts=acts("thank", "close"), turn=2)
    assert (move.lead, move.act, move.done) == ("hold_on", "ask.where", False)
    assert after.agenda == state.agenda


def test_small_talk_is_put_aside(state: BuyerState) -> None:
    assert step(state, acts=acts("inform"), small_talk=True)[1].act == "off_topic"
    answered = step(state, acts=acts("inform"), small_talk=True, answered=frozenset({"where"}))
    assert answered[1].act == "ask.when"


def test_what_was_given_is_not_given_again(state: BuyerState) -> None:
    state, _ = step(state, acts=acts("ask_order"), asks=("order_id",))
    after, move = step(state, acts=acts("ask_order"), asks=("order_id",))
    assert move.act == "given_before"
    assert after.patience < state.patience


def test_a_greeting_alone_is_greeted(state: BuyerState) -> None:
    assert step(state, acts=acts("greet"))[1].act == "greet_back"


def test_facts_said_again_are_confirmed_or_denied(state: BuyerState) -> None:
    said = frozenset({"order.id"})
    assert step(state, acts=acts("ask_agreement"), stated=said)[1].act == "confirm_yes"
    assert step(state, acts=acts("ask_agreement"), wrong=True)[1].act == "confirm_no"


def test_a_guessed_offer_counts_only_for_a_buyer_who_waits(state: BuyerState) -> None:
    guess = replace(offer("refund", "10"), sure=False)
    assert step(state, acts=acts("inform"), offers=(guess,))[1].act == "ask.where"
    waiting = replace(state, agenda=("want.money",), asked=("want.money",))
    assert step(waiting, acts=acts("inform"), offers=(guess,))[1].act == "accept.money"


def test_an_answer_is_not_met_with_a_rejection(state: BuyerState) -> None:
    _, move = step(
        state,
        acts=acts("inform", "offer"),
        answered=frozenset({"where"}),
        offers=(offer("exchange"),),
    )
    assert move.act == "ask.when"


def test_no_two_turns_begin_with_the_same_reaction(state: BuyerState) -> None:
    state, first = step(state, acts=acts("inform"), answered=frozenset({"where"}))
    _, second = step(state, acts=acts("inform"), answered=frozenset({"when"}))
    assert (first.lead, second.lead) == ("acknowledge", None)


def test_a_yes_to_the_wish_that_was_just_put_is_an_offer_of_it(state: BuyerState) -> None:
    wish = replace(state, agenda=("want.money",), asked=("want.money",))
    _, move = step(wish, acts=frozenset({"confirm", "promise"}), grants=True)
    assert move.act == "accept.money"


def test_a_yes_to_a_question_grants_nothing(state: BuyerState) -> None:
    asking = replace(state, agenda=("ask.where", "want.money"), asked=("ask.where",))
    _, move = step(asking, acts=frozenset({"confirm", "promise"}), grants=True)
    assert not move.act.startswith("accept")
