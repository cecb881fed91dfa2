"""What a buyer in this case hears in a reply: what is asked for, and what is offered.

Understanding names acts of any reply; the buyer also knows what the talk is about. Somebody who
waits for money hears an offer in "20 euros?", and takes "which size?" for a question about the size.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from tutor.domain import Clause, Lang, LearnerText, Reading, Remedy, Scenario
from tutor.understand.read import simplified


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A remedy that the reply proposes or commits to, with its sum if one was said. `sure` is
    False for what only a buyer who waits for a remedy would take for an offer."""

    remedy: Remedy
    amount: Decimal | None
    committed: bool
    sure: bool = True


_ASKS = {
    "ask_order": ("order_id",),
    "ask_photo": ("photo", "video"),
    "ask_address": ("address",),
    "ask_preference": ("preference",),
    "ask_detail": ("detail",),
}
# What a question is about, whatever kind of question it was taken for.
_ABOUT: dict[str, dict[Lang, re.Pattern[str]]] = {
    "photo": {
        "zh": re.compile(
            r"照片|图片|拍(?:一?[下张个]|照|给|了|清楚|出来)|截图|发.{0,3}图|看.{0,10}(?:什么样|样子)"
        ),
        "en": re.compile(
            r"\b(?:photo\w*|pictures?|pics?|images?|screenshots?|scan)\b|\bshow (?:me|us)\b"
            r"|\b(?:may|can|could) (?:i|we) (?:please )?(?:see|look at|have a look|take a look)\b(?!.{0,30}\b(?:number|order|what|if)\b)",
            re.I,
        ),
    },
    "email": {
        "zh": re.compile(r"邮箱|电子邮件地址|(?:注册|用).{0,4}邮件"),
        "en": re.compile(r"\be-?mail (?:address|account)\b|\bwhich e-?mail\b", re.I),
    },
    "phone": {
        "zh": re.compile(r"电话(?:号码|是)|手机号|联系方式"),
        "en": re.compile(r"\b(?:phone|mobile|contact) (?:number|no)\b", re.I),
    },
    "address": {
        "zh": re.compile(
            r"地址|(?:寄|送|发)(?:到|去)(?:哪|什么地方)|住(?:在)?(?:哪|什么地方)|去(?:哪|什么地方).{0,4}[拿取收接]"
        ),
        "en": re.compile(
            r"(?<!mail )\baddress\b|\bwhere (?:should|shall|can|do|would|could) .{0,30}\b(?:deliver|send|ship|collect|pick)|\bwhere\b.{0,20}\byour\b.{0,10}\b(?:house|home|flat|office|shop)\b",
            re.I,
        ),
    },
    "size": {
        "zh": re.compile(r"多大(?:的|号|码)|几号|(?:什么|多大|哪个)尺[码寸]|穿多大|尺[码寸]是"),
        "en": re.compile(r"\b(?:what|which) size\b|\bsize do you\b", re.I),
    },
    "order_id": {
        "zh": re.compile(r"订单(?:编?号|号码)|单号|哪(?:一?个|张)订单"),
        "en": re.compile(
            r"\border (?:number|id|no)\b|\bnumber of (?:your|the) order\b|\bwhich order\b", re.I
        ),
    },
    "preference": {
        "zh": re.compile(
            r"(?:还是|或者).{0,8}(?:退|换|补|寄|券|钱|款|优惠|修)|哪(?:一)?(?:种|个)(?:办法|方案|方式|处理)|(?:希望|想要?)(?:我们)?(?:怎么|如何|怎样)(?:处理|解决|做|办)"
        ),
        "en": re.compile(
            r"\b(?:prefer|rather|like better)\b|\bwhat would you like (?:us|me)\b|\bhow would you like (?:us|me|it|this)\b"
            r"|\b(?:new|refund|replacement|exchange|voucher|coupon|cash|money|credit|return)\b[^.?]{0,30}\bor\b[^.?]{0,30}\b(?:new|refund|replacement|exchange|voucher|coupon|cash|money|credit|return)\b",
            re.I,
        ),
    },
}
# What a question must speak of to be one for the order or for an address.
_NAMED: dict[str, dict[Lang, re.Pattern[str]]] = {
    "ask_order": {
        "zh": re.compile("订单|单号|编号|号码|单子|哪(?:一)?单"),
        "en": re.compile(
            r"\border\b|(?<!tax )(?<!phone )(?<!card )(?<!account )(?<!tracking )\bnumber\b|\bno\b|\bid\b|\bcode\b|\breference\b",
            re.I,
        ),
    },
    "ask_address": {
        "zh": re.compile("地址|哪|门牌|邮编|收件|街|路|什么地方"),
        "en": re.compile(
            r"\bwhere\b|\baddress\b|\bstreet\b|\bzip\b|\bpost ?code\b|\bliving?\b|\blocat", re.I
        ),
    },
}
_ORDER = ("preference", "photo", "email", "phone", "size", "address", "order_id")
# Words by which a request hands the next step to the buyer, whoever it was taken for.
_HANDS_OVER = {
    "zh": re.compile(
        r"^让我们?看.{0,10}(?:什么样|样子)|^(?!.*我们?(?:会|已|给|把|来)).*(?:发(?:过来|给我|来|一)|拍(?:一?[下张个])|提供|写一下|告诉我|留一下)"
    ),
    "en": re.compile(
        r"^(?:please |just |kindly )?(?:send|share|take|give|tell(?! you)|attach|forward)\b", re.I
    ),
}
_WISH = {
    "zh": re.compile("想|要|希望|喜欢|愿意|哪(?:一)?[种个]|怎么|选"),
    "en": re.compile(
        r"\b(?:want|wish|like|would|prefer|need|choose|choice|option|suits?|which)\b", re.I
    ),
}
# A request that is no question names what should be handed over.
_REQUESTS = {
    "zh": re.compile(
        r"发|提供|告诉|说(?:一|说|明)|写|拍|给(?:我|一下)|描述|报(?:一下|给)|留(?:一)?下"
    ),
    "en": re.compile(
        r"\b(?:send|tell|give|show|forward|write)(?: (?:it|them))?(?: to)? (?:me|us)\b|\bplease\b.{0,24}\b(?:send|tell|give|provide|share|show|describe|forward|confirm|write|attach)\b"
        r"|\b(?:provide|share|describe|attach|let me (?:know|see|have)|need|may i|could i|can i)\b",
        re.I,
    ),
}
_HELP = {
    "zh": re.compile(
        r"(?:什么|哪些).{0,6}(?:可以|能|需要).{0,4}帮|帮(?:您|你)(?:什么|做什么)|能帮(?:到)?(?:您|你)|(?:还有|没有?).{0,6}(?:问题|需要)了?[吗吧]"
    ),
    "en": re.compile(
        r"\b(?:anything|what|how)\b.{0,12}\b(?:(?:can|may|could) (?:i|we)|(?:i|we) (?:can|could|may)) (?:do|help|assist)|\bhelp you with\b|\banything else\b|\b(?:any|no) (?:other|more|further) questions?\b|\bis that all\b",
        re.I,
    ),
}
# A guess put as a question wants nothing from the buyer.
_GUESS = {
    "zh": re.compile("^(?:可能|大概|也许|应该|或者)(?!.*(?:什么|哪|怎么|您|你))"),
    "en": re.compile(r"^(?:or |and )?(?:maybe|perhaps|probably|possibly)\b(?!.*\byou)", re.I),
}
_SMALL_TALK = {
    "zh": re.compile(
        r"天气|(?:热|冷)不(?:热|冷)|下雪|电影|电视剧|音乐|唱歌|足球|篮球|运动会|爱好|风景|旅游|旅行(?!箱|包)|周末|假期您|喜欢(?:吃|喝|看|听|什么)|好吃|中国菜|明星|聊(?:聊天|一聊)|学中文|星座"
    ),
    "en": re.compile(
        r"\bweather\b|\bsunny\b|\bfilms?\b|\bmovies?\b|\bmusic\b|\bfootball\b|\bbasketball\b|\bhobb\w+|\bweekends?\b|\bscenery\b|\bbeautiful (?:city|country|place)\b|\b(?:city|country) is (?:so |very )?beautiful\b|\b(?:city|country)\b.{0,12}\bis!"
        r"|\bvisit\b.{0,24}\bone day\b|\bpeople eat\b|\bfavou?rite (?:food|team|colou?r|singer)\b|\blike chinese food\b|\bpets?\b|\blikes? to (?:sing|dance|draw|paint|swim|cook|read)\b|\btravel(?:led|ling)? to\b",
        re.I,
    ),
}
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
        r"\b(?:i|we)(?:'d|'ll|'m| would| will| can| could| may| are| am)\b|\b(?:shall|may|can|could) (?:i|we)\b|\bhow (?:about|would)\b|\bif we\b|\bwhat (?:i|we) can\b|\bwould (?:a|an|the|you)\b|\b(?:back|off)\b|\bgo out to you\b|\byou(?:'ll| will| can| shall)? (?:get|have|receive)\b|\b(?:i|we) (?:also |now |then )?(?:fly|send|ship|mail|post|pay|give|return|refund|offer|cancel|change|exchange|replace|make|take|cover|repair)\b|\bwill be (?:sent|shipped|mailed|posted|refunded|paid|replaced|repaired|changed)\b|\b(?:going|goes|go) out\b|\bon (?:its|their) way\b|\blet me\b|\bthere'?s? (?:is )?a\b|\bhere'?s\b|\blet'?s\b",
        re.I,
    ),
}
# A question that proposes what we do.
_TOGETHER = {
    "zh": re.compile(r"我们|给您|帮您|为您"),
    "en": re.compile(
        r"\b(?:shall|may|can|could|should) (?:i|we)\b|\blet'?s\b|\bhow about\b|\bif (?:i|we)\b|\bwould an?\b",
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
    "zh": re.compile(r"券|红包|折扣码"),
    "en": re.compile(r"\bvouchers?\b|\bcoupons?\b|\bcredit\b", re.I),
}
# A price made lower: money before the buyer has paid, a coupon or money back after.
_CHEAPER = {
    "zh": re.compile(
        r"便宜|优惠|打折|减(?:免|掉|去)?[您你]?.{0,2}[\d一二三四五六七八九十两]|少(?:收|付|算)"
    ),
    "en": re.compile(r"\boff\b|\bcheaper\b|\bdiscounts?\b|\bless\b|\bdown by\b", re.I),
}
_MONEY = {
    "zh": re.compile(r"退|还|赔|补偿|承担|出|返|给"),
    "en": re.compile(
        r"\bback\b|\brefund|\breturn|\bpay\b|\bgive\b|\boffer\b|\bcover\b|\bhow about\b", re.I
    ),
}
# Ways of putting a remedy that name it by what is done.
_DONE_BY: dict[Remedy, dict[Lang, re.Pattern[str]]] = {
    "reship": {
        "zh": re.compile(
            r"新的?.{0,10}(?:寄|发|送)|(?:寄|发|送).{0,6}(?:新|另外?一|一[套个件双台])"
        ),
        "en": re.compile(
            r"\b(?:send|ship|post|mail|dispatch|fly|get|go(?:es)? out)\b.{0,30}\b(?:another|new|again|replacement|right one|second|missing)\b"
            r"|\b(?:new|another|one|missing|right|correct|replacement)\b.{0,30}\b(?:go(?:es)? out|going out|on (?:its|their) way|sent|shipped|mailed|posted)\b"
            r"|\b(?:send|ship|post|mail|fly) (?:it |them )?(?:to )?(?:you )?(?:a|an|the|your|it|them|one)\b(?!.{0,30}\b(?:photo|picture|video|link|label|e-?mail|message|invoice|coupon|voucher|code|number|form|paper|certificate|document|back)s?\b)",
            re.I,
        ),
    },
    "partial_refund": {
        "zh": re.compile(r"(?:钱|款|费|元|块|\d).{0,8}(?:退|还|返)(?:给|回|还)"),
        "en": re.compile(
            r"(?:\d|\bmoney\b|\bprice\b|\bamount\b|\bpayment\b|\bfee\b).{0,20}\bback\b|\bback\b.{0,20}(?:\d|\bmoney\b|\bprice\b|\bamount\b|\bpayment\b|\bfee\b)"
            r"|\b(?:full|whole|entire) (?:price|amount|sum)\b|\b(?:every|each) (?:cent|penny)\b",
            re.I,
        ),
    },
    "exchange": {
        "zh": re.compile(r"换"),
        "en": re.compile(
            r"\b(?:swap|switch|replace|trade)\b|\b(?:send|get) you (?:a|the|size)\b.{0,12}\d", re.I
        ),
    },
    "change_address": {
        "zh": re.compile(r"(?:改|换|寄|送).{0,4}(?:到|成|去)"),
        "en": re.compile(
            r"\b(?:switch|change|update|use|redirect|sen[dt]|ship|shipped|go|delivered?)\b.{0,30}\b(?:address|there|new (?:home|place)|instead)\b",
            re.I,
        ),
    },
}
_CASH = {
    "zh": re.compile("钱|款|金额"),
    "en": re.compile(r"\b(?:money|payment|amount|sum|price)\b|\bwhat you paid\b", re.I),
}
_HOW_ABOUT = re.compile(r"\s*要不(?!是)|\s*不如")
_MONEY_WORDS = frozenset({"rouble", "ruble", "peso", "ringgit", "dollar", "euro", "buck"})


def asks(text: LearnerText, reading: Reading, scenario: Scenario) -> tuple[str, ...]:
    """The keys of what the agent wants from the buyer, in the order in which it is asked."""
    plain, lang = simplified(text), text.lang
    wanted: dict[str, None] = {}
    for clause in reading.clauses:
        kinds = [act for act in clause.acts if act in _ASKS]
        words = clause.span.of(plain)
        handed = _HANDS_OVER[lang].search(words) is not None
        if not (clause.question or handed or (kinds and _REQUESTS[lang].search(words))):
            if "ask_photo" in kinds:
                wanted.setdefault("photo")
            continue
        about = [key for key in _ORDER if _ABOUT[key][lang].search(words)]
        about = [key for key in about if key != "size" or key in scenario.knows]
        if not kinds and not (about and (clause.question or handed)):
            continue
        if about:
            wanted.setdefault(about[0])
        elif any(talk[lang].search(words) for talk in (_HELP, _SMALL_TALK, _GUESS)):
            continue
        elif not _proposes(clause) and not (_TOGETHER[lang].search(words) and _remedies(clause)):
            for kind in kinds:
                if kind in _NAMED and not _NAMED[kind][lang].search(words):
                    wanted.setdefault("detail")
                    continue
                chosen = kind != "ask_preference" or _WISH[lang].search(words) or _remedies(clause)
                for key in _ASKS[kind] if chosen else ("detail",):
                    wanted.setdefault(key)
    if "preference" not in wanted and _chooses(reading):
        wanted.setdefault("preference")
    # Whoever asks for a picture of it wants the picture, and no description.
    return tuple(sorted(wanted, key=lambda key: key == "detail"))


def small_talk(text: LearnerText) -> bool:
    """Whether the reply talks of weather, food, sport and the like."""
    return _SMALL_TALK[text.lang].search(simplified(text)) is not None


def offers(text: LearnerText, reading: Reading, scenario: Scenario) -> tuple[Offer, ...]:
    """The remedies proposed, in order; what is refused, denied, quoted or the condition of
    something else is none. A sum goes with the remedy that its sentence names."""
    plain, lang = simplified(text), text.lang
    accepted = {remedy for want in scenario.wants for remedy in want.accepts}
    agreed = any("ask_agreement" in clause.acts for clause in reading.clauses)
    found: list[Offer] = []
    for clause in reading.clauses:
        words = clause.span.of(plain)
        denied = clause.negated and not _HOW_ABOUT.match(words)
        if "refuse" in clause.acts or denied or clause.quoted or _IF[lang].match(words):
            continue
        if _AFTERWARDS[lang].search(words):
            continue
        firm = bool({"offer", "promise"} & set(clause.acts))
        amount = _amount(clause)
        said = words if amount is None else _sentence(reading, clause, plain)
        gives = _GIVES[lang].search(said) is not None and not _BUYER_PAYS[lang].search(said)
        proposed = firm or gives or agreed or _proposes(clause)
        named = _remedies(clause)
        if named and amount is None and not clause.question:
            amount = _lone_amount(reading, clause)
        named = [_meant(remedy, words, lang, amount, accepted) for remedy in named]
        if not named and amount is not None and proposed and not _names_remedy(reading, clause):
            bare = clause.question or agreed or "offer" in clause.acts
            named = _by_amount(said, lang, accepted, bare=bare)
            firm = False
        if not named and (firm or gives):
            named = _by_deed(words, lang, accepted)
            firm = False
        committed = "promise" in clause.acts and not clause.conditional
        found += [
            Offer(remedy=remedy, amount=amount, committed=committed, sure=firm)
            for remedy in named
            if proposed or (remedy in accepted and not clause.question)
        ]
    return tuple(found)


def _meant(
    remedy: Remedy, words: str, lang: Lang, amount: Decimal | None, accepted: Collection[Remedy]
) -> Remedy:
    """What a buyer who wants something of its own takes a remedy for: "I'll return the 28.80" is
    about money and not goods, 换成宿务 about the address and not the goods."""
    if remedy == "return" and (amount is not None or _CASH[lang].search(words)):
        return "refund" if amount is None else "partial_refund"
    if remedy == "exchange" and "change_address" in accepted:
        return "change_address"
    return remedy


def _beside(reading: Reading, clause: Clause) -> list[Clause]:
    return [c for c in reading.clauses if c.sentence == clause.sentence and c is not clause]


def _sentence(reading: Reading, clause: Clause, plain: str) -> str:
    inside = [c for c in reading.clauses if c.sentence == clause.sentence]
    return plain[inside[0].span.start : inside[-1].span.end]


def _names_remedy(reading: Reading, clause: Clause) -> bool:
    return any(
        slot.kind == "remedy"
        for c in _beside(reading, clause)
        if not c.negated and "refuse" not in c.acts
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


def _remedies(clause: Clause) -> list[Remedy]:
    return [s.value for s in clause.slots if s.kind == "remedy"]  # type: ignore[misc]


def _proposes(clause: Clause) -> bool:
    return clause.question and _amount(clause) is not None


def _chooses(reading: Reading) -> bool:
    """Two remedies in one question leave the choice to the buyer."""
    for number in {c.sentence for c in reading.clauses if c.question}:
        inside = [c for c in reading.clauses if c.sentence == number]
        named = {str(s.value) for c in inside for s in c.slots if s.kind == "remedy"}
        if len(named) > 1 and any(set(c.acts) & _ASKS.keys() for c in inside):
            return True
    return False


def _by_amount(words: str, lang: Lang, accepted: Collection[Remedy], *, bare: bool) -> list[Remedy]:
    if _COUPON[lang].search(words):
        return ["coupon"]
    if _CHEAPER[lang].search(words):
        return ["partial_refund" if "coupon" not in accepted else "coupon"]
    return ["partial_refund"] if bare or _MONEY[lang].search(words) else []


def _by_deed(words: str, lang: Lang, accepted: Collection[Remedy]) -> list[Remedy]:
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
