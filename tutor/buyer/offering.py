"""What a buyer in this case takes for an offer.

Understanding names acts of any reply; the buyer also knows what the talk is about. Somebody who
waits for money hears an offer in "20 euros?", and in "that is on us".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from tutor.buyer.payer import payer
from tutor.buyer.short_offers import AT_ONCE, COSTS_OF_SENDING, TAG, in_short
from tutor.buyer.sums import PRICE_OF, TOO_MUCH, bare_sum, half_back
from tutor.domain import ActionRecord, Clause, Lang, LearnerText, Reading, Remedy, Scenario
from tutor.understand.facts import says
from tutor.understand.read import simplified


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A remedy that the reply proposes or commits to, with its sum if one was said. `sure` is
    False for what only a buyer who waits for a remedy would take for an offer."""

    remedy: Remedy
    amount: Decimal | None
    committed: bool
    sure: bool = True
    to_buyer: bool = False  # says that it is for this buyer
    instead: bool = False  # in place of something else, not beside it
    reports: bool = False  # says that it is done
    asked: bool = False  # whether the buyer agrees


_IF = {
    "zh": re.compile(r"\s*(?:如果|要是|假如|只要|万一)"),
    "en": re.compile(r"\s*(?:if(?! (?:i|we)\b)|unless|in case|provided)\b", re.I),
}
# What follows a remedy takes it for granted and offers none.
_AFTERWARDS = {
    "zh": re.compile("(?:退款|退货|换货|补发|取消|维修)(?:以|之)?后"),
    "en": re.compile(
        r"\b(?:after|once) (?:the |your |a )?(?:refund|return|exchange|cancellation|replacement|repair)\b",
        re.I,
    ),
}
_GIVES = {
    "zh": re.compile(
        r"(?:我们?|店里|这边)?.{0,8}(?:退|还|赔|补|送|给|寄|发|换|减|便宜|优惠|出|承担|抵|改|安排)(?:给|您|你|一|\d|新|成|好|回|到)?"
    ),
    "en": re.compile(
        r"\b(?:i|we)(?:'d|'ll|'m| would| will| can| could| may| are| am)\b|\b(?:shall|may|can|could) (?:i|we)\b|\bhow (?:about|would)\b|\bif we\b|\bwhat (?:i|we) can\b|\bwould (?:a|an|the|you)\b|\b(?:back|off)\b|\bgo out to you\b|\byou(?:'ll| will| can| shall)? (?:get|have|receive)\b|\b(?:i|we) (?:also |now |then )?(?:fly|send|ship|mail|post|pay|give|return|refund|offer|cancel|change|exchange|replace|make|take|cover|repair)\b|\bwill be (?:sent|shipped|mailed|posted|refunded|paid|replaced|repaired|changed)\b|\b(?:going|goes|go) out\b|\b(?:factory|warehouse|shop|team|colleagues?) (?:will|can|is going to)\b|\bon (?:its|their) way\b|\blet me\b|\bthere'?s? (?:is )?a\b|\bhere'?s\b|\blet'?s\b",
        re.I,
    ),
}
_BUYER_PAYS = {
    "zh": re.compile(
        r"(?:您|你|贵司|买家|顾客)(?:自己|这边|需要|还要|得|要|应该)*(?:付|交|出|承担|支付)"
    ),
    "en": re.compile(
        r"\byou(?:'ll| will| need| have| must| should)?(?: to| have to| need to)* (?:pay|cover|transfer)\b",
        re.I,
    ),
}
_COUPON = {
    "zh": re.compile(r"券|红包|折扣码|[送给发](?:您|你)?一张(?!.{0,6}(?:照片|图|单|发票|证))"),
    "en": re.compile(r"\bvouchers?\b|\bcoupons?\b|\bcredit\b", re.I),
}
# A price made lower: money before the buyer has paid, a coupon or money back after.
_CHEAPER = {
    "zh": re.compile(
        r"便宜|优惠|打折|减(?:免|掉|去)?[您你]?.{0,2}[\d一二三四五六七八九十两]|少(?:收|付|算|[您你])"
    ),
    "en": re.compile(
        r"\boff\b|\bcheaper\b|\bdiscounts?\b|\bless\b|\bdown by\b|\bminus\b|\bdeduct\w*", re.I
    ),
}
_MONEY = {
    "zh": re.compile(r"退|还|赔|补|贴|承担|出|返|给"),
    "en": re.compile(
        r"\bback\b|\brefund|\breturn|\bpay\b|\bgive\b|\boffer\b|\bcover\b|\bhow about\b|\bcontribut|\bwhat (?:we|i) can do\b|\byou(?:'ll| will)? (?:get|receive)\b",
        re.I,
    ),
}
# Ways of putting a remedy that name it by what is done.
_DONE_BY: dict[Remedy, dict[Lang, re.Pattern[str]]] = {
    "reship": {
        "zh": re.compile(
            r"新的?.{0,10}(?:寄|发|送|运)|(?:寄|发|送|运).{0,6}(?:新|另外?一|一[套个件双台把条张])|再来一|重新?(?:做|印|生产)|再(?:做|印|生产).{0,3}[\d一两二三几批]|(?:少|漏|缺|差)的.{0,10}(?:寄|发|送|运)|补(?:您|你|给您|给你)?(?:一|新|两|[个根条件套双把台只])"
        ),
        "en": re.compile(
            r"\b(?:how|what) about (?:a|an|another|one) (?:brand[- ])?(?:new|other|more|second|fresh)?\b"
            r"|\b(?:make|produce|print|sew)\b.{0,12}\b(?:new|again|another|once more)\b"
            r"|\b(?:send|ship|post|mail|dispatch|fly|get|give|go(?:es)? out)\b.{0,30}\b(?:another|new|again|replacement|right one|second|missing)\b"
            r"|\b(?:new|another|missing|right|correct|replacement|other|cartons?|boxes|parts?|pieces?|machines?|both|things|items|goods)\b.{0,16}\b(?:fl(?:y|ies)|leaves?|sets? off|depart\w*|sails?|ships?|comes?)\b.{0,24}\b(?:out|off|today|tomorrow|tonight|this|on|by|to you)\b"
            r"|\b(?:new|another|one|missing|right|correct|replacement)\b.{0,30}\b(?:go(?:es)? out|going out|on (?:its|their) way|sent|shipped|mailed|posted)\b"
            r"|\b(?:send|ship|post|mail|fly) (?:it |them )?(?:to )?(?:you )?(?:a|an|the|your|it|them|one)\b(?!.{0,30}\b(?:photo|picture|video|link|label|e-?mail|message|invoice|coupon|voucher|code|number|form|paper|certificate|document|back)s?\b)",
            re.I,
        ),
    },
    "partial_refund": {
        "zh": re.compile(r"(?:钱|款|费|元|块|\d).{0,8}(?:退|还|返)(?:给|回|还)|退.{0,8}(?:钱|款)"),
        "en": re.compile(
            r"(?:\d|\bmoney\b|\bprice\b|\bamount\b|\bpayment\b|\bfee\b).{0,20}\bback\b|\bback\b.{0,20}(?:\d|\bmoney\b|\bprice\b|\bamount\b|\bpayment\b|\bfee\b)"
            r"|\b(?:full|whole|entire) (?:price|amount|sum)\b|\b(?:every|each) (?:cent|penny)\b",
            re.I,
        ),
    },
    "exchange": {
        "zh": re.compile(
            r"换|(?:寄|发|给|送)(?:您|你)?(?:一?[个件双台套把])?(?:大|小|长|短)(?:一?点儿?|一?些|一?号|的)"
        ),
        "en": re.compile(
            r"\b(?:swap|switch|replace|trade)\b|\b(?:send|get) you (?:a|the|size)\b.{0,12}\d"
            r"|\b(?:send|get|give|ship) you (?:an?|the|one|some|two)(?: of the)? (?:bigger|smaller|larger|longer|shorter|right|correct|other|different)\b",
            re.I,
        ),
    },
    "repair": {
        "zh": re.compile(r"修"),
        "en": re.compile(r"\b(?:repair|fix|mend|technician|mechanic|service centre)", re.I),
    },
    "change_address": {
        "zh": re.compile(r"(?:改|换|寄|送).{0,4}(?:到|成|去)"),
        "en": re.compile(
            r"\b(?:switch|change|update|use|redirect|sen[dt]|ship|shipped|go|delivered?)\b.{0,30}\b(?:address|there|new (?:home|place)|instead)\b|\b(?:put|write|note|enter)\b.{0,12}\bnew (?:address|warehouse|home|house|flat|office|place)\b",
            re.I,
        ),
    },
}
# What an address is made of beside names.
_ADDRESS_PARTS: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"[\da-z\s,，、]+|[路街道巷号楼室区市省县镇村层座]"),
    "en": re.compile(
        r"[\d,.]+|\b(?:street|road|avenue|lane|area|city|industrial|north|south|east|west|new|old|floor|block|unit|building|jalan|house|home|view|park|town)\b"
    ),
}
_MONEY_BACK = ("refund", "partial_refund", "coupon")
# What is done for a remedy offers none by itself.
_PURPOSE = {
    "zh": re.compile(r"\s*为了?(?!您|你|贵)"),
    "en": re.compile(r"\s*(?:in order )?to (?:make up|compensate|cover|bridge|settle)\b", re.I),
}
_BUT = {
    "zh": re.compile(r"不过|但是?|可是|只是|而是"),
    "en": re.compile(r"\b(?:but|however|instead)\b,?", re.I),
}
_DENIES = {
    "zh": re.compile(r"不(?!过|用|需|必|如)|没|无法"),
    "en": re.compile(r"n't\b|\b(?:not|cannot|never|no)\b", re.I),
}
# Goods that set out for the buyer.
_GOES = {
    "zh": re.compile(r"(?:发|寄|送|运|走|出发|上飞机|起飞)"),
    "en": re.compile(
        r"\b(?:fly|flies|flying|leaves?|leaving|sets? off|sail\w*|depart\w*|go|goes|going|gets?|ships?|comes?)\b",
        re.I,
    ),
}
# A question by which we ask leave to do something: 取消了吧?, shall we cancel it?
OURS = {
    "zh": re.compile(
        r"(?<![给跟帮向])我们?(?!的)|[给帮为](?:您|你)|吧[？?]?$|(?:好|行|可以|怎么样|对|成)(?:吗|不好|不行)?[？?]?$"
    ),
    "en": re.compile(
        r"\b(?:shall|may|can|could|should) (?:i|we)\b|\b(?:i|we) (?:just )?\w+.{0,40}\b(?:okay|ok|right|fine|good|all right|yes|agreed)\b|\blet'?s\b|\bhow about\b|\bwhat about\b|\bif (?:i|we)\b",
        re.I,
    ),
}
# Whether the buyer wants something done offers it.
_WOULD_YOU = {
    "zh": re.compile(r"(?<!哪)要不要|需不需要|需要.{0,12}吗|(?:您|你)(?:想|愿意).{0,12}吗"),
    "en": re.compile(r"\b(?:do|would) you (?:still |also )?(?:want|like|need)\b(?!.*\bor\b)", re.I),
}
_CASH = {
    "zh": re.compile("钱|款|金额"),
    "en": re.compile(r"\b(?:money|payment|amount|sum|price)\b|\bwhat you paid\b", re.I),
}
REPORTS: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile("已经?|刚才?|^(?!.*(?:会|马上|将|这就|可以|能)).*(?:过了|好了|了$)"),
    "en": re.compile(
        r"^(?!.*(?:'ll|\b(?:will|can|shall|could|going to))\b).*\b(?:have|has|had|was|were|been|did|already|just|done|refunded|sent|paid|cancelled|changed)\b|'ve\b",
        re.I,
    ),
}
# What the buyer is said to have by a day or back is still to come.
_YOU_HAVE = re.compile(r"\byou(?:'ll)? (?:have|get)\b.{0,24}\b(?:back|by|on|until|before)\b")
_MORE = {
    "zh": re.compile("再|另外|还(?:可以|能|给)|又|多"),
    "en": re.compile(r"\b(?:another|again|more|extra|also|as well|too|on top)\b", re.I),
}
_TO_BUYER = {
    "zh": re.compile("[给帮为替退还返赔补少][您你]|[到回][您你]的?(?:卡|账户|银行|钱包)"),
    "en": re.compile(r"\byou\b|\byour (?:card|account|money|address|order)\b", re.I),
}
_INSTEAD = {
    "zh": re.compile("要不|不如|改(?:成|为)|换成|只(?:能|有|可以)|还是.{0,12}吧"),
    "en": re.compile(r"\b(?:instead|rather|only|how about|what about|would you take)\b", re.I),
}
_HOW_ABOUT = re.compile(r"\s*要不(?!是)|\s*不如")
_WE_RETURN = re.compile(r"\b(?:i|we)(?:'ll| will| can)? return (?:it|that|this|them)\b")
_MONEY_WORDS = frozenset({"rouble", "ruble", "peso", "ringgit", "dollar", "euro", "buck"})


