"""Compensation without a return, against the limit of the shop's policy."""

from __future__ import annotations

import re
from decimal import Decimal

from tutor.domain import Desk, Policy, Slot

from .facts import agrees_in_money, fact_values
from .goods import refunded_goods_en, several_en, several_zh
from .numbers import parse_number
from .refund_sums_en import wrong_whole
from .refunds_zh import goods_named, named_goods
from .said import Conflict, Said, conflict_of
from .sums import follows, known_sums

_ASKED_FOR = re.compile(
    r"(?:您|你)(?:这边)?(?:要求|想要?|希望|提出|说的?|提到)|超出|超过|不符合|you (?:asked|want|request|mention)|exceed|above our|beyond our|more than we"
)
_GIVES = re.compile(
    r"补偿|赔偿|赔付|赔|返现|返还|返您|返给|退(?!货|换|回来)|补(?:给)?您|(?:给(?:您|你)|我们|店里|我)(?:再|先|多)?补(?=\d|[一两三四五六七八九十百])|补贴|(?:给|送|发|补|寄)(?:给)?(?:您|你)(?!满)[^满]{0,10}(?:券|红包)|compensat|refund|giv(?:e|ing) you|pay(?:ing)? you|send(?:ing)? you|offer(?:ing)? you|add(?:ing)? (?:you )?an?|credit|return you|\bback\b(?! (?:in stock|to (?:us|you|stock)|with us|at (?:us|the)|order))"
)
_AMENDS = re.compile(r"补偿|赔偿|赔付|赔|补贴|compensat|for the (?:trouble|inconvenience)|partial")
_HALF = re.compile(
    r"退(?:您|给您|还)?一半(?!差价|的差价|运费|的运费|邮费)|一半的?(?:钱|货款|金额|款)|half (?:of )?(?:the|your|its) (?:money|price|amount|payment)|refund (?:you )?half|50 ?% refund"
)
# What was charged too much or laid out for the shop is owed, not given.
_OWED = re.compile(
    r"多(?:扣|收|付|算|刷|退)|重复(?:扣|付|收)|垫付|(?:运|邮|快递|关税|税)费|差(?:价|额)|定金|订金|押金|overcharg|charged twice|deposit|postage|shipping"
)


# 剩下的4500退给您 and "we refund the £70 for the goods" give back what was paid.
_WHOLE_ORDER = re.compile(
    r"剩(?:下|余)|余下|其余|余款|全(?:部|款|额)退|退(?:回|还)?(?:全|货款|商品款)|整单|\b(?:the rest|remaining|remainder|for the goods|full amount|whole amount|in full)\b"
)


# "We refund £25 without a return" refuses nothing.
_NO_RETURN = re.compile(
    r"^(?!.*\b(?:not|n't|never|cannot|unable)\b).*\bwithout (?:a |any )?(?:return|sending)|^(?:东西|商品|货)?不用(?:您)?(?:寄|退)(?:回|货)"
)


