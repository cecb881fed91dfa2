"""Strategies of Chinese replies where the act alone says too little."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tutor.check.analyse import analyse
from tutor.domain import Context
from tutor.text.analyse import read_text
from tutor.understand.read import understand


def strategies(text: str) -> set[str]:
    read = read_text(text, lang="zh")
    return set(analyse(read, understand(read), Context(lang="zh")).strategies)


@pytest.mark.parametrize(
    ("text", "served", "not_served"),
    [
        ("我明天给您补寄一个盖子。", "resolution", "information"),
        ("包裹昨天已经从仓库发出。", "information", "resolution"),
        ("买三件打九折。", "information", "resolution"),
        ("请您放心。", "other", "emotion"),
        ("让您久等了，真的很抱歉。", "emotion", "information"),
        ("建议您先用冷水洗一次。", "suggestion", "resolution"),
        ("麻烦您告诉我银行卡号的最后四位。", "identity", "refinement"),
        ("密码请不要告诉别人。", "suggestion", "identity"),
        ("亲，这款有现货。", "information", "greeting"),
        ("您的问题我们现在处理。", "resolution", "information"),
        ("三件九折，系统会自动减。", "information", "resolution"),
        ("请您签收前先看一下外箱。", "suggestion", "refinement"),
        ("您看要不要换一个颜色？", "feedback", "refinement"),
        # a deed told, a note made, a parcel wrapped, a card written for this buyer
        ("第二个订单我已经取消了。", "resolution", "information"),
        ("发票我给您改了。", "resolution", "information"),
        ("地址我们帮您改好了。", "resolution", "information"),
        ("我在订单上写一下您的要求。", "resolution", "information"),
        ("镜子我们会用泡沫包起来。", "resolution", "information"),
        ("再写一张卡片给您女儿。", "resolution", "refinement"),
        ("我看看能不能便宜一点儿。", "resolution", "refinement"),
        # what only sounds like one
        ("您的包裹已经寄出了。", "information", "resolution"),
        ("我改了尺码表。", "information", "resolution"),
        ("杯子是用纸包好的。", "information", "resolution"),
        ("订单上写的是二十号。", "information", "resolution"),
        # 亮不亮 asks without 吗
        ("插上电以后灯亮不亮？", "refinement", "resolution"),
        ("这个颜色您喜欢不喜欢？", "refinement", "information"),
        ("您试试能不能打开。", "refinement", "resolution"),
    ],
)
def test_what_a_clause_serves(text: str, served: str, not_served: str) -> None:
    found = strategies(text)
    assert served in found
    assert not_served not in found


def test_tone_that_is_built_and_not_named(findings: Callable[..., tuple[Any, ...]]) -> None:
    for text, check in (
        ("我已经告诉过您四遍了。", "politeness.impatience"),
        ("您怎么老是问这个？", "politeness.impatience"),
        ("问题出在您那边。", "politeness.blame"),
    ):
        assert check in [f.check for f in findings(text)]
    for text in ("您随便看看。", "那是我们的事，您放心。", "问题在我们这边，对不起。"):
        assert not {"politeness.impatience", "politeness.blame"} & {f.check for f in findings(text)}


def test_annoyed_clauses_side_by_side_are_one_finding(
    findings: Callable[..., tuple[Any, ...]],
) -> None:
    found = [f for f in findings("爱买不买，随便您。") if f.check == "politeness.impatience"]
    assert [f.text for f in found] == ["爱买不买，随便您"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("您可以付款用支付宝。", "您可以用支付宝付款"),
        ("我会通知您如果到货。", "如果到货，我会通知您"),
        ("这款是贵一点比那款。", "这款比那款贵一点"),
    ],
)
def test_what_stands_too_late_is_put_right(
    text: str, right: str, findings: Callable[..., tuple[Any, ...]]
) -> None:
    assert [f.suggestion for f in findings(text) if f.check == "language.word_order"] == [right]


@pytest.mark.parametrize(
    "text",
    ["用支付宝付款也可以。", "如果到货，我会通知您。", "这款比那款贵一点。", "送货上门免费。"],
)
def test_an_order_that_chinese_allows(text: str, findings: Callable[..., tuple[Any, ...]]) -> None:
    assert "language.word_order" not in [f.check for f in findings(text)]


def test_another_remedy_is_heard_beside_the_right_one(
    findings: Callable[..., tuple[Any, ...]],
) -> None:
    def confused(text: str) -> list[str]:
        found = findings(text, buyer="我想退款。")
        return [f.text for f in found if f.check == "terminology.confused"]

    assert confused("好的，给您办理换货，钱会退到您的卡里。") == ["换货"]
    assert confused("退款已经提交了，三天到账。") == []
    assert confused("可以退款，也可以换货，您看哪个方便？") == []