def offers(text: LearnerText, reading: Reading, scenario: Scenario) -> tuple[Offer, ...]:
    """The remedies proposed, in order; what is refused, denied, quoted or the condition of
    something else is none. A sum goes with the remedy that its sentence names."""
    plain, lang = simplified(text), text.lang
    accepted = {remedy for want in scenario.wants for remedy in want.accepts}
    withheld = _withheld(reading, plain, lang)
    agreed = any("ask_agreement" in clause.acts for clause in reading.clauses)
    total = scenario.desk.order.total if scenario.desk.order is not None else None
    found: list[Offer] = []
    for clause in reading.clauses:
        words, denied = _what_is_granted(clause.span.of(plain), clause, lang)
        if denied or clause.quoted or _IF[lang].match(words):
            continue
        if _AFTERWARDS[lang].search(words) or _PURPOSE[lang].match(words):
            continue
        if _ONLY_THEN[lang].search(words) and withheld:
            continue
        if TOO_MUCH[lang].search(words) or PRICE_OF[lang].search(words):
            continue
        bears = payer(words, lang)
        firm = bool({"offer", "promise"} & set(clause.acts))
        bare_one = bare_sum(clause, words, lang) if accepted & set(_MONEY_BACK) else None
        amount = _amount(clause) or bare_one or half_back(words, lang, total)
        said = words if amount is None else _sentence(reading, clause, plain)
        gives = _GIVES[lang].search(said) is not None and not _BUYER_PAYS[lang].search(said)
        ours = clause.question and any(p[lang].search(words) for p in (OURS, _WOULD_YOU, TAG))
        proposed = firm or gives or agreed or ours or proposes(clause)
        proposed = proposed or bare_one is not None
        named = remedies_in(clause)
        if bears is not None and amount is None and COSTS_OF_SENDING[lang].search(words):
            # Who pays for sending something is no offer to send it.
            named = [remedy for remedy in named if remedy in _MONEY_BACK]
        if named and amount is None and not clause.question:
            amount = _lone_amount(reading, clause)
        meant = (_meant(remedy, words, lang, _amount(clause), accepted) for remedy in named)
        named = [remedy for remedy in meant if remedy is not None]
        if amount is not None and "coupon" not in named and _COUPON[lang].search(words):
            named = ["coupon"] if proposed or "coupon" in accepted else []
        elif not named and amount is not None and not _names_remedy(reading, clause, plain, lang):
            cheaper = _CHEAPER[lang].search(words) is not None
            if "repair" in accepted and _is_repair(said, amount, scenario, lang):
                named, proposed = ["repair"], True
            elif bears == "shop":
                named, proposed = ["partial_refund"], True
            elif proposed or (cheaper and not clause.question):
                bare = clause.question or agreed or "offer" in clause.acts or bare_one is not None
                named, proposed = _by_amount(said, lang, accepted, bare=bare), True
            firm = False
        there = "change_address" in accepted and _new_address(scenario, words, lang)
        if not named and (firm or gives or ours or there or _GOES[lang].search(words)):
            named = _by_deed(words, lang, accepted, there)
            firm, proposed = False, proposed or bool(named)
        tagged = TAG[lang].search(words) is not None
        if not named and (tagged or not clause.question):
            named = in_short(words, lang, scenario, bears=bears, agreed=agreed or tagged)
            firm, proposed = False, proposed or bool(named)
        committed = "promise" in clause.acts and not clause.conditional
        found += [
            Offer(
                remedy=remedy,
                amount=amount,
                committed=committed,
                sure=firm
                or (gives and not clause.question and AT_ONCE[lang].search(words) is not None),
                to_buyer=_TO_BUYER[lang].search(words) is not None,
                instead=_INSTEAD[lang].search(words) is not None
                or _KEEPS[lang].search(_whole(reading, clause, plain)) is not None,
                reports=REPORTS[lang].search(words) is not None and _YOU_HAVE.search(words) is None,
                asked=clause.question or agreed,
            )
            for remedy in named
            if proposed or (remedy in accepted and not clause.question)
        ]
    return tuple(found)


