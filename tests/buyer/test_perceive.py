"""What moves the buyer: relief is no blame, a reminder beside help no rudeness, a habit no look."""

from __future__ import annotations

import pytest

from tutor import resources
from tutor.buyer.perceive import Stimulus, perceive
from tutor.dialogue.library import load_library
from tutor.domain import Case, Clause, Lang, Reading, Span
from tutor.text.analyse import read_text
from tutor.understand.read import understand

SPEAKER = load_library(resources.dialogues_dir()).scenario("charged-twice-indonesia")


def felt(
    text: str,
    lang: Lang,
    *,
    acts: tuple[str, ...] = (),
    negated: bool = False,
    alarms: frozenset[str] = frozenset(),
) -> Stimulus:
    """The stimulus of a reply; `acts` makes it one clause that was read so."""
    read = read_text(text, lang)
    reading = understand(read, desk=SPEAKER.desk)
    if acts:
        whole = Clause(span=Span(0, len(text)), acts=acts, negated=negated)
        reading = Reading(lang=lang, clauses=(whole,))
    return perceive(
        read,
        reading,
        scenario=SPEAKER,
        case=Case(desk=SPEAKER.desk),
        lang=lang,
        level=4,
        alarms=alarms,
    )


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "这件事不怪您"),
        ("zh", "不是您的错"),
        ("zh", "这个您不用付钱"),
        ("en", "this is not your fault"),
        ("en", "you don't have to pay for that"),
    ],
)
def test_what_frees_the_buyer_is_no_blame(lang: Lang, text: str) -> None:
    alarm = frozenset({"politeness.blame"})
    assert not felt(text, lang, acts=("blame",), negated=True, alarms=alarm).rude


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "您填错了号码"),
        ("zh", "这能怪谁"),
        ("en", "you typed it wrong"),
        ("en", "whose fault is it"),
    ],
)
def test_blame_stays_blame(lang: Lang, text: str) -> None:
    assert felt(text, lang, acts=("blame",)).rude


def test_a_reminder_beside_help_is_let_pass() -> None:
    alarm = frozenset({"politeness.impatience"})
    text = "As I said, we will give the 28.80 dollars back."
    assert not felt(text, "en", acts=("rude", "promise"), alarms=alarm).rude
    assert felt(text, "en", acts=("rude",), alarms=alarm).acts == {"inform"}
    assert felt("As I said.", "en", acts=("rude",), alarms=alarm).rude


def test_a_reminder_by_itself_hurts_nobody() -> None:
    assert not felt("As I said, one speaker works.", "en", acts=("rude",)).rude


def test_a_fault_that_is_put_on_nobody_is_no_blame() -> None:
    alarm = frozenset({"politeness.blame"})
    assert not felt("So it is not our mistake.", "en", acts=("inform",), alarms=alarm).rude
    assert felt("So it is your mistake.", "en", acts=("inform",), alarms=alarm).rude


def test_a_blow_at_the_buyer_stays_one_beside_help() -> None:
    text = "You are hopeless, we will give the 28.80 dollars back."
    assert felt(text, "en", acts=("rude", "promise")).rude


@pytest.mark.parametrize(
    ("lang", "text"),
    [("zh", "我们每天早上检查库存"), ("en", "our team checks every order twice")],
)
def test_a_habit_promises_no_look(lang: Lang, text: str) -> None:
    assert "check" not in felt(text, lang, acts=("check",)).acts


@pytest.mark.parametrize(
    ("lang", "text"), [("zh", "我去检查一下库存"), ("en", "let me check the stock")]
)
def test_a_look_is_a_look(lang: Lang, text: str) -> None:
    assert "check" in felt(text, lang, acts=("check",)).acts


@pytest.mark.parametrize(
    ("lang", "text"), [("zh", "再等我两分钟，好吗"), ("en", "I still need a few minutes")]
)
def test_asking_for_minutes_is_asking_to_wait(lang: Lang, text: str) -> None:
    assert "wait" in felt(text, lang, acts=("inform",)).acts


def test_having_waited_is_no_request_to_wait() -> None:
    assert "wait" not in felt("we had to wait for new stock", "en", acts=("wait",)).acts


@pytest.mark.parametrize("text", ["哎呀，您一定很着急。", "至于包裹，我们在处理。"])
def test_nobody_asks_what_small_words_mean(text: str) -> None:
    assert felt(text, "zh").hard_word is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [("zh", "您是老顾客啊"), ("zh", "您是第一次来吧"), ("en", "the lid you must put")],
)
def test_what_only_sounds_near_a_blow_is_let_pass(lang: Lang, text: str) -> None:
    alarm = frozenset({"politeness.blame"})
    assert not felt(text, lang, acts=("rude",) if lang == "zh" else ("inform",), alarms=alarm).rude


def test_to_say_that_the_buyer_is_right_shows_no_feeling() -> None:
    assert "empathise" not in felt("您说得对", "zh", acts=("empathise",)).acts
    assert "empathise" not in felt("Don't worry.", "en", acts=("empathise",)).acts
    assert "empathise" in felt("I understand how you feel.", "en", acts=("empathise",)).acts


def test_comfort_at_the_end_of_a_fact_is_no_feeling_shared() -> None:
    text = "We return the 28.80 dollars, don't worry."
    assert "empathise" not in felt(text, "en", acts=("empathise", "promise")).acts


def test_to_say_that_the_buyer_pays_strikes_nobody() -> None:
    assert not felt("the customs fee is on you", "en", acts=("rude",)).rude
    assert felt("you are a nuisance for us", "en", acts=("rude",)).rude


def test_who_waits_for_the_buyer_asks_for_no_patience() -> None:
    assert "wait" not in felt("I still wait for your answer", "en", acts=("wait",)).acts


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "都告诉您了还不信？"),
        ("zh", "我真是服了您。"),
        ("zh", "我们不缺您一个客户。"),
        ("zh", "这么便宜还要讲价？"),
        ("zh", "下次先看清楚再买。"),
        ("en", "What did you expect for this price?"),
        ("en", "I have hundred other orders, you are not our only customer."),
        ("en", "Next time read the page before you buy."),
    ],
)
def test_sarcasm_and_lessons_hurt(lang: Lang, text: str) -> None:
    assert felt(text, lang).rude


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "下次我们会看清楚再发。"),
        ("zh", "不好意思，我们店不讲价。"),
        ("en", "Next time we check the parcel before it leaves."),
        ("en", "I have two more orders from Jakarta today, all on time."),
    ],
)
def test_what_we_do_better_is_no_lesson(lang: Lang, text: str) -> None:
    assert not felt(text, lang).rude


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "我跟客诉组反映一下。"),
        ("zh", "我等一会儿去问他们。"),
        ("en", "Let us check the calendar and get back."),
    ],
)
def test_who_asks_others_puts_the_buyer_off(lang: Lang, text: str) -> None:
    assert felt(text, lang).acts & {"check", "wait"}
