"""The desk, the head of the case and the report, made from values."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from test_render import Shown, feedback, finding

from tutor.dialogue.labels import known_labels
from tutor.domain import (
    ActionRecord,
    Bilingual,
    BuyerState,
    Desk,
    Lang,
    Order,
    Outcome,
    Policy,
    Scenario,
    Session,
    Shipment,
    ShipmentEvent,
    Utterance,
    VocabularyReport,
)
from tutor.records.store import RecordedTurn
from tutor.services import Services
from tutor.session import start
from tutor.ui.chat import briefing, case_head, chat, meter, satisfaction_word, task
from tutor.ui.desk import desk, policy_texts
from tutor.ui.report import bars, open_points, report

EVIL = "<script>alert(1)</script>\"'"


@pytest.fixture
def session(services: Services) -> Session:
    return start(services, services.library.scenarios[0].id)


def turn(number: int = 1, text: str = "你等一下", *checks: str) -> RecordedTurn:
    said = feedback(*(finding(0, 1, text, check=check, suggestion="您") for check in checks))
    words = VocabularyReport(
        standard="2025", tokens=(), counts={"1": 3, "4": 1, "off_list": 2, "trade_term": 0}
    )
    return RecordedTurn(
        number=number,
        reply=text,
        feedback=replace(said, vocabulary=words),
        buyer=None,
        satisfaction=50,
        mood="calm",
        outcome=None,
    )


def evil(session: Session) -> Session:
    """The session with every text of its scenario hostile."""
    said = Bilingual(zh=EVIL, en=EVIL)
    scenario = session.scenario
    desk = replace(
        scenario.desk,
        facts={EVIL: said},
        policy=Policy(notes=(said,)),
        shipment=Shipment(
            carrier=EVIL,
            tracking_number=EVIL,
            place=said,
            eta=date(2026, 3, 2),
            events=(ShipmentEvent(on=date(2026, 3, 1), place=said, text=said),),
        ),
    )
    if desk.order is not None:
        items = tuple(replace(item, name=said, sku=EVIL) for item in desk.order.items)
        desk = replace(desk, order=replace(desk.order, id=EVIL, address=said, items=items))
    persona = replace(scenario.persona, name=said, country=EVIL)
    changed = replace(
        scenario, title=said, briefing=said, can_do=said, culture=said, persona=persona, desk=desk
    )
    done = ActionRecord(action=EVIL, remedy=None, detail=EVIL, violation=said)
    return replace(
        session, scenario=changed, case=replace(session.case, desk=desk, actions=(done,))
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_of_a_case_becomes_markup(session: Session, lang: str) -> None:
    bad = evil(session)
    pages = (
        desk(bad.case, lang),  # type: ignore[arg-type]
        case_head(bad, lang),  # type: ignore[arg-type]
        briefing(bad.scenario, lang),  # type: ignore[arg-type]
        task(bad.scenario, lang),  # type: ignore[arg-type]
        chat(bad, [turn(1, EVIL, "register.pronoun")], lang),  # type: ignore[arg-type]
        report(bad, [turn(1, EVIL, "register.pronoun")], lang),  # type: ignore[arg-type]
    )
    for html in pages:
        assert "script" not in Shown(html).tags
        assert "alert(1)" in Shown(html).text or html is pages[5]


def test_the_desk_shows_what_it_has_in_the_pages_language(session: Session) -> None:
    order = session.case.desk.order
    assert order is not None
    for lang in ("zh", "en"):
        html = desk(session.case, lang)  # type: ignore[arg-type]
        for item in order.items:
            assert item.name.get(lang) in html
    assert "US$" in desk(session.case, "en") or order.currency != "USD"


def test_a_shipment_is_a_line_of_events_that_ends_with_the_expected_day(session: Session) -> None:
    place = Bilingual(zh="曼谷", en="Bangkok")
    shipment = Shipment(
        eta=date(2026, 3, 24), events=(ShipmentEvent(on=date(2026, 3, 4), place=place, text=place),)
    )
    case = replace(session.case, desk=replace(session.case.desk, shipment=shipment))
    text = Shown(desk(case, "en")).text
    assert text.index("4 March") < text.rindex("24 March")
    arrived = replace(shipment, delivered=date(2026, 3, 23))
    case = replace(case, desk=replace(case.desk, shipment=arrived))
    assert "k-todo-step" not in desk(case, "en")


def test_the_policy_says_only_what_is_regulated() -> None:
    assert policy_texts(Policy(), "en", None) == ()
    policy = Policy(
        refund_days=(3, 5), coupon_limit=Decimal(5), exchange_allowed=False, return_shipping="shop"
    )
    assert policy_texts(policy, "en", "USD") == (
        "Money back in 3 to 5 working days",
        "Coupons of at most US$5",
        "The shop pays for sending back",
        "No exchange",
    )
    every = Policy(
        return_window_days=7,
        refund_days=(3, 3),
        return_shipping="buyer",
        compensation_limit=Decimal(10),
        coupon_limit=Decimal(5),
        dispatch_days=(1, 2),
        delivery_days=(7, 10),
        lost_after_days=15,
        warranty_months=12,
        photo_required=True,
        exchange_allowed=True,
        cancel_until="packed",
        duties_paid_by="shop",
        price_protection_days=7,
    )
    for lang in ("zh", "en"):
        assert len(policy_texts(every, lang, "USD")) == 14  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0, "bad"),
        (19, "bad"),
        (20, "low"),
        (40, "mixed"),
        (60, "good"),
        (80, "high"),
        (100, "high"),
    ],
)
def test_satisfaction_has_a_word_a_number_and_a_bar(value: int, word: str) -> None:
    assert satisfaction_word(value) == f"satisfaction.{word}"
    html = meter(BuyerState(agenda=(), mood="calm", patience=3, satisfaction=value), "en")
    assert f'aria-valuenow="{value}"' in html
    assert f"width:{value}%" in html


def test_actions_stand_between_the_replies_where_they_were_done(session: Session) -> None:
    coupon = ActionRecord(action="coupon", remedy="coupon", amount=Decimal(3))
    refund = ActionRecord(action="refund", remedy="refund", amount=Decimal(9))
    later = replace(session, case=replace(session.case, actions=(coupon, refund)))
    turns = [turn(1, "第一"), replace(turn(2, "第二"), actions=(coupon,))]
    text = Shown(chat(later, turns, "en")).text
    assert (
        text.index("第一") < text.index("Coupon") < text.index("第二") < text.index("Full refund")
    )


def test_the_last_feedback_is_open_and_older_ones_are_folded(session: Session) -> None:
    html = chat(session, [turn(1), turn(2)], "en")
    assert re.findall(r'<details class="k-card"( open)?>', html) == ["", " open"]


def ended(session: Session, outcome: Outcome, agenda: tuple[str, ...] = ()) -> Session:
    state = replace(session.buyer_state, agenda=agenda)
    return replace(session, done=True, outcome=outcome, buyer_state=state)


def agenda(scenario: Scenario) -> tuple[str, ...]:
    return tuple(f"ask.{q.id}" for q in scenario.questions)


def test_an_unsolved_case_names_what_was_left_open(session: Session) -> None:
    case = ended(session, "unsolved", agenda(session.scenario))
    points = open_points(case, "en")
    assert len(points) == len(session.scenario.questions)
    assert not any("{" in point for point in points)
    text = Shown(report(case, [turn()], "en")).text
    assert all(point in text for point in points)


def test_a_case_solved_against_policy_names_the_rule(session: Session) -> None:
    broken = Bilingual(zh="超过了优惠券的上限。", en="That is over the coupon limit.")
    record = ActionRecord(action="coupon", remedy="coupon", violation=broken)
    case = ended(session, "solved against policy")
    case = replace(case, case=replace(case.case, actions=(record,)))
    assert "over the coupon limit" in report(case, [turn()], "en")
    said = replace(ended(session, "solved against policy"), said_against_policy=True)
    assert "promise in your replies" in report(said, [turn()], "en")


@pytest.mark.parametrize("outcome", ["solved", "unsolved", "escalated", "buyer left"])
def test_every_outcome_has_its_reason_in_both_languages(session: Session, outcome: Outcome) -> None:
    case = ended(session, outcome)
    assert Shown(report(case, [turn()], "zh")).text != Shown(report(case, [turn()], "en")).text


def test_the_report_counts_by_family_and_by_band(session: Session) -> None:
    turns = [
        turn(1, "你好", "register.pronoun", "facts.wrong_value"),
        turn(2, "你好", "register.shouting"),
    ]
    html = report(ended(session, "solved"), turns, "en")
    assert "Register: 2" in html
    assert "Facts: 1" in html
    assert "Politeness: 0" in html
    assert "HSK 1: 6" in html
    assert "On no list: 4" in html


def test_the_report_tells_used_from_called_for_from_no_occasion(session: Session) -> None:
    said = (
        Utterance(role="agent", text="您好！", lang="zh"),
        Utterance(role="buyer", text="杯子碎了，我很生气！", lang="zh"),
        Utterance(role="agent", text="请您等一下。", lang="zh"),
    )
    case = replace(ended(session, "solved"), history=(*session.history, *said))
    html = report(case, [turn()], "en")
    called, quiet = html.index("The case called for it"), html.index("k-quiet")
    assert html.index("greeting") < called
    assert "caring for feelings" in html[called:quiet]
    assert "caring for feelings" not in html[quiet:]


def test_the_gravest_and_most_frequent_are_explained_first(session: Session) -> None:
    turns = [
        turn(1, "你好", "register.pronoun"),
        turn(2, "你好", "facts.wrong_value", "facts.wrong_value"),
    ]
    text = report(ended(session, "solved"), turns, "en")
    assert text.index("×2") < text.index("×1")


def test_a_count_of_several_words_does_not_claim_to_be_of_one(session: Session) -> None:
    one, other = turn(1, "你好", "register.pronoun"), turn(2, "你好", "register.pronoun")
    same = Shown(report(ended(session, "solved"), [one, other], "en")).text
    assert "×2" in same
    assert "for example" not in same
    said = replace(other.feedback.findings[0], message=Bilingual(zh="别的", en="another"))
    other = replace(other, feedback=replace(other.feedback, findings=(said,)))
    assert "×2, for example" in Shown(report(ended(session, "solved"), [one, other], "en")).text


def test_the_report_of_an_english_case_counts_no_chinese_words(session: Session) -> None:
    case = ended(session, "solved")
    assert "Words by level" in report(case, [turn()], "en")
    assert "Words by level" not in report(replace(case, lang="en"), [turn()], "en")


def test_the_mood_is_punctuated_as_the_page_is(session: Session) -> None:
    state = replace(session.buyer_state, mood="calm")
    assert "心情：平静" in Shown(meter(state, "zh")).text
    assert "Mood: calm" in Shown(meter(state, "en")).text


def test_an_answer_can_be_gone_to_only_where_it_can_be_read(session: Session) -> None:
    answered = replace(turn(), buyer=Utterance(role="buyer", text="好", lang="zh"))
    assert "k-below" in chat(session, [answered], "zh")
    assert "k-below" not in chat(session, [answered], "zh", writing=True)
    assert "k-below" not in chat(session, [answered], "zh", usable=False)
    assert "k-below" not in chat(session, [], "zh")


def test_a_bar_is_as_long_as_its_share() -> None:
    html = bars([("a", 4, "x"), ("b", 2, "x"), ("c", 0, "x")], "title")
    longest, half, none = (float(w) for w in re.findall(r'<rect[^>]* width="([\d.]+)"', html))
    assert half == pytest.approx(longest / 2)
    assert none == 1
    assert 'aria-label="title. a: 4, b: 2, c: 0"' in html


@pytest.mark.parametrize(
    ("lang", "paid", "label"), [("zh", "银行卡", "插头"), ("en", "bank card", "plug")]
)
def test_payment_and_facts_are_named_in_the_pages_language(
    session: Session, lang: Lang, paid: str, label: str
) -> None:
    fact = Bilingual(zh="三脚", en="three-pin")
    shown = Desk(
        order=Order(status="paid", payment="银行卡", payment_en="bank card"),
        facts={"my_plug": fact, "deadline": fact, "own_key": fact},
        fact_labels={"my_plug": Bilingual(zh="插头", en="plug")},
    )
    text = Shown(desk(replace(session.case, desk=shown), lang)).text
    assert paid in text
    assert label in text
    assert known_labels()["deadline"].get(lang) in text
    assert "own key" in text
    assert "my_plug" not in text


def test_money_that_went_back_before_stands_on_the_desk(session: Session) -> None:
    order = Order(
        status="returned", currency="BND", refunded=Decimal(80), refunded_on=date(2026, 3, 12)
    )
    text = Shown(desk(replace(session.case, desk=Desk(order=order)), "en")).text
    assert "Given back before" in text
    assert "B$80" in text
    assert "12 March 2026" in text
