"""The desk's facts: as values, and as said rightly in a reply.

Tolerances: a day must be exact; an amount agrees to the cent and in its currency where one is
said (元, 块 and $ count as the order's own); a duration must lie inside the policy's range; case,
spaces and hyphens of a number do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tutor.domain import Bilingual, Clause, Desk, Item, LearnerText, Reading, Slot

from .gazetteer import carriers, country_of, places
from .read import simplified
from .slots import money


def same_code(left: object, right: object) -> bool:
    """True when two order or tracking numbers agree but for case, spaces and hyphens."""
    return re.sub(r"[\s-]", "", str(left)).lower() == re.sub(r"[\s-]", "", str(right)).lower()


def item_key(item: Item, index: int) -> str:
    """The name of an item in a path: its sku, or its number in the order from 1."""
    return item.sku or str(index + 1)


def fact_values(desk: Desk) -> Mapping[str, object]:
    """Desk paths ("shipment.eta", "item.BW-01.price", "facts.plug" …) and their values.

    Only facts that the desk has. Texts are `Bilingual`, carriers canonical names.
    """
    found: dict[str, object] = {}

    def put(path: str, value: object) -> None:
        if value is not None and value != "":
            found[path] = value

    if order := desk.order:
        for name in ("id", "placed", "status", "currency", "total", "paid", "address"):
            put(f"order.{name}", getattr(order, name))
        for name in ("refunded", "refunded_on"):
            put(f"order.{name}", getattr(order, name))
        paid_by, english = order.payment, order.payment_en
        put("order.payment", Bilingual(zh=paid_by, en=english) if paid_by and english else paid_by)
        for index, item in enumerate(order.items):
            key = f"item.{item_key(item, index)}"
            put(f"{key}.name", item.name)
            put(f"{key}.price", item.price)
            put(f"{key}.quantity", item.quantity)
            put(f"{key}.in_stock", item.in_stock)
            for attribute, text in item.attributes.items():
                put(f"{key}.{attribute}", text)
    if shipment := desk.shipment:
        for name in ("tracking_number", "shipped", "eta", "delivered", "place"):
            put(f"shipment.{name}", getattr(shipment, name))
        if shipment.carrier:
            put("shipment.carrier", carriers().canonical(shipment.carrier) or shipment.carrier)
    if policy := desk.policy:
        for name in policy.__slots__:
            if name != "notes":
                put(f"policy.{name}", getattr(policy, name))
    for key, text in desk.facts.items():
        put(f"facts.{key}", text)
    return found


def asserting(clause: Clause) -> bool:
    """True when a clause states something: no question, condition or quotation."""
    return not (clause.question or clause.conditional or clause.quoted)


# --- texts ----------------------------------------------------------------------------------------

_EN_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "is",
        "are",
        "was",
        "were",
        "be",
        "it",
        "its",
        "with",
        "by",
        "from",
        "as",
        "this",
        "that",
        "your",
        "our",
        "you",
        "we",
        "i",
        "has",
        "have",
        "will",
        "can",
        "per",
    ]
)
_ZH_STOP = frozenset(
    "的了是在有和与或者也都很就把被对向从到为个只一这那您你我们它可以，、。；：（）()“” "
)
_NEGATIVE = re.compile(r"不|没|无|未|非|\b(?:not|no|never|cannot|without)\b|n't\b")
_NUMBERS = re.compile(
    r"\d+(?:\.\d+)?|[二三四五六七八九十两百千]|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b"
)


def _stem(word: str) -> str:
    for ending in ("ing", "ied", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


class _Content(NamedTuple):
    """What counts of a short text: its polarity, numbers, characters and stems."""

    negative: bool
    numbers: frozenset[str]
    characters: frozenset[str]
    telling: frozenset[str]  # those of them that tell something
    stems: frozenset[str]
    chinese: bool


@lru_cache(maxsize=8192)
def _content(text: str) -> _Content:
    return _Content(
        negative=bool(_NEGATIVE.search(text)),
        numbers=frozenset(_NUMBERS.findall(text)),
        characters=frozenset(text),
        telling=frozenset(
            c for c in text if c not in _ZH_STOP and not c.isdigit() and not c.isspace()
        ),
        stems=frozenset(_stem(w) for w in re.findall(r"[a-z]+", text) if w not in _EN_STOP),
        chinese=bool(re.search(r"[\u4e00-\u9fff]", text)),
    )


def says(fact: str, words: str) -> bool:
    """True when `words` carry most of the content of the short text `fact`, with its numbers
    and its polarity; order and small words do not matter."""
    fact, words = fact.lower(), words.lower()
    wanted, spoken = _content(fact), _content(words)
    if wanted.negative != spoken.negative:
        return False
    if fact in words:
        return True
    if not wanted.numbers <= spoken.numbers:
        return False
    if wanted.chinese:
        content = wanted.telling
        # One character proves nothing: 一个人 is not said by 很多人喜欢.
        return len(content) > 1 and len(content & spoken.characters) >= 0.75 * len(content)
    return bool(wanted.stems) and len(wanted.stems & spoken.stems) >= 0.7 * len(wanted.stems)


def _says_either(fact: Bilingual, words: str) -> bool:
    return any(says(text, words) for text in (fact.zh, fact.en) if text)


# --- mentions ---------------------------------------------------------------------------------------

_ABOUT = {
    "policy.refund_days": r"退款|到账|退回|退还|款项|原路|refund|money|credited|account|bank",
    "policy.return_window_days": r"退货|退换|换货|退|换|return|exchange|send (?:it|them) back",
    "policy.dispatch_days": r"发货|发出|寄出|出库|ship|dispatch|sen[dt] out",
    "policy.delivery_days": r"到|送达|收到|运输|配送|路上|arriv|deliver|reach|transit|get (?:it|to you|there)|take",
    "policy.lost_after_days": r"丢|lost|missing|物流|包裹|赔|parcel",
    "policy.warranty_months": r"保修|质保|三包|维修|warrant|guarantee|repair",
    "policy.price_protection_days": r"价保|保价|差价|降价|price",
}
_DAYS_IN = {"hour": Decimal(1) / 24, "day": Decimal(1), "workday": Decimal(1), "week": Decimal(7)}
_MONTHS_IN = {"month": Decimal(1), "year": Decimal(12)}
_STATUS = {
    "unpaid": r"未付款|没付款|没有付款|还没支付|未支付|待付款|没有支付|unpaid|not (?:yet )?(?:been )?paid|awaiting payment",
    "paid": r"已(?:经)?(?:付款|支付|收到.{0,4}(?:款|钱))|付款成功|支付成功|payment (?:has )?(?:been |was )?(?:received|successful|gone through|went)|paid",
    "packed": r"打包|包装好|备货|配货|准备发货|还没(?:有)?发货|尚未发货|未发货|packed|not (?:yet )?(?:been )?shipped|being prepared|ready to ship|hasn't (?:been )?shipped",
    "shipped": r"已(?:经)?(?:发|寄)|发货了|寄出了|发出了|在路上|途中|运输中|shipped|dispatched|on (?:its|the) way|in transit|sent out",
    "delivered": r"签收|已(?:经)?(?:送达|送到|投递)|妥投|delivered|has arrived",
    "returned": r"退回来|已(?:经)?退回|收到.{0,6}退(?:货|回)|returned|came back",
    "cancelled": r"已(?:经)?(?:取消|关闭)|取消(?:成功|了|好)|cancell?ed",
}
_PAYS_BUYER = r"(?:由|需要|要|得|是|请|麻烦)?(?:您|你|买家|顾客|客户|收件人|自己|自行)(?:自己|自行|来|先|需要|要|得)*(?:承担|支付|负担|出|付|缴|交|负责|自理)|自理|自付|you (?:need to |have to |will (?:need|have) to |must |should |'ll )?(?:pay|cover|bear)|(?:paid|covered|borne) by (?:you|the (?:buyer|customer|recipient|receiver))|at your (?:own )?(?:cost|expense)|buyer pays|your responsibility"
_PAYS_SHOP = r"(?:由|是)?(?:我们|本店|店里|小店|卖家|商家|我方|我司|店铺)(?:来|这边|会|全部|都)*(?:承担|支付|负担|出|付|报销|负责)|免费(?:退|寄回|上门)|包(?:退货)?(?:邮|运费|税)|运费险|(?:不用|不需要|无需|不必)(?:您|你|再)?.{0,4}(?:付|出|承担|交|缴)|we(?:'ll| will)? (?:also )?(?:pay|cover|bear)|(?:paid|covered|borne) by us|free (?:of charge|return)|prepaid|you (?:don't|do not|won't|will not|needn't) (?:have to |need to )?pay|at our (?:cost|expense)|on us|duties? (?:and tax\w* )?(?:are |is )?included|already paid"
_PAYER = {
    "policy.return_shipping": r"运费|邮费|寄回|快递费|shipping|postage|return (?:label|cost|fee)|courier",
    "policy.duties_paid_by": r"关税|税(?!率|号)|进口税|dut(?:y|ies)|tax|customs (?:fee|charge)|vat",
}
_EXCHANGE_YES = re.compile(
    r"(?:可以|能|支持|帮您|给您|为您|可).{0,6}(?:换|更换)|(?:can|could|may|will|able to|possible to|happy to).{0,24}exchange|exchanges? (?:is|are) (?:possible|allowed|ok)"
)
_EXCHANGE_NO = re.compile(
    r"(?:不|没法|无法|没办法).{0,6}换|(?:can't|cannot|can not|don't|do not|not|no|unable).{0,20}exchange"
)
_STOCK_NO = re.compile(
    r"(?:没|无|缺|断)(?:有)?(?:现?货|库存)|卖完|售罄|卖光|out of stock|sold out|not (?:available|in stock)|unavailable|no stock|don't have"
)
_STOCK_YES = re.compile(
    r"有(?:现)?货|现货|有库存|库存(?:充足|还有)|还有(?!问)|in stock|available|we (?:do |still )?have"
)
_NEAR = re.compile(r"左右|大概|大约|差不多|约|about|around|roughly|approximately|or so")
_ARRIVES = re.compile(
    r"(?<![一二三四五六七八九十\d])到(?!账|底|帐|了?(?:退|款)|期|不|时候|目前|现在)|送达|收到|派送|送货|抵达|投递|拿到|交付|arriv|deliver|reach|get (?:there|to you|it)|receive|come|with you"
)


def mentions(reading: Reading, text: LearnerText, desk: Desk) -> frozenset[str]:
    """The desk paths whose value the text states rightly.

    Questions, conditions and quotations state nothing.
    """
    values = fact_values(desk)
    plain = simplified(text)
    found: set[str] = set()
    for clause, sentence in _stated(reading, plain):
        words = clause.span.of(plain)
        found |= _slot_mentions(clause, sentence, values, desk, plain)
        for path, value in values.items():
            if path in found:
                continue
            if isinstance(value, Bilingual):
                if _says_either(value, words) or (
                    _says_either(value, sentence) and path.startswith("facts.")
                ):
                    found.add(path)
            elif path == "order.payment" and str(value).lower() in words:
                found.add(path)
    whole = "，".join(clause.span.of(plain) for clause, _ in _stated(reading, plain))
    for path, value in values.items():
        if _word_mention(path, value, whole):
            found.add(path)
    return frozenset(found)


def _stated(reading: Reading, plain: str) -> Iterator[tuple[Clause, str]]:
    """Each asserting clause with the asserting part of its sentence."""
    parts: dict[int, str] = {}
    for clause in reading.clauses:
        if asserting(clause):
            parts[clause.sentence] = parts.get(clause.sentence, "") + "，" + clause.span.of(plain)
    for clause in reading.clauses:
        if asserting(clause):
            yield clause, parts[clause.sentence]


def _slot_mentions(
    clause: Clause, sentence: str, values: Mapping[str, object], desk: Desk, plain: str
) -> set[str]:
    found: set[str] = set()
    for slot in clause.slots:
        if slot.kind == "date" and isinstance(slot.value, date):
            found |= {p for p, v in values.items() if isinstance(v, date) and v == slot.value}
        elif slot.kind == "amount" and slot.unit != "%":
            for path, value in values.items():
                if isinstance(value, Decimal) and agrees_in_money(slot, value, desk, plain):
                    found.add(path)
        elif slot.kind == "duration":
            found |= _duration_mentions(slot, sentence, values, desk)
        elif slot.kind in ("order_id", "tracking_number"):
            for path in ("order.id", "shipment.tracking_number"):
                if path in values and same_code(slot.value, values[path]):
                    found.add(path)
        elif (
            slot.kind == "carrier"
            and values.get("shipment.carrier") == slot.value
            and not clause.negated
        ):
            found.add("shipment.carrier")
        elif slot.kind == "place" and not clause.negated:
            for path in ("shipment.place", "order.address"):
                if str(slot.value) in places_of(values.get(path)):
                    found.add(path)
        elif slot.kind == "quantity":
            for path, value in values.items():
                if path.endswith(".quantity") and slot.value == value:
                    found.add(path)
    carrier = values.get("shipment.carrier")
    if carrier and not clause.negated and str(carrier).lower() in clause.span.of(plain):
        found.add("shipment.carrier")
    return found


def places_of(value: object) -> frozenset[str]:
    """The places that a bilingual text names, with the country of each."""
    if not isinstance(value, Bilingual):
        return frozenset()
    named = {c for t in (value.zh, value.en) for _, _, c in places().find(t.lower())}
    return frozenset(named | {country_of(place) for place in named})


def agrees_in_money(slot: Slot, value: Decimal, desk: Desk, plain: str) -> bool:
    """True when an amount is `value` to the cent and its currency, where one is said, the order's."""
    if money(slot.value) != money(value):
        return False
    home = desk.order.currency if desk.order else None
    generic = bool(
        re.search(r"[元块](?:$|[一二三四五六七八九\d])", slot.span.of(plain))
    ) and not re.search(r"[美欧日韩港澳加]元", slot.span.of(plain))
    return slot.unit is None or home is None or slot.unit == home or generic


