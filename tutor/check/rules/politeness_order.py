"""politeness.bare_imperative: an order to the buyer without a polite word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.english_requests import (
    asks_in_its_tail,
    follows_from,
    is_soft,
    order_in,
    relieves,
    shares_subject,
)
from tutor.check.english_tone import impatient
from tutor.check.orders_zh import bare_orders, said_before
from tutor.check.pieces import cased, in_quotes, plain, sentence_of, words_of
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.check.rules.compliance_platform import OFF_PLATFORM
from tutor.check.rules.compliance_secrets import SECRET
from tutor.domain import Bilingual, Clause, Context, LearnerText, Reading

_REVIEW_EN = re.compile(r"\b(?:reviews?|ratings?|stars?|comments?|feedback|rate)\b")
_LURES_EN = re.compile(
    r"\b(?:good|positive|nice|great|5|five|high|full|top|better|kind|best|back|free|gift|coupon|discount|refund)\b|[$€£%]"
)
_INVITES_EN = re.compile(
    r"\b(?:come (?:back|again|and)|contact|write|message|ask|tell (?:me|us) (?:if|when|any|how)|let|reach|drop|visit|feel|keep in|call|any ?time|whenever|see|stay|find us|follow|send us a)\b"
)


def _en(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    for clause in reading.clauses:
        if clause.softened or clause.question or clause.conditional or clause.quoted:
            continue
        words = words_of(clause, text)
        if {"rude", "close", "blame"} & set(clause.acts):
            continue
        if "relationship" in clause.acts and _INVITES_EN.search(words):
            continue
        before = said_before(clause, text, reading)
        sentence = sentence_of(clause, reading)
        following = sentence[sentence.index(clause) + 1 :]
        if is_soft(before + words) or in_quotes(text, reading, clause.span):
            continue
        if any(other.conditional for other in sentence):
            continue
        whole = plain(text)[sentence[0].span.start : sentence[-1].span.end]
        rest = plain(text)[clause.span.end : sentence[-1].span.end].lstrip(" ,")
        if asks_in_its_tail(rest) or relieves(whole):
            continue
        # Keep it with a discount, or send it back?
        if sentence[-1].question and (" or " in whole or rest.startswith("or ")):
            continue
        if any(words_of(other, text).strip(" .!") == "please" for other in following):
            continue
        if (
            following
            and follows_from(plain(text)[clause.span.end : following[0].span.end].lstrip(" ,"))
            and not SECRET.search(words)
        ):
            continue
        order = order_in(words)
        if order is None or impatient(words):
            continue
        # What lures to a good review or off the platform is wrong as it is, however it is asked.
        if (_LURES_EN.search(words) and _REVIEW_EN.search(words)) or OFF_PLATFORM.search(words):
            continue
        if shares_subject(before, words):
            continue
        # Asking politely would not mend a request that the platform forbids.
        forbidden = SECRET.search(words)
        yield Hit(
            span=clause.span, suggestion=None if forbidden else _please_en(text, clause, order)
        )


def _please_en(text: LearnerText, clause: Clause, order: re.Match[str]) -> str:
    words = clause.span.of(text.raw)
    lead, rest = words[: order.start("order")], words[order.start("order") :]
    modal = order.groupdict().get("modal")
    if modal is not None:
        rest = words[order.end("modal") :].lstrip()
        if modal.endswith("not"):
            rest = f"do not {rest}"
    thing = order.groupdict().get("thing")
    if thing is not None:
        # The postage you must pay by yourself: please pay the postage yourself.
        verb, _, tail = rest.partition(" ")
        moved = f"please {verb} {thing} {tail.removeprefix('by ')}".strip()
        return cased(text, clause.span, moved)
    please = f"please {rest[:1].lower()}{rest[1:]}"
    return lead + please if lead.strip() else cased(text, clause.span, please)


_SOURCE = "《商务汉语考试》请求用语；Blum-Kulka & Olshtain, Requests and Apologies (1984)"
_MESSAGE = Bilingual(
    zh="“{text}”像是在命令顾客，没有礼貌的词。",
    en="“{text}” is an order to the buyer, without a polite word.",
)
_WHY = Bilingual(
    zh="顾客在帮我们的忙；加上“请”“麻烦您”，或者问“可以……吗”，他们更愿意配合。",
    en="The buyer is helping you; with “please” or “could you” people are more willing to do it.",
)

# The edge, in one sentence: bare or with 你, and wherever something is handed over, paid, hurried or
# done in our place, it is an order; told with 您 as a step or for help at once, as a try, as a choice
# or as a warning for the buyer's own good, it is none.
_WHY_ZH = Bilingual(
    zh="催顾客交东西、付钱或者办事，又没有礼貌的词，听起来像命令；加上“请”“麻烦您”，或者问“可以……吗”。用“您”教步骤、提醒顾客小心，都没有问题。",
    en="Pressing the buyer to hand over, pay or do something sounds like an order; add 请 or 麻烦您, or ask 可以……吗. Steps told with 您, tries, choices and warnings for the buyer's own good are fine.",
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="politeness.bare_imperative.zh",
        check="politeness.bare_imperative",
        langs=("zh",),
        severity="warning",
        message=_MESSAGE,
        why=_WHY_ZH,
        source=_SOURCE,
        good=(
            Good("您按住开机键十秒，灯会变绿。"),
            Good("千万别用热水洗，会缩水。"),
            Good("您告诉我身高和体重，我帮您选。"),
            Good("先点购物车，再选地址，最后按“提交订单”。"),
            Good("麻烦您把照片发过来，再告诉我们订单号。"),
            Good("您可以打开订单页面，点击“申请退款”。"),
            Good("如果您方便，把包裹的照片发给我们。"),
            Good("我们会先联系快递公司，再把结果告诉您。"),
            Good("快递公司说快递员走错了门，把包裹放到了12号楼。"),
        ),
        bad=(
            Bad("⟦明天中午以前把装箱单传给我们⟧，我们马上申报。"),
            Bad("⟦把照片发过来⟧。", suggestion="请把照片发过来"),
            Bad("⟦您必须先付款⟧。", suggestion="请先付款"),
            Bad("好的，⟦告诉我您的订单号⟧。", suggestion="请告诉我您的订单号"),
        ),
        find=bare_orders,
    ),
    Rule(
        id="politeness.bare_imperative.en",
        check="politeness.bare_imperative",
        langs=("en",),
        severity="warning",
        message=_MESSAGE,
        why=_WHY,
        source=_SOURCE,
        good=(
            Good("Could you send me a photo and tell me your order number?", lang="en"),
            Good("You must be tired after such a long day.", lang="en"),
            Good("Let me check this with our warehouse.", lang="en"),
            Good("If you want to return it, send it back within 7 days.", lang="en"),
        ),
        bad=(
            Bad(
                "⟦Send me a photo of the box⟧.",
                lang="en",
                suggestion="Please send me a photo of the box",
            ),
            Bad("⟦You must pay the tax first⟧.", lang="en", suggestion="Please pay the tax first"),
        ),
        find=_en,
    ),
)
