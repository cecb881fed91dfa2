"""What the shop's policy says of an action: allowed, or broken and why.

The agent may still act against policy, as in real back offices; the case remembers it.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tutor.domain import Bilingual, Case, Desk, Policy, Remedy

GOODS_FAULTS = ("damaged", "defective", "wrong_item", "missing_item", "lost")
_SEEN_FAULTS = ("damaged", "defective", "wrong_item")
_NOT_COVERED = Bilingual(
    zh="只有在保修期内的质量问题才能免费维修。",
    en="Free repair is for a defect within the warranty.",
)
_GIVEN_BEFORE = Bilingual(
    zh="这笔钱已经退过了，不能再退一次。",
    en="This money has been given back already, so it is not given back again.",
)
_BEFORE_PACKING = ("unpaid", "paid")
_BEFORE_DISPATCH = ("unpaid", "paid", "packed")


def violation(case: Case, remedy: Remedy, amount: Decimal | None = None) -> Bilingual | None:
    """The rule that `remedy` would break in this case, in one sentence, or None."""
    desk = case.desk
    policy = desk.policy or Policy()
    if remedy == "coupon":
        return _over(desk, policy.coupon_limit, amount, zh="优惠券", en="a coupon")
    if remedy == "cancel":
        return _cancel(desk, policy)
    if remedy in ("refund", "partial_refund", "reship", "exchange") and _needs_photo(case, policy):
        return Bilingual(
            zh="店铺规定：先看到照片，才能退款、换货或补发。",
            en="The shop's policy asks for a photo before a refund, an exchange or a replacement.",
        )
    if remedy in ("refund", "partial_refund"):
        return _money(case, policy, amount or Decimal(0))
    if remedy == "reship":
        if desk.fault in GOODS_FAULTS or is_lost(desk):
            return _both(case, "refund")
        return Bilingual(
            zh="只有商品有问题或者包裹丢失，才能补发。",
            en="A replacement is sent only for faulty goods or a lost parcel.",
        )
    if remedy == "exchange":
        if policy.exchange_allowed is False:
            return Bilingual(zh="本店不提供换货。", en="The shop does not offer exchanges.")
        return None if desk.fault in GOODS_FAULTS else _window(desk, policy)
    if remedy == "return":
        return None if desk.fault in GOODS_FAULTS else _window(desk, policy)
    if remedy == "repair":
        return _repair(case, policy, amount)
    return None


def is_lost(desk: Desk) -> bool:
    """Whether the parcel counts as lost: it is so many days past its eta and not delivered."""
    shipment, policy = desk.shipment, desk.policy
    if desk.fault == "lost":
        return True
    if shipment is None or policy is None or desk.today is None or shipment.delivered is not None:
        return False
    if shipment.eta is None or policy.lost_after_days is None:
        return False
    return desk.today > shipment.eta + timedelta(days=policy.lost_after_days)


def in_return_window(desk: Desk) -> bool | None:
    """Whether goods may still come back; None when the desk cannot tell."""
    shipment, policy = desk.shipment, desk.policy
    if policy is None or policy.return_window_days is None or desk.today is None:
        return None
    if shipment is None or shipment.delivered is None:
        return None
    return desk.today <= shipment.delivered + timedelta(days=policy.return_window_days)


def full_refund_due(case: Case) -> bool:
    desk = case.desk
    status = desk.order.status if desk.order else None
    accepted = any(a.remedy in ("return", "cancel") for a in case.actions)
    return (
        accepted
        or status == "cancelled"
        or status == "returned"
        or (status in _BEFORE_DISPATCH and _cancel(desk, desk.policy or Policy()) is None)
        or desk.fault in GOODS_FAULTS
        or is_lost(desk)
    )


def partial_limit(case: Case) -> Decimal | None:
    """The most that may be given back while the goods stay with the buyer; None: not regulated."""
    desk = case.desk
    order, policy = desk.order, desk.policy or Policy()
    limits = [] if policy.compensation_limit is None else [policy.compensation_limit]
    if desk.fault in GOODS_FAULTS and order is not None:
        named = [i for i in order.items if i.sku in desk.fault_items]
        limits.append(
            sum(((i.price or Decimal(0)) * i.quantity for i in named), Decimal(0))
            if named
            else order.total or Decimal(0)
        )
    if desk.fault == "overcharged" and order is not None and order.paid and order.total:
        limits.append(order.paid - order.total)
    return max(limits) if limits else None


def _repair(case: Case, policy: Policy, price: Decimal | None) -> Bilingual | None:
    covered = case.desk.fault == "defective" and _in_warranty(case.desk, policy)
    if price is None:
        return None if covered else _NOT_COVERED
    if covered:
        return Bilingual(
            zh="这是保修期内的质量问题，维修不收费。",
            en="This is a defect within the warranty, so the repair costs the buyer nothing.",
        )
    if policy.repair_price is not None and price != policy.repair_price:
        return Bilingual(
            zh=f"按商店的价目，维修费是{policy.repair_price.normalize():f}。",
            en=f"By the shop's price list the repair costs {policy.repair_price.normalize():f}.",
        )
    if case.agreed_price is None or price > case.agreed_price:
        return Bilingual(
            zh="要先把维修费告诉顾客，顾客同意以后才能安排。",
            en="A repair for money is arranged only after the buyer has heard the price and agreed.",
        )
    return None


def _money(case: Case, policy: Policy, amount: Decimal) -> Bilingual | None:
    order = case.desk.order
    ceiling = (order.total if order else None) or Decimal(0)
    total = case.given_back + amount
    paid = (order.paid if order else None) or Decimal(0)
    if order is not None and order.refunded and total > (paid or ceiling):
        return _GIVEN_BEFORE
    if full_refund_due(case) and total <= max(ceiling, paid):
        return _both(case, "reship")
    limit = partial_limit(case)
    if limit is not None and total <= limit:
        return None
    if limit is None:
        if amount < ceiling and policy.compensation_limit is None:
            return None
        return Bilingual(
            zh="按店铺规定，这个订单还不能退全款。",
            en="By the shop's policy this order is not due a full refund.",
        )
    return Bilingual(
        zh=f"按店铺规定，这种情况最多退{limit.normalize():f}，现在一共是{total.normalize():f}。",
        en=f"By the shop's policy at most {limit.normalize():f} may be given back here; this makes {total.normalize():f}.",
    )


def _both(case: Case, other: str) -> Bilingual | None:
    done = {a.remedy for a in case.actions}
    order = case.desk.order
    money_back = case.given_back and order and case.given_back >= (order.total or 0)
    if (other == "refund" and money_back) or (other == "reship" and done & {"reship", "exchange"}):
        return Bilingual(
            zh="同一个问题不能既退全款又补发。",
            en="The same problem cannot have both a full refund and a replacement.",
        )
    return None


def _needs_photo(case: Case, policy: Policy) -> bool:
    return bool(policy.photo_required and case.desk.fault in _SEEN_FAULTS and not case.photo_seen)


def _cancel(desk: Desk, policy: Policy) -> Bilingual | None:
    status = desk.order.status if desk.order else None
    allowed = _BEFORE_PACKING if policy.cancel_until == "packed" else _BEFORE_DISPATCH
    if status in allowed:
        return None
    return Bilingual(
        zh="订单已经打包或发货，按规定不能取消。",
        en="The order is packed or shipped, so by the policy it cannot be cancelled.",
    )


def _window(desk: Desk, policy: Policy) -> Bilingual | None:
    inside = in_return_window(desk)
    if inside or policy.return_window_days is None:
        return None
    if inside is None:
        return Bilingual(
            zh="还没收到货，不能退换。",
            en="Goods that have not arrived cannot be returned or exchanged.",
        )
    return Bilingual(
        zh=f"已经过了{policy.return_window_days}天的退换期。",
        en=f"The {policy.return_window_days}-day window for returns is over.",
    )


def _in_warranty(desk: Desk, policy: Policy) -> bool:
    start = desk.shipment.delivered if desk.shipment and desk.shipment.delivered else None
    start = start or (desk.order.placed if desk.order else None)
    if policy.warranty_months is None or start is None or desk.today is None:
        return False
    months = (desk.today.year - start.year) * 12 + desk.today.month - start.month
    return months < policy.warranty_months or (
        months == policy.warranty_months and desk.today.day <= start.day
    )


def _over(
    desk: Desk, limit: Decimal | None, amount: Decimal | None, *, zh: str, en: str
) -> Bilingual | None:
    if limit is None or amount is None or amount <= limit:
        return None
    most = f"{limit.normalize():f} {(desk.order and desk.order.currency) or ''}".strip()
    return Bilingual(
        zh=f"按店铺规定，{zh}最多 {most}。",
        en=f"By the shop's policy {en} may be at most {most}.",
    )
