"""politeness.*: the edges of each check, beyond the examples of the rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tutor.domain import OMISSION, Utterance

P = "politeness."
MARKED: list[tuple[str, str, str]] = [
    # A reason, an alternative or a softener takes the bluntness away; a second no does not.
    ("blunt_refusal", "⟦不能换⟧。", "zh"),
    ("blunt_refusal", "⟦不行，不能换⟧。", "zh"),
    ("blunt_refusal", "抱歉，不能换。", "zh"),
    ("blunt_refusal", "这款已经拆封了，所以不能换。", "zh"),
    ("blunt_refusal", "不能换，不过可以给您退款。", "zh"),
    ("blunt_refusal", "⟦We do not give discounts⟧.", "en"),
    ("blunt_refusal", "Unfortunately we do not give discounts.", "en"),
    ("blunt_refusal", "We cannot cancel it, but you can return it for free.", "en"),
    # A polite word softens every later verb of its sentence, and of no other.
    ("bare_imperative", "麻烦您拍一张照片，再把订单号发给我。", "zh"),
    ("bare_imperative", "请稍等。⟦把订单号发给我⟧。", "zh"),
    ("bare_imperative", "您可以把包裹寄回来。", "zh"),
    ("bare_imperative", "如果破了，拍张照片给我。", "zh"),
    ("bare_imperative", "您放心，等通知就好。", "zh"),
    ("bare_imperative", "Please check the label and send me a photo.", "en"),
    ("bare_imperative", "⟦You must send it back⟧.", "en"),
    ("bare_imperative", "You must be tired.", "en"),
    ("bare_imperative", "If it is broken, send us a photo.", "en"),
    ("blame", "⟦是您自己选错了尺码⟧。", "zh"),
    ("blame", "请问尺码是不是选错了？", "zh"),
    ("blame", "这不是您的错。", "zh"),
    ("blame", "⟦You entered the wrong address⟧.", "en"),
    ("blame", "Did you enter the right address?", "en"),
    ("blame", "How you rate us is of course your own decision.", "en"),
    ("blame", "⟦It was your own choice to buy it⟧.", "en"),
    ("blame", "Don't worry, you don't pay for it.", "en"),
    ("blame", "⟦You didn't pay attention⟧.", "en"),
    ("blame", "I see your problem and I will solve it.", "en"),
    ("impatience", "⟦That is your problem⟧.", "en"),
    ("impatience", "⟦不是早就告诉您了吗⟧？", "zh"),
    ("impatience", "您穿L吧，L比较宽松。", "zh"),
    ("impatience", "I will stop it again now.", "en"),
    ("impatience", "⟦Just stop it⟧.", "en"),
    ("impatience", "您不用着急，我再告诉您一次。", "zh"),
    ("impatience", "⟦Calm down⟧.", "en"),
    ("impatience", "It is up to you: a refund or a new one.", "en"),
]


@pytest.mark.parametrize(("check", "text", "lang"), MARKED)
def test_the_edges(check: str, text: str, lang: str, spans: Callable[..., Any]) -> None:
    found, expected = spans(P + check, text, lang)
    assert found == expected


def _said(role: Any, text: str) -> Utterance:
    return Utterance(role=role, text=text, lang="zh")


BROKEN = "我收到的杯子是碎的。"
OMITTED: list[tuple[str, str, dict[str, Any], bool]] = [
    ("greeting_missing", "今天发货。", {"position": "first"}, True),
    ("greeting_missing", "你好，今天发货。", {"position": "first"}, False),
    ("greeting_missing", "亲，今天发货。", {"position": "first"}, False),
    ("greeting_missing", "今天发货。", {"position": "middle"}, False),
    ("closing_missing", "今天发货。", {"position": "last"}, True),
    ("closing_missing", "今天发货，谢谢您。", {"position": "last"}, False),
    ("closing_missing", "今天发货。", {"position": "middle"}, False),
    ("apology_missing", "马上补发。", {"buyer": BROKEN}, True),
    ("apology_missing", "非常抱歉，马上补发。", {"buyer": BROKEN}, False),
    (
        "apology_missing",
        "马上补发。",
        {"buyer": BROKEN, "history": (_said("agent", "真的很抱歉。"),)},
        False,
    ),
    ("apology_missing", "正在清关。", {"buyer": "我的包裹在海关两天了。"}, False),
    ("apology_missing", "今天有货。", {"buyer": "有蓝色的吗？"}, False),
    ("empathy_missing", "抱歉，马上补发。", {"buyer": "又发错了！气死我了！"}, True),
    ("empathy_missing", "抱歉，马上补发。", {"buyer": BROKEN}, False),
    ("empathy_missing", "我理解您的心情，马上补发。", {"buyer": "又发错了！气死我了！"}, False),
    ("empathy_missing", "预计后天到。", {"buyer": "我的包裹还没到。"}, False),
]


@pytest.mark.parametrize(("check", "text", "context", "omitted"), OMITTED)
def test_what_is_missing(
    check: str, text: str, context: dict[str, Any], omitted: bool, findings: Callable[..., Any]
) -> None:
    found = [f for f in findings(text, **context) if f.check == P + check]
    assert [f.span for f in found] == ([OMISSION] if omitted else [])


@pytest.mark.parametrize(
    ("text", "lang", "check"),
    [
        ("把照片发过来。", "zh", "bare_imperative"),
        ("您必须先付款。", "zh", "bare_imperative"),
        ("不行。", "zh", "blunt_refusal"),
        ("是您自己填错了。", "zh", "blame"),
        ("不是都说了吗？", "zh", "impatience"),
        ("Send me a photo.", "en", "bare_imperative"),
        ("No, we can't.", "en", "blunt_refusal"),
        ("You should have read it.", "en", "blame"),
    ],
)
def test_a_pasted_suggestion_mends_the_reply(
    text: str, lang: str, check: str, findings: Callable[..., Any]
) -> None:
    (found,) = [f for f in findings(text, lang) if f.check == P + check]
    mended = text[: found.span.start] + found.suggestion + text[found.span.end :]
    assert not findings(mended, lang), mended
