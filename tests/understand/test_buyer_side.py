"""What a buyer's message does, by the edges of the checks."""

from __future__ import annotations

import pytest

from tutor.understand.buyer_side import read_buyer


@pytest.mark.parametrize(
    "message",
    [
        "收到的杯子是裂的。",
        "颜色发错了，我要的是蓝色。",
        "少了一个盖子。",
        "你们多收了我五美元。",
        "我只买了一个，可是收了两个的钱。",
        "说好三天发货，现在还没发货。",
        "我给你们留言三次了，没人回复。",
        "The lid arrived broken.",
        "You sent me the wrong size.",
        "I was charged twice.",
        "Nobody replied to my e-mail.",
    ],
)
def test_a_fault_of_ours(message: str) -> None:
    assert read_buyer(message).fault


@pytest.mark.parametrize(
    "message",
    [
        "包裹被海关扣了。",
        "台风来了，包裹还没到。",
        "我上周买的，今天就降价了。",
        "我的包裹怎么还没到？",
        "这个杯子容易坏吗？",
        "不知道在我们国家能不能用？",
        "我不小心填错地址了。",
        "如果收到的是坏的，怎么办？",
        "My parcel is held by customs.",
        "Where is my parcel?",
        "What if it arrives broken?",
        "I entered the wrong address.",
    ],
)
def test_no_fault_of_ours(message: str) -> None:
    assert not read_buyer(message).fault


@pytest.mark.parametrize(
    ("message", "upset"),
    [
        ("都两个星期了，太慢了！", True),
        ("气死我了，再也不买了。", True),
        ("This is unacceptable.", True),
        ("我的包裹还没到，请帮我查一下。", False),
        ("My parcel has not arrived yet.", False),
        ("谢谢您！", False),
        ("好吧，您的态度很好，我也不生气了。", False),
        ("我很生气，请马上处理。", True),
        ("Thank you for taking this seriously.", False),
        ("Seriously, where is it?", True),
        ("我试了一下，这双太大了。", False),
        ("Hello! Do you have this in black?", False),
    ],
)
def test_upset(message: str, upset: bool) -> None:
    assert read_buyer(message).upset is upset


def test_wants_and_script() -> None:
    assert read_buyer("我不要換貨，我要退款。").wants == ("refund",)
    assert read_buyer("我不要換貨，我要退款。").script == "traditional"
    assert read_buyer("I don't want a refund, please send a replacement.").wants == ("reship",)
    assert read_buyer("สวัสดีครับ พัสดุอยู่ที่ไหน").lang is None


@pytest.mark.parametrize(
    ("message", "upset"),
    [
        ("太好了，谢谢您！我想给你们写差评，您不会不让我写吧？", False),
        ("我问的是写差评的事，您怎么看？", False),
        ("给你们写差评可以吗？我想说说大小。", False),
        ("我要给你们打差评！", True),
        ("再不退款我就给差评。", True),
        ("只能给差评了，太失望了", True),
    ],
)
def test_a_bad_review_threatened_or_talked_of(message: str, upset: bool) -> None:
    assert read_buyer(message).upset == upset
