"""compliance.sensitive_data: lets a number into the chat that the shop's own rules keep out of it.

The other rules of this check know a secret by its name. Here the desk says that a number must not
be sent in the chat, and the reply only says "the number", "it" or "yes, you can".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.check.pieces import in_quotes, plain, words_of
from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.check.rules.compliance_secrets import HANDED_OVER, KEPT, TAX, kept_out
from tutor.domain import Bilingual, Context, Desk, LearnerText, Policy, Reading, Span

# The number, the sixteen digits; not the order number or the number on the parcel.
_NUMBER = {
    "zh": re.compile(
        r"(?<!订单)(?<!物流)(?<!快递)(?<!运单)(?<!电话)(?<!手机)(?:号码|NPWP|NIK|税卡|证件)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:(?:the|your|that|this) (?:(?:16|sixteen)(?:[- ]digit)? |missing |right |full |whole )?(?:number|digits|card)|npwp|nik)\b(?! (?:of|on) (?:the|your) (?:order|parcel|package|label))"
    ),
}
# The buyer asks whether the number may be sent or written here.
_MAY_I = {
    "zh": re.compile(
        r"^(?=.*(?:号|税|卡|证件)).*(?:发|给|写|告诉|传).{0,4}(?:您|你|这里|这儿|聊天)", re.S
    ),
    "en": re.compile(
        r"^(?=.*\b(?:numbers?|card|digits|npwp)\b).*\b(?:type|send|give|tell|share|write|text|message|photo)\b.*\b(?:here|you|chat)\b",
        re.S,
    ),
}
_YES = {
    "zh": re.compile(
        r"(?:好|行|可以|没问题|当然|能)(?:的|啊|呀|了|可以|没问题|您可以|你可以)*(?:发|拍|写|传|给|告诉)?(?:给|到|在)?(?:我|这里|这儿|聊天里)?(?:吧|就行|就可以|就好)?(?:了)?|(?:您|你|请|直接|就|把它|可以)*(?:发|拍|写|传|给|告诉|发照片)(?:给|到|在)?(?:我|这里|这儿|聊天里)(?:吧|就行|就可以|就好)?(?:了)?"
    ),
    "en": re.compile(
        r"(?:yes|yeah|sure|of course|ok|okay|certainly|no problem|all right|that's (?:fine|ok|okay)|it's (?:fine|ok|okay))(?: you (?:can|may))?|(?:(?:yes|sure|ok|okay) )?(?:(?:please|just|you can|you may|yes you can|kindly|simply) )*(?:(?:type|send|give|tell|share|write|text|message|show) (?:it|that|them|the photo|a photo|me|us|here)(?: (?:here|to (?:me|us)|in (?:the|this) chat|then|now|and (?:i|we) .*))*)|(?:yes )?(?:you (?:can|may)|please do|go ahead)"
    ),
}
_TRIM = " ,.!?;:，。！？；：\n"


def _find(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    lang = text.lang
    if lang not in TAX or not kept_out(context.desk):
        return
    whole = plain(text).lower()
    asked = _MAY_I[lang].search((context.buyer or "").lower()) is not None
    if KEPT[lang].search(whole):
        return  # the reply itself says where the number goes or that it stays away
    found: list[Span] = []
    for clause in reading.clauses:
        words = words_of(clause, text).lower()
        if clause.quoted or TAX[lang].search(words):
            continue
        named = _NUMBER[lang].search(words) and HANDED_OVER[lang].search(words)
        agreed = asked and _YES[lang].fullmatch(words.strip(_TRIM))
        if (named or agreed) and not in_quotes(text, reading, clause.span):
            found.append(clause.span)
    if found:  # "yes" and "you can type it here" are one answer
        yield Hit(span=max(found, key=lambda span: span.end - span.start))


_DESK = Desk(
    policy=Policy(
        notes=(
            Bilingual(zh="税号不能发在聊天里。", en="A tax number must not be sent in the chat."),
        )
    )
)
_WHY = Bilingual(
    zh="别人看到这个号码，可能会做坏事；请顾客自己在官方网站上填。",
    en="Whoever sees this number can misuse it; the buyer enters it on the official website.",
)
_MESSAGE = Bilingual(
    zh="“{text}”：顾客的个人号码不能发在聊天里。",
    en="“{text}”: a buyer's personal number does not belong in the chat.",
)
_SOURCE = "《中华人民共和国个人信息保护法》第六条; Regulation (EU) 2016/679 (GDPR), Art. 5(1)(c)"

RULES: tuple[Rule, ...] = (
    Rule(
        id="compliance.sensitive_data.kept_out",
        check="compliance.sensitive_data",
        langs=("zh", "en"),
        severity="error",
        message=_MESSAGE,
        why=_WHY,
        source=_SOURCE,
        good=(
            Good("请您告诉我订单号，好吗？", desk=_DESK),
            Good("请您把号码写在官网上。", desk=_DESK),
            Good("Could you tell me your order number?", lang="en", desk=_DESK),
            Good(
                "No, please don't. You can enter it on the carrier's website.",
                lang="en",
                desk=_DESK,
                buyer="May I type the number here?",
            ),
        ),
        bad=(
            Bad(marked="⟦请您把号码发给我⟧。", desk=_DESK),
            Bad(marked="⟦可以⟧，我帮您写。", desk=_DESK, buyer="我把号码发给您，可以吗？"),
            Bad(marked="⟦Please send me the number here⟧.", lang="en", desk=_DESK),
            Bad(
                marked="Yes, ⟦you can type it here⟧.",
                lang="en",
                desk=_DESK,
                buyer="May I type the number here in the chat?",
            ),
        ),
        find=_find,
    ),
)
