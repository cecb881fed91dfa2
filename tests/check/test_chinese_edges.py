"""Chinese replies that tempt a check, class by class, beside those that it must mark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Spans = Callable[..., Any]

TONE = [
    # A word inside another, denied, thanked for, said of oneself or of a nuisance.
    ("impatience", "箱子的滚轮很顺滑，您放心。"),
    ("impatience", "您可以联系客服了解一下运费。"),
    ("impatience", "这台机器有点笨重，搬的时候请小心。"),
    ("impatience", "不是开玩笑，这次真的免运费。"),
    ("impatience", "怪我记性不好，忘了给您备注。"),
    ("impatience", "谢谢您没嫌我们啰嗦。"),
    ("impatience", "短信太多确实烦人，我马上帮您关掉。"),
    ("impatience", "拜托您帮我们拍一张标签的照片。"),
    ("impatience", "祝您一切顺利，事事如意。"),
    # Sending away is dismissal only where nothing helps.
    ("impatience", "这个价格不归我们管，我去帮您问问平台。"),
    ("impatience", "⟦这个价格不归我们管⟧。"),
    ("impatience", "您自己查也可以，我把网址发给您。"),
    ("impatience", "⟦您自己查吧⟧。"),
    ("impatience", "不想等的话可以换别的颜色。"),
    ("impatience", "⟦嫌慢您自己来取⟧。"),
    ("impatience", "⟦您到底买还是不买⟧？"),
    ("impatience", "⟦这么点小钱也好意思要⟧。"),
    ("impatience", "到底能不能修，要看检测结果。"),
    ("blame", "您看错了没关系，这两个颜色确实很像。"),
    ("blame", "我问这些不是要怪您，是想找出原因。"),
    ("blame", "您为什么不想要了呢？是颜色不合适吗？"),
    ("blame", "这两种礼物请您自己选。"),
    ("blame", "保险您自己买，运费就能再低一点。"),
    ("blame", "是您太客气了。"),
    ("blame", "⟦您自己把门牌号写成了老家的⟧。"),
    ("blame", "⟦都是因为您改来改去⟧，才发晚了。"),
    ("blame", "⟦您要是早点付款⟧，就不会涨价了。"),
    ("blame", "⟦您不签收⟧，我们也没办法。"),
]
ORDERS = [
    ("bare_imperative", "您量一下腰围，我帮您看穿哪个码。"),
    ("bare_imperative", "您打开箱子先看看有没有少东西。"),
    ("bare_imperative", "您先垫付一下，把运费的截图发给我，我马上转给您。"),
    ("bare_imperative", "⟦您把身份证的名字发过来⟧。"),
    ("bare_imperative", "⟦你把身份证的名字写一下⟧。"),
    ("bare_imperative", "千万别用热水洗，会缩水。"),
    ("bare_imperative", "⟦别取消订单⟧。"),
    ("bare_imperative", "换个插座试试，有时候是插座的问题。"),
    ("bare_imperative", "⟦打开设置⟧。"),
    ("bare_imperative", "换一个新的，或者退一半钱，您定。"),
    ("bare_imperative", "按海关的规定，必须提供收件人的税号。"),
    ("bare_imperative", "⟦您必须提供收件人的税号⟧。"),
    ("bare_imperative", "给我们一天时间，明天这个时候一定回复您。"),
    ("bare_imperative", "退货分三步：先申请，再寄回，最后等退款。"),
    ("bare_imperative", "我去跟仓库说，把您的包裹排在第一个。"),
    ("bare_imperative", "⟦星期五之前把样品寄回来⟧。"),
    ("bare_imperative", "⟦赶紧付款⟧，不然没货了。"),
    ("bare_imperative", "扫描件随邮件附上，请贵司查阅。"),
]
REFUSALS = [
    ("blunt_refusal", "低报是违法的，我们不会做。"),
    ("blunt_refusal", "改不了啦，车已经开走了。"),
    ("blunt_refusal", "退一半运费给您也行。"),
    ("blunt_refusal", "银行拒绝了这笔付款。"),
    ("blunt_refusal", "⟦这个价格做不了⟧。"),
    ("blunt_refusal", "⟦不行⟧，没有为什么。"),
]


@pytest.mark.parametrize(("check", "text"), TONE + ORDERS + REFUSALS)
def test_politeness(check: str, text: str, spans: Spans) -> None:
    found, expected = spans(f"politeness.{check}", text)
    assert found == expected


@pytest.mark.parametrize(
    ("buyer", "text"),
    [
        ("有没有加大码？", "没有。"),
        ("有白色的吗？", "没有。"),
        ("有优惠吗？", "⟦没有⟧。"),
        ("能给点补偿吗？", "⟦没有⟧。"),
    ],
)
def test_a_fact_is_denied_or_a_favour(buyer: str, text: str, spans: Spans) -> None:
    found, expected = spans("politeness.blunt_refusal", text, buyer=buyer)
    assert found == expected


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("absolute_claim", "照片发一张正面的最好。"),
        ("absolute_claim", "顶级会员享九折。"),
        ("absolute_claim", "我们家的皮料是⟦最好⟧的。"),
        ("absolute_claim", "这个牌子的做工⟦最好⟧。"),
        ("overpromise", "祝您一定能买到喜欢的衣服。"),
        ("overpromise", "我们绝对不会泄露您的个人信息。"),
        ("overpromise", "⟦绝对⟧不会再坏了。"),
        ("overpromise", "明天⟦肯定⟧送到您手里。"),
        ("sensitive_data", "系统会发一次性密码到您手机上，六十秒有效。"),
        ("sensitive_data", "请把⟦短信验证码⟧报给我。"),
        ("sensitive_data", "请把⟦登录密码⟧告诉我。"),
    ],
)
def test_compliance(check: str, text: str, spans: Spans) -> None:
    found, expected = spans(f"compliance.{check}", text)
    assert found == expected


def test_the_number_of_a_gift_card_is_no_secret(spans: Spans) -> None:
    text = "麻烦提供一下卡号。"
    assert spans("compliance.sensitive_data", text, buyer="礼品卡用不了")[0] == ()
    assert spans("compliance.sensitive_data", text, buyer="信用卡付不了款")[0] != ()


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("homophone", "请问那件红色的合适吗？"),
        ("homophone", "您要那件大的还是小的？"),
        ("homophone", "请问您的仓库在⟦那⟧里？"),
        ("homophone", "您在⟦那⟧里买的这件衣服？"),
        ("homophone", "能补能补，今天都算。"),
        ("homophone", "让同事试戴给您看。"),
        ("homophone", "您可以⟦戴走⟧这个样品。"),
        ("measure_word", "八十块已经退到您的卡上。"),
        ("measure_word", "这支退款，那支换新。"),
        ("measure_word", "坏的那六支请贴上标签。"),
        ("measure_word", "给您寄一⟦个⟧衬衫。"),
        ("measure_word", "您的两⟦个⟧袜子都在箱子里。"),
        ("word_order", "工厂的差价算我们请。"),
        ("word_order", "⟦我们发货明天⟧。"),
    ],
)
def test_language(check: str, text: str, spans: Spans) -> None:
    found, expected = spans(f"language.{check}", text)
    assert found == expected


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("colloquial", "银行拒绝了这笔付款。"),
        ("colloquial", "包裹从阿拉伯联合酋长国中转。"),
        ("colloquial", "您看这个颜色中不中意？"),
        ("colloquial", "我们绝不赖账。"),
        ("colloquial", "这款⟦绝了⟧，您看看。"),
        ("colloquial", "这个颜色⟦贼好看⟧。"),
        ("bookish", "倘若三天没到，我们给您补发。"),
        ("bookish", "⟦倘⟧有不便，告诉我们。"),
        ("bookish", "包裹寄到遂宁，大概四天。"),
        ("bookish", "您⟦亦可⟧退款。"),
    ],
)
def test_register(check: str, text: str, spans: Spans) -> None:
    found, expected = spans(f"register.{check}", text)
    assert found == expected


@pytest.mark.parametrize(
    ("buyer", "text"),
    [
        ("能开收据吗？", "收据不行，税务局只认发票。"),
        ("能开收据吗？", "⟦发票⟧已经开好了。"),
        ("定金能退吗？", "您这笔是订金，没发货都可以退。"),
        ("定金能退吗？", "⟦订金⟧已经收到。"),
    ],
)
def test_terms_told_apart(buyer: str, text: str, spans: Spans) -> None:
    found, expected = spans("terminology.confused", text, buyer=buyer)
    assert found == expected
