"""How a model's line begins: in the level and role of any buyer, never as its examples do."""

from __future__ import annotations

import pytest

from tutor.buyer.guard import _AGENT, says_no, says_yes
from tutor.buyer.openings import _OPENINGS, _QUESTION, joined, opening, without_opening
from tutor.domain import LANGS, Lang
from tutor.text.language import detect
from tutor.text.vocabulary import text_level

ALL = [
    (lang, act, words)
    for lang in LANGS
    for act, choices in (*_OPENINGS[lang].items(), ("ask", _QUESTION[lang]))
    for words in choices
]


@pytest.mark.parametrize(("lang", "act", "words"), ALL)
def test_first_words_are_any_buyers(lang: Lang, act: str, words: str) -> None:
    assert not _AGENT[lang].search(words)
    assert detect(words + (" I have a question." if lang == "en" else "我有问题。")) == lang
    if lang == "zh":
        found = text_level(words, "2025", ())
        assert found.level <= 2, found
        assert not found.off_list
    if act.startswith(("reject", "leave")):
        assert not says_yes(words + "。", lang)
    if act in ("accept", "accept_offer", "wait_ok", "thank", "thank_close"):
        assert not says_no(words, lang)


def test_it_turns_and_never_begins_as_an_example() -> None:
    examples = ("不好意思，什么时候到？", "请问什么时候到？")
    found = {opening("ask.when", "zh", examples, chance) for chance in range(8)}
    assert len(found) >= 2
    assert not any(
        example.startswith(words.rstrip("，")) for words in found for example in examples
    )
    assert opening("ask.when", "zh", examples, 0) != opening("ask.when", "zh", examples, 1)


def test_a_statement_is_begun_by_the_model() -> None:
    assert opening("ask.refund", "en", ("I want my money back.",), 0) == ""
    assert opening("ask.refund", "en", ("Can I have my money back?",), 0) != ""


def test_first_words_are_said_once() -> None:
    assert joined("请问，", "请问我的包裹在哪儿？") == "请问我的包裹在哪儿？"
    assert joined("Sorry,", " sorry, I don't know.") == " sorry, I don't know."
    assert joined("Sorry,", " I don't know.") == "Sorry, I don't know."
    assert joined("", "好的。") == "好的。"


@pytest.mark.parametrize(("lang", "act", "words"), ALL)
def test_first_words_can_be_taken_off(lang: Lang, act: str, words: str) -> None:
    rest = "这个包裹呢？" if lang == "zh" else "the parcel is late."
    assert without_opening(words + rest, lang) == rest
    assert without_opening(rest, lang) == rest