def _duration_mentions(
    slot: Slot, sentence: str, values: Mapping[str, object], desk: Desk
) -> set[str]:
    if not isinstance(slot.value, tuple):
        return set()
    low, high = slot.value
    about = {p for p, words in _ABOUT.items() if p in values and re.search(words, sentence)}
    near = about or {p for p in _ABOUT if p in values}
    found: set[str] = set()
    for path in near:
        limit = values[path]
        scale = _MONTHS_IN if path == "policy.warranty_months" else _DAYS_IN
        factor = scale.get(slot.unit or "")
        if factor is None:
            if path == "policy.return_window_days" and slot.unit == "month":
                factor = Decimal(30)
            else:
                continue
        least, most = limit if isinstance(limit, tuple) else (limit, limit)
        if Decimal(str(least)) <= low * factor and high * factor <= Decimal(str(most)):
            found.add(path)
    eta = values.get("shipment.eta")
    if (
        isinstance(eta, date)
        and desk.today
        and _ARRIVES.search(sentence)
        and not re.search(_ABOUT["policy.refund_days"], sentence)
        and span_holds(slot, desk.today, eta, 1 if _NEAR.search(sentence) else 0)
    ):
        found.add("shipment.eta")
    return found


def span_holds(slot: Slot, today: date, day: date, slack: int) -> bool:
    """True when `day` lies in the duration counted from `today`, `slack` days more or less."""
    factor = _DAYS_IN.get(slot.unit or "")
    if factor is None or not isinstance(slot.value, tuple):
        return False
    low, high = (int(v * factor) for v in slot.value)
    if slot.unit == "workday":
        high += 2 * (high // 5 + 1)
    return today + timedelta(days=low - slack) <= day <= today + timedelta(days=high + slack)


def _word_mention(path: str, value: object, whole: str) -> bool:
    """Facts that are stated in words: a status, who pays, whether an exchange is allowed."""
    if path == "order.status":
        return bool(re.search(_STATUS.get(str(value), r"(?!)"), whole))
    if path in _PAYER:
        pays = _PAYS_BUYER if value == "buyer" else _PAYS_SHOP
        other = _PAYS_SHOP if value == "buyer" else _PAYS_BUYER
        return bool(re.search(_PAYER[path], whole) and re.search(pays, whole)) and not (
            value == "buyer" and bool(re.search(other, whole))
        )
    if path == "policy.exchange_allowed":
        no = bool(_EXCHANGE_NO.search(whole))
        return bool(_EXCHANGE_YES.search(whole)) and not no if value else no
    if path == "policy.photo_required":
        return bool(re.search(r"照片|图片|视频|photo|picture|video", whole)) and bool(value)
    if path == "policy.cancel_until":
        return bool(
            re.search(r"发货|打包|出库|ship|pack|dispatch", whole)
            and re.search(r"取消|cancel", whole)
        )
    if path.endswith(".in_stock"):
        no = bool(_STOCK_NO.search(whole))
        return bool(_STOCK_YES.search(whole)) and not no if value else no
    return False


# --- contradictions ----------------------------------------------------------------------------------
