"""facts.wrong_value and facts.policy_conflict: what the reply says against what the desk says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tutor.check.rule import Bad, Good, Hit, Rule
from tutor.dialogue.fill import format_date
from tutor.domain import Bilingual, Context, Desk, Lang, LearnerText, Reading, Slot
from tutor.understand.buyer_side import read_buyer
from tutor.understand.contradictions import contradictions
from tutor.understand.policy import policy_conflicts
from tutor.understand.said import Conflict


def desk_of(context: Context) -> Desk | None:
    """The desk that the reply is judged by: given by itself, or that of the case."""
    if context.desk is not None:
        return context.desk
    return context.case.desk if context.case is not None else None


def _as_said(value: object, slot: Slot, text: LearnerText) -> str | None:
    """The desk's value in the shape of the words it replaces."""
    words = slot.span.of(text.raw)
    if isinstance(value, Bilingual):
        return value.get(text.lang)
    if isinstance(value, date):
        return _date_like(value, words, text.lang)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = _plain(value)
        if parts := _TWO_PARTS.match(words):  # 49欧60分
            return f"{number}{parts['unit']}"
        if "万" in words and re.match(r"\d", words):
            shown = f"{_plain(Decimal(value) / 10000)}万" if value % 100 == 0 else number
            return re.sub(r"\d[\d,.]*万(?:\d{1,4}千?)?", shown, words, count=1)
        if re.search(r"\d", words):
            return re.sub(r"\d[\d,]*(?:\.\d+)?", number, words, count=1)
        counted = re.sub(r"^[一二两三四五六七八九十百千半]+", number, words)
        return counted if counted != words else number
    return str(value)


def _plain(value: int | Decimal) -> str:
    if isinstance(value, int):
        return str(value)
    return (
        str(int(value))
        if value == value.to_integral_value()
        else f"{value.quantize(Decimal('0.01'))}"
    )


def _date_like(day: date, words: str, lang: Lang) -> str:
    if re.search(r"\d{4}-\d", words):
        return day.isoformat()
    if lang == "zh":
        year = f"{day.year}年" if "年" in words else ""
        return f"{year}{day.month}月{day.day}{'号' if '号' in words else '日'}"
    return format_date(day, lang)


