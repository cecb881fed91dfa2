"""Clauses, flags and acts of replies."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.domain import Desk, Lang
from tutor.text.analyse import read_text
from tutor.understand.acts import ACTS
from tutor.understand.classify import Seen
from tutor.understand.read import understand

from .conftest import Read


@pytest.mark.parametrize(
    ("raw", "clauses"),
    [
        ("您好，运费是1,200.50元。请稍等！", ["您好", "运费是1,200.50元", "请稍等"]),
        ("订单号：A-1001，已发货", ["订单号：A-1001", "已发货"]),
        (
            "Hello Mr. Lee, the total is $35.80. Thanks.",
            ["Hello Mr. Lee", "the total is $35.80", "Thanks"],
        ),
        (
            "I checked it but we cannot refund you because you opened it.",
            ["I checked it", "we cannot refund you", "because you opened it"],
        ),
        ("请带证件, 照片等, e.g. a passport.", ["请带证件", "照片等", "e.g. a passport"]),
    ],
)
def test_clauses_are_cut_at_marks_but_not_inside_numbers(
    read: Read, raw: str, clauses: list[str]
) -> None:
    _, reading = read(raw)
    assert [c.span.of(raw) for c in reading.clauses] == clauses


@pytest.mark.parametrize(
    ("raw", "act"),
    [
        ("欢迎光临小店", "greet"),
        ("感谢您的耐心", "thank"),
        ("祝您周末愉快", "close"),
        ("有问题随时找我们", "relationship"),
        ("给您添麻烦了", "apologise"),
        ("我能体会您焦急的心情", "empathise"),
        ("麻烦告诉我您的订单编号", "ask_order"),
        ("能拍两张清楚的图片吗？", "ask_photo"),
        ("请问新的收货地址是哪里？", "ask_address"),
        ("您想退款还是重发？", "ask_preference"),
        ("您看这样处理可以吗？", "ask_agreement"),
        ("建议您用冷水洗", "suggest"),
        ("我们可以给您换一个新的", "offer"),
        ("我已经给您办理退款了", "promise"),
        ("我们会尽快给您安排补发", "promise"),
        ("我帮您核实一下", "check"),
        ("请您耐心等待几天", "wait"),
        ("很遗憾，这个不能退货", "refuse"),
        ("是您自己弄坏的", "blame"),
        ("关我什么事", "rude"),
        ("不是早就说过了吗", "rude"),
        ("We are apologize for the trouble.", "apologise"),
        ("It was our mistake.", "apologise"),
        ("这是我们的错", "apologise"),
        ("That must be very frustrating for you.", "empathise"),
        ("Could you tell me the order number?", "ask_order"),
        ("Please attach two pictures of the damage.", "ask_photo"),
        ("Would a replacement be okay for you?", "ask_agreement"),
        ("I have refunded the full amount.", "promise"),
        ("We could send you a new one.", "offer"),
        ("Unfortunately we cannot accept a return.", "refuse"),
        ("Let me look into this.", "check"),
        ("Please wait a moment.", "wait"),
        ("You should have read the description.", "blame"),
        ("That's not my problem.", "rude"),
        ("Let us know if there is anything else.", "relationship"),
    ],
)
def test_acts(read: Read, raw: str, act: str) -> None:
    assert act in read(raw)[1].acts


@pytest.mark.parametrize(
    ("raw", "act"),
    [
        ("不好意思，请问您的订单号是多少？", "apologise"),  # a mere opener
        ("感谢您的谅解", "apologise"),
        ("这不是我们的错", "apologise"),
        ("It is not our fault", "apologise"),
        ("The delay wasn't our mistake.", "apologise"),
        ("这款不能用洗碗机洗", "refuse"),  # a fact of the goods
        ("我已经查到您的包裹了", "check"),  # done, not promised
        ("让您久等了", "wait"),
        ("请问是不是地址填错了？", "blame"),
        ("您可以自己选择颜色", "rude"),
        ("快递放在自提点，您可以自行领取", "rude"),
        ("We can't guarantee the date.", "refuse"),
        ("Thank you for waiting so long.", "wait"),
        ("If it is not fine, you can return it.", "refuse"),
    ],
)
def test_what_only_looks_like_an_act(read: Read, raw: str, act: str) -> None:
    assert act not in read(raw)[1].acts


def test_an_apology_inside_a_refusal_is_both(read: Read) -> None:
    assert {"apologise", "refuse"} <= read("抱歉，这个真的没办法退款。")[1].acts


def test_a_remedy_that_waits_for_agreement_is_an_offer(read: Read) -> None:
    _, reading = read("我们给您补发一个，您看可以吗？")
    assert reading.clauses[0].acts == ("offer",)
    assert reading.clauses[1].acts == ("ask_agreement",)


def test_flags(read: Read) -> None:
    raw = "如果您方便，麻烦您把照片发给我好吗？我没收到。您说“东西坏了”。"
    _, reading = read(raw)
    flags = {c.span.of(raw): c for c in reading.clauses}
    assert flags["如果您方便"].conditional
    assert flags["麻烦您把照片发给我好吗"].question
    assert flags["麻烦您把照片发给我好吗"].softened
    assert flags["我没收到"].negated
    assert not flags["我没收到"].softened


def test_traditional_characters_read_alike(read: Read) -> None:
    assert "apologise" in read("非常抱歉讓您久等了")[1].acts
    assert "promise" in read("我馬上給您辦理退款")[1].acts


def test_a_classifier_weighs_the_rules_and_may_abstain(desk: Desk) -> None:
    given: list[tuple[str, tuple[str, ...]]] = []

    def classifier(
        clauses: Sequence[Seen], lang: Lang, text: str, buyer: str | None
    ) -> list[tuple[str, ...] | None]:
        given.extend((c.text, c.acts) for c in clauses)
        return [None, ("suggest",), None]

    text = read_text("您好，里面有两层玻璃，请问您的订单号是多少？", lang="zh")
    reading = understand(text, desk=desk, classifier=classifier)
    assert given == [
        ("您好", ("greet",)),
        ("里面有两层玻璃", ()),
        ("请问您的订单号是多少?", ("ask_order",)),
    ]
    assert [c.acts for c in reading.clauses] == [("greet",), ("suggest",), ("ask_order",)]


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200), st.sampled_from(["zh", "en"]))
def test_any_text_gives_ordered_clauses_with_known_acts(raw: str, lang: Lang) -> None:
    reading = understand(read_text(raw, lang=lang))
    end = 0
    for clause in reading.clauses:
        assert end <= clause.span.start < clause.span.end <= len(raw)
        end = clause.span.end
        assert clause.acts
        assert set(clause.acts) <= ACTS.keys()
        assert all(slot.span.end <= len(raw) for slot in clause.slots)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("We can't. The bank does it.", 2),
        ("I am afraid no. Please use the other one.", 2),
        ("You want to switch from M to L. I have changed it.", 2),
        ("The lot is no. 5 today.", 1),
        ("Please ask for J. Tan at the desk.", 1),
    ],
)
def test_a_full_stop_ends_a_sentence_unless_it_shortens_a_word(text: str, sentences: int) -> None:
    reading = understand(read_text(text, lang="en"))
    assert len({clause.sentence for clause in reading.clauses}) == sentences
