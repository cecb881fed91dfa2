"""Whole cases through `take_turn`: the good agent, the rude one, the generous one; levels; bad input."""

from __future__ import annotations

import re

import pytest

from tutor.dialogue.library import line_band
from tutor.domain import LANGS, Lang, Session
from tutor.errors import InputError, TutorError, UnknownName
from tutor.services import Services, build_services
from tutor.session import do_action, finish, session_hint, start, take_turn

RUDE = {
    "zh": (
        "关我什么事。",
        "不是都说了吗？",
        "你自己看吧，别烦我。",
        "爱买不买，随便你。",
        "你有完没完？",
        "你烦不烦啊？",
    ),
    "en": (
        "Not my problem.",
        "I already told you. Can't you read?",
        "Whatever. Stop bothering me.",
        "Find it yourself.",
        "Are you stupid?",
        "I don't care.",
    ),
}
SERVICES = build_services()
CASES = [(s.id, lang) for s in SERVICES.library.scenarios for lang in LANGS]
every_case = pytest.mark.parametrize(("scenario", "lang"), CASES)


@pytest.fixture(scope="module")
def services() -> Services:
    return SERVICES


def play_well(services: Services, session: Session, extra: str | None = None) -> Session:
    """Follows the model answers to whatever the buyer raises; `extra` is done at the desk first."""
    if extra is not None:
        session, record = do_action(services, session, extra)
        assert record.violation is not None
    while not session.done and session.turn < session.scenario.max_turns:
        lines = session_hint(services, session)
        for line in (line for line in lines if line.startswith("/do ")):
            if extra is None or not _same_money(line, extra):
                session, _ = do_action(services, session, line)
        session = take_turn(
            services, session, next(x for x in lines if not x.startswith("/do "))
        ).session
    return session


def _same_money(line: str, extra: str) -> bool:
    """With the money given back already, the model's own refund is left out."""
    return line.split()[1] == extra.split()[0] == "refund"


@every_case
def test_a_good_agent_solves_the_case(services: Services, scenario: str, lang: Lang) -> None:
    for seed in range(3):
        session = play_well(services, start(services, scenario, lang=lang, seed=seed))
        assert session.outcome == "solved", [u.text for u in session.history]
        assert session.buyer_state.satisfaction >= 60


@every_case
def test_a_rude_agent_does_not(services: Services, scenario: str, lang: Lang) -> None:
    session = start(services, scenario, lang=lang)
    for text in RUDE[lang]:
        if session.done:
            break
        session = take_turn(services, session, text).session
    assert finish(session).outcome in ("buyer left", "unsolved")
    assert session.buyer_state.satisfaction < 30


@every_case
def test_money_against_policy_is_remembered(services: Services, scenario: str, lang: Lang) -> None:
    session = start(services, scenario, lang=lang)
    order, policy = session.case.desk.order, session.case.desk.policy
    assert policy is not None
    over = [
        f"refund {order.total}"
        if order is not None and order.status not in ("unpaid", None)
        else None,
        f"coupon {policy.coupon_limit + 1}" if policy.coupon_limit is not None else None,
    ]
    for command in (c for c in over if c):
        _, record = do_action(services, session, command)
        if record.violation is not None:
            played = play_well(services, session, extra=command)
            assert played.outcome == "solved against policy"
            return
    pytest.fail("this case offers no way to act against its policy")


@every_case
def test_a_mere_promise_to_look_never_ends_it(
    services: Services, scenario: str, lang: Lang
) -> None:
    session = start(services, scenario, lang=lang)
    text = (
        "好的，我帮您查一下，请稍等。"
        if lang == "zh"
        else "Let me check that for you, one moment please."
    )
    while not session.done:
        session = take_turn(services, session, text).session
    assert session.outcome in ("buyer left", "unsolved")


@every_case
def test_the_same_seed_gives_the_same_buyer(services: Services, scenario: str, lang: Lang) -> None:
    runs = [
        play_well(services, start(services, scenario, lang=lang, seed=5)).history for _ in range(2)
    ]
    assert runs[0] == runs[1]


def test_seeds_bring_variety(services: Services) -> None:
    said = {
        start(services, scenario.id, seed=seed).history[0].text
        for scenario in services.library.scenarios
        for seed in range(8)
    }
    assert len(said) > len(services.library.scenarios)


