"""What a Chinese clause says that several pieces of one kind of goods cost: 两个泡沫轴一共1200元."""

from __future__ import annotations

import re
from decimal import Decimal

from tutor.domain import Clause, Desk, Slot

from .facts import item_key
from .goods import tails
from .slots import money

_PIECE = r"[个件只双条台套盒张本瓶把顶支块包副盏床罐袋根箱卷枚颗]"
_ALL = r"(?:一共|总共|共|合计|加起来|就是|是|要|收|卖|付)"
# A price of its own: bought together, cut, of another order, with something on top.
_OTHERWISE = re.compile(
    r"便宜|优惠|减|折|活动|原价|如果|要是|的话|再|另|换|升级|批发|起|以上|上次|之前|以前|运费|邮费|税|补|赔|差|押金|定金|订金|扣|退|大概|大约|左右|多"
)


def wrong_line(slot: Slot, clause: Clause, plain: str, desk: Desk) -> tuple[str, Decimal] | None:
    """The path of the price and the sum that follows from it, where the clause tells another one
    of a number of pieces; None where it tells the right one or nothing of the kind."""
    counts = [s for s in clause.slots if s.kind == "quantity" and isinstance(s.value, Decimal)]
    if desk.order is None or len(counts) != 1 or not isinstance(slot.value, Decimal):
        return None
    words = clause.span.of(plain)
    if _OTHERWISE.search(words) or counts[0].span.start > slot.span.start:
        return None
    at = slot.span.start - clause.span.start
    marked = words[:at] + "A" + words[at + slot.span.end - slot.span.start :]
    count = counts[0].value
    number = re.escape(
        counts[0].span.of(plain).rstrip("个件只双条台套盒张本瓶把顶支块包副盏床罐袋根箱卷枚颗")
    )
    for index, item in enumerate(desk.order.items):
        if item.price is None or not isinstance(count, Decimal) or count > item.quantity:
            continue
        goods = rf"(?:{tails(item, desk.order.items)})"
        told = re.search(
            rf"^(?:您?的?(?:这|那)?)?(?:{number}{_PIECE}(?:的)?{goods}|{goods}(?:是|有|买了)?{number}{_PIECE})(?:的)?(?:价格|价钱|钱)?{_ALL}{{0,2}}A$",
            marked,
        )
        if told and money(slot.value) != money(item.price * count):
            known = (desk.order.total, desk.order.paid)
            if any(value is not None and money(value) == money(slot.value) for value in known):
                return None  # 两个杯子一共付了30元 after a discount
            return f"item.{item_key(item, index)}.price", item.price * count
    return None
