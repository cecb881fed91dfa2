"""Whether a place that a reply names contradicts where the desk sees the parcel."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tutor.domain import Clause, Desk, Slot

from .facts import places_of
from .gazetteer import places

_IS_AT = re.compile(
    r"(?:已经|已|现在|目前|正在|刚|刚刚|还)?(?:到|在|到达|抵达|位于|停在|到了|留在)(?:了)?$|(?:包裹|快递|货物|货|它|物流)(?:显示)?(?:已经|已|现在|目前|还)?(?:在|到)(?:了)?$|(?:位置|地点|一站)(?:显示)?(?:是|在)$|\b(?:shows?|puts) (?:it|the \w+|your \w+) (?:in|at)(?: the)?\s*$|\b(?:last|latest) (?:scan|seen|position|location)(?:ned)?(?: is| was)? (?:in|at)?(?: the)?\s*$|\b(?:arrived (?:in|at)|reached|now (?:in|at)|currently (?:in|at)|is (?:still |already |now |currently )?(?:in|at)|has (?:got|come) to|got to|it's (?:now |still |already |currently )?(?:in|at)|(?:waiting|stuck|held|stored) (?:in|at))(?: the)?\s*$|\b(?:arrived at|reached|is (?:now )?(?:at|in)|now (?:at|in)) (?:the |a |our carrier's )?(?:\w+ )?(?:depot|hub|cent(?:re|er)|facility|port|airport) (?:in|of)(?: the)?\s*$"
)


_YET_TO_COME = re.compile(
    r"预计|估计|将|会|要|能|可以|就到|才到|再到|等|大概|大约|应该|明天|后天|下周|几天|以后|之后|时候|再过"
    r"|\b(?:will|would|should|can|may|might|by|before|when|once|until|after|if|about to|going to)\b"
)


_IS_THERE = re.compile(
    r"已|现在|目前|正在|在|刚|了|\b(?:is|now|currently|has|arrived|reached|got)\b"
)


# 在日本也卖得很好 speaks of no parcel: what may follow the place where one is.
_PLACE_ENDS = re.compile(
    r"\s*(?:$|[，。,.！!；;、？?）)\n~～]|了|呢|哦|啦|呀|市|省|县|的?(?:分拨|中转|转运|机场|海关|仓|集散|网点|站|港|口岸|物流|快递)|等|清关|派|待|附近|那边|境内|国际|配送|正|准备|还|已|并|然后|所以|但|预计|今|明|后|[a-z0-9'’-])"
)


# Where the shop is and where the parcel was say nothing of where it is now.
_NOT_NOW = re.compile(
    r"公司|仓库|工厂|店|客服|总部|我们?(?:在|的)|寄回|退|请|(?:您|你)寄|上周|上个?月|前天|之前|先|曾|刚开始|\b(?:our|we are|office|factory|warehouse|shop|first|last week)\b"
)


def wrong_place(
    slot: Slot, clause: Clause, values: Mapping[str, object], desk: Desk, plain: str
) -> str | None:
    """The path of the desk's place when the clause puts the parcel somewhere else; else None."""
    right = places_of(values.get("shipment.place"))
    start = clause.span.start
    if not _has_left(desk):
        return None
    if not right or clause.negated or slot.value in right:
        return None
    before = plain[start : slot.span.start]
    if _NOT_NOW.search(before) or not _PLACE_ENDS.match(plain[slot.span.end :]):
        return None
    if any(s.kind == "place" and plain[s.span.end : slot.span.start] == "到" for s in clause.slots):
        return None  # 广州到佛山: a stretch of the way
    if before == "在" and plain[slot.span.end : slot.span.end + 1] in "，,":
        return None  # 在摩洛哥，一般要两个星期: what the sentence is about
    if not re.search(r"现在|目前|正在|还在", before) and _names_right_place(plain, right):
        return None
    if _goes_to_right_place(plain, right):
        return None
    if _BOUND_FOR.search(before) and any(s.kind == "date" for s in clause.slots):
        return "shipment.place" if _is_bound_elsewhere(slot, values) else None
    if _DESTINATION.search(before):
        return "shipment.place" if _is_the_only_place(desk, values) else None
    if not _IS_AT.search(before) or _YET_TO_COME.search(before):
        return None
    # 26号到鹿特丹 on the day it is due tells where it goes.
    if re.search(r"[日号]到$", before) and any(
        s.kind == "date" and s.value == values.get("shipment.eta") for s in clause.slots
    ):
        return "shipment.place" if _is_bound_elsewhere(slot, values) else None
    # 18号到广州，21号到河内: a plan of the journey, not where the parcel is.
    if re.search(r"[日号天]到$", before) and not _IS_THERE.search(_up_to(plain, clause, slot)):
        return None
    # 到清迈 without 了 or 已经 may be where the parcel goes: its destination is no error.
    bound = slot.value in places_of(values.get("order.address"))
    return None if bound and not _IS_THERE.search(_up_to(plain, clause, slot)) else "shipment.place"


