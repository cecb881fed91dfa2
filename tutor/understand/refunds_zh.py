"""What a Chinese reply says the money for goods of the order comes to: 退过滤器的58元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from tutor.domain import Desk, Item, Slot

from .facts import agrees_in_money, item_key
from .goods import tails

_PIECE = r"(?:[个件只双条台套盒张本瓶把顶支块包副盏床罐袋])"
_ONE = rf"(?:(?:这|那|坏的|破的|碎的|错的|少的|缺的)?(?:[一两二三四五六七八九十\d]+)?{_PIECE}?(?:坏的|破的|碎的|错的|少的|缺的)?)"
_GIVES_BACK = r"(?:退还?|退回|退款|返还)"
_TO_YOU = r"(?:给)?(?:您|你)?"
# A part of the price, or the price less or with something else.
_PART = re.compile(
    r"一半|半价|部分|差|补|赔|运费|邮费|优惠|折|券|红包|押金|[定订]金|扣|减|多付|多收|多扣|先退|最多|大概|大约|左右|每|税|剩"
)


def named_goods(
    slot: Slot, clause: str, at: int, reply: str, desk: Desk
) -> tuple[int, Item] | None:
    """The goods whose price the clause gives back with the amount at `at`, and their place in the
    order; None where the clause speaks of no goods or of a part of their price."""
    if "退" not in clause and "返" not in clause:
        return None
    items = desk.order.items if desk.order else ()
    if _PART.search(clause) or not isinstance(slot.value, Decimal):
        return None
    marked = clause[:at] + "A" + clause[at + slot.span.end - slot.span.start :]
    for index, item in enumerate(items):
        if item.price is None:
            continue
        goods = rf"{_ONE}(?:{tails(item, items)})"
        if _gives(goods, marked) or (_near(slot.value, item) and _is_given(goods, marked)):
            return index, item
    # 退这一套的A: the goods that the reply speaks of.
    if re.search(rf"[这那]一?{_PIECE}", marked) and _gives(rf"[这那]一?{_PIECE}", marked):
        spoken = [
            (i, item)
            for i, item in enumerate(items)
            if item.price and _spoken_of(item, items, reply)
        ]
        return spoken[0] if len(spoken) == 1 else None
    return None


def wrong_refund(slot: Slot, clause: str, at: int, reply: str, desk: Desk) -> str | None:
    """The path of the price that the clause gives back wrongly. Of a discounted order less than the
    price may be due, so only more contradicts it."""
    found = named_goods(slot, clause, at, reply, desk)
    if found is None or desk.order is None:
        return None
    index, item = found
    price = item.price or Decimal(0)
    if any(agrees_in_money(slot, price * n, desk, reply) for n in range(1, item.quantity + 1)):
        return None
    whole = sum(((i.price or Decimal(0)) * i.quantity for i in desk.order.items), Decimal(0))
    paid = desk.order.paid if desk.order.paid is not None else desk.order.total
    given = slot.value if isinstance(slot.value, Decimal) else Decimal(0)
    if paid is not None and paid < whole and given < price * item.quantity:
        return None
    return f"item.{item_key(item, index)}.price"


def _near(given: Decimal, item: Item) -> bool:
    price = item.price or Decimal(0)
    return any(price * n * 3 / 4 < given < price * n * 5 / 4 for n in range(1, item.quantity + 1))


def _is_given(goods: str, marked: str) -> bool:
    """硅胶套退您A: money for goods that may be their price or amends for them."""
    return bool(
        re.search(rf"^{goods}(?:的)?(?:我们|我|会|可以|能|就|先)*{_GIVES_BACK}{_TO_YOU}A", marked)
    )


def _gives(goods: str, marked: str) -> bool:
    money = r"(?:的)?(?:钱|价钱|货款|费用|金额|款)?(?:是|一共|共|总共)?"
    after = (
        r"(?:元|块)?(?:我们|我|会|将|就|都|全部|全|马上|今天|现在|已经?|按原路|原路|按|先|直接)*"
    )
    return bool(
        re.search(
            rf"{_GIVES_BACK}{_TO_YOU}{goods}{money}A|(?:^|[把将，]|您的?|你的?){goods}{money}A{after}{_GIVES_BACK}",
            marked,
        )
    )


def _spoken_of(item: Item, items: Sequence[Item], reply: str) -> bool:
    """Whether the reply names the goods, by the end or by the beginning of their name."""
    name = item.name.zh
    if re.search(tails(item, items), reply):
        return True
    start = name[:2]
    return len(name) > 2 and start in reply and sum(o.name.zh.startswith(start) for o in items) == 1


def goods_named(words: str, desk: Desk) -> list[Decimal]:
    """What each of the goods costs in all that Chinese words name, in the order of the order."""
    items = desk.order.items if desk.order else ()
    return [
        item.price * item.quantity
        for item in items
        if item.price is not None and item.name.zh and re.search(tails(item, items), words)
    ]