# Under the condition that the buyer gives the wish up.
_KEEPS = {
    "zh": re.compile(
        r"(?:如果|要是|假如|只要)(?:您|你)?.{0,4}(?:留(?:着|下)|不(?:退|换|取消|寄)|继续用|愿意要)"
    ),
    "en": re.compile(
        r"\bif you (?:(?:can |would |will |want to |decide to )?keep|(?:do not|don't) (?:return|exchange|cancel|send))\b",
        re.I,
    ),
}


def _whole(reading: Reading, clause: Clause, plain: str) -> str:
    """The sentence of a clause with its conditions."""
    inside = [c for c in reading.clauses if c.sentence == clause.sentence]
    return plain[inside[0].span.start : inside[-1].span.end]


def still_to_do(
    proposed: tuple[Offer, ...], actions: tuple[ActionRecord, ...]
) -> tuple[Offer, ...]:
    """The offers without those that only speak of what has been done at the desk."""

    def over(offer: Offer) -> bool:
        for action in actions:
            if action.remedy is None or kind(action.remedy) != kind(offer.remedy):
                continue
            told = offer.amount is None or offer.amount == action.amount
            if told and offer.reports:
                return True
            if offer.amount is None and not (offer.sure or offer.to_buyer):
                return True
        return False

    return tuple(offer for offer in proposed if not over(offer))


