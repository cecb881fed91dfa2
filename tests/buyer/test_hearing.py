"""What a buyer hears: questions by what they are about, offers by what the buyer waits for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tutor import resources
from tutor.buyer.granting import grants
from tutor.buyer.hearing import asks, small_talk
from tutor.buyer.offering import offers
from tutor.dialogue.library import load_library
from tutor.domain import Lang, Remedy, Scenario
from tutor.text.analyse import read_text
from tutor.understand.read import understand

LIBRARY = load_library(resources.dialogues_dir())
SHOES = LIBRARY.scenario("exchange-shoes-danang")
SPEAKER = LIBRARY.scenario("charged-twice-indonesia")


def heard_asks(text: str, lang: Lang, scenario: Scenario = SHOES) -> tuple[str, ...]:
    read = read_text(text, lang)
    return asks(read, understand(read, desk=scenario.desk), scenario)


def heard(
    text: str, lang: Lang, scenario: Scenario = SPEAKER
) -> list[tuple[Remedy, Decimal | None]]:
    read = read_text(text, lang)
    found = offers(read, understand(read, desk=scenario.desk), scenario)
    return [(offer.remedy, offer.amount) for offer in found]


@pytest.mark.parametrize(
    ("lang", "text", "first"),
    [
        ("zh", "您能拍一张鞋底的照片吗？", "photo"),
        ("zh", "麻烦把截图发过来。", "photo"),
        ("zh", "您一般穿几号的鞋？", "size"),
        ("zh", "新鞋寄到哪儿好呢？", "address"),
        ("zh", "您的手机号是多少？", "phone"),
        ("zh", "您想换一双，还是退款？", "preference"),
        ("en", "Could you take a picture of the label?", "photo"),
        ("en", "What size do you normally wear?", "size"),
        ("en", "Where shall we send the new pair?", "address"),
        ("en", "Would you rather have a new pair or a refund?", "preference"),
        ("en", "Which order is this about?", "order_id"),
        ("en", "Let me see the soles, please.", "photo"),
    ],
)
def test_a_question_is_about_what_it_names(lang: Lang, text: str, first: str) -> None:
    assert heard_asks(text, lang)[0] == first


def test_a_size_is_a_detail_where_the_buyer_has_none() -> None:
    without = replace(SHOES, knows=("order_id",))
    assert "size" not in heard_asks("您一般穿几号的鞋？", "zh", without)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "请问有什么可以帮您？"),
        ("en", "Is there anything else I can do?"),
        ("en", "How about 5 dollars?"),
        ("zh", "照片我已经看到了。"),
        ("en", "I have your photo here."),
    ],
)
def test_an_offer_of_help_or_a_statement_asks_for_nothing(lang: Lang, text: str) -> None:
    assert heard_asks(text, lang) == ()


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("zh", "我们退您20美元，可以吗？", ("partial_refund", "20")),
        ("zh", "最多只能出10美元。", ("partial_refund", "10")),
        ("zh", "送您一张优惠券，5美元的。", ("coupon", "5")),
        ("en", "How about 20 dollars back?", ("partial_refund", "20")),
        ("en", "I'll return the US$28.80 to your card.", ("partial_refund", "28.80")),
        ("en", "What if we gave you a 5-dollar voucher?", ("coupon", "5")),
    ],
)
def test_a_sum_goes_with_its_remedy(lang: Lang, text: str, expected: tuple[str, str]) -> None:
    # A full refund of a sum and a part of it are told apart by the sum alone.
    found = [("partial_refund" if r == "refund" else r, a) for r, a in heard(text, lang)]
    assert (expected[0], Decimal(expected[1])) in found


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "您需要再付10美元。"),
        ("zh", "我们不能退您20美元。"),
        ("en", "You have to pay 10 dollars."),
        ("en", "We can't give you 20 dollars."),
        ("en", "If you send the goods back first"),
    ],
)
def test_what_the_buyer_pays_or_is_denied_is_no_offer(lang: Lang, text: str) -> None:
    assert heard(text, lang) == []


def test_a_deed_names_its_remedy_only_where_it_would_satisfy() -> None:
    assert ("exchange", None) in heard("I'd gladly swap them for a 39.", "en", SHOES)
    move = LIBRARY.scenario("new-address-philippines")
    assert ("change_address", None) in heard("I'll have them sent there instead.", "en", move)
    assert heard("I'll have them sent there instead.", "en", SPEAKER) == []


@pytest.mark.parametrize("text", ["Let me see what the system says.", "Let me see the order."])
def test_a_look_of_ours_asks_for_no_picture(text: str) -> None:
    assert "photo" not in heard_asks(text, "en")


@pytest.mark.parametrize(
    ("lang", "text", "moved"),
    [
        ("en", "Then it goes to Cebu.", True),
        ("zh", "那就送到宿务。", True),
        ("en", "Then it goes to Manila.", False),
    ],
)
def test_the_town_of_the_new_address_names_it(lang: Lang, text: str, moved: bool) -> None:
    move = LIBRARY.scenario("new-address-philippines")
    assert (("change_address", None) in heard(text, lang, move)) is moved


def test_the_price_of_the_repair_stands_for_the_repair() -> None:
    vacuum = LIBRARY.scenario("robot-vacuum-istanbul")
    assert heard("Shall I book it for 950 lira?", "en", vacuum) == [("repair", Decimal(950))]
    assert ("repair", Decimal(800)) not in heard("Shall I book it for 800 lira?", "en", vacuum)


@pytest.mark.parametrize(
    ("lang", "text", "granted"),
    [
        ("en", "Got it, I'll put the new one on the parcel.", True),
        ("zh", "好的，我们会帮您弄好。", True),
        ("en", "Got it, I'll tell you tomorrow.", False),
        ("en", "Okay, but we won't do that.", False),
        ("en", "Okay, shall I do it?", False),
        ("zh", "好的，我去问问经理。", False),
    ],
)
def test_a_yes_and_a_deed_grant_what_was_asked_for(lang: Lang, text: str, granted: bool) -> None:
    read = read_text(text, lang)
    assert grants(understand(read, desk=SPEAKER.desk), read.folded, lang) is granted


def test_small_talk_is_told_from_the_case() -> None:
    assert small_talk(read_text("今天天气真不错！"))
    assert small_talk(read_text("Do you like football?"))
    assert not small_talk(read_text("您的行李箱有划痕吗？"))
    assert not small_talk(read_text("Where did the courier leave it?"))
