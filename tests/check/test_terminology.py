"""Terms: lay phrases, terms that contradict the case, key terms never used."""

from __future__ import annotations

import pytest

from tutor.check.analyse import analyse
from tutor.check.rules.terminology import RULES
from tutor.dialogue.fill import case_values, fill
from tutor.domain import Bilingual, Context, Desk, Finding, Lang, Scenario, Utterance
from tutor.services import build_services
from tutor.text.analyse import read_text
from tutor.understand.read import understand


def findings(text: str, lang: Lang = "zh", **fields: object) -> tuple[Finding, ...]:
    read = read_text(text, lang=lang)
    context = Context(lang=lang, **fields)  # type: ignore[arg-type]
    return analyse(read, understand(read, buyer=context.buyer), context, rules=RULES).findings


@pytest.mark.parametrize(
    ("lang", "text", "marked", "term"),
    [
        ("zh", "您付钱以后我们就发货。", "付钱", "付款"),
        ("zh", "我们明天把钱退给您。", "把钱退给您", "给您退款"),
        ("zh", "包裹的号码是JD123456。", "包裹的号码", "物流单号"),
        ("en", "Your logistics number is JD123456.", "logistics number", "tracking number"),
        ("en", "The parcel passed customs yesterday.", "passed customs", "cleared customs"),
    ],
)
def test_a_lay_phrase_is_marked_with_the_term(
    lang: Lang, text: str, marked: str, term: str
) -> None:
    assert [(f.text, f.suggestion) for f in findings(text, lang)] == [(marked, term)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "您看到的“退钱”按钮就是退款申请。"),
        ("zh", "我们退钱包给厂家检查。"),
        ("en", "It comes with a money-back guarantee."),
        ("en", "We can make it in a custom size."),
    ],
)
def test_a_quote_or_a_longer_word_is_clean(lang: Lang, text: str) -> None:
    assert not findings(text, lang)


@pytest.mark.parametrize(
    ("buyer", "text", "marked"),
    [
        ("杯子碎了，我要求全额退款。", "好的，已经为您安排换货。", "换货"),
        ("鞋子小了，我想换大一码。", "好的，马上给您办理退款。", "退款"),
        ("可以给我开一张发票吗？", "好的，收据明天发给您。", "收据"),
        ("我付的订金能退吗？", "您好，定金会退给您。", "定金"),
    ],
)
def test_a_term_against_the_case_is_an_error(buyer: str, text: str, marked: str) -> None:
    assert [(f.text, f.severity) for f in findings(text, buyer=buyer)] == [(marked, "error")]


@pytest.mark.parametrize(
    ("buyer", "text"),
    [
        ("杯子碎了，我要求全额退款。", "因为活动结束了，给您安排换货可以吗？"),
        ("杯子碎了，我要求全额退款。", "好的，请先退货，我们收到以后马上退款。"),
        ("可以给我开一张发票吗？", "海外订单不能开发票，我们可以给您收据。"),
        ("我付的定金能退吗？", "按照约定，定金不能退，请您理解。"),
        ("关税谁付？", "关税和增值税都由买家付。"),
    ],
)
def test_an_alternative_with_a_reason_or_the_right_term_is_clean(buyer: str, text: str) -> None:
    assert not findings(text, buyer=buyer)


def test_missed_terms_are_one_omission_at_the_end_only() -> None:
    history = (Utterance(role="agent", text="您的包裹正在清關。", lang="zh"),)
    terms = ("清关", "关税")
    (found,) = findings("感谢您的理解。", position="last", history=history, key_terms=terms)
    assert (found.span.start, found.span.end) == (0, 0)
    assert "关税" in found.message.zh
    assert "清关" not in found.message.zh
    assert not findings("感谢您的理解。", position="middle", history=history, key_terms=terms)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("增值税", "The price already includes VAT."),
        ("定金", "Please pay a deposit of 30%."),
        ("补发", "I have arranged a replacement for you."),
        ("交货期", "The lead time is four weeks."),
        ("清关", "Your parcel was cleared by customs on Monday: customs clearance is done."),
        ("起订量", "Our MOQ is 100 pieces."),
    ],
)
def test_a_key_term_may_be_named_in_other_english_words(term: str, text: str) -> None:
    assert not findings(text, "en", position="last", key_terms=(term,))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("增值税", "The price already includes everything."),
        ("定金", "Please pay by bank transfer."),
        ("补发", "I have refunded the money."),
        ("交货期", "We work in four shifts."),
    ],
)
def test_a_key_term_that_is_not_named_is_missed(term: str, text: str) -> None:
    (found,) = findings(text, "en", position="last", key_terms=(term,))
    assert found.check == "terminology.missed"
    assert "to reship" not in found.message.en


def test_the_desk_s_own_paper_may_be_named_beside_the_buyer_s() -> None:
    desk = Desk(facts={"proof": Bilingual(zh="写着税的发票", en="the invoice that shows the tax")})
    text = "Thank you. Next time please show the invoice to the courier."
    assert not findings(text, "en", buyer="Here is the receipt from the post office.", desk=desk)
    (found,) = findings("I will send the invoice.", "en", buyer="Could I have a receipt, please?")
    assert found.text == "invoice"


COURSE = build_services(encoder="none").library.scenarios


@pytest.mark.parametrize("scenario", COURSE, ids=lambda s: s.id)
def test_the_model_answers_of_a_case_use_its_key_terms(scenario: Scenario) -> None:
    for lang in scenario.languages:
        values = case_values(scenario.desk, lang, scenario.persona.name)
        said = tuple(
            Utterance(role="agent", text=fill(text, values), lang=lang)
            for answer in scenario.model_answers
            for text in answer.texts.get(lang, ())
        )
        terms = scenario.key_terms
        text = "Thank you." if lang == "en" else "谢谢您。"
        found = findings(text, lang, position="last", history=said, key_terms=terms)
        assert not [f.message.en for f in found if f.check == "terminology.missed"]