def kind(remedy: Remedy) -> Remedy:
    """Money back is money back, whether or not all of it."""
    return "refund" if remedy == "partial_refund" else remedy


# What is only done under a condition, after it was said that it is not done, is refused.
_ONLY_THEN = {
    "zh": re.compile(r"才(?:能|可以|会|给|好|行)"),
    "en": re.compile(
        r"\b(?:only (?:if|when|after|once|with)|unless|until|not before|before (?:i|we) can)\b",
        re.I,
    ),
}


def _withheld(reading: Reading, plain: str, lang: Lang) -> bool:
    """Whether the reply says of a remedy that we do not do it."""
    return any(
        ("refuse" in c.acts or c.negated)
        and not c.question
        and (remedies_in(c) or _GIVES[lang].search(c.span.of(plain)))
        and _what_is_granted(c.span.of(plain), c, lang)[1]
        for c in reading.clauses
    )


def _what_is_granted(words: str, clause: Clause, lang: Lang) -> tuple[str, bool]:
    """The part of a clause that may grant something, and whether it is denied: after "we can't
    do that, but" begins something else."""
    if "refuse" not in clause.acts and not clause.negated:
        return words, False
    if _HOW_ABOUT.match(words):
        return words, False
    parts = _BUT[lang].split(words, maxsplit=1)
    if len(parts) == 2 and not _DENIES[lang].search(parts[1]):
        return parts[1], False
    freed = payer(words, lang) == "shop" and "refuse" not in clause.acts
    return words, not freed


