"""The agent's actions at the desk. An impossible one is refused; one against policy is done and
marked. Pure: a case goes in, a new case comes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from tutor.desk.policy import violation
from tutor.domain import ActionRecord, Bilingual, Case, Order, Remedy
from tutor.errors import ActionRefused

MAX_DETAIL = 200
# A sum as people type it: 35.80, $35.80, USD 35.8, 35.80美元. No sign, two decimals.
_AMOUNT = re.compile(r"[^\d.,+-]{0,6}(\d{1,9}(?:\.\d{1,2})?)(?![\d.,])", re.ASCII)
_MAX_COUPON = Decimal(100_000_000)


class Action(NamedTuple):
    """An action, how it is typed, and what it is for."""

    id: str
    usage: str
    title: Bilingual


ACTIONS: tuple[Action, ...] = (
    Action("look_up", "look_up", Bilingual(zh="查订单和物流", en="Look up order and shipment")),
    Action("cancel", "cancel", Bilingual(zh="取消订单", en="Cancel the order")),
    Action(
        "change_address",
        "change_address NEW ADDRESS",
        Bilingual(zh="修改收货地址", en="Change the address"),
    ),
    Action("reship", "reship [SKU]", Bilingual(zh="补发", en="Send a replacement")),
    Action("exchange", "exchange [SKU] [FOR WHAT]", Bilingual(zh="换货", en="Exchange")),
    Action("return", "return", Bilingual(zh="同意退货", en="Accept a return")),
    Action(
        "refund",
        "refund [AMOUNT]",
        Bilingual(zh="退款（不写金额就是全款）", en="Refund (in full without an amount)"),
    ),
    Action("coupon", "coupon AMOUNT", Bilingual(zh="发优惠券", en="Give a coupon")),
    Action(
        "repair",
        "repair [PRICE]",
        Bilingual(zh="安排维修（不写价格就是免费）", en="Arrange a repair (free without a price)"),
    ),
    Action("escalate", "escalate [NOTE]", Bilingual(zh="转给主管", en="Pass to a supervisor")),
)
_STATUS_ZH = {
    "unpaid": "还没付款",
    "paid": "已经付款",
    "packed": "已经打包",
    "shipped": "已经发货",
    "delivered": "已经送达",
    "returned": "已经退货",
    "cancelled": "已经取消",
}
ALIASES = {
    "accept_return": "return",
    "lookup": "look_up",
    "address": "change_address",
    "voucher": "coupon",
}


def perform(case: Case, command: str) -> tuple[Case, ActionRecord]:
    """Does what `command` says, such as "refund 35.80".

    Returns the new case and the record of what was done; the record names the policy it broke.
    Raises `ActionRefused` with one sentence when the action is unknown or cannot be done at all.
    """
    words = command.strip().lstrip("/").split(None, 1)
    if words and words[0].lower() == "do":
        words = words[1].split(None, 1) if len(words) > 1 else []
    if not words:
        raise ActionRefused(f"Say what to do: {_known()}.", f"请写出要做什么：{_known()}。")
    name = words[0].lower().replace("-", "_")
    name = ALIASES.get(name, name)
    handler = _HANDLERS.get(name)
    if handler is None:
        raise ActionRefused(
            f"The desk has no action {words[0][:40]!r}. It has: {_known()}.",
            f"工作台没有“{words[0][:40]}”这个操作。可以用：{_known()}。",
        )
    detail = words[1].strip() if len(words) > 1 else ""
    if len(detail) > MAX_DETAIL:
        raise ActionRefused(
            f"The text after {name} is too long: at most {MAX_DETAIL} characters.",
            f"{name} 后面的文字太长，最多 {MAX_DETAIL} 个字。",
        )
    return handler(case, detail)


def _known() -> str:
    return ", ".join(action.usage for action in ACTIONS)


def _order(case: Case) -> Order:
    if case.desk.order is None or case.desk.order.status is None:
        raise ActionRefused(
            "There is no order in this case yet, so there is nothing to change.",
            "顾客还没有下单，所以没有订单可以处理。",
        )
    return case.desk.order


def _paid(order: Order) -> Decimal:
    if order.status == "unpaid":
        return Decimal(0)
    return order.paid if order.paid is not None else order.total or Decimal(0)


def _amount(text: str, what: str) -> Decimal:
    match = _AMOUNT.match(text)
    value = Decimal(match.group(1)) if match else Decimal(0)
    if value <= 0:
        raise ActionRefused(
            f"{what} needs an amount above zero, of nine digits at most, such as: {what} 5 or {what} 35.80.",
            f"{what} 后面请写大于零的金额，最多九位数，比如 {what} 5 或者 {what} 35.80。",
        )
    return value


def _record(
    case: Case,
    action: str,
    remedy: Remedy | None,
    *,
    amount: Decimal | None = None,
    detail: str = "",
) -> tuple[Case, ActionRecord]:
    broken = violation(case, remedy, amount) if remedy is not None else None
    record = ActionRecord(
        action=action, remedy=remedy, amount=amount, detail=detail or None, violation=broken
    )
    return replace(case, actions=(*case.actions, record)), record


def _once(case: Case, remedy: Remedy) -> None:
    if any(a.remedy == remedy for a in case.actions):
        raise ActionRefused(
            f"{remedy.replace('_', ' ').capitalize()} has been done in this case already.",
            "这个操作在本案例里已经做过了。",
        )


def _too_late(order: Order, what_en: str, what_zh: str) -> ActionRefused:
    return ActionRefused(
        f"The order is {order.status}, so it cannot {what_en}.",
        f"订单{_STATUS_ZH.get(order.status or '', '现在的状态')}，不能{what_zh}。",
    )


def _with_order(case: Case, order: Order) -> Case:
    return replace(case, desk=replace(case.desk, order=order))


def _look_up(case: Case, detail: str) -> tuple[Case, ActionRecord]:
    return _record(case, "look_up", None)


def _cancel(case: Case, detail: str) -> tuple[Case, ActionRecord]:
    order = _order(case)
    _once(case, "cancel")
    if order.status not in ("unpaid", "paid", "packed"):
        raise _too_late(order, "be cancelled", "取消")
    case, record = _record(case, "cancel", "cancel")
    return _with_order(case, replace(order, status="cancelled")), record


def _change_address(case: Case, detail: str) -> tuple[Case, ActionRecord]:
    order = _order(case)
    if not detail:
        raise ActionRefused(
            "Write the new address after it: change_address 8 Sukhumvit Soi 21, Bangkok.",
            "请在后面写新地址，比如：change_address 曼谷素坤逸路21巷8号。",
        )
    if order.status not in ("unpaid", "paid", "packed"):
        raise _too_late(order, "change its address", "修改地址")
    case, record = _record(case, "change_address", "change_address", detail=detail)
    return _with_order(case, replace(order, address=Bilingual(zh=detail, en=detail))), record


def _goods(case: Case, detail: str, what: Remedy) -> tuple[Case, ActionRecord]:
    order = _order(case)
    if order.status in ("unpaid", "cancelled"):
        raise _too_late(order, "have goods sent again", "再次发货")
    _once(case, what)
    sku = detail.split()[0] if detail else ""
    items = {item.sku: item for item in order.items if item.sku}
    wanted = (
        [items[sku]]
        if sku in items
        else [i for s, i in items.items() if s in case.desk.fault_items]
    )
    if what == "reship" and sku and sku not in items:
        raise ActionRefused(
            f"The order has no item {sku[:40]!r}. It has: {', '.join(items)}.",
            f"订单里没有 {sku[:40]}，有的是：{'、'.join(items)}。",
        )
    empty = [item.sku for item in wanted or order.items if not item.in_stock]
    if empty:
        names = ", ".join(s or "The item" for s in empty)
        raise ActionRefused(
            f"{names} is out of stock, so it cannot be sent again.",
            f"{names} 没有库存，不能再次发货。",
        )
    return _record(case, what, what, detail=detail)


def _return(case: Case, detail: str) -> tuple[Case, ActionRecord]:
    order = _order(case)
    _once(case, "return")
    if order.status not in ("shipped", "delivered"):
        raise _too_late(order, "have goods sent back", "退货")
    return _record(case, "return", "return", detail=detail)


def _refund(case: Case, detail: str) -> tuple[Case, ActionRecord]:
    order = _order(case)
    left = _paid(order) - case.refunded
    if left <= 0:
        raise ActionRefused(
            "There is no paid money left in this order to give back.",
            "这个订单没有可以退的钱了。",
        )
    full = detail.lower() in ("", "full", "全款", "全额")
    # A till can pay out what went back before; that it breaks the policy is told by the record.
    due = _paid(order) - case.given_back
    amount = (due if due > 0 else left) if full else _amount(detail, "refund")
    if amount > left:
        raise ActionRefused(
            f"Only {left.normalize():f} of this order is left to give back, not {amount.normalize():f}.",
            f"这个订单最多还能退 {left.normalize():f}，不能退 {amount.normalize():f}。",
        )
    total = case.given_back + amount
    remedy: Remedy = "refund" if total >= (order.total or total) else "partial_refund"
    return _record(case, "refund", remedy, amount=amount)


def _coupon(case: Case, detail: str) -> tuple[Case, ActionRecord]:
    amount = _amount(detail, "coupon")
    if amount > _MAX_COUPON:
        raise ActionRefused("A coupon of that size cannot be made here.", "优惠券的金额太大了。")
    return _record(case, "coupon", "coupon", amount=amount)


def _repair(case: Case, detail: str) -> tuple[Case, ActionRecord]:
    if _order(case).status != "delivered":
        raise ActionRefused(
            "Goods that have not been delivered cannot be repaired.",
            "货还没送到，不能安排维修。",
        )
    _once(case, "repair")
    price = None
    if any(c.isdecimal() for c in detail):
        price = _amount(detail, "repair")
        detail = ""
    return _record(case, "repair", "repair", amount=price, detail=detail)


def _escalate(case: Case, detail: str) -> tuple[Case, ActionRecord]:
    _once(case, "escalate")
    return _record(case, "escalate", "escalate", detail=detail)


_HANDLERS: dict[str, Callable[[Case, str], tuple[Case, ActionRecord]]] = {
    "look_up": _look_up,
    "cancel": _cancel,
    "change_address": _change_address,
    "reship": lambda case, detail: _goods(case, detail, "reship"),
    "exchange": lambda case, detail: _goods(case, detail, "exchange"),
    "return": _return,
    "refund": _refund,
    "coupon": _coupon,
    "repair": _repair,
    "escalate": _escalate,
}
