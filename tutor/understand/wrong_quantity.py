"""Whether a number of pieces that a reply names contradicts the order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from tutor.domain import Desk, Item, Slot

from .facts import item_key
from .goods import tails

_BOUGHT = re.compile(
    r"(?:您|你).{0,6}(?:订|买|购|下单|拍)|订单(?:里|中|是|有|包)|(?:这|您这)一?单(?:里|是|有)|you (?:have |'ve )?(?:ordered|bought|purchased)|your order|in the order|you paid .{0,16}for|\byour (?=(?:two|three|four|five|six|seven|eight|nine|ten|\d+) )|\b(?:came|come|comes) to\b|order (?:of|for|has|contains|includes)|(?:shipment|container|parcel|package|delivery) (?:has|contains|includes|holds)|(?:confirm|shipped|packed|sent|sending|dispatched|ship) (?:you |your |the |all )*(?=\d|one|two|three|four|five|six|seven|eight|nine|ten)"
)
_IN_ALL = re.compile(
    r"(?:这批货|这批订单|您的订单|整单|这一单|这单).{0,4}(?:一共|总共|共计|共|合计)(?:是|有)?(?!.{0,6}(?:箱|托|柜))|整(?:批|柜|箱)货?(?:一共|总共|共)?(?:是|有)(?!.{0,6}(?:箱|托|柜))"
)

_HOW_MANY = re.compile(
    r"\bhow many\b.{0,40}\b(?:i|we|my|our|order|bought|ordered|paid|price)\b", re.IGNORECASE
)


def counted(
    slot: Slot,
    words: str,
    values: Mapping[str, object],
    buyer: str | None,
    items: Sequence[Item],
) -> str | None:
    """How many did we order? – 12,000 pieces: the answer begins with the number of the only goods."""
    if len(items) != 1 or not buyer or not _HOW_MANY.search(buyer):
        return None
    path = f"item.{item_key(items[0], 0)}.quantity"
    bare = re.match(r"\d[\d,.]* (?:pieces|pcs|units|items)\b(?! (?:left|more|in stock))", words)
    return path if bare and path in values and values[path] != slot.value else None


# 您一共订了三支, 下单的数量是5支: how many pieces of the only goods were bought.
_ORDERED_ZH = re.compile(
    r"^(?:对|是的|嗯)?(?:(?:您|你|贵司)(?:这次|这单|这个订单|昨天|当时|一共|总共|共|都)*(?:订购|订|购买|买|拍|下单)(?:的是|了的?是?)(?:一共|总共)?|(?:您|你)?的?(?:下单|订购|购买|订单)的?数量(?:一共)?(?:是|为)|(?:您的|这个)?订单(?:里|上)?(?:一共|总共|共)(?:是|有)?)N$"
)
_HOW_MANY_ZH = re.compile(
    r"(?:订|买|拍|下单|下)了?[^，。]{0,6}(?:几|多少)(?=[个件只双条台张本瓶把顶支块副盏枚颗根])"
)
_ANSWERED_ZH = re.compile(r"^(?:您|你)?(?:一共|总共|共)?(?:是|有)?N$")
_PIECE = frozenset("个件只双条台张本瓶把顶支块副盏枚颗根")


def counted_zh(
    slot: Slot,
    words: str,
    at: int,
    values: Mapping[str, object],
    buyer: str | None,
    items: Sequence[Item],
) -> str | None:
    """The quantity on the desk where a Chinese clause that begins at `at` tells another one of the
    only goods of the order."""
    if len(items) != 1 or slot.unit not in _PIECE or _MIGHT_BUY.search(words):
        return None
    start, end = slot.span.start - at, slot.span.end - at
    marked = words[:start] + "N" + words[end:]
    asked = buyer is not None and _HOW_MANY_ZH.search(buyer)
    told = _ORDERED_ZH.search(marked) or (asked and _ANSWERED_ZH.search(marked))
    path = f"item.{item_key(items[0], 0)}.quantity"
    return path if told and path in values and values[path] != slot.value else None


_TOLD_ZH = re.compile(
    r"(?:的)?(?:数量)?(?:您|你)?(?:(?:一共|总共|共|都)*(?:是|买了|订了|订的是|买的是|为)|(?:一共|总共))$"
)


# Pieces that are not those of the order.
_OTHER_PIECES = re.compile(
    r"还有|还剩|剩|现货|库存|另|再|送(?!达|到|出|的)|赠|补|退|换|缺|少|差|坏|碎|破|裂|每|最多|最少|限购|起订|以上|多|先|其中|其余|分|满|加|新|没|不"
)
_MIGHT_BUY = re.compile(
    r"再|可以|如果|要是|想|另外|还能|下次|以后|\b(?:if|can|could|would|another|more)\b"
)
# A part of the goods, or others than those: 200 of the lamps went first, two spare lamps are in.
_PART_EN = re.compile(
    r"\b(?:of (?:the|your|them|those)|so far|first|rest|remaining|other|each (?=[a-z])|per|every|spare|free|extra|replacements?|faulty|broken|damaged|missing|short|new|left|only)\b"
)
_INSIDE = re.compile(
    r"\bthere (?:are|is) (?!.*\b(?:left|more|stock|each (?=[a-z])|per (?:carton|box|pallet|crate|case|pack))\b).*\bin (?:(?:the|your) (?:container|order|parcel|box|shipment|package|crate)\b|(?:all |\d+ )(?:cartons|boxes|crates|pallets|cases|parcels)\b)"
    r"|^(?:订单|包裹|箱子|盒子)?(?:里面?|里边|里头|一共|总共)(?:是|有|装的是|装了)"
    r"|^(?:您的|这个)?订单(?:里|上)?(?:一共|总共)(?=[\d一二两三四五六七八九十])|^(?:我们|仓库)?(?:这次)?(?:一共|总共)(?:给您)?(?:寄|发)了?(?=[\d一二两三四五六七八九十])"
)
_ON_THE_WAY = re.compile(r"寄|发(?!票)|打包|出库|在路上|送出|装好|包好")


def _sentence_at(plain: str, slot: Slot) -> str:
    """The sentence in which a number stands."""
    before, after = plain[: slot.span.start], plain[slot.span.end :]
    head = max(before.rfind(mark) for mark in ".!?\n") + 1
    tail = re.search(r"[.!?](?:\s|$)|\n", after)
    return plain[head : slot.span.end + (tail.start() if tail else len(after))]


def wrong_quantity(
    slot: Slot, words: str, values: Mapping[str, object], desk: Desk, plain: str
) -> str | None:
    if not desk.order or (isinstance(slot.value, Decimal) and slot.value % 1):
        return None
    items = desk.order.items
    if (
        len(items) == 1
        and _IN_ALL.search(words)
        and slot.unit in ("件", "个", "只", "套", "双", "条", "台", "块", "把", "张", "盒")
    ):
        path = f"item.{item_key(items[0], 0)}.quantity"
        return path if path in values and values[path] != slot.value else None
    before = plain[max(0, slot.span.start - 16) : slot.span.start]
    after = plain[slot.span.end : slot.span.end + 14]
    closed = re.match(r"$|[，。,.！!；;、]", after)
    other = _OTHER_PIECES.search(words)
    for index, item in enumerate(items):
        path = f"item.{item_key(item, index)}.quantity"
        names = tails(item, items)
        # 勺子是六把: the article, or the last part of its name, and then the number that was bought.
        told = _TOLD_ZH.search(before)
        follows = bool(told and slot.unit and closed) and re.search(
            rf"(?:{names})$", before[: told.start() if told else 0]
        )
        # 围巾四条 and 两把雨伞都寄出去了 speak of the order where nothing else is meant.
        listed = (
            slot.unit and closed and not other and re.search(rf"(?:^|[，。、])(?:{names})$", before)
        )
        head = [w for w in item.name.en.lower().split()[-1:] if w.isascii()] or [""]
        leads = re.match(rf"[^，。、,.和及]{{0,4}}?(?:{names})", after) or (
            head[0] and head[0] in plain[slot.span.start : slot.span.end + 14]
        )
        if leads and any(
            o.name.zh and o.name.zh != item.name.zh and after.startswith(o.name.zh) for o in items
        ):
            continue
        sent = leads and not other and re.search(r"都|全部", words) and _ON_THE_WAY.search(words)
        if (
            follows
            or listed
            or sent
            or (
                leads
                and _BOUGHT.search(words)
                and not _MIGHT_BUY.search(words)
                and not _PART_EN.search(_sentence_at(plain, slot))
            )
            or (leads and not other and _INSIDE.search(words))
        ):
            return path if path in values and values[path] != slot.value else None
    return None