def _new_address(scenario: Scenario, words: str, lang: Lang) -> bool:
    """Whether an address of the case's facts stands in the words, or a name that is only in it."""
    order = scenario.desk.order
    old = order.address.get(lang).lower() if order and order.address else ""
    return any(
        says(fact.zh, words)
        or says(fact.en, words)
        or any(part in words and part not in old for part in _names(fact.get(lang), lang))
        for key, fact in scenario.desk.facts.items()
        if "address" in key
    )


def _names(address: str, lang: Lang) -> list[str]:
    """The names in an address: of the street, the quarter, the town."""
    parts = _ADDRESS_PARTS[lang].sub(" ", address.lower()).split()
    return [part for part in parts if len(part) >= (2 if lang == "zh" else 4)]


def _is_repair(said: str, amount: Decimal, scenario: Scenario, lang: Lang) -> bool:
    """Whether a sum is the price of the repair: the sentence says so, or the shop takes just that."""
    policy = scenario.desk.policy
    return _DONE_BY["repair"][lang].search(said) is not None or (
        policy is not None and policy.repair_price == amount
    )


def _meant(
    remedy: Remedy, words: str, lang: Lang, amount: Decimal | None, accepted: Collection[Remedy]
) -> Remedy | None:
    """What a buyer who wants something of its own takes a remedy for: "I'll return the 28.80" is
    about money and not goods, 换成宿务 about the address and not the goods; what we return without
    saying what is money to whom waits for money, and nothing to anybody else."""
    if remedy == "return" and (amount is not None or _CASH[lang].search(words)):
        return "refund" if amount is None else "partial_refund"
    if remedy == "return" and _WE_RETURN.search(words):
        return "refund" if {"refund", "partial_refund"} & set(accepted) else None
    if remedy == "exchange" and "change_address" in accepted:
        return "change_address"
    return remedy