def _has_left(desk: Desk) -> bool:
    """Whether the parcel is on its way: before that its place is where it will go."""
    order, shipment = desk.order, desk.shipment
    waits = order is not None and order.status in ("unpaid", "paid", "packed")
    return not waits or (shipment is not None and bool(shipment.shipped or shipment.events))


# 预计12号到槟城: where the parcel goes, unless it speaks of a way that goods take as a rule.
_BOUND_FOR = re.compile(
    r"^(?!.*(?:一般|通常|平时|如果|退|寄回|我们的|仓库|可以寄|能寄))(?:.*(?:预计|大概|大约|估计|应该|会|能|将)).{0,12}(?:到|送到|到达|抵达)$"
)


# 目的港是鹿特丹, 货由DSV运到格丁尼亚: where goods go, on a desk that knows of one place only.
_DESTINATION = re.compile(
    r"(?:目的地|目的港|卸货港|终点站?)(?:就)?(?:是|为|:|：|在)?$"
    r"|^(?:我们会?(?:把|将))?(?:您的|这批|整批)?(?:货物?|包裹|集装箱|货柜)(?:会|将|要)?(?:由[a-z0-9 ]{2,12})?(?:直接)?(?:运到|运往|发往)$"
)


def _is_the_only_place(desk: Desk, values: Mapping[str, object]) -> bool:
    shipped = desk.shipment
    return not values.get("order.address") and not (shipped is not None and shipped.events)


_STANDS_AT = re.compile(r"(?:到|在|达|抵)(?:了)?$")


def _names_right_place(plain: str, right: frozenset[str]) -> bool:
    """Whether the reply says that the parcel is, was or will be at the right place too."""
    return any(
        name in right and _STANDS_AT.search(plain[:start])
        for start, _, name in places().find(plain)
    )


_GOES_TO = re.compile(
    r"(?:预计|大概|大约|估计|将|会|能|才|就|再|最后|然后|接着|下一站|[日号天])[^。！？]{0,12}(?:到|送到|送达|抵达|到达|寄到|运到|去|往|是)$|(?:发往|运往|开往|送往|前往|飞往|目的地(?:是|:|：)?)$"
)


def _goes_to_right_place(plain: str, right: frozenset[str]) -> bool:
    """Whether the reply names the right place as where the parcel goes: it may be elsewhere now."""
    return any(
        name in right and _GOES_TO.search(plain[:start]) for start, _, name in places().find(plain)
    )


def _is_bound_elsewhere(slot: Slot, values: Mapping[str, object]) -> bool:
    return slot.value not in places_of(values.get("order.address"))


def _up_to(plain: str, clause: Clause, slot: Slot) -> str:
    """The clause up to the place, with the mark of aspect that may follow it."""
    return plain[clause.span.start : min(slot.span.end + 1, clause.span.end)]