def test_buyers_keep_to_the_band_and_never_repeat(services: Services) -> None:
    """200 seeded conversations of good, bad and idle agents, at every playable band up to the
    scenario's."""
    idle = (
        "您好，请问您的订单号是多少？",
        "请稍等。",
        "方便发一张照片吗？",
        "不好意思，这个不行。",
        "我们给您换货，可以吗？",
    )
    played = 0
    for seed in range(200):
        scenario = services.library.scenarios[seed % len(services.library.scenarios)]
        levels = [
            n for n in services.library.levels(scenario, scenario.standard) if n <= scenario.level
        ]
        level = levels[seed % len(levels)] if levels else scenario.level
        session = start(services, scenario.id, level=level, seed=seed)
        evidence: list[str] = []
        turn = 0
        while not session.done and turn < 10:
            texts = RUDE["zh"] if seed % 5 == 4 else idle
            good = session_hint(services, session)[-1]
            text = (
                good
                if seed % 3 == 0 and not good.startswith("/do")
                else texts[(seed + turn) % len(texts)]
            )
            result = take_turn(services, session, text)
            session, turn = result.session, turn + 1
            assert result.reply is not None
            evidence += result.reply.evidence
        lines = {line.text: line for line in (*scenario.lines, *services.library.general)}
        for text in evidence:
            line = lines[text]
            owner = scenario if line.scenario else None
            assert line_band(line, owner, scenario.standard) <= level, (level, text)
        assert len(set(evidence)) == len(evidence), evidence
        played += 1
    assert played == 200


def test_no_slot_reaches_the_learner(services: Services) -> None:
    for scenario in services.library.scenarios:
        for lang in LANGS:
            session = play_well(services, start(services, scenario.id, lang=lang))
            assert not [u.text for u in session.history if re.search(r"[{}]", u.text)]


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "\u202e\u200b", "a" * 10_000, "好" * 10_000])
def test_a_text_that_is_no_reply_gets_one_message_and_loses_nothing(
    services: Services, text: str
) -> None:
    session = start(services, services.library.scenarios[0].id)
    with pytest.raises(InputError) as caught:
        take_turn(services, session, text)
    assert caught.value.en
    assert caught.value.zh != caught.value.en
    assert take_turn(services, session, "您好！").session.turn == 1


def test_markup_is_only_text(services: Services) -> None:
    session = start(services, services.library.scenarios[0].id)
    result = take_turn(services, session, "您好<script>alert(1)</script>{order.id}")
    assert result.session.history[1].text == "您好<script>alert(1)</script>{order.id}"
    assert result.reply is not None
    assert "script" not in result.reply.text


def test_an_unknown_scenario_lists_those_that_exist(services: Services) -> None:
    with pytest.raises(UnknownName, match=services.library.scenarios[0].id):
        start(services, "no-such-case")


def test_a_band_that_cannot_be_played_says_which_can(services: Services) -> None:
    hard = max(services.library.scenarios, key=lambda s: services.library.levels(s, s.standard)[0])
    with pytest.raises(TutorError, match="from HSK"):
        start(services, hard.id, level=1)


def test_a_closed_case_takes_no_more(services: Services) -> None:
    session = finish(start(services, services.library.scenarios[0].id))
    assert session.outcome == "unsolved"
    with pytest.raises(TutorError, match="closed"):
        take_turn(services, session, "您好")
    with pytest.raises(TutorError, match="closed"):
        do_action(services, session, "coupon 1")


AGAINST = {
    "zh": "您好，很抱歉少了一个。我给您补发一个，好吗？",
    "en": "Hello, I am sorry. You can return the boxes within 60 days.",
}
TAKEN_BACK = {
    "zh": "不好意思，我刚查了，大的卖完了，没办法补发。大号的280比索退给您，可以吗？",
    "en": "I am sorry, I was wrong: it is only 7 days.",
}
WAIT = {"zh": "好的，您等一下。", "en": "One moment, please."}


@pytest.mark.parametrize("lang", LANGS)
def test_an_offer_against_policy_may_be_taken_back(services: Services, lang: Lang) -> None:
    session = start(services, "third-box-iloilo", lang=lang)
    offered = take_turn(services, session, AGAINST[lang]).session
    assert offered.said_against_policy
    assert not take_turn(services, offered, TAKEN_BACK[lang]).session.said_against_policy
    assert take_turn(services, offered, WAIT[lang]).session.said_against_policy
