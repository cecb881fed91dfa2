"""Sums said without their currency, as only somebody who waits for money hears them, and sums of
which a reply says that they are too much."""

from __future__ import annotations

import re
from decimal import Decimal

from tutor.domain import Clause, Lang
from tutor.understand.numbers import EN_NUMBER_WORD, MIXED_ZH, NUMBER, ZH_NUMERAL, parse_number

_ZH_SUM = rf"(?P<sum>{MIXED_ZH}|{NUMBER}|{ZH_NUMERAL}+)"
_EN_SUM = rf"(?P<sum>{NUMBER}|{EN_NUMBER_WORD}|a(?= (?:dollar|euro|pound|buck)))"
_EN_COIN = r"(?: (?:dollars?|euros?|pounds?|bucks?))?"
# Given, or agreed on.
_GIVEN: dict[Lang, tuple[re.Pattern[str], ...]] = {
    "zh": (
        re.compile(
            r"(?:[给退还补赔减返打放存出送领]|便宜|优惠|同意|最多|只能)(?:[给到])?(?:您|你)?(?:的?(?:账户|卡|钱包)[里上]?)?"
            rf"(?:[放打退存减补赔]|便宜|优惠)?{_ZH_SUM}(?:左右)?(?:吧|块)?$"
        ),
    ),
    "en": (
        re.compile(
            r"\b(?:get|receive|return|refund|pay|give|send|transfer|credit|offer|agree(?:s|d)? (?:to|on))(?: you| to you| back| only| just| all)*(?: the)? "
            rf"(?P<sum>{NUMBER})(?= (?:as|when|today|tomorrow|now|right away|for you|to your?)\b|\W*$)"
        ),
        re.compile(
            rf"\b(?:have|get|give you|send you)(?: all)?(?: of)?(?: the| your)? {_EN_SUM} back\b"
        ),
        re.compile(rf"\b(?:take|knock|cut|give you|get) {_EN_SUM}{_EN_COIN} off\b"),
        re.compile(rf"^{_EN_SUM}{_EN_COIN} (?:less|off|cheaper|back)\b"),
    ),
}
# Nothing but the sum.
_ALONE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        rf"^(?:好的?[，,]?)?(?:那就?|就|最多|只能)?{_ZH_SUM}(?:吧|行吗|行不行|可以吗|好吗|好不好|怎么样)?$"
    ),
    "en": re.compile(
        rf"^(?:(?:ok(?:ay)?,?|then|so|only|maybe|let's say|say|how about|what about) )*(?P<sum>{NUMBER})(?:,? (?:then|ok|okay|deal|fine))?\W*$"
    ),
}
# What such a clause speaks of instead of money.
_OTHER = frozenset({"amount", "date", "time", "duration", "order_id", "tracking"})
_LEAST = 5  # a smaller number, and nothing beside it, may be anything

TOO_MUCH: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"太多了?$|太高了?$|(?:有点儿?|有些|比较|很|太)(?:难|困难|多)了?$|出不起|付不起"
    ),
    "en": re.compile(
        r"\b(?:is|are|'s|sounds?|looks?) (?:a bit |a little |really |rather |much )*too (?:much|high)\b|\b(?:hard|difficult) for us\b"
    ),
}
# A sum as the mark of a thing: a twenty-dollar lamp.
PRICE_OF: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:元|块钱?|比索|林吉特|令吉|泰铢|铢|卢比|卢布|英镑|盾|里拉)的(?:东西|商品|产品|货|单子|订单|小玩意)"
    ),
    "en": re.compile(
        rf"\b{NUMBER}[ -]?(?:dollars?|euros?|pounds?|pesos?|ringgit|baht)?[ -](?:things?|products?|items?|goods)\b"
    ),
}


_HALF: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"退(?:还|给)?(?:您|你)?一半(?!的?.{0,2}(?:运|邮|费|差))|一半的?(?:钱|货款|金额)"
    ),
    "en": re.compile(
        r"\bhalf (?:of )?(?:it|the (?:money|price|amount)|your money) back\b|\b(?:refund|give you back|pay back)(?: you)? half\b(?! (?:of )?(?:the |this |that )?(?:fee|postage|shipping|duty|tax|difference|storage))"
    ),
}


def half_back(words: str, lang: Lang, total: Decimal | None) -> Decimal | None:
    """Half of the order's total, if the words (folded) give back half of the money."""
    return total / 2 if total is not None and _HALF[lang].search(words) else None


def bare_sum(clause: Clause, words: str, lang: Lang) -> Decimal | None:
    """The sum that a clause (its folded words beside it) gives or names alone, without a currency;
    None where there is none or the clause speaks of a day or the like."""
    bare = words.strip(" ，。！？!?,.")
    found = next((m for given in _GIVEN[lang] if (m := given.search(bare))), None)
    other = any(s.kind in _OTHER or (s.kind == "quantity" and s.unit) for s in clause.slots)
    if found is None and not other:
        found = _ALONE[lang].search(bare)
    value = parse_number(found["sum"]) if found is not None else None
    if found is None or value is None or (value < _LEAST and found[0] == found["sum"]):
        return None
    return value
