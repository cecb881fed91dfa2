"""compliance.*: the edges of each check, beyond the examples of the rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tutor.check.analyse import analyse
from tutor.check.rules.compliance_secrets import RULES as SECRETS
from tutor.domain import Bilingual, Context, Desk, Lang, Policy
from tutor.text.analyse import read_text
from tutor.understand.read import understand

C = "compliance."
CASES: list[tuple[str, str, str]] = [
    ("absolute_claim", "您最好先试穿，第一次洗的时候用冷水。", "zh"),
    ("absolute_claim", "我们第一时间为您处理。", "zh"),
    ("absolute_claim", "面料是100%羊毛，电量剩100%。", "zh"),
    ("absolute_claim", "这不是最好的，但是很实用。", "zh"),
    ("absolute_claim", "最晚周五到，最多三天。", "zh"),
    ("absolute_claim", "我们的茶⟦国家级⟧品质，⟦全国第一⟧。", "zh"),
    ("absolute_claim", "This is ⟦the cheapest phone on the market⟧.", "en"),
    ("absolute_claim", "We will do our best. Best wishes!", "en"),
    ("review_bribe", "⟦五星好评返5元⟧。", "zh"),
    ("review_bribe", "我们不能用红包换好评。", "zh"),
    ("review_bribe", "期待您的评价。", "zh"),
    ("review_bribe", "⟦Give us five stars and get a free gift⟧.", "en"),
    ("review_bribe", "Thank you for your five-star review!", "en"),
    ("off_platform", "您可以用微信支付。", "zh"),
    ("off_platform", "平台规定不能加微信。", "zh"),
    ("off_platform", "请⟦加我微信⟧。", "zh"),
    ("off_platform", "Please do not pay outside the platform.", "en"),
    ("off_platform", "Please ⟦add me on WeChat⟧.", "en"),
    ("sensitive_data", "请把⟦密码⟧和⟦验证码⟧发给我。", "zh"),
    ("sensitive_data", "请告诉我卡号的最后四位。", "zh"),
    ("sensitive_data", "请您不要告诉任何人验证码。", "zh"),
    ("sensitive_data", "Please send me your ⟦password⟧ and the ⟦CVV⟧.", "en"),
    ("sensitive_data", "What are the last four digits of your card number?", "en"),
    ("overpromise", "一定尽快为您核实。", "zh"),
    ("overpromise", "随包裹有一张质量保证书。", "zh"),
    ("overpromise", "谢谢您的肯定。", "zh"),
    ("overpromise", "我们无法保证周五到。", "zh"),
    ("overpromise", "您一定很着急。", "zh"),
    ("overpromise", "⟦肯定⟧能按时到，⟦绝对⟧没问题。", "zh"),
    ("overpromise", "The cream is mild, so you will not have an allergy, I ⟦promise⟧ 100%!", "en"),
    ("overpromise", "I can't promise that you will not have an allergy.", "en"),
    ("overpromise", "It has a 12-month guarantee.", "en"),
    ("overpromise", "I can't guarantee that it will arrive on Friday.", "en"),
    ("overpromise", "It will ⟦definitely⟧ arrive on Friday.", "en"),
    ("overpromise", "I ⟦promise⟧ it will be there tomorrow.", "en"),
]


@pytest.mark.parametrize(("check", "text", "lang"), CASES)
def test_the_edges(check: str, text: str, lang: str, spans: Callable[..., Any]) -> None:
    found, expected = spans(C + check, text, lang)
    assert found == expected


@pytest.mark.parametrize("channel", ["marketplace", "storefront", "email", "b2b"])
def test_the_platform_is_left_on_no_channel(channel: str, findings: Callable[..., Any]) -> None:
    found = findings("您可以加我微信。", channel=channel)
    assert [f.check for f in found if f.severity == "error"] == ["compliance.off_platform"]


NOTE = Policy(
    notes=(Bilingual(zh="税号不能发在聊天里。", en="A tax number must not be sent in the chat."),)
)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Please send me your tax number here.", ["tax number"]),
        ("Could you tell us your tax number?", ["tax number"]),
        ("请把您的税号发给我。", ["税号"]),
        ("Please don't send your tax number here.", []),
        ("Please enter your tax number on the carrier's website.", []),
        ("The parcel waits because your tax number is missing.", []),
        ("请您自己在官网上填写税号。", []),
    ],
)
def test_a_tax_number_is_a_secret_where_the_desk_says_so(text: str, marked: list[str]) -> None:
    lang: Lang = "zh" if any(c >= "\u4e00" for c in text) else "en"
    read = read_text(text, lang=lang)

    def secrets(desk: Desk) -> list[str]:
        context = Context(lang=lang, desk=desk)
        return [f.text for f in analyse(read, understand(read), context, rules=SECRETS).findings]

    assert secrets(Desk(policy=NOTE)) == marked
    assert secrets(Desk(policy=Policy())) == []


ASKED = {
    "en": "Is it all right to type such a number here in the chat?",
    "zh": "我把号码发给您，您帮我写，可以吗？",
}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Please send me the number here and I will pass it on.", True),
        ("Yes, of course.", True),
        ("Sure, you can type it here.", True),
        ("Please just send it to me.", True),
        ("You can send it here, then I fill it in.", True),
        ("Just give us the missing number.", True),
        ("可以，没问题。", True),
        ("好的，您发给我吧。", True),
        ("您把号码告诉我，我来写。", True),
        ("请把证件拍给我。", True),
        ("No, please don't send it to me.", False),
        ("Yes, but please type it on the carrier's website.", False),
        ("Please tell me your order number.", False),
        ("The number is on your tax card.", False),
        ("Your parcel arrives by Saturday.", False),
        ("The number on the parcel is enough, could you tell me that?", False),
        ("不可以，请不要发给我。", False),
        ("您在官网上写就行。", False),
        ("请您告诉我订单号码。", False),
        ("包裹星期六能到。", False),
    ],
)
def test_a_number_kept_out_of_the_chat_is_not_let_in(
    text: str, wrong: bool, findings: Callable[..., Any]
) -> None:
    lang: Lang = "zh" if any(c >= "\u4e00" for c in text) else "en"

    def marked(**context: Any) -> bool:
        found = findings(text, lang, **context)
        return "compliance.sensitive_data" in [f.check for f in found]

    assert marked(buyer=ASKED[lang], desk=Desk(policy=NOTE)) is wrong
    assert not marked(buyer=ASKED[lang], desk=Desk(policy=Policy()))
