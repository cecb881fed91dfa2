"""An offer that the next reply takes back, and replies that take nothing back."""

from __future__ import annotations

import pytest

from tutor.domain import Lang
from tutor.text.language import detect
from tutor.understand.taken_back import takes_back


@pytest.mark.parametrize(
    "text",
    [
        "不好意思，我刚查了一下，大的卖完了，工厂也不做了。",
        "对不起，我刚才说错了，最多只能补二十块。",
        "抱歉，这双鞋已经过了退换的时间，不能换了。",
        "很抱歉，我记错了规定，优惠券只有三十块的。",
        "刚才说的补发不行了，仓库没有这个颜色。",
        "不好意思，经理说没办法退这么多，只能退一半。",
        "我要更正一下，运费得由您出。",
        "真对不起，我跟您说错了，这一款不能免运费。",
        "抱歉，刚刚去问了，新的寄不了，因为停产了。",
        "對不起，我剛才看錯了，這個已經沒貨。",
        "I am sorry, I was wrong: the large one is sold out.",
        "Sorry, I checked again and we cannot send another one.",
        "I have to correct my last message: the most we can pay is 20 dollars.",
        "My earlier offer was a mistake, I apologise.",
        "I’m sorry, we can’t refund the postage after all.",
    ],
)
def test_an_offer_is_taken_back(text: str) -> None:
    lang = detect(text)
    assert lang in ("zh", "en")
    assert takes_back(text, lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("我给您补发一个，好吗？", "zh"),
        ("非常抱歉，少了一个盒子是我们的错。", "zh"),
        ("好的，我马上给您补发。", "zh"),
        ("对不起，让您久等了，明天就寄新的。", "zh"),
        ("您说得对，是我们发错了颜色。", "zh"),
        ("抱歉，今天寄不到，周五能到。", "zh"),
        ("没办法，只好给您全退了。", "zh"),
        ("这款还有货，您放心。", "zh"),
        ("Sorry for the trouble, I will send a new one today.", "en"),
        ("We will refund 80 dollars tomorrow.", "en"),
        ("I am sorry that the wrong colour came.", "en"),
        ("You can take it back to the post office.", "en"),
    ],
)
def test_nothing_is_taken_back(text: str, lang: Lang) -> None:
    assert not takes_back(text, lang)
