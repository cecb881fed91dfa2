"""What a strict teacher marks in a Chinese reply, and what the same words are in a right one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tutor.check.wire import desk_from_wire
from tutor.domain import ActionRecord, Case, Finding

Find = Callable[..., tuple[Finding, ...]]


def checks(found: tuple[Finding, ...], family: str) -> list[str]:
    return [f.text for f in found if f.check == family]


DESK: dict[str, Any] = {
    "today": "2026-06-20",
    "order": {
        "id": "KE-50913",
        "placed": "2026-06-01",
        "status": "delivered",
        "currency": "IDR",
        "total": 1370000,
        "items": [
            {"name": "电饭锅", "quantity": 1, "price": 550000},
            {"name": "三角尺", "quantity": 4, "price": 30000},
            {"name": "四件套床单", "quantity": 2, "price": 350000},
        ],
    },
    "shipment": {
        "carrier": "DHL",
        "tracking_number": "DH7700215",
        "shipped": "2026-06-04",
        "eta": "2026-06-12",
        "delivered": "2026-06-12",
        "place": "泗水",
    },
    "policy": {
        "return_window_days": 14,
        "refund_days": [3, 5],
        "return_shipping": "buyer",
        "compensation_limit": 80000,
    },
}


def facts(findings: Find, text: str, **changes: Any) -> list[tuple[str, str | None]]:
    desk = desk_from_wire(DESK | changes)
    return [
        (f.text, f.suggestion)
        for f in findings(text, desk=desk)
        if f.check in ("facts.wrong_value", "facts.policy_conflict")
    ]


# --- money given back -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "电饭锅的55万印尼盾今天退给您。",
        "退您一套床单的35万印尼盾。",
        "我们把电饭锅的550000印尼盾按原路退回。",
        "两套床单的70万印尼盾都退给您。",
        "三角尺的钱3万印尼盾已经退了。",
        "电饭锅和床单一共退您125万印尼盾。",
        "三角尺退您一半，6万印尼盾。",
        "尺子断了很抱歉，给您补偿5万印尼盾。",
        "电饭锅是55万，运费5万，一共退您60万印尼盾。",
        "坏的那把三角尺退您3万印尼盾。",
        "订单的137万印尼盾全部退给您。",
    ],
)
def test_the_price_of_goods_given_back_is_no_amends(findings: Find, text: str) -> None:
    assert facts(findings, text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("电饭锅的65万印尼盾今天退给您。", "65万印尼盾", "55万印尼盾"),
        ("退您一套床单的53万印尼盾。", "53万印尼盾", "35万印尼盾"),
        ("我们把电饭锅的500000印尼盾按原路退回。", "500000印尼盾", "550000印尼盾"),
        ("一套床单的30万印尼盾会退给您。", "30万印尼盾", "35万印尼盾"),
        ("给您退电饭锅的45万印尼盾。", "45万印尼盾", "55万印尼盾"),
        ("电饭锅退您60万印尼盾，您看可以吗？", "60万印尼盾", "55万印尼盾"),
        ("您的三角尺的5万印尼盾退了。", "5万印尼盾", "3万印尼盾"),
        ("床单的钱38万印尼盾按原路退。", "38万印尼盾", "35万印尼盾"),
        ("退这一个电饭锅的56万印尼盾。", "56万印尼盾", "55万印尼盾"),
        ("电饭锅的51万印尼盾我们今天退。", "51万印尼盾", "55万印尼盾"),
    ],
)
def test_another_price_given_back_is_wrong(
    findings: Find, text: str, wrong: str, right: str
) -> None:
    assert facts(findings, text) == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "给您补偿10万印尼盾，您看可以吗？",
        "不用寄回来，我们退您20万印尼盾。",
        "这样吧，我们赔您15万印尼盾。",
        "给您退30%，您留着用。",
        "我们补偿您100000印尼盾。",
    ],
)
def test_amends_beyond_the_limit_stay_a_conflict(findings: Find, text: str) -> None:
    assert len(facts(findings, text)) == 1


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("四把三角尺一共15万印尼盾。", "12万印尼盾"),
        ("两套床单是75万印尼盾。", "70万印尼盾"),
        ("床单两套一共60万印尼盾。", "70万印尼盾"),
        ("三角尺四把，一共12万印尼盾。", None),
        ("四把三角尺一共12万印尼盾。", None),
        ("两套床单是70万印尼盾。", None),
        ("再买两套床单的话一共80万印尼盾。", None),
        ("四把三角尺加运费一共15万印尼盾。", None),
        ("两套床单一起买便宜一点，60万印尼盾。", None),
        ("您朋友要的六把三角尺是20万印尼盾。", None),
    ],
)
def test_what_several_pieces_cost(findings: Find, text: str, right: str | None) -> None:
    assert [s for _, s in facts(findings, text)] == ([right] if right else [])


@pytest.mark.parametrize(
    "text",
    [
        "您的订单是1370000印尼盾。",
        "订单一共1370000卢比印尼盾的说法不对，是印尼盾。",
        "单号是DH7700215，订单号是KE-50913。",
        "订单是137万印尼盾，您付的也是137万。",
    ],
)
def test_a_sum_is_no_number_of_an_order(findings: Find, text: str) -> None:
    assert not [t for t, _ in facts(findings, text) if t.startswith("1370000")]


# --- stock and the last day -------------------------------------------------------------------------

SOLD_OUT = {
    "order": {
        "id": "KE-1",
        "status": "delivered",
        "currency": "USD",
        "total": 60,
        "items": [
            {"name": "大号水壶", "quantity": 1, "price": 40, "in_stock": False},
            {"name": "杯刷", "quantity": 2, "price": 10},
        ],
    }
}
LATE = {"shipment": {"delivered": "2026-05-20"}}


@pytest.mark.parametrize(
    "text",
    [
        "我们给您补发一个水壶，明天寄出。",
        "可以给您换一个新的大号水壶。",
        "水壶我们今天给您重新寄一个。",
        "我马上给您再发一个水壶，好吗？",
        "帮您安排补发水壶，您看可以吗？",
    ],
)
def test_what_is_sold_out_is_not_sent_again(findings: Find, text: str) -> None:
    assert len(facts(findings, text, **SOLD_OUT)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "大号水壶卖完了，没办法补发，我们给您退款。",
        "等水壶到货了，我们马上给您补发。",
        "杯刷有货，今天给您补发一个。",
        "水壶没货，可以给您换别的颜色。",
        "可以给您换一个小号的，退您差价，大号的没有货了。",
        "发票我们给您再发一次。",
        "水壶的盖子可以给您补发一个配件。",
        "水壶断货了，如果下个月有货再给您寄一个。",
        "补发不了水壶，很抱歉。",
        "杯刷明天给您重新寄一个，运费我们出。",
    ],
)
def test_what_is_not_promised_of_sold_out_goods(findings: Find, text: str) -> None:
    assert facts(findings, text, **SOLD_OUT) == []


@pytest.mark.parametrize(
    "text",
    [
        "可以的，我给您换一个新的。",
        "没问题，帮您办理退货。",
        "可以给您换一套大一点的。",
        "我们给您换货，您寄回来就行。",
        "好的，给您安排退货，今天登记。",
    ],
)
def test_nothing_comes_back_after_the_last_day(findings: Find, text: str) -> None:
    assert facts(findings, text, **LATE)
    assert not facts(findings, text, shipment={"delivered": "2026-06-15"})
    assert not facts(findings, text, shipment={})


@pytest.mark.parametrize(
    "text",
    [
        "已经超过14天了，不能换货，很抱歉。",
        "过了退换期，可以给您付费维修。",
        "我可以帮您问问经理能不能破例换一个。",
        "您下次买的时候，我们可以给您便宜一点。",
        "时间过了，退货办不了，请您理解。",
    ],
)
def test_what_may_be_said_after_the_last_day(findings: Find, text: str) -> None:
    assert facts(findings, text, **LATE) == []


# --- the tone ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "碎的碗不用寄回来，您自己处理就可以，新的明天发。",
        "旧的那件不用退了，您自己处理吧。",
        "坏了的灯您就别寄了，自己处理掉吧。",
        "不需要您寄回，您自己留着用吧。",
        "这双鞋送给您了，您自己处理吧。",
        "东西就不用还了，自己处理吧，退款今天到。",
        "无需退货，您自己处理吧，钱已经退了。",
        "枕头归您了，您自己处理吧。",
        "别再花钱寄回来了，您自己处理吧。",
        "剩下的几个不用退，您自己处理吧。",
    ],
)
def test_what_is_given_away_sends_nobody_off(findings: Find, text: str) -> None:
    assert not checks(findings(text), "politeness.impatience")


@pytest.mark.parametrize(
    "text",
    [
        "您自己处理吧，我很忙。",
        "这事您自己想办法吧。",
        "我管不了，您自己处理吧。",
        "您自己看着办吧。",
        "自己去查吧。",
    ],
)
def test_who_is_sent_off_is_sent_off(findings: Find, text: str) -> None:
    assert checks(findings(text), "politeness.impatience")


@pytest.mark.parametrize(
    "text",
    [
        "我查了一下，您下单时选的就是小号，需要的话可以帮您换成中号。",
        "系统显示您当时填的就是这个地址，我帮您改一下。",
        "抱歉让您误会了，您下单的时候选的就是不带盖的。",
        "我看了订单，您下单时买的就是两件装，请您再数一数。",
        "后台显示您付款时选的就是平邮，可以补差价换成快递。",
    ],
)
def test_what_was_looked_up_reproaches_nobody(findings: Find, text: str) -> None:
    assert not checks(findings(text), "politeness.blame")


@pytest.mark.parametrize(
    "text",
    [
        "您下单的时候选的就是小号。",
        "您当时填的明明是这个地址。",
        "我查了，是您自己选错了。",
        "您下单时选的就是红色，怪谁呢？",
        "您自己当时没看清楚。",
    ],
)
def test_what_only_reproaches_is_blame(findings: Find, text: str) -> None:
    assert checks(findings(text), "politeness.blame")


ANGRY = "气死我了！花瓶碎成这样，差点扎到孩子！"


@pytest.mark.parametrize(
    "text",
    [
        "真对不起！孩子没受伤吧？",
        "非常抱歉，您的手没划到吧？我马上补发。",
        "对不起，您人没事吧？碎片请小心收好。",
        "抱歉，耽误您过节了，新的今天发。",
        "实在对不起，影响您送礼了，我们马上补发。",
        "对不起，让您空欢喜一场，新的明天寄。",
        "抱歉给您添了这么多麻烦，我马上处理。",
        "对不起，又给您寄了碎的，这次我们换木箱。",
        "非常抱歉，宝宝还好吗？我们马上退款。",
        "抱歉，有没有伤到您？新的今天寄出。",
    ],
)
def test_care_acknowledges(findings: Find, text: str) -> None:
    assert not checks(findings(text, buyer=ANGRY), "politeness.empathy_missing")


@pytest.mark.parametrize(
    "text",
    [
        "对不起，我们马上补发。",
        "抱歉，这不影响您使用。",
        "对不起，请发照片。",
        "抱歉，花瓶可以退。",
        "对不起，新的三天到。",
    ],
)
def test_a_bare_apology_acknowledges_nothing(findings: Find, text: str) -> None:
    assert (
        len([f for f in findings(text, buyer=ANGRY) if f.check == "politeness.empathy_missing"])
        == 1
    )


@pytest.mark.parametrize(
    ("buyer", "upset"),
    [
        ("等了这么久，什么时候能到？", False),
        ("等了这么久了，可以补一点钱吗？", False),
        ("我等了那么久，终于收到了", False),
        ("都等了这么久了，还没发货！", True),
        ("等了这么久，结果颜色是错的", True),
        ("白等了这么久", True),
    ],
)
def test_a_long_wait_told_calmly(findings: Find, buyer: str, upset: bool) -> None:
    found = checks(findings("抱歉，我现在就查。", buyer=buyer), "politeness.empathy_missing")
    assert bool(found) == upset


# --- promises and bribes ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "marked", "suggestion"),
    [
        ("我保证包裹后天到。", "保证", "预计"),
        ("我们保证颜色不会差。", "保证", "相信"),
        ("我保证质量没有问题。", "保证", "相信"),
        ("保证海关会放行。", "保证", "相信"),
        ("保证不会掉色。", "保证", "应该"),
        ("我保证您会喜欢。", "保证", "希望"),
        ("我跟您保证，月底前到。", "保证", None),
        ("我们保证一定准时到。", "保证一定", "预计"),
        ("本店担保三天内送到。", "担保", "预计"),
        ("这双鞋绝对不会开胶。", "绝对", "应该"),
    ],
)
def test_a_promise_is_put_so_that_the_sentence_stays_whole(
    findings: Find, text: str, marked: str, suggestion: str | None
) -> None:
    found = [f for f in findings(text) if f.check == "compliance.overpromise"]
    assert [(f.text, f.suggestion) for f in found] == [(marked, suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "给您退一半，您先别给差评，好吗？",
        "您别写差评，我们补您二十块。",
        "先不要打低分，我送您一张优惠券。",
        "我们赔您五美元，您就不写差评，可以吗？",
        "您暂时别发差评，红包马上给您。",
    ],
)
def test_money_for_no_bad_review_is_a_bribe(findings: Find, text: str) -> None:
    assert checks(findings(text), "compliance.review_bribe")


@pytest.mark.parametrize(
    "text",
    [
        "您给不给差评，我们都会退您一半。",
        "您想写差评也没关系，我们先把问题解决好。",
        "我们不会因为差评就不给您退款。",
        "您先别着急，运费我们退您。",
        "评价由您决定，补偿照样给您。",
    ],
)
def test_what_is_given_whatever_is_written_bribes_nobody(findings: Find, text: str) -> None:
    assert not checks(findings(text), "compliance.review_bribe")


# --- terms and words --------------------------------------------------------------------------------


def test_a_refund_that_was_made_may_be_told_whatever_was_wanted(findings: Find) -> None:
    desk = desk_from_wire(DESK)
    buyer, text = "我想换货。", "退款已经给您办好了，三到五个工作日到账。"
    assert checks(findings(text, buyer=buyer, desk=desk), "terminology.confused")
    done = Case(desk=desk, actions=(ActionRecord(action="refund", remedy="refund"),))
    assert not checks(findings(text, buyer=buyer, desk=desk, case=done), "terminology.confused")
    assert desk.order is not None
    paid = replace(desk, order=replace(desk.order, refunded=Decimal(550000)))
    assert not checks(findings(text, buyer=buyer, desk=paid), "terminology.confused")


@pytest.mark.parametrize(
    "text",
    [
        "付清以后才能发货。",
        "给您换个大号的，好不好？",
        "这款可以退，也可以补差价。",
        "单子我看到了，码数没错。",
        "券已经扣了。",
        "大小量得不准，真是对不起。",
        "白色和黑色都有。",
        "我们等到明天再看。",
        "一张不够，我补给您一张。",
        "您说不喜欢的话可以退。",
    ],
)
def test_easy_words_cut_together_are_no_hard_word(findings: Find, text: str) -> None:
    assert not checks(findings(text, level=3), "vocabulary.above_level")


@pytest.mark.parametrize(
    ("text", "hard", "easier"),
    [
        ("请您斟酌一下。", "斟酌", "考虑"),
        ("我替您问仓库。", "替", "帮"),
        ("若您喜欢，可以留着。", "若", "如果"),
        ("他是很有才能的师傅。", "才能", None),
        ("请您早日付清。", "早日", "早一点"),
    ],
)
def test_hard_words_stay_marked(findings: Find, text: str, hard: str, easier: str | None) -> None:
    found = [f for f in findings(text, level=4) if f.check == "vocabulary.above_level"]
    assert (hard, easier) in [(f.text, f.suggestion) for f in found]


def test_what_the_case_says_is_no_word_to_avoid(findings: Find) -> None:
    text = "您的望远镜和遮光罩今天寄出，订单我帮您取消。"
    desk = desk_from_wire(
        {
            "order": {
                "items": [{"name": "天文望远镜", "quantity": 1}, {"name": "遮光罩", "quantity": 1}]
            }
        }
    )
    assert {"望远镜", "取消"} <= set(checks(findings(text, level=2), "vocabulary.above_level"))
    found = findings(text, level=2, desk=desk, key_terms=("取消订单",))
    assert not {"望远镜", "取消"} & set(checks(found, "vocabulary.above_level"))


@pytest.mark.parametrize(
    ("last", "missed"),
    [
        ("第二个订单我已经取消了，谢谢您。", False),
        ("您的订单取消好了，祝您愉快。", False),
        ("已经帮您取消订单了，再见。", False),
        ("我已经办好了，谢谢。订单没有问题。", True),
    ],
)
def test_a_key_term_may_stand_in_two_places(findings: Find, last: str, missed: bool) -> None:
    found = findings(last, position="last", key_terms=("取消订单",))
    assert any(f.check == "terminology.missed" for f in found) == missed


@pytest.mark.parametrize(
    "text",
    [
        "运费是20兹罗提。",
        "您付的是波兰兹罗提。",
        "包裹从乌兹别克斯坦转运。",
        "您可以用花呗付款。",
        "快递是阿拉美克斯。",
        "一共450兹罗提，已经到账。",
    ],
)
def test_names_hold_no_word_of_another_register(findings: Find, text: str) -> None:
    found = findings(text)
    assert not checks(found, "register.bookish") + checks(found, "register.colloquial")


# --- the language -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("对不起，⟦让您等了久⟧。", "让您久等了"),
        ("⟦让贵司等了久⟧，抱歉。", "让贵司久等了"),
        ("⟦您等了久了⟧，我马上查。", "您等了很久"),
        ("让您久等了，抱歉。", None),
        ("让您等了很久，抱歉。", None),
        ("您等得久了会累，请坐。", None),
        ("让您等久了，真不好意思。", None),
    ],
)
def test_long_stands_before_wait(spans: Any, findings: Find, text: str, right: str | None) -> None:
    found, wanted = spans("language.word_order", text)
    assert found == wanted
    if right:
        raw = text.replace("⟦", "").replace("⟧", "")
        assert [f.suggestion for f in findings(raw) if f.check == "language.word_order"] == [right]


@pytest.mark.parametrize(
    "text",
    [
        "非常抱歉，我们⟦不⟧回复您的邮件。",
        "对不起，之前⟦不⟧及时告诉您。",
        "不好意思，客服⟦不⟧看到您的留言。",
        "抱歉，我们⟦不⟧写清楚。",
        "真对不起，我们⟦不⟧早点儿通知您。",
        "抱歉，我们晚上不回复消息，明天早上看。",
        "对不起，我们不寄这个国家。",
        "不好意思，我们不接受货到付款。",
        "抱歉，这个我们不能马上决定。",
        "不好意思，我们不告诉别人顾客的电话。",
    ],
)
def test_what_one_is_sorry_for_was_not_done(spans: Any, text: str) -> None:
    found, wanted = spans("language.negation", text)
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    [
        "五台显微镜都检查过了。",
        "一面后视镜碎了。",
        "请看这份授权书。",
        "两个平底锅今天发。",
        "一根网线不够长。",
        "这把放大镜送给您。",
        "一个婴儿床明天发。",
        "我们送您一辆玩具车。",
        "两⟦张⟧平底锅今天发。",
        "五⟦条⟧显微镜今天发。",
        "一⟦张⟧网线不够长。",
    ],
)
def test_classifiers_of_tools_and_papers(spans: Any, text: str) -> None:
    found, wanted = spans("language.measure_word", text)
    assert found == wanted
