"""Kind words and plain rules in Chinese that only look like a guarantee or a promise against the rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tutor.check.wire import desk_from_wire
from tutor.domain import Finding

Find = Callable[..., tuple[Finding, ...]]
BUYER_PAYS = desk_from_wire(
    {
        "today": "2026-06-20",
        "order": {"id": "KE-1", "status": "delivered", "currency": "USD", "total": 60},
        "shipment": {"delivered": "2026-06-15"},
        "policy": {"return_window_days": 10, "return_shipping": "buyer"},
    }
)


@pytest.mark.parametrize(
    "text",
    [
        "把包寄回来的邮费您出，新的包寄给您的邮费我们出。",
        "换货的话，旧的您付运费寄回来，新鞋的运费我们付。",
        "您退回来的运费自己出，寄给您的运费由我们承担。",
        "新的那件的快递费我们来付。",
        "换颜色可以，您寄回来，我们寄给您的快递费不收。",
        "退回的运费您付，发新的运费我们出。",
        "换货时，新手表寄过去给您的运费本店承担。",
        "退货的邮费您来付，重新寄的邮费我们付。",
        "您先寄回来，新的邮费我们出。",
        "旧的寄回来您付，再寄一次的运费我们负责。",
    ],
)
def test_the_way_out_is_not_the_way_back(findings: Find, text: str) -> None:
    found = findings(text, desk=BUYER_PAYS)
    assert not [f.text for f in found if f.check == "facts.policy_conflict"]


@pytest.mark.parametrize(
    "text",
    [
        "您换货的话，寄回来的运费我们出。",
        "退货的邮费由我们承担。",
        "您放心退，运费我们出。",
        "退回来的快递费本店付。",
        "新的旧的来回运费都我们出。",
    ],
)
def test_the_way_back_is_the_buyers_to_pay(findings: Find, text: str) -> None:
    found = findings(text, desk=BUYER_PAYS)
    assert [f.text for f in found if f.check == "facts.policy_conflict"]


@pytest.mark.parametrize(
    "text",
    [
        "孩子们收到书架一定会高兴的。",
        "您妈妈收到花一定会很开心。",
        "您朋友看到礼物一定会惊喜的。",
        "您这么用心，她肯定会很感动。",
        "学生们肯定都会特别开心。",
    ],
)
def test_a_feeling_guessed_guarantees_nothing(findings: Find, text: str) -> None:
    assert not [f.text for f in findings(text) if f.check == "compliance.overpromise"]


@pytest.mark.parametrize(
    "text",
    [
        "书架一定会在二十号以前到。",
        "保证您妈妈收到会开心。",
        "包裹肯定会按时到。",
        "颜色一定不会差。",
        "海关一定会放行的。",
    ],
)
def test_an_outcome_guaranteed_is_marked(findings: Find, text: str) -> None:
    assert [f.text for f in findings(text) if f.check == "compliance.overpromise"]


@pytest.mark.parametrize(
    "text",
    [
        "这张券给您，您看好吗？",
        "别客气，再见！",
        "您太客气了。",
        "请您再说一遍，好吗？",
        "祝您一路平安。",
        "今天就能发出去。",
        "不用客气，有事找我。",
        "您再说清楚一点儿，好吗？",
        "这样您看好不好？",
        "衣服是均码的。",
    ],
)
def test_easy_phrases_hold_no_hard_word(findings: Find, text: str) -> None:
    assert not [f.text for f in findings(text, level=3) if f.check == "vocabulary.above_level"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("我们都很看好这个颜色。", "看好"),
        ("这个以后再说吧。", "再说"),
        ("他对人很客气。", "客气"),
        ("请您斟酌一下。", "斟酌"),
    ],
)
def test_the_same_words_alone_are_hard(findings: Find, text: str, word: str) -> None:
    found = [f.text for f in findings(text, level=3) if f.check == "vocabulary.above_level"]
    assert word in found


@pytest.mark.parametrize(
    ("text", "lay"),
    [
        ("我们不会因为这个给钱。", False),
        ("评价好不好，我们都不给钱。", False),
        ("这次是店里给钱，您不用出。", False),
        ("写评价不能给钱，请您理解。", False),
        ("老板说可以给钱，不用退货。", False),
        ("请您先给钱，我们再发。", True),
        ("您还没给钱。", True),
        ("给钱以后就能发货。", True),
        ("您可以到货再给钱。", True),
        ("请问您怎么给钱？", True),
    ],
)
def test_the_buyer_pays_and_the_shop_does_not(findings: Find, text: str, lay: bool) -> None:
    found = [f for f in findings(text) if f.check == "terminology.nonstandard" and f.text == "给钱"]
    assert bool(found) == lay


@pytest.mark.parametrize(
    "text",
    [
        "寄回来的钱您先付一下，我们收到以后还给您。",
        "运费您先垫着，我们退给您。",
        "旧的那双您先放着，不用寄。",
        "盒子您先别扔。",
        "发票您先收好，以后修的时候要用。",
        "多出来的那件您也留着吧。",
    ],
)
def test_a_step_with_the_buyer_named_behind_its_topic_is_no_order(
    findings: Find, text: str
) -> None:
    assert not [f.text for f in findings(text) if f.check == "politeness.bare_imperative"]


@pytest.mark.parametrize(
    ("text", "polite"),
    [
        ("照片您发过来。", "照片请您发过来"),
        ("这张单子您填好寄回来。", "这张单子请您填好寄回来"),
    ],
)
def test_please_stands_before_the_buyer(findings: Find, text: str, polite: str) -> None:
    found = [f for f in findings(text) if f.check == "politeness.bare_imperative"]
    assert [f.suggestion for f in found] == [polite]


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        ("穿着不合适可以换。", False),
        ("您穿着舒服就好。", False),
        ("这双鞋穿着很轻。", False),
        ("您的穿着很好看。", True),
        ("店里很注意穿着。", True),
    ],
)
def test_a_verb_that_goes_on_is_no_noun(findings: Find, text: str, hard: bool) -> None:
    found = [f.text for f in findings(text, level=4) if f.check == "vocabulary.above_level"]
    assert ("穿着" in found) == hard