def _wrong_value(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    desk = desk_of(context)
    if desk is None:
        return
    for found in contradictions(reading, text, desk, context.buyer):
        if _is_another_date(found.slot, reading, desk):
            continue
        if _is_another_fact(found.slot, text, desk) or _is_a_new_parcel(
            found.slot, text, context, desk
        ):
            continue
        right = _as_said(found.expected, found.slot, text)
        if right is not None and right != found.slot.span.of(text.raw):
            yield Hit(span=found.slot.span, suggestion=right, args={"right": right})


def _is_another_date(slot: Slot, reading: Reading, desk: Desk) -> bool:
    """Whether a clause with several dates says each of them of its own event: shipped on the
    4th and due on the 18th."""
    if slot.kind != "date":
        return False
    order, shipment = desk.order, desk.shipment
    known = {order.placed if order else None}
    if shipment is not None:
        known |= {
            shipment.shipped,
            shipment.eta,
            shipment.delivered,
            *(event.on for event in shipment.events),
        }
    clause = next((c for c in reading.clauses if slot in c.slots), None)
    several = clause is not None and sum(s.kind == "date" for s in clause.slots) > 1
    return several and slot.value in known


def _is_another_fact(slot: Slot, text: LearnerText, desk: Desk) -> bool:
    """Whether the value stands on the desk as something else: a quotation's price, a rule's sum."""
    said = slot.span.of(text.raw).casefold()
    numbers = set(_NUMBER.findall(said))
    if not numbers:
        return False
    others = [*desk.facts.values(), *(desk.policy.notes if desk.policy else ())]
    if desk.order is not None:
        others += [value for item in desk.order.items for value in item.attributes.values()]
    if desk.shipment is not None:
        others += [event.text for event in desk.shipment.events]
    return any(
        numbers <= set(_NUMBER.findall(side)) for fact in others for side in (fact.zh, fact.en)
    )


def _is_a_new_parcel(slot: Slot, text: LearnerText, context: Context, desk: Desk) -> bool:
    """Whether today or tomorrow is the day of a replacement: faulty goods are sent anew."""
    if slot.kind != "date" or re.search(r"\d", slot.span.of(text.raw)):
        return False
    sent_anew = context.case is not None and any(
        a.remedy in ("reship", "exchange") for a in context.case.actions
    )
    return sent_anew or desk.fault != "none" or read_buyer(context.buyer or "").fault


_TWO_PARTS = re.compile(
    r"^[\d.,零一二两三四五六七八九十百千万〇]+(?P<unit>[^\d零一二两三四五六七八九十百千万〇\s]+)[\d零一二三四五六七八九十]+(?:毛|角|便士|[美欧澳加]?分)?$"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SAYS = {
    "return_window_days": ("退换货期限是{value}天", "goods can come back within {value} days"),
    "refund_days": ("退款要{value}个工作日到账", "a refund takes {value} working days"),
    "compensation_limit": (
        "不退货的补偿最多{value}",
        "compensation without a return is {value} at most",
    ),
    "warranty_months": ("保修期是{value}个月", "the warranty is {value} months"),
    "price_protection_days": ("价保期是{value}天", "price protection lasts {value} days"),
    "dispatch_days": ("发货要{value}天", "dispatch takes {value} days"),
    "delivery_days": ("运输要{value}天", "delivery takes {value} days"),
    "exchange_allowed": ("本店不提供换货", "the shop offers no exchange"),
    "photo_required": ("要先看到照片", "a photo is needed first"),
    "return_shipping": ("退货运费由{value}付", "{value} pays the return shipping"),
    "duties_paid_by": ("关税由{value}付", "{value} pays the duties"),
    "in_stock": ("没有库存的商品不能再发货", "goods that are out of stock cannot be sent"),
    "cancel_until": ("订单{value}以后不能取消", "an order that is {value} cannot be cancelled"),
}
_PAYER = {
    "buyer": Bilingual(zh="买家", en="the buyer"),
    "shop": Bilingual(zh="店铺", en="the shop"),
}


_STATE = {
    "packed": Bilingual(zh="打包", en="packed"),
    "shipped": Bilingual(zh="发货", en="shipped"),
}


def _policy_says(conflict: Conflict, desk: Desk) -> Bilingual:
    zh, en = _SAYS[conflict.field]
    value = conflict.expected
    if value in _STATE:
        state = _STATE[str(value)]
        return Bilingual(zh=zh.format(value=state.zh), en=en.format(value=state.en))
    if value in ("buyer", "shop"):
        payer = _PAYER[str(value)]
        return Bilingual(zh=zh.format(value=payer.zh), en=en.format(value=payer.en))
    if isinstance(value, tuple):
        low, high = value
        shown_zh, shown_en = (
            (f"{low}到{high}", f"{low} to {high}") if low != high else (str(low), str(low))
        )
        return Bilingual(zh=zh.format(value=shown_zh), en=en.format(value=shown_en))
    shown = (
        _plain(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else ""
    )
    if conflict.field == "compensation_limit" and desk.order and desk.order.currency:
        shown = f"{shown} {desk.order.currency}"
    return Bilingual(zh=zh.format(value=shown), en=en.format(value=shown))


def _right_clause(conflict: Conflict, text: LearnerText) -> str | None:
    """The clause with the policy's number in place of the promised one."""
    slot, value = conflict.slot, conflict.expected
    clause = conflict.span.of(text.raw)
    if slot is None:
        return None
    words = slot.span.of(text.raw)
    if isinstance(value, tuple):
        low, high = value
        if text.lang == "zh":
            unit = "个工作日" if conflict.field == "refund_days" else "天"
            right = f"{low}到{high}{unit}" if low != high else f"{low}{unit}"
        else:
            unit = "working days" if conflict.field == "refund_days" else "days"
            right = f"{low} to {high} {unit}" if low != high else f"{low} {unit}"
    elif conflict.field in ("return_window_days", "price_protection_days"):
        right = (
            f"{value}天" if text.lang == "zh" else f"{value}{'-day' if '-' in words else ' days'}"
        )
    elif conflict.field == "warranty_months":
        right = (
            f"{value}个月"
            if text.lang == "zh"
            else f"{value}{'-month' if '-' in words else ' months'}"
        )
    elif conflict.field == "compensation_limit" and slot.unit != "%":
        right = _as_said(value, slot, text) or words
    else:
        return None
    at = slot.span.start - conflict.span.start
    return clause[:at] + right + clause[at + len(words) :]


def _policy(text: LearnerText, reading: Reading, context: Context) -> Iterator[Hit]:
    desk = desk_of(context)
    if desk is None:
        return
    for conflict in policy_conflicts(reading, text, desk, context.buyer):
        yield Hit(
            span=conflict.span,
            suggestion=_right_clause(conflict, text),
            args={"policy": _policy_says(conflict, desk)},
        )


_DESK = {
    "order": {
        "id": "A-1001",
        "placed": "2026-03-02",
        "status": "shipped",
        "currency": "USD",
        "total": 35.8,
        "items": [{"name": "保温杯", "quantity": 2, "price": 17.9}],
    },
    "shipment": {
        "carrier": "DHL",
        "tracking_number": "JD0099887",
        "shipped": "2026-03-04",
        "eta": "2026-03-18",
        "place": "曼谷",
    },
    "policy": {
        "return_window_days": 7,
        "refund_days": [3, 5],
        "return_shipping": "buyer",
        "compensation_limit": 10,
    },
}

RULES = (
    Rule(
        id="facts.wrong_value.desk",
        check="facts.wrong_value",
        langs=("zh", "en"),
        severity="error",
        message=Bilingual(
            zh="“{text}”和后台不一致，后台是“{right}”。",
            en="“{text}” is not what the desk shows: it shows {right}.",
        ),
        why=Bilingual(
            zh="顾客会按您说的去查、去等，说错了会失望。",
            en="The buyer will rely on what you say and be let down if it is wrong.",
        ),
        source="the desk of the case",
        good=(
            Good("您上一单是2月8日寄的，单号是SC10022。", desk=_DESK),
            Good("再买一个的话，一共是53.70美元。", desk=_DESK),
            Good("两块一共35.8美元。", desk=_DESK),
            Good("您的订单A-1001已经发货，单号是JD0099887。", desk=_DESK),
            Good("Your parcel should arrive on 18 March.", lang="en", desk=_DESK),
            Good("请问您的订单号是A-1002吗？", desk=_DESK),
        ),
        bad=(
            Bad("您的订单⟦A-1002⟧已经发货。", "A-1001", desk=_DESK),
            Bad("您的包裹预计⟦3月20日⟧送到。", "3月18日", desk=_DESK),
            Bad("Your parcel is now in ⟦Hanoi⟧.", lang="en", desk=_DESK),
        ),
        find=_wrong_value,
    ),
    Rule(
        id="facts.policy_conflict.promise",
        check="facts.policy_conflict",
        langs=("zh", "en"),
        severity="error",
        message=Bilingual(
            zh="这和店铺的规定不一样：{policy}。",
            en="This is not what the shop's policy says: {policy}.",
        ),
        why=Bilingual(
            zh="答应了做不到，顾客会觉得受骗。",
            en="A promise that the shop cannot keep feels like a deception.",
        ),
        source="the policy of the case",
        good=(
            Good("我给您补偿5美元，当天到账。", desk=_DESK),
            Good("收到货7天内都可以退。", desk=_DESK),
            Good("退款一般3到5个工作日到账。", desk=_DESK),
            Good("A return is possible within 7 days.", lang="en", desk=_DESK),
        ),
        bad=(
            Bad("⟦超过3天就不能退了⟧，很抱歉。", desk=_DESK),
            Bad("您放心，⟦30天内都可以退⟧。", "7天内都可以退", desk=_DESK),
            Bad("⟦退款1天到账⟧。", "退款3到5个工作日到账", desk=_DESK),
            Bad("⟦退货运费由我们承担⟧。", desk=_DESK),
            Bad(
                "⟦You can return it within 30 days⟧.",
                "You can return it within 7 days",
                lang="en",
                desk=_DESK,
            ),
        ),
        find=_policy,
    ),
)
