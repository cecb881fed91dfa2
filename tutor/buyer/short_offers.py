"""Offers in a few words, as only somebody who waits for a remedy hears them.

Who has asked for money back takes "we'll cover it" and "马上退给您" for a yes, and who waits for a
parcel "a new one, free".
"""

from __future__ import annotations

import re
from collections.abc import Collection

from tutor.buyer.payer import Payer
from tutor.domain import Lang, Remedy, Scenario

_MONEY: tuple[Remedy, ...] = ("partial_refund", "refund")
# What can be paid beside the thing that the buyer asks for.
COSTS_OF_SENDING: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"运费|邮费|快递费|关税|税费|增值税|检测"),
    "en": re.compile(
        r"\b(?:postage|post|shipping|freight|courier|delivery|tax(?:es)?|dut(?:y|ies)|test)\b"
    ),
}
# Money that goes back, without its name. What we return is no goods.
_GIVEN_BACK: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:退|还|补)(?:给|还给)?(?:您|你)(?!.{0,2}(?:货|换))|[给帮](?:您|你)(?:全)?退(?![货换])|多少(?:钱)?.{0,4}(?:退|还|赔)(?:给?[您你])?多少"
    ),
    "en": re.compile(
        r"\b(?:i|we)(?:'ll| will| can| would| shall|'m| are)?(?: now| gladly| also)* (?:return|refund|pay|give|send|transfer|repay)\w*(?: you)? (?:it|that|this|them|everything)\b(?! to you (?:by|in a) (?:post|parcel))"
        r"|\b(?:i|we)(?:'ll| will| can| would)? (?:give|pay|send|credit)(?: (?:it|that|this|you|the (?:sample |deposit )?(?:fee|money|deposit)))* back\b"
        r"|\byou(?:'ll| will| can)? (?:get|have|receive) (?:it|that|this|them|everything|all)(?: of it)? back\b"
    ),
}
_SOME = r"[\d一二两三四五六七八九十]+[个件双台套把根只条份盒瓶]"
# Once more the same, and nothing to be paid with.
_MORE = rf"(?:今天|明天|后天|马上|这就|下午|晚上)(?:就)?[给帮替][您你](?:走|出|发|寄|送)(?:过去|出去|走)?$|来{_SOME}.{{0,2}}新的|再[给送寄发补](?:给)?(?:您|你)?{_SOME}(?!.{{0,6}}(?:券|红包))"
_NEW_ONE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        rf"^(?:好的?|行|可以)?[，,]?(?:{_SOME}|再来一)?新的(?!.{{0,6}}(?:几|什么|要|到|价))|{_MORE}"
    ),
    "en": re.compile(
        r"^(?:ok(?:ay)?,? |yes,? |sure,? )?(?:an? |one )?(?:brand[- ])?(?:new|another|replacement) \w+|^(?:both|all|two|three|everything) (?:brand[- ])?new\b"
    ),
}
# Who does it at once has decided.
AT_ONCE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"今天|现在|马上|立刻|直接|这就"),
    "en": re.compile(r"\b(?:today|now|right away|at once|immediately|directly)\b", re.I),
}
# Said by itself, and not of some other thing that is new.
_BARE_NEW_ONE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        rf"^(?:好的?|行|可以)?[，,]?(?:那)?(?:今天|明天|马上|一[个件双台套把根]|再来一)+新的(?!.{{0,6}}(?:几|什么|要|到|价|款))|{_MORE}"
    ),
    "en": re.compile(
        r"^(?:ok(?:ay)?,? |yes,? |sure,? |then )*(?:an? |one )?(?:brand[- ])?(?:new|another|replacement) (?:one|pair|set|piece)(?: (?:today|tomorrow|now|at once|immediately|then|for you|it is))*\W*$"
        r"|\b(?:it|they|one)(?:'ll| will)? go(?:es)? out (?:to you )?(?:today|tomorrow|tonight|this|on|first|right|now)\b"
    ),
}
_FEE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"样品|定金|押金|运费"),
    "en": re.compile(r"\b(?:sample|deposit|shipping|postage)s?\b"),
}
# Ways of agreeing at the end of a few words.
TAG: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"(?:好|行|可以|成|同意)(?:吗|吧|不好|不行|嘛)?[？?]?$"),
    "en": re.compile(r",? (?:deal|ok|okay|agree|agreed|fine|all right|alright|good|right)\W*$"),
}


def in_short(
    words: str,
    lang: Lang,
    scenario: Scenario,
    *,
    bears: Payer | None,
    agreed: bool,
) -> list[Remedy]:
    """The remedy that a clause without a remedy's name grants, for this case's wishes. `words` are
    folded, `agreed` says that the reply asks whether the buyer agrees."""
    money = [w for w in scenario.wants if w.remedy in _MONEY or set(w.accepts) & set(_MONEY)]
    goods: Collection[Remedy] = {r for w in scenario.wants for r in w.accepts}
    if money and _GIVEN_BACK[lang].search(words):
        return ["partial_refund"]
    if not money and "coupon" in goods and _GIVEN_BACK[lang].search(words):
        # Money that is not paid back may be taken off the next order, if just that was asked for.
        fees = set(_FEE[lang].findall(words))
        return (
            ["coupon"] if fees and fees <= set(_FEE[lang].findall(_wishes(scenario, lang))) else []
        )
    if money and bears == "shop" and _about_that(words, lang, scenario):
        return ["partial_refund"]
    if (_NEW_ONE if agreed else _BARE_NEW_ONE)[lang].search(words):
        return [r for r in ("reship", "exchange") if r in goods][:1]
    return []


def _about_that(words: str, lang: Lang, scenario: Scenario) -> bool:
    """Whether what we pay is what was asked for: some cost of sending only if the wish names it."""
    costs = set(COSTS_OF_SENDING[lang].findall(words))
    wishes = _wishes(scenario, lang, _MONEY)
    return bool(wishes) and all(cost in wishes for cost in costs)


def _wishes(scenario: Scenario, lang: Lang, remedies: Collection[Remedy] | None = None) -> str:
    """The lines, in lower case, in which the buyer asks for a remedy; only for some of them if
    `remedies` is given."""
    return " ".join(
        line.text.lower()
        for line in scenario.lines
        for want in scenario.wants
        if line.lang == lang
        and line.act == f"ask.{want.id}"
        and (remedies is None or want.remedy in remedies)
    )