def _beside(reading: Reading, clause: Clause) -> list[Clause]:
    return [c for c in reading.clauses if c.sentence == clause.sentence and c is not clause]


def _sentence(reading: Reading, clause: Clause, plain: str) -> str:
    inside = [
        c
        for c in reading.clauses
        if c.sentence == clause.sentence and not (c.conditional and c is not clause)
    ]
    return plain[inside[0].span.start : inside[-1].span.end]


def _names_remedy(reading: Reading, clause: Clause, plain: str, lang: Lang) -> bool:
    return any(
        slot.kind == "remedy"
        for c in _beside(reading, clause)
        if not (c.negated or "refuse" in c.acts or _PURPOSE[lang].match(c.span.of(plain)))
        for slot in c.slots
    )


def _lone_amount(reading: Reading, clause: Clause) -> Decimal | None:
    """The sum of the sentence where only one is said, and not beside a remedy of its own."""
    sums = [
        amount
        for c in _beside(reading, clause)
        if (amount := _amount(c)) is not None and not any(s.kind == "remedy" for s in c.slots)
    ]
    return sums[0] if len(sums) == 1 else None


def remedies_in(clause: Clause) -> list[Remedy]:
    """The remedies that a clause names, in order."""
    return [s.value for s in clause.slots if s.kind == "remedy"]  # type: ignore[misc]


def proposes(clause: Clause) -> bool:
    """A question that names a sum."""
    return clause.question and _amount(clause) is not None


# Money that goes back, and no price made lower.
_BACK = {
    "zh": re.compile("退|还(?:给|您|你)|返"),
    "en": re.compile(r"\bback\b|\brefund|\breturn", re.I),
}


def _by_amount(words: str, lang: Lang, accepted: Collection[Remedy], *, bare: bool) -> list[Remedy]:
    if _COUPON[lang].search(words):
        return ["coupon"]
    if _CHEAPER[lang].search(words):
        return ["partial_refund" if "coupon" not in accepted else "coupon"]
    if not (bare or _MONEY[lang].search(words)):
        return []
    only_coupon = "coupon" in accepted and not {"refund", "partial_refund"} & set(accepted)
    return ["coupon" if only_coupon and not _BACK[lang].search(words) else "partial_refund"]


def _by_deed(
    words: str, lang: Lang, accepted: Collection[Remedy], to_new_address: bool
) -> list[Remedy]:
    if to_new_address and "change_address" in accepted:
        return ["change_address"]
    for remedy, ways in _DONE_BY.items():
        wanted = remedy in accepted or (remedy == "partial_refund" and "refund" in accepted)
        if wanted and ways[lang].search(words):
            return [remedy]
    return []


def _amount(clause: Clause) -> Decimal | None:
    for slot in clause.slots:
        if not isinstance(slot.value, Decimal):
            continue
        if slot.kind == "amount" and slot.unit != "%":
            return slot.value
        if slot.kind == "quantity" and str(slot.unit).lower().rstrip("s") in _MONEY_WORDS:
            return slot.value
    return None
