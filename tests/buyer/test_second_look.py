"""Acts that mean another thing to somebody who waits for an answer."""

from __future__ import annotations

import pytest

from tutor.buyer.second_look import second_look, telling
from tutor.domain import Lang
from tutor.text.analyse import read_text
from tutor.understand.read import understand


def acts(words: str, lang: Lang) -> frozenset[str]:
    text = read_text(words, lang)
    return second_look(text, understand(text)).acts


def left(words: str, lang: Lang) -> int:
    text = read_text(words, lang)
    return len(telling(text, second_look(text, understand(text))).clauses)


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("I have to clear this with our lawyers.", "en"),
        ("Let me phone the warehouse first.", "en"),
        ("这个要跟财务部门商量。", "zh"),
    ],
)
def test_whom_we_ask_is_a_look(words: str, lang: Lang) -> None:
    assert "check" in acts(words, lang)
    assert left(words, lang) == 0


@pytest.mark.parametrize(
    ("words", "lang"),
    [("We check the shelves every morning.", "en"), ("我们每天检查一次。", "zh")],
)
def test_what_is_done_as_a_rule_is_none(words: str, lang: Lang) -> None:
    assert "check" not in acts(words, lang)
    assert left(words, lang) == 1


def test_who_had_to_wait_asks_nobody_to() -> None:
    assert "wait" not in acts("We had to wait for new cloth.", "en")