def over_the_limit(said: Said, policy: Policy, desk: Desk, plain: str) -> Conflict | None:
    limit, total = policy.compensation_limit, desk.order.total if desk.order else None
    negated = said.clause.negated and not _NO_RETURN.search(said.words)
    if negated or not _GIVES.search(said.words) or _ASKED_FOR.search(said.words):
        return None
    if _OWED.search(said.words) or _WHOLE_ORDER.search(said.words):
        return None
    coupon = re.search(r"券|coupon|voucher|红包", said.words)
    if coupon and policy.coupon_limit is not None:
        limit = policy.coupon_limit
    elif coupon and not _AMENDS.search(said.sentence):
        return None
    if limit is None:
        return None
    if _HALF.search(said.words) and total is not None:
        # 过滤器的钱退一半: half of what these goods cost.
        cost = min(sum(goods_named(said.words, desk), Decimal(0)) or total, total)
        if cost / 2 > limit:
            return conflict_of("compensation_limit", said, limit)
    for slot in said.clause.slots:
        if slot.kind != "amount" or not isinstance(slot.value, Decimal):
            continue
        if slot.unit == "%":
            refunds = re.search(r"退|补偿|赔|refund|compensat|back", said.words)
            if (
                refunds
                and total is not None
                and slot.value < 100
                and total * slot.value / 100 > limit
            ):
                return conflict_of("compensation_limit", said, limit, slot)
            continue
        if slot.value <= limit or (_is_price(slot, desk, plain) and not _AMENDS.search(said.words)):
            continue
        at, start = slot.span, said.clause.span.start
        marked = said.words[: at.start - start] + "A" + said.words[at.end - start :]
        items = desk.order.items if desk.order else ()
        if refunded_goods_en(marked, slot.value, items) is not None:
            continue
        turn = said.turn.lower()
        faulty = _FAULTY_EN.search(turn) and not _AMENDS.search(said.words)
        if faulty and several_en(turn, slot.value, items):
            continue
        given_back = _FAULTY_ZH.search(turn) and _REFUNDS_ZH.search(said.words)
        if given_back and not _AMENDS.search(said.words) and several_zh(turn, slot.value, items):
            continue
        # 退过滤器的58元 gives back a price; whether it is the right one is for the order to say.
        if named_goods(slot, said.words, slot.span.start - said.clause.span.start, plain, desk):
            continue
        if wrong_whole(slot, said.words, said.asked, desk, plain):
            continue
        home = desk.order.currency if desk.order else None
        if _adds_up(slot, said, desk, plain):
            continue
        if slot.unit in (None, home) or home is None or re.search(r"[元块]$", slot.span.of(plain)):
            return conflict_of("compensation_limit", said, limit, slot)
    return None


# Both lamps are dead: the money for both goes back.
_FAULTY_EN = re.compile(
    r"\b(?:broke\w*|dead|fault\w*|defect\w*|damag\w+|crack\w*|leak\w*|torn|missing|wrong|(?:doesn't|does not|don't|do not|not) work\w*|return\w*|send (?:it|them|\w+) back)\b"
)
# 两个杯子口不圆，退您37: the price of the faulty pieces.
_FAULTY_ZH = re.compile(
    r"坏|碎|破|裂|漏|断|掉|缺|少|错|不圆|不平|不亮|不转|不响|不动|有洞|有问题|毛病|瑕疵|划|发霉|变形|开线|脱|没收到|退"
)
_REFUNDS_ZH = re.compile(r"退(?!一?部分)")
_BARE = re.compile(r"(?<![\d.a-z-])\d+(?:\.\d+)?万?(?![\d.a-z%天日月号年折-])")


def _adds_up(slot: Slot, said: Said, desk: Desk, plain: str) -> bool:
    """Whether a Chinese reply gives back several goods that it names, or works the sum out itself."""
    if not isinstance(slot.value, Decimal) or _AMENDS.search(said.words):
        return False
    prices = goods_named(plain, desk)
    if len(prices) > 1 and sum(prices) == slot.value:
        return True
    # 过滤器是58，运费8，一共退66元: sums told without their currency.
    bare = (number for part in _BARE.findall(plain) if (number := parse_number(part)))
    named = [value for value in {*said.amounts, *bare} if value != slot.value]
    return bool(named) and follows(slot.value, known_sums(fact_values(desk), desk, ()), named)


def _is_price(slot: Slot, desk: Desk, plain: str) -> bool:
    """Whether the amount is what was paid for the order, an item or its faulty pieces: then it is a
    full refund."""
    order = desk.order
    if order is None:
        return False
    given = slot.value if isinstance(slot.value, Decimal) else Decimal(0)
    for item in order.items if desk.fault != "none" else ():
        named = item.sku in desk.fault_items or not desk.fault_items
        price = item.price or Decimal(0)
        if named and price and given % price == 0 and 0 < given <= price * item.quantity:
            return True
    faulty = [i for i in order.items if i.sku and i.sku in desk.fault_items and i.price]
    sums = [
        sum(((i.price or Decimal(0)) * i.quantity for i in faulty), Decimal(0)) or None,
        order.total,
        order.paid,
        *(i.price for i in order.items),
        *(i.price * i.quantity for i in order.items if i.price),
    ]
    return any(value is not None and agrees_in_money(slot, value, desk, plain) for value in sums)
