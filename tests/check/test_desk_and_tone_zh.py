"""Sums in two parts, prices of several pieces, foreign places, counts, goals and refund terms against
the desk; bribes, taunts, bare orders, particles and word order of learners: Chinese."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tutor.check.wire import desk_from_wire
from tutor.domain import Desk, Finding

Find = Callable[..., tuple[Finding, ...]]


def _desk(total: float, currency: str, name: str, count: int, price: float, **more: Any) -> Desk:
    order = {
        "id": "AB-1001",
        "status": "shipped",
        "currency": currency,
        "total": total,
        "items": [{"name": name, "quantity": count, "price": price}],
    }
    shipment = {"carrier": "DHL", "shipped": "2026-06-18", "place": more.pop("place", "曼谷")}
    policy = {"compensation_limit": 10, "refund_days": [10, 15], "return_window_days": 14} | more
    return desk_from_wire({"order": order, "shipment": shipment, "policy": policy})


LAMPS = _desk(25, "USD", "台灯", 2, 12.5)
CLIPS = _desk(7, "CNY", "发夹", 2, 3.5)
CARDS = _desk(4.4, "GBP", "明信片", 2, 2.2)
PUZZLES = _desk(49.8, "EUR", "拼图", 2, 24.9)
PLATES = _desk(120, "USD", "餐盘", 8, 15)
TILES = _desk(9000, "USD", "瓷砖", 1500, 6, place="格但斯克")


def _checks(found: tuple[Finding, ...]) -> set[str]:
    return {finding.check for finding in found if finding.check.startswith(("facts.", "compl"))}


@pytest.mark.parametrize(
    ("text", "desk"),
    [
        ("每个台灯12美元50美分。", LAMPS),
        ("单价是12美元5角。", LAMPS),
        ("每个3元5角，两个7元。", CLIPS),
        ("一个三块五毛，两个一共七块。", CLIPS),
        ("每张两镑二十便士，两张四镑四十便士。", CARDS),
        ("您付了49欧80，已经收到了。", PUZZLES),
        ("总价四十九欧八十分。", PUZZLES),
    ],
)
def test_a_sum_in_two_parts_is_one_sum(findings: Find, text: str, desk: Desk) -> None:
    assert _checks(findings(text, desk=desk)) == set()


@pytest.mark.parametrize(
    ("text", "desk", "value", "right"),
    [
        ("每个台灯12美元80美分。", LAMPS, "12美元80美分", "12.50美元"),
        ("订单总价是25美元50美分。", LAMPS, "25美元50美分", "25美元"),
        ("总价四十九欧十八分。", PUZZLES, "四十九欧十八分", "49.80欧"),
        ("一共49欧60分。", PUZZLES, "49欧60分", "49.80欧"),
    ],
)
def test_a_wrong_sum_in_two_parts_is_put_right_as_a_whole(
    findings: Find, text: str, desk: Desk, value: str, right: str
) -> None:
    found = [f for f in findings(text, desk=desk) if f.check == "facts.wrong_value"]
    assert [(f.text, f.suggestion) for f in found] == [(value, right)]


@pytest.mark.parametrize(
    ("text", "buyer"),
    [
        ("您想退三个盘子，一共45美元，对吗？", "我想退三个"),
        ("退五个的话，一共是75美元。", "退五个多少钱"),
        ("很抱歉，碎了两个盘子，我们退您30美元。", "有两个碎了"),
        ("抱歉，我们退您60美元，明天就办。", "八个盘子里四个裂了"),
    ],
)
def test_the_price_of_several_pieces_is_no_wrong_sum_and_no_amends(
    findings: Find, text: str, buyer: str
) -> None:
    assert _checks(findings(text, desk=PLATES, buyer=buyer)) == set()


@pytest.mark.parametrize(
    "text", ["抱歉，盘子碎了，补偿您60美元。", "抱歉，三个盘子有点划痕，退您40美元。"]
)
def test_amends_over_the_limit_stay_amends(findings: Find, text: str) -> None:
    found = _checks(findings(text, desk=PLATES, buyer="三个盘子有点划痕"))
    assert found == {"facts.policy_conflict"}


@pytest.mark.parametrize(
    "place", ["伊兹密尔", "格拉兹", "洛兹", "亚的斯亚贝巴", "兹沃勒", "美因兹"]
)
def test_characters_of_a_foreign_name_are_no_fault(findings: Find, place: str) -> None:
    desk = _desk(50, "EUR", "地毯", 1, 50, place=place)
    text = f"您好，货由DHL运到{place}。"
    assert [f.text for f in findings(text, desk=desk) if f.text in place] == []


@pytest.mark.parametrize("text", ["兹通知您，货已经发出。", "您好，兹已收到您的留言。"])
def test_the_formulas_of_documents_stay_stiff(findings: Find, text: str) -> None:
    assert "register.bookish" in {f.check for f in findings(text, channel="marketplace")}


@pytest.mark.parametrize(
    ("text", "value", "desk", "buyer"),
    [
        ("您一共订了三个。", "三个", LAMPS, None),
        ("订单一共5个台灯。", "5个", LAMPS, None),
        ("我们一共寄了四个台灯。", "四个", LAMPS, None),
        ("一共三个，每个12.5美元。", "三个", LAMPS, "我买了几个"),
        ("最后会算在9500美元的货款里。", "9500美元", TILES, None),
        ("合同金额是9900美元。", "9900美元", TILES, None),
        ("货由DHL运到格丁尼亚。", "格丁尼亚", TILES, None),
        ("目的港是鹿特丹。", "鹿特丹", TILES, None),
    ],
)
def test_counts_sums_and_goals_against_the_desk(
    findings: Find, text: str, value: str, desk: Desk, buyer: str | None
) -> None:
    found = [f.text for f in findings(text, desk=desk, buyer=buyer) if f.check.startswith("facts")]
    assert found == [value]


@pytest.mark.parametrize(
    ("text", "desk"),
    [
        ("您还想再加三个，对吗？", LAMPS),
        ("再买三个可以打九折。", LAMPS),
        ("这个颜色还有三个。", LAMPS),
        ("定金3000美元会算在9000美元的货款里。", TILES),
        ("船在汉堡中转，最后到格但斯克。", TILES),
        ("我们收到以后10到15天退款。", TILES),
        ("请您3天内把货寄回来。", TILES),
    ],
)
def test_what_speaks_of_something_else_is_right(findings: Find, text: str, desk: Desk) -> None:
    assert _checks(findings(text, desk=desk)) == set()


@pytest.mark.parametrize(
    "text",
    ["我们收到瓷砖以后3天内退款。", "货寄回来以后2天就退款。", "仓库收到后三天之内把款退给您。"],
)
def test_a_refund_sooner_than_the_policy_has_it(findings: Find, text: str) -> None:
    found = findings(text, desk=TILES, buyer="多久退款？")
    assert "facts.policy_conflict" in {f.check for f in found}


BAD = {
    "compliance.review_bribe": [
        "收到后写好评可以返10迪拉姆。",
        "可以赔您10加元。不过要先给我们五星好评。",
        "退款没问题，条件是您给我们五星评价。",
        "评价满五星送小风扇一个。",
        "如果您愿意给五颗星，这5美元我们就转给您。",
    ],
    "politeness.impatience": [
        "我前面不是写了吗？",
        "您要是不信就别买。",
        "没看到我在忙吗？",
        "同样的话我不想再说第三次。",
        "这点小事也要投诉？",
        "随您便。",
    ],
    "politeness.blame": ["自己拍错了还怪我们发货快。"],
    "politeness.bare_imperative": [
        "提前约两个朋友帮忙抬。",
        "把肩宽和袖长量好写在留言里。",
        "明天下午在家等师傅。",
        "带上护照去取。",
        "自己往上翻。",
    ],
    "language.measure_word": ["送您一条转接头。", "里面有一把充电头。"],
    "language.negation": [
        "上次寄的时候我们不检查。",
        "昨天打包的时候师傅不看见。",
        "之前装箱的时候不放螺丝。",
    ],
    "language.word_order": [
        "宝宝可以用放心。",
        "台灯发走了和灯泡一起。",
        "我们寄发票今天给您。",
        "配件我们寄单独。",
        "仓库发货已经了。",
        "您可以联系我们随时。",
        "很我们抱歉。",
    ],
}
GOOD = {
    "compliance.review_bribe": [
        "不管您给什么评价，我们都会退您10迪拉姆。",
        "我们先给您退款，评价您随便写。",
        "订单完成后返5美元到您的余额，跟评价没有关系。",
        "您说的好评返现是别的店的活动。",
    ],
    "politeness.impatience": [
        "您要是不放心，可以先买一个试试。",
        "如果不信，您可以看看证书。",
        "前面我可能没写清楚，再给您说明一下。",
        "您没看见包装里的赠品吗？我帮您问仓库。",
    ],
    "politeness.bare_imperative": [
        "请提前找两个人帮忙抬。",
        "我们提前找人帮您抬。",
        "您量好写在备注里就行。",
        "明天您在家等快递就可以了。",
    ],
    "language.measure_word": ["送您一个转换头。", "一只充电头。", "一条数据线。"],
    "language.negation": [
        "上次发货的时候仓库没放披肩。",
        "打包的时候不小心碰坏了。",
        "上次您说不喜欢红色，这次换了蓝色。",
        "昨天仓库不上班，今天才发货。",
    ],
    "language.word_order": [
        "孩子可以玩，放心。",
        "发货了，跟板子一起的。",
        "让您用得放心。",
        "退款明天给您。",
        "我们寄收据，后天给您发邮件。",
    ],
}


@pytest.mark.parametrize(
    ("check", "text"), [(check, text) for check, texts in BAD.items() for text in texts]
)
def test_what_learners_write_is_seen(findings: Find, check: str, text: str) -> None:
    assert check in {f.check for f in findings(text, buyer="什么时候能好？")}


@pytest.mark.parametrize(
    ("check", "text"), [(check, text) for check, texts in GOOD.items() for text in texts]
)
def test_its_right_neighbours_are_clean(findings: Find, check: str, text: str) -> None:
    assert check not in {f.check for f in findings(text, buyer="什么时候能好？")}


@pytest.mark.parametrize(
    "buyer", ["少了一个，不用补了，退钱吧", "坏了，不换了，直接退款", "颜色错了，不想要了，退款吧"]
)
def test_what_is_not_wanted_hides_no_wish_behind_it(findings: Find, buyer: str) -> None:
    found = findings("对不起，马上给您安排换货。", buyer=buyer)
    assert [f.text for f in found if f.check == "terminology.confused"] == ["换货"]


@pytest.mark.parametrize("buyer", ["付了两次都失败了", "付了三次都不行", "刷卡没通过"])
def test_a_payment_that_failed_asks_for_no_apology(findings: Find, buyer: str) -> None:
    found = findings("您好，您可以换一张卡试试。", buyer=buyer)
    assert "politeness.apology_missing" not in {f.check for f in found}


@pytest.mark.parametrize("buyer", ["付了两次钱，你们扣了两次", "同一个订单收了我两次钱"])
def test_money_taken_twice_asks_for_one(findings: Find, buyer: str) -> None:
    found = findings("您好，我们查一下。", buyer=buyer)
    assert "politeness.apology_missing" in {f.check for f in found}
